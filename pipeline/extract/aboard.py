"""People counted aboard before it is told what befell them all: they died, or what they were aboard was hijacked.

"A plane carrying six people crashed, killing all on board." "Two men hijacked a ferry carrying 140 passengers."
"""

import re
from typing import Final

from pipeline.extract.chunks import Chunk
from pipeline.extract.claims import ClaimBook
from pipeline.extract.governors import Reading
from pipeline.extract.lexicon import Tag
from pipeline.extract.sentence_reading import SentenceReading
from pipeline.vocabulary import HarmType

_ALL: Final = frozenset({"all", "all of", "everyone", "everybody"})
_ALL_OF_THEM: Final = frozenset({"all of them", "all of whom"})
_EVERYBODY: Final = _ALL | _ALL_OF_THEM
_AFTER_ALL: Final = frozenset({"board", "aboard", "them", "inside"})
_TO_ABOARD: Final = 3
"""Tokens from "all" to "on board"."""
_CUE: Final = re.compile(r"[AG~]")
_TO_VERB: Final = 4
"""Chunks between "all" and its verb."""
_HIJACK: Final = "hijack"
_SEIZED: Final = frozenset({"seized", "seize", "commandeered"})
_ABOARD: Final = frozenset({"aboard", "board", "onboard"})
_CARRYING: Final = frozenset({"carrying", "carried", "holding", "transporting", "ferrying"})
_WITH: Final = frozenset({"with", "its"}) | _CARRYING
_REACH: Final = 4
"""Tokens between the people and "aboard"."""


def add_all_aboard(book: ClaimBook) -> None:
    """A claim of the people told aboard, where the sentence goes on to tell harm done to all of them."""
    tokens = book.reading.tokens
    if _EVERYBODY.isdisjoint(tokens.vocabulary):
        return
    words = tokens.words
    everyone = next((at for at, word in enumerate(words) if _speaks_of_all(words, at)), None)
    if everyone is None:
        return
    before = [g for g in book.reading.clauses.groups if book.reading.chunks[g.end - 1].last < everyone]
    told = next((g for g in reversed(before) if any(_is_counted(book, member) for member in g.members)), None)
    cue_at = _verb_near(book, everyone)
    if told is None or cue_at is None:
        return
    for member in told.members:
        if _is_counted(book, member) and not book.by_chunk.get(member):
            book.add(Reading(member, HarmType.KILLED, cue_at, "all_aboard"), HarmType.KILLED)


def people_aboard(reading: SentenceReading) -> list[int]:
    """The chunks of counted people of whom the sentence says what they were in ("carrying 11 people", "40 aboard")."""
    words, found = reading.tokens.words, list[int]()
    for group in reading.clauses.groups:
        first, last = reading.chunks[group.members[0]].first, reading.chunks[group.end - 1].last
        is_aboard = not _ABOARD.isdisjoint(words[last + 1 : last + 1 + _REACH])
        if is_aboard or (first and words[first - 1].split()[-1] in _CARRYING):
            found += [at for at in group.members if _is_people(reading.chunks[at])]
    return found


def _is_people(chunk: Chunk) -> bool:
    return chunk.kind == "N" and not chunk.implied and chunk.number is not None and chunk.number.value != 0


def add_hijacked(book: ClaimBook) -> None:
    """Claims of the people counted aboard, in a sentence that tells of a hijacking or a seizure."""
    words, vocabulary = book.reading.tokens.words, book.reading.tokens.vocabulary
    hijacked = _HIJACK in " ".join(words)
    if not hijacked and (_SEIZED.isdisjoint(vocabulary) or _ABOARD.isdisjoint(vocabulary)):
        return
    for group in book.reading.clauses.groups:
        if any(book.by_chunk.get(member) for member in group.members):
            continue
        last = book.reading.chunks[group.end - 1].last
        first = book.reading.chunks[group.members[0]].first
        aboard = not _ABOARD.isdisjoint(words[last + 1 : last + 1 + _REACH])
        if aboard or (hijacked and words[max(0, first - 1)].split()[-1] in _WITH):
            for member in group.members:
                if _is_counted(book, member):
                    book.add(Reading(member, HarmType.KIDNAPPED, member, "aboard"), HarmType.KIDNAPPED)


def _is_counted(book: ClaimBook, at: int) -> bool:
    """Whether a chunk is people with a printed number who attacked nobody."""
    chunk = book.reading.chunks[at]
    is_people = chunk.kind == "N" and chunk.head is not None and not chunk.implied
    return is_people and not book.victims(chunk).attackers


def _speaks_of_all(words: list[str], at: int) -> bool:
    if words[at] in _ALL_OF_THEM:
        return True
    return words[at] in _ALL and not _AFTER_ALL.isdisjoint(words[at + 1 : at + 1 + _TO_ABOARD])


def _verb_near(book: ClaimBook, token: int) -> int | None:
    """The chunk of a verb of killing right before or soon after "all"."""
    chunks, string = book.reading.chunks, book.reading.string
    at: int = next(i for i, chunk in enumerate(chunks) if chunk.last >= token)
    near: list[int] = [at - 1, *range(at + 1, min(len(chunks), at + 1 + _TO_VERB))]
    for i in near:
        cue = chunks[i].cue if i >= 0 and _CUE.match(string, i) else None
        if cue is not None and cue.harm is HarmType.KILLED and Tag.NOT not in string[max(0, i - 2) : i]:
            return i
    return None
