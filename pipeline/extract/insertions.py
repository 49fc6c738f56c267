"""Insertions between a subject and its predicate ("five people, including two children, were killed")."""

import re

from pipeline.extract.chunk_reader import ChunkReader
from pipeline.extract.chunks import Chunk
from pipeline.extract.groups import Group, value_of
from pipeline.extract.lexicon import Tag
from pipeline.extract.tokens import Tokens

REACH = 18
"""Chunks; a predicate further from its subject than this is not looked for."""
_INSERTION = re.compile(
    r",(?:[^;s,]|,(?![J~])){1,14}?,(?=[bk])|,[Vx]s[NXVxa,]{1,6},(?=x?[bkAJ~])|,x{0,2}w[^,;:s]{1,12},(?=x?[A~])|,xX?(?:O[xXTH]{1,4})?,(?=R)|,[AV][fOxXTdPYH>]{1,10},(?=x?~)|,[NPXxadO&fTHZ]{1,8}(?:,[NPXxadO&fTHZ]{1,8}){0,5},(?=x?[AJ~])"
)
_INCLUDING = re.compile(r",i[^;:.sRVL]{1,24}?,(?=x?[bkAJ~])")
_PARTS_AMONG_THEM = re.compile(r",N(?:(?:,|,?&)N){0,4}i,(?=x?[bkAJ~])")
""" "seven Iranians among them": the marker stands after the parts."""
_OUT_OF = re.compile(r",f?O[^,;:.sRVLbkA~J]{1,8},(?=[bkAJ~])")
""" "of a crowd of some 2,000": those of whom the subject is a part."""
_UNCOUNTED_PARTS = re.compile(
    r",x?(?:P,)?P&P(?=[bkA~])|,x?ix?P(?:&P)?(?:O[HxP]{1,3})?(?:,(?=[bkAJ~])|(?=[bk~]))"
)
_OPEN_INSERTION = re.compile(r",x{0,2}w[xP&O]")
_SECOND_PART = re.compile(r",Nw[xP]{0,3}&$")
""" "ten guests, six of them children and four women, were": the second part of those inserted."""
_MAIN_VERB = re.compile(r"(?:[fO>][xXTHd]{1,4}|x){0,3}?(?=x?[bk~])")
""" "Until troops arrived in the square | were killed": no other subject comes between."""
_IRREGULAR = frozenset({"fell", "broke", "rose", "gave", "grew", "met", "found", "saw", "heard"})
_ENDS_CLAUSE = frozenset(",;.:-(R")
_AFTER_UNCOUNTED = re.compile(r"ix?P(?:,x?P)*,?&$")
""" "including women and a priest"."""
_NAMES = re.compile(r",[^;:]{1,24}?,(?=b)")
_GOVERNING = ("f", "O", "Y")
_RELATIVE_OBJECT = re.compile(r"R[kx]?(?:A[^,;:sRVb]{1,10}&x?)?[AF]$")
""" "the man who had shot two guards was arrested": the verb's subject stands before the clause."""
_HELPED = re.compile(r"R[kbM]{0,2}(?:I>)?(?:[xVF]{1,2}|b)f?")
_FINITE_NEXT = re.compile(r"w?[fYOTxXdH]{0,6},?b")
_RELATIVE_REACH = 7
"""Chunks of a relative clause before its object."""
_AGE_AND_MORE = re.compile(r",a,N[^,;:sR]{0,10},(?=k?[bA~])")
""" "The man, 32, a father of four, was"."""
_APPOSITION_ENDS = re.compile(r"[^,;:s]{0,14},k?[bA~]")
_DESCRIBED_PART = re.compile(r"[AJ][fOYxXTdH]{0,8},(?=x?[bkA~])")
""" "six children, one shot in the face, were wounded": the one is an insertion."""
_PARTS = re.compile(r"Ni[^,;:sbkA~]{1,8}$")
_OF_UNIT = re.compile(r"(?:[fO][xXTHP]{1,4}){1,2}")
""" "Including three members of the police force were"."""
_BEFORE_NAME = ("a", "x")
"""An age, an occupation."""
_IDENTIFIED = frozenset(("identified", "identified as", "named", "named as"))


def closing_comma(tokens: Tokens, chunks: list[Chunk], s: str, groups: list[Group], at: int) -> int | None:
    """The comma that closes an insertion opened at `at` ("five people, including two children, were killed")."""
    parts = (
        _INCLUDING.match(s, at)
        or _UNCOUNTED_PARTS.match(s, at)
        or _PARTS_AMONG_THEM.match(s, at)
        or _OUT_OF.match(s, at)
        or _AGE_AND_MORE.match(s, at)
    )
    if parts is not None:
        return parts.end() - 1
    if s[at + 1 : at + 2] in ("b", "k") or _OPEN_INSERTION.match(s, at) or _closes_parts(s, groups, at):
        return at
    if s[at + 1 : at + 2] in ("i", "R", "w", "e", "a") or s[at + 1 : at + 3] in ("Nw", "xR", "fR"):
        start = at + 1
        if s[at + 1] == "i":
            start = next((g.end for g in groups if g.members[0] == at + 2), start)
            unit = _OF_UNIT.match(s, start)
            start = unit.end() if unit is not None else start
            if s[start : start + 1] in ("b", "k", "~"):
                return start - 1
        closing = s.find(",", start, start + REACH)
        return closing if closing >= 0 else at if s[at + 1] == "R" else None
    if at + 1 < len(chunks) and tokens.words[chunks[at + 1].first] in _IDENTIFIED:
        named = _NAMES.match(s, at)
        return named.end() - 1 if named else None
    insertion = _INSERTION.match(s, at)
    return insertion.end() - 1 if insertion else None


