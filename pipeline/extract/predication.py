"""Whether a harm cue that stands to the right of a group is predicated of it, and by which grammatical relation."""

import re
from dataclasses import dataclass

from pipeline.extract.chunk_reader import ChunkReader
from pipeline.extract.groups import Group, value_of
from pipeline.extract.lexicon import Tag
from pipeline.vocabulary import HarmType

_PHRASE = r"(?:[fOxXTdPHY>]|(?<=[xXf])[GEF])"
"""Of a prepositional phrase; a noun of harm stands in it as any other ("in Monday's shooting", "by the gas blast")."""
_REDUCED_RELATIVE = re.compile(
    rf"(?:{_PHRASE}|s(?=[Xd])){{0,8}},?k?(?:~|b{{1,3}}x?[AJ]|J)|"
    rf"(?:{_PHRASE}|(?<=[fOY])[NZ]){{0,12}}"
    r"(?:s[NPZXx]{0,2}[VGAbx](?:[fOxXTdPHY>]|(?<=[fOY])[NZ]){1,16})?,?k?~"
)
""" "shot in the head when a gunman opened fire in a tram in Nantes died": what the subject's participle leads to."""
_FLEEING_RELATIVE = re.compile(r"[fOxXTdPHY>]{0,6},?(?:b{1,3}(?:>k?b?)?x?[AJ~]|k{1,2}b?x?[A~])")
_OF_GROUP = re.compile(r"O[xTHP]{1,3}$")
""" "Two guides were killed and seven other members of the group injured"."""
_BETWEEN_REDUCED = re.compile(r"[fOHxXPTd>(),iNwa&-]{1,10}")
_PARTICIPLES = re.compile(r"x{0,2}[Vx]f?(?:[fOY>][HxXTNd]{1,3}){0,2}(?:,[xVA]){0,3},?&x?(?=[AJ])")
_BROUGHT_OUT = re.compile(r"[Vx]f?(?:[xf]|(?<=f)[TX]){0,4}A")
_HURT = frozenset({"injured", "wounded", "hurt"})
_OF_NAME = re.compile(r"NOx{1,2}$")
_TO_NAME = 4
"""Chunks from counted people to the name of what they are members of."""
_NO_OBJECT = ("", ".", ",", ";", Tag.BY, Tag.PREPOSITION, Tag.SUBORDINATOR)
_ADVERBS = frozenset(("alone", "already", "also", "each"))
_WHERE = frozenset(
    ("in", "at", "from", "across", "inside", "into", "through", "throughout", "outside", "within", "around")
)
_AUXILIARIES = 3
"""Chunks from "have" to the last auxiliary of "have reportedly been confirmed"."""
_NOMINATIVE = frozenset({"he", "she"})
_ACCUSATIVE = frozenset({"him", "her"})
_RESULTATIVE = frozenset({"shot", "stabbed", "beat", "hacked", "clubbed", "stoned", "knifed", "battered"})
CAUSATIVE = frozenset({"drowned", "drowns", "drowning"})
""" "A flood drowned 12": done to an object, else by those who die."""
_COSTING = frozenset({"cost", "costs", "costing"})
SENTENCED = frozenset({"sentenced", "condemned", "sentence"})
_RULES = {"J": "predicate", "~": "intransitive"}


@dataclass(slots=True, eq=False)
class Predicate:
    """The cue at chunk `at` and the relation by which the group is its subject."""

    at: int
    rule: str


