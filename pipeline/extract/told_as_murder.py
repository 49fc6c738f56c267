"""People who were shot, and whose death only a noun tells: "Ana Ruiz was shot at her gate. The murder is the third"."""

from itertools import pairwise, takewhile
from typing import Final

from pipeline.extract.claims import Claim
from pipeline.extract.lexicon import Tag, word_list
from pipeline.extract.sentence_reading import SentenceReading
from pipeline.vocabulary import HarmType, Scope

_THIS: Final = frozenset({"this", "his", "her", "their"})
_OPENS: Final = 3
"""Tokens at the head of the sentence among which "with this" or "the" stands."""
_REACH: Final = 3
"""Tokens from there to the noun ("the brutal double murder")."""
_FAR: Final = 12
"""Tokens from "with this case" to "the town has seen five murders"."""
_UNDONE: Final = frozenset({"attempted", "attempt", "tried", "failed"})
_INQUIRIES: Final = frozenset({"inquiry", "investigation", "probe", "case", "charge", "charges"})
UNSURE: Final = "unsure"


def tell_as_murder(reading: SentenceReading, before: list[Claim]) -> None:
    """Make people whom the sentence before tells as shot the victims of the murder that this one names."""
    if word_list("harm", "killed", "murders").isdisjoint(reading.tokens.vocabulary):
        return
    last = list(takewhile(lambda c: c.reading.sentence.no == reading.sentence.no - 1, reversed(before)))
    if last and all(map(_may_be_murdered, last)) and _names_murder(reading):
        for claim in last:
            claim.harm = HarmType.KILLED
            claim.details.remove(UNSURE)


def _may_be_murdered(claim: Claim) -> bool:
    return claim.scope is Scope.INCIDENT and UNSURE in claim.details and not claim.victims.attackers


def _names_murder(reading: SentenceReading) -> bool:
    """ "The double murder shocked the town", "with this killing", "police have opened a murder inquiry"."""
    words, tags = reading.tokens.words, reading.tokens.tags
    if not _UNDONE.isdisjoint(reading.tokens.vocabulary):
        return False
    murders = word_list("harm", "killed", "murders")
    for at in range(min(_OPENS, len(words))):
        if tags[at] == Tag.DEFINITE or words[at] in _THIS:
            reach = _FAR if words[at] == "this" else _REACH
            return tags[at] != Tag.DATE and not murders.isdisjoint(words[at + 1 : at + 1 + reach])
    return any(a == "murder" and b in _INQUIRIES for a, b in pairwise(words))
