"""Deaths told by there being no survivors, of people counted aboard before.

"A helicopter carrying 11 people hit a mountain; there were no survivors." "The ferry had 60 pilgrims on board. Nobody
survived."
"""

from dataclasses import replace
from typing import Final

from pipeline.extract.aboard import people_aboard
from pipeline.extract.antecedents import Antecedents
from pipeline.extract.claims import Claim, ClaimBook
from pipeline.extract.governors import Reading
from pipeline.extract.lexicon import Tag
from pipeline.extract.numbers import bounded
from pipeline.extract.sentence_reading import SentenceReading
from pipeline.extract.victims import victims_of
from pipeline.vocabulary import HarmType, Qualifier

_SURVIVORS: Final = frozenset({"survivors", "survivor"})
_SURVIVED: Final = frozenset({"survived", "survive", "survives"})
_LEFT: Final = frozenset({"left", "leaves", "leaving", "with"})
_BETWEEN: Final = frozenset({"x", "X", "T", Tag.PREPOSITION, Tag.OF})
""" "Nobody on board the plane survived"."""
_NEAR: Final = 8
"""Claims among which those of the sentence before are looked for."""
_RULE: Final = "unsurvived"


def add_no_survivors(book: ClaimBook, earlier: list[Claim], antecedents: Antecedents) -> None:
    """Claims of the deaths of those told aboard, in the sentence or in the one before, where nobody survived.

    Where that one told of deaths already, they are those.
    """
    tokens = book.reading.tokens
    if Tag.ZERO not in tokens.tags or (_SURVIVORS | _SURVIVED).isdisjoint(tokens.vocabulary):
        return
    at = next(
        (i for i, kind in enumerate(book.reading.string) if kind == "N" and _nobody_lives(book, i)), None
    )
    if at is None or any(claim.rule == _RULE for claim in book.claims):
        return
    aboard = [member for member in people_aboard(book.reading) if member < at]
    for member in aboard:
        if not book.by_chunk.get(member):
            book.add(Reading(member, HarmType.KILLED, at, _RULE), HarmType.KILLED)
    no = book.reading.sentence.no
    are_told = any(c.harm is HarmType.KILLED and no - c.reading.sentence.no == 1 for c in earlier[-_NEAR:])
    before = None if aboard or are_told else antecedents.sentence_before(book.reading.sentence)
    if before is not None:
        _add_of_before(book, at, before)


def _nobody_lives(book: ClaimBook, at: int) -> bool:
    """ "There were no survivors", "nobody on board survived"; ships that "found no survivors" may still find some."""
    chunks, words, string = book.reading.chunks, book.reading.tokens.words, book.reading.string
    number = chunks[at].number
    if number is None or number.value != 0:
        return False
    if words[chunks[at].last] in _SURVIVORS:
        if words[chunks[at].last + 1 : chunks[at].last + 2] == ["among"]:
            return False  # told by `survival`, or of others
        return at == 0 or string[at - 1] == Tag.BE or words[chunks[at - 1].last] in _LEFT
    verb = at + 1
    while verb < len(string) and string[verb] in _BETWEEN:
        verb += 1
    return verb < len(string) and words[chunks[verb].first] in _SURVIVED


def _add_of_before(book: ClaimBook, at: int, before: SentenceReading) -> None:
    """The number of those aboard, said of "no survivors"."""
    people = [before.chunks[member] for member in people_aboard(before)]
    numbers = [chunk.number.value for chunk in people if chunk.number is not None]
    if not numbers or None in numbers:
        return
    total = bounded(sum(value for value in numbers if value is not None), Qualifier.EXACT)
    chunk = book.reading.chunks[at]
    book.reading.chunks[at] = replace(chunk, number=total, implied=False)
    claim = book.add(Reading(at, HarmType.KILLED, at, _RULE), HarmType.KILLED)
    if claim is not None:
        claim.victims = victims_of(before.tokens, people[0], book.lexicon)._replace(text=None)
