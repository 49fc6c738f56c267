"""People who are told only to have been carried to a hospital ("were referred to the hospital of Fort Portal"), or whom
something "put in hospital".
"""

import re
from typing import Final

from pipeline.extract.claims import ClaimBook
from pipeline.extract.gapping import is_beside_in_hospital
from pipeline.extract.governors import Reading
from pipeline.extract.groups import Group
from pipeline.extract.lexicon import Tag, word_list
from pipeline.extract.tokens import Tokens
from pipeline.vocabulary import HarmType

_ADMITTED: Final = frozenset({"admitted", "admitted with", "admission"})
_TREATED: Final = (["for"], ["with"])
""" "Remain admitted for hypothermia": where needs no saying."""
_TO_VERB: Final = 5
_TO_HOSPITAL: Final = 8
"""Tokens from the people to the verb, and from the verb to the hospital."""
_TO_INJURY: Final = 16
"""Tokens from the people to what they are treated for."""
_INJURIES: Final = tuple(word_list("harm", "wounded", "injury_stems"))
_ASIDE: Final = re.compile(r",[^;:b]{1,14},(?=b)|R[bk]?[^,;:bk&]{1,8}(?=b)")
_TO_BED: Final = 3
""" "in the hospital"."""
_TO_BED_NAMED: Final = 6
""" "in the university hospital of Oslo"."""
_UP_TO_VERB: Final = frozenset((Tag.BE, Tag.WORD, Tag.QUALIFIER))
""" "are still", "now"."""
_GOES_ON: Final = ("x", "U", "C", "P", "p", Tag.HYPHEN)
"""After "in hospital": only the first word of a noun phrase ("in hospital uniforms")."""
_ENDS: Final = frozenset((",", ";", ":", Tag.AND, Tag.SUBORDINATOR, Tag.RELATIVE))


def add_in_care(book: ClaimBook) -> None:
    """Claims of wounded people who are said only to have been carried to hospital."""
    vocabulary = book.reading.tokens.vocabulary
    if _hospitals().isdisjoint(vocabulary) and _ADMITTED.isdisjoint(vocabulary):
        return
    for group in book.reading.clauses.groups:
        if any(book.by_chunk.get(member) for member in group.members):
            continue
        carried = _are_carried(book, group.end - 1)
        if not carried and not _are_put_there(book, group) and not _lie_there(book, group):
            continue
        for member in group.members:
            if carried and not (_are_people(book, member) or _are_hurt(book, member)):
                continue
            claim = book.add(Reading(member, HarmType.WOUNDED, member, "in_care"), HarmType.WOUNDED)
            if claim is not None and carried:
                claim.details.append("aftermath")


def _are_hurt(book: ClaimBook, at: int) -> bool:
    """ "Four were conveyed to hospital for smoke inhalation", "seven of these ... with burns": no noun stands by."""
    chunk, words = book.reading.chunks[at], book.reading.tokens.words
    if chunk.kind != "N" or chunk.implied:
        return False
    after = " ".join(words[chunk.last + 1 : chunk.last + 1 + _TO_INJURY]).split()
    return any(word.startswith(_INJURIES) for word in after)


def _are_put_there(book: ClaimBook, group: Group) -> bool:
    """ "The crash landed nine in hospital", "put a student in the hospital"."""
    words, chunks = book.reading.tokens.words, book.reading.chunks
    first, end = chunks[group.members[0]].first, chunks[group.end - 1].last + 1
    after = words[end : end + _TO_BED]
    is_there = after[:1] == ["in"] and not _hospitals().isdisjoint(after)
    return is_there and first > 0 and words[first - 1] in word_list("harm", "wounded", "putting")


def _hospitals() -> frozenset[str]:
    return word_list("harm", "wounded", "hospitals")


def _lie_there(book: ClaimBook, group: Group) -> bool:
    """ "Two dead and five in hospital after gas leak", "with five more in hospital"; not "nine in hospital uniforms",
    nor some of those shot.
    """
    tokens, after = book.reading.tokens, book.reading.chunks[group.end - 1].last + 1
    first, were_shot = group.members[0], any("unsure" in claim.details for claim in book.claims)
    opens = book.reading.chunks[first].first
    is_with = tokens.words[opens - 1 : opens] == ["with"] and tokens.words[after : after + 2] == [
        "in",
        "hospital",
    ]
    is_there = is_with or is_beside_in_hospital(book.reading.string, first, tokens, after)
    return is_there and not were_shot and tokens.tags[after + 2 : after + 3] not in _GOES_ON


def _are_people(book: ClaimBook, at: int) -> bool:
    """People by their noun, by "more", or by "of whom" ("rescued nine, of whom five were sent to hospital")."""
    chunk = book.reading.chunks[at]
    is_known = chunk.head is not None or chunk.additive or book.reading.string[at - 1 : at] == Tag.OF_WHOM
    return chunk.kind == "N" and is_known and not book.victims(chunk).attackers


def _are_carried(book: ClaimBook, at: int) -> bool:
    """ "Eleven survivors with fractures were referred to ... hospital": passive, and in one clause."""
    tokens, after_people = book.reading.tokens, book.reading.chunks[at].last + 1
    first = _past_aside(tokens.tags, after_people)
    near = tokens.words[first : first + _TO_VERB]
    if "admission" in near and _is_on_admission(tokens, first + near.index("admission"), first):
        return True
    verb = next(
        (i for i, word in enumerate(near) if word.split()[0] in word_list("harm", "wounded", "carried")), None
    )
    if verb is None or Tag.BE not in tokens.tags[first : first + verb]:
        return _remain_there(tokens, after_people)
    if Tag.OF_WHOM in tokens.tags[first : first + verb]:
        return False  # "nine passengers, of whom five were shifted to hospital"
    said = " ".join(tokens.words[first + verb : first + verb + 2]).split()
    if said[0] == "admitted" and (said[1:2] in _TREATED or "still" in near[:verb]):
        return True  # "38 patients were still admitted"
    after = tokens.tags[first + verb + 1 : first + verb + 1 + _TO_HOSPITAL]
    end = next((i for i, tag in enumerate(after) if tag in _ENDS), len(after))
    return not _hospitals().isdisjoint(tokens.words[first + verb + 1 : first + verb + 1 + end])


def _past_aside(tags: str, first: int) -> int:
    """Where the verb's words begin: after ", all of them farmers," or "who were at a funeral"."""
    aside = _ASIDE.match(tags, first)
    return aside.end() if aside is not None else first


def _remain_there(tokens: Tokens, first: int) -> bool:
    """ "Eight people remain in the hospital", "two of them lie in the university clinic"."""
    near = tokens.words[first : first + _TO_VERB]
    verb = next((i for i, word in enumerate(near) if word in word_list("harm", "wounded", "remaining")), None)
    if verb is None or not _UP_TO_VERB.issuperset(tokens.tags[first : first + verb]):
        return False
    after = tokens.words[first + verb + 1 : first + verb + 1 + _TO_BED_NAMED]
    end = next((i for i, word in enumerate(after) if word in _hospitals()), None)
    if after[:1] not in (["in"], ["at"]) or end is None:
        return False
    return _ENDS.isdisjoint(tokens.tags[first + verb + 1 : first + verb + 1 + end])


def _is_on_admission(tokens: Tokens, at: int, first: int) -> bool:
    """ "Forty others are still on admission"."""
    return tokens.words[at - 1] == "on" and Tag.BE in tokens.tags[first:at]
