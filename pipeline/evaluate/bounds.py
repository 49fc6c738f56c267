"""Bounds: `10+`, `7-9`, `~30` and `5 (+1)`, compared in kind, low and high.

- `at_least`: the total's low is the gold's, or the number printed is ("more than 10" has low 11, a coder
  writes `10+`), and nothing bounds the total from above.
- `range`: low and high are the gold's.
- `about`: low and high are both the gold's number; a total does not say "about".
- `plus_perps`: victims and perpetrators are each the gold's, whatever `Perpetrators` is. How often their sum
  is right, however it is split, is `summed`.

Only bounds whose numbers stand in the text are compared: the low and, if there is one, the high; for
`plus_perps` the victims and the perpetrators, as far as they are not 0. A word ("several") is not compared.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pipeline.evaluate.gold import Bound, BoundKind, Perpetrators
from pipeline.evaluate.prediction import Case
from pipeline.evaluate.printed import printed_numbers
from pipeline.evaluate.share import Share, share
from pipeline.extract.totals import Total
from pipeline.vocabulary import HarmType


class BoundScores(NamedTuple):
    """Agreement on the printed bounds of one harm; `coded` counts all bounds, printed or not."""

    coded: int
    agreement: Share
    by_kind: Mapping[BoundKind, Share]
    summed: Share


def score_bounds(cases: Sequence[Case], harm: HarmType, perpetrators: Perpetrators) -> BoundScores:
    """Compare the bounds that the coder gave for `harm`."""
    bounded = [(case, bound) for case in cases if (bound := case.row.coded[harm].bound)]
    printed = [(case, bound) for case, bound in bounded if is_printed(bound, case.row.text)]
    held = [(bound.kind, agrees(bound, case, harm, perpetrators)) for case, bound in printed]
    return BoundScores(
        coded=len(bounded),
        agreement=share(right for _, right in held),
        by_kind={
            kind: share(right for of, right in held if of is kind)
            for kind in BoundKind
            if any(of is kind for of, _ in held)
        },
        summed=share(
            case.people(harm, Perpetrators.INCLUDE) == bound.high
            for case, bound in printed
            if bound.kind is BoundKind.PLUS_PERPS
        ),
    )


def is_printed(bound: Bound, text: str) -> bool:
    """Whether the numbers that make the bound stand in the text."""
    second = bound.perps if bound.kind is BoundKind.PLUS_PERPS else bound.high
    return {number for number in (bound.low, second) if number} <= printed_numbers(text)


def agrees(bound: Bound, case: Case, harm: HarmType, perpetrators: Perpetrators) -> bool:
    """Whether the case's total has the bound's kind, low and high."""
    if case.prediction.failure is not None:
        return False
    total = case.total(harm)
    if bound.kind is BoundKind.PLUS_PERPS:
        return (total.victims, total.perpetrators) == (bound.low, bound.perps)
    counted = _counted(total, perpetrators)
    if bound.kind is BoundKind.AT_LEAST:
        return counted.high is None and bound.low in (counted.low, counted.victims)
    return (counted.low, counted.high) == (bound.low, bound.high)


def _counted(total: Total, perpetrators: Perpetrators) -> Total:
    """The total with its perpetrators among the victims, where they count."""
    if perpetrators is Perpetrators.EXCLUDE:
        return total
    more = total.perpetrators
    high = None if total.high is None else total.high + more
    return Total(total.victims + more, total.low + more, high, 0)
