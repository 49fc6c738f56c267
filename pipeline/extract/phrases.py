"""Phrases of the word lists in `lexicon/`, all found in one pass over a sentence.

A hit says which list a phrase is of (its kind) and the name that the list gives it. The kinds are `weapon`,
`organisation`, `group` (of attackers), the lists of `lexicon/perpetrators.toml` and the lists of `lexicon/scope.toml`.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, Final, NamedTuple

from pipeline.extract.lexicon import read_table
from pipeline.extract.tokens import Tokens

WEAPON: Final = "weapon"
ORGANISATION: Final = "organisation"
GROUP: Final = "group"
ACT: Final = "act"
DEED: Final = "deed"
BLAME: Final = "blame"


class Hit(NamedTuple):
    """A phrase at tokens `first`..`last` inclusive; `size` in words, a measure of how specific it is."""

    kind: str
    name: str
    first: int
    last: int
    size: int


class _Phrase(NamedTuple):
    words: tuple[str, ...]
    kind: str
    name: str


def _lists() -> Iterator[tuple[str, Mapping[str, Iterable[str]]]]:
    """Kind, and phrases by canonical name."""
    yield WEAPON, read_table("weapons")
    yield ORGANISATION, read_table("sources")["organisations"]
    perpetrators = read_table("perpetrators")
    yield GROUP, perpetrators["groups"]
    for kind in (ACT, DEED, BLAME):
        yield kind, {"": perpetrators[kind]["phrases"]}
    scope: dict[str, dict[str, Any]] = read_table("scope")
    for name, table in scope.items():
        yield name, {"": table["phrases"]}


@cache
def _index() -> dict[str, tuple[_Phrase, ...]]:
    """Phrases by first word, longest first."""
    found: dict[str, list[_Phrase]] = {}
    for kind, entries in _lists():
        for name, phrases in entries.items():
            for phrase in phrases:
                words = tuple(phrase.replace("-", " ").split())
                found.setdefault(words[0], []).append(_Phrase(words, kind, name))
    return {first: tuple(sorted(entry, key=lambda p: -len(p.words))) for first, entry in found.items()}


def _flat(tokens: Tokens) -> tuple[list[str], list[int]]:
    """Single words, those of joined tokens apart and punctuation left out, and the token of each."""
    words: list[str] = []
    at: list[int] = []
    for token, word in enumerate(tokens.words):
        for piece in word.split() if " " in word else (word,):
            if piece[0].isalnum():
                words.append(piece)
                at.append(token)
    return words, at


def find_phrases(tokens: Tokens) -> list[Hit]:
    """Every phrase of a sentence, in order; of each kind only the longest at one word."""
    return _find(*_flat(tokens))


def find_in_text(text: str) -> list[Hit]:
    """The phrases of a sentence that was not tokenised; `first` and `last` count its words."""
    words = [word.strip(",;:()\"'“”‘’.") for word in text.lower().replace("-", " ").split()]
    return _find(words, list(range(len(words))))


def _find(words: list[str], at: list[int]) -> list[Hit]:
    index, found = _index(), list[Hit]()
    for i, word in enumerate(words):
        candidates = index.get(word)
        if candidates is None:
            continue
        taken: list[str] = []
        for phrase, kind, name in candidates:
            size = len(phrase)
            if kind not in taken and (size == 1 or tuple(words[i : i + size]) == phrase):
                found.append(Hit(kind, name, at[i], at[i + size - 1], size))
                taken.append(kind)
    return found
