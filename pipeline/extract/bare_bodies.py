"""Bodies that a headline or a log tells of without an article: "Unidentified body found in Baghdad"."""

import re
from dataclasses import replace
from typing import Final

from pipeline.extract.chunks import Chunk
from pipeline.extract.lexicon import word_list
from pipeline.extract.lexicon.tags import DETERMINERS
from pipeline.extract.numbers import bounded
from pipeline.extract.tokens import Tokens
from pipeline.vocabulary import Qualifier

_BARE: Final = re.compile(r"(?:[xXPAh]{0,3}E)(?=[bV])")
BODY: Final = frozenset({"body", "corpse"})
_REACH: Final = 6
"""Chunks at the head of a sentence."""


def count_bare_body(chunks: list[Chunk], tokens: Tokens) -> list[Chunk]:
    """Chunks in which a body that opens the sentence and is found, with no article, counts one."""
    match = _BARE.match("".join(chunk.kind for chunk in chunks[:_REACH]))
    if match is None or tokens.tags[0] in DETERMINERS:
        return chunks
    at = match.end() - 1
    body, verb = chunks[at], tokens.words[chunks[at + 1].first].split()[0]
    if tokens.words[body.last] not in BODY or verb not in word_list("harm", "killed", "found"):
        return chunks
    one = bounded(1, Qualifier.EXACT)
    counted = replace(
        body, kind="S", core=(body.first, body.last + 1), head=body.last, number=one, implied=True
    )
    return [*chunks[:at], counted, *chunks[at + 1 :]]
