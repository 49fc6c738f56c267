"""Each golden sentence is read as its file says: every figure and no other, totals, numbers set aside."""

from collections import Counter

import pytest

from tests.golden.cases import Case, known_misses, sentences
from tests.golden.matching import compare, explain, missing_asides, wrong_spans, wrong_totals

SMALLEST_FILE = 3
"""Cases of a phenomenon: one wording proves no rule."""


def _parameter(case: Case) -> object:
    why = known_misses().get(case.id)
    marks = [] if why is None else [pytest.mark.xfail(strict=True, reason=why, raises=AssertionError)]
    return pytest.param(case, id=case.id, marks=marks)


@pytest.mark.parametrize("case", [_parameter(case) for case in sentences()])
def test_sentence(case: Case) -> None:
    comparison = compare(case)
    is_right = not (comparison.missing or comparison.extra or comparison.differences)
    assert is_right and not wrong_totals(case) and not missing_asides(case), "\n" + explain(case, comparison)


def test_every_span_is_its_number() -> None:
    wrong = {case.id: wrong_spans(case) for case in sentences()}
    assert not any(wrong.values()), {case: spans for case, spans in wrong.items() if spans}


def test_every_phenomenon_has_several_wordings() -> None:
    sizes = Counter(case.id.partition("/")[0] for case in sentences())
    assert min(sizes.values()) >= SMALLEST_FILE, sizes


def test_no_known_miss_names_a_case_that_is_gone() -> None:
    ids = {case.id for case in sentences()}
    stale = [miss for miss in known_misses() if not miss.startswith("articles/") and miss not in ids]
    assert not stale, f"take these off known_misses.toml: {stale}"
