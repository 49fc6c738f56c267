"""What the words left of a place name say of it: that something happens there, that somebody was taken there or
comes from there, or only that it was named.
"""

from typing import NamedTuple

from pipeline.extract.place_mention import Role
from pipeline.extract.place_runs import RunHit
from pipeline.extract.place_words import (
    AT,
    CARE_NOUNS,
    CARE_VERBS,
    DIRECTIONS,
    FACILITIES,
    KIND_NOUNS,
    MODIFIERS,
    NEAR_NOUNS,
    ORIGIN_WORDS,
    PLACE_NOUNS,
    PREPOSITIONS_AT,
    PREPOSITIONS_NEAR,
    PREPOSITIONS_OBLIQUE,
    PREPOSITIONS_OTHER,
    REMOVAL_VERBS,
    TITLES,
    TRANSITIVE_ATTACK,
)
from pipeline.gazetteer import PlaceKind

_LOCATION_ROLE = Role.LOCATION
_LEFT_CONTEXT = 64
_STRANGERS = 2
"""Words of no known kind that may stand between a preposition and a name: `in ethnically mixed Kirkuk`."""
_CARE_REACH = 4
"""Words before a name among which a hospital stands: `at a military hospital in Monywa`."""

AREAS = (PlaceKind.COUNTRY, PlaceKind.REGION, PlaceKind.ADM1)
_SEATS = frozenset(("office", "offices", "headquarters", "seat", "base"))
_ORGANISATIONS = frozenset(("qaeda", "qaida", "al-qaeda", "jihad", "brotherhood", "taliban", "mission"))
"""`Al Qaeda in Iraq`, `Assistance Mission for Iraq`: the place is part of the organisation's name."""


class Context(NamedTuple):
    """What the words left of a name say."""

    role: Role
    wanted: PlaceKind | None
    part: str | None


_PLAIN = Context(Role.NAMED, None, None)
_LOCATION = Context(Role.LOCATION, None, None)
_IN_NAME = Context(Role.PART_OF_NAME, None, None)
_OBLIQUE = Context(Role.OBLIQUE, None, None)


def left_context(text: str, sentence: int, begin: int, hit: RunHit) -> Context:
    """Reads leftwards from a name to the preposition or verb that governs it."""
    words = text[max(sentence, begin - _LEFT_CONTEXT) : begin].lower().split()
    if not words:
        return _PLAIN
    last = words[-1]
    area = bool(hit.candidates) and hit.candidates[0].kind in AREAS
    if area and last in ("in", "of", "for", "the") and _ends_organisation(words):
        return _IN_NAME
    if last in PREPOSITIONS_AT:
        return _OBLIQUE if _is_of_origin(words) or _is_of_care(words) else _LOCATION
    if last in TRANSITIVE_ATTACK:
        return _PLAIN if hit.rare else _LOCATION
    found = _read_left(words[:])
    return found._replace(role=Role.OBLIQUE) if found.role is _LOCATION_ROLE and _is_of_care(words) else found


def _is_of_origin(words: list[str]) -> bool:
    """`a mechanic born in Morocco`, `the Observatory, based in Coventry`, `whose office is in Bangkok`."""
    before = [word.strip(",") for word in words[-3:-1]]
    has_seat = len(before) == 2 and before[0] in _SEATS and before[1] in ("is", "are")
    return has_seat or (before[-1:] != [] and before[-1] in ORIGIN_WORDS)


def _is_of_care(words: list[str]) -> bool:
    """`died at a hospital in Peshawar`, `were treated in Amman`: not where they were hurt."""
    verbs = [at for at, word in enumerate(words) if word.strip(",") in CARE_VERBS]
    if not verbs:
        return False
    between = words[verbs[-1] + 1 :]
    if len(between) <= 1 and words[verbs[-1]].strip(",") != "died":
        return True
    return not CARE_NOUNS.isdisjoint(between[-_CARE_REACH:]) and AT.isdisjoint(set(between) - PREPOSITIONS_AT)


def _ends_organisation(words: list[str]) -> bool:
    """Whether the words end like `Al Qaeda in` or `Islamic State of`."""
    before = words[:-1] if words[-1] == "the" else words
    if before[-1:] not in (["in"], ["of"], ["for"]):
        return False
    if before[-3:-1] == ["islamic", "state"]:
        return True
    return len(before) > 1 and before[-2] in _ORGANISATIONS


def _read_left(words: list[str]) -> Context:
    wanted: PlaceKind | None = None
    part: str | None = None
    strangers = 0
    while words:
        word = words.pop()
        if word in AT:
            return Context(_LOCATION_ROLE, wanted, part)
        if word in PREPOSITIONS_NEAR or (
            word == "to" and words and words[-1] in ("close", "next", "adjacent")
        ):
            return Context(Role.NEAR, wanted, part)
        if word == "of":
            noun = words[-1] if words else ""
            if noun in NEAR_NOUNS or noun in DIRECTIONS:
                return Context(Role.NEAR, wanted, part)
            if noun in ORIGIN_WORDS:
                return _OBLIQUE
            if noun not in PLACE_NOUNS and noun not in FACILITIES:
                break
            wanted = wanted or KIND_NOUNS.get(noun)
        elif word in DIRECTIONS:
            part = part or word
        elif word in PREPOSITIONS_OTHER or not word[-1].isalpha():
            taken = word == "from" and not REMOVAL_VERBS.isdisjoint(words)
            return Context(_named("" if taken else word, strangers, part, wanted), wanted, part)
        elif word not in MODIFIERS:
            strangers += 1
            if word in TITLES and strangers == 1 and part is None:
                return _IN_NAME
            if strangers > _STRANGERS:
                break
    return Context(_LOCATION_ROLE if wanted else Role.NAMED, wanted, part)


def _named(word: str, strangers: int, part: str | None, wanted: PlaceKind | None) -> Role:
    """`Mr. Hamilton`: the full stop of a title; any other mark ends the search.

    `The town of Koro` is a location, what stands after `to` or `from` is none.
    """
    if strangers == 0 and part is None and word.rstrip(".") in TITLES:
        return Role.PART_OF_NAME
    if word in PREPOSITIONS_OBLIQUE:
        return Role.OBLIQUE
    return _LOCATION_ROLE if wanted else Role.NAMED
