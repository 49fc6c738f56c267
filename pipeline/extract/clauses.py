"""Who was harmed: links each counted noun phrase to the harm cue that governs it.

Works on the chunk string of one sentence. Each group of noun phrases looks for a governor to its left (a verb whose
object it is, a noun with "of", a toll) and for a predicate to its right (`predicates`). Names of the relations are
those of the traditional grammars.
"""

import re
from dataclasses import dataclass

from pipeline.extract.chunk_reader import ChunkReader
from pipeline.extract.chunks import Chunk
from pipeline.extract.gapping import Gapping
from pipeline.extract.governors import TRANSITIVE, Governor, LeftGovernors, Reading
from pipeline.extract.groups import Group, groups, value_of
from pipeline.extract.lexicon import Cue, Tag
from pipeline.extract.owned_bodies import is_flesh, owned_body
from pipeline.extract.part_markers import PartMarkers
from pipeline.extract.predicates import PredicateSearch
from pipeline.extract.tokens import Tokens
from pipeline.extract.unnamed_subjects import UnnamedSubjects
from pipeline.vocabulary import HarmType

_SECOND = re.compile(
    r"(?:,x?[AVx]){0,2}J?[fOxXTdYPH>]{0,14}(?:s[xf][fxOXTHd>]{0,6})?"
    r"(?:,[xX]?[fO][fOxXTdH]{1,6}(?=,))?"
    r"(?:(?:(?<=Y)N)?[fOxXTdH>]{0,4}sZ[bkVx][fOxXTdPYH>]{0,8})?(?:&[xfT]{1,2})?(?:,?iN(?:,?&N){0,2})?,?&[bkx]{0,3}[AJ~]"
)
_MAIN = re.compile(r"[fOxXTdYPH>]{0,8}(?:s[xXTd]{1,3}[fOxXTdH]{0,6})?,?(?:[kM]?b{1,2}x?[AJ~]|k?x?~)")
""" "Five people who had fled their homes were killed": the main clause after the relative one."""
_BUT = re.compile(r"[fOxXTdYPH>]{0,8}?,?(?P<but>x)(?:k?b{1,2}x?[AJ]|k?~)")
_RELATIVE_NEXT = re.compile(",?R")
""" "The fire killed a couple and their maid, who were trapped": all of them are the object."""
_LOSING = frozenset({"lost", "lose", "loses", "losing"})
_EVACUATING = frozenset({"evacuated", "evacuate", "evacuates", "evacuating", "treated", "treating", "treat"})
_SOMEBODY_ELSE = frozenset(("others", "more", "many", "some", "all", "everyone", "everybody"))
_OF_SUBJECT = frozenset({"passive", "intransitive"})
_WEAK = frozenset({"gapped", "comitative", "toll", "counted_noun", "label"})


@dataclass(slots=True, eq=False)
class Clauses:
    """The links of a sentence, its groups, those that are parts (and what says so), and those with no governor."""

    groups: list[Group]
    readings: list[Reading]
    parts: list[tuple[Group, str]]
    loose: list[Group]


