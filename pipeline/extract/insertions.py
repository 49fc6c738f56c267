"""Insertions between a subject and its predicate ("five people, including two children, were killed")."""

import re

from pipeline.extract.chunks import Chunk
from pipeline.extract.groups import Group
from pipeline.extract.tokens import Tokens

REACH = 18
"""Chunks; a predicate further from its subject than this is not looked for."""
_INSERTION = re.compile(
    r",(?:[^;s,]|,(?![J~])){1,14}?,(?=[bk])|,[Vx]s[NXVxa,]{1,6},(?=x?[bkAJ~])|,xX?(?:O[xXTH]{1,4})?,(?=R)|,[NPXxadO&fTHZ]{1,8}(?:,[NPXxadO&fTHZ]{1,8}){0,5},(?=x?[AJ~])"
)
INCLUDING = re.compile(r",i[^;:.sRVL]{1,24}?,(?=x?[bkAJ~])")
_PARTS_AMONG_THEM = re.compile(r",N(?:(?:,|,?&)N){0,4}i,(?=x?[bkAJ~])")
""" "seven Iranians among them": the marker stands after the parts."""
OUT_OF = re.compile(r",f?O[^,;:.sRVLbkA~J]{1,8},(?=[bkAJ~])")
""" "of a crowd of some 2,000": those of whom the subject is a part."""
_UNCOUNTED_PARTS = re.compile(
    r",x?(?:P,)?P&P(?=[bk])|,x?ix?P(?:&P)?(?:O[HxP]{1,3})?(?:,(?=[bkAJ~])|(?=[bk]))"
)
_OPEN_INSERTION = re.compile(r",x{0,2}w[xP&O]")
SECOND_PART = re.compile(r",Nw[xP]{0,3}&$")
""" "ten guests, six of them children and four women, were": the second part of those inserted."""
_NAMES = re.compile(r",[^;:]{1,24}?,(?=b)")
_IDENTIFIED = frozenset(("identified", "identified as", "named", "named as"))


def closing_comma(tokens: Tokens, chunks: list[Chunk], s: str, groups: list[Group], at: int) -> int | None:
    """The comma that closes an insertion opened at `at` ("five people, including two children, were killed")."""
    parts = (
        INCLUDING.match(s, at)
        or _UNCOUNTED_PARTS.match(s, at)
        or _PARTS_AMONG_THEM.match(s, at)
        or OUT_OF.match(s, at)
    )
    if parts is not None:
        return parts.end() - 1
    if s[at + 1 : at + 2] in ("b", "k") or _OPEN_INSERTION.match(s, at):
        return at
    if s[at + 1 : at + 2] in ("i", "R", "w", "e", "a") or s[at + 1 : at + 3] in ("Nw", "xR", "fR"):
        start = at + 1
        if s[at + 1] == "i":
            start = next((g.end for g in groups if g.members[0] == at + 2), start)
            if s[start : start + 1] in ("b", "k"):
                return start - 1
        closing = s.find(",", start, start + REACH)
        return closing if closing >= 0 else at if s[at + 1] == "R" else None
    if at + 1 < len(chunks) and tokens.words[chunks[at + 1].first] in _IDENTIFIED:
        named = _NAMES.match(s, at)
        return named.end() - 1 if named else None
    insertion = _INSERTION.match(s, at)
    return insertion.end() - 1 if insertion else None
