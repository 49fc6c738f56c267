"""Brings `known_misses.toml` up to date with the extractor: `python -m tests.golden.misses [--write]`.

Prints what is read now and still listed, and what is missed and not listed. With `--write` the list is
rewritten: the reasons given by hand stay, a new miss gets the difference itself as its reason, to be replaced
by the cause.
"""

import json
import sys
from collections.abc import Iterator

from tests.golden.cases import HERE, Case, articles, known_misses, sentences
from tests.golden.matching import Comparison, compare, describe, missing_asides, reading, wrong_totals
from tests.golden.test_articles import CHECKS

LONGEST_REASON = 160
"""Characters."""


def _differences(case: Case, comparison: Comparison) -> Iterator[tuple[str, str]]:
    """Aspect and words of everything that is wrong with a reading."""
    figures = reading(case).figures
    yield from (("figures", f"not read: {case.figures[i].note}") for i in comparison.missing)
    yield from (("figures", f"too many: {describe(figures[j])}") for j in comparison.extra)
    for d in comparison.differences:
        yield d.aspect, f"{d.note.partition(':')[0]}: {d.aspect} {d.found}, not {d.expected}"
    yield from (("total", f"total {words}") for words in wrong_totals(case))
    yield from (("set_aside", f"set aside {words}") for words in missing_asides(case))


def _brief(reasons: list[str]) -> str:
    whole = " ".join("; ".join(reasons).split()).replace('"', "'").replace("\\", "/")
    return whole if len(whole) <= LONGEST_REASON else f"{whole[: LONGEST_REASON - 1]}…"


def misses() -> dict[str, str]:
    """What is missed now, by the id of its test, with the differences as the reason."""
    found: dict[str, str] = {}
    for case in sentences():
        wrong = [words for _, words in _differences(case, compare(case))]
        if wrong:
            found[case.id] = _brief(wrong)
    for case in articles():
        differences = list(_differences(case, compare(case)))
        for name in CHECKS:
            wrong = [words for aspect, words in differences if aspect == name]
            if wrong:
                found[f"{case.id}.{name}"] = _brief(wrong)
    return found


def _quoted(words: str) -> str:
    """A basic string of TOML: what JSON writes is one."""
    return json.dumps(words, ensure_ascii=False)


def write(found: dict[str, str]) -> None:
    """Rewrites the list in the order of the cases."""
    reasons = {miss: known_misses().get(miss, why) for miss, why in found.items()}
    head = "# What the extractor does not read yet, each a strict expected failure. Never delete a case.\n"
    blocks = (f"\n[[miss]]\nid = {_quoted(miss)}\nwhy = {_quoted(why)}\n" for miss, why in reasons.items())
    (HERE / "known_misses.toml").write_text(head + "".join(blocks), encoding="utf-8")


def main() -> None:
    """Prints the changes, and makes them when asked to."""
    found, known = misses(), known_misses()
    for miss in known.keys() - found.keys():
        print(f"read now, take it off the list: {miss}")
    for miss in found.keys() - known.keys():
        print(f"missed, not on the list: {miss}: {found[miss]}")
    if "--write" in sys.argv[1:]:
        write(found)


if __name__ == "__main__":
    main()
