"""Finds place names in a sentence and what each does there: `find_places`.

The names are those of `pipeline.gazetteer`. Which of several places a name means is decided over the whole
article, in `pipeline.extract.place_resolution`.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from pipeline.extract.place_mention import Link, Mention, Role
from pipeline.extract.place_runs import RunHit, RunReader
from pipeline.extract.place_words import (
    AT,
    DIRECTIONS,
    FACILITIES,
    KIND_NOUNS,
    MODIFIERS,
    NEAR_NOUNS,
    NO_NOUNS,
    PLACE_NOUNS,
    PREPOSITIONS_AT,
    PREPOSITIONS_NEAR,
    PREPOSITIONS_OTHER,
    TITLES,
    TRANSITIVE_ATTACK,
)
from pipeline.gazetteer import Place, PlaceKind, load

_UPPER = "A-Z" + "".join(
    chr(code) for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)) if chr(code).isupper()
)
_WORD = (
    rf"[{_UPPER}](?<!\w.)"
    rf"(?:(?:\.[{_UPPER}])+\.?|te?\.(?= )|\w*(?:['’ʼ‘`](?!s\b)\w+)*(?:['’](?= [{_UPPER}]))?)"
)
_JOINER = (
    r"of the|of|and|de la|de los|de las|de|del|da|do|dos|das|di|du|des|la|las|los|el|al|ad|ash?|ar|at|az|an"
    r"|ed|es|ez|er|ul|ur|i|e|y|le|les|sur|sous|bin|ben|bou|abu|va|wa|upon|on|nad"
)
_RUN = re.compile(rf"{_WORD}(?:[-\s](?:(?:{_JOINER})[-\s])?{_WORD}){{0,8}}")
_ARTICLE = r"al|el|ar|as|ash|at|az|ad|an|ed|es|ez|er|ul|ur|l"
_ARTICLE_BEFORE = re.compile(rf"(?<!\w)(?:(?:{_ARTICLE}|{_ARTICLE.title()})[-']|(?:al|el|ash|ez|ul) )$")
_INITIALS = re.compile(r"(?:U\.?S\.?(?:A\.?)?|U\.?K\.?)(?:-[a-z]| ([a-z]+))")
"""`US soldiers`, `UK-led`: initials of a country that may be used as its adjective."""
_NOUN_AFTER = re.compile(r"(?:['’]s)?[ -]([a-zA-Z]+(?:-[a-z]+)?)")
_CAPITAL = re.compile(r" capital(?: city)?(?!\w)(?! (?:punishment|murder|offen[cs]e))", re.IGNORECASE)
_LEFT_CONTEXT = 64
_LINK_REACH = 60
_STRANGERS = 2
"""Words of no known kind that may stand between a preposition and a name: `in ethnically mixed Kirkuk`."""

_AREAS = (PlaceKind.COUNTRY, PlaceKind.REGION, PlaceKind.ADM1)
_ORGANISATIONS = frozenset(("qaeda", "qaida", "al-qaeda", "jihad", "brotherhood", "taliban", "mission"))
"""`Al Qaeda in Iraq`, `Assistance Mission for Iraq`: the place is part of the organisation's name."""


class Context(NamedTuple):
    """What the words left of a name say."""

    role: Role
    wanted: PlaceKind | None
    part: str | None


_BEFORE_PLACE = frozenset(("in ", "at ", "ar ", "of ", "de "))
"""Ends of `in`, `at`, `near`, `of`, `outside`: what a place's name follows."""
_AFTER_PLACE = frozenset((",", " ", "'", "’", ".", ";", ")", "\n", ""))
_UNLISTED = RunHit(0, 0, (), demonym=False, in_name=False, wanted=None, rare=False, word=False, goes_on=False)

_PLAIN = Context(Role.NAMED, None, None)
_LOCATION = Context(Role.LOCATION, None, None)
_IN_NAME = Context(Role.PART_OF_NAME, None, None)


@cache
def _runs() -> RunReader:
    return RunReader(load())


