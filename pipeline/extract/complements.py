"""The rest of a count, told without its verb: "four were freed; the other three", "Zambezia the remaining 24".

A number that says it is the rest is one where the numbers prove it: with another number told since the count, it makes
up the count. Then it takes the count's harm and is a part of it.
"""

from typing import Final

from pipeline.extract.chunks import Chunk
from pipeline.extract.claims import Claim, ClaimBook
from pipeline.extract.governors import Reading
from pipeline.extract.groups import Group
from pipeline.extract.sentence_reading import SentenceReading
from pipeline.extract.victims import victims_of
from pipeline.vocabulary import PartRelation

_REST: Final = frozenset({"the other", "the remaining", "other", "others", "remaining", "rest", "the rest"})
_DEFINITE: Final = frozenset({"the", "the other", "the others", "the remaining", "the rest"})
_NEAR: Final = 2
_FAR: Final = 8
"""Sentences between a count and its rest: where they stand alone, and where the sentence tells both parts."""
_UNHARMED: Final = frozenset({"unharmed", "unhurt", "unscathed", "uninjured", "survived", "escaped"})
_TO_FATE: Final = 5
"""Tokens from the rest to what became of them."""
_LATEST: Final = 12
"""Claims among which the count is looked for."""


def add_complements(book: ClaimBook, earlier: list[Claim]) -> None:
    """Claims of the numbers of a sentence that are the rest of a count told before."""
    if _REST.isdisjoint(book.reading.tokens.vocabulary):
        return
    for group in book.reading.clauses.groups:
        if len(group.members) == 1 and _says_rest(book, group) and not _got_away(book, group):
            at = group.members[0]
            claims = book.by_chunk.get(at, [])
            if not claims:
                _add(book, at, earlier)
            for claim in claims:
                _tie(book, claim, earlier)


def _says_rest(book: ClaimBook, group: Group) -> bool:
    chunk = book.reading.chunks[group.members[0]]
    if chunk.kind != "N" or chunk.implied or chunk.head is not None:
        return False
    return not _REST.isdisjoint(book.reading.tokens.words[chunk.first : chunk.last + 1])


def _got_away(book: ClaimBook, group: Group) -> bool:
    """ "The other two came through unharmed"."""
    first = book.reading.chunks[group.members[0]].last + 1
    return not _UNHARMED.isdisjoint(book.reading.tokens.words[first : first + _TO_FATE])


def _add(book: ClaimBook, at: int, earlier: list[Claim]) -> None:
    whole = _whole(book, at, [*earlier[-_LATEST:], *book.claims])
    claim = book.add(Reading(at, whole.harm, at, "complement"), whole.harm) if whole is not None else None
    if whole is not None and claim is not None:
        _attach(book, claim, whole, earlier)


def _tie(book: ClaimBook, claim: Claim, earlier: list[Claim]) -> None:
    """ "Two of the four wounded are in hospital. The two others were treated for cuts": the rest, and no more."""
    if claim.parent is not None or book.reading.tokens.words[claim.phrase.first] not in _DEFINITE:
        return
    whole = _whole(book, claim.chunk, [c for c in earlier[-_LATEST:] if c.harm is claim.harm])
    if whole is not None:
        claim.additive = False
        _attach(book, claim, whole, earlier)


def _whole(book: ClaimBook, at: int, told: list[Claim]) -> Claim | None:
    """The last count of which the number of a chunk is the rest."""
    value = book.number(at).value
    for whole in reversed(told):
        apart = book.reading.sentence.no - whole.reading.sentence.no
        total = whole.number.value
        if (
            apart > (_FAR if _has_number(book, at) else _NEAR)
            or value is None
            or total is None
            or whole.chunk == at
        ):
            continue
        if total - value in _told_last(book, at, whole):
            return whole
    return None


def _has_number(book: ClaimBook, at: int) -> bool:
    """Whether the sentence tells the other part too ("one province recorded 37 deaths, another the remaining 24")."""
    return any(chunk.kind in "NS" and chunk.number is not None for chunk in book.reading.chunks[:at])


def _told_last(book: ClaimBook, at: int, whole: Claim) -> list[int]:
    """The numbers of people told before a chunk: in its sentence, else in that of the whole.

    None where the last of them are other people ("two militants blew themselves up, and the other two ...").
    """
    own = [chunk for chunk in book.reading.chunks[:at] if chunk.number is not None and chunk.kind in "NS"]
    reading, told = (book.reading, own) if own else (whole.reading, whole.reading.chunks)
    return [
        chunk.number.value
        for chunk in told
        if chunk.number is not None and chunk.number.value and _may_be_of(reading, chunk, whole, book)
    ]


def _may_be_of(reading: SentenceReading, chunk: Chunk, whole: Claim, book: ClaimBook) -> bool:
    people = victims_of(reading.tokens, chunk, book.lexicon)
    return chunk.kind == "S" or chunk.head is None or people.victim_class is whole.victims.victim_class


def _attach(book: ClaimBook, claim: Claim, whole: Claim, earlier: list[Claim]) -> None:
    other = (whole.number.value or 0) - (claim.number.value or 0)
    for sibling in (*earlier[-_LATEST:], *book.claims):
        is_later = sibling.reading.sentence.no >= whole.reading.sentence.no and sibling not in (whole, claim)
        is_free = sibling.parent in (None, whole) and sibling.harm is whole.harm
        if is_later and is_free and sibling.number.value == other:
            sibling.become_part_of(whole, PartRelation.PARTITION)
    claim.become_part_of(whole, PartRelation.PARTITION)
