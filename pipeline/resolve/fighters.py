"""Fighters who died in a fight that harmed nobody else: they are the event's dead.

Extraction keeps militants who fell beside those whom they attacked apart, as perpetrators. Where no report of an event
tells of anybody else killed or wounded ("troops killed 12 rebels near the dam"), nothing is left to keep them apart
from: their deaths are the event (UCDP GED counts the deaths of every side). Suicide attackers stay apart.
"""

from collections.abc import Sequence

from pipeline.resolve.claims import Claim
from pipeline.resolve.mentions import Mention
from pipeline.vocabulary import BODILY, VictimClass


def count_fighters(event: Sequence[Mention]) -> Sequence[Mention]:
    """The mentions of one event, its fighters counted where it has no other victims."""
    if any(_is_victim(claim) for mention in event for claim in mention.claims):
        return event
    return [mention._replace(claims=tuple(map(_counted, mention.claims))) for mention in event]


def _is_victim(claim: Claim) -> bool:
    return claim.harm_type in BODILY and not claim.of_perpetrators and claim.value_low != 0


def _counted(claim: Claim) -> Claim:
    is_fighter = claim.victim_class == VictimClass.MILITANT and not claim.rule_id.startswith("suicide")
    return claim._replace(of_perpetrators=False) if is_fighter else claim
