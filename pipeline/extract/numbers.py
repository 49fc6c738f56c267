"""Number expressions: their extent in the tag string, and the values they stand for.

A number is digits ("1,633", "2.5 million"), words ("two hundred and five"), a range ("7-9", "between 7 and 9") or a
vague magnitude ("dozens"); words before and after it qualify it ("at least 13", "10 or more").
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from pipeline.extract.lexicon import Lexicon, Tag
from pipeline.vocabulary import Qualifier

_UNITS = r"(?:th?n|t|n)"
_CORE = rf"(?:[1n]v|(?:D?m+|1m*|{_UNITS}(?:h?m)*)(?:(?<=m)&?{_UNITS}m*)*|v)"
NUMBER: Final = rf"{_CORE}(?:[>h&]{_CORE}(?![hu]))?"
"""Over tags; the second half is there only for a range, which `read_number` confirms from the words."""

_ARTICLES = frozenset({"a", "an"})
_RANGE_WORDS = frozenset({"to", "-", "–", "or", "and"})
_HYPHENATED = frozenset(
    (
        Tag.TENS + Tag.HYPHEN + Tag.SMALL_NUMBER,
        Tag.SMALL_NUMBER + Tag.HYPHEN + Tag.MULTIPLIER,
        Tag.DIGITS + Tag.HYPHEN + Tag.MULTIPLIER,
    )
)
""" "Twenty-two", "three-hundred", "2-million": one number, no range."""
_PLURAL_SCALES = {"dozens": 12, "scores": 20, "hundreds": 100, "thousands": 1000, "millions": 10**6}
""" "Two dozens" counts as "two dozen" does."""
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+")
_REMEMBERED = 1 << 12
"""Numbers; small ones come back in every report."""
_LONGEST = 15
"""Digits; a longer run is no count of people."""


@dataclass(slots=True, eq=False)
class Number:
    """A number read: `value` null for a range or a vague word; `low`, `high` bound it (high null: unbounded)."""

    value: int | None
    low: int | None
    high: int | None
    qualifier: Qualifier


def _digits(token: str) -> float | None:
    if len(token) > _LONGEST:
        return None
    if _THOUSANDS.fullmatch(token):
        return float(token.replace(".", ""))
    if token.endswith("k"):
        thousands = _digits(token[:-1])
        return None if thousands is None else thousands * 1000
    try:
        return float("".join(token.replace(",", "").split()))
    except ValueError:
        return None


def is_fraction(word: str) -> bool:
    """ "7.14": no count of people by itself; "1.633" is a thousand and more."""
    return "." in word and word[-1].isdigit() and _THOUSANDS.fullmatch(word) is None


def magnitude(words: list[str], lexicon: Lexicon) -> int | None:
    """The value of one number in digits or words; None when the words are no number.

    >>> magnitude(["two", "hundred", "and", "five"], load())
    205
    """
    total, current = 0.0, None
    for word in words:
        if word in _ARTICLES:
            current = 1.0
            continue
        if word in ("and", "&", "-"):
            continue
        value = lexicon.numbers.get(word)
        if word in _PLURAL_SCALES and current is not None:
            current *= _PLURAL_SCALES[word]
        elif value is None:
            parsed = _digits(word)
            if parsed is None:
                return None
            current = (current or 0) + parsed
        elif value >= 100 or (value == 12 and word == "dozen"):
            base = (1 if current is None else current) * value
            if value == 100:
                current = base
            else:
                total, current = total + base, None
        else:
            current = (current or 0) + value
    return round(total + (current or 0))


def split_range(words: list[str], tags: str) -> tuple[int, int] | None:
    """Where a range's first number ends and its second begins, as token positions; None for a single number."""
    for i in range(1, len(words) - 1):
        if words[i] in _RANGE_WORDS and tags[i] in (Tag.TO, Tag.HYPHEN, Tag.AND):
            is_word_join = tags[i] == Tag.AND and words[i] == "and" and tags[i - 1] == Tag.MULTIPLIER
            is_hyphenated_word = tags[i - 1 : i + 2] in _HYPHENATED
            if not is_word_join and not is_hyphenated_word:
                return i, i + 1
    return None


@lru_cache(_REMEMBERED)
def value_of_word(word: str, lexicon: Lexicon) -> int | None:
    """The value of a number in one word or in digits; None when the word is no number."""
    return magnitude([word], lexicon)


@lru_cache(_REMEMBERED)
def bounded(value: int, qualifier: Qualifier) -> Number:
    """A printed value under a qualifier, as the contract writes it (`more than 200` -> low 201)."""
    if qualifier is Qualifier.EXACT:
        return Number(value, value, value, qualifier)
    match qualifier:
        case Qualifier.AT_LEAST:
            return Number(value, value, None, qualifier)
        case Qualifier.MORE_THAN:
            return Number(value, value + 1, None, qualifier)
        case Qualifier.AT_MOST:
            return Number(value, 0, value, qualifier)
        case Qualifier.FEWER_THAN:
            return Number(value, 0, max(value - 1, 0), qualifier)
        case _:
            return Number(value, value, value, qualifier)


def range_of(low: int, high: int) -> Number:
    """A range; "2-1" and the like are read in order."""
    return Number(None, min(low, high), max(low, high), Qualifier.RANGE)


def vague(word: str, lexicon: Lexicon) -> Number | None:
    """A vague magnitude by the ledger's vocabulary (`grammar.toml`, [vague])."""
    bounds = lexicon.vague.get(word)
    return Number(None, bounds[0], bounds[1], Qualifier.VAGUE) if bounds else None
