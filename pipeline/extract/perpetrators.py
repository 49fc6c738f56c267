"""Who did it, where the harm's own clause does not say: the clause around it, a claim of responsibility, the event."""

from typing import Final

from pipeline.extract.attributes import Agent, agent, deed_nouns, first_agent, noun_phrase_end
from pipeline.extract.claims import VIOLENT, Claim
from pipeline.extract.lexicon import Lexicon, Tag
from pipeline.extract.passage import Passage
from pipeline.extract.phrases import ACT, BLAME, WEAPON
from pipeline.extract.tokens import Tokens
from pipeline.extract.weapons import HAZARDS
from pipeline.vocabulary import HarmType, Scope, VictimClass

ATTRIBUTABLE: Final = VIOLENT | {HarmType.DETAINED}
_NAMES: Final = frozenset("PpKCXj")
_BEFORE_NAME: Final = frozenset("PpKCXjxh")
_WHEN: Final = frozenset({"when", "as", "after", "while"})
_PASSIVE: Final = frozenset(
    {"passive", "reduced_passive", "intransitive", "predicate", "count_noun", "inverted", "gapped"}
)
_STARTS: Final = frozenset((Tag.DASH, ":"))
_PARTED: Final = frozenset((Tag.BE, Tag.SUBORDINATOR, Tag.RELATIVE, ";"))
_REACH: Final = 8
"""Tokens between attackers and what they did."""


def perpetrator_around(claim: Claim, passage: Passage, lexicon: Lexicon) -> str | None:
    """The attackers that the claim's sentence names outside the claim's own clause."""
    found = _blamed(passage, claim, lexicon)
    if found is None and claim.rule in _PASSIVE:
        found = _attacker(passage, lexicon) or (
            _actor(passage, claim, lexicon) if claim.harm in VIOLENT else None
        )
    if found is None or found.first <= claim.phrase.core[0] < found.end or _are_the_victims(found, claim):
        return None
    return found.text


def _are_the_victims(found: Agent, claim: Claim) -> bool:
    """ "three rebels attacked a post and were killed"."""
    return claim.phrase.first <= found.first <= claim.phrase.last


def _blamed(passage: Passage, claim: Claim, lexicon: Lexicon) -> Agent | None:
    """ "shelling attributed to the Houthis"."""
    tokens = passage.reading.tokens
    is_alone = len(passage.clauses) == 1
    hits = passage.by_kind.get(BLAME, []) if is_alone else passage.hits_in(passage.phrase(claim), BLAME)
    for hit in hits:
        first = hit.last + 1
        found = agent(tokens, first, noun_phrase_end(tokens, first), lexicon)
        if found is None and tokens.words[hit.first].startswith("blame") and "on" in tokens.words[first:]:
            on = tokens.words.index("on", first) + 1
            found = agent(tokens, on, noun_phrase_end(tokens, on), lexicon)
        if found is not None:
            return found
    return None


def _attacker(passage: Passage, lexicon: Lexicon) -> Agent | None:
    """ "Taliban attack", "a Hamas rocket": the noun before the name of the deed or the weapon."""
    tokens = passage.reading.tokens
    deeds = deed_nouns()
    if not passage.has(WEAPON) and deeds.isdisjoint(tokens.vocabulary):
        return None
    weapons = {hit.first for hit in passage.by_kind.get(WEAPON, ())}
    for at, word in enumerate(tokens.words):
        if (word in deeds or at in weapons) and at and tokens.tags[at - 1] in _NAMES:
            start = at
            while start > 0 and tokens.tags[start - 1] in _BEFORE_NAME:
                start -= 1
            found = agent(tokens, start, noun_phrase_end(tokens, at), lexicon)
            if found is not None:
                return found
    return None


def _actor(passage: Passage, claim: Claim, lexicon: Lexicon) -> Agent | None:
    """ "were killed when Maoists blew up a vehicle", "Gunmen stormed the hotel and 15 were killed"."""
    if not passage.has(ACT):
        return None
    tokens = passage.reading.tokens
    cue = passage.reading.chunks[claim.cue_at].first
    acts = [hit.first for hit in passage.by_kind.get(ACT, ()) if hit.first != cue]
    if not acts:
        return None
    for start in _clause_starts(tokens):
        found = first_agent(tokens, start, min(len(tokens.tags), start + _REACH), lexicon)
        if found is not None and any(_does(tokens, found.end, act) for act in acts):
            return found
    return None


def _clause_starts(tokens: Tokens) -> list[int]:
    """Where a clause may begin: the sentence, after a dateline's dash, after "when"."""
    marks = (at + 1 for at, tag in enumerate(tokens.tags) if tag in _STARTS or tokens.words[at] in _WHEN)
    return [0, *marks]


def _does(tokens: Tokens, end: int, act: int) -> bool:
    """Whether the noun phrase that ends before token `end` is the subject of the verb at `act`."""
    between = tokens.tags[end:act]
    return end <= act <= end + _REACH and not any(tag in between for tag in _PARTED)


def can_take(claim: Claim) -> bool:
    """Whether a perpetrator known of the event is also the claim's: an incident's victims, not the attackers' own."""
    return (
        claim.perpetrator is None
        and claim.scope is Scope.INCIDENT
        and claim.harm in VIOLENT
        and claim.weapon not in HAZARDS
        and not claim.victims.attackers
        and claim.victims.victim_class is not VictimClass.MILITANT
        and claim.number.value != 0
    )
