"""How two places stand to each other: the same, nested, near, or different.

A place is compared at the level that its report gives (UCDP GED `where_prec`): up to 3 a point on the map,
4 a province, above it a country. Distances and sizes come from the gazetteer; without them two names are
one place or two.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from math import asin, cos, radians, sin, sqrt
from typing import NamedTuple

from pipeline.resolve.claims import Claim
from pipeline.resolve.settings import settings
from pipeline.vocabulary import WherePrecision

_EARTH_RADIUS_KM = 6371.0


class Place(NamedTuple):
    """Where a figure's event happened; fields as in the `figures` table."""

    place_id: str | None
    name: str | None
    adm1: str | None
    country: str | None
    where_prec: int | None

    @property
    def is_point(self) -> bool:
        """Whether the report names a town, a district or a spot near one."""
        named = self.place_id is not None or self.name is not None
        return named and self.where_prec is not None and self.where_prec <= WherePrecision.DISTRICT

    @property
    def key(self) -> str | None:
        """What identifies a point: the gazetteer's id, or its name and province."""
        if self.place_id is not None:
            return self.place_id
        return f"{(self.name or '').casefold()}|{self.adm1 or ''}" if self.name else None


class Located(NamedTuple):
    """A gazetteer entry's position (degrees, WGS 84), population, and the big city that it is a district
    of.
    """

    latitude: float | None
    longitude: float | None
    population: int
    city_id: str | None = None


class PlaceRelation(StrEnum):
    """How two places stand to each other."""

    SAME_TOWN = "same_town"
    SAME_CITY = "same_city"
    SAME_DISTRICT = "same_district"
    NEAR = "near"
    NESTED = "nested"
    SAME_PROVINCE = "same_province"
    SAME_COUNTRY = "same_country"
    COUNTRY_ONLY = "country_only"
    UNKNOWN = "unknown"
    DIFFERENT = "different"


def place_of(claim: Claim) -> Place:
    """The place of a figure."""
    return Place(claim.place_id, claim.place_name, claim.adm1, claim.country, claim.where_prec)


def area_of(claim: Claim) -> tuple[str | None, str | None, str | None]:
    """What a period figure covers: country, province and place; null for the whole of the one before.

    A province and its capital of the same name are one area: in a monthly bulletin the city's name
    stands for the governorate.
    """
    if claim.adm1 is None:
        return claim.country, None, None
    name = claim.place_name or ""
    is_province = claim.where_prec is None or claim.where_prec >= WherePrecision.PROVINCE
    if is_province or name.casefold() == claim.adm1.casefold():
        return claim.country, claim.adm1, None
    return claim.country, claim.adm1, claim.place_id or name


def extent_of(claim: Claim) -> tuple[object, ...]:
    """The area and days that a figure is about."""
    return *area_of(claim), claim.date_start, claim.date_end


def relation(a: Place, b: Place, located: Mapping[str, Located]) -> PlaceRelation:
    """How two places stand to each other; `located` holds what the gazetteer knows, by place id."""
    if a.country is None or b.country is None:
        return PlaceRelation.UNKNOWN
    if a.country != b.country:
        return PlaceRelation.DIFFERENT
    if a.is_point and b.is_point:
        return _points(a, b, located)
    if a.adm1 is None and b.adm1 is None:
        return PlaceRelation.SAME_COUNTRY
    if a.adm1 is None or b.adm1 is None:
        return PlaceRelation.COUNTRY_ONLY
    if a.adm1 != b.adm1:
        return PlaceRelation.DIFFERENT
    return PlaceRelation.NESTED if a.is_point or b.is_point else PlaceRelation.SAME_PROVINCE


def distance_km(a: Located, b: Located) -> float | None:
    """Great-circle distance in kilometres; None when a position is unknown."""
    if a.latitude is None or a.longitude is None or b.latitude is None or b.longitude is None:
        return None
    lat_a, lat_b = radians(a.latitude), radians(b.latitude)
    half_lat, half_lon = (lat_b - lat_a) / 2, radians(b.longitude - a.longitude) / 2
    chord = sin(half_lat) ** 2 + cos(lat_a) * cos(lat_b) * sin(half_lon) ** 2
    return 2 * _EARTH_RADIUS_KM * asin(sqrt(min(1.0, chord)))


def finest(places: Iterable[Place]) -> Place:
    """The place that is told most exactly; among equals the most frequent, then the first in name order."""
    counts: dict[Place, int] = {}
    for place in places:
        counts[place] = counts.get(place, 0) + 1
    if not counts:
        return Place(None, None, None, None, None)
    return min(counts, key=lambda place: (place.where_prec or 9, -counts[place], place.key or ""))


def _points(a: Place, b: Place, located: Mapping[str, Located]) -> PlaceRelation:
    here, there = located.get(a.place_id or ""), located.get(b.place_id or "")
    big = settings().place.city_population
    if a.key == b.key and a.where_prec == b.where_prec == WherePrecision.DISTRICT:
        return PlaceRelation.SAME_DISTRICT
    if a.key == b.key:
        is_city = here is not None and (here.population >= big or here.city_id is not None)
        return PlaceRelation.SAME_CITY if is_city else PlaceRelation.SAME_TOWN
    if here is None or there is None:
        return PlaceRelation.DIFFERENT
    if here.city_id == b.place_id or there.city_id == a.place_id:
        return PlaceRelation.NESTED
    if here.city_id is not None and here.city_id == there.city_id:
        return PlaceRelation.DIFFERENT
    apart = distance_km(here, there)
    return (
        PlaceRelation.NEAR
        if apart is not None and apart <= settings().place.near_km
        else PlaceRelation.DIFFERENT
    )
