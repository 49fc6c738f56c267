"""Part/whole constraints between the figures of one article, and whether they can hold: interval arithmetic.

A whole bounds the sum of parts that cannot share a person. Parts are added only when they are provably
apart: parts of a partition, classes of people that never overlap, different provinces or towns, different
days, or victims listed in one sentence. Siblings cut by different dimensions (by class and by place) are
never added. Where the parts together are the whole - a partition, or classes that a convention calls
complementary - the sum must equal it, else it must not exceed it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from pipeline.resolve.claims import Claim, children_of
from pipeline.resolve.dates import Span, gap_days
from pipeline.resolve.geography import Located, PlaceRelation, extent_of, place_of, relation
from pipeline.resolve.settings import Complement, settings
from pipeline.resolve.tolls import Toll, add_tolls
from pipeline.resolve.totals import total_class
from pipeline.tables.parts import DISTINCT_VICTIMS
from pipeline.vocabulary import PartRelation, Qualifier, VictimClass


class Constraint(NamedTuple):
    """`parts` cannot share a person; with `exact` they are the whole, else at most the whole. `why` says
    how we know.
    """

    whole: Claim
    parts: tuple[Claim, ...]
    exact: bool
    why: str

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The whole and its parts."""
        return (self.whole, *self.parts)


def bounds(claim: Claim, tolerance: float = 0.0) -> Toll:
    """The people that a figure allows; `tolerance` is the share by which "about" may be off."""
    low, high = claim.value_low or 0, claim.value_high
    if claim.qualifier == Qualifier.ABOUT and claim.value is not None:
        slack = int(claim.value * tolerance)
        return Toll(max(0, claim.value - slack), claim.value, claim.value + slack)
    return Toll(low, claim.value, high)


def is_contradicted(constraint: Constraint, tolerance: float = 0.0) -> bool:
    """Whether no numbers within the printed bounds satisfy a constraint."""
    parts = add_tolls(bounds(part, tolerance) for part in constraint.parts)
    whole = bounds(constraint.whole, tolerance)
    if whole.high is not None and parts.low > whole.high:
        return True
    return constraint.exact and parts.high is not None and parts.high < whole.low


def constraints_of(claims: Sequence[Claim], located: Mapping[str, Located]) -> list[Constraint]:
    """The constraints that the figures of one article must satisfy, each set of parts once."""
    by_id = {claim.figure_id: claim for claim in claims}
    found: dict[tuple[str, frozenset[str]], Constraint] = {}
    for whole_id, parts in children_of(claims).items():
        if whole_id in by_id:
            for constraint in _of_family(by_id[whole_id], parts, located):
                found.setdefault(_identity(constraint), constraint)
    for constraint in _in_parallel(list(found.values())):
        found[_identity(constraint)] = constraint
    for constraint in _by_convention(claims, by_id):
        found[_identity(constraint)] = constraint
    return list(found.values())


def contradictions(constraints: Iterable[Constraint]) -> list[Constraint]:
    """The contradicted constraints, one for each cause: of several over the same parts, that with the
    fewest.
    """
    broken = sorted(
        (constraint for constraint in constraints if is_contradicted(constraint)),
        key=lambda constraint: (len(constraint.parts), not constraint.exact, constraint.whole.char_start),
    )
    kept: list[Constraint] = []
    explained: dict[str, set[str]] = {}
    for constraint in broken:
        parts = {part.figure_id for part in constraint.parts}
        of_whole = explained.setdefault(constraint.whole.figure_id, set())
        if parts.isdisjoint(of_whole):
            of_whole |= parts
            kept.append(constraint)
    return kept


def apart(a: Claim, b: Claim, located: Mapping[str, Located]) -> bool:
    """Whether two parts of one whole provably share no person."""
    if relation(place_of(a), place_of(b), located) == PlaceRelation.DIFFERENT:
        return True
    if gap_days(Span(a.date_start, a.date_end), Span(b.date_start, b.date_end)) > 0:
        return True
    if classes_apart(a.victim_class, b.victim_class):
        return True
    return a.sentence_no == b.sentence_no and extent_of(a) == extent_of(b) and _listed_apart(a, b)


def classes_apart(a: str, b: str) -> bool:
    """Whether two victim classes never share a person."""
    one, other = DISTINCT_VICTIMS.get(a), DISTINCT_VICTIMS.get(b)
    return (one is not None and other is not None and one != other) or frozenset(
        (a, b)
    ) in settings().disjoint


def _of_family(whole: Claim, parts: Sequence[Claim], located: Mapping[str, Located]) -> list[Constraint]:
    partition = [part for part in parts if part.part_relation == PartRelation.PARTITION]
    found = [Constraint(whole, (part,), False, "a part is at most its whole") for part in parts]
    if len(partition) > 1:
        found.append(Constraint(whole, tuple(partition), True, "the text divides the whole into these parts"))
    groups = [_greatest(parts, _kind), _greatest(parts, _province)]
    if len(parts) <= settings().audit.largest_family:
        groups += _listings(parts, located)
    found += [
        Constraint(whole, group, False, "the parts share no person") for group in groups if len(group) > 1
    ]
    return found


