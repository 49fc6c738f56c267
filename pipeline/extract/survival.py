"""Harm told by who survived: "none of the 62 people on board survived", "there is no hope that the 30 are alive", "two
survived the crash with burns".
"""

import re
from bisect import bisect_right
from typing import Final

from pipeline.extract.chunks import Chunk
from pipeline.extract.claims import ClaimBook
from pipeline.extract.governors import Reading
from pipeline.extract.groups import Group
from pipeline.extract.lexicon import Tag
from pipeline.vocabulary import HarmType

_NONE_SURVIVED: Final = re.compile(r"NO(?P<all>N)[fxXPTd]{0,6}(?P<cue>V)")
_NO_SURVIVORS: Final = re.compile(r"(?P<cue>N)[fO](?P<all>N)")
_LIVED: Final = re.compile(
    r"(?:[fO][xXT]{1,3}){0,2}R?(?P<verb>V)[fOxXTdHG>]{0,8}?(?P<how>J|(?P<being>b)A|,?(?P<although>s)x?A|[EF])"
)
_HIT_AND_LIVED: Final = re.compile(r",A(?:[fOY][xXTHP]{1,3}){0,2},k?V")
_HOPES: Final = frozenset({"hope", "hopes", "chance", "chances", "possibility", "prospect", "likelihood"})
_GIVEN_UP: Final = frozenset({"up", "abandoned", "lost"})
_HOPELESS: Final = frozenset({"no", *_GIVEN_UP})
_GONE: Final = 3
"""Tokens from "no" to "chance": "no longer any chance"."""
_TO_PEOPLE: Final = 8
_TO_DENIAL: Final = 12
"""Tokens before "hope" in which "not" says that it is kept."""
_TO_LIVING: Final = 10
"""Tokens from a hope to those hoped for, and from them to "alive"."""
_LIVING: Final = frozenset({"alive", "survived", "survive", "lived", "living"})
_SURVIVED: Final = frozenset({"survived", "survive", "survives", "surviving"})
_ESCAPED: Final = frozenset({"escaped", "escapes"})
_SURVIVORS: Final = frozenset({"survivors", "survivor"})
_WOUNDS: Final = frozenset({"wounds", "injuries", "burns"})
_SLIGHT: Final = frozenset(
    {"cuts", "bruises", "fractures", "gashes", "grazes", "broken", "fractured", *_WOUNDS}
)
_GETTING: Final = frozenset({"got", "came", "climbed", "crawled", "walked", "jumped", "stumbled", "limped"})
_OUT: Final = frozenset({"out", "away", "off", "free"})
_OF_CLAUSE: Final = 12
"""Tokens from people, over a relative clause, to the verb."""
_TO_WITH: Final = 4
_TO_WOUND: Final = 3
"""Tokens from "out" to "with", and from there to the wound."""
_ALTHOUGH: Final = frozenset({"although", "though"})
_WITH: Final = "with"


def add_unsurvived(book: ClaimBook) -> None:
    """A claim of the deaths of all those of whom nobody is told to have survived."""
    string, chunks, tokens = book.reading.string, book.reading.chunks, book.reading.tokens
    if not _HOPES.isdisjoint(tokens.vocabulary) and not _LIVING.isdisjoint(tokens.vocabulary):
        _add_hopeless(book)
    if Tag.ZERO not in tokens.tags:
        return
    for pattern, words in ((_NONE_SURVIVED, _SURVIVED), (_NO_SURVIVORS, _SURVIVORS)):
        for match in pattern.finditer(string):
            number, cue_at = chunks[match.start()].number, match.start("cue")
            is_nobody = number is not None and number.value == 0
            if is_nobody and tokens.words[chunks[cue_at].last] in words:
                all_of_them = match.start("all")
                groups = (g.members for g in book.reading.clauses.groups if all_of_them in g.members)
                for member in next(groups, (all_of_them,)):
                    book.add(Reading(member, HarmType.KILLED, cue_at, "unsurvived"), HarmType.KILLED)


