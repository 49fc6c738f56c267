"""Calendar dates as news texts print them: "22 May 2013", "May 22", "9 JAN 90", "2013-05-22"."""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?"
    r"|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAY = r"\b(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_DAY_MONTH = re.compile(rf"{_DAY}(?: of)?[ -]{_MONTH}(?:,?[ -](?P<year>\d{{4}}|'?\d\d)\b)?", re.I)
_MONTH_DAY = re.compile(rf"\b(?=[adfjmnos]){_MONTH} {_DAY}\b(?:,? (?P<year>\d{{4}})\b)?", re.I)
_ISO = re.compile(r"\b(?P<year>\d{4})([-/.])(?P<month>\d\d)\2(?P<day>\d\d)(?!\d)")
NUMERIC_DATE = re.compile(r"\b(?P<day>\d\d?)([/.])(?P<month>\d\d?)\2(?P<year>\d{4})\b")
_DIGIT = re.compile(r"\d")
_WEEKDAY_BEFORE = re.compile(r"(?:[A-Za-z]{3,9}[,.]{0,2} )?")
_DATE_FORMS = (_DAY_MONTH, _MONTH_DAY, _ISO, NUMERIC_DATE)


class WrittenDate(NamedTuple):
    """A date as printed; `year` is None where the text leaves it unsaid."""

    year: int | None
    month: int
    day: int
    start: int
    end: int

    def resolve(self, year_hint: int | None = None) -> date | None:
        """The calendar date, with the year from the text or else from the hint; None without either."""
        year = self.year if self.year is not None else year_hint
        return None if year is None else _calendar_date(year, self.month, self.day)


def find_dates(line: str) -> Iterator[WrittenDate]:
    """Every valid day-month date printed in a line, form by form.

    Two-digit years follow POSIX (`strptime` %y): 69-99 are 1969-1999, 00-68 are 2000-2068. A date that
    Britons and Americans read differently (03/04/2013) is passed over; 22/05/2013 has one reading.
    """
    for form in _DATE_FORMS if _DIGIT.search(line) is not None else ():
        for match in form.finditer(line):
            written = _numeric_date(match) if form is NUMERIC_DATE else _written_date(match)
            if written is not None:
                yield written


def read_day(text: str) -> date | None:
    """The day that a cell or a field gives, perhaps after a weekday and before a time, or None.

    "2013-05-22", "2013-05-22T10:00:00Z", "May 22, 2013", "Wed, 22 May 2013 10:00:00 +0300".
    """
    text = text.strip()
    for written in find_dates(text):
        day = written.resolve()
        if day is not None and _WEEKDAY_BEFORE.fullmatch(text, 0, written.start):
            return day
    return None


def _calendar_date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _written_date(match: re.Match[str]) -> WrittenDate | None:
    name = match["month"].casefold()
    month = int(name) if name.isdigit() else _MONTHS.index(name[:3]) + 1
    year, day = _full_year(match["year"]), int(match["day"])
    if _calendar_date(year or 2000, month, day) is None:
        return None
    return WrittenDate(year, month, day, match.start(), match.end())


def _numeric_date(match: re.Match[str]) -> WrittenDate | None:
    first, second, year = int(match["day"]), int(match["month"]), int(match["year"])
    if first <= 12 and second <= 12 and first != second:
        return None
    month, day = (first, second) if second > 12 else (second, first)
    if _calendar_date(year, month, day) is None:
        return None
    return WrittenDate(year, month, day, match.start(), match.end())


def _full_year(printed: str | None) -> int | None:
    if printed is None:
        return None
    year = int(printed.lstrip("'"))
    return year if len(printed.lstrip("'")) == 4 else year + (1900 if year >= 69 else 2000)
