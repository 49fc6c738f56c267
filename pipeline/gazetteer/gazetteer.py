"""Finds places by name."""

import marshal
from functools import lru_cache
from typing import NamedTuple

from pipeline.gazetteer.constant_map import ConstantMap
from pipeline.gazetteer.names import name_key
from pipeline.gazetteer.place import Place, PlaceKind

_NAMES_REMEMBERED = 1 << 15


def place_key(number: int) -> bytes:
    """Index key of the place with this number; no name key begins so."""
    return b"#%d" % number


def identifier_key(place_id: str) -> bytes:
    """Index key that leads from a `place_id` to the place's number."""
    return b"@" + place_id.encode()


def capital_key(country_code: str) -> bytes:
    """Index key that leads from a country to the number of its capital."""
    return b"$" + country_code.encode()


class Entry(NamedTuple):
    """What the gazetteer knows of one name."""

    candidates: tuple[Place, ...]
    """Places of this name, best known first."""
    longest: int
    """Words in the longest name that begins with this word; 0 where no name does."""
    demonym_of: Place | None
    """The country whose people or things the word names: `Iraqi` -> Iraq."""
    stop: str
    """Why the name is rarely a place (`word`, `given_name`, ...), or an empty string."""


_NOTHING = Entry((), 0, None, "")


class Gazetteer:
    """Reads the index. Look-ups are remembered, so a name costs a memory-mapped read once in each process."""

    def __init__(self, index: ConstantMap) -> None:
        self._index = index
        self.entry = lru_cache(_NAMES_REMEMBERED)(self._read_entry)
        self._place = lru_cache(_NAMES_REMEMBERED)(self._read_place)
        self.place = lru_cache(_NAMES_REMEMBERED)(self._find_place)

    def candidates(self, name: str) -> tuple[Place, ...]:
        """Every place that `name` (any case, accents or hyphens) can mean, best known first."""
        return self.entry(name_key(name)).candidates

    def demonym_of(self, word: str) -> Place | None:
        """The country of a demonym, singular or plural: `Afghans` -> Afghanistan."""
        return self.entry(name_key(word)).demonym_of

    def _find_place(self, place_id: str) -> Place | None:
        """The place with this identifier."""
        number = self._index.get(identifier_key(place_id))
        return self._place(marshal.loads(number)) if number is not None else None

    def capital(self, country_code: str) -> Place | None:
        """The capital of a country (ISO 3166-1 alpha-2)."""
        number = self._index.get(capital_key(country_code))
        return self._place(marshal.loads(number)) if number is not None else None

    def _read_entry(self, key: str) -> Entry:
        """The entry under a name key (see `names.name_key`)."""
        record = self._index.get(key.encode())
        if record is None:
            return _NOTHING
        numbers, longest, demonym, stop = marshal.loads(record)
        people = self._place(demonym) if demonym >= 0 else None
        return Entry(tuple(self._place(number) for number in numbers), longest, people, stop)

    def _read_place(self, number: int) -> Place:
        record = self._index.get(place_key(number))
        if record is None:
            raise LookupError(
                f"gazetteer index: place {number} is missing; delete the cached index and run again"
            )
        place = Place(*marshal.loads(record))
        return place._replace(kind=PlaceKind(place.kind))
