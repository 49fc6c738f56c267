"""The weapon or hazard of a claim: from its own words, else from its clause, its sentence or the event carried on."""

from collections.abc import Iterable
from typing import Final

from pipeline.extract.claims import Claim
from pipeline.extract.passage import Passage
from pipeline.extract.phrases import WEAPON, Hit
from pipeline.vocabulary import BODILY

GENERIC: Final = frozenset({"bomb", "transport accident"})
"""Names that yield to any other of the same words."""
HAZARDS: Final = frozenset(
    {
        "earthquake",
        "flood",
        "storm",
        "fire",
        "tsunami",
        "avalanche",
        "stampede",
        "transport accident",
        "lightning",
    }
)
"""Nobody does these."""
DISASTERS: Final = frozenset({"earthquake", "flood", "storm", "tsunami", "avalanche"})
"""Those that may go on for days and are one event."""
_FINDS: Final = frozenset({"recovered", "seized", "confiscated", "impounded", "recovering", "seizing"})
"""Verbs whose objects are taken from somebody and did no harm."""


def _most_specific(hits: Iterable[Hit]) -> str:
    """The longest phrase, then the first; what overlaps an earlier one is no weapon ("opened [fire at a] party")."""
    found = list[Hit]()
    for hit in hits:
        if not found or hit.first > found[-1].last:
            found.append(hit)
    specific = [hit for hit in found if hit.name not in GENERIC] or found
    return max(specific, key=lambda hit: (hit.size, -hit.first)).name


def _used(passage: Passage) -> list[Hit]:
    """The weapons of a sentence without those found on somebody ("troops recovered five bodies and two mines")."""
    hits, words = passage.by_kind.get(WEAPON, []), passage.reading.tokens.words
    if not hits or _FINDS.isdisjoint(passage.reading.tokens.vocabulary):
        return hits
    first = next(at for at, word in enumerate(words) if word in _FINDS)
    return [hit for hit in hits if hit.first < first or hit.name in HAZARDS]


def weapon_of(claim: Claim, passage: Passage) -> str | None:
    """The weapon that the claim's sentence tells; one near a hostage or an arrest did not do it."""
    hits = _used(passage)
    if not hits:
        return None
    own, clause = passage.phrase(claim), passage.clause(claim)
    for within in (own, clause):
        inside = [hit for hit in hits if within.first <= hit.first < within.end]
        if inside:
            return _most_specific(inside)
    others = [hit for hit in hits if claim.harm in BODILY or hit.name in HAZARDS]
    return _most_specific(others) if others else None