def find_places(text: str, start: int = 0, end: int | None = None) -> list[Mention]:
    """Place names in `text[start:end]`, one sentence, in order. Reads text in capitals too.

    Names inside the names of people and organisations come with `Role.PART_OF_NAME`, so that a caller can
    tell `Jerusalem Post` from no place at all.
    """
    end = len(text) if end is None else end
    mentions: list[Mention] = []
    for offset, hit in _hits(text, start, end):
        mention = _mention(text, start, offset, hit, mentions[-1] if mentions else None)
        if not hit.word or mention.wanted is not None:
            mentions.append(mention)
    return mentions


def _hits(text: str, start: int, end: int) -> Iterator[tuple[int, RunHit]]:
    reader = _runs()
    sentence = text[start:end]
    if sentence.isupper():
        for hit in reader.read_capitals(sentence):
            yield start, hit
        return
    for match in _RUN.finditer(text, start, end):
        run, at = match.group(), match.start()
        hits = reader.read(run)
        name = run.partition(" on ")[0]
        if _may_be_unlisted(hits, text, at, at + len(name)) and reader.is_unlisted_name(name):
            yield at, _UNLISTED._replace(end=len(name))
        else:
            for hit in hits:
                yield at, hit


def _may_be_unlisted(hits: tuple[RunHit, ...], text: str, start: int, end: int) -> bool:
    """Whether a run without a place of its own stands where a place's name would: `in Karida, Hela`."""
    if text[max(0, start - 3) : start] not in _BEFORE_PLACE or text[end : end + 1] not in _AFTER_PLACE:
        return False
    return all(hit.in_name or hit.goes_on for hit in hits)


def _mention(text: str, sentence: int, offset: int, hit: RunHit, previous: Mention | None) -> Mention:
    first, last = offset + hit.start, offset + hit.end
    if hit.demonym or _is_adjective(text, first):
        return _capital(text, sentence, first, last, hit) or _demonym(text[first:last], first, last, hit)
    first = _with_article(text, sentence, first)
    near = previous is not None and first - previous.end < _LINK_REACH
    link = _link(text, previous, first) if previous is not None and near else Link.NONE
    role, wanted, part = _left_context(text, sentence, first, hit)
    if hit.in_name or (hit.goes_on and not _follows_article(text, first)):
        role = Role.PART_OF_NAME
    elif hit.goes_on and role is Role.LOCATION:
        role = Role.NAMED
    elif role is Role.NAMED and previous is not None and link in (Link.COMMA, Link.AND, Link.POSSESSIVE):
        role = previous.role if previous.role in (Role.LOCATION, Role.NEAR) else role
        wanted = wanted or (previous.wanted if link is not Link.POSSESSIVE else None)
    wanted = hit.wanted or _kind_after(text, last) or wanted
    named = _fuller_name(text, first, last, hit, wanted, part)
    part = None if named and part else part
    name = text[first:last]
    return Mention(first, last, role, named or hit.candidates, wanted, part, link, name, hit.rare)


def _is_adjective(text: str, first: int) -> bool:
    """Whether the initials of a country qualify the word after them."""
    match = _INITIALS.match(text, first)
    return match is not None and match.group(1) not in NO_NOUNS


def _demonym(name: str, first: int, last: int, hit: RunHit) -> Mention:
    return Mention(first, last, Role.DEMONYM, hit.candidates, None, None, Link.NONE, name, hit.rare)


def _with_article(text: str, sentence: int, first: int) -> int:
    """Where a name begins with the Arabic article before it: `al-Qaim`."""
    if first == sentence or text[first - 1] not in "-' ":
        return first
    article = _ARTICLE_BEFORE.search(text, max(sentence, first - 4), first)
    return article.start() if article else first


def _capital(text: str, sentence: int, first: int, last: int, hit: RunHit) -> Mention | None:
    """`the Somali capital` is Mogadishu."""
    word = _CAPITAL.match(text, last)
    capital = load().capital(hit.candidates[0].country_code or "") if word else None
    if word is None or capital is None:
        return None
    role, _, _ = _left_context(text, sentence, first, hit)
    name = text[first : word.end()]
    return Mention(first, word.end(), role, (capital,), None, None, Link.NONE, name, rare=False)


def _named_part(part: str, name: str, hit: RunHit) -> tuple[Place, ...]:
    """`north Sinai`, without a capital, is the province of that name all the same."""
    code = hit.candidates[0].country_code
    return tuple(place for place in load().candidates(f"{part} {name}") if place.country_code == code)


