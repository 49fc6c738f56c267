"""Place names inside one run of capitalised words.

A run ("Iraqi Prime Minister Nouri al-Maliki", "Anbar Province") is read without its sentence, so its
reading is remembered: the same runs come back thousands of times in a corpus.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from pipeline.extract.place_words import (
    FACILITIES,
    KIND_NOUNS,
    NAMED_AFTER,
    NOT_A_NAME,
    ORGANISATION_HEADS,
    ORGANISATION_TAILS,
    TITLES,
)
from pipeline.gazetteer import Entry, Gazetteer, Place, PlaceKind
from pipeline.gazetteer.names import name_key

_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:['’ʼ‘`](?!s\b|S\b)[^\W\d_]+)*(?!\w)")
_RUNS_REMEMBERED = 1 << 15
_WELL_KNOWN = 5.0
"""Prominence (100,000 people) from which a name is taken for a place wherever it stands."""

NEVER_ALONE = frozenset(("word", "calendar", "organisation"))
"""Stop reasons of names that are no place unless the text calls them one (`Plateau State`)."""

_LONGEST_ACRONYM = 5
_LONGEST_UNLISTED = 4
_PERSONAL = frozenset(("given_name", "surname"))
_COUNTRY = "country"
"""Stop reason of countries that people are called after: `Michael Jordan`."""
_ARTICLES = frozenset(
    ("al", "el", "ar", "as", "ash", "at", "az", "ad", "an", "ed", "es", "ez", "er", "ul", "the")
)
_LINKING_WORDS = frozenset(("of", "and", "the", "in", "for"))


def is_own(place: Place) -> bool:
    """Whether a place is of our own tables: there because the news names it."""
    return place.place_id.startswith(("alias:", "region:"))


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
    word: bool
    """An ordinary word: a place only if the text calls it one (`the city of Hit`)."""
    goes_on: bool
    """A capitalised word that is no place and no common noun follows: `Baghdad Operations Command`."""


class Word(NamedTuple):
    """A word of a run: its characters and its name key."""

    start: int
    end: int
    key: str
    hyphened: bool
    """A hyphen stands before it."""


class _Found(NamedTuple):
    first: int
    last: int
    entry: Entry


_key = lru_cache(_RUNS_REMEMBERED)(name_key)


class RunReader:
    """Reads runs with one gazetteer."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self.read = lru_cache(_RUNS_REMEMBERED)(self._read)

    def _read(self, run: str) -> tuple[RunHit, ...]:
        """The place names of `run`, in order."""
        words = _words(run)
        found = [hit for hit in self._find(run, words) if not _is_acronym(run, words, hit)]
        return tuple(_hit(words, hit, found) for hit in found if _may_be_place(words, hit))

    def is_unlisted_name(self, run: str) -> bool:
        """Whether the run may be the name of a village that the gazetteer lacks.

        No word of it is a common one.
        """
        words = _words(run)
        if not words or not run[0].isupper() or run.isupper() or len(words) > _LONGEST_UNLISTED:
            return False
        return all(self._may_be_in_name(word.key) for word in words)

    def _may_be_in_name(self, key: str) -> bool:
        if key in _ARTICLES:
            return True
        entry = self._gazetteer.entry(key)
        common = key in NOT_A_NAME or key in TITLES or key in ORGANISATION_TAILS or key in ORGANISATION_HEADS
        return not (common or entry.stop in NEVER_ALONE or entry.demonym_of)

    def read_capitals(self, sentence: str) -> list[RunHit]:
        """The place names of a sentence all in capitals, where no capital tells a name from a word."""
        words = _words(sentence)
        hits = (_bare_hit(words, hit) for hit in self._find(sentence, words) if _may_be_place(words, hit))
        return [hit._replace(rare=hit.rare or not _is_well_known(hit)) for hit in hits]

    def _find(self, run: str, words: list[Word]) -> list[_Found]:
        found: list[_Found] = []
        at = 0
        while at < len(words):
            match = self._longest_match(words, at) if run[words[at].start].isupper() else None
            if match is not None:
                found.append(match)
            at = match.last if match else at + 1
        return found

    def _longest_match(self, words: Sequence[Word], first: int) -> _Found | None:
        key = words[first].key
        head = self._gazetteer.entry("saint" if key in ("st", "ste") else key)
        for size in range(min(head.longest, len(words) - first), 1, -1):
            entry = self._gazetteer.entry(_key(" ".join([word.key for word in words[first : first + size]])))
            if entry.candidates or entry.demonym_of or entry.stop:
                return _Found(first, first + size, entry)
        known = head.candidates or head.demonym_of
        return _Found(first, first + 1, head) if known and key not in _ARTICLES else None


def _is_acronym(run: str, words: list[Word], hit: _Found) -> bool:
    """`SUV`, `BLA`: capitals amid small letters are no small town, though they may be a country (`UAE`)."""
    first, last = words[hit.first].start, words[hit.last - 1].end
    if not 1 < last - first <= _LONGEST_ACRONYM or not run[first:last].isupper() or not hit.entry.candidates:
        return False
    best = hit.entry.candidates[0]
    return best.kind is PlaceKind.CITY and best.prominence < _WELL_KNOWN


