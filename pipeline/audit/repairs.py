"""Repairs: each single change of a printed number that would restore consistency, the likeliest first.

For a contradicted constraint every figure in it is a suspect: a part could be what the others leave of the
whole, the whole could be what the parts make. A change is kept when it is a number of people greater than 0
that satisfies the constraint and contradicts no constraint that held before. Changes are ranked by the
evidence for each, which is data (`rules.toml`, section `evidence`); among equals a part comes before the
whole, and the earlier figure first.
"""

from typing import NamedTuple

from pipeline.audit.constraints import Constraint, bounds, is_contradicted
from pipeline.audit.evidence import Evidence, evidence_for
from pipeline.audit.records import ArticleCase, Change
from pipeline.audit.wording import number
from pipeline.resolve.claims import Claim
from pipeline.resolve.settings import settings
from pipeline.resolve.tolls import add_tolls
from pipeline.vocabulary import Qualifier


class _Repair(NamedTuple):
    claim: Claim
    proposed: int
    evidence: tuple[Evidence, ...]

    @property
    def weight(self) -> float:
        return sum(evidence.weight for evidence in self.evidence)


def repairs(broken: Constraint, case: ArticleCase) -> tuple[Change, ...]:
    """The single changes that would satisfy a contradicted constraint, the likeliest first.

    None are sought where a whole has more parts than a text can be dividing it into (`largest_family`).
    """
    found: list[_Repair] = []
    if len(case.constraints_on[broken.whole.figure_id]) > settings().audit.largest_family:
        return ()
    for claim in broken.claims:
        proposed = _proposal(claim, broken)
        if claim.value is not None and proposed is not None and _restores(claim, proposed, broken, case):
            found.append(_Repair(claim, proposed, evidence_for(claim, proposed, broken, case)))
    whole = broken.whole.figure_id
    found.sort(key=lambda one: (-one.weight, one.claim.figure_id == whole, one.claim.char_start))
    return tuple(_change(one, broken) for one in found)


def _change(repair: _Repair, broken: Constraint) -> Change:
    claim, proposed = repair.claim, repair.proposed
    words = [f"{arithmetic(claim, broken)} {number(proposed)}"]
    words += [evidence.words for evidence in repair.evidence if evidence.words]
    return Change(claim.figure_id, "value", claim.value or 0, proposed, "; ".join(words))


def changed(claim: Claim, value: int) -> Claim:
    """A figure as it would be with another number printed, its bounds following from its qualifier."""
    low, high = {
        Qualifier.AT_LEAST.value: (value, None),
        Qualifier.MORE_THAN.value: (value + 1, None),
        Qualifier.AT_MOST.value: (0, value),
        Qualifier.FEWER_THAN.value: (0, value - 1),
    }.get(claim.qualifier, (value, value))
    return claim._replace(value=value, value_low=low, value_high=high)


def with_change(constraint: Constraint, claim: Claim) -> Constraint:
    """A constraint in which a figure is replaced by its changed self."""
    swap = {claim.figure_id: claim}
    return constraint._replace(
        whole=swap.get(constraint.whole.figure_id, constraint.whole),
        parts=tuple(swap.get(part.figure_id, part) for part in constraint.parts),
    )


def arithmetic(claim: Claim, broken: Constraint) -> str:
    """How the proposed number follows: "712 - 595 leaves", "595 + 290 makes"."""
    if claim.figure_id == broken.whole.figure_id:
        return " + ".join(_plain(part) for part in broken.parts) + (
            " makes" if len(broken.parts) > 1 else " is"
        )
    others = [_plain(part) for part in broken.parts if part.figure_id != claim.figure_id]
    return " − ".join([_plain(broken.whole), *others]) + (" leaves" if others else " is the most")


def _proposal(claim: Claim, broken: Constraint) -> int | None:
    """The number nearest to the printed one that would satisfy the constraint; None when no number would."""
    whole, parts = bounds(broken.whole), add_tolls(map(bounds, broken.parts))
    too_many = whole.high is not None and parts.low > whole.high
    if claim.figure_id == broken.whole.figure_id:
        return _with_high(claim, parts.low) if too_many else _with_low(claim, parts.high)
    others = add_tolls(bounds(part) for part in broken.parts if part.figure_id != claim.figure_id)
    if too_many and whole.high is not None:
        return _with_low(claim, whole.high - others.low)
    return None if others.high is None else _with_high(claim, whole.low - others.high)


def _with_low(claim: Claim, low: int | None) -> int | None:
    """The value whose lower bound is `low`."""
    if low is None:
        return None
    return low - 1 if claim.qualifier == Qualifier.MORE_THAN else low


def _with_high(claim: Claim, high: int) -> int:
    """The value whose upper bound is `high`."""
    return high + 1 if claim.qualifier == Qualifier.FEWER_THAN else high


def _restores(claim: Claim, proposed: int, broken: Constraint, case: ArticleCase) -> bool:
    if proposed <= 0 or proposed == claim.value:
        return False
    after = changed(claim, proposed)
    if is_contradicted(with_change(broken, after)):
        return False
    touched = case.constraints_on[claim.figure_id]
    return not any(is_contradicted(with_change(one, after)) and not is_contradicted(one) for one in touched)


def _plain(claim: Claim) -> str:
    return number(claim.value) if claim.value is not None else " ".join(claim.number_text.split())
