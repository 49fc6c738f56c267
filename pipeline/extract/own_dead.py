"""The attackers' own deaths, told by a reflexive or by their kind ("blew himself up", "two suicide bombers")."""

import re
from dataclasses import replace

from pipeline.extract.claims import Claim, ClaimBook
from pipeline.extract.governors import Reading
from pipeline.extract.lexicon import Tag
from pipeline.extract.numbers import bounded
from pipeline.extract.victims import UNSAID
from pipeline.vocabulary import BODILY, HarmType, Qualifier, VictimClass

_THEN = re.compile(r"[,x&]{1,4}")
_TURN_REACH = 6
"""Tokens of "turned the gun on" before the reflexive."""
_LEFT_BEHIND = frozenset({"behind", "abandoned", "abandoning", "abandon"})
_TO_LEAVING = 5
"""Tokens from "leaving behind" to the number of "the bodies of nine"."""
_VERB_REACH = 3
"""Tokens before the reflexive in which its verb stands."""


def add_own_dead(book: ClaimBook) -> None:
    """Claims of dead perpetrators, counted apart from their victims."""
    string = book.reading.string
    for at in [i for i, kind in enumerate(string) if kind == "r"] if "r" in string else ():
        if _kills_himself(book, at):
            _add_reflexive(book, at)
    _add_suicide_attackers(book)


def _kills_himself(book: ClaimBook, at: int) -> bool:
    first = book.reading.chunks[at].first
    before = book.reading.tokens.words[max(0, first - _VERB_REACH) : first]
    if Tag.IRREALIS in book.reading.string[max(0, at - 4) : at]:
        return False
    if book.reading.tokens.words[first].endswith("suicide"):
        return _has_attacked(book, at)
    words = book.reading.tokens.words[max(0, first - _TURN_REACH) : first]
    turns_on = words[-1:] == ["on"] and any(word.startswith("turn") for word in words)
    return turns_on or _is_next_victim(book, at) or not book.lexicon.self_killing.isdisjoint(before)


def _has_attacked(book: ClaimBook, at: int) -> bool:
    """ "killed his wife before committing suicide", "the gunman later committed suicide": no other suicide counts."""
    first = book.reading.chunks[at].first
    if book.reading.tokens.tags[max(0, first - 1) : first] in (Tag.BE, Tag.PRONOUN_PLURAL):
        return False
    if any(c.harm in BODILY and c.rule == "object" for c in book.claims):
        return True
    return any(c.kind == "N" and book.victims(c).attackers for c in book.reading.chunks[:at])


def _is_next_victim(book: ClaimBook, at: int) -> bool:
    """ "killed three colleagues, then himself"."""
    killed = [c for c in book.claims if c.harm is HarmType.KILLED and c.rule == "object" and c.chunk < at]
    return bool(killed) and _THEN.fullmatch(book.reading.string, killed[-1].chunk + 1, at) is not None


def mark_pronouns(book: ClaimBook) -> None:
    """ "A man stabbed two tourists before he was shot dead by guards": who was shot is the one who stabbed."""
    for claim in book.claims if "Z" in book.reading.string else ():
        if claim.phrase.kind != "Z" or claim.perpetrator is None or claim.rule != "passive":
            continue
        others = [c for c in book.claims if c.chunk < claim.chunk and c.rule == "object"]
        if others and _is_single_agent(book, others[0]) and others[0].perpetrator != claim.perpetrator:
            claim.victims = UNSAID._replace(attackers=True)


def mark_left_behind(book: ClaimBook) -> None:
    """ "The guerrillas left behind 11 bodies", "fled, abandoning six bodies": who flees leaves their own dead."""
    words = book.reading.tokens.words
    if _LEFT_BEHIND.isdisjoint(book.reading.tokens.vocabulary):
        return
    actor = next((chunk for chunk in book.reading.chunks if chunk.kind in "NP"), None)
    who = book.victims(actor) if actor is not None else UNSAID
    if not (who.attackers or who.victim_class is VictimClass.MILITANT):
        return
    for claim in book.claims:
        before = words[max(0, claim.phrase.first - _TO_LEAVING) : claim.phrase.first]
        are_bodies = claim.rule == "of_phrase" or "bodies" in claim.details
        if claim.harm is HarmType.KILLED and are_bodies and not _LEFT_BEHIND.isdisjoint(before):
            claim.victims = who._replace(text=claim.victims.text, attackers=True)


def _is_single_agent(book: ClaimBook, harm: Claim) -> bool:
    """Whether one person did it, named as the subject of the verb."""
    chunks = book.reading.chunks[: harm.cue_at]
    subject = next((c for c in chunks if c.kind in "NX" and c.implied), None)
    if subject is None or harm.perpetrator is None:
        return False
    return harm.perpetrator in book.reading.tokens.span(subject.first, subject.last + 1)


def _add_reflexive(book: ClaimBook, at: int) -> None:
    """One for "himself"; for "themselves" the number of the subject ("two women blew themselves up")."""
    chunk = book.reading.chunks[at]
    target = at
    if _is_of_several(book, at):
        target = book.reading.string.rfind("N", 0, at)
        if target < 0 or target in book.by_chunk:
            return
    else:
        one = bounded(1, Qualifier.EXACT)
        core = (chunk.first, chunk.last + 1)
        book.reading.chunks[at] = replace(chunk, core=core, number=one, implied=True)
    claim = book.add(Reading(target, HarmType.KILLED, at, "suicide"), HarmType.KILLED)
    if claim is not None:
        if target == at:  # "his own life": the pronoun carries the number
            claim.char_end = claim.char_start + len(book.reading.tokens.words[chunk.first].split()[0])
        victims = UNSAID if target == at else claim.victims
        claim.victims = victims._replace(attackers=True)


def _is_of_several(book: ClaimBook, at: int) -> bool:
    """ "Blew themselves up", "two attackers committed suicide": the number is that of the subject."""
    word = book.reading.tokens.words[book.reading.chunks[at].first]
    if not word.endswith("suicide"):
        return word.startswith("the")
    several = [c for c in book.reading.chunks[:at] if c.kind == "N" and book.victims(c).attackers]
    nearest = book.reading.string.rfind("N", 0, at)
    return bool(several) and several[-1] is book.reading.chunks[nearest] and not several[-1].implied


def _struck(book: ClaimBook, at: int) -> bool:
    """Whether their attack took place: they are the subject of a verb, or people were killed or wounded."""
    strikes = book.reading.string[at + 1 : at + 2] in ("V", "A")
    return strikes or any(c.harm in BODILY and c.number.value != 0 for c in book.claims)


def _add_suicide_attackers(book: ClaimBook) -> None:
    """ "two suicide bombers struck the gate": their printed number is that of their own dead."""
    chunks, string = book.reading.chunks, book.reading.string
    at = string.find("N")
    while at >= 0:
        chunk = chunks[at]
        if not chunk.implied and chunk.head is not None and at not in book.by_chunk:
            words = " ".join(book.reading.tokens.words[chunk.core[1] : chunk.head + 1])
            if words.endswith(book.lexicon.suicide_attackers) and _struck(book, at):
                book.add(Reading(at, HarmType.KILLED, at, "suicide"), HarmType.KILLED)
        at = string.find("N", at + 1)
