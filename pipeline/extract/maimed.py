"""People told by a limb that was maimed: "a worker's hand was severed", "two men's legs were broken"."""

from dataclasses import replace
from typing import Final

from pipeline.extract.claims import ClaimBook
from pipeline.extract.governors import Reading
from pipeline.extract.lexicon import Tag, load, word_list
from pipeline.extract.numbers import bounded
from pipeline.extract.tokens import Tokens
from pipeline.extract.words import POSSESSIVE
from pipeline.vocabulary import HarmType, Qualifier

_ARTICLES: Final = (Tag.INDEFINITE, Tag.DEFINITE)
_COUNTING: Final = (*_ARTICLES, Tag.DIGITS, Tag.SMALL_NUMBER, Tag.TENS)


def add_maimed(book: ClaimBook) -> None:
    """Claims of the wounds of those whose limbs were broken or cut off: "a worker's hand was severed"."""
    tokens = book.reading.tokens
    if word_list("harm", "wounded", "maimed").isdisjoint(tokens.vocabulary) or Tag.BE not in tokens.tags:
        return
    for at, chunk in enumerate(book.reading.chunks):
        if chunk.kind in ("T", "x") and _is_maimed(tokens, chunk.last) and not book.by_chunk.get(at):
            opens = at - 1 if tokens.tags[chunk.first] not in _COUNTING and at else at
            first = book.reading.chunks[opens].first
            number = chunk.number
            if number is None and tokens.tags[first] in _ARTICLES:
                number = bounded(1, Qualifier.EXACT)
            if number is None:
                continue
            core = chunk.core if chunk.number is not None else (first, first + 1)
            owner = replace(
                chunk,
                kind="N",
                first=first,
                last=chunk.last - 1,
                core=core,
                head=chunk.last - 1,
                number=number,
            )
            book.reading.chunks[at] = replace(owner, implied=chunk.number is None, reason=None)
            book.add(Reading(at, HarmType.WOUNDED, at, "limb"), HarmType.WOUNDED)


def _is_maimed(tokens: Tokens, limb: int) -> bool:
    """ "A worker's hand was severed", "two men's legs were broken"."""
    owner = limb - 1
    if owner < 0 or tokens.words[limb] not in word_list("harm", "wounded", "limbs"):
        return False
    is_owned = tokens.raw[owner].endswith(POSSESSIVE) and tokens.words[owner] in load().people
    done = tokens.words[limb + 2 : limb + 3]
    return (
        is_owned
        and tokens.tags[limb + 1 : limb + 2] == Tag.BE
        and not word_list("harm", "wounded", "maimed").isdisjoint(done)
    )
