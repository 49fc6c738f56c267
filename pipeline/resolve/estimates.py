"""Estimates: low, best and high of an event for each harm type, over all victims and for each class of them.

The convention is UCDP GED's: `best` is the most reliable number, `low` and `high` the least and the
greatest that credible reports support. Concretely:

- inside a report the top-level figures of its main statement are summed when they count different people; a
  total and its parts never are; rival counts of one report ("the ministry said 23, a hospital 15") widen
  low and high;
- over reports only those that stand count (see `pipeline.resolve.reports`): reprints and superseded counts
  do not;
- `best` is the number of the latest of them; on one day the number that most reports agree with, then the
  greater;
- a bound is no number: where the latest report says "at least 13", best is the newest number that is 13 or
  more, and 13 only if there is none; a vague word gives its lower end;
- `low` is the least of their lower bounds, `high` the greatest of their stated upper bounds, null when none
  states one that reaches `best`. A bound "at most 22" has the lower end 0, which is no report's count, and
  does not lower `low`.

A class's estimate is made the same way from the figures of that class, parts of totals included.
Perpetrators are not in it, unless they are fighters of an event that harmed nobody else
(`pipeline.resolve.fighters`). What no report gives to a class is in `all` only.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from pipeline.resolve.claims import DEEPEST, Claim
from pipeline.resolve.dates import Span
from pipeline.resolve.reports import Count, Report, counts_of, harm_types
from pipeline.resolve.settings import settings
from pipeline.resolve.tolls import Role, Statement, Toll, main_statement, overlap, statements
from pipeline.vocabulary import ALL_VICTIMS, VictimClass


class Estimate(NamedTuple):
    """People; `basis` holds the reports' counts that it rests on, superseded ones included."""

    harm_type: str
    victim_class: str
    low: int | None
    best: int | None
    high: int | None
    method: str


def estimates_of(reports: Sequence[Report], event: Span) -> list[Estimate]:
    """The estimates of one event, by harm type and victim class, `all` first."""
    found = []
    for harm_type in harm_types(reports):
        counts = counts_of(reports, harm_type, event)
        if counts:
            found.append(_estimate(harm_type, ALL_VICTIMS, counts, _tolls_of_report))
            found += _class_estimates(harm_type, counts)
    return found


def standing(counts: Sequence[Count]) -> list[Count]:
    """The counts that no later one supersedes."""
    return [count for count in counts if not count.superseded]


def best_count(counts: Sequence[Count]) -> Count:
    """The count that the estimate rests on; `counts` are those that stand, at least one."""
    return max(_credible(counts), key=_credibility(counts))


def class_statement(report: Report, harm_type: str, victim_class: str) -> Statement | None:
    """What a report says of one class: its greatest figures of that class, rival counts left out."""
    told = [
        statement
        for statement in report.told.get(harm_type, [])
        if statement.role not in (Role.RIVAL, Role.EARLIER)
    ]
    own = {claim.figure_id for statement in told for claim in statement.claims}
    by_id = {claim.figure_id: claim for claim in report.mention.claims}
    greatest = []
    for claim in report.mention.claims:
        wholes = _wholes(claim, by_id)
        counted = claim.harm_type == harm_type and not own.isdisjoint(
            [claim.figure_id, *(x.figure_id for x in wholes)]
        )
        if (
            counted
            and claim.victim_class == victim_class
            and all(x.victim_class != victim_class for x in wholes)
        ):
            greatest.append(claim)
    return main_statement(statements(greatest, report.mention.text)) if greatest else None


def class_counts(counts: Sequence[Count], harm_type: str, victim_class: str) -> list[Count]:
    """The counts of one class by those of `counts` whose reports give one."""
    told = [(count, class_statement(count.report, harm_type, victim_class)) for count in counts]
    return [count._replace(statement=statement) for count, statement in told if statement is not None]


