"""Kinds of people that share one number: "seven men, women and children", "30 women and children"."""

import re
from dataclasses import replace
from typing import Final

from pipeline.extract.chunks import Chunk
from pipeline.extract.lexicon import Tag
from pipeline.extract.tokens import Tokens

_KINDS: Final = re.compile(r"N(?P<list>(?:,x?P)+,?)?&x?P(?!V)")
_OF_FAMILIES: Final = frozenset(
    {"men", "women", "children", "boys", "girls", "babies", "infants", "adults", "minors"}
)
""" "30 women and children" is one count; "two officers and guards of the bank" may be a count and others."""


def fold_kinds(chunks: list[Chunk], string: str, tokens: Tokens) -> list[Chunk]:
    """Chunks in which a count takes in the kinds listed after its noun; `string` has a character for each chunk."""
    if "&P" not in string and "&xP" not in string:
        return chunks
    folded, after = [], 0
    for match in _KINDS.finditer(string):
        first, last = chunks[match.start()], chunks[match.end() - 1]
        if _is_of_kinds(first, match, tokens) and (match["list"] or _is_of_families(last, tokens)):
            folded += [*chunks[after : match.start()], replace(first, last=last.last)]
            after = match.end()
    return [*folded, *chunks[after:]] if after else chunks


def _is_of_kinds(chunk: Chunk, match: re.Match[str], tokens: Tokens) -> bool:
    """Whether a chunk counts several people by a plural noun."""
    if chunk.implied or chunk.head is None or tokens.tags[chunk.head] != Tag.PEOPLE:
        return False
    return match["list"] is not None or _is_of_families(chunk, tokens)


def _is_of_families(chunk: Chunk, tokens: Tokens) -> bool:
    return chunk.head is not None and tokens.words[chunk.head] in _OF_FAMILIES
