"""Each golden article is read as its file says, one test for each aspect of it."""

from collections.abc import Callable, Iterator

import pytest

from tests.golden.cases import Case, articles, known_misses
from tests.golden.matching import ASPECTS, compare, explain, missing_asides, wrong_spans, wrong_totals

Check = Callable[[Case], bool]


def _figures(case: Case) -> bool:
    comparison = compare(case)
    return not comparison.missing and not comparison.extra


def _attribute(aspect: str) -> Check:
    return lambda case: all(difference.aspect != aspect for difference in compare(case).differences)


CHECKS: dict[str, Check] = {
    "figures": _figures,
    "total": lambda case: not wrong_totals(case),
    "set_aside": lambda case: not missing_asides(case),
    **{aspect: _attribute(aspect) for aspect in ASPECTS},
}


def _parameters() -> Iterator[object]:
    for case in articles():
        for name in CHECKS:
            identity = f"{case.id}.{name}"
            why = known_misses().get(identity)
            marks = [] if why is None else [pytest.mark.xfail(strict=True, reason=why, raises=AssertionError)]
            yield pytest.param(case, name, id=identity, marks=marks)


@pytest.mark.parametrize(("case", "aspect"), list(_parameters()))
def test_article(case: Case, aspect: str) -> None:
    assert CHECKS[aspect](case), f"{aspect} of\n" + explain(case, compare(case))


def test_every_span_is_its_number() -> None:
    wrong = {case.id: wrong_spans(case) for case in articles()}
    assert not any(wrong.values()), {case: spans for case, spans in wrong.items() if spans}


def test_no_known_miss_names_an_aspect_that_is_gone() -> None:
    ids = {f"{case.id}.{name}" for case in articles() for name in CHECKS}
    stale = [miss for miss in known_misses() if miss.startswith("articles/") and miss not in ids]
    assert not stale, f"take these off known_misses.toml: {stale}"
