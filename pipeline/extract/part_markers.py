"""What says that a group of counted people is part of another count: "including", "of whom", a breakdown."""

import re

from pipeline.extract.chunk_reader import ChunkReader
from pipeline.extract.chunks import Chunk
from pipeline.extract.governors import is_adverb
from pipeline.extract.groups import Group, value_of
from pipeline.extract.lexicon import Tag
from pipeline.extract.tokens import Tokens
from pipeline.vocabulary import HarmType

OF_THOSE = re.compile(
    r"(?:w(?!b)[^,;N]{1,9}|(?<!N)w|O(?:[xXdV]{1,3}|N)[JAE][Vb]?(?:f[xX]{1,3})?|ONR[kb]?[bx]{0,2}[AJ~][fOxXTd]{0,8}),$"
)
"""Of a whole told elsewhere, at the head of the sentence: "of those killed, ...", "of the school's dead, ..."."""
AMONG_THOSE = re.compile(r"i[AJ]?(?:[fxdX>]{1,6}|x?)b$")
""" "Among those killed were"; the people after it are parts."""
AMONG = re.compile(r"f(?:N[AJ]?|P[AJ])b$")
""" "Among the nine people killed was", "among the guards wounded were"."""
AMONG_NUMBER = re.compile(r"^fNb")
""" "Among the 92 victims were", "among the 16 are"."""
AMONG_AFTER = re.compile(
    r"(?:,[XxaN]{1,3}){0,3},?b(?:(?P<those>i)(?P<cue>[AJE]?)|f(?P<whole>N)[x&]{0,3}[AJ])"
)
""" "were among those killed", ", a cook of 30, was among the dead", "were among the nine people killed"."""
_ARE_PEOPLE = re.compile(r"b[xTH]?P")
_ALSO_PART = re.compile(r"(?:w?[AJ]?[fOxXPTdbs>E]{1,10}\)?,?|f[xX]{0,3}[EF][fOxXdT]{1,8}|,N[xfz]{1,4},)&")
_LISTED_PART = re.compile(r"w?[AJ]?b[xTH]?P,")
""" "ten of them were soldiers, three were policemen"."""
_LISTED_PLACE = re.compile(r"b?V?f[xXOT]{1,4},")
""" "18 were from Kofa, seven from Bure and five from Jara"."""
_LISTED_KIND = re.compile(r"b[xT]?P,")
""" "of the dead, 22 were women, 11 children and five men"."""
_THEN_AMONG = re.compile(r"(?:R[^,;:is]{1,14}|,[^;:is]{1,12},|(?:[fO][xXTHP]{1,3}){1,2})bi")
""" "two nurses who had come to help were among the dead"."""
_PARALLEL = 10
"""Chunks before "two by a grenade" in which another "by" makes it a parallel, no part ("four by gunfire")."""

_AND_THE_REST = re.compile(r"[fOxXTdPYAJb~>]{1,9},?&(?=x)")
_REST = frozenset({"rest", "remainder"})
_THOSE = frozenset({"of those", "of these"})


