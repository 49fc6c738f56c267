"""Readers of dates that say their day, month or year: one function per rule of `date_patterns.RULES`.

A reader returns `None` where the words are no date after all.
"""

import re
from datetime import date

from pipeline.extract.date_calendar import (
    Span,
    day_of_month,
    latest_month,
    month_span,
    months_span,
    safe_date,
    year_span,
)
from pipeline.extract.date_mention import DateKind
from pipeline.extract.date_patterns import MONTHS, NAMED_DAYS, ORDINAL_DAYS, SEASONS, YEAR_OF_EVENT
from pipeline.extract.date_reading import Match, Reading, Scene, count, part_of, point, reading

_PIVOT_YEAR = 69
"""Two-digit years from here on are of the 1900s, as in POSIX `strptime`."""

_PRECEDED_BY_IN = re.compile(r"(?:^|[^a-z])in $")
_YEAR_REACH = 400
_PRINTED_YEAR = re.compile(r"(?<![\d,.])(?:1[89]|20)\d\d(?![\d%]|,\d)")
_NAMES_A_MONTH = re.compile(
    r"(?:^|[^a-z])(?:in|of|since|by|until|till|during|last|this|early|late|mid|from|to|and|through|next|before"
    r"|after|for|over|month|closed|ended|began|finished)[ -]$"
)
_YEAR_FOLLOWS = re.compile(
    r"(?:^|[^a-z])(?:in|of|since|by|until|till|during|from|to|before|after|through|year|and|autumn|"
    r"between|\() ?$"
)


def _month(match: Match, group: str) -> int:
    return MONTHS[match[group].rstrip(".")]


def _day(match: Match, group: str) -> int:
    return int(match[group][:2].rstrip("stndrh"))


def _year(match: Match, group: str, scene: Scene) -> tuple[int | None, int | None]:
    """The year after a day and month, and where the expression ends if what looked like a year is none."""
    printed = match[group]
    if printed is None:
        return None, None
    if printed.endswith(("that year", "same year")):
        return year_before(scene.text, match.start()) or scene.year, None
    if printed.endswith("year"):
        return (scene.anchor.year - ("last" in printed) if scene.anchor else None), None
    digits = printed.strip(" ,-'").removeprefix("of ")
    if len(digits) == 4:
        return int(digits), None
    if "'" not in printed and not scene.text[: match.start(group)].rstrip(". ")[-3:].isupper():
        return None, match.start(group)
    return int(digits) + (1900 if int(digits) >= _PIVOT_YEAR else 2000), None


def year_before(text: str, at: int) -> int | None:
    """The year that `that year` at character `at` means: the last one printed not long before."""
    printed = _PRINTED_YEAR.findall(text, max(0, at - _YEAR_REACH), at)
    return int(printed[-1]) if printed else None


def _resolve_day(year: int | None, month: int, day: int, anchor: date | None) -> date | None:
    if year is not None:
        return safe_date(year, month, day)
    return day_of_month(anchor, month, day) if anchor else None


def _resolve_month(year: int | None, month: int, anchor: date | None) -> Span | None:
    if year is not None:
        return month_span(year, month)
    return latest_month(anchor, month) if anchor else None


def _ordered(match: Match, first: date | None, last: date | None) -> Reading:
    span = Span(first, last) if first and last and first <= last else None
    return reading(
        match, DateKind.POINT if span and (span.end - span.start).days == 1 else DateKind.PERIOD, span
    )


# -- days and months -------------------------------------------------------------------------------


def read_iso(match: Match, _: Scene) -> Reading | None:
    """`2013-05-22`."""
    day = safe_date(int(match["iso_y"]), int(match["iso_m"]), int(match["iso_d"]))
    return point(match, day) if day else None


def read_numeric(match: Match, _: Scene) -> Reading | None:
    """`22/05/2013`; `03/04/2013`, which Britons and Americans read differently, is a date without days."""
    first, second, year = int(match["num_a"]), int(match["num_b"]), int(match["num_y"])
    if match["num_s"] == "." and len(match["num_y"]) == 2:
        return None
    if len(match["num_y"]) == 2:
        year += 1900 if year >= _PIVOT_YEAR else 2000
    day, month, is_sure = _day_and_month(first, second)
    return point(match, safe_date(year, month, day) if is_sure else None)


def _day_and_month(first: int, second: int) -> tuple[int, int, bool]:
    """Of two numbers the day and the month, and whether Britons and Americans agree."""
    if first > 12 or first == second:
        return first, second, True
    return second, first, second > 12


