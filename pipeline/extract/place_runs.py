"""Place names inside one run of capitalised words.

A run ("Iraqi Prime Minister Nouri al-Maliki", "Anbar Province") is read without its sentence, so its reading is remembered: the same
runs come back thousands of times in a corpus.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from pipeline.extract.place_words import (
    FACILITIES,
    KIND_CITY,
    KIND_DISTRICT,
    KIND_PROVINCE,
    NOT_A_NAME,
    ORGANISATION_HEADS,
    ORGANISATION_TAILS,
    PLACE_NOUNS,
    TITLES,
)
from pipeline.gazetteer import Entry, Gazetteer, Place, PlaceKind
from pipeline.gazetteer.names import name_key

_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:['’ʼ‘`](?!s\b)[^\W\d_]+)*")
_RUNS_REMEMBERED = 1 << 15
_WELL_KNOWN = 5.0
NEVER_ALONE = frozenset(("word", "calendar", "organisation"))
_PERSONAL = frozenset(("given_name", "surname"))
"""Stop reasons of names that are no place unless the text calls them one."""
_LINKING_WORDS = frozenset(["of", "and", "the", "in"])


class RunHit(NamedTuple):
    """A place name at `run[start:end]`."""

    start: int
    end: int
    candidates: tuple[Place, ...]
    demonym: bool
    in_name: bool
    """Part of a person's or an organisation's name, as far as the run shows."""
    wanted: PlaceKind | None
    rare: bool
    after_of: str | None
    """The word before "of" where one stands before the name inside the run: `Province` of `Province of Anbar`."""
    before: str | None
    """The capitalised word before the name inside the run, in lower case."""


class Word(NamedTuple):
    """A word of a run: its characters and its name key."""

    start: int
    end: int
    key: str


class _Found(NamedTuple):
    first: int
    last: int
    entry: Entry


def words_of(run: str) -> list[Word]:
    """The words of a run; hyphens separate."""
    return [Word(match.start(), match.end(), name_key(match.group())) for match in _TOKEN.finditer(run)]


def longest_match(words: Sequence[Word], first: int, gazetteer: Gazetteer) -> tuple[int, Entry] | None:
    """Index just past the longest name that begins at `words[first]`, and its entry."""
    key = words[first].key
    head = gazetteer.entry("saint" if key in ("st", "ste") else key)
    for size in range(min(head.longest, len(words) - first), 1, -1):
        entry = gazetteer.entry(name_key(" ".join([word.key for word in words[first : first + size]])))
        if entry.candidates or entry.demonym_of:
            return first + size, entry
    if head.candidates or head.demonym_of:
        return first + 1, head
    return None


class RunReader:
    """Reads runs with one gazetteer."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self.read = lru_cache(_RUNS_REMEMBERED)(self._read)

    def _read(self, run: str) -> tuple[RunHit, ...]:
        """The place names of `run`, in order."""
        words = words_of(run)
        found: list[_Found] = []
        at = 0
        while at < len(words):
            match = longest_match(words, at, self._gazetteer)
            if match is not None and run[words[at].start].isupper():
                found.append(_Found(at, match[0], match[1]))
                at = match[0]
            else:
                at += 1
        return tuple(_hit(words, hit, found) for hit in found if not _is_word(words, hit))


def _is_word(words: list[Word], hit: _Found) -> bool:
    """`Police`, `March`, `Hamas`: no place, unless called one (`Plateau State`)."""
    if hit.entry.stop not in NEVER_ALONE:
        return False
    return hit.last == len(words) or words[hit.last].key not in KIND_PROVINCE | KIND_DISTRICT | KIND_CITY


def _hit(words: list[Word], hit: _Found, found: list[_Found]) -> RunHit:
    entry = hit.entry
    after = words[hit.last].key if hit.last < len(words) else None
    wanted = _wanted(after)
    demonym = entry.demonym_of is not None and wanted is None
    candidates = (entry.demonym_of,) if demonym and entry.demonym_of else entry.candidates
    before = words[hit.first - 1].key if hit.first else None
    return RunHit(
        words[hit.first].start, words[hit.last - 1].end, candidates, demonym,
        not demonym and _in_name(words, hit, found), wanted, bool(entry.stop) and wanted is None,
        _head_of(words, hit.first), before,
    )  # fmt: skip


def _wanted(after: str | None) -> PlaceKind | None:
    if after is None:
        return None
    if after in KIND_PROVINCE:
        return PlaceKind.ADM1
    if after in KIND_DISTRICT:
        return PlaceKind.DISTRICT
    return PlaceKind.CITY if after in KIND_CITY else None


def _head_of(words: list[Word], first: int) -> str | None:
    """`State` in `Islamic State of Iraq`."""
    at = first - 1
    if at >= 0 and words[at].key == "the":
        at -= 1
    return words[at - 1].key if at >= 1 and words[at].key in ("of", "for", "in") else None


def _in_name(words: list[Word], hit: _Found, found: list[_Found]) -> bool:
    head = _head_of(words, hit.first)
    if head is not None:
        return head not in PLACE_NOUNS and head not in FACILITIES
    return (
        _after_title(words, hit.first) or _name_goes_on(words, hit, found) or _name_began(words, hit, found)
    )


def _after_title(words: list[Word], first: int) -> bool:
    for word in reversed(words[:first]):
        if word.key in _LINKING_WORDS:
            return False
        if word.key in TITLES:
            return True
    return False


def _name_goes_on(words: list[Word], hit: _Found, found: list[_Found]) -> bool:
    """`Jerusalem Post`, `Florence Nightingale`: what follows makes it another name."""
    rest = words[hit.last :]
    tail = [
        word.key
        for word in rest[: next((i for i, word in enumerate(rest) if word.key in _LINKING_WORDS), len(rest))]
    ]
    if not tail or any(other.first == hit.last for other in found):
        return False
    if tail[-1] in ORGANISATION_TAILS:
        return True
    known = max((place.prominence for place in hit.entry.candidates), default=0.0)
    return (
        (bool(hit.entry.stop) or known < _WELL_KNOWN)
        and tail[0] not in FACILITIES
        and tail[0] not in NOT_A_NAME
    )


def _name_began(words: list[Word], hit: _Found, found: list[_Found]) -> bool:
    """`George Washington`, `Michael Jordan`: a capitalised word that is no place stands right before it."""
    if not hit.first:
        return False
    before = words[hit.first - 1].key
    if any(other.last == hit.first and other.entry.stop not in _PERSONAL for other in found) or before in NOT_A_NAME or before in _LINKING_WORDS or before in ORGANISATION_HEADS:
        return False
    country = hit.entry.candidates and hit.entry.candidates[0].kind is PlaceKind.COUNTRY
    return not country or bool(hit.entry.stop)
