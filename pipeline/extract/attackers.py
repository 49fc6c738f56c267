"""The attackers' own dead and wounded, kept apart (`of_perpetrators`).

A noun that says so ("assailants") is enough. Militants are a party like any other: they are the attackers only where
they died in a fight ("in a shootout with police", in an operation), or where the report tells, close by, of people
harmed on the other side, or names their group as the perpetrator. Those hunted down or bombed are victims. Databases
differ on adding them (GTD and ACLED do, Iraq Body Count does not).
"""

from pipeline.extract.background import BACKGROUND
from pipeline.extract.claims import VIOLENT, Claim
from pipeline.extract.in_turn import attacked_first, told_to_attack
from pipeline.extract.lexicon import Lexicon
from pipeline.vocabulary import BODILY, HarmType, Scope, VictimClass

_MILITANT = VictimClass.MILITANT
_NEAR = 3
"""Sentences between the attackers' losses and those of the attacked."""
_FROM_AFAR = frozenset({"drone strike", "air strike", "shelling", "missile", "cluster munition"})
"""Weapons of the militants' enemies: those hit are no attackers."""
_FORCES = frozenset(
    {"police", "policeman", "policemen", "officer", "officers", "guard", "guards", "security"}
)
"""Those who stop an attacker."""
_FROM_THE_AIR = frozenset({"drone strike", "air strike"})
_STRIKES = frozenset({"strike", "strikes", "drone", "drones"})
_TO_WOUND = 10
"""Tokens from "died" to "self-inflicted"."""
_SELF_HARM = frozenset(
    {"hanged", "hangs", "hanging", "shot", "shooting", "shoots", "drowned", "drowning", "poisoned"}
)
_TO_REFLEXIVE = 3
"""Tokens of the verb before "himself"."""
_WINDOW = 40
"""Claims before and after one that may tell of its attack."""
_FORMER = frozenset({"former", "ex", "demobilised", "demobilized", "surrendered", "captured"})
""" "A former guerrilla was shot dead": who fights no more."""
_SHORTEST_WORD = 4
_MAY_HAVE_ATTACKERS = frozenset({VictimClass.UNKNOWN, VictimClass.MILITANT})
"""Of whom attackers may be a part."""


def _words(text: str | None) -> set[str]:
    return {word.rstrip("s") for word in (text or "").casefold().split() if len(word) >= _SHORTEST_WORD}


def _are_attacked(claim: Claim) -> bool:
    return (
        claim.harm in VIOLENT
        and claim.scope is Scope.INCIDENT
        and claim.victims.victim_class is not _MILITANT
        and not claim.victims.attackers
        and claim.number.value != 0
    )


def _are_the_attackers(claim: Claim, others: list[Claim]) -> bool:
    if claim.fought:
        return True
    names = _words(claim.victims.text)
    if claim.rule == "object" and names & _words(claim.perpetrator):
        return False  # "militants shot dead a surrendered militant": their own side's victim
    for other in others:
        if claim.parent is not None and claim.parent in (other, other.parent):
            continue
        if claim.perpetrator is not None and _are_objects_of_one_verb(claim, other):
            continue
        is_additive = other.additive or (other.parent is not None and other.parent.additive)
        if is_additive and other.reading is claim.reading and claim.parent is None:
            continue  # "a rebel was killed and two other people hurt": all of them were attacked
        near = abs(other.reading.sentence.no - claim.reading.sentence.no) <= _NEAR
        if near and (_are_attacked(other) or (other is not claim and names & _words(other.perpetrator))):
            return True
    return False


def _are_objects_of_one_verb(claim: Claim, other: Claim) -> bool:
    """ "soldiers killed a farmer and two rebels": the same attackers harmed both."""
    return other.cue_at == claim.cue_at and other.reading is claim.reading and other.rule == "object"


def _is_one_of_the_force(claim: Claim) -> bool:
    """ "seven soldiers, including a commander": a part of the attacked."""
    return claim.parent is not None and claim.parent.victims.victim_class not in _MAY_HAVE_ATTACKERS


def _is_stopped(claim: Claim, claims: list[Claim]) -> bool:
    """ "He was shot dead by police" after he had harmed others: no name, and the state's forces did it."""
    if claim.phrase.kind != "Z" or claim.harm is not HarmType.KILLED or claim.perpetrator is None:
        return False
    if _FORCES.isdisjoint(claim.perpetrator.casefold().split()):
        return False
    if told_to_attack(claim):
        return True
    no = claim.reading.sentence.no
    near = [c for c in claims if 0 <= no - c.reading.sentence.no <= 1 and c is not claim]
    return any(c.phrase.kind != "Z" and c.cue_at != claim.cue_at and _are_attacked(c) for c in near)


def _is_self_inflicted(claim: Claim) -> bool:
    """ "Her husband was found dead of a self-inflicted gunshot wound"."""
    if "self" not in claim.reading.tokens.vocabulary:
        return False
    cue = claim.reading.chunks[claim.cue_at]
    after = claim.reading.tokens.words[cue.first : cue.last + _TO_WOUND]
    return claim.number.value == 1 and any(word.startswith("inflicted") for word in after) and "self" in after


def _is_bombed(claim: Claim, near: list[Claim]) -> bool:
    """Whether their enemies struck them from afar; a strike may be named in the next sentence only."""
    if claim.weapon in _FROM_AFAR or not _STRIKES.isdisjoint(claim.reading.tokens.words):
        return True
    no = claim.reading.sentence.no
    return any(c.weapon in _FROM_THE_AIR and abs(no - c.reading.sentence.no) <= 1 for c in near)


def mark_attackers(claims: list[Claim], lexicon: Lexicon) -> None:
    """Mark those among the victims who were the attackers."""
    for at, claim in enumerate(claims):
        if claim.victims.attackers or claim.harm not in BODILY:
            continue
        near = claims[max(0, at - _WINDOW) : at + _WINDOW]
        if (
            attacked_first(claim, lexicon)
            or _is_self_inflicted(claim)
            or _is_stopped(claim, near)
            or _are_militants_attacking(claim, near)
        ):
            claim.victims = claim.victims._replace(attackers=True)


def _are_militants_attacking(claim: Claim, near: list[Claim]) -> bool:
    if claim.victims.victim_class is not _MILITANT or BACKGROUND in claim.details:
        return False
    if not _FORMER.isdisjoint((claim.victims.text or "").casefold().replace("-", " ").split()):
        return False
    if claim.scope is not Scope.INCIDENT or _is_one_of_the_force(claim) or _is_bombed(claim, near):
        return False
    return _are_the_attackers(claim, near)


def spare_suicides(claims: list[Claim], lexicon: Lexicon) -> None:
    """ "A 25-year-old man hanged himself": who harms nobody else, and is not said to attack, is no perpetrator."""
    harmed = [claim for claim in claims if claim.harm in BODILY and claim.number.value != 0]
    if harmed and all(claim.rule == "suicide" and _takes_own_life(claim, lexicon) for claim in harmed):
        for claim in harmed:
            claim.victims = claim.victims._replace(attackers=False)


def _takes_own_life(claim: Claim, lexicon: Lexicon) -> bool:
    """By a rope, a gun, poison: not by a bomb; and nobody in the sentence is an attacker or a militant."""
    words, at = claim.reading.tokens.words, claim.reading.chunks[claim.cue_at].first
    people = [lexicon.people[word] for word in claim.reading.tokens.vocabulary if word in lexicon.people]
    attacks = any(person.attacker or person.victim_class is _MILITANT for person in people)
    return not attacks and not _SELF_HARM.isdisjoint(words[max(0, at - _TO_REFLEXIVE) : at])
