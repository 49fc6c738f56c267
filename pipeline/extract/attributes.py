"""Who did it, as the grammar of the sentence says: the subject of the harm's verb, or what stands after "by"."""

import re
from typing import Final, NamedTuple

from pipeline.extract.lexicon import Lexicon, Tag, word_list
from pipeline.extract.lexicon.tags import NOUNS_FOR_PEOPLE
from pipeline.extract.phrases import ACT, GROUP, WEAPON, Hit, find_phrases
from pipeline.extract.sentence_reading import SentenceReading
from pipeline.extract.tokens import Tokens
from pipeline.extract.victims import STATE_ARMED
from pipeline.gazetteer import load as gazetteer
from pipeline.vocabulary import VictimClass

_NOMINAL: Final = frozenset("TDHXxjpPKChoU1nrc")
_LONGEST: Final = 10
"""Tokens of a perpetrator's noun phrase."""
_NOUN_PHRASE: Final = re.compile(f"[{''.join(sorted(_NOMINAL))}]{{1,{_LONGEST}}}")
_LEADING: Final = frozenset("TDH&qx")
_TRAILING: Final = frozenset("&ohDTx1n")
_PLANTED: Final = frozenset(
    {"bomb", "car bomb", "roadside bomb", "improvised explosive device", "mine", "suicide bomb"}
)
"""Weapons before which an adjective of nationality says where or against whom."""
_CLAUSE_MARKS: Final = frozenset((";", ":", Tag.SUBORDINATOR, Tag.DASH, "("))
_GOVERNED: Final = frozenset((Tag.PREPOSITION, Tag.OF, Tag.BY, Tag.TO, Tag.HYPHEN, Tag.POSSESSIVE, Tag.ZERO))
_BEFORE_VERB: Final = frozenset((Tag.HAVE, Tag.MODAL, Tag.RELATIVE))
_DISGUISED: Final = frozenset({"dressed", "disguised", "posing", "masquerading", "uniformed"})
"""Before "as": what attackers look like, not when it happened ("rebels dressed as soldiers marched off ...")."""
_DEED: Final = frozenset("AFGJE~")
_ADVERBIAL: Final = frozenset("dfTDHXxUuj")
"""Words of time and place between a deed and who did it."""
_PARTICIPLES: Final = ("ed", "run", "held", "led", "built", "owned", "known", "seen", "driven", "taken")
_PRONOUNS: Final = frozenset({"it", "they"})
_SENT: Final = 3
"""Tokens before a missile in which its launch stands ("fired a missile that killed")."""
_OF_OBJECT: Final = frozenset({"into custody", "into police custody", "for questioning", "for ransom"})
"""Predicates of an object: the subject of its verb did it ("police took four men into custody")."""
ARMED: Final = STATE_ARMED | {VictimClass.MILITANT, VictimClass.PARAMILITARY}
"""Classes of people who may be said to have done it; their own harm is another matter."""


class Agent(NamedTuple):
    """A noun phrase at tokens first..end-1 that names attackers; `is_sure` when nothing but attackers."""

    text: str
    first: int
    end: int
    is_sure: bool


def deed_nouns() -> frozenset[str]:
    """Nouns for what attackers do ("a Taliban raid")."""
    return word_list("perpetrators", "deeds")


def _sent() -> frozenset[str]:
    return word_list("perpetrators", "sent")


def agent(tokens: Tokens, first: int, end: int, lexicon: Lexicon) -> Agent | None:
    """The attackers that the noun phrase at tokens first..end-1 names; None for things, victims and places."""
    while first < end and tokens.tags[first] in _LEADING and tokens.tags[first + 1 : first + 2] != Tag.HYPHEN:
        first += 1
    end = next((at for at in range(first + 1, end) if _is_participle(tokens, at)), end)
    part = _part(tokens, first, end)
    hits = find_phrases(part)
    acts = next((hit.first for hit in hits if hit.kind == ACT and hit.first > 0), None)
    if acts is not None:
        return agent(tokens, first, first + acts, lexicon)
    deed = _deed_at(part, hits)
    if deed is not None:
        return _wielder(tokens, first, first + deed, hits, lexicon)
    while end > first and tokens.tags[end - 1] in _TRAILING:
        end -= 1
    if first >= end:
        return None
    part = _part(tokens, first, end)
    names_group = any(hit.kind == GROUP for hit in hits)
    sure, possible = _head(part, lexicon)
    is_weapon = any(hit.kind == WEAPON for hit in hits)
    if not (names_group or sure or (possible and not is_weapon)):
        return None
    end = _with_group(tokens, end, names_group)
    return Agent(tokens.span(first, end), first, end, names_group or sure)


