"""Labels of tables and forms before what they count: "Killed: 4", "Deaths (civilians): 4", "KIA 4; WIA 7"."""

from typing import Final

from pipeline.extract.chunks import Chunk
from pipeline.extract.groups import Group
from pipeline.extract.lexicon import Tag

_CUES: Final = "AJE~"
_LABELS: Final = "AJE"
_SEPARATORS: Final = (",", ";")
_BRACKETED: Final = 8
"""Chunks of "(civilians, of both sexes)"."""
_ENDS: Final = ("", ",", ";", ".", Tag.AND)


def label_before(s: str, chunks: list[Chunk], group: Group, at: int) -> int | None:
    """The chunk of the harm that labels a group, where `at` is the chunk before the group; None without a label."""
    if s[at] == ":" and at > 0:
        label = s.rfind("(", max(0, at - _BRACKETED), at) - 1 if s[at - 1] == ")" else at - 1
        return label if label >= 0 and s[label] in _CUES else None
    if s[at] != Tag.HARM_PREDICATE or not _is_bare(s, chunks, group):
        return None
    is_row = at == 0 or (s[at - 1] in _SEPARATORS and s[0] in _LABELS)
    return at if is_row else None


def _is_bare(s: str, chunks: list[Chunk], group: Group) -> bool:
    """Whether a number is all that stands in its cell ("Dead 34, injured 12")."""
    chunk = chunks[group.members[0]]
    return chunk.head is None and not chunk.implied and s[group.end : group.end + 1] in _ENDS
