"""Parts and wholes across sentences: breakdowns of an earlier total, and complements of its parts.

A bulletin prints a total and then its parts by class of victim and by place ("712 were killed. ... 117 members of the
security forces were killed. ... In Baghdad 211 were killed"). A later list that adds up to an earlier count is its
breakdown. `Wholes` remembers, per harm type, the total under discussion.
"""

from collections import Counter, defaultdict

from pipeline.extract.background import BACKGROUND
from pipeline.extract.claims import Claim
from pipeline.extract.gapping import COMPARED
from pipeline.extract.placing import Where, contains, is_elsewhere
from pipeline.vocabulary import HarmType, PartRelation, Scope, VictimClass

_PARTITION = PartRelation.PARTITION
_COMPLEMENTS = (
    "in addition",
    "a further",
    "additionally",
    "another",
    "the rest",
    "the remaining",
    "the remainder",
    "the others",
)
_COMPLEMENTARY = {
    VictimClass.CIVILIAN: frozenset({VictimClass.SECURITY_FORCES, VictimClass.MILITARY}),
    VictimClass.SECURITY_FORCES: frozenset({VictimClass.CIVILIAN}),
    VictimClass.MILITARY: frozenset({VictimClass.CIVILIAN}),
}
"""UNAMI's convention: all = civilians (police among them) + security forces."""
_COUNTED = frozenset({Scope.INCIDENT, Scope.PERIOD_TOTAL})
_REMEMBERED = 60
"""Claims among which the whole of a later part is looked for."""
_NEAR = 1
"""Paragraphs between a total and a part that takes no date of its own."""


class Wholes:
    """The totals under discussion and the parts already told of them."""

    def __init__(self) -> None:
        self._wholes: dict[HarmType, tuple[Claim, Where | None]] = {}
        self._parts: dict[int, list[Claim]] = {}
        self._paragraph = -1

    def enter(self, claim: Claim, where: Where | None, own_date: bool) -> None:
        """Take up a period total: as a part of the total under discussion, or as a new one."""
        paragraph = claim.reading.sentence.paragraph
        if claim.parent is not None or claim.rule == COMPARED:
            return
        if claim.rule.startswith("part."):
            self._wholes.setdefault(claim.harm, (claim, where))
            return
        known = self._wholes.get(claim.harm)
        near = known is not None and self._paragraph >= 0 and paragraph - self._paragraph <= _NEAR
        if known is not None and near and self._is_part(claim, where, known, own_date):
            self._attach(claim, known[0])
        elif claim.victims.victim_class is VictimClass.UNKNOWN or not near:
            self._wholes[claim.harm] = (claim, where)
        self._paragraph = paragraph

    def interrupt(self) -> None:
        """A sentence about something else ends the discussion."""
        self._wholes.clear()

    def _is_part(
        self, claim: Claim, where: Where | None, known: tuple[Claim, Where | None], own_date: bool
    ) -> bool:
        whole, whole_where = known
        value, total = claim.number.value, whole.number.value
        if value is None or total is None or value >= total or own_date:
            return False
        if where is not None and whole_where is not None and is_elsewhere(where, whole_where):
            return False
        narrower_place = where is not None and whole_where is not None and contains(whole_where, where)
        if whole.victims.victim_class is VictimClass.UNKNOWN:
            narrower_class = claim.victims.victim_class is not VictimClass.UNKNOWN
            return narrower_class or narrower_place or claim.weapon is not None
        is_same_class = claim.victims.victim_class in (VictimClass.UNKNOWN, whole.victims.victim_class)
        return is_same_class and not claim.additive and (narrower_place or where == whole_where)

    def _attach(self, claim: Claim, whole: Claim) -> None:
        siblings = self._parts.setdefault(id(whole), [])
        claim.become_part_of(whole, PartRelation.SUBSET)
        if claim.victims.victim_class is not VictimClass.UNKNOWN and (
            self._completes(claim, siblings) or _says_complement(claim)
        ):
            dividing = {*_COMPLEMENTARY, claim.victims.victim_class}
            for part in (*siblings, claim):
                if part.victims.victim_class in dividing:
                    part.relation = _PARTITION
        if len(siblings) < _REMEMBERED:
            siblings.append(claim)

    @staticmethod
    def _completes(claim: Claim, siblings: list[Claim]) -> bool:
        wanted = _COMPLEMENTARY.get(claim.victims.victim_class, frozenset())
        return any(part.victims.victim_class in wanted for part in siblings)


