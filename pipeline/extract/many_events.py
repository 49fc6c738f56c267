"""Harm of so many events that it must be that of a season or a year ("4,410 people died in 8,492 crashes")."""

from typing import Final

from pipeline.extract.date_mention import DateKind
from pipeline.extract.lexicon import word_list
from pipeline.extract.passage import Passage
from pipeline.vocabulary import SetAsideReason

_MANY: Final = 100


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
