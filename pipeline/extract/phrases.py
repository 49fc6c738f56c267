"""Phrases of the word lists in `lexicon/`, all found in one pass over a sentence.

A hit says which list a phrase is of (its kind) and the name that the list gives it. The kinds are `weapon`,
`organisation`, `group` (of attackers), the lists of `lexicon/perpetrators.toml` and the lists of `lexicon/scope.toml`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
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
FIGHT: Final = "fight"
_MARKS: Final = frozenset(",-–—;:?()[]$€£%&+/|")
"""First characters of the tokens that are no words."""


@dataclass(slots=True, eq=False)
class Hit:
    """A phrase at tokens `first`..`last` inclusive; `size` in words, a measure of how specific it is."""

    kind: str
    name: str
    first: int
    last: int
    size: int


class _Phrase(NamedTuple):
    """A phrase of two words or more after its first word; `kind` and `name` as in `Hit`."""

    rest: list[str]
    kind: str
    name: str


@dataclass(slots=True, eq=False)
class _Entry:
    """The phrases that begin with one word: those of one word, and the longer ones by their second word."""

    single: tuple[tuple[str, str], ...]
    longer: dict[str, tuple[_Phrase, ...]]


def _lists() -> Iterator[tuple[str, Mapping[str, Iterable[str]]]]:
    """Kind, and phrases by canonical name."""
    yield WEAPON, read_table("weapons")
    yield ORGANISATION, read_table("sources")["organisations"]
    perpetrators = read_table("perpetrators")
    yield GROUP, perpetrators["groups"]
    for kind in (ACT, DEED, BLAME, FIGHT):
        yield kind, {"": perpetrators[kind]["phrases"]}
    scope: dict[str, dict[str, Any]] = read_table("scope")
    for name, table in scope.items():
        yield name, {"": table["phrases"]}


@cache
def _index() -> dict[str, _Entry]:
    """Phrases by first word, and by second word the longest first."""
    single: dict[str, dict[str, str]] = {}
    longer: dict[str, dict[str, list[_Phrase]]] = {}
    for kind, entries in _lists():
        for name, phrases in entries.items():
            for phrase in phrases:
                first, *rest = phrase.replace("-", " ").split()
                if rest:
                    longer.setdefault(first, {}).setdefault(rest[0], []).append(_Phrase(rest, kind, name))
                else:
                    single.setdefault(first, {}).setdefault(kind, name)
    return {
        first: _Entry(
            tuple(single.get(first, {}).items()),
            {word: tuple(sorted(found, key=_shortness)) for word, found in longer.get(first, {}).items()},
        )
        for first in single.keys() | longer.keys()
    }


def _shortness(phrase: _Phrase) -> int:
    return -len(phrase.rest)


def _flat(tokens: Tokens) -> tuple[list[str], list[int]]:
    """Single words, those of joined tokens apart and punctuation left out, and the token of each."""
    words: list[str] = []
    at: list[int] = []
    for token, word in enumerate(tokens.words):
        if " " in word:
            pieces = [piece for piece in word.split() if piece[0] not in _MARKS]
            words += pieces
            at += [token] * len(pieces)
        elif word[0] not in _MARKS:
            words.append(word)
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
    index, found, last = _index(), list[Hit](), len(words) - 1
    for i in [i for i, word in enumerate(words) if word in index]:
        entry = index[words[i]]
        longer = entry.longer.get(words[i + 1]) if i < last else None
        taken = _add_longer(longer, words, at, i, found) if longer is not None else ()
        for kind, name in entry.single:
            if kind not in taken:
                found.append(Hit(kind, name, at[i], at[i], 1))
    return found


def _add_longer(
    phrases: tuple[_Phrase, ...], words: list[str], at: list[int], i: int, found: list[Hit]
) -> list[str]:
    """Adds the longest phrase of each kind that begins at word `i`; the kinds of those."""
    taken: list[str] = []
    for rest, kind, name in phrases:
        size = len(rest)
        if kind not in taken and words[i + 1 : i + 1 + size] == rest:
            found.append(Hit(kind, name, at[i], at[i + size], size + 1))
            taken.append(kind)
    return taken
