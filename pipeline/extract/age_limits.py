"""Numbers that only say how old people are, at most or at least: "four boys under 13", "two of them over 60"."""

import re
from dataclasses import replace
from typing import Final

from pipeline.extract.chunks import Chunk
from pipeline.extract.lexicon import word_list
from pipeline.extract.tokens import Tokens
from pipeline.vocabulary import SetAsideReason

_LIMITED: Final = re.compile(r"(?:(?P<people>[NP])x?|Nwb?|(?P<aside>N),)(?=N)")
_OLDEST: Final = 120
_YOUNG: Final = 21
""" "Under 80" is not said of people's age."""
_ALL: Final = frozenset({"all", "both", "mostly"})
_VERBS: Final = frozenset("AFG")
_PREDICATES: Final = frozenset("AJb~")


def mark_age_limits(chunks: list[Chunk], string: str, tokens: Tokens) -> list[Chunk]:
    """Chunks in which "under 13" after counted people is an age; `string` has a character for each chunk."""
    limits = word_list("grammar", "ages", "limits")
    if limits.isdisjoint(tokens.vocabulary):
        return chunks
    marked = chunks
    for match in _LIMITED.finditer(string):
        at = match.end()
        if _is_limit(match, chunks, string, tokens):
            marked = marked if marked is not chunks else list(chunks)
            marked[at] = replace(chunks[at], kind="a", number=None, reason=SetAsideReason.AGE)
    return marked


def _is_limit(match: re.Match[str], chunks: list[Chunk], string: str, tokens: Tokens) -> bool:
    """Whether the number after a match is an age; people counted there would have a verb of their own."""
    age = chunks[match.end()]
    years, limit = _years(age), _limit_before(age, tokens)
    if years is None or limit is None or years > (_OLDEST if limit in ("over", "above") else _YOUNG):
        return False
    if match["aside"] is not None:
        return tokens.words[age.first] in _ALL and string[match.end() + 1 : match.end() + 2] in ("", ",")
    if match["people"] is None:
        return True
    people = chunks[match.start()]
    has_own_verb = string[match.end() + 1 : match.end() + 2] in _PREDICATES
    is_object = string[match.start() - 1 : match.start()] in _VERBS
    is_plural = people.kind == "N" or limit in ("under", "below")
    return people.head is not None and is_plural and not (is_object and has_own_verb)


def _years(age: Chunk) -> int | None:
    """The number of a chunk that names no people."""
    number = age.number
    is_bare = number is not None and age.head is None and age.core[1] == age.core[0] + 1
    return (number.low if number.low is not None else number.high) if is_bare and number is not None else None


def _limit_before(age: Chunk, tokens: Tokens) -> str | None:
    word = tokens.words[age.core[0] - 1]
    return word if word in word_list("grammar", "ages", "limits") else None
