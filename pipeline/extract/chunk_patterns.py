"""The units of a sentence as one regular expression over its tag string; what the groups mean is said in `chunks`."""

import re
from typing import Final

from pipeline.extract.lexicon import Tag
from pipeline.extract.numbers import NUMBER

_AGE = r"[1nt](?:h?[1n])?(?:,?&[1nt](?:h?[1n])?)?h?y|g[fqx]?[1nt](?:[>h&,]{1,2}[1nt](?![xjXpPKcr]))*"
_MOD = rf"(?:[jxXPpKChroc]|(?<=X)h1(?=[PpKcx])|{_AGE}|\(T?[XjC]{{1,3}}P?\)|xhf(?=[pPKc])|U(?=h?[PpKjxUcX(]))"
_HEAD = r"(?:[PB](?!h|U(?![DT]))|p(?!h|E|U(?![DT]))|K(?![xXjpPKUhEBcCv])|c(?![xXjpPKUhEBc]))"
_ONE_HEAD = r"(?:[pB](?![hUEL])|K(?![xXjpPKUhEBcCvL]))"
_TITLE = r"K(?=XX(?![hUExjXpPKcCv]))"
"""What is else an adjective, before a whole name: "killed 19-year-old student Amina Yusuf"."""
_ORGANISATION = r"(?:[XxjPpKCchOTfU]{2,12}\([XhKPj]{1,5}\))?"
"""A name with its abbreviation, as a modifier ("three People's Front of Arda (PFA) fighters")."""
_TAIL_PERSON = rf"[r+]?(?:O[TH]?)?(?:j?[AJ](?=[jxXPpCKc]))?{_ORGANISATION}{_MOD}{{0,7}}{_HEAD}"
_TAIL_HARM = r"(?:OT)?(?:[jxXpPKr]h?|Uh?(?=[xA]E)|A(?=E)){0,4}(?:E|F(?=[,.&fbdY;)]|$))"
_TAIL_THING = rf"(?:O[TH]?)?(?:{_MOD}|[AJ]){{0,5}}[UuC]"
_LATE = r"(?P<late>Q(?![qn1tTDHp])|q(?=[bk~AJf]))?"
_NUMBERED_NAME = (
    r"(?P<label>(?:(?<=W)|(?<=Xh)|(?<=0))1|(?<=p)1(?=[,.:;)bA~J&]|$)"
    r"|(?<=X)1(?=[,fV>:;)Yd]|$)|(?<=[DT]X)1(?:h1)?(?=[,fV>:;)YdbkMRAF~J]|$))"
)
"""A number after a name belongs to it: "Flight 752", "MiG-29", "pit No. 4", "victim 2"; after an article also before a
verb ("the Boeing 737 was"), where "in Kabul 12 were killed" counts people."""
UNIT: Final = re.compile(
    rf"(?P<age>{_AGE}|(?<=[(;]U,)1(?=[;)])|(?<=[XpPK],)1(?:(?:,|,?&)1)*(?=[,;)]|$)|(?<=p,)(?:n|th?n)(?=,)|(?<=[pK],)q1(?=[,;)]|$)|(?:(?<=pX,)|(?<=pXX,)|(?<=pXXX,))1(?=&))"
    rf"|{_NUMBERED_NAME}"
    rf"|(?P<N>(?P<pre>[qTHr+$]*(?:(?<=q)D(?=1))?|[DT][xXKj]{{1,3}}(?=v))(?P<num>{NUMBER})(?!h?y)(?P<after>Q?)"
    rf"(?:(?P<person>{_TAIL_PERSON})|(?P<noun>{_TAIL_HARM})|(?P<thing>{_TAIL_THING})|(?P<rest>r|\+(?=[AJ]))?){_LATE})"
    rf"|(?P<zero>0(?!1)(?:{_TAIL_PERSON}|(?P<znoun>{_TAIL_HARM}|[AJ])|{_TAIL_THING}|r)?)"
    rf"|(?P<harm1>[D+H](?:[jxXpro]|A(?=E)){{0,4}}E)"
    rf"|(?P<one>(?:[DTH+]q?(?:(?:[AJ]|(?<=D)V)(?=[jxXPpKC]))?{_ORGANISATION}{_MOD}{{0,7}}{_ONE_HEAD}"
    rf"|D[jxXC]?P(?![hUExjXpPKc])|{_MOD}{{0,7}}(?:p(?![hUEP])|{_TITLE})|(?<=q)K(?![xXjpPKUhEBcCv]))X{{0,6}})"
    rf"|(?P<aged>[DT]{_AGE})"
    rf"|(?P<other>(?:Tr|q)(?=[,fdbkA&~]|$))"
    rf"|(?P<nth>[DT]o(?=[xj]?[bkA~J,&fV*]))"
    rf"|(?P<more>\+)"
    rf"|(?P<suffer>\*[jxXPpKDn1TctmUvOFA&]{{0,6}}[EF])"
    rf"|(?P<many>[TH]?{_MOD}{{0,7}}P(?![hUE])|[TH]{_MOD}{{0,3}}c(?![xXjpPKUhEBc]))"
    rf"|(?P<X>X+)|(?P<x>(?:[xjCUuhogK/cW]|P(?=h?U))+)|(?P<c>.)",
    re.DOTALL,
)
_GOES_ON = r"[xjCUuhoK/cWgpPXr1nt(]"
PLAIN: Final = re.compile(rf"(?P<X>X++(?!{_GOES_ON}))|(?P<x>(?<!q)[xjCUuhoK/cW]++(?!{_GOES_ON}))")
"""What `UNIT` finds last, names and other words, where nothing after them can make them part of a noun phrase."""

