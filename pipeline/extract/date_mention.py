"""What is read of one expression of time."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class DateKind(StrEnum):
    """What an expression of time says."""

    POINT = "point"
    """When something happened: `on Monday`, `22 May`."""
    PERIOD = "period"
    """The time over which something was counted, or within which it happened.

    `April`, `this past week`, `2013`.
    """
    SINCE = "since"
    """A bound: `since June 2008`.

    `date_start` is the bound, `date_end` the day of publication where known.
    """
    BEFORE = "before"
    """A bound: `until Friday`, `by May`. `date_end` is the bound."""
    SAID = "said"
    """When it was told, in a text that also says when it happened.

    `died on Monday, police said on Tuesday`.
    """
    BACKGROUND = "background"
    """Times past without edges: `in past years`, `the 1990s`."""
    TIME = "time"
    """Of day: `at 7 p.m.`, `0700 GMT`."""
    DURATION = "duration"
    """`for 48 hours`, `a three-day siege`."""


@dataclass(slots=True, eq=False)
class DateMention:
    """`text[start:end]`, the days it means (both ends included) and UCDP GED's `date_prec`.

    `None` where the text does not say.
    """

    start: int
    end: int
    date_start: date | None
    date_end: date | None
    prec: int | None
    kind: DateKind
