"""Places as claims have them, how two of them lie to each other, and the choice among the places of some words.

Which words of its sentence are a claim's own is said in `claim_places`. Precision codes are UCDP GED's.
"""

from typing import NamedTuple

from pipeline.extract.place_mention import ResolvedPlace, Role
from pipeline.extract.place_resolution import UNLISTED
from pipeline.gazetteer import Place, PlaceKind, load
from pipeline.gazetteer.place import PRECISION
from pipeline.vocabulary import WherePrecision

_COUNTRY = PlaceKind.COUNTRY
_REGION = PlaceKind.REGION
_LOCATION = Role.LOCATION
_NEAR = Role.NEAR
_PLACED = frozenset({Role.LOCATION, Role.NAMED, Role.NEAR})
_LAST_RESORT = (Role.CONTAINER, Role.DEMONYM, Role.OBLIQUE)
"""Roles of places that say little of where an event was; better than nothing."""


class Where(NamedTuple):
    """A gazetteer place, the name to print and the UCDP precision code."""

    place: Place
    name: str
    precision: int

    @property
    def is_unlisted(self) -> bool:
        """Whether only the text knows the place, not the gazetteer."""
        return self.place.source == UNLISTED


def where_of(resolved: ResolvedPlace) -> Where:
    """The place of a mention."""
    return Where(resolved.place, resolved.name, resolved.where_prec)


def _holds(outer: Place, inner: Place) -> bool:
    """Whether `inner` is a narrower place inside `outer`."""
    if outer.country_code != inner.country_code or outer.place_id == inner.place_id:
        return False
    if outer.kind is _COUNTRY:
        return inner.kind is not _COUNTRY
    return outer.kind is PlaceKind.ADM1 and outer.adm1 == inner.adm1 and inner.kind is not PlaceKind.ADM1


def contains(outer: Where, inner: Where) -> bool:
    """Whether `inner` is a narrower place inside `outer`."""
    return _holds(outer.place, inner.place)


def is_elsewhere(own: Where, known: Where) -> bool:
    """Whether two places are apart: neither is the other nor inside it.

    A village that only the text knows may be anywhere in its province.
    """
    if own.is_unlisted != known.is_unlisted and own.place.country_code == known.place.country_code:
        return None not in (own.place.adm1, known.place.adm1) and own.place.adm1 != known.place.adm1
    return not (own.place.place_id == known.place.place_id or contains(own, known) or contains(known, own))


def is_foreign(one: Where, other: Where) -> bool:
    """Whether two places lie in different countries."""
    return one.place.country_code != other.place.country_code


def country_of(where: Where) -> Where | None:
    """The whole country of a place."""
    found = [c for c in load().candidates(where.place.country or "") if c.kind is _COUNTRY]
    return Where(found[0], found[0].name, int(WherePrecision.COUNTRY)) if found else None


def capital_of(where: Where) -> Where | None:
    """The capital of a place's country."""
    code = where.place.country_code
    found = load().capital(code) if code is not None else None
    return Where(found, found.name, int(PRECISION[found.kind])) if found is not None else None


def _common(places: list[ResolvedPlace]) -> Where | None:
    """Three or more places apart in one country: the country."""
    if (
        len(places) < 3
        or len({p.place.place_id for p in places}) < 3
        or len({p.place.country_code for p in places}) != 1
    ):
        return None
    if any(_holds(a.place, b.place) for a in places for b in places if a is not b):
        return None
    return country_of(where_of(places[0]))


def _rank(mention: ResolvedPlace) -> int:
    """A place where something happens, then one that is named, then a point of reference, then a whole country."""
    if mention.place.kind is _REGION:
        return 3
    if mention.role is _LOCATION:
        return 0
    if mention.place.kind is _COUNTRY:
        return 3
    return 1 if mention.role is Role.NAMED else 2


def _located(places: list[ResolvedPlace]) -> list[ResolvedPlace]:
    """The mentions of the best rank, and the finer ones of any rank inside them."""
    placed = [p for p in places if p.role in _PLACED]
    if len(placed) < 2:
        return placed
    best = min(map(_rank, placed))
    chosen = [p for p in placed if _rank(p) == best]
    return [p for p in placed if p in chosen or any(_holds(c.place, p.place) for c in chosen)]


def _nearest(located: list[ResolvedPlace], at: int) -> Where:
    """The nearest location, or the nearest finer one inside it."""
    if len(located) == 1:
        return where_of(located[0])
    nearest = min(located, key=lambda p: min(abs(p.start - at), abs(p.end - at)))
    finer = [p for p in located if _holds(nearest.place, p.place)]
    return where_of(min(finer, key=lambda p: abs(p.start - at)) if finer else nearest)


def place_near(places: list[ResolvedPlace], at: int, known: Where | None = None) -> Where | None:
    """The place of a claim at character `at` in a sentence with these places.

    Where the place of the event is `known`, it takes a location, or the name of a town in the same country, to
    tell of another.
    """
    if not places:
        return None
    if known is not None:
        places = [p for p in places if _may_replace(p, known)]
    located = _located(places)
    if located:
        return _common(located) or _nearest(located, at)
    spare = (p for role in _LAST_RESORT for p in places if p.role is role)
    return next((where_of(p) for p in spare), None)


def _may_replace(mention: ResolvedPlace, known: Where) -> bool:
    if mention.role in (_LOCATION, _NEAR):
        return True
    is_town = mention.role is Role.NAMED and mention.place.kind is not _COUNTRY
    return is_town and mention.place.country_code == known.place.country_code


def place_within(text: str, places: list[ResolvedPlace], at: int, start: int, end: int) -> Where | None:
    """The location that stands in characters start..end, the words of one claim, or the place that heads them.

    "Mosul: three shot dead; Baghdad: two bodies found".
    """
    inside = [p for p in places if start <= p.start < end]
    if not inside:
        return None
    if any(p.role is _LOCATION for p in inside):
        return _nearest(_located(inside), at)
    return next((where_of(p) for p in inside if p.role in _PLACED and text.startswith(":", p.end)), None)


def fronted(text: str, start: int, places: list[ResolvedPlace]) -> Where | None:
    """ "In the western province of Anbar, ..." frames the sentences after it; `start` is the sentence's."""
    first = next((p for p in places if p.role in _PLACED), None)
    if first is None or not text.startswith("In ", start):
        return None
    comma = text.find(",", first.end, first.end + 3)
    return where_of(first) if comma >= 0 and text.find(",", start, first.start) < 0 else None
