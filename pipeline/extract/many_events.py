"""Harm of so many events that it must be that of a season or a year ("4,410 people died in 8,492 crashes")."""

import re
from typing import Final

from pipeline.extract.claims import Claim
from pipeline.extract.date_mention import DateKind
from pipeline.extract.lexicon import word_list
from pipeline.extract.passage import Passage
from pipeline.vocabulary import SetAsideReason

_MANY: Final = 100
_TAKING_UP: Final = frozenset({"those", "these", "such"})
_OVER_TIME: Final = re.compile(
    r"\bsince\b|\b(?:years?|months|decades?|seasons?|winters?|summers?)\b", re.IGNORECASE
)
_NOUN: Final = 3
"""Tokens from "those" to its noun ("those grade crossing collisions")."""


def counts_many_events(passage: Passage) -> bool:
    """Whether a sentence counts hundreds of recurring events and names no day."""
    if "T" not in passage.reading.string or DateKind.POINT in passage.setting.kinds:
        return False
    words, recurring = passage.reading.tokens.words, word_list("events", "recurring")
    return any(
        chunk.reason is SetAsideReason.COUNT_OF_EVENTS
        and chunk.number is not None
        and (chunk.number.low or 0) >= _MANY
        and words[chunk.last] in recurring
        for chunk in passage.reading.chunks
        if chunk.kind == "T"
    )


def sums_up_recurring(claim: Claim, passage: Passage, before: str) -> bool:
    """ "It was the eleventh fatal collision this year. Nineteen have died in those crashes": of all of them.

    `before` is the sentence before, which tells how often such events happened.
    """
    words, vocabulary = passage.reading.tokens.words, passage.reading.tokens.vocabulary
    if word_list("events", "recurring").isdisjoint(vocabulary) or _TAKING_UP.isdisjoint(vocabulary):
        return False
    clause = passage.clause(claim)
    for at in range(clause.first, min(clause.end, len(words))):
        nouns = words[at + 1 : at + 1 + _NOUN]
        if words[at] in _TAKING_UP and not word_list("events", "recurring").isdisjoint(nouns):
            return _OVER_TIME.search(before) is not None
    return False
