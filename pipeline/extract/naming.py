"""Names told of people who are counted already ("two brothers, identified as Haji Wali and Abdul Karim, were shot").

The names are folded into one chunk of no consequence, so that the count before them meets its verb.
"""

import re
from dataclasses import replace
from typing import Final

from pipeline.extract.chunks import Chunk
from pipeline.extract.lexicon import Tag
from pipeline.extract.tokens import Tokens

NAMING: Final = frozenset({"identified", "named"})
_WITH: Final = frozenset({"later", "since", "locally", "only", "both", "all", "further"})
_INSIDE_NAMES: Final = frozenset(
    {"alias", "aliases", "aka", "of", "al", "el", "bin", "ibn", "son", "respectively"}
)
_NAMED: Final = re.compile(r"(?<=[pPKC])x(?=X)")
_BETWEEN: Final = ",&"
_PREDICATES: Final = frozenset("bkAFGJ~VRs")
"""Kinds of chunks that end the names, though all is in capitals."""
_LONGEST: Final = 40
"""Chunks of a list of names."""


def mark_naming(tokens: Tokens) -> Tokens:
    """Tokens in which "named" between a noun for people and a name is a verb ("a civilian named Ali Khan was hurt"); in
    "a named suspect" it is none.
    """
    tags = _NAMED.sub(
        lambda match: Tag.VERB if tokens.words[match.start()] in NAMING else match.group(), tokens.tags
    )
    return replace(tokens, tags=tags) if tags != tokens.tags else tokens


def fold_names(tokens: Tokens, chunks: list[Chunk]) -> list[Chunk]:
    """The chunks with the names of counted people folded."""
    folded: list[Chunk] = []
    at = 0
    while at < len(chunks):
        names = _names(tokens, chunks, folded, at)
        if names is None:
            folded.append(chunks[at])
            at += 1
            continue
        opens, end = names
        first = [*folded, chunks[at]][opens].first
        folded[opens:] = [Chunk("x", first, chunks[end - 1].last)]
        at = end
    return folded


def _names(tokens: Tokens, chunks: list[Chunk], before: list[Chunk], at: int) -> tuple[int, int] | None:
    """The names that chunk `at` introduces: where they open in the chunks before it, with their comma ("two men, later
    identified as ..."), and just past the comma that closes them. None where it names nobody.
    """
    words = tokens.words[chunks[at].first : chunks[at].last + 1]
    if words[-1] not in NAMING or not _WITH.issuperset(words[:-1]):
        return None
    opens = len(before)
    while opens and _WITH.issuperset(tokens.words[before[opens - 1].first : before[opens - 1].last + 1]):
        opens -= 1
    has_comma = opens > 0 and before[opens - 1].kind == ","
    opens -= has_comma
    people = before[opens - 1] if opens else chunks[at]
    if people.kind != "N" or people.number is None:
        return None
    end = at + 1 + (tokens.words[chunks[at + 1].first] == "as" if at + 1 < len(chunks) else 0)
    start = end
    while end < min(len(chunks), start + _LONGEST) and _is_in_names(tokens, chunks[end]):
        end += 1
    if all(chunk.kind != "X" for chunk in chunks[start:end]):
        return None
    while chunks[end - 1].kind in _BETWEEN:
        end -= 1
    closes = has_comma and end < len(chunks) and chunks[end].kind == ","
    return opens, end + closes


def _is_in_names(tokens: Tokens, chunk: Chunk) -> bool:
    if chunk.kind == "X" or chunk.kind in _BETWEEN:
        return True
    if tokens.words[chunk.first] in _INSIDE_NAMES:
        return True
    is_bare = chunk.kind not in _PREDICATES and (chunk.number is None or chunk.implied)
    return is_bare and all(word[0].isupper() for word in tokens.raw[chunk.first : chunk.last + 1])
