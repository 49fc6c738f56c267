"""People whom a sentence says that the toll told before takes in: "The figure includes the gunman".

They are a part of it; attackers among them are taken out of the victims.
"""

from typing import Final

from pipeline.extract.claims import Claim, ClaimBook
from pipeline.extract.governors import Reading
from pipeline.extract.lexicon import Tag
from pipeline.extract.parts import AMONG_ALL
from pipeline.vocabulary import BODILY

_INCLUDES: Final = frozenset({"include", "includes", "included"})
_TOLLS: Final = frozenset({"toll", "figure", "total", "count", "tally", "number"})
_NEAR: Final = 2
"""Sentences back to the toll."""
_LATEST: Final = 8
"""Claims among which it is looked for."""


def add_included(book: ClaimBook, earlier: list[Claim]) -> None:
    """Claims of the people whom "the toll" of the sentences before includes."""
    words = book.reading.tokens.words
    if _INCLUDES.isdisjoint(book.reading.tokens.vocabulary):
        return
    for group, marker in book.reading.clauses.parts:
        at = group.members[0] - 1
        is_verb = marker == "including" and words[book.reading.chunks[at].first] in _INCLUDES
        if not is_verb or at < 1 or not _is_toll(book, at - 1):
            continue
        whole = _toll(book, at - 1, earlier)
        for member in group.members if whole is not None else ():
            _add(book, member, at, whole)


def _is_toll(book: ClaimBook, at: int) -> bool:
    chunk = book.reading.chunks[at]
    return chunk.kind == Tag.TOLL or book.reading.tokens.words[chunk.last] in _TOLLS


def _toll(book: ClaimBook, subject: int, earlier: list[Claim]) -> Claim | None:
    """The first count of the last sentence that has one: of the dead, for "the death toll"."""
    no, cue = book.reading.sentence.no, book.reading.chunks[subject].cue
    told = [
        claim
        for claim in earlier[-_LATEST:]
        if no - claim.reading.sentence.no <= _NEAR and claim.parent is None and not claim.phrase.implied
        if claim.harm in BODILY and (cue is None or claim.harm is cue.harm)
    ]
    return next((claim for claim in told if claim.reading is told[-1].reading), None)


def _add(book: ClaimBook, member: int, marker: int, whole: Claim | None) -> None:
    """A part of the toll, if it is told for the first time and there is room for it."""
    if whole is None or Tag.NOT in book.reading.string[:marker]:
        return
    told = book.by_chunk.get(member, [])
    claim = next((c for c in told if c.harm is whole.harm), None)
    claim = claim or book.add(Reading(member, whole.harm, marker, "part.including"), whole.harm)
    if claim is not None and (claim.number.low or 0) < (whole.number.low or 0):
        claim.become_part_of(whole)
        if claim.victims.attackers:
            claim.details.append(AMONG_ALL)
