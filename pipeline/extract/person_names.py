"""Which runs of capitalised words may be the name of one person, who is counted as one where harm is told of them."""

import re

from pipeline.extract.lexicon import Lexicon, Tag
from pipeline.extract.tokens import Tokens
from pipeline.extract.words import POSSESSIVE
from pipeline.gazetteer import load as gazetteer

_NOT_BEFORE_NAME = frozenset((Tag.PREPOSITION, Tag.OF, Tag.BY, Tag.TO, Tag.DEFINITE, Tag.HYPHEN))
_NUMBERS = frozenset((Tag.DIGITS, Tag.SMALL_NUMBER, Tag.TENS, Tag.MULTIPLIER, Tag.VAGUE))
_ALLEGED = frozenset({"alleged", "suspected", "presumed", "purported", "reported", "named"})
_OLDEST = 110
_OF_ANOTHER = re.compile(r"[EGF]O[^,;O]{1,9},?&O$")
""" "The murder of a judge and of Carlos Vega"."""
_REACH = 16
_SHORTEST_SURNAME = 3
_NAMING = frozenset({"identified", "named", "known", "described", "listed"})
_WITH_OTHERS = ("&1", "&n")
""" "Hariri and 21 others"."""
_PLURAL = frozenset({"were", "are"})
_SURNAME_SUBJECT = re.compile(r"bx?[AJ]|,?&?(?:[n1]O)?H")
_HARMING = (Tag.HARM_PAST, Tag.HARM_PRESENT, Tag.HARM_ING)
_ENDS_OBJECT = ("", ",", Tag.AND, Tag.PREPOSITION, Tag.DATE, Tag.SUBORDINATOR)


def may_be_person(tokens: Tokens, start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether tokens start..end-1, all capitalised, may name a person: two words or more that are no place, or one that
    stands like a surname ("killed Hariri and 21 others").
    """
    if tokens.raw[end - 1].endswith(POSSESSIVE) or _is_governed(tokens, start) or _is_counted(tokens, start):
        return False
    if end == start + 1:
        if not _is_word(tokens, start):
            return False
        if _is_harmed(tokens, start, lexicon) or _has_age(tokens, end):
            return True
        if tokens.tags[end : end + 2] not in _WITH_OTHERS:
            return False
    return not gazetteer().candidates(" ".join(tokens.raw[start:end]).replace(" - ", "-"))


def _is_governed(tokens: Tokens, start: int) -> bool:
    """Under a preposition, unless a harm noun's ("the murder of ..."), or naming another ("identified as ...")."""
    tags = tokens.tags
    if tags[max(0, start - 2) : start] in ("EO", "GO", "FO"):
        return False
    if tags[max(0, start - 2) : start] == "&O" and _OF_ANOTHER.search(tags, max(0, start - _REACH), start):
        return False
    if start > 1 and tokens.words[start - 1] == "as" and tokens.words[start - 2] in _NAMING:
        return True
    return start > 0 and tags[start - 1] in _NOT_BEFORE_NAME


def _is_counted(tokens: Tokens, start: int) -> bool:
    """ "Nine alleged Harkat ul-Ansar were killed": a group, of whom a number was told."""
    before = start - 1
    while before > 0 and tokens.words[before] in _ALLEGED:
        before -= 1
    return before < start - 1 and tokens.tags[before] in _NUMBERS


def _is_word(tokens: Tokens, at: int) -> bool:
    """No acronym, and not what a number counts ("two French and one American")."""
    word = tokens.raw[at]
    is_counted = at > 0 and tokens.tags[at - 1] in _NUMBERS
    return len(word) >= _SHORTEST_SURNAME and not word.isupper() and not is_counted


def _has_age(tokens: Tokens, at: int) -> bool:
    """ "Shazia, 8, breathed her last"."""
    if tokens.tags[at : at + 3] != ",1,":
        return False
    age = tokens.words[at + 1]
    return age.isdigit() and int(age) < _OLDEST


def _is_harmed(tokens: Tokens, at: int, lexicon: Lexicon) -> bool:
    """The object of a verb that harms only people, the subject of "was shot", the first of "Ortega and his wife"."""
    tags, words = tokens.tags, tokens.words
    if at and tags[at - 1] in _HARMING and words[at - 1] not in lexicon.needs_person:
        return tags[at + 1 : at + 2] in _ENDS_OBJECT
    return _SURNAME_SUBJECT.match(tags, at + 1) is not None and words[at + 1] not in _PLURAL
