"""Texts made to be slow: the time at n and at 2n says whether it grows with the length or with its square."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import cycle, islice

from bench.measure import Measure, timed
from pipeline.extract import extract

SECONDS_ALLOWED = 1.0
"""A text whose tenth takes longer is measured at a tenth of its size, so that the benchmark ends."""

WORDS = (
    "bombs",
    "killed",
    "12",
    "people",
    "and",
    "wounded",
    "30",
    "others",
    "in",
    "Mosul",
    "on",
    "Monday",
    "while",
)


def digits_and_commas(size: int) -> str:
    """`size` characters of one number without end."""
    return "".join(islice(cycle("1,234,567,890"), size))


def without_a_period(size: int) -> str:
    """`size` characters of words and numbers in one sentence."""
    return " ".join(islice(cycle(WORDS), size // 6 + 1))[:size]


def nested_parentheses(size: int) -> str:
    """`size` pairs of parentheses, each inside the last, around a casualty figure."""
    return "Police said " + "(" * size + "12 people were killed" + ")" * size + "."


def cues(size: int) -> str:
    """`size` words for harm and no numbers."""
    return " ".join(islice(cycle(("killed", "wounded", "dead", "kidnapped", "missing")), size))


def number_words(size: int) -> str:
    """`size` number words in a row."""
    return " ".join(islice(cycle(("one", "hundred", "and", "two", "thousand")), size))


def coordination(size: int) -> str:
    """`size` victims in one clause."""
    return "Gunmen killed " + " and ".join(islice(cycle(("2 men", "a child", "three policemen")), size)) + "."


TEXTS: Mapping[Callable[[int], str], int] = {
    digits_and_commas: 100_000,
    without_a_period: 1_000_000,
    nested_parentheses: 50_000,
    cues: 50_000,
    number_words: 50_000,
    coordination: 20_000,
}
"""Text -> the n at which it is measured."""


def adversarial(repeats: int) -> Iterator[Measure]:
    """Seconds at n and at 2n of every text, and their ratio: about 2 when time is linear."""
    for make, full in TEXTS.items():
        size = _bearable(make, full)
        once, twice = _seconds(make(size), repeats), _seconds(make(2 * size), repeats)
        name = make.__name__.replace("_", " ")
        note = "" if size == full else f"n = {full:,} would take too long"
        yield Measure("adversarial", f"{name}, n = {size:,}", once, "s", note)
        yield Measure("adversarial", f"{name}, 2n", twice, "s")
        yield Measure("adversarial", f"{name}, ratio", twice / once, "times", "2 is linear")


def _bearable(make: Callable[[int], str], full: int) -> int:
    size = full
    while size >= 1_000 and _seconds(make(size // 10), 1) > SECONDS_ALLOWED:
        size //= 10
    return size


def _seconds(text: str, repeats: int) -> float:
    """Processor time, since the ratio of two wall times says nothing on a busy machine."""
    return timed([partial(extract, text)] * repeats).cpu
