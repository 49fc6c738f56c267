"""Victims that are not named again: elliptical numbers, names and pronouns take their class from the words around."""

import re
from dataclasses import replace

from pipeline.extract.claims import TAKING, Claim, ClaimBook
from pipeline.extract.groups import value_of
from pipeline.extract.in_turn import until_clause
from pipeline.extract.lexicon import Tag
from pipeline.extract.victims import Victims
from pipeline.vocabulary import VictimClass

_UNKNOWN = VictimClass.UNKNOWN
_NEAR = 24
"""Chunks among which the person is looked for whom a pronoun means."""
_OWNER = re.compile(r"P(?:(?:,[^,;P]{1,6},)?([k*V])x?|E?:)$")


def share_victims(book: ClaimBook) -> None:
    """An elliptical number ("and another 195 were wounded") takes the class of the people told before it."""
    said: Victims | None = None
    for claim in sorted(book.claims, key=lambda c: c.chunk) if len(book.claims) > 1 else book.claims:
        is_unknown = claim.victims.victim_class is _UNKNOWN
        if claim.victims.text is not None and claim.parent is None:
            said = None if claim.victims.attackers or _mixes(book, claim) else claim.victims
            if is_unknown:
                _class_by_nationality(book, claim)
                owner = _owner(book, claim)
                if owner is not None and claim.victims.victim_class is _UNKNOWN:
                    claim.victims = claim.victims._replace(victim_class=owner.victim_class)
                    said = claim.victims
        elif (
            claim.victims.text is None
            and is_unknown
            and claim.phrase.kind == "N"
            and claim not in book.orphans
        ):
            said = said or _owner(book, claim)
            source = said or _target(book, claim)
            if source is not None and (source is said or source.victim_class is not VictimClass.MILITANT):
                claim.victims = claim.victims._replace(victim_class=source.victim_class)
        elif is_unknown and claim.rule == "count_noun":
            claim.victims = _owner(book, claim) or claim.victims
        if is_unknown and claim.phrase.kind in ("X", "Z"):
            _class_beside(book, claim)
    _share_casualties(book)


def _share_casualties(book: ClaimBook) -> None:
    """ "518 civilian casualties: 310 people killed, 122 injured": the list is of the civilians."""
    string = book.reading.string
    colon = string.find(":")
    if colon < 0 or "S" not in string[:colon]:
        return
    counts = [at for at in range(colon) if string[at] == "S" and book.reading.chunks[at].number]
    if not counts:
        return
    said = book.victims(book.reading.chunks[counts[-1]]).victim_class
    for claim in book.claims:
        if claim.chunk > colon and claim.victims.victim_class is _UNKNOWN:
            claim.victims = claim.victims._replace(victim_class=said)


def _mixes(book: ClaimBook, claim: Claim) -> bool:
    """ "17 guests, a soldier and six militants were killed": no one class for the numbers after it."""
    if len(book.claims) < 2:
        return False
    classes = {c.victims.victim_class for c in book.claims if c.cue_at == claim.cue_at and c.parent is None}
    return len(classes - {_UNKNOWN}) > 1 and VictimClass.MILITANT in classes


def _class_beside(book: ClaimBook, claim: Claim) -> None:
    """ "Ahmed Yusuf, a reporter"; "shot an engineer and killed him": the description beside the name or pronoun."""
    string, at = book.reading.string, claim.chunk
    beside = -1
    if string[at + 1 : at + 3] == ",N":
        beside = at + 2
    elif claim.phrase.kind == "Z":
        beside = _antecedent(book, at)
    if beside >= 0 and book.reading.chunks[beside].head is not None:
        found = book.victims(book.reading.chunks[beside])
        claim.victims = claim.victims._replace(victim_class=found.victim_class, attackers=found.attackers)


def _antecedent(book: ClaimBook, at: int) -> int:
    """The single person whom a pronoun at chunk `at` means, -1 for nobody: the subject, before "before he was killed"
    and "before a guard shot him", else the last one told.
    """
    chunks, string = book.reading.chunks, book.reading.string
    is_taken_up = string[at - 1] == Tag.SUBORDINATOR or until_clause(book.reading, at) is not None
    near = range(min(at, _NEAR)) if is_taken_up else range(at - 1, max(-1, at - 1 - _NEAR), -1)
    return next((i for i in near if string[i] == "N" and value_of(chunks[i]) == 1), -1)


def _owner(book: ClaimBook, claim: Claim) -> Victims | None:
    """ "the security forces had 82 killed", "suffered ten deaths", "INS: 6X KIA": whose losses they are.

    Captives are not of those who had them taken.
    """
    if claim.harm in TAKING:
        return None
    match = _OWNER.search(book.reading.string, 0, claim.chunk)
    if match is None:
        return None
    owner = book.reading.chunks[match.start()]
    if match[1] is not None:
        verb = book.reading.chunks[match.start(1)].first
        has_them = book.reading.tokens.tags[verb] in (Tag.HAVE, Tag.SUFFERING)
        return book.victims(owner) if has_them else None
    return book.victims(owner if owner.head is not None else replace(owner, head=owner.last))


def _target(book: ClaimBook, claim: Claim) -> Victims | None:
    """Whom the attack was aimed at: an uncounted noun phrase under a preposition before the claim."""
    string = book.reading.string
    for at in range(claim.chunk - 1, 0, -1):
        if string[at] == "P" and string[at - 1] in "fO":
            return book.victims(book.reading.chunks[at])
    return None


def _class_by_nationality(book: ClaimBook, claim: Claim) -> None:
    """ "a bus of Iranian pilgrims ... killing six Iranians": the same nation names the same people."""
    words = book.reading.tokens.words
    head = words[claim.phrase.last].rstrip("s")
    for chunk in book.reading.chunks[: claim.chunk]:
        if chunk.kind == "P" and head in words[chunk.first : chunk.last]:
            claim.victims = claim.victims._replace(victim_class=book.victims(chunk).victim_class)
