"""Harm of so many events that it must be that of a season or a year ("4,410 people died in 8,492 crashes")."""

from typing import Final

from pipeline.extract.date_mention import DateKind
from pipeline.extract.passage import Passage
from pipeline.vocabulary import SetAsideReason

_MANY: Final = 100
_RECURRING: Final = frozenset(
    {
        *("crashes", "accidents", "shootings", "incidents", "fires"),
        *("robberies", "murders", "raids", "collisions", "attacks"),
    }
)
"""Events of which there are hundreds only over months."""


def counts_many_events(passage: Passage) -> bool:
    """Whether a sentence counts hundreds of recurring events and names no day."""
    if "T" not in passage.reading.string or DateKind.POINT in passage.setting.kinds:
        return False
    words = passage.reading.tokens.words
    return any(
        chunk.reason is SetAsideReason.COUNT_OF_EVENTS
        and chunk.number is not None
        and (chunk.number.low or 0) >= _MANY
        and words[chunk.last] in _RECURRING
        for chunk in passage.reading.chunks
        if chunk.kind == "T"
    )
