"""What became of the missing: feared dead they stay missing, found alive they are not missing any more."""

from typing import Final

from pipeline.extract.claims import Claim, ClaimBook
from pipeline.vocabulary import HarmType

_FEARED: Final = frozenset({"feared", "presumed", "believed", "assumed", "thought"})
_FOUND: Final = frozenset({"found", "rescued", "returned", "located", "turned up", "traced"})
_SAFE: Final = frozenset({"alive", "safe", "safely", "unharmed", "unhurt", "well", "accounted"})
_REACH: Final = 14
"""Tokens after the number in which they are found."""


def judge_missing(book: ClaimBook) -> None:
    """Drop the deaths that are only feared of people said to be missing, and the missing who were found."""
    missing = [c for c in book.claims if c.harm is HarmType.MISSING and "unsure" not in c.details]
    for claim in missing:
        for other in list(book.by_chunk.get(claim.chunk, [])):
            if other.harm is HarmType.KILLED and _is_feared(book, other):
                book.drop(other)
        if _are_found(book, claim):
            book.drop(claim)


def _is_feared(book: ClaimBook, death: Claim) -> bool:
    """ "are missing and feared drowned", "presumed dead"."""
    cue = book.reading.chunks[death.cue_at].first
    return not _FEARED.isdisjoint(book.reading.tokens.words[max(0, cue - 2) : cue])


def _are_found(book: ClaimBook, claim: Claim) -> bool:
    """ "seven residents earlier feared missing had all been found safe"."""
    if book.reading.string[: claim.chunk].endswith("NO"):
        return False
    first = claim.phrase.last + 1
    others = (
        c.first
        for c in book.reading.chunks[claim.chunk + 1 : claim.chunk + _REACH]
        if c.kind in "NS" or c.kind in ".;"
    )
    after = book.reading.tokens.words[first : min(next(others, first + _REACH), first + _REACH)]
    return not _SAFE.isdisjoint(after) and (not _FOUND.isdisjoint(after) or "accounted" in after)