def read_slashed(match: Match, scene: Scene) -> Reading | None:
    """`on 4/7`, `since 12/25`: a day and a month without a year."""
    day, month, is_sure = _day_and_month(int(match["sl_a"]), int(match["sl_b"]))
    return point(match, _resolve_day(None, month, day, scene.anchor) if is_sure else None)


def read_days_two_months(match: Match, scene: Scene) -> Reading | None:
    """`28 April to 3 May 2013`."""
    year, _ = _year(match, "tm_y2", scene)
    last = _resolve_day(year, _month(match, "tm_m2"), _day(match, "tm_d2"), scene.anchor)
    first_year = int(match["tm_y1"]) if match["tm_y1"] else last.year if last else None
    return _two_days(match, first_year, _month(match, "tm_m1"), _day(match, "tm_d1"), last)


def read_months_two_days(match: Match, scene: Scene) -> Reading | None:
    """`April 28 to May 3, 2013`."""
    year, _ = _year(match, "mt_y2", scene)
    last = _resolve_day(year, _month(match, "mt_m2"), _day(match, "mt_d2"), scene.anchor)
    first_year = int(match["mt_y1"]) if match["mt_y1"] else last.year if last else None
    return _two_days(match, first_year, _month(match, "mt_m1"), _day(match, "mt_d1"), last)


def _two_days(match: Match, year: int | None, month: int, day: int, last: date | None) -> Reading:
    first = safe_date(year, month, day) if year else None
    if first and last and first > last:
        first = safe_date(first.year - 1, month, day)
    return _ordered(match, first, last)


def read_days_month(match: Match, scene: Scene) -> Reading | None:
    """`between 1 and 5 May`, `21-22 May`."""
    year, cut = _year(match, "dm_y", scene)
    last = _resolve_day(year, _month(match, "dm_m"), _day(match, "dm_d2"), scene.anchor)
    first = safe_date(last.year, last.month, _day(match, "dm_d1")) if last else None
    found = _ordered(match, first, last)
    return found._replace(to=cut) if cut else found


def read_month_days(match: Match, scene: Scene) -> Reading | None:
    """`July 1 and 2`, `May 3-7, 2013`."""
    year, _ = _year(match, "md_y", scene)
    last = _resolve_day(year, _month(match, "md_m"), _day(match, "md_d2"), scene.anchor)
    return _ordered(match, safe_date(last.year, last.month, _day(match, "md_d1")) if last else None, last)


def read_day_month(match: Match, scene: Scene) -> Reading | None:
    """`22 May 2013`, `9 JAN 90`."""
    if not _is_month_name(scene, match, "d_m"):
        return None
    year, cut = _year(match, "d_y", scene)
    return point(match, _resolve_day(year, _month(match, "d_m"), _day(match, "d_d"), scene.anchor), end=cut)


def read_month_day(match: Match, scene: Scene) -> Reading | None:
    """`May 22, 2013`; in `in May 22 were killed` the number is no day."""
    if not _is_month_name(scene, match, "m_m"):
        return None
    if not match["m_y"] and _PRECEDED_BY_IN.search(scene.lowered, max(0, match.start() - 4), match.start()):
        span = _resolve_month(None, _month(match, "m_m"), scene.anchor)
        return reading(match, DateKind.PERIOD, span, end=match.end("m_m"))
    year, _ = _year(match, "m_y", scene)
    return point(match, _resolve_day(year, _month(match, "m_m"), _day(match, "m_d"), scene.anchor))


def read_spelled_day(match: Match, scene: Scene) -> Reading | None:
    """`the Fourth of July`."""
    if not _is_month_name(scene, match, "sd_m"):
        return None
    year, _ = _year(match, "sd_y", scene)
    return point(match, _resolve_day(year, _month(match, "sd_m"), ORDINAL_DAYS[match["sd_d"]], scene.anchor))


def read_named_day(match: Match, scene: Scene) -> Reading | None:
    """`Boxing Day 2004`, `a May Day rally`."""
    if not _is_month_name(scene, match, "nd_name"):
        return None
    year, _ = _year(match, "nd_y", scene)
    return point(match, _resolve_day(year, *NAMED_DAYS[match["nd_name"]], scene.anchor))


def _is_month_name(scene: Scene, match: Match, group: str) -> bool:
    """`may` and `march` in lower case are verbs, and so are `mar` and `dec` no months."""
    return scene.text[match.start(group)].isupper()


