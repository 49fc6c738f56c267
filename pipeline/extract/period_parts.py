"""Parts of the total of a period: by class of victim, by province, and both over any number of sentences.

A bulletin's first count of a harm is the total of all that it counts over the same period; every later count of a class
or of a province is a part of it, unless the total leaves that province out. Police are counted among civilians
(UNAMI's convention), so theirs is a part of the civilians' count.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final, NamedTuple

from pipeline.extract.claims import Claim
from pipeline.extract.event_words import CAUSING
from pipeline.extract.figure_making import Settled
from pipeline.extract.placing import Where, contains
from pipeline.vocabulary import PartRelation, Scope, VictimClass

_CLASSES: Final = {
    "civilian": VictimClass.CIVILIAN,
    "civilians": VictimClass.CIVILIAN,
    "police": VictimClass.POLICE,
    "policemen": VictimClass.POLICE,
    "forces": VictimClass.SECURITY_FORCES,
    "soldiers": VictimClass.MILITARY,
}
_FORCES: Final = frozenset({VictimClass.SECURITY_FORCES, VictimClass.MILITARY})
_BY_CLASS: Final = _FORCES | {VictimClass.CIVILIAN, VictimClass.POLICE}
_ENOUGH: Final = 3
_SAYING: Final = frozenset({"said", "say", "says", "reported", "told", "gave", "put"})


class _Count(NamedTuple):
    """A count over a period with its place."""

    claim: Claim
    where: Where

    @property
    def victims(self) -> VictimClass:
        """The class of the people counted."""
        return self.claim.victims.victim_class


def attach_period_parts(claims: Iterable[Claim], settled: Settled, left_out: frozenset[str]) -> None:
    """Set the wholes of a bulletin's counts; `left_out` names provinces that its totals are without."""
    groups: dict[object, list[_Count]] = {}
    for claim in sorted(claims, key=lambda c: c.char_start):
        when, where = settled[id(claim)]
        if claim.scope is Scope.PERIOD_TOTAL and when is not None and where is not None:
            _classify(claim)
            groups.setdefault((claim.harm, when.start, when.end), []).append(_Count(claim, where))
    for counts in groups.values():
        for at, count in enumerate(counts):
            _attach(count, counts[:at], _sum_of(count, counts), left_out)
        _relate(counts)


def _classify(claim: Claim) -> None:
    """ "The security forces had 82 killed", "218 of these were police": the class of subject or predicate."""
    words, number = claim.reading.tokens.words, claim.phrase.core[0]
    first = next((at + 1 for at in range(number - 1, -1, -1) if words[at] == ";"), 0)
    last = next((at for at in range(number + 1, len(words)) if words[at] == ";"), len(words))
    number_after = next((at for at in range(number + 1, last) if words[at][:1].isdigit()), last)
    said, known = _predicate(words[number:number_after]), claim.victims.victim_class
    if known is VictimClass.UNKNOWN:
        said = said or _subject(words[first:number]) or _predicate(words[number:last])
    elif said is None and known is VictimClass.POLICE and not _names_police(words[number:number_after]):
        said = _subject(words[first:number])
    if said is not None and said is not known:
        claim.victims = claim.victims._replace(victim_class=said)


def _subject(words: list[str]) -> VictimClass | None:
    """The class that the words before a number name first; not that of who gives the number."""
    for word, following in pairwise([*words, ""]):
        told = _CLASSES.get(word.split()[0]) if word else None
        if told is not None and following not in _SAYING:
            return told
    return None


def _predicate(words: list[str]) -> VictimClass | None:
    """The class that "were" is followed by."""
    return next((_CLASSES[b] for a, b in pairwise(words) if a == "were" and b in _CLASSES), None)


def _names_police(words: list[str]) -> bool:
    return any(_CLASSES.get(piece) is VictimClass.POLICE for word in words for piece in word.split())


def _sum_of(count: _Count, counts: list[_Count]) -> int:
    """What three classes in the count's sentence add up to ("446 were civilians, 96 police, 88 soldiers"), else 0.

    Fewer add up to another number by chance.
    """
    told = [c for c in counts if c.claim.reading is count.claim.reading]
    values = [_value(c.claim) for c in told if c.victims is not VictimClass.UNKNOWN]
    return sum(values) if len(values) >= _ENOUGH else 0


def _value(claim: Claim) -> int:
    return claim.number.value or 0


def _attach(count: _Count, earlier: list[_Count], total: int, left_out: frozenset[str]) -> None:
    """Make a count a part of the one it belongs to, unless its own sentence says of which."""
    claim, parent = count.claim, count.claim.parent
    added_up = next((c for c in reversed(earlier) if c.claim.number.value == total > _value(claim)), None)
    is_told = parent is not None and parent.reading is claim.reading and not _is_odd(claim, parent)
    if added_up is None and is_told:
        return
    whole = added_up or next(_wholes(count, earlier, left_out), None)
    if whole is not None and whole.claim is not parent:
        claim.become_part_of(whole.claim, PartRelation.SUBSET)
    elif whole is None and parent is not None and not _may_hold(parent, count, earlier, left_out):
        claim.stand_alone()