class Predication(ChunkReader):
    """Judges the cues of one sentence."""

    def accept(self, group: Group, at: int, be_at: int, strict: bool, relative: bool) -> Predicate | None:
        """The predicate that the cue at `at` is; None where it says nothing of the group.

        `be_at` is the "be" that governs it, -1 for none; `relative` where it stands in a relative clause of the group.
        A `strict` verdict asks that "was" or "were" agree in number.
        """
        s = self.s
        if s[group.members[0] - 1 : group.end + 1] == "(N)" and self.chunks[group.members[0]].head is None:
            return None
        if s[at] == "A" and s[at - 1] == "&" and be_at >= 0 and self.has_object(at, group):
            return None  # "A meeting was taking place and killed six": the verb of another subject
        later = _REDUCED_RELATIVE.match(s, at + 1) if s[at] == "A" and (be_at < 0 or relative) else None
        if s[at] == "~" and be_at < 0 and self._word(at).endswith("ing"):
            later = _FLEEING_RELATIVE.match(s, at + 1)
        if s[at] == "A" and (be_at < 0 or (relative and at - be_at > 1)) and self.has_object(at, group):
            return None  # "who had been dismissed on Monday shot seven colleagues": the main verb
        if (
            later is not None
            and not self.is_partitive_whole(group)
            and not self._has_died(at, later.end() - 1)
        ):
            return Predicate(later.end() - 1, _RULES.get(s[later.end() - 1], "passive"))
        if s[at] == "A" and be_at < 0 and at != group.end and not self._is_reduced(group, at):
            return None
        if s[at] == "A" and be_at < 0 and self._word(group.members[-1]) in _NOMINATIVE:
            return None
        if be_at >= 0 and not relative and self._is_accusative(group.members[-1]):
            return None  # "a baker who ran to help him was killed"
        is_one = len(group.members) == 1 and value_of(self.chunks[group.members[0]]) == 1
        if is_one and s[at] == "~" and self._word(at) in CAUSATIVE and self.has_object(at, group):
            return None
        if s[at] == "~" and self._is_flight(at) and "&" in s[group.end : at]:
            return None
        if be_at >= 0 and not self._agrees(group, be_at) and (strict or group.end != be_at):
            return None
        if (be_at >= 0 or s[at] == "~") and not relative and self._is_where(group):
            return None
        if s[at] == "J" and self._tells_no_harm(at, be_at):
            return None
        if s[at : at + 2] == "AJ" and self._word(at + 1) == "to death":
            return Predicate(at + 1, "predicate")
        if s[at] in "AF":
            return Predicate(at, "passive" if be_at >= 0 else "reduced_passive")
        return Predicate(at, _RULES[s[at]])

    def _has_died(self, at: int, later: int) -> bool:
        """ "Two guards killed on Monday were stabbed": what else is told of the dead only says how."""
        first, then = self.chunks[at].cue, self.chunks[later].cue
        is_dead = first is not None and first.harm is HarmType.KILLED
        return is_dead and then is not None and then.harm is HarmType.WOUNDED

    def _tells_no_harm(self, at: int, be_at: int) -> bool:
        """ "Risked their lives", "had been to hospital" (a visit), "were sentenced to death"."""
        words = self._word(at)
        if words == "their lives":
            return _COSTING.isdisjoint(self.tokens.vocabulary)
        if words.startswith("to ") and be_at == at - 1 and self._word(be_at) == "been":
            return True
        return words == "to death" and not SENTENCED.isdisjoint(self.tokens.vocabulary)

    def _is_accusative(self, at: int) -> bool:
        return self.s[at] == "Z" and self._word(at) in _ACCUSATIVE

    def _is_flight(self, at: int) -> bool:
        """ "fired at two policemen and fled": those who fled are not the two."""
        cue = self.chunks[at].cue
        return cue is not None and cue.harm is HarmType.DISPLACED

    def _is_reduced(self, group: Group, at: int) -> bool:
        """ "five people in a bus killed", "on the Kabul road killed by a mine": only a prepositional phrase may stand
        between, and after its noun nothing that the participle could govern.
        """
        if not _BETWEEN_REDUCED.fullmatch(self.s, group.end, at):
            return False
        last = self._word(at - 1)
        is_adverb = last.endswith("ly") or last in _ADVERBS
        unit = self.tokens.tags[self.chunks[at - 1].last] == Tag.COLLECTIVE  # "from the 12th Brigade"
        ends_phrase = unit or _OF_GROUP.search(self.s, group.end, at) is not None
        governs_nothing = self.s[at + 1 : at + 2] in _NO_OBJECT and self.s[at - 2] != Tag.AND
        ends_phrase = ends_phrase or governs_nothing
        return self.s[at - 1] != "x" or is_adverb or ends_phrase or self._is_unknown_noun(group, at)

    def _is_unknown_noun(self, group: Group, at: int) -> bool:
        """ "two lumberjacks killed": a plural that the lexicon does not know, right after its number."""
        last = self.tokens.words[self.chunks[at - 1].last]
        is_bare = self.chunks[group.members[-1]].head is None
        return is_bare and at == group.end + 1 and last.endswith("s") and not last.endswith("ss")

    def _is_where(self, group: Group) -> bool:
        """ "7,750 people in nine townships were displaced", "six members of the Red Crescent died": what a preposition
        governs is no subject.
        """
        first = group.members[0]
        if self.s[first] == "X" and _OF_NAME.search(self.s, max(0, first - _TO_NAME), first) is not None:
            return True
        return first >= 2 and self.s[first - 1] == "f" and self._word(first - 1) in _WHERE

    def _agrees(self, group: Group, be_at: int) -> bool:
        word = self._finite(be_at)
        number = value_of(self.chunks[group.members[0]])
        if word in ("was", "is", "has"):
            is_one = number in (0, 1) or self._is_collective(group) or self._is_couple(group)
            return len(group.members) == 1 and is_one
        if word in ("were", "are", "have"):
            return len(group.members) > 1 or number != 1
        return True

    def _finite(self, be_at: int) -> str:
        """The verb form that shows the number: "were", of "were confirmed", or the "have" of "have reportedly been"."""
        first = be_at
        while first > 0 and self.s[first - 1] in "bkx" and be_at - first <= _AUXILIARIES:
            first -= 1
        opens = next((at for at in range(first, be_at) if self.s[at] in "bk"), be_at)
        return self._word(opens).split()[0]

    def _is_collective(self, group: Group) -> bool:
        """ "a family of twelve was"."""
        first = group.members[0]
        noun = self.chunks[first - 2].last
        return self.s[first - 2 : first] == "xO" and self.tokens.tags[noun] == Tag.COLLECTIVE

    def _is_couple(self, group: Group) -> bool:
        """ "A couple was": a noun that says how many it is of."""
        chunk = self.chunks[group.members[0]]
        return chunk.head is not None and chunk.core[0] <= chunk.head < chunk.core[1]

    def is_partitive_whole(self, group: Group) -> bool:
        """ "two of the six hostages": the six are the whole, not the subject."""
        first = group.members[0]
        return first >= 2 and self.s[first - 1] == "O" and self.s[first - 2] == "N"

    def has_object(self, at: int, group: Group) -> bool:
        """Whether a participle without "be" is an active verb: an object follows ("two gunmen killed five")."""
        s = self.s
        after = s[at + 1 : at + 2]
        if after == "x" and s[at + 2 : at + 3] in ("N", "P", "Z"):
            after = s[at + 2]
        if after == "X":
            return self.chunks[at + 1].implied
        if after == "N":
            is_series = s[at + 2 : at + 3] in ("A", "J") and not self._says_what_came_of_it(at)
            return not (is_series and at == group.end)
        if after == "z":
            return self._word(at + 1) == "them"
        return after in ("P", "Z", "H", "r") or (
            after == "&" and s[at + 2 : at + 3] == "A" and s[at + 3 : at + 4] in ("N", "P", "Z")
        )

    def acts(self, at: int, group: Group) -> bool:
        """ "who killed two guards", "who seized them", "who shot a rival dead": done by the subject, not to it."""
        s = self.s
        if s[at] == "J":
            return s[at - 1] in "NzP" and s[at - 2] == "A"
        return s[at] == "A" and (s[at + 1 : at + 2] == "z" or self.has_object(at, group))

    def _says_what_came_of_it(self, at: int) -> bool:
        """ "shot two classmates dead": the verb, its object and the outcome, no list of short clauses."""
        return self.s[at + 2 : at + 3] == "J" and self._word(at) in _RESULTATIVE

    def goes_on(self, at: int, be_at: int) -> bool:
        """Whether a chunk stands between a "be" and a participle that it governs."""
        return self._says_left(at) or self._is_listed(at, be_at) or self._is_brought_out(at, be_at)

    def _says_left(self, at: int) -> bool:
        """ "were left wounded"."""
        return self.s[at] == "V" and self._word(at) == "left" and self.s[at - 1] == "b"

    def _is_brought_out(self, at: int, be_at: int) -> bool:
        """ "were brought up injured", "was pulled from the car wounded"."""
        match = _BROUGHT_OUT.match(self.s, be_at + 1)
        return match is not None and at < match.end() - 1 and self._word(match.end() - 1) in _HURT

    def _is_listed(self, at: int, be_at: int) -> bool:
        """ "were ambushed and killed", "were dragged from their homes and shot": participles under one "were"."""
        match = _PARTICIPLES.match(self.s, be_at + 1)
        return match is not None and at < match.end()
