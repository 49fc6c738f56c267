"""Bodies told with those whose they were ("the two boys' bodies were recovered"); "burns on her body" are no dead."""

import re
from typing import Final

from pipeline.extract.chunk_reader import ChunkReader
from pipeline.extract.groups import Group
from pipeline.extract.lexicon import word_list

_FOUND: Final = re.compile(r"E[bk]{1,3}[xV]?")
_OWNS: Final = ("'s", "’s", "'", "’")
_OWN: Final = frozenset({"his", "her"})
_SHARES: Final = frozenset({"cent", "percent", "%", "part", "parts", "half", "most", "much", "side"})
_WHERE: Final = frozenset({"to", "on", "over", "across", "in", "into", "around", "through"})
_TO_VERB: Final = 2
"""Tokens of a verb of finding ("was pulled from")."""


def owned_body(reader: ChunkReader, group: Group) -> tuple[int, str] | None:
    """The chunk of the body of a group's people and the relation, where it is told found."""
    found = _FOUND.match(reader.s, group.end)
    if found is None or len(group.members) > 1:
        return None
    body, owner = reader.chunks[group.end], reader.chunks[group.members[0]]
    text, ends = reader.tokens.text, reader.tokens.ends
    words = reader.tokens.words[body.last + 1 : reader.chunks[found.end() - 1].last + _TO_VERB]
    owns = text[ends[owner.last] - 2 : ends[owner.last] + 1].rstrip().endswith(_OWNS)
    is_body = reader.tokens.words[body.last] in ("body", "bodies", "remains", "corpse", "corpses")
    is_told = not word_list("harm", "killed", "found").isdisjoint(words)
    return (group.end, "of_phrase") if owns and is_body and is_told else None


def is_flesh(reader: ChunkReader, at: int) -> bool:
    """ "Burns to 60 per cent of her body", "injuries all over his body": of somebody alive."""
    words, chunk = reader.tokens.words, reader.chunks[at]
    if words[chunk.first] not in _OWN or words[chunk.last] != "body":
        return False
    before = " ".join(words[max(0, chunk.first - 2) : chunk.first]).split()
    is_share = before[-1:] == ["of"] and not _SHARES.isdisjoint(before)
    return is_share or (bool(before) and before[-1] in _WHERE)