def _listings(parts: Sequence[Claim], located: Mapping[str, Located]) -> list[tuple[Claim, ...]]:
    """From each part on, the parts that share no person with any one before, the greatest first."""
    ordered = sorted(parts, key=lambda part: (-(part.value_low or 0), part.char_start))
    groups = []
    for seed in ordered:
        group = [seed]
        for part in ordered:
            if part is not seed and all(apart(part, other, located) for other in group):
                group.append(part)
        groups.append(tuple(sorted(group, key=lambda part: part.char_start)))
    return groups


def _greatest(parts: Sequence[Claim], kind: Callable[[Claim], str | None]) -> tuple[Claim, ...]:
    """The greatest part of each kind; kinds share no person."""
    greatest: dict[str, Claim] = {}
    for part in parts:
        name = kind(part)
        if name is not None and (
            name not in greatest or (part.value_low or 0) > (greatest[name].value_low or 0)
        ):
            greatest[name] = part
    return tuple(sorted(greatest.values(), key=lambda part: part.char_start))


def _kind(claim: Claim) -> str | None:
    return DISTINCT_VICTIMS.get(claim.victim_class)


def _province(claim: Claim) -> str | None:
    return None if claim.adm1 is None or claim.country is None else f"{claim.country}|{claim.adm1}"


def _listed_apart(a: Claim, b: Claim) -> bool:
    if a.victim_class != b.victim_class and VictimClass.UNKNOWN not in (a.victim_class, b.victim_class):
        return True
    return a.victim_text is not None and b.victim_text is not None and a.victim_text != b.victim_text


def _in_parallel(constraints: Sequence[Constraint]) -> list[Constraint]:
    """Parts that are the whole of one harm are the whole of another, where both are told of the same parts.

    "268 killed and 7,906 wounded; in one town 53 and 360, in the other 215 and 436": 53 and 215 are all 268.
    """
    several = [constraint for constraint in constraints if len(constraint.parts) > 1]
    complete = {_division(one): one.whole.harm_type for one in several if _adds_up(one)}
    told = [(one, complete.get(_division(one))) for one in several if not one.exact]
    return [
        one._replace(exact=True, why=f"these parts are all of the {harm_type}")
        for one, harm_type in told
        if harm_type is not None and harm_type != one.whole.harm_type
    ]


def _division(constraint: Constraint) -> tuple[object, ...]:
    """How a whole is divided, whatever the harm: areas, days and classes of the whole and its parts."""
    parts = frozenset((extent_of(part), part.victim_class) for part in constraint.parts)
    return extent_of(constraint.whole), constraint.whole.victim_class, len(constraint.parts), parts


def _adds_up(constraint: Constraint) -> bool:
    if any(claim.value is None or claim.value_low != claim.value_high for claim in constraint.claims):
        return False
    return sum(part.value or 0 for part in constraint.parts) == constraint.whole.value


def _by_convention(claims: Sequence[Claim], by_id: Mapping[str, Claim]) -> list[Constraint]:
    """Wholes whose complementary classes are all printed, each once: then they must add up."""
    found = []
    for convention, whole, parts in complements_of(claims, by_id):
        if len(parts) == len(convention.parts):
            found.append(Constraint(whole, tuple(sorted(parts, key=_place_in_text)), True, convention.name))
    return found


def complements_of(
    claims: Sequence[Claim], by_id: Mapping[str, Claim]
) -> list[tuple[Complement, Claim, tuple[Claim, ...]]]:
    """Wholes with those of their complementary classes that are printed, for each convention of `rules.toml`.

    Whole and parts cover the same area and days; each must be printed once, and a part that has a parent
    must have this whole, so that nothing is guessed.
    """
    found = []
    groups: dict[tuple[object, ...], list[Claim]] = {}
    for claim in claims:
        groups.setdefault((claim.scope, claim.harm_type, extent_of(claim)), []).append(claim)
    for (scope, _, _), group in groups.items():
        for convention in settings().complements:
            if scope == convention.scope:
                found += [(convention, *match) for match in _match(convention, group, by_id)]
    return found


def _match(
    convention: Complement, group: Sequence[Claim], by_id: Mapping[str, Claim]
) -> list[tuple[Claim, tuple[Claim, ...]]]:
    wholes = [claim for claim in group if total_class(claim, by_id) in convention.whole]
    wholes = [claim for claim in wholes if claim.value is not None]
    if len({claim.value for claim in wholes}) != 1:
        return []
    parts = [_printed_once(part, group) for part in convention.parts]
    if any(part is None for part, _ in parts if _):
        return []
    known = tuple(part for part, _ in parts if part is not None)
    for whole in wholes:
        if known and all(part.parent_figure_id in (None, whole.figure_id) for part in known):
            return [(whole, known)]
    return []


def _printed_once(victim_class: str, group: Sequence[Claim]) -> tuple[Claim | None, bool]:
    """The figure of a class, a part before a restatement, and whether the class is printed at all.

    None for a class that is printed with two values.
    """
    same = [claim for claim in group if claim.victim_class == victim_class]
    if len({(claim.value_low, claim.value_high) for claim in same}) != 1:
        return None, bool(same)
    return next((claim for claim in same if claim.parent_figure_id is not None), same[0]), True


def _identity(constraint: Constraint) -> tuple[str, frozenset[str]]:
    return constraint.whole.figure_id, frozenset(part.figure_id for part in constraint.parts)


def _place_in_text(claim: Claim) -> int:
    return claim.char_start
