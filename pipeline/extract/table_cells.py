"""Rows of lists of attacks and massacres, whose cells hold bare numbers: "3 May | Car bombing | 12 | 40 | Baghdad"."""

import re
from typing import Final

from pipeline.extract.claims import ClaimBook
from pipeline.extract.governors import Reading
from pipeline.extract.lexicon import Tag
from pipeline.extract.numbers import bounded
from pipeline.vocabulary import HarmType, Qualifier

_CELLS: Final = re.compile(r"(?<=;)x?(?P<dead>N);+(?:(?P<hurt>N)(?=;))?")
_BAR: Final = "|"
_ABOUT: Final = frozenset({"c", "ca", "circa"})
RULE: Final = "table_cell"


def add_table_cells(book: ClaimBook) -> None:
    """The dead of a dated row, by its first cell that is a number, and the wounded, by a number in the next."""
    reading = book.reading
    if _BAR not in reading.tokens.vocabulary or Tag.DATE not in reading.tokens.tags:
        return
    match = next((m for m in _CELLS.finditer(reading.string) if _are_cells(m, book)), None)
    if match is None or any(claim.chunk < match.start() for claim in book.claims):
        return
    for name, harm in (("dead", HarmType.KILLED), ("hurt", HarmType.WOUNDED)):
        at = match.start(name)
        claim = None
        if at >= 0 and not book.by_chunk.get(at):
            claim = book.add(Reading(at, harm, at, RULE), harm)
        if claim is not None and at == match.start() + 1 and claim.number.value is not None:
            claim.number = bounded(claim.number.value, Qualifier.ABOUT)  # "c. 800"


def _are_cells(match: re.Match[str], book: ClaimBook) -> bool:
    """Whether bars stand around the first number, and nothing else but "c." in its cell."""
    chunks, words = book.reading.chunks, book.reading.tokens.words
    at, start = match.start("dead"), match.start()
    dead = chunks[at]
    bars = words[chunks[start - 1].first] == words[chunks[at + 1].first] == _BAR
    is_bare = dead.head is None and not dead.implied and book.reading.tokens.tags[dead.core[0]] == Tag.DIGITS
    return bars and is_bare and (at == start or words[chunks[start].first] in _ABOUT)
