"""Readers of dates counted from the day of publication or from the day last mentioned, of times of day and
of durations.

One function per rule of `date_patterns.RULES`; a reader returns `None` where the words are no date after
all.
"""

import re
from datetime import date

from pipeline.extract.date_calendar import (
    DAY,
    Span,
    back,
    calendar_week,
    day_span,
    month_span,
    rolling,
    safe_date,
    shift_days,
    shift_months,
    weekday_after,
    weekday_before,
    weekday_on_or_before,
    year_span,
)
from pipeline.extract.date_mention import DateKind
from pipeline.extract.date_patterns import WEEKDAYS
from pipeline.extract.date_reading import Match, Reading, Scene, count, part_of, point, reading

# -- counted from the day of publication -----------------------------------------------------------


_NIGHTS_BEFORE = ("the night to ", "the night before ", "overnight to ", "overnight into ", "the night into ")
"""`in the night to Tuesday` begins on Monday."""
_FUTURE = re.compile(
    r"\b(?:will|is to|are to|due to|expected to|scheduled|plans? to|is due|are due)\b[^.;,]*$"
)
"""`will be buried on Friday`: the next one."""
_AHEAD = 64


def _unit(words: str) -> str:
    return "century" if words.startswith("centur") else words.removesuffix("s")


def read_ago(match: Match, scene: Scene) -> Reading | None:
    """`two days ago`: as fine as its unit, `three years ago` is a year."""
    number, unit = count(match["ag_n"]), _unit(match["ag_u"])
    if number is None or scene.anchor is None:
        return reading(match, DateKind.POINT, None)
    day = back(scene.anchor, unit, number)
    return reading(match, DateKind.POINT, _around(day, unit))


def _around(day: date | None, unit: str) -> Span | None:
    if day is None:
        return None
    if unit in ("second", "minute", "hour", "day", "night"):
        return day_span(day)
    if unit == "week":
        return calendar_week(day, 0)
    return month_span(day.year, day.month) if unit == "month" else year_span(day.year)


def read_rolling(match: Match, scene: Scene) -> Reading | None:
    """`the past 24 hours`, `the last three years`: up to the day of publication."""
    number = count(match["ro_n"])
    if number is None:
        return reading(match, DateKind.BACKGROUND, None)
    span = rolling(scene.anchor, _unit(match["ro_u"]), number) if scene.anchor else None
    return reading(match, DateKind.PERIOD, span)


def read_lone_day(match: Match, scene: Scene) -> Reading | None:
    """`On the 15th, five were killed`: the last such day before publication."""
    if scene.anchor is None:
        return None
    last = shift_months(scene.anchor.replace(day=1), -1)
    months = (scene.anchor, last) if last is not None else (scene.anchor,)
    days = (safe_date(month.year, month.month, int(match["lo_d"])) for month in months)
    found = next((day for day in days if day is not None and day <= scene.anchor), None)
    return reading(match, DateKind.POINT, day_span(found)) if found is not None else None


def read_background(match: Match, _: Scene) -> Reading | None:
    """`recent weeks`, `the 1990s`, `for decades`."""
    return reading(match, DateKind.BACKGROUND, None)


def read_shifted(match: Match, scene: Scene) -> Reading | None:
    """`a day earlier`, `two weeks later`: counted from the day last mentioned.

    `six days after a riot` counts back from the event told to one that has no date here.
    """
    number, unit = count(match["sh_n"]), _unit(match["sh_u"])
    counts_back = match["sh_w"] == "after" and _goes_on(match, scene)
    if number is None or scene.base is None or counts_back:
        return reading(match, DateKind.POINT, None)
    later = match["sh_w"].startswith(("later", "after"))
    day = back(scene.base, unit, -number if later and unit != "hour" else number)
    return reading(match, DateKind.POINT, _around(day, unit))


def _goes_on(match: Match, scene: Scene) -> bool:
    """Whether a word follows, and no comma."""
    following = scene.lowered[match.end() : match.end() + 2]
    return following[:1].isspace() and following[1:].isalnum()


def read_deictic(match: Match, scene: Scene) -> Reading | None:
    """`yesterday`, `today`, `overnight`."""
    word, anchor = match["de"], scene.anchor
    if word == "day before" or word.startswith(("previous", "preceding")):
        return point(match, shift_days(scene.base, -1) if scene.base else None)
    if anchor is None:
        return point(match, None)
    if word == "overnight":
        yesterday = shift_days(anchor, -1)
        return reading(match, DateKind.POINT, Span(yesterday, anchor) if yesterday else None)
    days = {"day before yesterday": -2, "yesterday": -1, "last night": -1, "tomorrow": 1}.get(word, 0)
    return point(match, shift_days(anchor, days))