STANDING_ALONE: Final = frozenset(
    (
        *(
            Tag.BE,
            Tag.HAVE,
            Tag.MODAL,
            Tag.NOT,
            Tag.IRREALIS,
            Tag.RELATIVE,
            Tag.SUBORDINATOR,
            Tag.PREPOSITION,
        ),
        *(Tag.OF, Tag.BY, Tag.TO, Tag.AND, Tag.INCLUDING, Tag.OF_WHOM, Tag.TOTAL, Tag.BESIDES, Tag.VERB),
        *(Tag.HARM_PAST, Tag.HARM_PRESENT, Tag.HARM_ING, Tag.HARM_INTRANSITIVE, Tag.HARM_PREDICATE),
        *(Tag.HARM_NOUN, Tag.TOLL, Tag.DATE, Tag.DASH, Tag.PRONOUN_PLURAL, ",", ";", ":", ")"),
    )
)
"""Tags that begin no unit of several tokens, so that `UNIT` need not be tried on them."""

IN_COMPOUNDS: Final = frozenset(("held", "hit", "seized", "captured", "struck", "evacuated"))
"""Participles that a hyphen may join to a noun."""

_A_PERSON = re.compile(r"T[^&,;b]{0,2}p")


def is_compound(tags: str, at: int) -> bool:
    """ "rebel-held towns", "the quake-hit province": no harm to the towns' people is told."""
    return tags[at - 1 : at] == Tag.HYPHEN and tags[at + 1 : at + 2] not in (Tag.BY, ",", "")


def opens_count(tag: str) -> bool:
    """Whether a counted noun phrase begins: after "both pilots and" an article or number says that there are two."""
    return tag != "" and tag in "1ntmvqDH"


def names_person(tags: str, start: int) -> bool:
    """ "Both pilots and the flight engineer": a person is named beside them, not what else they are."""
    return _A_PERSON.match(tags, start) is not None


def is_one_more(tags: str, start: int) -> bool:
    """Whether a noun phrase counts on: "another man", "a fifth man"."""
    opening = tags[start : start + 2]
    return opening.startswith(Tag.ADDITIVE) or opening == Tag.INDEFINITE + Tag.ORDINAL
