"""The gazetteer entries that figures refer to: the `places` table, and what linkage asks of them."""

from collections.abc import Iterable, Mapping, Sequence

import polars as pl

from pipeline.gazetteer import Place as Entry
from pipeline.gazetteer import PlaceKind, load
from pipeline.resolve.claims import Claim
from pipeline.resolve.geography import Located, distance_km
from pipeline.resolve.settings import settings

_Names = tuple[str | None, str | None, str | None]
"""Names of a place, its province and its country, as one figure has them."""

NOT_FOUND = "figures: the gazetteer has no place of this id under these names"
"""`source` of a place that only figures know."""

PLACES_SCHEMA = pl.Schema(
    {
        "place_id": pl.String,
        "name": pl.String,
        "adm1": pl.String,
        "country": pl.String,
        "country_code": pl.String,
        "latitude": pl.Float64,
        "longitude": pl.Float64,
        "source": pl.String,
    }
)


def places_in_use(figures: pl.DataFrame, incidents: pl.DataFrame) -> pl.DataFrame:
    """The `places` rows that figures and incidents refer to, sorted by place_id.

    Both frames need the columns place_id, place_name, adm1 and country. The gazetteer is asked for each of
    these names; a place that it has under none of them is given as the figures have it, without
    coordinates, and its `source` says so.
    """
    columns = ("place_id", "place_name", "adm1", "country")
    named = pl.concat([frame.select(columns) for frame in (figures, incidents)]).drop_nulls("place_id")
    rows = []
    for (place_id,), told in named.unique().sort(columns).group_by(["place_id"], maintain_order=True):
        rows.append(_row(str(place_id), list(told.select(columns[1:]).iter_rows())))
    return pl.DataFrame(rows, schema=PLACES_SCHEMA, orient="row")


def locate(claims: Iterable[Claim]) -> dict[str, Located]:
    """What the gazetteer knows of the places of figures, by place_id; unknown ids are left out.

    A place is a district of the most populous big city of its province that lies within `city_radius_km` of
    it and is larger. Big cities are looked for among the places in use and under the province's own name.
    """
    told: dict[str, dict[_Names, None]] = {}
    for claim in claims:
        if claim.place_id is not None:
            told.setdefault(claim.place_id, {})[claim.place_name, claim.adm1, claim.country] = None
    entries = {
        place_id: found for place_id, names in told.items() if (found := _find(place_id, names)) is not None
    }
    cities = _big_cities(list(entries.values()))
    return {place_id: _located(entry, cities) for place_id, entry in entries.items()}


def _find(place_id: str, told: Iterable[_Names]) -> Entry | None:
    """The gazetteer's entry of an id, by the names of the place, its province and its country."""
    names = dict.fromkeys(name for names in told for name in names if name is not None)
    found = (entry for name in names for entry in load().candidates(name) if entry.place_id == place_id)
    return next(found, None)


def _row(place_id: str, told: Sequence[_Names]) -> tuple[str | float | None, ...]:
    entry = _find(place_id, told)
    if entry is None:
        name, adm1, country = told[0]
        return (place_id, name or adm1 or country or place_id, adm1, country, None, None, None, NOT_FOUND)
    place = (entry.place_id, entry.name, entry.adm1, entry.country, entry.country_code)
    return (*place, entry.latitude, entry.longitude, entry.source)


def _big_cities(entries: Sequence[Entry]) -> dict[str, list[Entry]]:
    """Cities of `city_population` people and more, by province."""
    provinces = {entry.adm1 for entry in entries if entry.adm1 is not None}
    known = {entry.place_id: entry for entry in entries}
    known |= {entry.place_id: entry for adm1 in sorted(provinces) for entry in load().candidates(adm1)}
    cities: dict[str, list[Entry]] = {}
    for _, entry in sorted(known.items()):
        if entry.kind == PlaceKind.CITY and entry.population >= settings().place.city_population:
            cities.setdefault(f"{entry.country}|{entry.adm1}", []).append(entry)
    return cities


def _located(entry: Entry, cities: Mapping[str, Sequence[Entry]]) -> Located:
    here = Located(entry.latitude, entry.longitude, entry.population)
    around = [
        city
        for city in cities.get(f"{entry.country}|{entry.adm1}", ())
        if city.population > entry.population and _within_city(here, city)
    ]
    largest = max(around, key=lambda city: (city.population, city.place_id), default=None)
    return here._replace(city_id=largest.place_id if largest else None)


def _within_city(here: Located, city: Entry) -> bool:
    apart = distance_km(here, Located(city.latitude, city.longitude, city.population))
    return apart is not None and apart <= settings().place.city_radius_km