def _words(run: str) -> list[Word]:
    """The words of a run; hyphens separate."""
    return [
        Word(
            match.start(), match.end(), name_key(match.group()), run[match.start() - 1 : match.start()] == "-"
        )
        for match in _TOKEN.finditer(run)
    ]


def _is_well_known(hit: RunHit) -> bool:
    return hit.demonym or max(place.prominence for place in hit.candidates) >= _WELL_KNOWN


def _may_be_place(words: list[Word], hit: _Found) -> bool:
    """`Police`, `March`, `Boko Haram`: no place, unless called one (`Plateau State`)."""
    entry = hit.entry
    if entry.stop not in NEVER_ALONE or any(map(is_own, entry.candidates)):
        return bool(entry.candidates or entry.demonym_of)
    return bool(entry.candidates) and hit.last < len(words) and words[hit.last].key in KIND_NOUNS


def _bare_hit(words: list[Word], hit: _Found) -> RunHit:
    """A hit as such, whatever stands around it."""
    entry = hit.entry
    after = words[hit.last].key if hit.last < len(words) else ""
    wanted = KIND_NOUNS.get(after)
    people = entry.demonym_of if wanted is None or not entry.candidates else None
    return RunHit(
        start=words[hit.first].start,
        end=words[hit.last - 1].end,
        candidates=(people,) if people else entry.candidates,
        demonym=people is not None,
        in_name=False,
        wanted=wanted,
        rare=(entry.stop not in ("", _COUNTRY) and wanted is None) or after in NAMED_AFTER,
        word=entry.stop in NEVER_ALONE and wanted is None,
        goes_on=False,
    )


def _hit(words: list[Word], hit: _Found, found: list[_Found]) -> RunHit:
    bare = _bare_hit(words, hit)
    if bare.demonym:
        return bare
    return bare._replace(in_name=_in_name(words, hit, found), goes_on=_name_goes_on(words, hit, found))


def _in_name(words: list[Word], hit: _Found, found: list[_Found]) -> bool:
    head = _head(words, hit.first)
    if head is not None:
        return head in ORGANISATION_HEADS
    tail = _tail(words, hit.last)
    if tail and tail[-1] in ORGANISATION_TAILS:
        return True
    return _after_title(words, hit.first) or _name_began(words, hit, found)


def _tail(words: list[Word], last: int) -> list[str]:
    """The words right after a name, up to a linking word."""
    tail = []
    for word in words[last:]:
        if word.key in _LINKING_WORDS:
            break
        tail.append(word.key)
    return tail


def _head(words: list[Word], first: int) -> str | None:
    """`State` in `Islamic State of Iraq`."""
    at = first - 1 if first and words[first - 1].key != "the" else first - 2
    return words[at - 1].key if at >= 1 and words[at].key in ("of", "for", "in") else None


def _after_title(words: list[Word], first: int) -> bool:
    for word in reversed(words[:first]):
        if word.key in _LINKING_WORDS:
            return False
        if word.key in TITLES:
            return True
    return False


def _name_goes_on(words: list[Word], hit: _Found, found: list[_Found]) -> bool:
    """`Florence Nightingale`, `Ain Soltane`: what follows makes it another name."""
    tail = _tail(words, hit.last)
    if not tail or _is_country(hit):
        return False
    after = next((other for other in found if other.first == hit.last), None)
    if after is not None and after.entry.stop not in _PERSONAL:
        return not _stand_apart(words, hit, after)
    if tail[0] in NOT_A_NAME or tail[0] in TITLES:
        return False
    return FACILITIES.isdisjoint(tail) or any(word in KIND_NOUNS for word in tail[1:])


def _name_began(words: list[Word], hit: _Found, found: list[_Found]) -> bool:
    """`George Washington`, `Michael Jordan`: a capitalised word that is no place stands right before it."""
    if not hit.first or _is_country(hit):
        return False
    first = hit.first
    while first > 1 and words[first - 1].key in _ARTICLES:
        first -= 1
    before = words[first - 1].key
    if before in NOT_A_NAME or before in _LINKING_WORDS or before in _ARTICLES:
        return False
    place = next((other for other in found if other.last == first), None)
    return place is None or place.entry.stop in _PERSONAL or not _stand_apart(words, place, hit)


def _is_country(hit: _Found) -> bool:
    candidates = hit.entry.candidates
    return bool(candidates) and candidates[0].kind is PlaceKind.COUNTRY and not hit.entry.stop


def _stand_apart(words: list[Word], first: _Found, second: _Found) -> bool:
    """Whether two names side by side are two things: `Iraqi Kurdistan`, `Baghdad Iraq`, `Kabul-Kandahar`."""
    if (
        first.entry.demonym_of
        or second.entry.demonym_of
        or {first.entry.stop, second.entry.stop} & NEVER_ALONE
    ):
        return True
    small, large = first.entry.candidates[0], second.entry.candidates[0]
    if words[second.first].hyphened and min(small.prominence, large.prominence) >= _WELL_KNOWN:
        return True
    return large.kind is not PlaceKind.CITY and any(
        place.country_code == large.country_code for place in first.entry.candidates
    )
