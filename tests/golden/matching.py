"""Compares what was read in a text with what should have been: figure by figure, attribute by attribute."""

import re
import unicodedata
from datetime import date
from functools import cache
from typing import Final, NamedTuple

from pipeline.extract import Extraction, Figure, extract
from pipeline.extract.totals import document_totals
from tests.golden.cases import Case
from tests.golden.notation import ATTRIBUTES, Amount, Expected, read_dates, write_amount

ASPECTS: Final = ("number_text", "amount", "victim_class", "scope", "perpetrators", "parent", *ATTRIBUTES)
_COLUMNS: Final = {"place": "place_name"}
_TOKEN_BREAK: Final = re.compile(r"[^\w.,]+")
_SMALLEST_PART: Final = 3
"""Letters of a name that may stand for a longer one ("IRA" for "the IRA")."""


class Difference(NamedTuple):
    """One attribute of a figure that was read otherwise than expected."""

    note: str
    aspect: str
    expected: str | None
    found: str | None


class Comparison(NamedTuple):
    """`pairs` by place in the case and in the extraction; figures missing and too many; differences."""

    pairs: dict[int, int]
    missing: tuple[int, ...]
    extra: tuple[int, ...]
    differences: tuple[Difference, ...]


@cache
def _extract(text: str, published_on: date | None) -> Extraction:
    return extract(text, published_on)


def reading(case: Case) -> Extraction:
    """The extractor's reading of a case, made once."""
    return _extract(case.text, case.published_on)


def _pair(case: Case, figures: tuple[Figure, ...]) -> dict[int, int]:
    """Pairs equal spans first, then overlapping ones, of one harm type."""
    pairs: dict[int, int] = {}
    for is_same in (_is_same_span, _overlap):
        for i, wanted in enumerate(case.figures):
            if i in pairs:
                continue
            taken = set(pairs.values())
            free = (j for j, f in enumerate(figures) if j not in taken and f.harm_type is wanted.harm)
            match = next((j for j in free if is_same(wanted, figures[j])), None)
            if match is not None:
                pairs[i] = match
    return pairs


def _is_same_span(wanted: Expected, figure: Figure) -> bool:
    return (wanted.start, wanted.end) == (figure.char_start, figure.char_end)


def _overlap(wanted: Expected, figure: Figure) -> bool:
    return wanted.start < figure.char_end and figure.char_start < wanted.end


def compare(case: Case) -> Comparison:
    """The reading of a case against its expectations."""
    figures = reading(case).figures
    pairs = _pair(case, figures)
    differences = [d for i, j in pairs.items() for d in _differences(case, figures, pairs, i, j)]
    missing = tuple(i for i, f in enumerate(case.figures) if i not in pairs and not f.is_optional)
    extra = tuple(sorted(set(range(len(figures))) - set(pairs.values())))
    return Comparison(pairs, missing, extra, tuple(differences))


def _differences(
    case: Case, figures: tuple[Figure, ...], pairs: dict[int, int], i: int, j: int
) -> list[Difference]:
    wanted, figure = case.figures[i], figures[j]
    amount = _amount(figure)
    compared: list[tuple[str, object, object]] = [
        ("number_text", case.text[wanted.start : wanted.end], figure.number_text),
        ("amount", wanted.amount, amount),
    ]
    if figure.scope not in wanted.scopes:
        compared.append(("scope", "|".join(wanted.scopes), figure.scope))
    if wanted.victim_class is not None:
        compared.append(("victim_class", wanted.victim_class, figure.victim_class))
    if wanted.perpetrators is not None:
        compared.append(("perpetrators", wanted.perpetrators, figure.of_perpetrators))
    unequal = [Difference(wanted.note, name, _words(a), _words(b)) for name, a, b in compared if a != b]
    return [*unequal, *_parent(case, figures, pairs, wanted, figure), *_attributes(wanted, figure)]


def _amount(figure: Figure) -> Amount:
    return Amount(figure.value, figure.value_low, figure.value_high, figure.qualifier)


def _words(value: object) -> str:
    return write_amount(value) if isinstance(value, Amount) else str(value)


def _parent(
    case: Case, figures: tuple[Figure, ...], pairs: dict[int, int], wanted: Expected, figure: Figure
) -> list[Difference]:
    whole = None if wanted.parent is None else pairs.get(wanted.parent, -1)
    if whole == figure.parent and (wanted.relation in (None, figure.part_relation)):
        return []
    expected = (
        "no part"
        if wanted.parent is None
        else f"{wanted.relation or 'part'} of {case.figures[wanted.parent].note!r}"
    )
    parent = None if figure.parent is None else figures[figure.parent]
    found = (
        "no part"
        if parent is None
        else f"{figure.part_relation} of {parent.number_text!r} {parent.harm_type}"
    )
    return [Difference(wanted.note, "parent", expected, found)]


