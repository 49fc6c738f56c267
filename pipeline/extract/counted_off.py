"""People counted off by an ordinal: "becoming the ninth person killed in the attack" says that nine are dead.

"A fourth victim died", "the body of a third miner", "a second firefighter has died": each is one person more, and tells
how many there are. The number is kept in the claim's details for totals, which may not be smaller. "A third man was
killed" says less: the first two may only have been hurt; "the third officer killed this year" counts over the year, and
so does "he is the third officer killed in the town".
"""

import re
from typing import Final

from pipeline.extract.claims import Claim
from pipeline.extract.lexicon import ORDINALS, Tag, word_list
from pipeline.extract.passage import Passage
from pipeline.vocabulary import HarmType

_NTH: Final = "nth_"
"""Detail of a claim: how many people it counts with those before it."""
SAID_OF: Final = "said_of"
"""Detail of a claim that says of somebody who he was ("she was the 13th journalist to be murdered")."""
_SUBJECT: Final = re.compile(r"[ZX]bx{0,3}$")
_SUBJECT_REACH: Final = 5
_FIRST: Final = 2
_COUNTING_ON: Final = ORDINALS.keys() | {f"a {ordinal}" for ordinal in ORDINALS}
"""Ordinals, which may be one token with their article."""
_ANYONE: Final = frozenset({"person", "man", "woman"})
_KILLED: Final = HarmType.KILLED


def mark_counted_off(passage: Passage) -> None:
    """Note the ordinals of a sentence's dead; one who is named after a count that holds him is a part of it."""
    tokens = passage.reading.tokens
    if Tag.ORDINAL not in tokens.tags and _COUNTING_ON.isdisjoint(tokens.vocabulary):
        return
    over_period = not word_list("events", "periods").isdisjoint(tokens.vocabulary)
    for claim in passage.claims:
        if claim.harm is not _KILLED or not claim.phrase.implied or claim.victims.attackers:
            continue
        place, is_said_of = _place(claim), _is_said_of(claim)
        if is_said_of:
            claim.details.append(SAID_OF)
        if place and not over_period and not is_said_of and _counts_dead(claim):
            claim.details.append(f"{_NTH}{place}")
        whole = _count_that_holds(claim, passage)
        if whole is not None and claim.parent is None:
            claim.become_part_of(whole)


def counted_up_to(rule_id: str) -> int:
    """How many are dead by a figure's ordinal, 0 without one."""
    places = (detail.removeprefix(_NTH) for detail in rule_id.split(".") if detail.startswith(_NTH))
    return max(map(int, places), default=0)


def _ordinal(word: str) -> int:
    """The place that a word names: "fourth", "a fourth"."""
    place = ORDINALS.get(word.removeprefix("a "), 0)
    return place if place >= _FIRST else 0


def _is_said_of(claim: Claim) -> bool:
    """Whether a pronoun or a name is the subject of which a noun for more than a person is said."""
    words, head = claim.reading.tokens.words, claim.phrase.head
    is_person = head is None or words[head] in _ANYONE or words[head] in word_list("people", "dead")
    start = max(0, claim.chunk - _SUBJECT_REACH)
    return not is_person and _SUBJECT.search(claim.reading.string, start, claim.chunk) is not None


def _place(claim: Claim) -> int:
    """The ordinal of a noun phrase ("the ninth person"); that of her children is none of the dead."""
    words, phrase = claim.reading.tokens.words, claim.phrase
    if claim.reading.tokens.tags[phrase.first] == Tag.POSSESSIVE:
        return 0
    before = max(0, phrase.first - 1) if words[phrase.first - 1] in ("a second", "second") else phrase.first
    return next((_ordinal(word) for word in words[before : phrase.last + 1] if _ordinal(word)), 0)


def _counts_dead(claim: Claim) -> bool:
    """Whether an ordinal counts the dead, and not people who were there or attacks."""
    reading, phrase = claim.reading, claim.phrase
    words, cue = reading.tokens.words, reading.chunks[claim.cue_at].first
    if "bodies" in claim.details or not word_list("people", "dead").isdisjoint(
        words[phrase.first : phrase.last + 1]
    ):
        return True
    is_closed = claim.rule == "reduced_passive" or reading.string[claim.chunk + 1 : claim.chunk + 2] == Tag.TO
    has_died = claim.rule == "intransitive" and reading.tokens.tags[cue - 1] == Tag.HAVE
    return phrase.head is not None and (is_closed or has_died)


def _count_that_holds(claim: Claim, passage: Passage) -> Claim | None:
    """ "Three people have died, the third a woman who passed away in hospital": the three."""
    words, first = claim.reading.tokens.words, claim.phrase.first
    if words[max(0, first - 2)] != "the" or not _ordinal(words[first - 1]):
        return None
    told = (c for c in passage.claims if c.harm is claim.harm and c.chunk < claim.chunk)
    return next((c for c in told if (c.number.low or 0) >= _ordinal(words[first - 1])), None)
