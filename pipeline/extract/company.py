"""Others than a person of the toll: "other" adds to the person told just before, not to the toll.

"A quake killed 19 and injured 401. ... A Malaysian student fell to her death. Eighteen other hikers in her party were
hurt": the eighteen are others than the student, and among the 401. "Others" and "other" say so; "more" and "another"
go on counting. The report must have told the tolls of both harms before, so that she is among the one and they among
the other; or the words say whose company they were ("in her party").
"""

from typing import Final

from pipeline.extract.background import BACKGROUND
from pipeline.extract.claims import Claim
from pipeline.extract.figure_making import Settled
from pipeline.extract.lexicon import Tag, word_list
from pipeline.extract.placing import is_elsewhere
from pipeline.vocabulary import BODILY, HarmType, Scope

_OTHER: Final = frozenset({"other", "others"})
_REACH: Final = 4
"""Tokens from "others" to "her party"."""
_FEWEST: Final = 2
"""People of a toll."""


def attach_company(claims: list[Claim], settled: Settled) -> None:
    """Make the company of a person who is among a toll part of the toll of its own harm."""
    tolls: dict[HarmType, Claim] = {}
    before: Claim | None = None
    for claim in claims:
        if claim.scope is not Scope.INCIDENT or claim.harm not in BODILY or BACKGROUND in claim.details:
            continue
        toll = tolls.get(claim.harm)
        if claim.parent is None and not claim.phrase.implied:
            if toll is not None and _says_other(claim) and _is_of_toll(claim, toll, settled):
                if _is_of_company(claim) or _follows_person(claim, before, tolls):
                    claim.become_part_of(toll)
            elif claim.rule == "toll" or (toll is None and (claim.number.low or 0) >= _FEWEST):
                tolls[claim.harm] = claim
        before = claim


def _says_other(claim: Claim) -> bool:
    words = claim.reading.tokens.words[claim.phrase.first : claim.phrase.last + 1]
    return claim.additive and not _OTHER.isdisjoint(words)


def _is_of_toll(claim: Claim, toll: Claim, settled: Settled) -> bool:
    """Whether people told in a later sentence can be some of a toll."""
    here, where = settled[id(claim)][1], settled[id(toll)][1]
    if here is not None and where is not None and is_elsewhere(here, where):
        return False
    is_later = claim.reading is not toll.reading
    return (
        is_later and (claim.number.high or 0) < (toll.number.low or 0) and toll.victims.may_be(claim.victims)
    )


def _is_of_company(claim: Claim) -> bool:
    """ "Eighteen others in her group", "eleven others from his tour party"."""
    tokens, after = claim.reading.tokens, claim.phrase.last + 1
    owner = tokens.tags.find(Tag.POSSESSIVE, after, after + 2)
    return owner >= 0 and not word_list("people", "companies").isdisjoint(
        tokens.words[owner : owner + _REACH]
    )


def _follows_person(claim: Claim, before: Claim | None, tolls: dict[HarmType, Claim]) -> bool:
    """Whether the sentence before has told what happened to one person of another toll."""
    if before is None or not before.phrase.implied or before.harm is claim.harm:
        return False
    told = tolls.get(before.harm)
    is_next = claim.reading.sentence.no - before.reading.sentence.no == 1
    return is_next and told is not None and told.reading is not before.reading