def _attributes(wanted: Expected, figure: Figure) -> list[Difference]:
    unequal = []
    for name, value in wanted.attributes.items():
        found = found_attribute(figure, name)
        if not agree(name, value, found):
            unequal.append(Difference(wanted.note, name, value, found))
    return unequal


def found_attribute(figure: Figure, name: str) -> str | None:
    """An attribute as the notation writes it."""
    if name == "date":
        if figure.date_start is None or figure.date_end is None:
            return None
        return f"{figure.date_start}..{figure.date_end}"
    value: str | None = getattr(figure, _COLUMNS.get(name, name))
    return value


def agree(name: str, expected: str | None, found: str | None) -> bool:
    """Whether two values of an attribute are the same thing.

    Names compare without case, accents and article, and a perpetrator or source may contain the other; a date
    must lie within the expected one.
    """
    if expected is None or found is None:
        return expected is found
    if name == "date":
        first, last = read_dates(expected)
        start, end = read_dates(found)
        return first <= start <= end <= last
    wanted, given = _plain(expected), _plain(found)
    if name in ("perpetrator", "source"):
        short, long = sorted((wanted, given), key=len)
        return wanted == given or (len(short) >= _SMALLEST_PART and f" {short} " in f" {long} ")
    return wanted == given


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name)
    bare = "".join(c for c in letters if not unicodedata.combining(c)).casefold()
    return " ".join(bare.removeprefix("the ").split())


def wrong_spans(case: Case) -> list[str]:
    """Figures and numbers set aside whose characters in the text are not their number, in words."""
    figures, asides, _ = reading(case)
    spans = [(f.char_start, f.char_end, f.number_text) for f in figures]
    spans += [(a.char_start, a.char_end, a.number_text) for a in asides]
    return [
        f"{start}:{end} is {case.text[start:end]!r}, not {number!r}"
        for start, end, number in spans
        if case.text[start:end] != number
    ]


def wrong_totals(case: Case) -> list[str]:
    """The document's totals (victims and perpetrators) that are not those expected, in words."""
    found = document_totals(reading(case))
    wrong = []
    for harm, expected in case.totals.items():
        total = found.get(harm)
        people = 0 if total is None else total.victims + total.perpetrators
        if abs(people - expected) > 0.5:
            wrong.append(f"{harm}: expected {expected:g}, found {people:g}")
    return wrong


def missing_asides(case: Case) -> list[str]:
    """Numbers that should have been set aside with their reason and were not, in words.

    An aside may take in more than the number: "12 March 2011" sets 12 and 2011 aside.
    """
    given = reading(case).set_aside
    found = [(aside.reason, f" {_TOKEN_BREAK.sub(' ', aside.number_text)} ") for aside in given]
    listed = ", ".join(f"{aside.number_text} {aside.reason}" for aside in given) or "none"
    return [
        f"{wanted.number_text} {wanted.reason}: not among {listed}"
        for wanted in case.set_aside
        if not any(
            wanted.reason is reason and f" {_TOKEN_BREAK.sub(' ', wanted.number_text)} " in words
            for reason, words in found
        )
    ]


def describe(figure: Figure) -> str:
    """A figure in a line."""
    size = write_amount(_amount(figure))
    role = " of perpetrators" if figure.of_perpetrators else ""
    return (
        f"{figure.number_text!r}: {figure.harm_type} {size} {figure.victim_class}"
        f" {figure.scope}{role} (rule {figure.rule_id})"
    )


def explain(case: Case, comparison: Comparison) -> str:
    """What is wrong with the reading of a case, for a person: sentence, expected, found, missing, extra."""
    figures = reading(case).figures
    lines = [f"{case.id} ({case.title})", f"text:     {case.text}"]
    lines += [f"expected: {wanted.note}" for wanted in case.figures] or ["expected: no figure"]
    lines += [f"found:    {describe(figure)}" for figure in figures] or ["found:    no figure"]
    lines += [f"MISSING   {case.figures[i].note}" for i in comparison.missing]
    lines += [f"EXTRA     {describe(figures[j])}" for j in comparison.extra]
    lines += [
        f"WRONG     {d.note}: {d.aspect} expected {d.expected}, found {d.found}"
        for d in comparison.differences
    ]
    lines += [f"TOTAL     {words}" for words in wrong_totals(case)]
    lines += [f"SET ASIDE {words}" for words in missing_asides(case)]
    return "\n".join(lines)