def _fuller_name(
    text: str, first: int, last: int, hit: RunHit, wanted: PlaceKind | None, part: str | None
) -> tuple[Place, ...]:
    """`Benin city`, `north Sinai`: names whose other word is printed without a capital."""
    if not hit.candidates:
        return ()
    best = hit.candidates[0]
    if wanted is PlaceKind.CITY and best.kind in _AREAS and text[last : last + 5].lower() == " city":
        return load().candidates(text[first:last] + " city")
    if part is None:
        return ()
    named = load().candidates(f"{part} {text[first:last]}")
    return tuple(place for place in named if place.country_code == best.country_code)


def _follows_article(text: str, first: int) -> bool:
    """`the Baghdad Operations Command`, `a Mosul Special Court`: of the place, though named after it."""
    return text[max(0, first - 4) : first].lower().endswith(("the ", " a "))


def _kind_after(text: str, end: int) -> PlaceKind | None:
    """The kind that the noun after a name calls it: `Kirkuk province`."""
    if text[end : end + 1] not in (" ", "-", "'", "’"):
        return None
    noun = _NOUN_AFTER.match(text, end, end + 24)
    return KIND_NOUNS.get(noun.group(1).lower()) if noun else None


def _link(text: str, previous: Mention, begin: int) -> Link:
    """How a name follows the one before it."""
    gap = text[previous.end : begin].strip().lower()
    if gap in (",", ", and", ", the"):
        return Link.COMMA
    if gap in ("and", "or", "and the", "&", "-", "–"):
        return Link.AND
    possessive = gap[:2] in ("'s", "’s")
    words = (gap[2:] if possessive else gap).strip(",( ").split()
    if any(word not in MODIFIERS and word not in ("in", "of") for word in words):
        return Link.NONE
    if possessive:
        return Link.POSSESSIVE
    if "in" in words or "of" in words or gap[:1] in (",", "("):
        return Link.IN
    return Link.COMMA if gap[-1:] == "," else Link.NONE


def _left_context(text: str, sentence: int, begin: int, hit: RunHit) -> Context:
    """Reads leftwards from a name to the preposition or verb that governs it."""
    words = text[max(sentence, begin - _LEFT_CONTEXT) : begin].lower().split()
    if not words:
        return _PLAIN
    last = words[-1]
    area = bool(hit.candidates) and hit.candidates[0].kind in _AREAS
    if area and last in ("in", "of", "for", "the") and _ends_organisation(words):
        return _IN_NAME
    if last in PREPOSITIONS_AT:
        return _LOCATION
    if last in TRANSITIVE_ATTACK:
        return _PLAIN if hit.rare else _LOCATION
    return _read_left(words)


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
            return Context(Role.LOCATION, wanted, part)
        if word in PREPOSITIONS_NEAR or (
            word == "to" and words and words[-1] in ("close", "next", "adjacent")
        ):
            return Context(Role.NEAR, wanted, part)
        if word == "of":
            noun = words[-1] if words else ""
            if noun in NEAR_NOUNS or noun in DIRECTIONS:
                return Context(Role.NEAR, wanted, part)
            if noun not in PLACE_NOUNS and noun not in FACILITIES:
                break
            wanted = wanted or KIND_NOUNS.get(noun)
        elif word in DIRECTIONS:
            part = part or word
        elif word in PREPOSITIONS_OTHER or not word[-1].isalpha():
            return Context(_named(word, strangers, part, wanted), wanted, part)
        elif word not in MODIFIERS:
            strangers += 1
            if word in TITLES and strangers == 1 and part is None:
                return _IN_NAME
            if strangers > _STRANGERS:
                break
    return Context(Role.LOCATION if wanted else Role.NAMED, wanted, part)


def _named(word: str, strangers: int, part: str | None, wanted: PlaceKind | None) -> Role:
    """`Mr. Hamilton`: the full stop of a title; any other mark ends the search.

    `The town of Koro` is a location.
    """
    if strangers == 0 and part is None and word.rstrip(".") in TITLES:
        return Role.PART_OF_NAME
    return Role.LOCATION if wanted else Role.NAMED
