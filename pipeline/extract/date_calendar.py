"""Calendar arithmetic for dates in news: spans of days and their precision.

Pure functions over `datetime.date`.
"""

import calendar
from datetime import date, timedelta
from typing import NamedTuple

from pipeline.vocabulary import DatePrecision

DAY = timedelta(days=1)
_SOON = 31
"""A day and month without a year may lie this many days ahead of the report.

Further ahead, last year's is meant.
"""


class Span(NamedTuple):
    """The days from `start` to `end`, both included."""

    start: date
    end: date


def precision(span: Span) -> int:
    """UCDP GED `date_prec`: 1 a day, 2 two to six days, 3 a week, 4 up to a month, 5 longer."""
    days = (span.end - span.start).days + 1
    if days == 1:
        return int(DatePrecision.DAY)
    if days <= 6:
        return int(DatePrecision.TWO_TO_SIX_DAYS)
    if days <= 8:
        return int(DatePrecision.WEEK)
    return int(DatePrecision.MONTH) if days <= 32 else int(DatePrecision.YEAR)


def day_span(day: date) -> Span:
    """One day."""
    return Span(day, day)


def safe_date(year: int, month: int, day: int) -> date | None:
    """The date, or `None` if there is none such (31 April, year 0)."""
    if not 1 <= year <= 9998 or not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return date(year, month, day)


def shift_days(day: date, days: int) -> date | None:
    """`day` moved by `days`, or `None` beyond the calendar (years 2 to 9998)."""
    ordinal = day.toordinal() + days
    return date.fromordinal(ordinal) if 366 <= ordinal <= 3_652_059 - 366 else None


def shift_months(day: date, months: int) -> date | None:
    """`day` moved by `months`, the day of the month clipped: 31 May - 1 month = 30 April."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 2 <= year <= 9998:
        return None
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def month_span(year: int, month: int) -> Span | None:
    """All days of a month."""
    first = safe_date(year, month, 1)
    return Span(first, date(year, month, calendar.monthrange(year, month)[1])) if first else None


def months_span(first: Span | None, last: Span | None) -> Span | None:
    """From the beginning of the first span to the end of the last; `None` if that is empty."""
    return Span(first.start, last.end) if first and last and first.start <= last.end else None


def year_span(year: int) -> Span | None:
    """All days of a year."""
    first = safe_date(year, 1, 1)
    return Span(first, date(year, 12, 31)) if first else None


def third(span: Span, part: str) -> Span:
    """The `early`, `mid` or `late` third of a span of days (a month: days 1-10, 11-20, 21-end)."""
    size = ((span.end - span.start).days + 1) // 3
    if size == 0:
        return span
    first, second = span.start + (size - 1) * DAY, span.start + (2 * size - 1) * DAY
    if part == "early":
        return Span(span.start, first)
    return Span(first + DAY, second) if part == "mid" else Span(second + DAY, span.end)


def day_of_month(anchor: date, month: int, day: int) -> date | None:
    """The latest such day on or before the anchor, or up to a month after it."""
    for year in (anchor.year + 1, anchor.year, anchor.year - 1):
        found = safe_date(year, month, day)
        if found and (found - anchor).days <= _SOON:
            return found
    return safe_date(anchor.year - 4 + anchor.year % 4, month, day)


def latest_month(anchor: date, month: int, *, before: bool = False) -> Span | None:
    """The latest such month that begins on or before the anchor.

    With `before`, not the anchor's own month.
    """
    current = anchor.month == month
    year = anchor.year if month < anchor.month or (current and not before) else anchor.year - 1
    return month_span(year, month)


def weekday_on_or_before(anchor: date, weekday: int) -> date | None:
    """The latest such weekday (Monday = 0), the anchor's own day included."""
    return shift_days(anchor, -((anchor.weekday() - weekday) % 7))


def weekday_before(anchor: date, weekday: int) -> date | None:
    """The latest such weekday before the anchor's own day."""
    return shift_days(anchor, -((anchor.weekday() - weekday - 1) % 7 + 1))


def weekday_after(anchor: date, weekday: int) -> date | None:
    """The next such weekday after the anchor's own day."""
    return shift_days(anchor, (weekday - anchor.weekday() - 1) % 7 + 1)


def calendar_week(anchor: date, weeks: int) -> Span | None:
    """Monday to Sunday of the anchor's week, moved by `weeks`."""
    monday = shift_days(anchor, -anchor.weekday() + 7 * weeks)
    return Span(monday, monday + 6 * DAY) if monday else None


def rolling(anchor: date, unit: str, count: int) -> Span | None:
    """The `count` hours, days, weeks, months or years that end with the anchor's day."""
    start = back(anchor, unit, count)
    return Span(start, anchor) if start else None


def back(anchor: date, unit: str, count: int) -> date | None:
    """The day `count` units before the anchor; hours round up to days, minutes stay on the day."""
    if count > 100_000:
        return None
    if unit in ("minute", "second"):
        return anchor
    if unit == "hour":
        return shift_days(anchor, -((count + 23) // 24))
    if unit in ("day", "night"):
        return shift_days(anchor, -count)
    if unit == "week":
        return shift_days(anchor, -7 * count)
    months = {"month": 1, "year": 12, "decade": 120, "century": 1200}[unit]
    return shift_months(anchor, -months * count)
