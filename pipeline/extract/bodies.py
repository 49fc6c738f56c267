"""Bodies told without their noun ("Nine bodies were pulled from the rubble; four more were recovered on Tuesday"), and
those of people told dead before ("killed a trader and dumped his body") or counted since ("nine died, officials said
after two more bodies were found").
"""

from typing import Final

from pipeline.extract.claims import Claim, ClaimBook
from pipeline.extract.governors import Reading
from pipeline.extract.groups import Group
from pipeline.extract.lexicon import Tag, word_list
from pipeline.vocabulary import HarmType

_REACH: Final = 5
"""Tokens between the number and the verb, on either side."""


def add_more_bodies(book: ClaimBook, earlier: list[Claim]) -> None:
    """Claims of further bodies, where the last claim before them is of bodies."""
    for group in book.reading.clauses.loose:
        at = group.members[0]
        if len(group.members) == 1 and _are_further(book, group) and _follows_bodies(book, at, earlier):
            claim = book.add(Reading(at, HarmType.KILLED, at, "elliptical"), HarmType.KILLED)
            if claim is not None:
                claim.details.append("bodies")


def _are_further(book: ClaimBook, group: Group) -> bool:
    chunk, words = book.reading.chunks[group.members[0]], book.reading.tokens.words
    if chunk.kind != "N" or chunk.implied or chunk.head is not None or not chunk.additive:
        return False
    around = words[max(0, chunk.first - _REACH) : chunk.last + 1 + _REACH]
    found = word_list("harm", "killed", "found")
    return any(word.split()[0] in found for word in around)


def _follows_bodies(book: ClaimBook, at: int, earlier: list[Claim]) -> bool:
    before = [claim for claim in book.claims if claim.chunk < at] or earlier[-1:]
    near = before and book.reading.sentence.no - before[-1].reading.sentence.no <= 1
    return bool(near) and "bodies" in before[-1].details


def take_in_found(book: ClaimBook) -> None:
    """ "64 are now known to have died, after the body of a fireman was found": the count takes in who was found."""
    words = book.reading.tokens.words
    if "after" not in book.reading.tokens.vocabulary:
        return
    whole: Claim | None = None
    for claim in book.claims:
        if claim.harm is not HarmType.KILLED or claim.parent is not None:
            continue
        if whole is None or "bodies" not in claim.details:
            whole = whole if claim.phrase.implied else claim
        elif "after" in words[whole.phrase.last : claim.phrase.first] and _is_fewer(claim, whole):
            claim.become_part_of(whole)


def _is_fewer(claim: Claim, whole: Claim) -> bool:
    return (claim.number.low or 0) < (whole.number.low or 0)


def drop_bodies_of_the_dead(book: ClaimBook) -> None:
    """Take back the claims of bodies of people whom the sentence has told dead."""
    if len(book.claims) < 2:
        return
    owned = [claim for claim in book.claims if "bodies" in claim.details and _is_owned(book, claim)]
    for body in owned:
        told = [
            c for c in book.claims if c.harm is HarmType.KILLED and c.chunk < body.chunk and c not in owned
        ]
        if any(c.cue_at != body.cue_at for c in told):
            book.drop(body)


def _is_owned(book: ClaimBook, claim: Claim) -> bool:
    return book.reading.tokens.tags[claim.phrase.first] == Tag.POSSESSIVE
