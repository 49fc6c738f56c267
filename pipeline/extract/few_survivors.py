"""Deaths told by how few lived: "of the 31 on board, only two survived" tells that 29 died.

The words of the survivors carry the number. It stands only while the report prints no other count of its dead, and
where nobody is missing or looked for any more.
"""

import re
from dataclasses import replace
from functools import lru_cache
from typing import Final

from pipeline.extract.aboard import people_aboard
from pipeline.extract.antecedents import Antecedents
from pipeline.extract.chunks import Chunk
from pipeline.extract.claims import TAKING, Claim, ClaimBook
from pipeline.extract.governors import Reading
from pipeline.extract.lexicon import Tag
from pipeline.extract.numbers import Number, bounded
from pipeline.extract.sentence_reading import SentenceReading
from pipeline.extract.victims import victims_of
from pipeline.vocabulary import HarmType, Qualifier

_SURVIVORS: Final = frozenset({"survivors", "survivor"})
_SURVIVED: Final = frozenset({"survived", "survive", "survives", "lived"})
_TOLD: Final = frozenset({"left", "leaving", "leaves", "with"})
"""What survivors are told after: "left a single survivor"."""
_ONLY: Final = frozenset({"only", "just", "but", "a mere", "merely", "sole", "single", "lone"})
_OPEN: Final = re.compile(r"\b(?:missing|search|searching|so far|unaccounted)\b", re.IGNORECASE)
"""What tells that those who did not come back may still live."""
_REMEMBERED: Final = 200
"""Claims among which the dead told before are looked for."""
_UNRESOLVED: Final = TAKING | {HarmType.MISSING}
SUPERSEDED: Final = "superseded"
_RULE: Final = "few_survivors"


def add_few_survivors(book: ClaimBook, earlier: list[Claim], antecedents: Antecedents) -> None:
    """A claim of the deaths of all but the survivors, in a report that has told of no deaths so far."""
    reading = book.reading
    if (_SURVIVORS | _SURVIVED).isdisjoint(reading.tokens.vocabulary):
        return
    at = next((no for no in range(len(reading.chunks)) if _tells_survivors(reading, no)), None)
    is_told = any(claim.harm is HarmType.KILLED for claim in (*book.claims, *earlier[-_REMEMBERED:]))
    if at is None or is_told or _may_still_live(reading.tokens.text):
        return
    people = _whole(book, at)
    if people:
        _add(book, at, people, reading)
    elif _is_only(reading, at):
        before = antecedents.sentence_before(reading.sentence)
        _add(book, at, [before.chunks[no] for no in people_aboard(before)], before) if before else None


@lru_cache(maxsize=4)
def _may_still_live(text: str) -> bool:
    """Whether a report says that those who did not come back are missing or looked for."""
    return _OPEN.search(text) is not None


def _tells_survivors(reading: SentenceReading, at: int) -> bool:
    """ "Only two survived", "three of whom survived", "there was one survivor", "the sole survivor of"."""
    words, string, chunk = reading.tokens.words, reading.string, reading.chunks[at]
    number = chunk.number
    if chunk.kind != "N" or number is None or not number.value or string[at - 1 : at] == Tag.OF:
        return False
    if words[chunk.last] in _SURVIVORS:
        is_told = string[at - 1 : at] == Tag.BE or words[max(0, chunk.first - 1)] in _TOLD
        return is_told or words[chunk.last + 1 : chunk.last + 2] in (["among"], ["of"])
    is_partitive = string[at + 1 : at + 3] == "ON" and _is_only(reading, at)
    verb = at + 3 if is_partitive else at + 1 + (string[at + 1 : at + 2] == Tag.OF_WHOM)
    return verb < len(string) and words[reading.chunks[verb].first] in _SURVIVED


def _is_only(reading: SentenceReading, at: int) -> bool:
    chunk = reading.chunks[at]
    said = " ".join(reading.tokens.words[chunk.first : chunk.last + 1]).split()
    return not _ONLY.isdisjoint(said)


def _whole(book: ClaimBook, at: int) -> list[Chunk]:
    """Whom the survivors are some of: "of the 31", "among the 24", "seven skiers, three of whom", "31 aboard;"."""
    string, reading = book.reading.string, book.reading
    if string[at + 1 : at + 3] in ("fN", "ON"):
        members = [at + 2]
    elif Tag.OF_WHOM in (string[at - 1 : at], string[at + 1 : at + 2]):
        members = [string.rfind("N", 0, at)]
    elif string.startswith("ON") and at > 2 and reading.tokens.words[0] == "of":
        members = [1]
    else:
        members = [no for no in people_aboard(reading) if no < at]
    for member in members:
        if member < 0 or any(c.harm not in _UNRESOLVED for c in book.by_chunk.get(member, [])):
            return []
    return [reading.chunks[member] for member in members]


def _add(book: ClaimBook, at: int, people: list[Chunk], told: SentenceReading) -> None:
    """The deaths of all but the survivors, who are chunk `at`."""
    who = book.reading.chunks[at]
    number = _difference(people, who)
    if number is None:
        return
    is_of_them = told is book.reading and people[0].first == who.last + 2  # "only three of the 40"
    core = (who.first, people[0].core[1] if is_of_them else who.last + 1)
    book.reading.chunks[at] = replace(who, core=core, number=number, implied=False)
    claim = book.add(Reading(at, HarmType.KILLED, at, _RULE), HarmType.KILLED)
    if claim is not None:
        claim.victims = victims_of(told.tokens, people[0], book.lexicon)._replace(text=None)
        claim.details.append(SUPERSEDED)
    for trapped in [c for c in book.claims if c.harm is HarmType.MISSING and c.phrase in people]:
        book.drop(trapped)


def _difference(people: list[Chunk], lived: Chunk) -> Number | None:
    """All less those who lived; None where one of the numbers is a bound or a guess."""
    numbers = [chunk.number for chunk in (*people, lived) if chunk.number is not None and not chunk.implied]
    survivors = lived.number.value if lived.number is not None else None
    values = [chunk.number.value for chunk in people if chunk.number is not None]
    if not values or survivors is None or None in values:
        return None
    said = {number.qualifier for number in numbers}
    dead = sum(value for value in values if value is not None) - survivors
    if dead <= 0 or not said <= {Qualifier.EXACT, Qualifier.ABOUT}:
        return None
    return bounded(dead, Qualifier.ABOUT if Qualifier.ABOUT in said else Qualifier.EXACT)
