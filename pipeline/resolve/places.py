"""The gazetteer entries that figures refer to: the `places` table, and what linkage asks of them."""

from collections.abc import Iterable, Mapping, Sequence

import polars as pl

from pipeline.gazetteer import Place as Entry
from pipeline.gazetteer import PlaceKind, load
from pipeline.resolve.claims import Claim
from pipeline.resolve.geography import Located, distance_km
from pipeline.resolve.settings import settings

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

    Both frames need the columns place_id and place_name. Raises LookupError for a place_id that the
    gazetteer does not have under the name beside it: the figures were then extracted with another
    gazetteer.
    """
    named = pl.concat([frame.select("place_id", "place_name") for frame in (figures, incidents)])
    pairs = (
        named.drop_nulls("place_id").unique("place_id", keep="first", maintain_order=True).sort("place_id")
    )
    rows = [_row(_entry(place_id, name)) for place_id, name in pairs.iter_rows()]
    return pl.DataFrame(rows, schema=PLACES_SCHEMA, orient="row")


def locate(claims: Iterable[Claim]) -> dict[str, Located]:
    """What the gazetteer knows of the places of figures, by place_id; unknown ids are left out.

    A place is a district of the most populous big city of its province that lies within `city_radius_km` of
    it and is larger. Big cities are looked for among the places in use and under the province's own name.
    """
    names = {claim.place_id: claim.place_name for claim in claims if claim.place_id is not None}
    entries = {
        place_id: found for place_id, name in names.items() if (found := _find(place_id, name)) is not None
    }
    cities = _big_cities(list(entries.values()))
    return {place_id: _located(entry, cities) for place_id, entry in entries.items()}


def _find(place_id: str, name: str | None) -> Entry | None:
    return next((entry for entry in load().candidates(name or "") if entry.place_id == place_id), None)


def _entry(place_id: str, name: str | None) -> Entry:
    entry = _find(place_id, name)
    if entry is None:
        raise LookupError(
            f"figures, place_id {place_id!r}: the gazetteer has no such place under the name {name!r}; "
            "extract the articles again with this gazetteer"
        )
    return entry


def _row(entry: Entry) -> tuple[str | float | None, ...]:
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
