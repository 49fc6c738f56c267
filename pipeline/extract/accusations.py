"""Deaths of which somebody is accused, after the report has told them.

"A couple and their two daughters were found dead. ... The father is suspected of killing his wife and the girls."
"""

from typing import Final

from pipeline.extract.claims import Claim
from pipeline.extract.lexicon import Tag, word_list
from pipeline.vocabulary import HarmType, Scope

_REACH: Final = 5
"""Tokens before the verb in which the accusation stands ("was charged on Monday with murdering")."""
_RESTATED: Final = "restated"


def mark_accusations(claims: list[Claim], earlier: list[Claim]) -> None:
    """Mark counts that accuse somebody of deaths which sentences before have told."""
    if not earlier:
        return
    accusing = [claim for claim in claims if claim.harm is HarmType.KILLED and _accuses(claim)]
    if not accusing:
        return
    dead = sum(_people(claim) for claim in earlier if _is_told_dead(claim))
    for claim in accusing:
        if _people(claim) <= dead:
            claim.details.append(_RESTATED)


def _people(claim: Claim) -> int:
    return claim.number.low or 0


def _is_told_dead(claim: Claim) -> bool:
    is_own = claim.harm is HarmType.KILLED and claim.parent is None and not claim.victims.attackers
    return is_own and claim.scope is Scope.INCIDENT


def _accuses(claim: Claim) -> bool:
    """ "Is suspected of killing his wife", "confessed to murdering her": the object of the verb of the charge."""
    words, cue = claim.reading.tokens.words, claim.reading.chunks[claim.cue_at]
    if claim.rule != "object" or claim.reading.string[claim.cue_at] not in (Tag.HARM_ING, Tag.HARM_PRESENT):
        return False
    return not word_list("harm", "killed", "accused").isdisjoint(
        words[max(0, cue.first - _REACH) : cue.first]
    )
