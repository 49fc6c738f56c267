"""Numbers that count no people: years, things, and nouns of harm that count events or stand before another noun."""

import re
from functools import lru_cache

from pipeline.extract.lexicon import Lexicon, Tag, word_list
from pipeline.extract.number_reading import is_year
from pipeline.extract.numbers import Number, is_fraction
from pipeline.extract.tokens import Tokens
from pipeline.vocabulary import SetAsideReason

_MANY_AT_ONCE = "mass"
WOUNDS = frozenset({"wound", "wounds"})
"""What is counted on one body: "found with nine stab wounds"."""


_PREDICATES = (
    *(Tag.BE, Tag.HAVE, Tag.HARM_PAST, Tag.HARM_PRESENT, Tag.HARM_PREDICATE, Tag.HARM_INTRANSITIVE),
    *(Tag.HARM_NOUN, Tag.OTHERS),
)
"""What a number before it is the subject of."""
_RATES = (["a"], ["an"], ["per"], ["each"], ["every"])
_MOMENTS = (["later"], ["earlier"], ["before"], ["after"], ["ago"])
_SHARES = frozenset({"a third", "a fourth"})


def is_share(tokens: Tokens, start: int, end: int) -> bool:
    """ "More than a third of those killed": no third person, but how many of them."""
    return tokens.words[start] in _SHARES and tokens.tags[end : end + 1] in (Tag.OF, Tag.OF_WHOM)


@lru_cache(maxsize=4)
def _in_singular(lexicon: Lexicon) -> frozenset[str]:
    """Nouns of harm in the singular, people apart ("murder", not "murders" or "injured people")."""
    return frozenset(
        word
        for word, cue in lexicon.cues.items()
        if cue.tag == Tag.HARM_NOUN and not word.endswith("s") and word.split()[-1] not in lexicon.people
    )


def why_no_count(
    tokens: Tokens, match: re.Match[str], number: Number, lexicon: Lexicon
) -> SetAsideReason | None:
    """Why a number before a noun of harm, or before none, counts nobody.

    "2005 beheadings", "a 2013 low": a year. "40 evacuation centres": the noun of harm only describes another.
    "Four mass abductions", "one of the killings": events, each of many people. "Nine stab wounds": wounds. "The 7.14
    express": a time. "Both 19": an age. "82 a day": a rate. "Employee #3", "the 737": names.
    """
    start, end = match.span("num")
    is_noun = match.group("noun") is not None
    if tokens.text[tokens.starts[start] - 1 : tokens.starts[start]] == "#":
        return SetAsideReason.NAME
    if _is_aircraft(tokens, match) or (match.end() == end and is_labelled(tokens, start, end)):
        return SetAsideReason.NAME
    if end == start + 1 and match.group("thing") is None and is_fraction(tokens.words[start]):
        return SetAsideReason.UNRESOLVED
    if tokens.words[start - 1] == "both" and match.end() == end and not is_noun:
        return SetAsideReason.AGE
    if _is_rate(tokens, match, lexicon):
        return SetAsideReason.MEASURE
    may_be_year = end == start + 1 and (is_noun or tokens.tags[start - 1 : start] == Tag.INDEFINITE)
    if may_be_year and is_year(tokens.words[start]):
        return SetAsideReason.DATE
    if not is_noun:
        return None
    words = tokens.words[end : match.end("noun")]
    if words[-1] in WOUNDS or (number.value != 1 and words[-1] in _in_singular(lexicon)):
        return SetAsideReason.COUNT_OF_THINGS
    if words[-1] == "bodies" and not word_list("harm", "killed", "organised").isdisjoint(words):
        return SetAsideReason.COUNT_OF_THINGS
    is_one_event = (number.value == 1 and words[0] == "of") or words[-1] == "massacres"
    return SetAsideReason.COUNT_OF_EVENTS if is_one_event or _MANY_AT_ONCE in words else None


def _is_aircraft(tokens: Tokens, match: re.Match[str]) -> bool:
    """ "Shot both pilots, and the 737 dived": the number of a type of aircraft; not "the 737 dead"."""
    start, end = match.span("num")
    is_bare = end == start + 1 and not (match["person"] or match["noun"] or match["thing"] or match["rest"])
    if not is_bare or tokens.words[start] not in word_list("grammar", "aircraft", "types"):
        return False
    is_of = tokens.tags[end : end + 1] in (Tag.HARM_PREDICATE, Tag.OF)
    return tokens.tags[start - 1 : start] in (Tag.INDEFINITE, Tag.DEFINITE) and not is_of


def is_labelled(tokens: Tokens, first: int, end: int) -> bool:
    """Whether a number at tokens first..end-1 is part of a name: "in Ward 5 and Ward 7", "on Route 66"; "in Sector 17
    were killed" counts.
    """
    if first < 1 or not tokens.raw[first - 1].istitle():
        return False
    is_label = tokens.words[first - 1] in word_list("grammar", "labels")
    return is_label and tokens.tags[end : end + 1] not in _PREDICATES


def _is_rate(tokens: Tokens, match: re.Match[str], lexicon: Lexicon) -> bool:
    """ "7,500 people were murdered, or 82 a day"; not "two on Monday and three a day later"."""
    end = match.end("num")
    if match.end() > end or tokens.words[end : end + 1] not in _RATES:
        return False
    unit, after = tokens.words[end + 1 : end + 2], tokens.words[end + 2 : end + 3]
    return bool(unit) and lexicon.tags.get(unit[0]) == Tag.TIME_UNIT and after not in _MOMENTS


def reason_of_thing(tokens: Tokens, start: int, end: int, lexicon: Lexicon) -> SetAsideReason:
    """By the unit right after the number ("7.1-magnitude quake"), else by the head noun."""
    words = tokens.words
    near = words[start + 1] if tokens.tags[start] == Tag.HYPHEN and start + 1 < end else words[start]
    return lexicon.things.get(near) or lexicon.things.get(words[end - 1], SetAsideReason.COUNT_OF_THINGS)