def _says_complement(claim: Claim) -> bool:
    words = " ".join(claim.reading.tokens.words)
    return claim.additive or any(phrase in words for phrase in _COMPLEMENTS)


def breaks_down(claims: list[Claim], earlier: list[Claim]) -> None:
    """A later sentence whose claims of one harm add up to an earlier count is its breakdown."""
    for harm in {c.harm for c in claims} if len(claims) > 1 else ():
        parts = [c for c in claims if c.harm is harm and c.scope in _COUNTED and not _is_own_part(c)]
        if len(parts) < 2:
            continue
        parts = [c for c in parts if BACKGROUND not in c.details and c.rule != "toll"]
        values = [c.number.value for c in parts]
        if len(parts) < 2 or any(v is None for v in values):
            continue
        total = sum(v for v in values if v is not None)
        whole = _whole_of(total, parts, earlier)
        if whole is not None and (_are_printed(parts) or _is_just_before(whole, parts[0])):
            for part in parts:
                part.become_part_of(whole, _PARTITION)


def _are_printed(parts: list[Claim]) -> bool:
    """Whether a number or a name is: persons of no name add up to some small count of the report soon enough."""
    return any(part.phrase.kind == "X" or not part.phrase.implied for part in parts)


def _is_just_before(whole: Claim, part: Claim) -> bool:
    one, other = whole.reading.sentence, part.reading.sentence
    return other.no - one.no <= 1 and one.paragraph == other.paragraph


def _is_own_part(claim: Claim) -> bool:
    """Part of a count of its own sentence."""
    return claim.parent is not None and claim.parent.reading is claim.reading


def _whole_of(total: int, parts: list[Claim], earlier: list[Claim]) -> Claim | None:
    """The count told before that is the sum of its parts, of their harm and scope: that of which they are parts."""
    known = {id(part.parent): part.parent for part in parts}
    if len(known) > 1:
        return None
    wholes = [parent for parent in known.values() if parent is not None]
    for whole in wholes or reversed(earlier[-_REMEMBERED:]):
        is_whole = bool(wholes) or (whole.parent is None and whole.scope is parts[0].scope)
        if is_whole and whole.harm is parts[0].harm and _is_exactly(whole, total):
            return whole
    return None


def _is_exactly(whole: Claim, total: int) -> bool:
    return whole.number.value is not None and whole.number.low == total


def settle_relations(claims: list[Claim]) -> None:
    """Say of every part, once all are known, whether it and others make up the whole."""
    parts: dict[int, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.parent is not None:
            parts[id(claim.parent)].append(claim)
    for siblings in parts.values():
        whole = siblings[0].parent
        if whole is not None and len(siblings) > 1:
            _make_partition(whole, [part for part in siblings if part.harm is whole.harm])
    _demote_lone_parts(claims)


def _make_partition(whole: Claim, parts: list[Claim]) -> None:
    """Counts told one after another that together are exactly the whole share no person."""
    total = whole.number.value if whole.number.low == whole.number.value else None
    first, told = 0, 0
    for at, part in enumerate(parts):
        told += part.number.value or 0
        while total is not None and told > total and first < at:
            told -= parts[first].number.value or 0
            first += 1
        if told != total or at == first:
            continue
        run = parts[first : at + 1]
        if sum(each.phrase.implied for each in run) <= 1:
            for each in run:
                each.relation = _PARTITION
        return


def _demote_lone_parts(claims: list[Claim]) -> None:
    """A lone part of a partition is a subset: what would complete its whole is not printed."""
    parts = [part for part in claims if part.parent is not None and part.relation is _PARTITION]
    siblings = Counter(id(part.parent) for part in parts)
    for part in parts:
        if siblings[id(part.parent)] == 1:
            part.relation = PartRelation.SUBSET
