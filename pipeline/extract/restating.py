"""Counts of one sentence that tell the same people again.

"Two people were killed in a raid, killing two" says it twice; after a colon, clauses that add up to the count before it
break it down; those taken to hospital are among the injured.
"""

from typing import Final

from pipeline.extract.claims import Claim, ClaimBook
from pipeline.extract.lexicon import Tag, word_list
from pipeline.vocabulary import HarmType, PartRelation

_WOUNDED: Final = HarmType.WOUNDED
_ALL_OF_THEM: Final = frozenset({"both", "all"})
_IN_HOSPITAL: Final = ("hospitali", "to hospital", "in hospital", "being treated", "under treatment")


def mark_restated(book: ClaimBook) -> None:
    """Mark what a participle tells again; make clauses after a colon, and those in hospital, parts."""
    if len(book.claims) < 2:
        return
    for claim in list(book.claims):
        if _tells_how_all(book, claim) and "unsure" in claim.details:
            book.drop(claim)
        elif _is_told_again(book, claim) or _tells_how(book, claim) or _tells_how_all(book, claim):
            claim.details.append("restated")
        elif claim.harm is _WOUNDED and _tells_state(book, claim):
            if _is_told(book, claim):
                book.drop(claim)
            else:
                _join_injured(book, claim)
    if ":" in book.reading.string:
        _break_down(book)
    _mark_alternatives(book)
    _join_details(book)


def _is_told_again(book: ClaimBook, claim: Claim) -> bool:
    """ "One man was killed when a bomb went off, killing a guard": a participle of the same harm and number."""
    string, at = book.reading.string, claim.cue_at
    if claim.rule != "object" or string[at] != Tag.HARM_ING or string[at - 1 : at] != "," or claim.additive:
        return False
    return any(
        other.rule == "passive"
        and other.chunk < claim.chunk
        and other.harm is claim.harm
        and other.number.value == claim.number.value
        and other.victims.may_be(claim.victims)
        for other in book.claims
    )


def _tells_how(book: ClaimBook, claim: Claim) -> bool:
    """ "Killed a man by beating him to death": the pronoun is the man, told dead by the verb before it."""
    if claim.phrase.kind != "Z" or claim.harm is not HarmType.KILLED:
        return False
    if book.reading.string[claim.cue_at] not in (Tag.HARM_ING, "J"):
        return False
    before = (c for c in book.claims if c.chunk < claim.chunk and c.harm is claim.harm)
    return any(c.phrase.implied and c.rule == "object" for c in before)


def _tells_how_all(book: ClaimBook, claim: Claim) -> bool:
    """ "A nurse and a driver were killed, both shot in the head": as many as the dead before the comma."""
    words, first = book.reading.tokens.words, claim.phrase.first
    if words[first] not in _ALL_OF_THEM or words[first - 1] != "," or claim.rule != "reduced_passive":
        return False
    dead = [c for c in book.claims if c.harm is HarmType.KILLED and c.chunk < claim.chunk]
    return claim.number.value == sum(c.number.value or 0 for c in dead)


def _tells_state(book: ClaimBook, claim: Claim) -> bool:
    """Whether a count is of those in hospital, in a condition, or "with bullet wounds"."""
    cue = book.cue_word(claim)
    return (
        cue.startswith("with ") or any(words in cue for words in _IN_HOSPITAL) or "condition" in claim.details
    )


def _is_told(book: ClaimBook, claim: Claim) -> bool:
    """ "The driver and two passengers were taken to hospital, where the driver remains in a critical condition"."""
    words, head = book.reading.tokens.words, claim.phrase.head
    if head is None or not claim.phrase.implied or words[claim.phrase.first] != "the":
        return False
    before = (c for c in book.claims if c.chunk < claim.chunk and c.harm is claim.harm and c.phrase.implied)
    return any(c.phrase.head is not None and words[c.phrase.head] == words[head] for c in before)


def _join_injured(book: ClaimBook, claim: Claim) -> None:
    """ "751 fell ill, and 40 were hospitalised", "four are in hospital, one, a tourist, in a serious condition": those
    in hospital are among them.
    """
    if (
        claim.phrase.head is not None
        or claim.parent is not None
        or claim.additive
        or claim.phrase.kind in "XZ"
    ):
        return
    before = [c for c in book.claims if c.chunk < claim.chunk and c.harm is claim.harm and c.parent is None]
    if before and (before[-1].number.low or 0) > (claim.number.low or 0):
        claim.become_part_of(before[-1])


def _join_details(book: ClaimBook) -> None:
    """ "Nine died in two raids; in one attack five were shot": counts of single attacks are among the sum."""
    words = book.reading.tokens.words
    if "one" not in words:
        return
    starts = (at for at in range(len(words) - 2) if words[at] == "in" and words[at + 1] == "one")
    start = next((at for at in starts if words[at + 2] in word_list("events", "single")), None)
    if start is None:
        return
    for harm in (HarmType.KILLED, _WOUNDED):
        told = [c for c in book.claims if c.harm is harm and c.parent is None]
        before = [c for c in told if c.phrase.first < start]
        details = [c for c in told if c.phrase.first > start]
        if before and sum(c.number.low or 0 for c in details) <= (before[-1].number.low or 0):
            for detail in details:
                detail.become_part_of(before[-1])


def _mark_alternatives(book: ClaimBook) -> None:
    """ "Killed either three, five or no people": one of the numbers, not all."""
    if "either" not in book.reading.tokens.vocabulary:
        return
    for group in book.reading.clauses.groups:
        first = book.reading.chunks[group.members[0]].first
        if "either" in book.reading.tokens.words[max(0, first - 1) : first + 1]:
            for member in group.members[1:]:
                for claim in book.by_chunk.get(member, []):
                    claim.details.append("alternative")


def _break_down(book: ClaimBook) -> None:
    """ "Eleven died in twin attacks: nine were shot in a church and two in a shop"."""
    colon = book.reading.string.rindex(":")
    before = [c for c in book.claims if c.chunk < colon and c.parent is None]
    for whole in before[-2:]:
        after = [c for c in book.claims if c.chunk > colon and c.harm is whole.harm]
        parts = [c for c in after if c.parent in (None, whole)]
        values = [c.number.value for c in parts]
        if len(parts) > 1 and None not in values and sum(v or 0 for v in values) == whole.number.value:
            for part in parts:
                part.become_part_of(whole, PartRelation.PARTITION)
