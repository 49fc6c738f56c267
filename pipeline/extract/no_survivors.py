"""Deaths told by there being no survivors, of people counted aboard before.

"A helicopter carrying 11 people hit a mountain; there were no survivors." "The ferry had 60 pilgrims on board. Nobody
survived."
"""

from dataclasses import replace
from typing import Final

from pipeline.extract.aboard import drop_missing, people_aboard
from pipeline.extract.antecedents import Antecedents
from pipeline.extract.claims import Claim, ClaimBook
from pipeline.extract.governors import Reading
from pipeline.extract.lexicon import Tag
from pipeline.extract.numbers import bounded
from pipeline.extract.victims import victims_of
from pipeline.vocabulary import HarmType, Qualifier

_SURVIVORS: Final = frozenset({"survivors", "survivor"})
_SURVIVED: Final = frozenset({"survived", "survive", "survives"})
_LEFT: Final = frozenset({"left", "leaves", "leaving", "with"})
_BETWEEN: Final = frozenset({"x", "X", "T", Tag.PREPOSITION, Tag.OF, Tag.OF_WHOM})
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
    if _add_of_sentence(book, at):
        return
    no = book.reading.sentence.no
    told = [claim for claim in earlier[-_NEAR:] if no - claim.reading.sentence.no == 1]
    if all(claim.harm is not HarmType.KILLED for claim in told):
        _add_of_before(book, at, told, antecedents)


def _add_of_sentence(book: ClaimBook, at: int) -> bool:
    """The deaths of those whom the sentence told aboard, or trapped, before "no survivors"; whether there are any."""
    aboard = [member for member in people_aboard(book.reading) if member < at]
    aboard = aboard or [c.chunk for c in book.claims if c.harm is HarmType.MISSING and c.chunk < at]
    for claim in list(book.by_chunk.get(at, [])) if aboard else ():
        book.drop(claim)  # "none of them": a part of the trapped by its form
    for member in aboard:
        before = list(book.by_chunk.get(member, []))
        if all(claim.harm is HarmType.MISSING for claim in before):
            book.add(Reading(member, HarmType.KILLED, at, _RULE), HarmType.KILLED)
            drop_missing(book, before)
    return bool(aboard)


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


def _add_of_before(book: ClaimBook, at: int, told: list[Claim], antecedents: Antecedents) -> None:
    """The number of those whom the sentence before told aboard, or trapped, said of "no survivors"."""
    before = antecedents.sentence_before(book.reading.sentence)
    people = [before.chunks[member] for member in people_aboard(before)] if before is not None else []
    trapped = [claim for claim in told if claim.harm is HarmType.MISSING]
    numbers = [chunk.number for chunk in people] or [claim.number for claim in trapped]
    values = [number.value if number is not None else None for number in numbers]
    if before is None or not values or None in values:
        return
    total = bounded(sum(value for value in values if value is not None), Qualifier.EXACT)
    book.reading.chunks[at] = replace(book.reading.chunks[at], number=total, implied=False)
    claim = book.add(Reading(at, HarmType.KILLED, at, _RULE), HarmType.KILLED)
    if claim is not None:
        named = victims_of(before.tokens, people[0], book.lexicon) if people else trapped[0].victims
        claim.victims = named._replace(text=None)
