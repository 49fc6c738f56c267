"""The weapon or hazard of a claim: from its own words, else from its clause, its sentence or the event carried on."""

from collections.abc import Iterable
from typing import Final

from pipeline.extract.claims import Claim
from pipeline.extract.passage import Passage
from pipeline.extract.phrases import WEAPON, Hit
from pipeline.vocabulary import HarmType

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
ATTACKED: Final = frozenset({HarmType.KILLED, HarmType.WOUNDED})
"""Harms that take the weapon of their event; a weapon near a hostage or an arrest did not do it."""


def _most_specific(hits: Iterable[Hit]) -> str | None:
    """The longest phrase, then the first."""
    found = list(hits)
    specific = [hit for hit in found if hit.name not in GENERIC] or found
    return max(specific, key=lambda hit: (hit.size, -hit.first)).name if specific else None


def weapon_of(claim: Claim, passage: Passage) -> str | None:
    """The weapon that the claim's sentence tells."""
    hits = passage.by_kind.get(WEAPON)
    if not hits:
        return None
    own, clause = passage.phrase(claim), passage.clause(claim)
    found = _most_specific(h for h in hits if h.first in own) or _most_specific(
        h for h in hits if h.first in clause
    )
    if found is None:
        found = _most_specific(h for h in hits if claim.harm in ATTACKED or h.name in HAZARDS)
    return found
