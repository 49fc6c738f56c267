"""Verbs said once: "killed five in Helmand and three in Kandahar", "95 murders, compared to 47"."""

import re

from pipeline.extract.chunk_reader import ChunkReader
from pipeline.extract.chunks import Chunk
from pipeline.extract.governors import Governor, Reading
from pipeline.extract.groups import Group
from pipeline.extract.lexicon import word_list
from pipeline.extract.limbs import is_hurt_in_limb
from pipeline.extract.part_markers import PartMarkers
from pipeline.extract.tokens import Tokens
from pipeline.vocabulary import HarmType

_ESTIMATES = frozenset({"low", "high", "best", "minimum", "maximum"})
""" "Low 7, high 10": the bounds of a number told before."""
_SEVERITIES = frozenset({"critical", "serious", "minor", "moderate", "severe", "slight", "light"})
""" "Injuries: 1 critical, 2 serious"."""
_GAP = re.compile(r"[fOxXPTdY>bVH]{0,6}(?:,?&(?:,[fxXTd]{1,5},)?|,|;)x?")
""" "Five in Helmand and, on Monday, three in Kandahar"."""
_BESIDE_CUE = re.compile(r"(?:[AJ](?:,|,?&)|>N[,;])$")
""" "Two dead, five in hospital", "toll rises to two; five in hospital": what stands right before the number."""
_GAP_FOLLOWED = frozenset(("x", "f", "s", "d", "Y", "&", "", ",", ".", "O"))
COMPARED = "compared"
"""The relation of a number set beside another time's."""


class Gapping(ChunkReader):
    """Finds the verb of groups that have none of their own, among the links of those before them."""

    def __init__(self, tokens: Tokens, chunks: list[Chunk], s: str, markers: PartMarkers) -> None:
        super().__init__(tokens, chunks, s)
        self._markers = markers

    def of(self, group: Group, readings: list[Reading]) -> Governor | None:
        """The cue that a group shares with one of the `readings` before it, and the relation."""
        return (
            self._gapped(group, readings)
            or self._afterthought(group, readings)
            or self._compared(group, readings)
        )

    def _says_degree(self, group: Group, before: Reading) -> bool:
        """ "31 slightly", after "two were seriously injured"; "2 serious", after "injuries: 1 critical"."""
        word = self._word(group.end)
        is_severity = word in _SEVERITIES and before.harm is HarmType.WOUNDED
        is_degree = is_severity or word in word_list("grammar", "degrees")
        return self.s[group.members[0] - 1] == "," and is_degree

    def _gapped(self, group: Group, readings: list[Reading]) -> Governor | None:
        """ "killed five in Helmand and three in Kandahar", "six deaths of A and two of B": the verb is said once."""
        chunk = self.chunks[group.members[0]]
        counted = chunk.kind == "N" and chunk.cue is None and (chunk.additive or not chunk.implied)
        counted = counted or (
            chunk.implied and is_hurt_in_limb(self.tokens, self.chunks[group.end - 1].last + 1)
        )
        if not readings or not counted or self.s[group.end : group.end + 1] not in _GAP_FOLLOWED:
            return None
        before = max(readings, key=lambda r: max(r.chunk, r.cue_at))
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
            follows == "x" and not self._says_degree(group, before)
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

    def _afterthought(self, group: Group, readings: list[Reading]) -> Governor | None:
        """ "Six guards were killed and two clerks.", "left four dead and a child": a last subject after the verb."""
        first, last = group.members[0], readings[-1] if readings else None
        is_closed = self.s[group.end : group.end + 1] in ("", ".", ";") and self.chunks[first].kind == "N"
        if last is None or not is_closed or self.s[last.cue_at + 1 : first] not in ("&", ",&"):
            return None
        return (last.cue_at, "gapped") if last.rule in ("passive", "predicate", "intransitive") else None

    def _begins_verb(self, at: int) -> bool:
        """ "killed two and injuring four", "killed two and put four in hospital": a verb of its own."""
        word = self._word(at)
        return word.endswith(("ed", "ing")) or word in word_list("harm", "wounded", "putting")

    def _compared(self, group: Group, readings: list[Reading]) -> Governor | None:
        """ "95 murders this year, compared to 47 in the last": the same harm, of another time."""
        first = group.members[0]
        chunk = self.chunks[first]
        if chunk.head is not None or chunk.implied or not readings or first < 2:
            return None
        told = [r for r in readings if r.chunk < first]
        is_compared = self._word(first - 1) == "against" or (
            self.s[first - 1] in "f>" and self._word(first - 2) == "compared"
        )
        return (told[-1].cue_at, COMPARED) if told and is_compared else None


def is_beside_in_hospital(s: str, first: int, tokens: Tokens, after: int) -> bool:
    """ "Two dead and five in hospital": a fate of their own; "two died at once and one in hospital" is none.

    `first` is the chunk of the number in the chunk string `s`, `after` the token behind its people.
    """
    is_beside = _BESIDE_CUE.search(s, max(0, first - 3), first) is not None
    return is_beside and tokens.words[after : after + 2] == ["in", "hospital"]
