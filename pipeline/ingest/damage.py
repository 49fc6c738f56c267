"""Damage that a text has suffered on its way, as data: described, never mended."""

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple


class DamageKind(StrEnum):
    """What happened to the text."""

    PAGE_BREAK = "page_break"
    LOST_HYPHEN = "lost_hyphen"
    GLUED_DASH = "glued_dash"
    MOJIBAKE = "mojibake"
    REPLACEMENT_CHARACTER = "replacement_character"


class Damage(NamedTuple):
    """One damaged place: characters `start` to `end` (exclusive) of the text, and what stands there."""

    kind: DamageKind
    start: int
    end: int
    excerpt: str


_LOST = "\ufffd"
_BLANK_BEFORE_LOWER_CASE = re.compile(r"(?<=[\w,;–-])\s++(?=[a-z])")
_PATTERNS = (
    (
        DamageKind.LOST_HYPHEN,
        re.compile(r"\b[A-Z][a-z]{2,20}?(?:majority|minority|dominated|backed|affiliated)\b"),
    ),
    (DamageKind.GLUED_DASH, re.compile(r"(?<=[^\W\d])—(?=\d)|(?<=\d)—(?=[^\W\d])")),
    (DamageKind.REPLACEMENT_CHARACTER, re.compile(f"{_LOST}++")),
)


def describe_damage(text: str) -> list[Damage]:
    """The damaged places of a text in order.

    A blank line inside a sentence (a page break), a compound whose hyphen is lost ("Sunnimajority"), an em
    dash glued between a word and a number ("government—24"), mojibake ("Iraqâ€™s", by ftfy's measure), and
    U+FFFD, which stands where a character was lost for good.
    """
    places = [*_page_breaks(text), *_matches(text), *_mojibake(text)]
    return sorted(places, key=lambda damage: (damage.start, damage.kind))


def _page_breaks(text: str) -> Iterator[Damage]:
    for match in _BLANK_BEFORE_LOWER_CASE.finditer(text):
        if match[0].count("\n") > 1 or "\f" in match[0]:
            yield _damage(DamageKind.PAGE_BREAK, text, match.start(), match.end())


def _matches(text: str) -> Iterator[Damage]:
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            yield _damage(kind, text, match.start(), match.end())


def _mojibake(text: str) -> Iterator[Damage]:
    if text.isascii():
        return
    from ftfy.badness import BADNESS_RE

    for match in BADNESS_RE.finditer(text):
        if _LOST in match[0]:
            continue
        yield _damage(DamageKind.MOJIBAKE, text, match.start(), match.end())


def _damage(kind: DamageKind, text: str, start: int, end: int) -> Damage:
    return Damage(kind, start, end, text[max(0, start - 12) : end + 12])
