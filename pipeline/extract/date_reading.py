"""What the readers of time expressions share: what they may look at, what they return, and small steps."""

import re
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from pipeline.extract.date_calendar import Span, day_span, precision, third
from pipeline.extract.date_mention import DateKind, DateMention
from pipeline.extract.date_patterns import NUMBER_WORDS


class Scene(NamedTuple):
    """What a reader may look at.

    The text, the same in lower case, the day of publication, and the day and the year last mentioned.
    """

    text: str
    lowered: str
    anchor: date | None
    base: date | None
    year: int | None = None
    """The year last mentioned before the text: `September of that year`."""


class Reading(NamedTuple):
    """A `DateMention` with offsets into the scene's text."""

    at: int
    to: int
    start: date | None
    end: date | None
    prec: int | None
    kind: DateKind

    def mention(self, offset: int) -> DateMention:
        """The mention, its offsets moved by `offset`."""
        return DateMention(self.at + offset, self.to + offset, self.start, self.end, self.prec, self.kind)


Match = re.Match[str]
Reader = Callable[[Match, Scene], Reading | None]


def reading(
    match: Match, kind: DateKind, span: Span | None, *, end: int | None = None, at: int | None = None
) -> Reading:
    """The expression that `match` found (or from `at`, up to `end`) as meaning these days, or none."""
    begin = match.start() if at is None else at
    stop = match.end() if end is None else end
    if span is None:
        return Reading(begin, stop, None, None, None, kind)
    return Reading(begin, stop, span.start, span.end, precision(span), kind)


def point(match: Match, day: date | None, *, end: int | None = None) -> Reading:
    """The same for one day."""
    return reading(match, DateKind.POINT, day_span(day) if day else None, end=end)


def part_of(span: Span | None, part: str | None) -> Span | None:
    """The part of a span that `early`, `mid`, `late` or `the end of` names."""
    if span is None or not part:
        return span
    if part.startswith("early") or "start" in part or "beginning" in part:
        return third(span, "early")
    return third(span, "late" if part.startswith("late") or "end" in part else "mid")


def count(words: str) -> int | None:
    """The number that words or digits say; `None` for `several`."""
    if words[0].isdigit():
        return round(float(words.replace(",", "")))
    if words in ("a", "an"):
        return 1
    return 2 if words == "a couple of" else NUMBER_WORDS.get(words)
