"""Who was harmed: links each counted noun phrase to the harm cue that governs it.

Works on the chunk string of one sentence. A coordination of noun phrases ("a guard and two attackers") is one group;
each group looks for a governor to its left (a verb whose object it is, a noun with "of", a toll) and for a predicate to
its right (passive, intransitive, adjective). Names of the relations are those of the traditional grammars.
"""

import re
from typing import NamedTuple

from pipeline.extract.chunks import Chunk
from pipeline.extract.lexicon import Cue, Tag
from pipeline.extract.tokens import Tokens
from pipeline.extract.numbers import Number
from pipeline.vocabulary import HarmType, Qualifier

CUES = "AFG~JE"
_TRANSITIVE = "AFG"
_LINK = re.compile(r"(?:[fO>][xXPTd]{1,3}){0,2}x?(?:,[Xx]{1,2}(?=,))?(,?&|,)x?(?=[NZ])")
_TOLL_BEFORE = re.compile(r"L[bVf>xXkdsOMRY]{0,8}$")
_INSERTION = re.compile(r",[^;s]{1,14}?,(?=[bk])|,[NPXxadO&fT]{1,8}(?:,[NPXxadO&fT]{1,8}){0,2},(?=[AJ~])")
_OPEN_INSERTION = re.compile(r",x{0,2}w[xP&O]")
_SECOND = re.compile(r"(?:,x?[AV]){0,2}[fOxXTd>]{0,8},?&[bkx]{0,3}[AJ~]")
_PARTICIPLES = re.compile(r"x{0,2}[Vx](?:[fO>][HxXTNd]{1,3}){0,2}(?:,[xVA]){0,3},?&x?(?=[AJ])")
_NAME_LINK = re.compile(r",?&(?=X)")
_SENTENCED = frozenset({"sentenced", "condemned", "sentence"})
_REACH = 16
"""Chunks; a predicate further from its subject than this is not looked for."""


class Reading(NamedTuple):
    """One harm claim of one chunk: `chunk`, `cue_at` are positions in the chunk list; `rule` is the relation."""

    chunk: int
    harm: HarmType | None
    cue_at: int
    rule: str


class Group(NamedTuple):
    """A coordination of counted noun phrases, as positions in the chunk list; `end` is just past the last."""

    members: tuple[int, ...]
    end: int


class Clauses(NamedTuple):
    """The links of a sentence and the groups that found no governor of their own."""

    readings: list[Reading]
    parts: list[tuple[Group, str]]
    loose: list[Group]


def chunk_string(chunks: list[Chunk]) -> str:
    """One character per chunk."""
    return "".join([c.kind for c in chunks])


def _chain(s: str, start: int, names: frozenset[int]) -> tuple[list[int], list[str]]:
    members, at = [start], start + 1
    links: list[str] = []
    while True:
        match = _LINK.match(s, at) or _name_link(s, at, names)
        if match is None or len(members) > 30:
            return members, links
        links.append("&" if "&" in match.group() else ",")
        members.append(match.end())
        at = match.end() + 1


def _name_link(s: str, at: int, names: frozenset[int]) -> re.Match[str] | None:
    match = _NAME_LINK.match(s, at)
    return match if match is not None and match.end() in names else None


def _value(chunk: Chunk) -> int | None:
    return chunk.number.value if chunk.number else None


def _is_apposition(chunks: list[Chunk], members: list[int]) -> bool:
    """ "three people, a civilian, a guard and an assailant": the rest adds up to the first."""
    values = [_value(chunks[m]) for m in members]
    if len(values) < 3 or any(v is None for v in values):
        return False
    return values[0] == sum(v for v in values[1:] if v is not None)


def groups(s: str, chunks: list[Chunk]) -> list[Group]:
    """Coordinations in order; a comma alone joins only when an "and" closes the list."""
    names = frozenset(i for i, c in enumerate(chunks) if c.kind == "X" and c.implied)
    found: list[Group] = []
    at, size = 0, len(s)
    while at < size:
        if s[at] not in "NZ" and at not in names:
            at += 1
            continue
        members, links = _chain(s, at, names)
        closing = max((i for i, link in enumerate(links) if "&" in link), default=-1)
        members = members[: closing + 2]
        if links[:1] == [","] and _is_apposition(chunks, members):
            members = members[:1]
        at = members[-1] + 1
        if not (found and _names_them(s, chunks, found[-1], members)):
            found.append(Group(tuple(members), at))
    return found


