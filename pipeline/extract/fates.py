"""Fates that are no harm, or another: the missing who are feared dead or found, the ill who are treated, and wounds
that only describe people told before.
"""

from typing import Final

from pipeline.extract.aboard import is_feared
from pipeline.extract.claims import Claim, ClaimBook
from pipeline.extract.lexicon import word_list
from pipeline.vocabulary import HarmType

_MISSING: Final = HarmType.MISSING
_WOUNDED: Final = HarmType.WOUNDED
_FOUND: Final = frozenset({"found", "rescued", "returned", "located", "turned up", "traced"})
_SAFE: Final = frozenset({"alive", "safe", "safely", "unharmed", "unhurt", "well", "accounted"})
_TREATED: Final = ("treat", "treats", "treated", "treating", "treatment")
_OF_SUBJECT: Final = ("passive", "intransitive", "predicate")
_ILLNESS: Final = 5
"""Tokens after "treated" in which the illness is named."""
_HAVING: Final = ("had ", "have ", "has ")
_DEAD: Final = frozenset({"dead", "of the dead", "bodies", "body", "corpses", "deceased", "of the bodies"})
_REACH: Final = 14
"""Tokens after the number in which they are found."""


def judge_missing(book: ClaimBook) -> None:
    """Drop the deaths that are only feared of people said to be missing, and the missing who were found."""
    missing = [c for c in book.claims if c.harm is _MISSING and "unsure" not in c.details]
    for claim in missing:
        for other in list(book.by_chunk.get(claim.chunk, [])):
            if other.harm is HarmType.KILLED and is_feared(book.reading, other.cue_at):
                book.drop(other)
        if _are_found(book, claim):
            book.drop(claim)


def drop_retold(book: ClaimBook) -> None:
    """ "A man is fighting for his life after a gunman shot him": the pronoun is the person told before."""
    if "Z" not in book.reading.string:
        return
    persons = [claim for claim in book.claims if claim.phrase.implied and claim.phrase.kind in "NX"]
    for claim in [c for c in book.claims if c.phrase.kind == "Z" and c.rule == "object"] if persons else ():
        first = persons[0]
        if first.harm is claim.harm and first.chunk < claim.chunk and first.rule in _OF_SUBJECT:
            book.drop(claim)


def drop_ill(book: ClaimBook) -> None:
    """ "He was being treated for an infection": ill, not wounded."""
    for claim in list(book.claims):
        if claim.harm is _WOUNDED and book.cue_word(claim).endswith(_TREATED):
            after = book.reading.chunks[claim.cue_at].last + 1
            if not word_list("harm", "wounded", "illnesses").isdisjoint(
                book.reading.tokens.words[after : after + _ILLNESS]
            ):
                book.drop(claim)


def drop_described(book: ClaimBook) -> None:
    """ "All four of the dead had stab wounds", "He had a head injury": what people told before looked like."""
    words = book.reading.tokens.words
    for claim in [c for c in book.claims if c.harm is _WOUNDED and c.rule == "intransitive"]:
        cue = book.reading.chunks[claim.cue_at].first
        if not words[cue].startswith(_HAVING):
            continue
        dies = any(other.harm is HarmType.KILLED for other in book.by_chunk[claim.chunk])
        is_new = claim.phrase.head is not None or claim.additive or book.claims[0].chunk < claim.chunk
        if dies or not is_new or not _DEAD.isdisjoint(words[claim.phrase.first : cue]):
            book.drop(claim)


def _are_found(book: ClaimBook, claim: Claim) -> bool:
    """ "seven residents earlier feared missing had all been found safe"."""
    if book.reading.string[: claim.chunk].endswith("NO"):
        return False
    first = claim.phrase.last + 1
    others = (
        c.first
        for c in book.reading.chunks[claim.chunk + 1 : claim.chunk + _REACH]
        if c.kind in "NS" or c.kind in ".;"
    )
    after = book.reading.tokens.words[first : min(next(others, first + _REACH), first + _REACH)]
    return not _SAFE.isdisjoint(after) and (not _FOUND.isdisjoint(after) or "accounted" in after)
