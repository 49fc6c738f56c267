"""How two spans of days stand to each other, and UCDP GED's date precision of a span."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from pipeline.resolve.settings import settings
from pipeline.vocabulary import DatePrecision

_WEEK_DAYS = 8
_MONTH_DAYS = 31


class Span(NamedTuple):
    """From `start` to `end`, both included; null when the report does not say."""

    start: date | None
    end: date | None

    @property
    def days(self) -> int | None:
        """Length in days; None when an end is open."""
        return None if self.start is None or self.end is None else (self.end - self.start).days + 1


class DateRelation(StrEnum):
    """How two spans stand to each other."""

    SAME_DAY = "same_day"
    ADJACENT_DAY = "adjacent_day"
    END_OF_WEEK = "end_of_week"
    WITHIN_WEEK = "within_week"
    WITHIN_MONTH = "within_month"
    UNKNOWN = "unknown"
    DIFFERENT = "different"


def gap_days(a: Span, b: Span) -> int:
    """Days between two spans: 0 when they share a day (or one may), 1 for neighbouring days, and so on."""
    if a.start is not None and b.end is not None and a.start > b.end:
        return (a.start - b.end).days
    if b.start is not None and a.end is not None and b.start > a.end:
        return (b.start - a.end).days
    return 0


def date_relation(a: Span, b: Span, largest_gap: int) -> DateRelation:
    """How two spans stand to each other; more than `largest_gap` days apart they are different."""
    gap = gap_days(a, b)
    if gap > largest_gap:
        return DateRelation.DIFFERENT
    if a.days is None or b.days is None:
        return DateRelation.UNKNOWN
    if gap > 0:
        return DateRelation.ADJACENT_DAY
    longest = max(a.days, b.days)
    if longest == 1:
        return DateRelation.SAME_DAY
    if longest <= _WEEK_DAYS:
        return DateRelation.END_OF_WEEK if _share_newest_days(a, b) else DateRelation.WITHIN_WEEK
    return DateRelation.WITHIN_MONTH if longest <= _MONTH_DAYS else DateRelation.UNKNOWN


def _share_newest_days(a: Span, b: Span) -> bool:
    """Whether the last days of both spans touch: "in the past week" and yesterday, but not the day before."""
    if a.end is None or b.end is None:
        return False
    return abs((a.end - b.end).days) < settings().date.newest_days


def common_span(spans: Iterable[Span]) -> Span:
    """The days that all spans share; when they share none, the shortest span, the earliest among equals."""
    known = sorted({span for span in spans if span != Span(None, None)}, key=_shortest_first)
    if not known:
        return Span(None, None)
    start, end = known[0]
    for span in known[1:]:
        if gap_days(Span(start, end), span) > 0:
            continue
        start = max((day for day in (start, span.start) if day is not None), default=None)
        end = min((day for day in (end, span.end) if day is not None), default=None)
    return Span(start, end)


def date_precision(span: Span) -> int | None:
    """UCDP GED `date_prec`: 1 a day, 2 two to six days, 3 a week, 4 a month, 5 a year; None for no date.

    A span of eight days, "in the past week" counted with its day of report, is still a week.
    """
    if span == Span(None, None):
        return None
    if span.days is None or span.days > _MONTH_DAYS:
        return DatePrecision.YEAR.value
    if span.days > _WEEK_DAYS:
        return DatePrecision.MONTH.value
    if span.days >= 7:
        return DatePrecision.WEEK.value
    return DatePrecision.TWO_TO_SIX_DAYS.value if span.days > 1 else DatePrecision.DAY.value


def _shortest_first(span: Span) -> tuple[int, date, date]:
    days = span.days
    return (days if days is not None else 10**6, span.start or date.min, span.end or date.max)