def _add_hopeless(book: ClaimBook) -> None:
    """ "There was no chance that any of the 30 had survived", "gave up hope of finding the nine alive"."""
    words, tags = book.reading.tokens.words, book.reading.tokens.tags
    starts = [chunk.first for chunk in book.reading.chunks]
    for at, word in enumerate(words):
        before = words[max(0, at - _GONE) : at]
        if word not in _HOPES or _HOPELESS.isdisjoint(before):
            continue
        is_denied = not {Tag.ZERO, Tag.NOT}.isdisjoint(tags[max(0, at - _TO_DENIAL) : at])
        if is_denied and not _GIVEN_UP.isdisjoint(before):
            continue
        near = range(bisect_right(starts, at), bisect_right(starts, at + _TO_PEOPLE))
        number = next((no for no in near if _counts_people(book.reading.chunks[no])), None)
        last = book.reading.chunks[number].last if number is not None else 0
        if number is not None and not _LIVING.isdisjoint(words[last + 1 : last + 1 + _TO_LIVING]):
            book.add(Reading(number, HarmType.KILLED, number, "unsurvived"), HarmType.KILLED)


def _counts_people(chunk: Chunk) -> bool:
    return chunk.kind == "N" and chunk.number is not None and (chunk.number.low or 0) > 0


def add_hurt_survivors(book: ClaimBook) -> None:
    """Claims of the wounds of those who "survived being shot" or "escaped the fire with burns"."""
    vocabulary = book.reading.tokens.vocabulary
    if _SURVIVED.isdisjoint(vocabulary) and _ESCAPED.isdisjoint(vocabulary):
        return
    for group in book.reading.clauses.groups:
        match = _LIVED.match(book.reading.string, group.end)
        cue_at = match.end() - 1 if match is not None and _tells_wounds(book, match) else _hit(book, group)
        if cue_at is None:
            continue
        for member in group.members:
            book.add(Reading(member, HarmType.WOUNDED, cue_at, "survivor"), HarmType.WOUNDED)


def _hit(book: ClaimBook, group: Group) -> int | None:
    """The participle of "a third man, hit in the throat, survived"."""
    match = _HIT_AND_LIVED.match(book.reading.string, group.end)
    if match is None or book.reading.tokens.words[book.reading.chunks[match.end() - 1].last] not in _SURVIVED:
        return None
    cue = book.reading.chunks[group.end + 1].cue
    return group.end + 1 if cue is not None and cue.harm is HarmType.WOUNDED else None


def _tells_wounds(book: ClaimBook, match: re.Match[str]) -> bool:
    """Wounds that were survived, or with which people got away; "escaped injury" tells of none."""
    words, chunks = book.reading.tokens.words, book.reading.chunks
    verb, cue = words[chunks[match.start("verb")].last], chunks[match.end() - 1]
    if cue.cue is None or cue.cue.harm is not HarmType.WOUNDED:
        return False
    between = words[chunks[match.start("verb")].last + 1 : cue.first]
    if match.group("being"):
        return verb in _SURVIVED and between[-1] == "being"
    if match.group("although"):
        return words[chunks[match.start("although")].last] in _ALTHOUGH
    is_with = words[cue.first].startswith(_WITH) or _WITH in between
    names_wounds = match.group("how") == Tag.HARM_PREDICATE or words[cue.last] in _WOUNDS
    return names_wounds and (is_with if verb in _ESCAPED else verb in _SURVIVED)


def add_hurt_fugitives(book: ClaimBook) -> None:
    """Claims of the wounds of those who "got out with burns", "walked away with a broken arm"."""
    tokens = book.reading.tokens
    if _WITH not in tokens.vocabulary or _GETTING.isdisjoint(tokens.vocabulary):
        return
    for group in book.reading.clauses.groups:
        wound = _wound_of(book, group.end)
        if wound is not None and not any(book.by_chunk.get(member) for member in group.members):
            for member in group.members:
                book.add(Reading(member, HarmType.WOUNDED, wound, "survivor"), HarmType.WOUNDED)


def _wound_of(book: ClaimBook, end: int) -> int | None:
    """The chunk that names the wound with which the people before chunk `end` got away."""
    words, chunks = book.reading.tokens.words, book.reading.chunks
    first = chunks[end - 1].last + 1
    for at in range(first, min(first + _OF_CLAUSE, len(words) - 1)):
        if words[at] in _GETTING and words[at + 1] in _OUT:
            near = words[at + 2 : at + 2 + _TO_WITH]
            opens = at + 2 + near.index(_WITH) + 1 if _WITH in near else len(words)
            wound = next((n for n in range(opens, opens + _TO_WOUND) if _is_wound(words, n)), None)
            between = [chunk.kind for chunk in chunks[end:] if chunk.first < at]
            if wound is None or not set("NPZ;s").isdisjoint(between):
                return None
            return next(number for number, chunk in enumerate(chunks) if chunk.last >= wound)
    return None


def _is_wound(words: list[str], at: int) -> bool:
    return at < len(words) and words[at] in _SLIGHT