def _deed_at(part: Tokens, hits: list[Hit]) -> int | None:
    """Where a weapon or a deed begins that somebody is named before ("Taliban attack", "Israeli air strikes")."""
    weapons = [hit.first for hit in hits if hit.kind == WEAPON]
    deeds = [at for at, word in enumerate(part.words) if word in deed_nouns()]
    at = min((*weapons, *deeds), default=0)
    return at if at > 0 else None


def _wielder(tokens: Tokens, first: int, end: int, hits: list[Hit], lexicon: Lexicon) -> Agent | None:
    """Whose weapon or deed it is: a group, an armed force, a state; a nation's only where bombs are not planted."""
    words = tokens.words[first:end]
    is_planted = any(hit.kind == WEAPON and hit.name in _PLANTED for hit in hits)
    armed = not ARMED.isdisjoint(lexicon.modifiers.get(word) for word in words)
    names_group = any(hit.kind == GROUP and hit.last < end - first for hit in hits)
    is_nation = not is_planted and (
        not word_list("perpetrators", "states").isdisjoint(words) or any(map(_is_demonym, words))
    )
    if not (names_group or armed or is_nation):
        return None
    return Agent(tokens.span(first, end), first, end, names_group)


def _is_demonym(word: str) -> bool:
    return gazetteer().demonym_of(word) is not None


def _with_group(tokens: Tokens, end: int, names_group: bool) -> int:
    """The end of the phrase with its group ("guerrillas of the M-19", "militants from Boko Haram")."""
    link = tokens.words[end] if end < len(tokens.words) else ""
    close = noun_phrase_end(tokens, end + 1)
    if link == "of":
        return max(end, close)
    is_group = link in ("from", "with") and not names_group and close > end + 1
    if is_group and any(hit.kind == GROUP for hit in find_phrases(_part(tokens, end + 1, close))):
        return close
    return end


def _is_participle(tokens: Tokens, at: int) -> bool:
    """ "gunmen riding motorcycles", "a vehicle carrying fighters": what follows is no part of the name."""
    word = tokens.words[at]
    return word.endswith("ing") and tokens.tags[at] in "xX" and word not in deed_nouns()


def _part(tokens: Tokens, first: int, end: int) -> Tokens:
    return Tokens(
        words=tokens.words[first:end],
        raw=tokens.raw[first:end],
        starts=tokens.starts[first:end],
        ends=tokens.ends[first:end],
        tags=tokens.tags[first:end],
        text=tokens.text,
    )


def _head(part: Tokens, lexicon: Lexicon) -> tuple[bool, bool]:
    """Whether the head noun surely, and whether it possibly, names attackers."""
    at = next((i for i in range(len(part.tags) - 1, -1, -1) if part.tags[i] in NOUNS_FOR_PEOPLE), None)
    head = part.words[at if at is not None else -1]
    person = lexicon.people.get(head)
    if person is not None and (person.attacker or person.victim_class is VictimClass.MILITANT):
        return True, True
    modifiers = {lexicon.modifiers.get(word) for word in part.words}
    possible = head in word_list("perpetrators", "agents") or (
        person is not None and person.victim_class in ARMED
    )
    possible |= at is not None and not ARMED.isdisjoint(modifiers)
    return possible and VictimClass.MILITANT in modifiers, possible


def noun_phrase_end(tokens: Tokens, first: int) -> int:
    """One past the noun phrase that begins at a token."""
    match = _NOUN_PHRASE.match(tokens.tags, first)
    return match.end() if match is not None else first


def _by_phrase(tokens: Tokens, cue: int, lexicon: Lexicon) -> Agent | None:
    """ "were killed by gunmen", "the attack by Iraq's security forces": after a deed, and nearest to the harm's cue."""
    found: list[Agent] = []
    for at, tag in enumerate(tokens.tags):
        if tag == Tag.BY and at > 0 and (_is_deed(tokens, at - 1, lexicon) or _is_done_by(tokens, at)):
            named = agent(tokens, at + 1, noun_phrase_end(tokens, at + 1), lexicon)
            if named is not None:
                found.append(named)
    return min(found, key=lambda a: abs(a.first - cue), default=None)


