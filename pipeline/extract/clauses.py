"""Who was harmed: links each counted noun phrase to the harm cue that governs it.

Works on the chunk string of one sentence. Each group of noun phrases looks for a governor to its left (a verb whose
object it is, a noun with "of", a toll) and for a predicate to its right (`predicates`). Names of the relations are
those of the traditional grammars.
"""

import re
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.extract.chunk_reader import ChunkReader
from pipeline.extract.chunks import Chunk
from pipeline.extract.governors import TRANSITIVE, Governor, LeftGovernors
from pipeline.extract.groups import Group, groups, value_of
from pipeline.extract.lexicon import Cue, Tag, word_list
from pipeline.extract.limbs import is_hurt_in_limb
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
_RELATIVE_NEXT = re.compile(",?R")
""" "The fire killed a couple and their maid, who were trapped": all of them are the object."""
_LOSING = frozenset({"lost", "lose", "loses", "losing"})
_EVACUATING = frozenset({"evacuated", "evacuate", "evacuates", "evacuating", "treated", "treating", "treat"})
_ESTIMATES = frozenset({"low", "high", "best", "minimum", "maximum"})
""" "Low 7, high 10": the bounds of a number told before."""
_DEGREES = frozenset(
    {"slightly", "lightly", "seriously", "severely", "critically", "moderately", "badly", "gravely"}
)
_SOMEBODY_ELSE = frozenset(("others", "more", "many", "some"))
_GAP = re.compile(r"[fOxXPTdY>bVH]{0,6}(?:,?&|,|;)x?")
_BESIDE_CUE = re.compile(r"[AJ](?:,|,?&)$")
""" "Two dead, five in hospital": a participle or adjective right before the number."""
_GAP_FOLLOWED = frozenset(("x", "f", "s", "d", "Y", "&", "", ",", ".", "O"))
COMPARED = "compared"
"""The relation of a number set beside another time's."""
_WEAK = frozenset({"gapped", "comitative", "toll", "counted_noun", "label"})


class Reading(NamedTuple):
    """One harm claim of one chunk: `chunk`, `cue_at` are positions in the chunk list; `rule` is the relation."""

    chunk: int
    harm: HarmType | None
    cue_at: int
    rule: str


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
                left = self._gapped(group) or self._compared(group) or owned_body(self, group)
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
            or left[1] in _WEAK
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

    def _says_degree(self, group: Group) -> bool:
        """ "31 slightly", after "two were seriously injured"."""
        return self.s[group.members[0] - 1] == "," and self._word(group.end) in _DEGREES

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

    def _gapped(self, group: Group) -> Governor | None:
        """ "killed five in Helmand and three in Kandahar", "six deaths of A and two of B": the verb is said once."""
        chunk = self.chunks[group.members[0]]
        counted = chunk.kind == "N" and chunk.cue is None and (chunk.additive or not chunk.implied)
        counted = counted or (
            chunk.implied and is_hurt_in_limb(self.tokens, self.chunks[group.end - 1].last + 1)
        )
        if not self.readings or not counted or self.s[group.end : group.end + 1] not in _GAP_FOLLOWED:
            return None
        before = max(self.readings, key=lambda r: max(r.chunk, r.cue_at))
        start = max(before.chunk, before.cue_at) + 1
        first = group.members[0]
        is_estimate = self.tokens.words[chunk.first - 1] in _ESTIMATES
        if is_estimate or self.tokens.words[chunk.last + 1 : chunk.last + 2] == ["without"]:
            return None
        if self.s[first - 2 : first] == "&x" and self._begins_verb(first - 1):
            return None
        if start > first or not _GAP.fullmatch(self.s, start, first) or self._markers.of(group):
            return None
        if self.s[group.end : group.end + 2] == "&T":
            return None
        if is_beside_in_hospital(self.s, first, self.tokens, self.chunks[group.members[-1]].last + 1):
            return None
        follows = self.s[group.end : group.end + 1]
        if (follows == "s" and self._word(group.end) != "while") or (
            follows == "x" and not self._says_degree(group)
        ):
            return None
        is_parallel = self.s[before.chunk + 1 : before.chunk + 2] == "O"
        if follows == "O" and not is_parallel:
            return None
        if is_parallel and self.tokens.words[chunk.core[1] : chunk.core[1] + 1] == ["of"]:
            return before.cue_at, "gapped"
        if follows not in ("x", "f", "s", "d", "Y", "O") and "," not in self.s[start:first] + follows:
            return None
        if self.chunks[first].head is not None and "f" not in self.s[start:first]:
            return None
        return before.cue_at, "gapped"

    def _begins_verb(self, at: int) -> bool:
        """ "killed two and injuring four", "killed two and put four in hospital": a verb of its own."""
        word = self._word(at)
        return word.endswith(("ed", "ing")) or word in word_list("harm", "wounded", "putting")

    def _compared(self, group: Group) -> Governor | None:
        """ "95 murders this year, compared to 47 in the last": the same harm, of another time."""
        first = group.members[0]
        chunk = self.chunks[first]
        if chunk.head is not None or chunk.implied or not self.readings or first < 2:
            return None
        told = [r for r in self.readings if r.chunk < first]
        is_compared = self._word(first - 1) == "against" or (
            self.s[first - 1] in "f>" and self._word(first - 2) == "compared"
        )
        return (told[-1].cue_at, COMPARED) if told and is_compared else None

    # -- further predicates ----------------------------------------------------------------------

    def _second_predicate(self, group: Group, first: int) -> None:
        """ "were kidnapped on Thursday and were later executed": one subject, two predicates."""
        match = _SECOND.match(self.s, first + 1)
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


def is_beside_in_hospital(s: str, first: int, tokens: Tokens, after: int) -> bool:
    """ "Two dead and five in hospital": a fate of their own; "two died at once and one in hospital" is none.

    `first` is the chunk of the number in the chunk string `s`, `after` the token behind its people.
    """
    is_beside = _BESIDE_CUE.search(s, max(0, first - 3), first) is not None
    return is_beside and tokens.words[after : after + 2] == ["in", "hospital"]