class PartMarkers(ChunkReader):
    """Finds the markers of one sentence; `parts` are the groups found to be parts so far, in order."""

    def __init__(
        self,
        tokens: Tokens,
        chunks: list[Chunk],
        string: str,
        groups: list[Group],
        parts: list[tuple[Group, str]],
    ) -> None:
        super().__init__(tokens, chunks, string)
        self.groups = groups
        self.parts = parts
        self._tells_among = "bi" in string or "bfN" in string
        """Whether the sentence may say "were among those killed" at all."""

    def of(self, group: Group) -> str | None:
        """What says that the group is part of another count: "including", "of whom", a breakdown, a manner."""
        s, first = self.s, group.members[0]
        before, after = s[first - 1 : first], s[group.end : group.end + 1]
        if before == "i" or s[first - 2 : first] == "i(":
            return "including"
        if before == "w" and self._describes_part(first):
            return None
        if (
            (after == "w" and not self._of_things(group.end))
            or before == "w"
            or (after == "O" and self._of_counted_whole(group))
        ):
            return "of_whom"
        if after == "b" and self._is_of_counted(group):
            return "of_counted"
        if s[first - 2 : first] == "&O" and self.parts and self.parts[-1][0].end == first - 2:
            return self.parts[-1][1]
        if group.is_breakdown or (before in ("-", "(", ":") and self._follows_group(first - 1)):
            return "breakdown"
        if before == "," and s.rfind("(", 0, first) > s.rfind(")", 0, first) and self.parts:
            return self.parts[-1][1]
        if self.parts and before in ("&", ",") and self._is_also_part(group):
            return self.parts[-1][1]
        if (
            (self._tells_among and self._is_among(group))
            or (after == "i" and self._ends_as_part(group))
            or (before == "," and self._is_fronted(first))
        ):
            return "of_whom"
        if before == "b" and (AMONG.search(s, 0, first) or AMONG_THOSE.search(s, 0, first)):
            return "of_whom"
        if before == "," and self._follows_group(first - 1):
            if self._is_breakdown(group):
                return "breakdown"
            if self.chunks[first].head is None and self._says_how(group.end):
                return None if self._contrasts(first - 1, group.end) else "of_whom"
            if self._leaves_rest(group.end):
                return "breakdown"
        return "described" if after == "b" and self._says_what_some_were(group) else None

    def _describes_part(self, first: int) -> bool:
        """ "Four were hurt, one of them a girl": the girl is the one."""
        told = self.parts[-1][0] if self.parts else None
        return (
            told is not None
            and told.end == first - 1
            and value_of(self.chunks[told.members[-1]]) == value_of(self.chunks[first])
        )

    def _of_things(self, at: int) -> bool:
        """ "many of those names": nobody is counted."""
        if self.s[at + 1 : at + 2] != "x" or self.tokens.words[self.chunks[at].last] not in _THOSE:
            return False
        noun = self.tokens.words[self.chunks[at + 1].last]
        return noun.endswith("s") and not noun.endswith("ss")

    def _is_also_part(self, group: Group) -> bool:
        """ "seven of those killed were children and three were women"."""
        told, first = self.parts[-1][0].end, group.members[0]
        if self.s[first - 1] == "&":
            return _ALSO_PART.fullmatch(self.s, told, first) is not None
        follows, is_of_whom = self.s[group.end : group.end + 1], self.parts[-1][1] == "of_whom"
        if follows == "f" and is_of_whom:
            return _LISTED_PLACE.fullmatch(self.s, told, first) is not None
        if follows in ("", ",", ".", ";") and is_of_whom and self.chunks[first].head is not None:
            return _LISTED_KIND.fullmatch(self.s, told, first) is not None
        return self.s.startswith("bP", group.end) and _LISTED_PART.fullmatch(self.s, told, first) is not None

    def _says_how(self, at: int) -> bool:
        """ "nine were hurt, four seriously", "three in critical condition", "four by shrapnel"."""
        kind = self.s[at : at + 1]
        if kind == Tag.BY:
            return Tag.BY not in self.s[max(0, at - _PARALLEL) : at]
        if kind == "x":
            return is_adverb(self.tokens, self.chunks[at])
        return kind == "~" and self.tokens.words[self.chunks[at].last].endswith("condition")

    def _contrasts(self, comma: int, how: int) -> bool:
        """ "Two were seriously injured, 31 slightly": as many more, hurt in another way."""
        is_manner = self.s[comma - 1] == "A" and self.s[comma - 2] == "x" and self.s[how] == "x"
        return is_manner and is_adverb(self.tokens, self.chunks[comma - 2])

    def _leaves_rest(self, at: int) -> bool:
        """ "73 were treated, 68 at the Monge hospital and the rest at clinics"."""
        rest = _AND_THE_REST.match(self.s, at)
        if rest is None:
            return False
        after = self.chunks[rest.end() - 1].last + 1
        words = self.tokens.words[after : after + 2]
        return words[:1] == ["the"] and not _REST.isdisjoint(words[1:])

    def _is_among(self, group: Group) -> bool:
        """ "Two children were among those killed", "a porter was among seven people wounded"."""
        after = AMONG_AFTER.match(self.s, group.end)
        if after is None:
            then = _THEN_AMONG.match(self.s, group.end)
            is_own = then is not None and self._word(group.end) != "whose"
            return then is not None and is_own and self._word(then.end() - 1).startswith("among")
        if after["those"]:
            return True
        return self._word(after.start("whole") - 1).startswith("among")

    def _is_fronted(self, first: int) -> bool:
        """ "of those killed, five"; not "two of those killed died at the clinic, Dr Prado said"."""
        whole = OF_THOSE.search(self.s, max(0, first - 11), first)
        is_speaker = self.s[first] == "X" or self.chunks[first].implied
        if is_speaker and self.s[first + 1 : first + 2] == "V":
            return False
        return whole is not None and not (is_speaker and self.s[whole.start() - 1 : whole.start()] == "N")

    def _is_of_counted(self, group: Group) -> bool:
        """ "131 of the civilians were police": some of people who were counted before."""
        if not _ARE_PEOPLE.match(self.s, group.end):
            return False
        chunk = self.chunks[group.members[-1]]
        return chunk.head is not None and self.tokens.words[chunk.core[1]] == "of"

    def _says_what_some_were(self, group: Group) -> bool:
        """ "148 people were killed, 142 were students": what some of those just counted were."""
        first = group.members[0]
        chunk = self.chunks[first]
        if chunk.head is not None or chunk.implied or not _ARE_PEOPLE.match(self.s, group.end):
            return False
        return self.s[first - 1 : first] in (",", ";", "&") and any(g.end < first for g in self.groups)

    def _ends_as_part(self, group: Group) -> bool:
        """ "20 soldiers among them", "290 police officers included"."""
        at = group.end
        return (
            self.s[at : at + 1] == "i"
            and (self.s[at + 1 : at + 2] in ("", ",", "&", ")", ";") or self._of_them_died(at))
            and group.members[0] > 0
        )

    def _of_them_died(self, at: int) -> bool:
        """ "Six were injured; a sergeant among them died"."""
        word = self.tokens.words[self.chunks[at].first]
        return self.s[at + 1 : at + 2] == "~" and word.startswith("among")

    def _of_counted_whole(self, group: Group) -> bool:
        """ "eight of the 31 dead": part of a number that stands in its own of-phrase."""
        at = group.end + 1
        if self.s[at : at + 1] != "N":
            return False
        inner = self.chunks[at].cue
        return self.s[at + 1 : at + 2] in ("A", "J") or (inner is not None and inner.harm is HarmType.WOUNDED)

    def _follows_group(self, at: int) -> bool:
        told = any(at - 6 < other.end <= at or at - 1 in other.members for other in self.groups)
        return told or "S" in self.s[max(0, at - 3) : at]

    def _is_breakdown(self, group: Group) -> bool:
        """ "Five people, three women and two men"; "two of the four wounded, a woman and a man"."""
        values = [value_of(self.chunks[m]) for m in group.members]
        previous = [g for g in self.groups if g.end <= group.members[0]]
        if len(values) < 2 or not previous or any(v is None for v in values):
            return False
        total = sum(v for v in values if v is not None)
        is_inner = self.s[: previous[-1].members[0]].endswith("NO")
        return any(value_of(self.chunks[g.members[-1]]) == total for g in previous[-1 - is_inner :])
