"""Where each count of a bulletin is: beside which place of a list it stands, and which places a total leaves out.

"Basra had 105 killed and 169 injured; Diyala, 89 killed and 90 injured": a place heads the counts after it. "297 died
in Basra and 585 were injured": one that follows the first count holds for those around it.
"""

from itertools import pairwise
from typing import Final, NamedTuple

from pipeline.extract.claims import Claim
from pipeline.extract.passage import Passage
from pipeline.extract.phrases import Hit
from pipeline.extract.place_mention import ResolvedPlace, Role
from pipeline.extract.placing import Where, capital_of, where_of
from pipeline.extract.tokens import Tokens
from pipeline.gazetteer import PlaceKind

_LISTED: Final = frozenset({Role.LOCATION, Role.NAMED, Role.OBLIQUE})
_REACH: Final = 40
"""Characters from "without" to the place left out."""


_BEFORE: Final = frozenset({"without", "taking_in"})
_AFTER: Final = frozenset({"left_out", "taken_in"})


_EXISTS: Final = frozenset({"were", "was", "are", "is", "have", "had", "has"})


class _Listed(NamedTuple):
    start: int
    where: Where
    is_location: bool


def place_in_list(claim: Claim, passage: Passage, country: Where | None) -> Where | None:
    """The place of a count among those of its sentence, or None where the sentence gives it none."""
    text, at, sentence = passage.reading.tokens.text, claim.char_start, passage.reading.sentence
    places = [p for p in _listed(passage, country) if p.start < at or p.is_location]
    start = max(sentence.start, *(text.rfind(mark, sentence.start, at) for mark in ";:"))
    ends = [end for end in (text.find(mark, at, sentence.end) for mark in ";:") if end >= 0]
    end = min(ends, default=sentence.end)
    inside = [p for p in places if start <= p.start < end]
    if not inside:
        return next((p.where for p in reversed(places) if p.start < at), None)
    first = min(c.char_start for c in passage.claims if start <= c.char_start < end)
    if inside[0].start < first:
        return [p.where for p in inside if p.start < at][-1]
    return next((p.where for p in inside if p.start > at), inside[-1].where)


def place_before(passage: Passage, earlier: list[ResolvedPlace]) -> Where | None:
    """The place of the sentence before that "there" or "the province" means."""
    words = passage.reading.tokens.words
    if any(a == "there" and b not in _EXISTS for a, b in pairwise([*words, ""])):
        listed = [p for p in earlier if p.role in _LISTED]
        narrow = [p for p in listed if p.place.kind is not PlaceKind.COUNTRY]
        return where_of((narrow or listed)[-1]) if listed else None
    if passage.has("same_province") and not passage.has("without"):
        provinces = [p for p in earlier if p.place.kind is PlaceKind.ADM1]
        return where_of(provinces[-1]) if provinces else None
    return None


def _listed(passage: Passage, country: Where | None) -> list[_Listed]:
    """The places of a sentence that counts can be of, "the capital" among them, in order."""
    named = [
        _Listed(p.start, where_of(p), p.role is Role.LOCATION)
        for p in passage.setting.places
        if p.role in _LISTED and _is_countable(p) and not _is_qualifying(p, passage)
    ]
    return sorted([*named, *_capital(passage, country)], key=lambda p: p.start)


def _is_countable(place: ResolvedPlace) -> bool:
    return place.role is Role.LOCATION or place.place.kind is not PlaceKind.COUNTRY


def _is_qualifying(place: ResolvedPlace, passage: Passage) -> bool:
    """Whether the numbers are said to leave a place out, or to take it in ("including the north")."""
    return any(_speaks_of(hit, place, passage.reading.tokens) for hit in passage.hits)


def _capital(passage: Passage, country: Where | None) -> list[_Listed]:
    """ "The capital was the worst affected": the country's."""
    where = capital_of(country) if country is not None else None
    if where is None:
        return []
    starts = passage.reading.tokens.starts
    return [_Listed(starts[hit.first], where, True) for hit in passage.by_kind.get("capital", ())]


def is_left_out(place: ResolvedPlace, tokens: Tokens, hits: list[Hit]) -> bool:
    """Whether a sentence says that its numbers are without a place."""
    return any(_speaks_of(hit, place, tokens) for hit in hits if hit.kind in ("without", "left_out"))


def _speaks_of(hit: Hit, place: ResolvedPlace, tokens: Tokens) -> bool:
    if hit.kind in _BEFORE:
        between = tokens.text[tokens.ends[hit.last] : place.start]
        return tokens.ends[hit.last] <= place.start and len(between) <= _REACH and "," not in between
    if hit.kind not in _AFTER or tokens.starts[hit.first] < place.end:
        return False
    between = tokens.text[place.end : tokens.starts[hit.first]]
    return not any(c.isdigit() for c in between)
