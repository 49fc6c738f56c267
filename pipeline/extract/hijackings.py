"""People aboard what is hijacked are captives ("two men hijacked a ferry carrying 140 passengers")."""

from typing import Final

from pipeline.extract.claims import ClaimBook
from pipeline.extract.clauses import Reading
from pipeline.extract.victims import victims_of
from pipeline.vocabulary import HarmType

_HIJACK: Final = "hijack"
_SEIZED: Final = frozenset({"seized", "seize", "commandeered"})
_ABOARD: Final = frozenset({"aboard", "board", "onboard"})
_WITH: Final = frozenset({"carrying", "with", "its", "holding"})
_REACH: Final = 4
"""Tokens between the people and "aboard"."""


def add_hijacked(book: ClaimBook) -> None:
    """Claims of the people counted aboard, in a sentence that tells of a hijacking or a seizure."""
    words = book.reading.tokens.words
    hijacked = any(_HIJACK in word for word in words)
    if not hijacked and (_SEIZED.isdisjoint(words) or _ABOARD.isdisjoint(words)):
        return
    for group in book.reading.clauses.groups:
        if any(book.by_chunk.get(member) for member in group.members):
            continue
        last = book.reading.chunks[group.end - 1].last
        first = book.reading.chunks[group.members[0]].first
        aboard = not _ABOARD.isdisjoint(words[last + 1 : last + 1 + _REACH])
        if aboard or (hijacked and words[max(0, first - 1)].split()[-1] in _WITH):
            _add(book, group.members)


def _add(book: ClaimBook, members: tuple[int, ...]) -> None:
    for member in members:
        chunk = book.reading.chunks[member]
        is_people = chunk.kind == "N" and chunk.head is not None and not chunk.implied
        if is_people and not victims_of(book.reading.tokens, chunk, book.lexicon).attackers:
            book.add(Reading(member, HarmType.KIDNAPPED, member, "aboard"), HarmType.KIDNAPPED)