def _is_deed(tokens: Tokens, at: int, lexicon: Lexicon) -> bool:
    word = tokens.words[at]
    if word == "held" and Tag.BE not in tokens.tags[max(0, at - 2) : at]:
        return False
    return (
        tokens.tags[at] in _DEED
        or word in lexicon.events
        or word in word_list("perpetrators", "act", "phrases")
        or word in _sent()
    )


def _is_done_by(tokens: Tokens, by: int) -> bool:
    """ "were shot dead in their homes on Monday by gunmen": words of time and place stand before "by"."""
    if tokens.tags[by - 1] not in _ADVERBIAL or tokens.words[by - 1].endswith(_PARTICIPLES):
        return False
    for at in range(by - 2, max(0, by - _LONGEST), -1):
        if tokens.tags[at] == Tag.HARM_PAST:
            return Tag.BE in tokens.tags[max(0, at - 3) : at]
        if tokens.tags[at] not in _ADVERBIAL:
            return False
    return False


def _is_passive(tokens: Tokens, verb: int) -> bool:
    return tokens.tags[verb] == Tag.HARM_PAST and Tag.BE in tokens.tags[max(0, verb - 3) : verb]


def _clause_start(tokens: Tokens, verb: int) -> int:
    marks = (
        at
        for at in range(verb - 1, -1, -1)
        if tokens.tags[at] in _CLAUSE_MARKS and tokens.words[at - 1] not in _DISGUISED
    )
    at = next(marks, -1)
    return at + 1


def _subject(tokens: Tokens, verb: int, lexicon: Lexicon) -> Agent | None:
    """The noun phrase right before the verb, or its antecedent ("a gunman who killed 13"), else the clause's first."""
    end = verb
    while end > 0 and tokens.tags[end - 1] in _BEFORE_VERB:
        end -= 1
    if tokens.tags[end : end + 1] == Tag.RELATIVE and tokens.tags[end - 1 : end] == ",":
        end -= 1
    start = end
    while start > max(0, end - _LONGEST) and tokens.tags[start - 1] in _NOMINAL:
        start -= 1
    is_governed = start > 0 and (tokens.tags[start - 1] in _GOVERNED or tokens.words[start - 2] in _DISGUISED)
    if start < end and tokens.words[end - 1] in _PRONOUNS:
        return first_agent(tokens, 0, end - 1, lexicon)
    if start < end and not is_governed:
        found = agent(tokens, start, end, lexicon)
        is_sent = (
            found is None
            and tokens.tags[end : end + 1] == Tag.RELATIVE
            and not _sent().isdisjoint(tokens.words[max(0, start - _SENT) : start])
        )
        return first_agent(tokens, _clause_start(tokens, start), start, lexicon) if is_sent else found
    return first_agent(tokens, _clause_start(tokens, verb), verb, lexicon)


def first_agent(tokens: Tokens, first: int, end: int, lexicon: Lexicon) -> Agent | None:
    """The subject of a clause at tokens first..end-1: its first noun phrase under no preposition."""
    at = first
    while at < end:
        if tokens.tags[at] not in _NOMINAL:
            at += 1
            continue
        close = min(noun_phrase_end(tokens, at), end)
        if at == 0 or tokens.tags[at - 1] not in _GOVERNED:
            return agent(tokens, at, close, lexicon)
        at = close
    return None


def perpetrator_of(reading: SentenceReading, cue_at: int, rule: str, lexicon: Lexicon) -> str | None:
    """Who did it, in the report's words, or None: `cue_at` is the chunk of the harm's cue, `rule` its relation."""
    tokens, cue = reading.tokens, reading.chunks[cue_at].first
    found: Agent | None = None
    if rule in ("object", "gapped") and not _is_passive(tokens, cue):
        if reading.string[cue_at - 1 : cue_at + 1] == "bG":
            found = _subject(tokens, reading.chunks[cue_at - 1].first, lexicon)
        elif reading.string[cue_at] == "G":
            found = first_agent(tokens, _clause_start(tokens, cue), cue, lexicon)
        else:
            found = _subject(tokens, cue, lexicon)
    elif rule == "predicate" and tokens.words[cue] in _OF_OBJECT:
        found = first_agent(tokens, _clause_start(tokens, cue), cue, lexicon)
    if found is None and Tag.BY in tokens.tags:
        found = _by_phrase(tokens, cue, lexicon)
    return found.text if found is not None else None
