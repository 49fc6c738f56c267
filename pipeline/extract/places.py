"""Finds place names in a sentence and what each does there: `find_places`.

The names are those of `pipeline.gazetteer`. Which of several places a name means is decided over the whole article, in
`pipeline.extract.place_resolution`.
"""

import re
from functools import cache
from typing import NamedTuple

from pipeline.extract.place_mention import Link, Mention, Role
from pipeline.extract.place_runs import RunHit, RunReader
from pipeline.extract.place_words import (
    DIRECTIONS,
    FACILITIES,
    KIND_CITY,
    KIND_DISTRICT,
    KIND_PROVINCE,
    MODIFIERS,
    NEAR_NOUNS,
    PLACE_NOUNS,
    PREPOSITIONS_AT,
    PREPOSITIONS_NEAR,
    PREPOSITIONS_OTHER,
    TITLES,
    TRANSITIVE_ATTACK,
)
from pipeline.gazetteer import PlaceKind, load

_UPPER = "A-Z" + "".join(
    chr(code) for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)) if chr(code).isupper()
)
_WORD = rf"[{_UPPER}](?<!\w.)(?:(?:\.[{_UPPER}])+\.?|te?\.(?= )|\w*(?:['’ʼ‘`](?!s\b)\w+)*)"
_JOINER = (
    r"of the|of|and|de la|de los|de las|de|del|da|do|dos|das|di|du|des|la|las|los|el|al|ad|ash?|ar|at|az|an|ed|es|ez|er|ul|ur|"
    r"i|e|y|le|les|sur|sous|bin|ben|bou|abu|va|wa|upon|on|nad"
)
_RUN = re.compile(rf"{_WORD}(?:[-\s](?:(?:{_JOINER})[-\s])?{_WORD}){{0,8}}")
_ARTICLE_BEFORE = re.compile(r"(?<!\w)(?:al|el|ar|as|ash|at|az|ad|an|ed|es|ez|er|ul|ur|l)[-' ]$")
_AFTER = re.compile(r"(?:['’]s)?[ -]([a-z]+(?:-[a-z]+)?)(?: of)?")
_BEFORE = re.compile(r"[\w'’-]+|[^\w\s]")
_LEFT_CONTEXT = 64
_GAP = re.compile(r"[\s'’a-zA-Z,-]*")
_CAPITALS_WORD = re.compile(r"[^\W\d_][\w'’-]*")


class Context(NamedTuple):
    """What the words left of a name say."""

    role: Role
    wanted: PlaceKind | None
    part: str | None


@cache
def _runs() -> RunReader:
    return RunReader(load())


def find_places(text: str, start: int = 0, end: int | None = None) -> list[Mention]:
    """Place names in `text[start:end]`, one sentence, in order. Reads text in capitals too.

    Names inside the names of people and organisations come with `Role.PART_OF_NAME`, so that a caller can tell `Jerusalem Post`
    from no place at all.
    """
    end = len(text) if end is None else end
    if text[start:end].isupper():
        return []
    mentions: list[Mention] = []
    read = _runs().read
    for match in _RUN.finditer(text, start, end):
        for hit in read(match.group()):
            mentions.append(_mention(text, start, match.start(), hit, mentions))
    return mentions


def _mention(text: str, sentence: int, offset: int, hit: RunHit, before: list[Mention]) -> Mention:
    first, last = offset + hit.start, offset + hit.end
    if hit.demonym:
        return Mention(first, last, Role.DEMONYM, hit.candidates, None, None, Link.NONE, hit.rare)
    article = _ARTICLE_BEFORE.search(text, max(sentence, first - 4), first)
    begin = article.start() if article else first
    previous = before[-1] if before else None
    link = _link(text, previous, begin)
    context = _left_context(text, sentence, begin)
    role, wanted, part = context
    if hit.in_name or (hit.before is None and role is Role.PART_OF_NAME):
        role = Role.PART_OF_NAME
    elif role is Role.NAMED and previous is not None and link in (Link.COMMA, Link.AND, Link.POSSESSIVE):
        role = previous.role if previous.role is not Role.DEMONYM else role
        wanted = wanted or (previous.wanted if link is not Link.POSSESSIVE else None)
    return Mention(
        begin,
        last,
        role,
        hit.candidates,
        hit.wanted or _kind_after(text, last) or wanted,
        part,
        link,
        hit.rare,
    )


def _kind_after(text: str, end: int) -> PlaceKind | None:
    match = _AFTER.match(text, end, end + 24)
    return _kind(match.group(1)) if match else None


def _kind(noun: str) -> PlaceKind | None:
    if noun in KIND_PROVINCE:
        return PlaceKind.ADM1
    if noun in KIND_DISTRICT:
        return PlaceKind.DISTRICT
    return PlaceKind.CITY if noun in KIND_CITY else None


def _link(text: str, previous: Mention | None, begin: int) -> Link:
    if previous is None or begin - previous.end > 60:
        return Link.NONE
    gap = text[previous.end : begin].strip().lower()
    if gap in ("'s", "’s"):
        return Link.POSSESSIVE
    if not gap or (gap[0] in "'’" and gap[1:2] == "s"):
        words = gap[2:].split()
        return (
            Link.POSSESSIVE
            if words and all(word in MODIFIERS or word == "of" for word in words)
            else Link.NONE
        )
    if gap in (",", ", and", ", the"):
        return Link.COMMA
    if gap in ("and", "or", "and the"):
        return Link.AND
    words = gap.strip(",( ").split()
    if (
        words
        and all(word in MODIFIERS or word in ("in", "of") for word in words)
        and ("in" in words or "of" in words or gap[0] in ",(")
    ):
        return Link.IN
    return Link.COMMA if gap[0] in ",(" and len(words) <= 1 else Link.NONE


def _left_context(text: str, sentence: int, begin: int) -> Context:
    words = _BEFORE.findall(text[max(sentence, begin - _LEFT_CONTEXT) : begin])
    wanted: PlaceKind | None = None
    part: str | None = None
    strangers = 0
    while words:
        word = words.pop().lower()
        if word in PREPOSITIONS_AT or word in TRANSITIVE_ATTACK:
            return Context(Role.LOCATION, wanted, part)
        if word in PREPOSITIONS_NEAR:
            return Context(Role.NEAR, wanted, part)
        if word == "of":
            noun = words[-1].lower() if words else ""
            if noun in NEAR_NOUNS or noun in DIRECTIONS:
                return Context(Role.NEAR, wanted, part)
            if noun not in PLACE_NOUNS and noun not in FACILITIES:
                break
            wanted = wanted or _kind(noun)
        elif word in DIRECTIONS:
            part = part or word
        elif word in TITLES and strangers == 0 and part is None:
            return Context(Role.PART_OF_NAME, None, None)
        elif word in PREPOSITIONS_OTHER or not word[0].isalpha():
            break
        elif word not in MODIFIERS:
            strangers += 1
            if strangers > 2:
                break
    return Context(Role.NAMED, wanted, part)
