"""Who the counted people were, told beside their number instead of with it.

"A fourth, a mechanic, died", "ten of them, all children, were freed", "seven of those killed were women", "the
police, of whom 17 were killed", "96 people alleged to be gang members": an apposition, a predicate or the antecedent
has the class.
"""

import re
from typing import Final

from pipeline.extract.chunks import Chunk
from pipeline.extract.claims import Claim, ClaimBook
from pipeline.extract.lexicon import Tag
from pipeline.vocabulary import VictimClass

_PREDICATE: Final = re.compile(
    r"(?:w[AJE]?)?b[xT]?O?[xT]?(?P<who>[NP])(?![,&fx]{0,3}[AJ~])|x>bx?(?P<alleged>[NP])"
)
_WITH_IT: Final = re.compile(r"w[xT]?(?P<who>[NP])")
""" "one of them a girl", "three of them children"."""
_APPOSITION: Final = re.compile(r"w?,[xT]?(?P<who>[NP])(?:a|[xV]?f[xTX]{1,3})?,(?!&)")
_NUMBER_OF: Final = re.compile(r"x{1,2}O(?P<who>P)[AJE]")
""" "Raising to 31 the number of soldiers killed"."""
_ANTECEDENT: Final = re.compile(r"P,?w$")


def describe(book: ClaimBook) -> None:
    """Give claims whose noun does not say it the class of the people that stand beside them."""
    for claim in book.claims:
        if claim.victims.victim_class is VictimClass.UNKNOWN and claim.number.value != 0:
            chunk = _beside(book, claim)
            if chunk is not None:
                _take(claim, book, chunk)


def _beside(book: ClaimBook, claim: Claim) -> Chunk | None:
    string, chunks, after = book.reading.string, book.reading.chunks, claim.chunk + 1
    if string.startswith(("w", ",", "b", "x>"), after):
        for pattern in (_APPOSITION, _PREDICATE, _WITH_IT):
            found = pattern.match(string, after)
            at = found.start(found.lastgroup or 0) if found is not None else -1
            if at >= 0 and _is_as_many(claim, chunks[at]):
                return chunks[at]
    counted = _NUMBER_OF.match(string, after) if "number" in book.reading.tokens.vocabulary else None
    if (
        counted is not None
        and "number" in book.reading.tokens.words[claim.phrase.last : claim.phrase.last + 4]
    ):
        return chunks[counted.start("who")]
    if string[after - 2 : after - 1] == Tag.OF_WHOM and claim.phrase.head is None:
        whole = _ANTECEDENT.search(string, 0, after - 1)
        return chunks[whole.start()] if whole is not None and claim.parent is None else None
    return None


def _is_as_many(claim: Claim, chunk: Chunk) -> bool:
    """A single person for one, several for more."""
    return chunk.kind == "P" or (chunk.number is not None and chunk.number.value == claim.number.value)


def _take(claim: Claim, book: ClaimBook, chunk: Chunk) -> None:
    found = book.victims(chunk)
    if claim.victims.text is None:
        claim.victims = found
    else:
        claim.victims = claim.victims._replace(victim_class=found.victim_class)
