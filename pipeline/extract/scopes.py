"""What a claim covers: one incident, a period, a stock, the past, or only the headline's summary."""

from functools import cache
from typing import NamedTuple

from pipeline.extract.lexicon import read_table
from pipeline.vocabulary import DatePrecision


class ScopePhrases(NamedTuple):
    """Phrase lists of `lexicon/scope.toml`, each phrase padded with spaces."""

    historical: tuple[str, ...]
    period: tuple[str, ...]
    background: tuple[str, ...]
    summary: tuple[str, ...]
    separate: tuple[str, ...]
    detail: tuple[str, ...]
    total: tuple[str, ...]
    past: tuple[str, ...]


@cache
def scope_phrases() -> ScopePhrases:
    """The lists, once a process."""
    table = read_table("scope")
    lists = {name: table[name]["phrases"] for name in ScopePhrases._fields if name != "past"}
    lists["past"] = table["background"]["anywhere"]
    return ScopePhrases(**{name: tuple(f" {p} " for p in phrases) for name, phrases in lists.items()})


def padded(words: list[str]) -> str:
    """Words of a sentence as one string to look phrases up in."""
    return f" {' '.join(words)} "


def has_phrase(sentence: str, phrases: tuple[str, ...]) -> bool:
    """Whether a padded sentence holds one of the padded phrases."""
    return any(phrase in sentence for phrase in phrases)


def covers_period(precision: int | None) -> bool:
    """Whether a date is a month or longer."""
    return precision is not None and precision >= DatePrecision.MONTH