def _names_them(s: str, chunks: list[Chunk], before: Group, members: list[int]) -> bool:
    """ "two policemen, Gregory F. and Rocco L., ...": names of people already counted."""
    if s[before.end : members[0]] != "," or any(s[m] != "X" for m in members):
        return False
    return sum(_value(chunks[m]) or 0 for m in before.members) == len(members)


class ClauseReader:
    """Finds governors for the groups of one sentence."""

    def __init__(self, tokens: Tokens, chunks: list[Chunk]) -> None:
        self.tokens = tokens
        self.chunks = chunks
        self.s = chunk_string(chunks)
        self.groups = groups(self.s, chunks)
        self.readings: list[Reading] = []
        self.parts: list[tuple[Group, str]] = []
        self.loose: list[Group] = []
        self._taken: set[int] = set()

    def read(self) -> Clauses:
        predicates = self._predicates()
        self._self_contained()
        previous: tuple[Group, tuple[int, str]] | None = None
        for number, group in enumerate(self.groups):
            left = self._left(group)
            right = predicates.get(number)
            if (
                left is None
                and right is None
                and previous is not None
                and self._is_gapped(previous[0], group)
            ):
                left = (previous[1][0], "gapped")
            self._assign(group, left, right)
            if left is not None:
                previous = (group, left)
            if right is not None:
                self._second_predicate(group, right[0])
        self._unnamed_subjects()
        return Clauses(self.readings, self.parts, self.loose)

    # -- words ---------------------------------------------------------------------------------

    def word(self, at: int) -> str:
        """The words of the chunk's first token."""
        return self.tokens.words[self.chunks[at].first]

    def _cue(self, at: int) -> Cue | None:
        return self.chunks[at].cue

    # -- groups and their governors --------------------------------------------------------------

    def _assign(self, group: Group, left: tuple[int, str] | None, right: tuple[int, str] | None) -> None:
        part = self._part_marker(group)
        members = group.members
        if left is not None and right is not None and len(members) > 1:
            self._emit(members[:-1], left)
            self._emit(members[-1:], right)
        elif right is not None and (left is None or left[1] == "gapped" or self._is_result(right)):
            self._emit(members, right)
        elif left is not None:
            self._emit(members, left)
        if part is not None:
            self.parts.append((group, part))
        elif left is None and right is None:
            self._emit_inner(group)

    def _is_result(self, right: tuple[int, str]) -> bool:
        """ "stabbed two men to death": what came of it decides."""
        return right[1] == "predicate"

    def _is_participle_list(self, at: int, be_at: int) -> bool:
        """ "were ambushed and killed", "were dragged from their homes and shot": participles under one "were"."""
        match = _PARTICIPLES.match(self.s, be_at + 1)
        return match is not None and at < match.end()

    def _says_left(self, at: int) -> bool:
        """ "were left wounded"."""
        return self.s[at] == "V" and self.word(at) == "left" and self.s[at - 1] == "b"

    def _emit(self, members: tuple[int, ...], governor: tuple[int, str]) -> None:
        at, rule = governor
        for cue_at in self._coordinated_cues(at, rule):
            cue = self._cue(cue_at)
            if cue is None:
                continue
            for member in members:
                inner = self.chunks[member].cue
                self.readings.append(Reading(member, cue.harm, cue_at, rule))
                said_inside = inner is not None and inner.tag != Tag.CONDITION and cue.harm is not HarmType.KILLED
                if inner is not None and said_inside and inner.harm not in (None, cue.harm):
                    self.readings.append(Reading(member, inner.harm, member, "attributive"))

    def _emit_inner(self, group: Group) -> None:
        """ "three wounded soldiers": the cue stands inside the noun phrase."""
        for member in group.members:
            inner = self.chunks[member].cue
            if inner is not None:
                self.readings.append(Reading(member, inner.harm, member, "attributive"))
        if all(self.chunks[m].cue is None and self.chunks[m].kind != "X" for m in group.members):
            self.loose.append(group)

    def _coordinated_cues(self, at: int, rule: str) -> list[int]:
        """ "killed and wounded 20": the object belongs to both verbs."""
        s = self.s
        found = [at]
        if (
            rule == "object"
            and at >= 2
            and s[at - 1] == "&"
            and s[at - 2] in _TRANSITIVE
            and not self._is_passive(at - 2)
        ):
            found.insert(0, at - 2)
        return found

    def _self_contained(self) -> None:
        for at, chunk in enumerate(self.chunks):
            if chunk.kind == "S" and chunk.cue is not None:
                self.readings.append(Reading(at, chunk.cue.harm, at, "count_noun"))

    # -- governors to the left -------------------------------------------------------------------

    def _left(self, group: Group) -> tuple[int, str] | None:
        s = self.s
        at = group.members[0] - 1
        if at >= 1 and s[at] == "x" and self._is_adverb(at):
            at -= 1
        if at < 0:
            return None
        if s[at] in _TRANSITIVE and not self._is_passive(at) and at not in self._taken:
            return at, "object"
        if (s[at] == "O" and at >= 1 and s[at - 1] in CUES) or s[max(0, at - 1) : at + 1] == "E>":
            return at - 1, "of_phrase"
        if s[at] == ":" and at >= 1 and s[at - 1] in "AJE~":
            return at - 1, "label"
        comitative = self._comitative(at)
        if comitative is not None:
            return comitative, "comitative"
        toll = _TOLL_BEFORE.search(s, max(0, at - 8), at + 1)
        if toll is not None:
            return toll.start(), "toll"
        return None

    def _comitative(self, at: int) -> int | None:
        """ "was killed with two others", "died along with his wife": the same happened to the company."""
        s = self.s
        if at < 1 or self.word(at) not in ("with", "along with", "together with", "alongside", "as well as"):
            return None
        cue = at - 2 if s[at - 1] in ",x" and at >= 2 else at - 1
        if s[cue] == "~" or (s[cue] == "A" and (self._is_passive(cue) or cue in self._taken)):
            return cue
        return None

    def _is_adverb(self, at: int) -> bool:
        chunk = self.chunks[at]
        return chunk.first == chunk.last and (
            self.word(at).endswith("ly") or self.word(at) in ("also", "instead", "then")
        )

    def _is_passive(self, at: int) -> bool:
        """A past participle after a form of "be" ("were killed", "was also shot")."""
        if self.s[at] != "A":
            return False
        i = at - 1
        while i >= 0 and i > at - 4 and self.s[i] in "x!&A":
            i -= 1
        return i >= 0 and self.s[i] == "b"

    def _is_gapped(self, before: Group, group: Group) -> bool:
        """ "killed five in Helmand and three in Kandahar": the verb is said once."""
        between = self.s[before.end : group.members[0]]
        return bool(re.fullmatch(r"(?:[fO>][xXPTd]{0,3}){1,3},?&", between))

    # -- predicates to the right -----------------------------------------------------------------

    def _predicates(self) -> dict[int, tuple[int, str]]:
        """The predicate of each group, nearest group first; a verb that does not agree in number is left to another."""
        found: dict[int, tuple[int, str]] = {}
        parts = {n for n, g in enumerate(self.groups) if self._is_listed_part(g)}
        wholes = [n for n in range(len(self.groups) - 1, -1, -1) if n not in parts]
        for strict, numbers in ((True, wholes), (False, wholes), (True, sorted(parts))):
            for number in numbers:
                if number in found:
                    continue
                predicate = self._right(self.groups[number], strict)
                if predicate is not None and predicate[0] not in self._taken:
                    found[number] = predicate
                    self._taken.add(predicate[0])
        return found

    def _is_listed_part(self, group: Group) -> bool:
        return self.s[group.members[0] - 1 : group.members[0]] == "i"

    def _right(self, group: Group, strict: bool) -> tuple[int, str] | None:
        s, at = self.s, group.end
        if self._is_partitive_whole(group):
            return None
        limit = min(len(s), at + _REACH)
        be_at, relative, commas, skipped_plural = -1, False, 0, False
        while at < limit:
            kind = s[at]
            if kind in "AJ~":
                if skipped_plural and (be_at < 0 or self.word(be_at) not in ("was", "is")):
                    return None
                return self._accept(group, at, be_at, strict)
            left_so = self._says_left(at)
            listed = be_at >= 0 and self._is_participle_list(at, be_at)
            if kind == "b":
                be_at = at
            elif be_at >= 0 and kind not in "x!d&k" and not (left_so or listed):
                be_at = -1
            if kind == "b" or left_so or listed:
                pass
            elif kind in ";.:sILFGE" or (kind == "V" and not relative and s[at + 1 : at + 2] != "&"):
                return None
            elif kind == "-":
                closing = s.find("-", at + 1, at + _REACH)
                if closing < 0:
                    return None
                at = closing
            elif kind == "R":
                relative = True
            elif kind == "i":
                at = self._end_of_list(at)
                continue
            elif kind in "NPZS":
                if not self._is_inside_phrase(at, group):
                    if not self._is_plural_object(at, group):
                        return None
                    skipped_plural = True
            elif kind == "&" and s[at + 1 : at + 2] == "P" and at <= group.end + 1:
                at += 1
            elif kind == "&" and s[at + 1 : at + 2] not in ("b", "A", "J", "~", "x", "k", "T"):
                return None
            elif kind == ",":
                closing = self._closing_comma(at)
                if closing is None:
                    return None
                commas += 1
                at = closing
            elif kind == "(":
                closing = s.find(")", at, limit)
                if closing < 0:
                    return None
                at = closing
            at += 1
        return None

    def _is_partitive_whole(self, group: Group) -> bool:
        """ "two of the six hostages": the six are the whole, not the subject."""
        first = group.members[0]
        return first >= 2 and self.s[first - 1] == "O" and self.s[first - 2] == "N"

    def _is_inside_phrase(self, at: int, group: Group) -> bool:
        """A noun phrase under a preposition ("in an attack by two gunmen")."""
        return self.s[at - 1] in "fOY>" and at > group.end

    def _is_plural_object(self, at: int, group: Group) -> bool:
        """ "a policeman guarding five prisoners was": the five cannot be the subject of "was"."""
        number = self.chunks[at].number
        one = len(group.members) == 1 and _value(self.chunks[group.members[0]]) == 1
        return one and at > group.end and (number is None or number.value != 1)

    def _end_of_list(self, at: int) -> int:
        """Past the list that "including" opens."""
        return next((g.end for g in self.groups if g.members[0] == at + 1), at + 1)

    def _closing_comma(self, at: int) -> int | None:
        """The comma that closes an insertion opened at `at` ("five people, including two children, were killed")."""
        s = self.s
        if s[at + 1 : at + 2] in ("b", "k") or _OPEN_INSERTION.match(s, at):
            return at
        if s[at + 1 : at + 2] in ("i", "R", "w", "e") or s[at + 1 : at + 3] in ("Nw", "xR", "fR"):
            start = at + 1
            if s[at + 1] == "i":
                start = next((g.end for g in self.groups if g.members[0] == at + 2), start)
                if s[start : start + 1] in ("b", "k"):
                    return start - 1
            closing = s.find(",", start, start + _REACH)
            return closing if closing >= 0 else at if s[at + 1] == "R" else None
        insertion = _INSERTION.match(s, at)
        return insertion.end() - 1 if insertion else None

    def _accept(self, group: Group, at: int, be_at: int, strict: bool) -> tuple[int, str] | None:
        s = self.s
        if s[at] == "A" and be_at < 0 and self._has_object(at, group):
            return None
        if strict and be_at >= 0 and not self._agrees(group, be_at):
            return None
        if s[at] == "J" and self.word(at) == "to death" and not _SENTENCED.isdisjoint(self.tokens.words):
            return None
        if not strict and be_at >= 0 and not self._agrees(group, be_at) and group.end != be_at:
            return None
        if be_at < 0 and at != group.end and s[at] == "A" and not self._is_reduced(group, at):
            return None
        rule = {"A": "passive" if be_at >= 0 else "reduced_passive", "J": "predicate", "~": "intransitive"}[
            s[at]
        ]
        return at, rule

    def _is_reduced(self, group: Group, at: int) -> bool:
        """ "five people in a bus killed": only a prepositional phrase may stand between."""
        return bool(re.fullmatch(r"[fOxXPTd>(),iNwa]{1,8}", self.s[group.end : at])) and self.s[at - 1] != "x"

    def _has_object(self, at: int, group: Group) -> bool:
        """Whether a participle without "be" is an active verb: an object follows ("two gunmen killed five")."""
        s = self.s
        nxt = s[at + 1 : at + 2]
        if nxt == "x" and s[at + 2 : at + 3] in ("N", "P", "Z"):
            nxt = s[at + 2]
        if nxt == "N":
            series = s[at + 2 : at + 3] in ("A", "J")
            return not (series and at == group.end)
        return nxt in ("P", "Z", "H") or (
            nxt == "&" and s[at + 2 : at + 3] in ("A",) and s[at + 3 : at + 4] in ("N", "P", "Z")
        )

    def _agrees(self, group: Group, be_at: int) -> bool:
        word = self.word(be_at).split()[0]
        if word in ("was", "is"):
            singular = len(group.members) == 1 and _value(self.chunks[group.members[0]]) in (0, 1)
            return singular
        if word in ("were", "are"):
            return len(group.members) > 1 or _value(self.chunks[group.members[0]]) != 1
        return True

    def _second_predicate(self, group: Group, first: int) -> None:
        """ "were kidnapped on Thursday and were later executed": one subject, two predicates."""
        match = _SECOND.match(self.s, first + 1)
        if match is None or match.end() - 1 in self._taken:
            return
        at = match.end() - 1
        if self.s[at] == "A" and self._has_object(at, group):
            return
        self._taken.add(at)
        self._emit(group.members, (at, "passive" if self.s[at] == "A" else "intransitive"))

    def _unnamed_subjects(self) -> None:
        """ "an assistant village head was killed": no noun of the lexicon, but who is killed is a person."""
        for at, kind in enumerate(self.s):
            cue = self._cue(at)
            be_at = self.s.rfind("b", max(0, at - 3), at)
            if kind != "A" or at in self._taken or cue is None or cue.harm is not HarmType.KILLED or be_at < 1:
                continue
            first = self._article_before(be_at) if self.word(be_at) in ("was", "is", "been") else None
            if first is not None:
                last = self.chunks[be_at - 1].last
                start = self.chunks[first].first
                one = Number(1, 1, 1, Qualifier.EXACT)
                self.chunks[first] = Chunk("N", start, last, (start, start + 1), number=one, implied=True)
                self.readings.append(Reading(first, cue.harm, at, "passive"))

    def _article_before(self, be_at: int) -> int | None:
        """The chunk of the article that opens the noun phrase before a verb."""
        for at in range(be_at - 1, max(-1, be_at - 8), -1):
            if self.s[at] not in "xXTkfO":
                return None
            article = self.tokens.tags[self.chunks[at].first]
            if article in (Tag.INDEFINITE, Tag.DEFINITE) and self.chunks[at].kind == "x":
                return at
        return None

    # -- parts -----------------------------------------------------------------------------------

    def _part_marker(self, group: Group) -> str | None:
        s, first = self.s, group.members[0]
        before = s[first - 1 : first]
        if before == "i":
            return "including"
        if s[group.end : group.end + 1] == "w" or before == "w":
            return "of_whom"
        if before in ("-", "(", ":") and self._follows_group(first - 1):
            return "breakdown"
        if before == "," and self._follows_group(first - 1) and self._is_breakdown(group):
            return "breakdown"
        return None

    def _follows_group(self, at: int) -> bool:
        return any(at - 6 < other.end <= at for other in self.groups)

    def _is_breakdown(self, group: Group) -> bool:
        values = [_value(self.chunks[m]) for m in group.members]
        previous = [g for g in self.groups if g.end <= group.members[0]]
        if len(values) < 2 or not previous or any(v is None for v in values):
            return False
        return _value(self.chunks[previous[-1].members[-1]]) == sum(v for v in values if v is not None)


def read_clauses(tokens: Tokens, chunks: list[Chunk]) -> Clauses:
    """Links of one sentence."""
    return ClauseReader(tokens, chunks).read()