def _relate(counts: list[_Count]) -> None:
    """Civilians and security forces together are the whole (UNAMI's convention); other parts may leave a rest."""
    parts: dict[int, list[_Count]] = {}
    for count in counts:
        parent = count.claim.parent
        if parent is not None and parent.reading is not count.claim.reading:
            parts.setdefault(id(parent), []).append(count)
    for siblings in parts.values():
        classed = [c for c in siblings if c.victims in _BY_CLASS and c.where.place.adm1 is None]
        told = {c.victims for c in classed}
        is_whole = VictimClass.CIVILIAN in told and not told.isdisjoint(_FORCES)
        listed = _listed_in_full(siblings)
        for part in siblings:
            is_division = (is_whole and part in classed) or id(part.claim.reading) in listed
            part.claim.relation = PartRelation.PARTITION if is_division else PartRelation.SUBSET


def _listed_in_full(siblings: list[_Count]) -> set[int]:
    """The sentences whose parts of a whole add up to it, by their reading's identity."""
    sums: Counter[int] = Counter()
    numbers: Counter[int] = Counter()
    for part in siblings:
        sums[id(part.claim.reading)] += _value(part.claim)
        numbers[id(part.claim.reading)] += 1
    whole = siblings[0].claim.parent
    total = whole.number.value if whole is not None else None
    return {reading for reading, told in sums.items() if told == total and numbers[reading] > 1}


def _may_hold(parent: Claim, part: _Count, earlier: list[_Count], left_out: frozenset[str]) -> bool:
    """Whether a whole that was found otherwise, as by weapon or age, is of the part's class and place."""
    whole = next((c for c in earlier if c.claim is parent), None)
    if whole is None:
        return True
    is_nested = part.victims is VictimClass.POLICE and whole.victims is VictimClass.CIVILIAN
    is_same = whole.where.place.place_id == part.where.place.place_id
    is_any = part.victims is VictimClass.UNKNOWN and (not is_same or part.claim.weapon is not None)
    is_class = is_any or is_nested or part.victims is whole.victims
    is_inside = is_same or contains(whole.where, part.where)
    return is_class and is_inside and _fits(part, whole) and not _leaves_out(whole, part, left_out)


def _wholes(count: _Count, earlier: list[_Count], left_out: frozenset[str]) -> Iterator[_Count]:
    """The counts that a later one can be a part of, the likeliest first."""
    known = sorted(earlier, key=lambda c: (c.claim.parent is not None, not _agree(c.claim, count.claim)))
    same = [c for c in known if c.where.place.place_id == count.where.place.place_id]
    if _is_share(count.claim):
        yield from (c for c in same if _is_shared_out(c, count))
    if count.victims is VictimClass.POLICE:
        civilians = [c for c in earlier if c in same and c.victims is VictimClass.CIVILIAN]
        yield from (c for c in reversed(civilians) if _fits(count, c))
    if count.victims is not VictimClass.UNKNOWN:
        yield from (c for c in same if c.victims is VictimClass.UNKNOWN and _fits(count, c))
    inside = [c for c in known if contains(c.where, count.where) and not _leaves_out(c, count, left_out)]
    if not any(c.victims is VictimClass.UNKNOWN for c in known if c.claim.parent is None):
        yield from (c for c in inside if _is_shared_out(c, count))
    for whole in sorted(inside, key=lambda c: c.where.place.adm1 is None):
        if whole.victims in (VictimClass.UNKNOWN, count.victims) and _fits(count, whole):
            yield whole


def _is_share(claim: Claim) -> bool:
    """ "Ground engagements were the leading cause, with 96 deaths", "complex attacks killed 64 civilians"."""
    words = claim.reading.tokens.words
    return claim.rule == "object" or claim.weapon is not None or not CAUSING.isdisjoint(words)


def _is_shared_out(whole: _Count, part: _Count) -> bool:
    """Whether a count may be the whole of shares by cause or by place: of all its people, and greater."""
    is_any = part.victims in (VictimClass.UNKNOWN, whole.victims)
    is_less = _value(part.claim) < _value(whole.claim)
    agree = part.claim.rule == "object" or _agree(whole.claim, part.claim)
    return whole.claim.parent is None and is_any and is_less and agree


def _agree(one: Claim, other: Claim) -> bool:
    return one.source is None or other.source is None or one.source == other.source


def _leaves_out(whole: _Count, part: _Count, left_out: frozenset[str]) -> bool:
    return part.where.place.adm1 in left_out and whole.where.place.adm1 != part.where.place.adm1


def _fits(part: _Count, whole: _Count) -> bool:
    low, high = part.claim.number.low, whole.claim.number.high
    return low is None or high is None or low <= high


def _is_odd(part: Claim, whole: Claim) -> bool:
    """Whether a part is of the security forces, or of another class, where its whole counts civilians."""
    inner, outer = part.victims.victim_class, whole.victims.victim_class
    return outer is VictimClass.CIVILIAN and inner in _FORCES
