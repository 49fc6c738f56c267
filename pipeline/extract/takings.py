"""Verbs of taking people, which harm or not by who took whom, and where: captured, led away, held, evacuated."""

import re
from typing import Final

from pipeline.extract.claims import TAKING, Claim, ClaimBook
from pipeline.extract.governors import Reading
from pipeline.extract.in_turn import harmed_others
from pipeline.extract.lexicon import Lexicon, word_list
from pipeline.extract.victims import STATE_ARMED
from pipeline.vocabulary import BODILY, HarmType, VictimClass

_DETAINED: Final = HarmType.DETAINED
_DISPLACED: Final = HarmType.DISPLACED
_KIDNAPPED: Final = HarmType.KIDNAPPED
_MISSING: Final = HarmType.MISSING
_MILITANT: Final = VictimClass.MILITANT
_SPLIT: Final = re.compile(r"(?P<verb>[VxA])(?P<who>N)(?P<particle>x)")
_EVACUATE: Final = "evacuat"
_TRAP: Final = "trap"
_UNFIT: Final = frozenset(("wounded", "injured", "dead", "bodies", "casualties"))
_LATEST: Final = 12
"""Claims among which an abduction is looked for."""
_REACH: Final = 8
"""Tokens after a verb in which its goal is named."""


def _verbs(name: str) -> frozenset[str]:
    return word_list("harm", "detained", name)


def add_split_takings(book: ClaimBook) -> None:
    """ "The soldiers took 20 people away": the verb and its particle stand on either side of those taken."""
    string, words = book.reading.string, book.reading.tokens.words
    for match in _SPLIT.finditer(string) if "Nx" in string else ():
        at = match.start("who")
        verb, particle = (book.reading.chunks[match.start(name)].first for name in ("verb", "particle"))
        cue = book.lexicon.cues.get(f"{words[verb]} {words[particle]}")
        if cue is None or cue.harm is None or book.reading.chunks[at].head is None:
            continue
        claim = book.add(Reading(at, cue.harm, match.start("verb"), "object"), cue.harm)
        if claim is not None:
            _judge_capture(book, claim, f"{words[verb]} {words[particle]}")


def judge_takings(book: ClaimBook) -> None:
    """Whoever the state takes, and fighters whoever takes them, are detained; people whom others take are kidnapped.

    Who is carried to hospital is not displaced, and fighters who are trapped are not missing.
    """
    for claim in [claim for claim in book.claims if claim.harm not in BODILY]:
        word = book.cue_word(claim)
        if claim.harm in TAKING and word in _verbs("taking"):
            _judge_capture(book, claim, word)
        elif _is_besieged(claim, word) or (
            claim.harm is _DISPLACED and word.startswith(_EVACUATE) and _is_rescue(book, claim)
        ):
            book.drop(claim)


def _judge_capture(book: ClaimBook, claim: Claim, word: str) -> None:
    named = claim.phrase.cue
    is_modifier = word in _verbs("holding") and claim.rule == "reduced_passive" and claim.perpetrator is None
    if named is not None and named.harm is _KIDNAPPED:
        claim.harm = _KIDNAPPED
    elif is_modifier:  # "the rebel held town"
        book.drop(claim)
    elif _is_fighter(claim) or _follows_fighters(book, claim) or harmed_others(claim, book.lexicon):
        claim.harm = _DETAINED
    elif claim.perpetrator is not None:
        claim.harm = _DETAINED if _is_state(claim, book.lexicon) else _KIDNAPPED
    elif word in _verbs("by_somebody") or (word in _verbs("holding") and claim.rule != "passive"):
        book.drop(claim)


def _is_fighter(claim: Claim) -> bool:
    return claim.victims.attackers or claim.victims.victim_class is _MILITANT


def _follows_fighters(book: ClaimBook, claim: Claim) -> bool:
    """ "Two of the hijackers were killed and the third captured": a number without a noun is of those told before."""
    before = [c for c in book.claims if c.chunk < claim.chunk]
    return claim.phrase.head is None and claim.phrase.kind == "N" and bool(before) and _is_fighter(before[-1])


def keep_captive(book: ClaimBook, earlier: list[Claim]) -> None:
    """ "Five of the abducted died. One is still being held": nobody else holds them than who abducted them."""
    if not earlier or not book.claims:
        return
    detained = [claim for claim in book.claims if claim.harm is _DETAINED]
    if not detained:
        return
    taken = [claim for claim in earlier[-_LATEST:] if claim.harm is _KIDNAPPED and claim.parent is None]
    for claim in detained if taken else ():
        is_held = book.cue_word(claim) in _verbs("holding")
        if is_held and claim.perpetrator is None and (claim.number.low or 0) <= (taken[-1].number.low or 0):
            claim.harm = _KIDNAPPED
            claim.become_part_of(taken[-1])


def _is_state(claim: Claim, lexicon: Lexicon) -> bool:
    """Whether police or soldiers took them."""
    words = (claim.perpetrator or "").lower().split()
    classes = {lexicon.modifiers.get(word) for word in words}
    classes |= {person.victim_class for word in words if (person := lexicon.people.get(word))}
    return _MILITANT not in classes and not STATE_ARMED.isdisjoint(classes)


def _is_besieged(claim: Claim, word: str) -> bool:
    """ "three gunmen are trapped inside the cordon"."""
    is_militant = claim.victims.victim_class is _MILITANT
    return claim.harm is _MISSING and word.startswith(_TRAP) and is_militant


def _is_rescue(book: ClaimBook, claim: Claim) -> bool:
    """Carried out of danger: "evacuated to a field hospital", "evacuated the wounded", "he was evacuated"."""
    words, chunks = book.reading.tokens.words, book.reading.chunks
    end = chunks[claim.cue_at].last + 1
    after = words[end : end + _REACH]
    goal = after[after.index("to") :] if "to" in after else []
    taken = words[claim.phrase.first : claim.phrase.last + 1]
    rescuers = word_list("harm", "displaced", "rescuers")
    by_sea = claim.rule == "object" and not rescuers.isdisjoint(words[: chunks[claim.cue_at].first])
    return (
        by_sea
        or claim.number.value == 1
        or not word_list("harm", "displaced", "care").isdisjoint(goal)
        or not _UNFIT.isdisjoint(taken)
    )
