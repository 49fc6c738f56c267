"""The rest of a printed number: "of 16 miners, five were rescued and the rest died" tells that eleven died.

Without the number of all and of the others the rest are people whom nobody counted; what befell them befell no others.
"""

from typing import Final

from pipeline.extract.chunks import Chunk
from pipeline.extract.lexicon import Tag
from pipeline.extract.numbers import Number, bounded
from pipeline.extract.tokens import Tokens
from pipeline.vocabulary import Qualifier

REST: Final = frozenset({"rest", "remainder", "others"})
_PREDICATE: Final = (
    *(Tag.BE, Tag.HAVE, Tag.MODAL, Tag.VERB),
    *(Tag.HARM_PAST, Tag.HARM_PREDICATE, Tag.HARM_INTRANSITIVE),
)
_CARRYING: Final = frozenset(
    {"carrying", "carried", "with", "trapped", "trapping", "aboard", "board", "inside"}
)
_REACH: Final = 3
"""Tokens from people to what they were in."""


def fold_rest(chunks: list[Chunk], tokens: Tokens) -> list[Chunk]:
    """Chunks in which "the rest", as a subject, is one noun phrase: a count if its number follows, else people."""
    words, tags = tokens.words, tokens.tags
    folded = chunks
    for last in [at for at, word in enumerate(words) if word in REST and words[at - 1 : at] == ["the"]]:
        after = last + 1 + (tags[last + 1 : last + 2] == Tag.WORD)
        first_at = next(at for at, chunk in enumerate(folded) if chunk.last >= last - 1)
        last_at = next(at for at, chunk in enumerate(folded) if chunk.last >= last)
        is_whole = folded[first_at].first == last - 1 and folded[last_at].last == last
        if not is_whole or tags[after : after + 1] not in _PREDICATE:
            continue
        number = _number_of_rest(folded[:first_at], tokens)
        people = Chunk("P", last - 1, last, head=last)
        if number is not None:
            people = Chunk("N", last - 1, last, (last - 1, last + 1), number=number)
        folded = [*folded[:first_at], people, *folded[last_at + 1 :]]
    return folded


def _number_of_rest(before: list[Chunk], tokens: Tokens) -> Number | None:
    """All less those told apart: "of the 30, 12 ...", "12 of the 30", "30 miners, 12 of whom", "30 aboard; 12 ..."."""
    counts = [chunk for chunk in before if chunk.kind in "NS" and chunk.number is not None]
    whole = next((chunk for chunk in counts if _is_whole(before, chunk, counts, tokens)), None)
    if whole is None or whole.number is None or whole.number.value is None:
        return None
    parts = [chunk.number.value for chunk in counts if chunk is not whole and chunk.number is not None]
    said = {chunk.number.qualifier for chunk in counts if chunk.number is not None}
    if not parts or None in parts or not said <= {Qualifier.EXACT, Qualifier.ABOUT}:
        return None
    rest = whole.number.value - sum(value for value in parts if value is not None)
    qualifier = Qualifier.ABOUT if Qualifier.ABOUT in said else Qualifier.EXACT
    return bounded(rest, qualifier) if rest > 0 else None


def _is_whole(before: list[Chunk], chunk: Chunk, counts: list[Chunk], tokens: Tokens) -> bool:
    """Whether the other counts are told as parts of this one."""
    at = before.index(chunk)
    if chunk.implied or chunk.kind != "N":
        return False
    if before[0].kind == Tag.OF and at == 1:
        return True
    if at > 1 and before[at - 1].kind == Tag.OF and before[at - 2] is counts[0]:
        return before[at - 2].kind == "N" and len(counts) == 2
    others = [other for other in counts if other is not chunk]
    if chunk is not counts[0] or not others or any(other.head is not None for other in others):
        return False
    if others[0] in before and before[min(before.index(others[0]) + 1, len(before) - 1)].kind == Tag.OF_WHOM:
        return True
    return were_in(chunk, tokens)


def were_in(chunk: Chunk, tokens: Tokens) -> bool:
    """Whether a count is of all who were in something: "a boat carrying 50 migrants", "60 aboard"."""
    words = tokens.words
    near = [*words[max(0, chunk.first - 1) : chunk.first], *words[chunk.last + 1 : chunk.last + 1 + _REACH]]
    return not _CARRYING.isdisjoint(" ".join(near).split())