class ClauseReader(ChunkReader):
    """Finds governors for the groups of one sentence."""

    def __init__(self, tokens: Tokens, chunks: list[Chunk], string: str) -> None:
        super().__init__(tokens, chunks, string)
        self.groups = groups(self.s, chunks, tokens)
        self.search = PredicateSearch(tokens, chunks, self.s, self.groups)
        self.readings: list[Reading] = []
        self.parts: list[tuple[Group, str]] = []
        self.loose: list[Group] = []
        self._taken: set[int] = set()
        self._governors = LeftGovernors(tokens, chunks, string, self._taken)
        self._markers = PartMarkers(tokens, chunks, string, self.groups, self.parts)
        self._gapping = Gapping(tokens, chunks, string, self._markers)

    def read(self) -> Clauses:
        """All links of the sentence."""
        predicates = self.search.run()
        for predicate in predicates.values():
            self._taken.add(predicate.at)
        self._self_contained()
        for number, group in enumerate(self.groups):
            left = self._governors.of(group)
            right = predicates.get(number)
            if left is None and right is None:
                left = self._gapping.of(group, self.readings) or owned_body(self, group)
            self._assign(group, left, (right.at, right.rule) if right else None)
            if right is not None:
                self._second_predicate(group, right.at)
        for subject, chunk, harm, cue_at in UnnamedSubjects(self.tokens, self.chunks, self.s).found(
            self._taken
        ):
            self.chunks[subject] = chunk
            rule = "intransitive" if self.s[cue_at] == "~" else "passive"
            self.readings.append(Reading(subject, harm, cue_at, rule))
        return Clauses(self.groups, self.readings, self.parts, self.loose)

    # -- groups and their governors --------------------------------------------------------------

    def _assign(self, group: Group, left: Governor | None, right: Governor | None) -> None:
        is_free = left is None and right is None
        part = None if is_free and self.search.asides.is_relative_object(group) else self._markers.of(group)
        members = group.members
        if left is not None and right is not None and self._begins_clause(members[0], left, right):
            left = None
        if (
            left is not None
            and right is not None
            and len(members) > 1
            and not (_RELATIVE_NEXT.match(self.s, group.end) or self._turns_fatal(left, right))
        ):
            self._emit(members[:-1], left)
            self._emit(members[-1:], right)
        elif right is not None and (
            left is None
            or (left[1] in _WEAK and left != (right[0], "toll"))
            or self._is_fatal(left, right)
            or self._says_how_hurt(left, right)
        ):
            self._emit(members, right)
        elif left is not None:
            self._emit(members, left)
        if part is not None:
            self.parts.append((group, part))
        elif is_free:
            self._emit_inner(group)

    def _begins_clause(self, first: int, left: Governor, right: Governor) -> bool:
        """ "Floods hit six villages and nine people were killed": what follows the object is no second one."""
        is_apart = self.s[first - 1] == Tag.AND and left[0] < first - 2
        return is_apart and left[1] == "object" and right[1] in _OF_SUBJECT

    def _says_how_hurt(self, left: Governor, right: Governor) -> bool:
        """ "the army lost 155 killed", "evacuated 14 wounded": the participle is what befell them."""
        if self.chunks[left[0]].cue is None or self.s[right[0]] != Tag.HARM_PAST:
            return False
        return self._word(left[0]) in _LOSING or self._word(left[0]) in _EVACUATING

    def _is_fatal(self, left: Governor, right: Governor) -> bool:
        """ "stabbed two men to death", "shot five dead", "shot a guard, who later died": what came of it decides."""
        before, cue = self.chunks[left[0]].cue, self.chunks[right[0]].cue
        if cue is None or cue.harm is not HarmType.KILLED:
            return False
        dies = right[1] == "intransitive" and before is not None and before.harm is HarmType.WOUNDED
        return right[1] == "predicate" or dies

    def _turns_fatal(self, left: Governor, right: Governor) -> bool:
        """ "shot his wife and two daughters dead": the object of a verb of wounding, with its outcome."""
        cue = self.chunks[left[0]].cue
        wounds = left[1] == "object" and cue is not None and cue.harm is HarmType.WOUNDED
        return wounds and right[1] == "predicate" and self._is_fatal(left, right)

    def _emit(self, members: tuple[int, ...], governor: Governor) -> None:
        at, rule = governor
        for cue_at in self._coordinated_cues(at, rule):
            cue = self.chunks[cue_at].cue
            if cue is None:
                continue
            for member in members:
                self.readings.append(Reading(member, cue.harm, cue_at, rule))
                inner = self.chunks[member].cue
                if inner is not None and self._adds(inner, cue):
                    self.readings.append(Reading(member, inner.harm, member, "attributive"))

    @staticmethod
    def _adds(inner: Cue, cue: Cue) -> bool:
        """ "two wounded soldiers were kidnapped" says both; "two wounded soldiers died" only the worse."""
        return (
            inner.tag != Tag.CONDITION
            and cue.harm is not HarmType.KILLED
            and inner.harm not in (None, cue.harm)
        )

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
        both = rule == "object" and at >= 2 and s[at - 1] == "&" and s[at - 2] in TRANSITIVE
        both = both and not self._governors.is_passive(at - 2) and not self._is_nominal(at - 2)
        return [at - 2, at] if both else [at]

    def _self_contained(self) -> None:
        """ "five deaths"; "no deaths or injuries" denies both."""
        for at in [at for at, kind in enumerate(self.s) if kind == "S"] if "S" in self.s else ():
            chunk = self.chunks[at]
            if chunk.cue is None or is_flesh(self, at):
                continue
            self.readings.append(Reading(at, chunk.cue.harm, at, "count_noun"))
            second = self.chunks[at + 2].cue if self.s[at + 1 : at + 3] == "&E" else None
            if second is not None and value_of(chunk) == 0:
                self.readings.append(Reading(at, second.harm, at + 2, "count_noun"))

    # -- further predicates ----------------------------------------------------------------------

    def _but(self, first: int) -> re.Match[str] | None:
        """ "Was rushed to hospital but was declared dead on arrival"."""
        match = _BUT.match(self.s, first + 1)
        is_but = match is not None and self.tokens.words[self.chunks[match.start("but")].last] == "but"
        return match if is_but else None

    def _is_relative(self, group: Group, at: int) -> bool:
        """Whether the predicate at `at` is that of the group's relative clause."""
        return Tag.RELATIVE in self.s[group.end : at] and not self.search.verdict.is_partitive_whole(group)

    def _second_predicate(self, group: Group, first: int) -> None:
        """ "were kidnapped on Thursday and were later executed": one subject, two predicates."""
        match = _SECOND.match(self.s, first + 1)
        if match is None and self._is_relative(group, first):
            match = _MAIN.match(self.s, first + 1)
        if match is None and "but" in self.tokens.vocabulary:
            match = self._but(first)
        if match is None or match.end() - 1 in self._taken:
            return
        at = match.end() - 1
        between = self.tokens.words[self.chunks[first].last + 1 : self.chunks[at].first]
        if (
            not _SOMEBODY_ELSE.isdisjoint(between)
            or self._is_nominal(at)
            or (self.s[at] == "A" and self.search.verdict.has_object(at, group))
        ):
            return
        self._taken.add(at)
        self._emit(group.members, (at, "passive" if self.s[at] == "A" else "intransitive"))


def read_clauses(tokens: Tokens, chunks: list[Chunk], string: str) -> Clauses:
    """Links of one sentence; `string` has one character per chunk."""
    return ClauseReader(tokens, chunks, string).read()
