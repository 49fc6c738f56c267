"""The notation of an expected figure, short enough to stand beside its sentence.

    ANCHOR: HARM NUMBER [CLASS] [; EXTRA]...

ANCHOR   words that stand once in the text; the number's text is the part in brackets, or all of it
HARM     killed, wounded, missing, kidnapped, detained, displaced
NUMBER   8 exact, >=13 at least, >200 more than, <=22 at most, <10 fewer than, ~53 about, 7-9 a range,
         vague 24-99 a vague magnitude
CLASS    victim class; not compared in a sentence when left out
EXTRA    a scope (incident when left out), or two that are both defensible: `incident|historical`;
         `perpetrators` (or `perpetrators=any`, not compared);
         `subset of 1`, `partition of 1`, `part of 1` (relation not compared): the whole, counted from 1;
         `weapon=car bomb`, `place=Homs` and the like: an attribute, empty for none, `?` for not compared;
         `optional`: experts differ on whether this is a figure (it only refers back), so it may be left
"""

import re
from datetime import date
from typing import Final, NamedTuple

from pipeline.vocabulary import HarmType, PartRelation, Qualifier, Scope, VictimClass

_FIGURE: Final = re.compile(
    r"(?P<anchor>.+?): (?P<harm>killed|wounded|missing|kidnapped|detained|displaced) (?P<rest>.+)", re.DOTALL
)
_SIGNS: Final = {
    ">=": Qualifier.AT_LEAST,
    "<=": Qualifier.AT_MOST,
    ">": Qualifier.MORE_THAN,
    "<": Qualifier.FEWER_THAN,
    "~": Qualifier.ABOUT,
}
_PART: Final = re.compile(r"(subset|partition|part) of (\d+)")
ATTRIBUTES: Final = ("place", "adm1", "country", "date", "weapon", "perpetrator", "source")
"""Attributes written as `name=value`."""
UNCHECKED: Final = "?"


class Amount(NamedTuple):
    """The four columns of a number: value, value_low, value_high, qualifier."""

    value: int | None
    low: int | None
    high: int | None
    qualifier: Qualifier


class Expected(NamedTuple):
    """One expected figure; `parent` is its whole's place in the case; None in `victim_class`, `relation` and
    `perpetrators` and a missing key in `attributes` mean "not compared"."""

    note: str
    start: int
    end: int
    harm: HarmType
    amount: Amount
    victim_class: VictimClass | None
    scopes: tuple[Scope, ...]
    perpetrators: bool | None
    parent: int | None
    relation: PartRelation | None
    attributes: dict[str, str | None]
    is_optional: bool = False


class NotationError(ValueError):
    """An expectation that cannot be read, with what to do."""


def locate(text: str, anchor: str, note: str) -> tuple[int, int]:
    """Where an anchor's number stands in the text; raises NotationError unless in exactly one place."""
    words = anchor.replace("[", "").replace("]", "")
    places = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(words)}", text) if _whole(text, m.end())]
    if len(places) != 1:
        hint = (
            "add words of context around [the number]" if places else "it must stand in the text as written"
        )
        raise NotationError(f"{note!r}: {words!r} stands {len(places)} times in {text[:80]!r}...; {hint}")
    opening, closing = anchor.find("["), anchor.find("]")
    if opening < 0:
        return places[0], places[0] + len(words)
    return places[0] + opening, places[0] + closing - 1


def _whole(text: str, end: int) -> bool:
    """Whether a word ends here; a digit may be glued to the next word in damaged text."""
    return end == len(text) or not text[end].isalnum() or (text[end - 1].isdigit() and text[end].isalpha())


def read_amount(words: str) -> Amount:
    """The columns of a NUMBER of the notation, by the contract's conventions.

    >>> read_amount(">200")
    Amount(value=200, low=201, high=None, qualifier=<Qualifier.MORE_THAN: 'more_than'>)
    """
    if "-" in words:
        low, high = (int(bound) for bound in words.removeprefix("vague ").split("-"))
        return Amount(None, low, high, Qualifier.VAGUE if words.startswith("vague") else Qualifier.RANGE)
    for sign, qualifier in _SIGNS.items():
        if words.startswith(sign):
            return _bounded(int(words.removeprefix(sign)), qualifier)
    return _bounded(int(words), Qualifier.EXACT)


def write_amount(amount: Amount) -> str:
    """The NUMBER of the notation for an amount.

    >>> write_amount(Amount(200, 201, None, Qualifier.MORE_THAN))
    '>200'
    """
    match amount.qualifier:
        case Qualifier.VAGUE:
            return f"vague {amount.low}-{amount.high}"
        case Qualifier.RANGE:
            return f"{amount.low}-{amount.high}"
    sign = next((sign for sign, qualifier in _SIGNS.items() if qualifier is amount.qualifier), "")
    return f"{sign}{amount.value}"


def _bounded(value: int, qualifier: Qualifier) -> Amount:
    match qualifier:
        case Qualifier.AT_LEAST:
            return Amount(value, value, None, qualifier)
        case Qualifier.MORE_THAN:
            return Amount(value, value + 1, None, qualifier)
        case Qualifier.AT_MOST:
            return Amount(value, 0, value, qualifier)
        case Qualifier.FEWER_THAN:
            return Amount(value, 0, value - 1, qualifier)
        case _:
            return Amount(value, value, value, qualifier)


def read_figure(note: str, text: str) -> Expected:
    """An expected figure from its notation; raises NotationError when it cannot be read."""
    match = _FIGURE.fullmatch(note)
    if match is None:
        raise NotationError(f"{note!r} is not ANCHOR: HARM NUMBER [CLASS] [; EXTRA]")
    head, *extras = (part.strip() for part in match["rest"].split(";"))
    number, victim_class = _head(head, note)
    start, end = locate(text, match["anchor"], note)
    plain = Expected(
        note=note,
        start=start,
        end=end,
        harm=HarmType(match["harm"]),
        amount=read_amount(number),
        victim_class=victim_class,
        scopes=(Scope.INCIDENT,),
        perpetrators=False,
        parent=None,
        relation=None,
        attributes={},
    )
    for extra in extras:
        plain = _with(plain, extra)
    return plain


def _head(head: str, note: str) -> tuple[str, VictimClass | None]:
    words = head.split()
    size = 2 if words[0] == "vague" else 1
    number, rest = " ".join(words[:size]), words[size:]
    if len(rest) > 1:
        raise NotationError(f"{note!r}: one victim class at most, not {' '.join(rest)!r}")
    return number, VictimClass(rest[0]) if rest else None


def _with(figure: Expected, extra: str) -> Expected:
    name, equals, value = extra.partition("=")
    if extra.partition("|")[0] in {scope.value for scope in Scope}:
        return figure._replace(scopes=tuple(Scope(name) for name in extra.split("|")))
    if name == "perpetrators":
        return figure._replace(perpetrators=None if value == "any" else True)
    if equals and name in ATTRIBUTES:
        return figure._replace(attributes={**figure.attributes, name: value or None})
    if extra == "optional":
        return figure._replace(is_optional=True)
    part = _PART.fullmatch(extra)
    if part is None:
        raise NotationError(f"{figure.note!r}: {extra!r} is no EXTRA of the notation")
    relation = None if part[1] == "part" else PartRelation(part[1])
    return figure._replace(parent=int(part[2]) - 1, relation=relation)


def read_dates(words: str) -> tuple[date, date]:
    """`2014-05-03` or `2014-05-01..2014-05-31` as first and last day."""
    first, _, last = words.partition("..")
    return date.fromisoformat(first), date.fromisoformat(last or first)
