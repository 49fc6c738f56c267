"""When a claim happened: which of a sentence's expressions of time is its own.

The day on which somebody said so is no date of the event, nor is the day on which a toll rose, a body was pulled from
the rubble or one of the wounded died. Precision codes are UCDP GED's.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, NamedTuple

from pipeline.extract.dates import DateKind, DateMention
from pipeline.extract.words import POSSESSIVE
from pipeline.vocabulary import DatePrecision

_PERIOD: Final = DateKind.PERIOD
_POINT: Final = DateKind.POINT
_SAID: Final = DateKind.SAID
_POSSESSIVE: Final = (*POSSESSIVE, "' ", "’ ")
_DATING: Final = frozenset({DateKind.POINT, DateKind.PERIOD, DateKind.SAID})
_AFTERMATH: Final = re.compile(
    r"\b(?=[bcdilprsuw])(?:(?:rose|risen|rises|climbed|climbs|increased|lowered|raised|revised|updated|bringing"
    r"|withdrew)\b[^.;]{0,48}"
    r"|died?\b[^.;,]{0,40}\b(?:hospital|infirmary|clinic|wounds|injuries|burns)\b[^.;,]{0,24}|succumbed\b[^.;,]{0,48}"
    r"|(?:pulled|recovered|retrieved|dug out|unearthed)\b[^.;]{0,64}|(?:still|remained?|remains)\b[^.;,]{0,40})$",
    re.IGNORECASE,
)
"""What stands before the day of something that came after the event."""
_REACH: Final = 96
_PRECISIONS: Final = (
    (1, DatePrecision.DAY),
    (6, DatePrecision.TWO_TO_SIX_DAYS),
    (7, DatePrecision.WEEK),
    (31, DatePrecision.MONTH),
)


class When(NamedTuple):
    """First and last day, both inclusive, and the UCDP precision code."""

    start: date
    end: date
    precision: int

    @property
    def days(self) -> int:
        """Length of the interval."""
        return (self.end - self.start).days + 1


@dataclass(slots=True, eq=False)
class Dated:
    """A mention that dates something: an event, what came after it, or (possessive) the event named after it.

    `is_later`: on that day somebody reported it, or its toll rose; the event was then or before.
    """

    start: int
    end: int
    when: When
    is_period: bool
    is_later: bool
    is_possessive: bool


def interval(start: date, end: date) -> When:
    """Days from `start` to `end` with the precision that their number has."""
    days = (end - start).days + 1
    precision = next((code for most, code in _PRECISIONS if days <= most), DatePrecision.YEAR)
    return When(start, end, int(precision))


def read_dated(text: str, mentions: Iterable[DateMention]) -> list[Dated]:
    """The mentions that can date an event, in order; a month or year inside another date is not repeated."""
    found: list[Dated] = []
    for mention in mentions:
        if mention.kind not in _DATING or mention.date_start is None or mention.date_end is None:
            continue
        when = When(
            mention.date_start,
            mention.date_end,
            mention.prec or interval(mention.date_start, mention.date_end).precision,
        )
        follows = found and mention.start - found[-1].end <= 2 and _holds(when, found[-1].when)
        if follows:
            continue
        possessive = text.startswith(_POSSESSIVE, mention.end)
        is_later = not possessive and (mention.kind is _SAID or _is_aftermath(text, mention))
        found.append(Dated(mention.start, mention.end, when, mention.kind is _PERIOD, is_later, possessive))
    return found


def _is_aftermath(text: str, mention: DateMention) -> bool:
    """ "died in hospital on Friday", "the toll rose to 30 on Sunday"."""
    if mention.kind is not _POINT:
        return False
    return _AFTERMATH.search(text, max(0, mention.start - _REACH), mention.start) is not None


def _holds(outer: When, inner: When) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def since(mentions: Iterable[DateMention], start: int, end: int) -> DateMention | None:
    """The bound of a count that goes on until now ("since 26 March"), in characters start..end."""
    for mention in mentions:
        if mention.kind is DateKind.SINCE and start <= mention.start < end and mention.date_start is not None:
            return mention
    return None


def nearest(dated: Iterable[Dated], at: int, start: int, end: int) -> Dated | None:
    """The event date nearest to character `at` among those in characters start..end, else that of what came later."""
    inside = [d for d in dated if start <= d.start < end]
    if not inside:
        return None
    events = [d for d in inside if not d.is_later]
    return min(events or inside, key=lambda d: min(abs(d.start - at), abs(d.end - at)))


def event_date(dated: list[Dated]) -> When | None:
    """The last date of a sentence that is one of an event; a time that still goes on ("this year") yields to a day."""
    if not dated:
        return None
    events = [d for d in dated if not d.is_later]
    days = [d for d in events if not d.is_period] or events
    return days[-1].when if days else None


def later_date(dated: list[Dated]) -> When | None:
    """The day of what came after the event: it was then or before."""
    for d in dated:
        if d.is_later:
            return d.when
    return None


def days_before(when: When, days: int) -> When:
    """The same interval some days earlier."""
    return When(when.start - timedelta(days), when.end - timedelta(days), when.precision)
