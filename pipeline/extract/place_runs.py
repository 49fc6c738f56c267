"""Place names inside one run of capitalised words.

A run ("Iraqi Prime Minister Nouri al-Maliki", "Anbar Province") is read without its sentence, so its
reading is remembered: the same runs come back thousands of times in a corpus.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from pipeline.extract.place_in_names import (
    ARTICLES,
    COUNTRY,
    NEVER_ALONE,
    WELL_KNOWN,
    Found,
    Word,
    in_name,
    name_goes_on,
)
from pipeline.extract.place_words import (
    KIND_NOUNS,
    NAMED_AFTER,
    NOT_A_NAME,
    ORGANISATION_HEADS,
    ORGANISATION_TAILS,
    TITLES,
)
from pipeline.gazetteer import Gazetteer, Place, PlaceKind
from pipeline.gazetteer.names import name_key

_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:['’ʼ‘`](?!s\b|S\b)[^\W\d_]+)*(?!\w)")
_RUNS_REMEMBERED = 1 << 15


_LONGEST_ACRONYM = 5
_US = "US"
"""In capitals a pronoun; the country is then "U.S."."""
_LONGEST_UNLISTED = 4
NAME_PARTICLES = frozenset(("de", "del", "da", "do", "dos", "las", "los", "la", "el", "y"))
"""Small words inside a Spanish or Portuguese name: `Santiago de la Cruz`."""


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


_OPENING_PARTICLES = ("de", "del")
UNLISTED = RunHit(0, 0, (), demonym=False, in_name=False, wanted=None, rare=False, word=False, goes_on=False)
"""A name that the gazetteer lacks."""


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
        if key in ARTICLES:
            return True
        entry = self._gazetteer.entry(key)
        common = key in NOT_A_NAME or key in TITLES or key in ORGANISATION_TAILS or key in ORGANISATION_HEADS
        return not (common or entry.stop in NEVER_ALONE or entry.demonym_of)

    def read_capitals(self, sentence: str) -> list[RunHit]:
        """The place names of a sentence all in capitals, where no capital tells a name from a word."""
        words = _words(sentence)
        found = self._find(sentence, words)
        hits = (
            self._longer_name(sentence, words, hit) or _bare_hit(words, hit)
            for hit in found
            if _may_be_place(words, hit) and sentence[words[hit.first].start : words[hit.last - 1].end] != _US
        )
        return [
            hit._replace(rare=bool(hit.candidates) and (hit.rare or not _is_well_known(hit))) for hit in hits
        ]

    def _longer_name(self, sentence: str, words: list[Word], hit: Found) -> RunHit | None:
        """`SAN LORENZO DE PAMPAS`: a place that the gazetteer lacks, though it has one called San Lorenzo."""
        end = hit.last
        while end < len(words) and words[end].key in NAME_PARTICLES:
            end += 1
        if end == hit.last or end == len(words) or words[hit.last].key not in _OPENING_PARTICLES:
            return None
        if not sentence[words[hit.first].start : words[end].end].replace(" ", "").isalpha():
            return None
        entry = self._gazetteer.entry(words[end].key)
        is_other = any(place.kind is not PlaceKind.CITY for place in entry.candidates) or entry.demonym_of
        if is_other or not hit.entry.candidates or hit.entry.candidates[0].kind is PlaceKind.COUNTRY:
            return None
        return UNLISTED._replace(start=words[hit.first].start, end=words[end].end)

    def _find(self, run: str, words: list[Word]) -> list[Found]:
        found: list[Found] = []
        at = 0
        while at < len(words):
            match = self._longest_match(words, at) if run[words[at].start].isupper() else None
            if match is not None:
                found.append(match)
            at = match.last if match else at + 1
        return found

    def _longest_match(self, words: Sequence[Word], first: int) -> Found | None:
        key = words[first].key
        head = self._gazetteer.entry("saint" if key in ("st", "ste") else key)
        for size in range(min(head.longest, len(words) - first), 1, -1):
            entry = self._gazetteer.entry(_key(" ".join([word.key for word in words[first : first + size]])))
            if entry.candidates or entry.demonym_of or entry.stop:
                return Found(first, first + size, entry)
        known = head.candidates or head.demonym_of
        return Found(first, first + 1, head) if known and key not in ARTICLES else None


def _is_acronym(run: str, words: list[Word], hit: Found) -> bool:
    """`SUV`, `BLA`: capitals amid small letters are no small town, though they may be a country (`UAE`)."""
    first, last = words[hit.first].start, words[hit.last - 1].end
    if not 1 < last - first <= _LONGEST_ACRONYM or not run[first:last].isupper() or not hit.entry.candidates:
        return False
    best = hit.entry.candidates[0]
    return best.kind is PlaceKind.CITY and best.prominence < WELL_KNOWN


def _words(run: str) -> list[Word]:
    """The words of a run; hyphens separate."""
    return [
        Word(
            match.start(), match.end(), name_key(match.group()), run[match.start() - 1 : match.start()] == "-"
        )
        for match in _TOKEN.finditer(run)
    ]


def _is_well_known(hit: RunHit) -> bool:
    return hit.demonym or max(place.prominence for place in hit.candidates) >= WELL_KNOWN


def _may_be_place(words: list[Word], hit: Found) -> bool:
    """`Police`, `March`, `Boko Haram`: no place, unless called one (`Plateau State`)."""
    entry = hit.entry
    if entry.stop not in NEVER_ALONE or any(map(is_own, entry.candidates)):
        return bool(entry.candidates or entry.demonym_of)
    return bool(entry.candidates) and hit.last < len(words) and words[hit.last].key in KIND_NOUNS


def _bare_hit(words: list[Word], hit: Found) -> RunHit:
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
        rare=(entry.stop not in ("", COUNTRY) and wanted is None) or after in NAMED_AFTER,
        word=entry.stop in NEVER_ALONE and wanted is None,
        goes_on=False,
    )


def _hit(words: list[Word], hit: Found, found: list[Found]) -> RunHit:
    bare = _bare_hit(words, hit)
    if bare.demonym:
        return bare
    return bare._replace(in_name=in_name(words, hit, found), goes_on=name_goes_on(words, hit, found))
