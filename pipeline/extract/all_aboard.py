""" "A plane carrying six people crashed, killing all on board": a number told before harm done to all of them."""

import re
from typing import Final

from pipeline.extract.claims import ClaimBook
from pipeline.extract.clauses import Reading
from pipeline.extract.lexicon import Tag
from pipeline.extract.victims import victims_of
from pipeline.vocabulary import HarmType

_ALL: Final = frozenset({"all", "all of", "everyone", "everybody"})
_ALL_OF_THEM: Final = frozenset({"all of them", "all of whom"})
_ABOARD: Final = frozenset({"board", "aboard", "them", "inside"})
_REACH: Final = 3
"""Tokens from "all" to "on board"."""
_CUE: Final = re.compile(r"[AG~]")
_NEAR: Final = 4
"""Chunks between "all" and its verb."""


def add_all_aboard(book: ClaimBook) -> None:
    """A claim of the people told aboard, where the sentence goes on to tell harm done to all of them."""
    words = book.reading.tokens.words
    if _ALL.isdisjoint(words) and _ALL_OF_THEM.isdisjoint(words):
        return
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


def _is_counted(book: ClaimBook, at: int) -> bool:
    """Whether a chunk is people with a printed number who attacked nobody."""
    chunk = book.reading.chunks[at]
    is_people = chunk.kind == "N" and chunk.head is not None and not chunk.implied
    return is_people and not victims_of(book.reading.tokens, chunk, book.lexicon).attackers


def _speaks_of_all(words: list[str], at: int) -> bool:
    if words[at] in _ALL_OF_THEM:
        return True
    return words[at] in _ALL and not _ABOARD.isdisjoint(words[at + 1 : at + 1 + _REACH])


def _verb_near(book: ClaimBook, token: int) -> int | None:
    """The chunk of a verb of killing right before or soon after "all"."""
    chunks, string = book.reading.chunks, book.reading.string
    at: int = next(i for i, chunk in enumerate(chunks) if chunk.last >= token)
    near: list[int] = [at - 1, *range(at + 1, min(len(chunks), at + 1 + _NEAR))]
    for i in near:
        cue = chunks[i].cue if i >= 0 and _CUE.match(string, i) else None
        if cue is not None and cue.harm is HarmType.KILLED and Tag.NOT not in string[max(0, i - 2) : i]:
            return i
    return None
