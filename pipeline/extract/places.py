"""Finds place names in a sentence and what each does there: `find_places`.

The names are those of `pipeline.gazetteer`. Which of several places a name means is decided over the whole
article, in `pipeline.extract.place_resolution`.
"""

import re
from collections.abc import Iterator
from functools import cache

from pipeline.extract.place_context import AREAS, left_context
from pipeline.extract.place_mention import Link, Mention, Role
from pipeline.extract.place_runs import UNLISTED, RunHit, RunReader
from pipeline.extract.place_words import ABROAD_NOUNS, KIND_NOUNS, MODIFIERS, NO_NOUNS, PLACE_NOUNS
from pipeline.gazetteer import Place, PlaceKind, load

_NONE = Link.NONE
_CITY = PlaceKind.CITY
_COUNTRY = PlaceKind.COUNTRY
_NAMED = Role.NAMED
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
_INITIALS = re.compile(r"(?:U\.?S\.?(?:A\.?)?|U\.?K\.?)(?:-[a-z]| ([a-zA-Z]+))")
"""`US soldiers`, `UK-led`: initials of a country that may be used as its adjective."""
_NOUN_AFTER = re.compile(r"(?:['’]s)?[ -]([a-zA-Z]+(?:-[a-z]+)?)")
_CAPITAL = re.compile(
    r"(?:['’]s)? capital(?: city)?(?!\w)(?! (?:punishment|murder|offen[cs]e))", re.IGNORECASE
)
_LINK_REACH = 60
_ABROAD_REACH = 40

_BEFORE_PLACE = ("in ", "at ", "ar ", "of ", "de ")
"""Ends of `in`, `at`, `near`, `of`, `outside`: what a place's name follows."""
_AFTER_PLACE = frozenset((",", " ", "'", "’", ".", ";", ")", "\n", ""))


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
        mention = _mention(text, start, offset, hit, mentions[-2:])
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
            yield at, UNLISTED._replace(end=len(name))
        else:
            for hit in hits:
                yield at, hit


def _may_be_unlisted(hits: tuple[RunHit, ...], text: str, start: int, end: int) -> bool:
    """Whether a run without a place of its own stands where a place's name would: `in Karida, Hela`."""
    if not text.endswith(_BEFORE_PLACE, 0, start) or text[end : end + 1] not in _AFTER_PLACE:
        return False
    return all(hit.in_name or hit.goes_on for hit in hits)


def _mention(text: str, sentence: int, offset: int, hit: RunHit, before: list[Mention]) -> Mention:
    first, last = offset + hit.start, offset + hit.end
    if hit.demonym or _is_adjective(text, first):
        return _capital(text, sentence, first, last, hit) or _demonym(text, first, last, hit)
    first = _with_article(text, sentence, first)
    capital = _capital(text, sentence, first, last, hit) if _is_country(hit) else None
    if capital is not None:
        return capital
    previous = before[-1] if before else None
    people = previous if len(before) > 1 and before[-1].role is Role.DEMONYM else None
    if people is not None:
        previous = before[0]
    near = previous is not None and first - previous.end < _LINK_REACH
    link = _link(text, previous, first, people) if previous is not None and near else _NONE
    role, wanted, part = left_context(text, sentence, first, hit)
    if hit.in_name or (hit.goes_on and not _follows_article(text, first)):
        role = Role.PART_OF_NAME
    elif hit.goes_on and role is Role.LOCATION:
        role = _NAMED
    elif role is _NAMED and previous is not None and link in (Link.COMMA, Link.AND, Link.POSSESSIVE):
        role = previous.role if previous.role in (Role.LOCATION, Role.NEAR) else role
        wanted = wanted or (previous.wanted if link is not Link.POSSESSIVE else None)
    wanted = hit.wanted or _kind_after(text, last) or wanted
    named = _fuller_name(text, first, last, hit, wanted, part)
    part = None if named and part else part
    name = text[first:last]
    return Mention(first, last, role, named or hit.candidates, wanted, part, link, name, hit.rare)


def _is_country(hit: RunHit) -> bool:
    return bool(hit.candidates) and hit.candidates[0].kind is _COUNTRY


def _is_adjective(text: str, first: int) -> bool:
    """Whether the initials of a country qualify the word after them."""
    match = _INITIALS.match(text, first)
    return match is not None and (match.group(1) or "").lower() not in NO_NOUNS


def _demonym(text: str, first: int, last: int, hit: RunHit) -> Mention:
    role = Role.ORIGIN if _is_abroad(text, last) else Role.DEMONYM
    if text[max(0, first - 3) : first].lower() == "al-":
        role = Role.PART_OF_NAME
    return Mention(first, last, role, hit.candidates, None, None, _NONE, text[first:last], hit.rare)


def _is_abroad(text: str, last: int) -> bool:
    """`a German tourist`, `the U.S. embassy`, `two Belgian Catholic missionaries`."""
    following = [word.strip(".,;:'’\"") for word in text[last : last + _ABROAD_REACH].lower().split()[:2]]
    if following[:1] == ["border"]:
        return PLACE_NOUNS.isdisjoint(following)
    return not ABROAD_NOUNS.isdisjoint(following)


def _with_article(text: str, sentence: int, first: int) -> int:
    """Where a name begins with the Arabic article before it: `al-Qaim`."""
    if first == sentence or text[first - 1] not in "-' ":
        return first
    article = _ARTICLE_BEFORE.search(text, max(sentence, first - 4), first)
    return article.start() if article else first


def _capital(text: str, sentence: int, first: int, last: int, hit: RunHit) -> Mention | None:
    """`the Somali capital` and `Somalia's capital` are Mogadishu."""
    word = _CAPITAL.match(text, last)
    capital = load().capital(hit.candidates[0].country_code or "") if word else None
    if word is None or capital is None:
        return None
    role, _, _ = left_context(text, sentence, first, hit)
    name = text[first : word.end()]
    return Mention(first, word.end(), role, (capital,), None, None, _NONE, name, rare=False)


def _fuller_name(
    text: str, first: int, last: int, hit: RunHit, wanted: PlaceKind | None, part: str | None
) -> tuple[Place, ...]:
    """`Benin city`, `north Sinai`: names whose other word is printed without a capital."""
    if not hit.candidates:
        return ()
    best = hit.candidates[0]
    if wanted is _CITY and best.kind in AREAS and text[last : last + 5].lower() == " city":
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


def _link(text: str, previous: Mention, begin: int, people: Mention | None) -> Link:
    """How a name follows the one before it; `people` is an adjective between them ("the Afghan province of")."""
    gap = (
        text[previous.end : people.start] + text[people.end : begin] if people else text[previous.end : begin]
    )
    gap = gap.strip().lower()
    if gap in (",", ", and", ", the"):
        return Link.COMMA
    if gap in ("and", "or", "and the", "&", "-", "–"):
        return Link.AND
    possessive = gap[:2] in ("'s", "’s")
    words = (gap[2:] if possessive else gap).strip(",( ").split()
    if any(word not in MODIFIERS and word not in ("in", "of") for word in words):
        return _NONE
    if possessive:
        return Link.POSSESSIVE
    if "in" in words or "of" in words or gap[:1] in (",", "("):
        return Link.IN
    return Link.COMMA if gap[-1:] == "," else _NONE
