"""The dead told by nothing but their names: "The deceased are Roberto Salas, 33, and Teresa Salas, 31".

A report that has counted its dead names them again; only where it has not do the names count.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from pipeline.extract.claims import Claim, ClaimBook
from pipeline.extract.governors import Reading
from pipeline.extract.numbers import bounded
from pipeline.vocabulary import HarmType, Qualifier

_NAMED: Final = re.compile(
    r"xJ[kb]{1,3}(?:[Vx]s?)?(?P<names>X(?:,a)?(?:,N)?(?:(?:,|,?&)X(?:,a)?(?:,N)?){0,8})"
)
""" "The deceased have been identified as Ravi Kumar, 30, a clerk, and Mohan Das"."""
_THE_DEAD: Final = frozenset({"deceased", "dead"})
_RULE: Final = "named"


def add_named_dead(book: ClaimBook, earlier: list[Claim]) -> None:
    """Claims of those whom a sentence names as the dead, in a report that has told no dead before."""
    if _THE_DEAD.isdisjoint(book.reading.tokens.vocabulary):
        return
    match = _NAMED.search(book.reading.string)
    if match is None or any(claim.harm is HarmType.KILLED for claim in (*earlier, *book.claims)):
        return
    words, subject = book.reading.tokens.words, book.reading.chunks[match.start() + 1]
    if words[subject.first] in _THE_DEAD and words[subject.first - 1] == "the":
        for at in list(_people(book, *match.span("names"))):
            one = bounded(1, Qualifier.EXACT)
            chunk = book.reading.chunks[at]
            core = (chunk.first, chunk.first + 1)
            book.reading.chunks[at] = replace(chunk, core=core, number=one, implied=True)
            book.add(Reading(at, HarmType.KILLED, match.start() + 1, _RULE), HarmType.KILLED)


def _people(book: ClaimBook, start: int, end: int) -> Iterator[int]:
    """The names of people in a list: of two words, or with an age."""
    for at in range(start, end):
        chunk = book.reading.chunks[at]
        is_aged = book.reading.string[at + 1 : at + 3] == ",a"
        if chunk.kind == "X" and (chunk.last > chunk.first or is_aged):
            yield at
