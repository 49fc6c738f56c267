"""Totals month by month: a number carried over, and the sum of the incidents beside a total."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from pipeline.audit.choice import (
    accepted_total,
    grouped,
    quantity_of_source,
    reported_by,
    series_of,
    value_of,
    what_counted,
    whom,
)
from pipeline.audit.records import EventToll, Observation, Total, TotalsCase
from pipeline.audit.sources import may_be_one
from pipeline.audit.wording import is_month, number, sentence
from pipeline.resolve.dates import Span, common_span, gap_days
from pipeline.resolve.geography import area_of
from pipeline.resolve.settings import settings
from pipeline.vocabulary import ALL_VICTIMS, HarmType, Severity, WherePrecision


def copied_number(case: TotalsCase) -> Iterator[Observation]:
    """One distinctive number for one quantity in two successive months, of sources that may be one."""
    months = [total for total in case.totals if _is_of_month(total) and value_of(total) >= _least_copied()]
    for totals in grouped(months, series_of).values():
        by_month = grouped(totals, lambda one: (one.claim.date_start, value_of(one)))
        for (first, *_), (second, *_) in _successive(by_month):
            if may_be_one(first.source, second.source):
                yield _copy(first, second)


def _successive(by_month: dict[object, list[Total]]) -> Iterator[tuple[list[Total], list[Total]]]:
    """The totals of one month with those of the month after that print the same number."""
    for totals in by_month.values():
        end = totals[0].claim.date_end
        after = None if end is None else (end + timedelta(days=1), value_of(totals[0]))
        if after in by_month:
            yield totals, by_month[after]


def _least_copied() -> int:
    return settings().audit.copied_number


def incidents_against_total(case: TotalsCase) -> Iterator[Observation]:
    """The sum of the incidents of a month and area beside its total, with the gap."""
    wide = [total for total in case.totals if _is_of_whole_area(total)]
    for totals in grouped(wide, quantity_of_source).values():
        accepted = accepted_total(totals)
        events = [event for event in case.events if _is_within(event, accepted)]
        if len(events) > 1 and _is_of_month(accepted):
            yield _gap(accepted, events)


def _copy(first: Total, second: Total) -> Observation:
    return Observation(
        figure_ids=(first.claim.figure_id, second.claim.figure_id),
        message=sentence(
            [
                f"{number(value_of(first))} is printed for {what_counted(first)} ({reported_by(first)}) "
                f"and again for {what_counted(second)} ({reported_by(second)})",
                "The second may have been copied from the month before: "
                "check it against its parts and other reports",
            ]
        ),
        observed=f"{number(value_of(first))} in both months",
        article_id=second.article.article_id,
    )


def _is_of_whole_area(total: Total) -> bool:
    """Whether a total counts everybody killed or wounded in a country or a province."""
    claim = total.claim
    counted = claim.harm_type in (HarmType.KILLED, HarmType.WOUNDED) and total.victim_class == ALL_VICTIMS
    country, _, place = area_of(claim)
    return counted and country is not None and place is None


def _is_of_month(total: Total) -> bool:
    start, end = total.claim.date_start, total.claim.date_end
    return start is not None and end is not None and is_month(start, end)


def _is_within(event: EventToll, total: Total) -> bool:
    """Whether an incident of a known place lies in a total's area and period and counts its harm."""
    claim = total.claim
    placed = event.where_prec is not None and event.where_prec < WherePrecision.REGION
    if not placed or event.country != claim.country or claim.adm1 not in (None, event.adm1):
        return False
    period, days = (claim.date_start, claim.date_end), (event.date_start, event.date_end)
    if claim.harm_type not in event.counts or None in (*period, *days):
        return False
    return gap_days(Span(*period), Span(*days)) == 0 and common_span([Span(*period), Span(*days)]) == Span(
        *days
    )


def _gap(total: Total, events: Sequence[EventToll]) -> Observation:
    counts = [event.counts[total.claim.harm_type] for event in events]
    low, best = sum(count.low for count in counts), sum(count.best for count in counts)
    value = value_of(total)
    exceeds = low > (total.claim.value_high or low)
    says = (
        f"{number(best - value)} more than the total: an incident is counted twice or dated wrongly, "
        "or the total is too low"
        if exceeds
        else f"{number(value - best)} fewer: {_share(best, value)} of the total is accounted for"
    )
    return Observation(
        figure_ids=(total.claim.figure_id,),
        message=sentence(
            [
                f"{reported_by(total)} prints {number(value)} for {what_counted(total)}; "
                f"the {len(events)} incidents recorded there come to {number(best)}, {says}",
            ]
        ),
        expected=f"at most {number(value)} {whom(total)}",
        observed=f"{number(best)} {whom(total)} in {len(events)} incidents",
        severity=Severity.WARNING if exceeds else None,
        article_id=total.article.article_id,
    )


def _share(part: int, whole: int) -> str:
    return f"{round(100 * part / whole)} %" if whole else "none"
