"""Finds expressions of time in a text and says which days they mean: `find_dates`.

Relative expressions count from the `anchor`, the day of publication; without one they are found all the
same, so that their numbers are not taken for casualties, but mean no days. A date is what the text supports
and no finer: `last month` is a whole month.
"""

import re
from collections.abc import Iterator
from datetime import date

from pipeline.extract.date_absolute import year_before
from pipeline.extract.date_mention import DateKind, DateMention
from pipeline.extract.date_patterns import (
    BEFORE_DATES,
    BEGINNINGS,
    BOUNDS,
    DATE_TRIGGERS,
    DIGITS,
    HARMED,
    NUMERIC_GATE,
    OPENERS,
    SAID,
    SAID_AFTER,
    SINCE_EVENT,
    WORD,
)
from pipeline.extract.date_readers import READERS
from pipeline.extract.date_reading import Reading, Scene
from pipeline.extract.silent_words import SilentWords

_PERIOD = DateKind.PERIOD
_POINT = DateKind.POINT
__all__ = ["DATE_TRIGGERS", "DateKind", "DateMention", "find_dates"]

_LETTERS = re.compile(r"[a-z]+")
_BOUND_REACH = 48
_EVENT_REACH = 72
_INSIDE = frozenset("abcdefghijklmnopqrstuvwxyz0123456789_.,/:$€£-")
"""An expression does not begin right after one of these: it would be the inside of a number or a word."""
_SINCE = frozenset(("since", "after", "following"))


def find_dates(
    text: str, start: int = 0, end: int | None = None, anchor: date | None = None, base: date | None = None
) -> list[DateMention]:
    """Expressions of time in `text[start:end]`, in order and apart from each other.

    Dates, periods and bounds, and also times of day (`DateKind.TIME`) and durations (`DateKind.DURATION`),
    whose numbers are to be set aside. `text[start:end]` may be a sentence or a whole article; `base` is the day
    last mentioned before it ("the next day").
    """
    end = len(text) if end is None else end
    lowered = _same_length_lower(text[start:end])
    if not _has_time(lowered):
        return []
    year = year_before(text, start) if "that year" in lowered or "same year" in lowered else None
    scene = Scene(text[start:end], lowered.replace("\n", " "), anchor, base, year)
    return [reading.mention(start) for reading in _told_apart(scene, list(_readings(scene)))]


def _may_tell_time(word: str) -> bool:
    """Whether a word does so, or would after a number ("5 p.m.", "10 o'clock")."""
    return (
        not DATE_TRIGGERS.isdisjoint(_LETTERS.findall(word)) or NUMERIC_GATE.search(f"1 {word}") is not None
    )


_TIMELESS = SilentWords(_may_tell_time)


def _has_time(lowered: str) -> bool:
    if _TIMELESS.are_all(lowered.split()):
        return False
    if not DATE_TRIGGERS.isdisjoint(_LETTERS.findall(lowered)):
        return True
    return NUMERIC_GATE.search(lowered) is not None


def _readings(scene: Scene) -> Iterator[Reading]:
    lowered, read_to = scene.lowered, 0
    for word in WORD.finditer(lowered):
        opening = word.group()
        pattern = OPENERS.get(opening) or (DIGITS if opening[0] <= "9" else None)
        if pattern is None:
            continue
        at = word.start()
        if at < read_to or (at and lowered[at - 1] in _INSIDE):
            continue
        match = pattern.match(lowered, at)
        reading = READERS[match.lastgroup or ""](match, scene) if match else None
        if reading is None:
            continue
        reading = _bounded(scene, reading)
        if reading.kind is _POINT and reading.start is not None:
            scene = scene._replace(base=reading.start)
        read_to = reading.to
        yield reading


def _same_length_lower(text: str) -> str:
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(letter.lower()[:1] if len(letter.lower()) > 1 else letter.lower() for letter in text)


def _told_apart(scene: Scene, readings: list[Reading]) -> list[Reading]:
    """Mark the days on which something was told."""
    return [
        reading._replace(kind=DateKind.SAID)
        if reading.kind is _POINT and _is_said(scene, reading)
        else reading
        for reading in readings
    ]


def _is_said(scene: Scene, reading: Reading) -> bool:
    """`police said on Monday`, `the ministry on Monday confirmed`."""
    before = SAID.search(scene.lowered, max(0, reading.at - _BOUND_REACH), reading.at)
    return before is not None or SAID_AFTER.match(scene.lowered, reading.to) is not None


def _begins_since(lowered: str, at: int) -> bool:
    """ "since the coup of 25 October", "since a ceasefire collapsed in July 2015"; not since an event with its dead."""
    if lowered.find("since ", max(0, at - _EVENT_REACH), at) < 0:
        return False
    opening = SINCE_EVENT.search(lowered, max(0, at - _EVENT_REACH), at)
    return opening is not None and not any(word.startswith(HARMED) for word in opening.group().split())


def _bounded(scene: Scene, reading: Reading) -> Reading:
    """`since June 2008`, `until Friday`: the date bounds a period and is not when something happened."""
    if reading.kind not in (_POINT, _PERIOD):
        return reading
    before = scene.lowered[max(0, reading.at - _BOUND_REACH) : reading.at].split()
    if reading.kind is _PERIOD and before[-1:] == ["in"] and before[-2:-1] and before[-2] in BEGINNINGS:
        before = ["since"]
    while before and before[-1] in BEFORE_DATES:
        before.pop()
    word = before[-1] if before else ""
    if word not in BOUNDS and _begins_since(scene.lowered, reading.at):
        word = "since"
    if word not in BOUNDS:
        return reading
    if word in _SINCE:
        until = scene.anchor if scene.anchor and reading.start and scene.anchor >= reading.start else None
        return reading._replace(kind=DateKind.SINCE, end=until, prec=None)
    return reading._replace(kind=DateKind.BEFORE, start=None, prec=None)
