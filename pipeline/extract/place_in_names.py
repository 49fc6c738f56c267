"""Whether a place's name in a run of capitalised words belongs to the name of a person or an organisation."""

from typing import NamedTuple

from pipeline.extract.place_words import (
    FACILITIES,
    KIND_NOUNS,
    NOT_A_NAME,
    ORGANISATION_HEADS,
    ORGANISATION_TAILS,
    TITLES,
)
from pipeline.gazetteer import Entry, PlaceKind

_PERSONAL = frozenset(("given_name", "surname"))
COUNTRY = "country"
"""Stop reason of countries that people are called after: `Michael Jordan`."""
ARTICLES = frozenset(
    ("al", "el", "ar", "as", "ash", "at", "az", "ad", "an", "ed", "es", "ez", "er", "ul", "the")
)
_LINKING_WORDS = frozenset(("of", "and", "the", "in", "for"))


WELL_KNOWN = 5.0
"""Prominence (100,000 people) from which a name is taken for a place wherever it stands."""
NEVER_ALONE = frozenset(("word", "calendar", "organisation"))
"""Stop reasons of names that are no place unless the text calls them one (`Plateau State`)."""


class Word(NamedTuple):
    """A word of a run: its characters and its name key."""

    start: int
    end: int
    key: str
    hyphened: bool
    """A hyphen stands before it."""


class Found(NamedTuple):
    """A name of the gazetteer at words first..last-1 of a run."""

    first: int
    last: int
    entry: Entry


def in_name(words: list[Word], hit: Found, found: list[Found]) -> bool:
    """`Bank of Baghdad`, `Jerusalem Post`, `Governor Atta Kabul`: the name belongs to another."""
    head = _head(words, hit.first)
    if head is not None:
        return head in ORGANISATION_HEADS
    tail = _tail(words, hit.last)
    if tail and tail[-1] in ORGANISATION_TAILS:
        return True
    return _after_title(words, hit.first) or _name_began(words, hit, found)


def _tail(words: list[Word], last: int) -> list[str]:
    """The words right after a name, up to a linking word."""
    tail = []
    for word in words[last:]:
        if word.key in _LINKING_WORDS:
            break
        tail.append(word.key)
    return tail


def _head(words: list[Word], first: int) -> str | None:
    """`State` in `Islamic State of Iraq`."""
    at = first - 1 if first and words[first - 1].key != "the" else first - 2
    return words[at - 1].key if at >= 1 and words[at].key in ("of", "for", "in") else None


def _after_title(words: list[Word], first: int) -> bool:
    for word in reversed(words[:first]):
        if word.key in _LINKING_WORDS:
            return False
        if word.key in TITLES:
            return True
    return False


def name_goes_on(words: list[Word], hit: Found, found: list[Found]) -> bool:
    """`Florence Nightingale`, `Ain Soltane`: what follows makes it another name."""
    tail = _tail(words, hit.last)
    if not tail or _is_country(hit):
        return False
    after = next((other for other in found if other.first == hit.last), None)
    if after is not None and after.entry.stop not in _PERSONAL:
        return not _stand_apart(words, hit, after)
    if tail[0] in NOT_A_NAME or tail[0] in TITLES:
        return False
    return FACILITIES.isdisjoint(tail) or any(word in KIND_NOUNS for word in tail[1:])


def _name_began(words: list[Word], hit: Found, found: list[Found]) -> bool:
    """`George Washington`, `Michael Jordan`: a capitalised word that is no place stands right before it."""
    if not hit.first or _is_country(hit):
        return False
    first = hit.first
    while first > 1 and words[first - 1].key in ARTICLES:
        first -= 1
    before = words[first - 1].key
    if before in NOT_A_NAME or before in _LINKING_WORDS or before in ARTICLES:
        return False
    place = next((other for other in found if other.last == first), None)
    return place is None or place.entry.stop in _PERSONAL or not _stand_apart(words, place, hit)


def _is_country(hit: Found) -> bool:
    candidates = hit.entry.candidates
    return bool(candidates) and candidates[0].kind is PlaceKind.COUNTRY and not hit.entry.stop


def _stand_apart(words: list[Word], first: Found, second: Found) -> bool:
    """Whether two names side by side are two things: `Iraqi Kurdistan`, `Baghdad Iraq`, `Kabul-Kandahar`."""
    if (
        first.entry.demonym_of
        or second.entry.demonym_of
        or {first.entry.stop, second.entry.stop} & NEVER_ALONE
    ):
        return True
    small, large = first.entry.candidates[0], second.entry.candidates[0]
    if words[second.first].hyphened and min(small.prominence, large.prominence) >= WELL_KNOWN:
        return True
    return large.kind is not PlaceKind.CITY and any(
        place.country_code == large.country_code for place in first.entry.candidates
    )
