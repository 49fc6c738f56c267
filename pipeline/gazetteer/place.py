"""What the gazetteer knows of one place."""

from enum import StrEnum
from typing import NamedTuple

from pipeline.vocabulary import WherePrecision


class PlaceKind(StrEnum):
    """How large a thing a place is, from the whole to the part."""

    COUNTRY = "country"
    REGION = "region"
    ADM1 = "adm1"
    DISTRICT = "district"
    CITY = "city"


class Place(NamedTuple):
    """A gazetteer entry.

    `place_id` is `geonames:NNN`, `adm1:IQ-AN` (ISO 3166-2, or `adm1:IQ.19`, GeoNames' code, where there is
    none), `country:IQ` (ISO 3166-1), `region:donbas` or `alias:zayouna-iq`. `adm1` and `country` are plain
    English names, `None` where the place spans several or has none. `latitude` and `longitude` are WGS 84
    degrees. `population` counts people (0 = not known). `prominence` ranks places of one name: about the
    decimal logarithm of the people who would first think of this one.
    """

    place_id: str
    name: str
    adm1: str | None
    country: str | None
    country_code: str | None
    latitude: float | None
    longitude: float | None
    kind: PlaceKind
    population: int
    prominence: float
    source: str


PRECISION = {
    PlaceKind.COUNTRY: WherePrecision.COUNTRY,
    PlaceKind.REGION: WherePrecision.REGION,
    PlaceKind.ADM1: WherePrecision.PROVINCE,
    PlaceKind.DISTRICT: WherePrecision.DISTRICT,
    PlaceKind.CITY: WherePrecision.EXACT,
}
"""UCDP GED `where_prec` of an event that is known to lie in a place of this kind, and no nearer."""