def read_same_day(match: Match, scene: Scene) -> Reading | None:
    """`on the same day`: the day last mentioned."""
    return point(match, scene.base)


def read_next_day(match: Match, scene: Scene) -> Reading | None:
    """`the following day`; `the day after a riot` counts back to an event that has no date here."""
    if match[0].endswith("after") and _goes_on(match, scene):
        return reading(match, DateKind.POINT, None)
    return point(match, shift_days(scene.base, 1) if scene.base else None)


def read_weekday(match: Match, scene: Scene) -> Reading | None:
    """`on Monday`: the latest one, the day of publication included.

    `last Friday`: before it; `Friday of last week`: in the calendar week before; `on Fridays`: no day.
    """
    which, anchor, weekday = match["wd_which"], scene.anchor, WEEKDAYS[match["wd_w"]]
    if match["wd_s"]:
        return reading(match, DateKind.BACKGROUND, None)
    if which in ("previous", "following"):
        moved = weekday_before if which == "previous" else weekday_after
        return point(match, moved(scene.base, weekday) if scene.base else None)
    if anchor is None:
        return point(match, None)
    if match["wd_of"]:
        weeks = 7 if "last" in match["wd_of"] else 0
        return point(match, shift_days(anchor, weekday - anchor.weekday() - weeks))
    if which == "next" or (
        not which and _FUTURE.search(scene.lowered, max(0, match.start() - _AHEAD), match.start())
    ):
        return point(match, weekday_after(anchor, weekday))
    chosen = weekday_before if which in ("last", "past", "this past") else weekday_on_or_before
    day = chosen(anchor, weekday)
    if day and scene.lowered.endswith(_NIGHTS_BEFORE, 0, match.start()):
        return reading(match, DateKind.POINT, Span(day - DAY, day))
    return point(match, day)


def read_weekdays(match: Match, scene: Scene) -> Reading | None:
    """`on Saturday and Sunday`: the latest of the second, and the first before it."""
    if scene.anchor is None:
        return reading(match, DateKind.PERIOD, None)
    last = weekday_on_or_before(scene.anchor, WEEKDAYS[match["ww_2"]])
    first = weekday_before(last, WEEKDAYS[match["ww_1"]]) if last else None
    return reading(match, DateKind.PERIOD, Span(first, last) if first and last else None)


def read_calendar(match: Match, scene: Scene) -> Reading | None:
    """`last week`, `earlier this year`, `the past month`, `over the weekend`."""
    which = match["ca_which"] or "this"
    unit = match["ca_u"] or match["ca_turn_u"] or match["ca_over"]
    if which in ("same", "following", "preceding", "that", "next", "coming") or scene.anchor is None:
        return reading(match, DateKind.PERIOD, None)
    if unit in ("decade", "century"):
        return reading(match, DateKind.BACKGROUND, None)
    article = scene.lowered[max(0, match.start() - 4) : match.start()] == "the "
    span = _calendar_span(which, unit, scene.anchor, rolls="past" in which or (article and which == "last"))
    span = part_of(span, "early") if match["ca_turn"] else span
    return reading(match, DateKind.PERIOD, _up_to(span, scene.anchor))


def _calendar_span(which: str, unit: str, anchor: date, *, rolls: bool) -> Span | None:
    if unit == "weekend":
        saturday = weekday_on_or_before(anchor, 5)
        return Span(saturday, saturday + DAY) if saturday else None
    if rolls:
        return rolling(anchor, unit, 1)
    last = which in ("last", "previous")
    if unit == "week":
        return calendar_week(anchor, -1 if last else 0)
    month = shift_months(anchor, -1) if last and unit == "month" else anchor
    if unit == "year":
        return year_span(anchor.year - last)
    return month_span(month.year, month.month) if month else None


def _up_to(span: Span | None, anchor: date) -> Span | None:
    """What is told has happened by the day of publication."""
    return Span(span.start, min(span.end, anchor)) if span else None


def read_time(match: Match, _: Scene) -> Reading | None:
    """`at 7 p.m.`."""
    return reading(match, DateKind.TIME, None)


def read_duration(match: Match, scene: Scene) -> Reading | None:
    """`48 hours`, `a three-day siege`; `a second` is the second of several where a word follows."""
    if match[0] == "a second" and _goes_on(match, scene):
        return None
    return reading(match, DateKind.DURATION, None)
