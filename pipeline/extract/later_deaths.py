"""People told wounded, or shot, who are told dead further on in the sentence ("three were hurt; one later died").

They join the dead and leave the total of the wounded, which `outcomes` sees to; `parts` finds "of whom" and "of them".
Of one and the same person told shot and killed only the death stands.
"""

import re
from typing import Final

from pipeline.extract.claims import Claim, ClaimBook
from pipeline.extract.lexicon import word_list
from pipeline.extract.parts import LATER_DEATH
from pipeline.vocabulary import BODILY, HarmType

DIED_IN_CARE: Final = "died_in_care"
"""Detail of a claim of people who died of the harm that they are first counted for."""
_TO_HOSPITAL: Final = 6
"""Tokens from "died" to the hospital."""
_KILLED: Final = HarmType.KILLED
_WOUNDED: Final = HarmType.WOUNDED
_LATER: Final = frozenset({"later", "subsequently", "eventually", "afterwards"})
_DYING: Final = frozenset({"intransitive", "passive", "predicate"})
""" "Later died", "but was declared dead"."""
_SAYS_HOW: Final = re.compile(r"(?:[fOxXTdH>,a]|YN?){0,8}s")
_AS_HE: Final = re.compile(r"(?:[fOxXTdH>]|YN?){0,8},?s")
_FATALLY: Final = "fatally"
_SUCCUMBED: Final = "succumbed"
_OBJECTS: Final = ("him", "her")


def _says_later(book: ClaimBook, claim: Claim) -> bool:
    """ "later died", "died later in hospital", "succumbed to injuries"."""
    words, cue = book.reading.tokens.words, book.reading.chunks[claim.cue_at]
    if words[cue.last] == _FATALLY:  # "four were wounded, one fatally"
        return True
    around = words[claim.phrase.last + 1 : cue.last + 2]
    return not _LATER.isdisjoint(around) or words[cue.first].startswith(_SUCCUMBED)


def mark_later_deaths(book: ClaimBook) -> None:
    """ "Three were wounded; one later died", "a guard was wounded and later died"."""
    _drop_taken_up(book)
    hurt = [claim for claim in book.claims if claim.harm is _WOUNDED and "unsure" not in claim.details]
    if not hurt:
        return
    dead = [claim for claim in book.claims if claim.harm is _KILLED and claim.rule in _DYING]
    same = {claim.chunk for claim in dead if any(_turns(before, claim) for before in hurt)}
    for claim in [claim for claim in hurt if claim.chunk in same]:
        book.drop(claim)
    for claim in [c for c in dead if c.rule == "intransitive" or book.cue_word(c) == _FATALLY]:
        is_free = claim.chunk not in same and claim.parent is None and LATER_DEATH not in claim.details
        if is_free and _is_among(book, claim, hurt):
            claim.details.append(LATER_DEATH)


def mark_died_in_care(book: ClaimBook) -> None:
    """ "Two others died in hospital on Sunday", "passed away after surgery": they had been hurt before."""
    for claim in book.claims:
        if claim.harm is not _KILLED or claim.rule != "intransitive":
            continue
        cue = book.reading.chunks[claim.cue_at].first
        near = " ".join(book.reading.tokens.words[cue : cue + _TO_HOSPITAL]).split()
        if not word_list("harm", "killed", "in_care").isdisjoint(near):
            claim.details.append(DIED_IN_CARE)


def _turns(hurt: Claim, dead: Claim) -> bool:
    """ "A girl was struck by gunfire and later died": whether the same people are told hurt and then dead."""
    return hurt.chunk == dead.chunk and hurt.rule in ("passive", "intransitive") and hurt.cue_at < dead.cue_at


def _drop_taken_up(book: ClaimBook) -> None:
    """Of somebody hurt whom a pronoun tells dead only the death stands."""
    dead = [c for c in book.claims if c.phrase.kind == "Z" and c.harm is _KILLED]
    for hurt in [c for c in book.claims if any(_is_pronoun_of(c, other) for other in dead)]:
        book.drop(hurt)


def _is_pronoun_of(hurt: Claim, dead: Claim) -> bool:
    """ "A judge was shot as he left his home and died": he is the judge."""
    if hurt.harm is not _WOUNDED or hurt.rule != "passive" or hurt.number.value != 1:
        return False
    return _AS_HE.fullmatch(hurt.reading.string, hurt.cue_at + 1, dead.chunk) is not None


def _is_among(book: ClaimBook, dead: Claim, hurt: list[Claim]) -> bool:
    """Whether one told among the hurt died, or later a number without a noun after more people were told hurt."""
    if any(claim.chunk == dead.chunk and claim.parent is not None for claim in hurt):
        return True
    before = [claim.number.low or 0 for claim in hurt if claim.chunk < dead.chunk]
    is_bare = dead.phrase.head is None and dead.phrase.kind == "N" and not dead.additive
    return is_bare and bool(before) and before[-1] > (dead.number.low or 0) and _says_later(book, dead)


def drop_outlived(book: ClaimBook) -> None:
    """ "was shot in the head and was killed": of one and the same person only the death stands."""
    if not any("unsure" in c.details or c.phrase.kind == "Z" for c in book.claims):
        return
    dead = {c.chunk for c in book.claims if c.harm is _KILLED}
    for claim in [c for c in book.claims if "unsure" in c.details and _has_died(book, c, dead)]:
        book.drop(claim)
    _drop_how(book)
    for claim in book.claims:
        if "unsure" in claim.details and _outcome_follows(book, claim):
            claim.details.append("outcome_told")


def _drop_how(book: ClaimBook) -> None:
    """ "A man died after he was stabbed in the neck": how he came to die, who is counted already."""
    dead = [c for c in book.claims if c.harm is _KILLED and c.phrase.implied]
    for claim in [c for c in book.claims if c.phrase.kind == "Z" and c.harm is _WOUNDED]:
        if any(_SAYS_HOW.fullmatch(claim.reading.string, c.cue_at + 1, claim.chunk) for c in dead):
            book.drop(claim)


def _has_died(book: ClaimBook, claim: Claim, dead: set[int]) -> bool:
    """Whether the same person is told dead: by one noun phrase, or "was killed when a bullet hit him"."""
    if claim.chunk in dead:
        return True
    is_taken_up = book.reading.tokens.words[claim.phrase.first] in _OBJECTS
    return is_taken_up and any(
        c.chunk in dead and c.chunk < claim.chunk and c.number.value == 1 for c in book.claims
    )


def _outcome_follows(book: ClaimBook, claim: Claim) -> bool:
    """ "stabbed two guards, killing one and injuring the other", ""14 shot (1 killed, 13 injured)"."""
    string = book.reading.string
    closing = string.find(")", claim.cue_at) if string[claim.cue_at + 1 : claim.cue_at + 2] == "(" else -1
    outcomes = [
        c.number.value or 0
        for c in book.claims
        if c.chunk > claim.chunk
        and c.parent is None
        and (
            string[c.cue_at] == "G"
            or book.reading.tokens.words[c.phrase.first] in _OBJECTS
            or c.cue_at < closing
        )
        and c.harm in BODILY
    ]
    return bool(outcomes) and sum(outcomes) <= (claim.number.value or 0)
