"""Those counted before, told again together: "A man, his wife and their son were shot. All three died."

"All three" are the people of the sentence before, if they are as many: none of them is told twice, those who were shot
are the dead, and an attacker who killed himself among them stays apart.
"""

from typing import Final

from pipeline.extract.claims import Claim
from pipeline.extract.parts import AMONG_ALL
from pipeline.extract.taken_up import DIED
from pipeline.vocabulary import BODILY, HarmType, Scope

_INCIDENT: Final = Scope.INCIDENT
RESTATED: Final = "restated"
_TOGETHER: Final = frozenset({"all", "both", "the"})
_NEAR: Final = 2
"""Sentences back to those who are taken up."""
_WINDOW: Final = 20
"""Claims among which they are looked for."""


def take_up_all(claims: list[Claim], earlier: list[Claim]) -> None:
    """Reconcile a sentence's "all three" with the single people told before it."""
    for claim in claims:
        if claim.harm in BODILY and claim.scope is _INCIDENT and _means_all(claim):
            told = _told_beside(claim, claims) or _told_before(claim, earlier)
            if len(told) > 1 and sum(c.number.value or 0 for c in told) == claim.number.value:
                _reconcile(claim, told)


def _means_all(claim: Claim) -> bool:
    """ "All three", "both", "the four", "Killed: 4": a number without a noun."""
    words, core = claim.reading.tokens.words, claim.phrase.core
    if claim.phrase.head is not None or claim.victims.text is not None or claim.parent is not None:
        return False
    number = words[core[0]]
    if claim.rule == "label":
        return True
    before = words[core[0] - 1] if core[0] else ""
    return number == "both" or number.startswith("all ") or before in _TOGETHER


def _told_beside(claim: Claim, claims: list[Claim]) -> list[Claim]:
    """ "A bomb killed a driver and his guard; both died at once": the people of a clause before."""
    if not claim.reading.string.endswith((";", ";x"), 0, claim.chunk):
        return []
    before = [c for c in claims if c.chunk < claim.chunk and c.parent is None]
    return [c for c in before if c.harm is claim.harm or _may_have_died(c, claim)]


def _may_have_died(hurt: Claim, dead: Claim) -> bool:
    return dead.harm is HarmType.KILLED and "unsure" in hurt.details


def _told_before(claim: Claim, earlier: list[Claim]) -> list[Claim]:
    """The dead, and those of whom it is open whether they died, of the nearest sentence that tells of any."""
    no = claim.reading.sentence.no
    near = [
        c
        for c in earlier[-_WINDOW:]
        if 0 < no - c.reading.sentence.no <= _NEAR and c.parent is None and c.scope is _INCIDENT
    ]
    last = max((c.reading.sentence.no for c in near), default=-1)
    return [
        c
        for c in near
        if c.reading.sentence.no == last and (c.harm is HarmType.KILLED or "unsure" in c.details)
    ]


def _reconcile(claim: Claim, told: list[Claim]) -> None:
    is_repeated = all(c.harm is HarmType.KILLED for c in told)
    if is_repeated or claim.harm is HarmType.WOUNDED:
        claim.details.append(RESTATED)
        return
    for one in told:
        if one.harm is HarmType.WOUNDED:
            one.details.append(DIED)
        else:
            one.become_part_of(claim)
            one.details.append(AMONG_ALL)