# -- months, seasons, years ------------------------------------------------------------------------


def read_months(match: Match, scene: Scene) -> Reading | None:
    """`between April and June 2013`."""
    if not (_is_month_name(scene, match, "ms_m1") and _is_month_name(scene, match, "ms_m2")):
        return None
    year, _ = _year(match, "ms_y2", scene)
    last = _resolve_month(year, _month(match, "ms_m2"), scene.anchor)
    if last is None:
        return reading(match, DateKind.PERIOD, None)
    month = _month(match, "ms_m1")
    first_year = int(match["ms_y1"]) if match["ms_y1"] else last.start.year - (month > last.start.month)
    return reading(match, DateKind.PERIOD, months_span(month_span(first_year, month), last))


def read_month(match: Match, scene: Scene) -> Reading | None:
    """`April 2013`, `last April`, `early May`, `in April`."""
    if not _is_month_name(scene, match, "mo_m"):
        return None
    name, which, part = match["mo_m"], match["mo_which"], match["mo_part"]
    year, _ = _year(match, "mo_y", scene)
    if year is None and not which and not part and not _stands_as_month(match, scene, name.rstrip(".")):
        return None
    span = _resolve_month(year, MONTHS[name.rstrip(".")], scene.anchor)
    if year is None and scene.anchor and which in ("last", "past", "previous"):
        span = latest_month(scene.anchor, MONTHS[name.rstrip(".")], before=True)
    return reading(match, DateKind.PERIOD, part_of(span, part))


def _stands_as_month(match: Match, scene: Scene, name: str) -> bool:
    """A bare month needs a preposition where the name is also a word (`May`, `March`) or short (`Jan`)."""
    if len(name) > 4 and name != "march" and not scene.text[match.start() :][: len(name)].isupper():
        return True
    if _NAMES_A_MONTH.search(scene.lowered, max(0, match.start() - 8), match.start()):
        return True
    return len(name) > 4 and name != "march"


def read_season(match: Match, scene: Scene) -> Reading | None:
    """`summer of 2013`, `last winter`."""
    first, last = SEASONS[match["se_s"] or match["se_s2"]]
    if match["se_y"]:
        year = int(match["se_y"])
    elif scene.anchor and match["se_which"] in ("last", "past"):
        year = scene.anchor.year - (scene.anchor.month <= last)
    else:
        return reading(match, DateKind.PERIOD, None)
    closing = month_span(year + (last > 12), last - 12 if last > 12 else last)
    return reading(match, DateKind.PERIOD, months_span(month_span(year, first), closing))


def read_year_part(match: Match, scene: Scene) -> Reading | None:
    """`the first half of 2013`, `the first four months of the year`."""
    year = _named_year(match["yp_y"], scene.anchor)
    unit, place = (
        match["yp_u"],
        ("first", "second", "third", "fourth").index(match["yp_n"]) if match["yp_n"] != "last" else -1,
    )
    size = {"half": 6, "quarter": 3}.get(unit) or count(unit.rsplit(" ", 1)[0]) or 0
    first = 13 - size if place < 0 else place * size + 1
    if year is None or size < 1 or not 1 <= first <= 13 - size:
        return reading(match, DateKind.PERIOD, None)
    return reading(
        match, DateKind.PERIOD, months_span(month_span(year, first), month_span(year, first + size - 1))
    )


def _named_year(printed: str, anchor: date | None) -> int | None:
    if printed.isdigit():
        return int(printed)
    return anchor.year - (printed == "last year") if anchor else None


def read_years(match: Match, _: Scene) -> Reading | None:
    """`2003-2011`, `2012/13`."""
    first = int(match["ys_1"])
    last = int(match["ys_2"]) if len(match["ys_2"]) == 4 else first // 100 * 100 + int(match["ys_2"])
    return reading(match, DateKind.PERIOD, months_span(year_span(first), year_span(last)))


def read_year(match: Match, scene: Scene) -> Reading | None:
    """`in 2013`, `mid-2014`, `(1999)`, `the 2008 Mumbai attacks`; other numbers of four digits may count people."""
    part = match["y_part"]
    before = scene.lowered[max(0, match.start() - 12) : match.start()]
    names_event = YEAR_OF_EVENT.match(scene.lowered, match.end()) is not None
    if part is None and not names_event and not _YEAR_FOLLOWS.search(before):
        return None
    kind = DateKind.POINT if names_event else DateKind.PERIOD
    return reading(match, kind, part_of(year_span(int(match["y_y"])), part))