def _closes_parts(s: str, groups: list[Group], at: int) -> bool:
    """ "Six people including four women, died", "a judge, a guard and a cook, died": the comma only closes a list."""
    is_list = any(group.end == at and len(group.members) > 2 for group in groups)
    return s[at + 1 : at + 2] == "~" and (is_list or _PARTS.search(s, max(0, at - REACH), at) is not None)


def past_subordinate(tokens: Tokens, chunks: list[Chunk], s: str, at: int) -> int | None:
    """Where the main verb stands after the subordinate clause at chunk `at` that closes a relative clause: "two guards
    who resisted until troops arrived were killed". None where the verb after it is its own.
    """
    for verb in range(at + 1, min(len(s), at + REACH)):
        if s[verb] in _ENDS_CLAUSE:
            return None
        has_subject = verb > at + 1 or chunks[verb].last > chunks[verb].first
        if has_subject and (s[verb] in "V~A" or _is_past(s, tokens.words[chunks[verb].last], verb)):
            main = _MAIN_VERB.match(s, verb + 1)
            if main is not None:
                return main.end()
    return None


def _is_past(s: str, word: str, verb: int) -> bool:
    """Whether a word that the lexicon does not know is the past tense of a verb."""
    return s[verb] == "x" and (word.endswith("ed") or word in _IRREGULAR)


class Asides(ChunkReader):
    """Which groups of a sentence stand inside an insertion, and are subjects only for want of another."""

    def __init__(self, tokens: Tokens, chunks: list[Chunk], s: str, groups: list[Group]) -> None:
        super().__init__(tokens, chunks, s)
        self.groups = groups

    def holds(self, group: Group) -> bool:
        """A part ("including two", ", three of them,") or an apposition to a name: subject only for want of another."""
        s, first = self.s, group.members[0]
        before = s[first - 1 : first]
        if (
            group.is_breakdown
            or before in ("i", "(")
            or (before in ("A", "F") and _RELATIVE_OBJECT.search(s, max(0, first - REACH), first) is not None)
            or (before == "&" and _SECOND_PART.search(s, max(0, first - REACH), first) is not None)
            or (before == "&" and _AFTER_UNCOUNTED.search(s, max(0, first - REACH), first) is not None)
            or (s[first] == "Z" and before in _GOVERNING)
            or (
                before == ","
                and (s[group.end : group.end + 1] == "w" or s[group.end : group.end + 2] == "i,")
            )
        ):
            return True
        if (before == "," and self._is_described_part(group)) or self.is_relative_object(group):
            return True
        opens = s.rfind(",i", max(0, first - REACH), first) if Tag.INCLUDING in s else -1
        inside = _INCLUDING.match(s, opens) if opens >= 0 else None
        if (inside is not None and inside.end() > group.end) or self._is_drawn_from(first):
            return True
        if self._is_named_as(first):
            return True
        is_one_of = s[first - 3 : first] == "Nw," and value_of(self.chunks[first - 3]) == 1
        who = first - 4 if s[first - 3 : first] == ",a," else first - 2  # "the man, 32, a father of four"
        if before != "," or not (is_one_of or self.chunks[who].implied):
            return False
        named = s[who] == "X" and "," in s[group.end : group.end + 6]
        return named or ((is_one_of or s[who] == "N") and self._describes_one(group))

    def is_relative_object(self, group: Group) -> bool:
        """ "A nurse who tried to help one of them was shot": the one stands in the nurse's relative clause."""
        first = group.members[0]
        if Tag.RELATIVE not in self.s[:first] or _FINITE_NEXT.match(self.s, group.end) is None:
            return False
        opens = self.s.rfind(Tag.RELATIVE, max(0, first - _RELATIVE_REACH), first)
        return opens > 0 and _HELPED.fullmatch(self.s, opens, first) is not None

    def _is_named_as(self, first: int) -> bool:
        """ "The attacker, named as 22-year-old Karim Bakri, was": who he is said to be."""
        at = first - 1
        while at > 1 and self.s[at] in _BEFORE_NAME:
            at -= 1
        if at < 1 or self.s[at] != Tag.SUBORDINATOR or self._word(at) != "as":
            return False
        return self.s[at - 1] in ("V", "P") or self._word(at - 1) in _IDENTIFIED

    def _is_described_part(self, group: Group) -> bool:
        """ "one shot in the face" between commas, right after a count that is larger."""
        first = group.members[0]
        whole = next((g for g in self.groups if g.end == first - 1), None)
        is_bare = self.chunks[first].head is None and len(group.members) == 1
        if whole is None or not is_bare or _DESCRIBED_PART.match(self.s, group.end) is None:
            return False
        part, total = value_of(self.chunks[first]), value_of(self.chunks[whole.members[-1]])
        return part is not None and total is not None and part < total

    def _is_drawn_from(self, first: int) -> bool:
        """ "60 people, of a crowd of some 2,000, were crushed": the crowd."""
        if self.s[first - 1 : first] != "O":
            return False
        opens = self.s.rfind(",", max(0, first - REACH), first)
        inside = _OUT_OF.match(self.s, opens) if opens > 0 and self.s[opens - 1] in "NP" else None
        return inside is not None and inside.end() > first

    def _describes_one(self, group: Group) -> bool:
        """ "the gunman, a former soldier who had served in Iraq, was": an apposition to a person."""
        chunk = self.chunks[group.members[0]]
        is_one = len(group.members) == 1 and chunk.implied and chunk.kind == "N" and not chunk.additive
        return is_one and _APPOSITION_ENDS.match(self.s, group.end) is not None
