"""Deaths told by their contrary: "none of the 62 people on board survived", "no survivors among the 62"."""

import re
from typing import Final

from pipeline.extract.claims import ClaimBook
from pipeline.extract.clauses import Reading
from pipeline.extract.lexicon import Tag
from pipeline.vocabulary import HarmType

_NONE_SURVIVED: Final = re.compile(r"NO(?P<all>N)[fxXPTd]{0,6}(?P<cue>V)")
_NO_SURVIVORS: Final = re.compile(r"(?P<cue>N)[fO](?P<all>N)")
_SURVIVED: Final = frozenset({"survived", "survive", "survives"})
_SURVIVORS: Final = frozenset({"survivors", "survivor"})


def add_unsurvived(book: ClaimBook) -> None:
    """A claim of the deaths of all those of whom nobody is told to have survived."""
    string, chunks, tokens = book.reading.string, book.reading.chunks, book.reading.tokens
    if Tag.ZERO not in tokens.tags:
        return
    for pattern, words in ((_NONE_SURVIVED, _SURVIVED), (_NO_SURVIVORS, _SURVIVORS)):
        for match in pattern.finditer(string):
            number, cue_at = chunks[match.start()].number, match.start("cue")
            is_nobody = number is not None and number.value == 0
            if is_nobody and tokens.words[chunks[cue_at].last] in words:
                book.add(Reading(match.start("all"), HarmType.KILLED, cue_at, "unsurvived"), HarmType.KILLED)
