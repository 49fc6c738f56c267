"""Which whole numbers stand in a text, as digits or in words, whatever they count.

This says what a reader could find printed there: "4" and "four", "1,633", "two hundred and five", "2.5
million", "a dozen". 1 is "1" or "one"; "a man", "a couple" and ordinals are no numbers here. It has patterns
of its own, so that a number that the extractor's grammar overlooks still counts as standing in the text.
"""

import re
from functools import cache
from typing import Final

from pipeline.extract.lexicon import MULTIPLIERS, Lexicon, load
from pipeline.extract.numbers import magnitude

_DIGITS: Final = r"\d{1,3}(?:,\d{3}){1,4}|\d{1,15}(?:\.\d{1,6})?"
_GAP: Final = r"[\s-]{1,3}"
MOST_SCALES: Final = 6
"""Scale words in one number: "two million three hundred thousand" has three."""
_DECIMAL = re.compile(r"\d+\.(?!\d{3}$)\d+")
_SPLIT = re.compile(r"[\s-]+")


def printed_numbers(text: str) -> frozenset[int]:
    """Every whole number that is printed in `text`.

    >>> sorted(printed_numbers("Twenty-two died, 7-9 were hurt, 1,633 fled 2.5 km."))
    [7, 9, 22, 1633]
    """
    lexicon = load()
    found = (_value(match[0], lexicon) for match in _number().finditer(text.lower()))
    return frozenset(value for value in found if value is not None)


def _value(written: str, lexicon: Lexicon) -> int | None:
    if _DECIMAL.fullmatch(written):
        return None
    words = _SPLIT.split(written)
    fixed = lexicon.numbers.get(" ".join(words))
    return magnitude(words, lexicon) if fixed is None else fixed


@cache
def _number() -> re.Pattern[str]:
    """Digits or number words, scaled by "dozen", "hundred", "thousand" and so on; fixed phrases first."""
    lexicon = load()
    numbers = {word: value for word, value in lexicon.numbers.items() if word not in lexicon.kinships}
    phrases = [word for word in numbers if " " in word]
    words = {word: value for word, value in numbers.items() if " " not in word}
    scale = _either([word for word in words if word in MULTIPLIERS])
    small = _either([word for word, value in words.items() if value < 20 and word not in MULTIPLIERS])
    tens = _either([word for word, value in words.items() if 20 <= value < 100])
    spelt = f"(?:{tens}(?:{_GAP}{small})?|{small})"
    scaled = f"{scale}(?:{_GAP}(?:and{_GAP})?{spelt})?"
    number = f"(?:{spelt}|{_DIGITS}|{scale})(?:{_GAP}{scaled}){{0,{MOST_SCALES}}}"
    return re.compile(rf"(?<![\w.,])(?:{_either(phrases)}|{number})(?!\w)")


def _either(words: list[str]) -> str:
    """A pattern for any of `words`, the longest first; a space also stands for a hyphen."""
    longest_first = sorted(words, key=len, reverse=True)
    patterns = (_GAP.join(map(re.escape, _SPLIT.split(word))) for word in longest_first)
    return f"(?:{'|'.join(patterns)})"
