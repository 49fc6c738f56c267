"""Who speaks at the end of a list of people harmed: no member of it.

"Shelling killed nine children and five adults, a teacher and an aid worker said": the list ends at the comma before
those of whom the verb of saying tells.
"""

from typing import Final

from pipeline.extract.chunks import Chunk
from pipeline.extract.lexicon import Tag, word_list
from pipeline.extract.tokens import Tokens

_VERBS: Final = word_list("sources", "verbs")
_ATTRIBUTES: Final = frozenset({"x", "X", "T", "N", "P", Tag.PREPOSITION, Tag.OF})
"""Kinds of chunk that may stand between a speaker and the verb ("two doctors at the city hospital said")."""
_REACH: Final = 6
_HARMED: Final = frozenset("AJ~")
""" "Six people, a doctor and a nurse reported dead"."""


def count_told(s: str, members: list[int], links: list[str], chunks: list[Chunk], tokens: Tokens) -> int:
    """How many members of a list are told of: not those after its last comma who tell of it."""
    if "," not in links or not speaks(s, members[-1] + 1, chunks, tokens):
        return len(members)
    return len(links) - links[::-1].index(",")


def speaks(s: str, at: int, chunks: list[Chunk], tokens: Tokens) -> bool:
    """Whether the noun phrase that ends before `at` is the subject of a verb of saying."""
    for i in range(at, min(at + _REACH, len(s))):
        if tokens.words[chunks[i].first] in _VERBS:
            return s[i + 1 : i + 2] not in _HARMED
        if s[i] not in _ATTRIBUTES:
            return False
    return False
