"""Parts that only their numbers, or the event they are told of, show to be parts of a count in their sentence."""

from typing import Final

from pipeline.extract.claims import Claim, ClaimBook
from pipeline.extract.lexicon import Tag
from pipeline.vocabulary import PartRelation, VictimClass

_SMALLEST_BREAKDOWN: Final = 3
"""A whole and two parts."""


def imply_parts(book: ClaimBook) -> None:
    """Make claims parts of the count before them that takes in their event, or that they add up to."""
    _included_events(book)
    _summed_breakdown(book)


def _included_events(book: ClaimBook) -> None:
    """ "14 were killed in other attacks, including a bombing that killed 10": the ten are among the 14."""
    string = book.reading.string
    for claim in book.claims if Tag.INCLUDING in string else ():
        at = string.rfind(Tag.INCLUDING, 0, claim.chunk)
        if at < 0 or claim.parent is not None or string[at + 1 : at + 2] in ("N", "P", "f"):
            continue
        wholes = [c for c in book.claims if c.chunk < at and c.harm is claim.harm and c.parent is None]
        if wholes and (wholes[-1].number.low or 0) > (claim.number.low or 0):
            claim.become_part_of(wholes[-1])


def _summed_breakdown(book: ClaimBook) -> None:
    """ "20 people died, 15 in the village and five on the road": the parts add up to the count before them."""
    for harm in {c.harm for c in book.claims} if len(book.claims) >= _SMALLEST_BREAKDOWN else ():
        claims = [c for c in book.claims if c.harm is harm and not c.additive]
        claims.sort(key=lambda c: c.chunk)
        free = [c for c in claims if c.parent is None or c.parent is claims[0]]
        if len(free) < _SMALLEST_BREAKDOWN:
            continue
        base, *parts = free
        values = [c.number.value for c in parts]
        listed = any((c.rule, c.cue_at) == (base.rule, base.cue_at) for c in parts)
        adds_up = None not in values and base.number.value == sum(v or 0 for v in values)
        if len(parts) > 1 and adds_up and not listed and not _are_other_persons(book, base, parts):
            for part in parts:
                if part.parent is None or part.rule == "gapped":
                    part.become_part_of(base, PartRelation.PARTITION)


def _are_other_persons(book: ClaimBook, base: Claim, parts: list[Claim]) -> bool:
    """ "A couple were burnt; a soldier was hit and killed; and a boy died": people of other kinds, told in clauses of
    their own, add up to a small number by chance.
    """
    after = [part for part in parts if ";" in book.reading.string[base.chunk : part.chunk]]
    is_of_a_kind = base.victims.victim_class is not VictimClass.UNKNOWN
    return bool(after) and all(
        part.rule != "gapped" and (part.phrase.implied or (is_of_a_kind and part.phrase.head is not None))
        for part in after
    )