def victim_classes(counts: Sequence[Count], harm_type: str) -> list[str]:
    """The victim classes that the reports of some counts name, in alphabetical order."""
    named = {
        claim.victim_class
        for count in counts
        for claim in count.report.mention.claims
        if claim.harm_type == harm_type and not claim.of_perpetrators
    }
    return sorted(named - {VictimClass.UNKNOWN.value})


def _class_estimates(harm_type: str, counts: Sequence[Count]) -> list[Estimate]:
    return [
        estimate
        for victim_class in victim_classes(counts, harm_type)
        if (estimate := _class_estimate(harm_type, victim_class, counts)) is not None
    ]


def _class_estimate(harm_type: str, victim_class: str, counts: Sequence[Count]) -> Estimate | None:
    told = class_counts(counts, harm_type, victim_class)
    if not told:
        return None
    if not standing(told):
        told = [count._replace(superseded=False) for count in told]
    return _estimate(harm_type, victim_class, told, lambda count: [count.toll])


def _estimate(
    harm_type: str, victim_class: str, counts: Sequence[Count], tolls_of: Callable[[Count], list[Toll]]
) -> Estimate:
    included = standing(counts)
    best = _best(included)
    tolls = [toll for count in included for toll in tolls_of(count)]
    low = min([best, *(toll.low for toll in tolls if toll.low > 0 or toll.high == 0)])
    highs = [toll.high for toll in tolls if toll.high is not None and toll.high >= best]
    method = _method(counts, included)
    return Estimate(harm_type, victim_class, low, best, max(highs, default=None), method)


def _tolls_of_report(count: Count) -> list[Toll]:
    told = count.report.told.get(count.statement.claims[0].harm_type, [])
    rivals = [statement.toll for statement in told if statement.role == Role.RIVAL]
    return [count.toll, *rivals]


def _best(included: Sequence[Count]) -> int:
    chosen = best_count(included)
    if chosen.toll.point is not None:
        return chosen.toll.point
    fitting = [
        count
        for count in included
        if count.toll.point is not None and overlap(_at(count.toll.point), chosen.toll)
    ]
    if fitting:
        return max(fitting, key=_credibility(included)).toll.fallback()
    return chosen.toll.fallback()


def _at(point: int) -> Toll:
    return Toll(point, point, point)


def _credibility(counts: Sequence[Count]) -> Callable[[Count], tuple[date, int, int, bool, str]]:
    """A key that orders counts: the later, the more often told, the greater, a number before a bound."""
    told = Counter(count.toll.fallback() for count in counts)

    def key(count: Count) -> tuple[date, int, int, bool, str]:
        number = count.toll.fallback()
        is_number = count.toll.point is not None
        return (
            count.published_on or date.min,
            told[number],
            number,
            is_number,
            count.report.article.article_id,
        )

    return key


def _credible(counts: Sequence[Count]) -> list[Count]:
    """The fresh counts; background told long after the first report counts only when it is all there is."""
    dates = [count.published_on for count in counts if count.published_on is not None]
    if not dates:
        return list(counts)
    last = min(dates) + timedelta(days=settings().estimate.credible_days)
    return [count for count in counts if count.published_on is None or count.published_on <= last]


def _wholes(claim: Claim, by_id: Mapping[str, Claim]) -> list[Claim]:
    """The figures that a figure is a part of, the nearest first."""
    found: list[Claim] = []
    while claim.parent_figure_id is not None and claim.parent_figure_id in by_id and len(found) < DEEPEST:
        claim = by_id[claim.parent_figure_id]
        found.append(claim)
    return found


def _method(counts: Sequence[Count], included: Sequence[Count]) -> str:
    chosen = best_count(included)
    if len(counts) == 1:
        return "the only report"
    when = f" of {chosen.published_on.isoformat()}" if chosen.published_on else ""
    dropped = len(counts) - len(included)
    superseded = f"; {dropped} superseded by later tolls" if dropped else ""
    over = f"{len(included)} of {len(counts)} reports"
    return f"latest credible report{when}; low and high over {over}{superseded}"
