"""The notation of databases for dead victims and, in brackets, dead perpetrators: "3 (+4) dead", "5 (+1) | 17"."""

import re
from typing import Final

from pipeline.extract.claims import ClaimBook
from pipeline.extract.governors import Reading
from pipeline.extract.lexicon import Tag
from pipeline.vocabulary import HarmType

_NOTATION: Final = re.compile(r"N\(xN\)(?:P?b?(?P<cue>[AJE~]))?(?:;+(?P<wounded>N)(?=;))?")
_PLUS: Final = "+"
RULE: Final = "plus_perpetrators"


def add_plus_perpetrators(book: ClaimBook) -> None:
    """Claims of the victims before a bracket and of the perpetrators in it; the next cell of a table row counts the
    wounded.
    """
    if Tag.QUALIFIER_AFTER not in book.reading.tokens.tags or _PLUS not in book.reading.tokens.vocabulary:
        return
    for match in _NOTATION.finditer(book.reading.string):
        start, cue_at = match.start(), match.start("cue")
        if book.reading.tokens.words[book.reading.chunks[start + 2].first] != _PLUS:
            continue
        cue = book.reading.chunks[cue_at].cue if cue_at >= 0 else None
        harm = cue.harm if cue is not None and cue.harm is not None else HarmType.KILLED
        _claim(book, start, harm)
        _claim(book, start + 3, harm, attackers=True)
        if match["wounded"] is not None and harm is HarmType.KILLED:
            _claim(book, match.start("wounded"), HarmType.WOUNDED)


def _claim(book: ClaimBook, at: int, harm: HarmType, attackers: bool = False) -> None:
    """The one claim of a chunk; the grammar of sentences may have read it otherwise."""
    for other in list(book.by_chunk.get(at, ())):
        book.drop(other)
    claim = book.add(Reading(at, harm, at, RULE), harm)
    if claim is not None:
        claim.victims = claim.victims._replace(attackers=attackers)
