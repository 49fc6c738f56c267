"""Counts of tallies and bulletins, whose verb is left out: "Mosul: 3 by gunfire, 2 policemen by roadside bomb, 1 body",
"two dead, one critical".
"""

import re
from typing import Final

from pipeline.extract.claims import ClaimBook
from pipeline.extract.governors import Reading
from pipeline.extract.groups import Group
from pipeline.extract.lexicon import Tag, word_list
from pipeline.extract.phrases import WEAPON, find_phrases
from pipeline.vocabulary import HarmType

_OPENS: Final = ("", ":", ",", ";", "&", Tag.DASH)
_TO_BY: Final = re.compile(r"(?:O[xXTHP]{1,4})?Y")
""" "2 members of the police by roadside bomb"."""
_CLOSES: Final = ("", ",", ";", Tag.AND, Tag.SUBORDINATOR, Tag.PREPOSITION)
"""After "one critical": what begins no noun."""
_REACH: Final = 3
"""Tokens after "by" among which the weapon begins."""


def add_verbless(book: ClaimBook) -> None:
    """Claims of people killed "by" a weapon, where the sentence has told of nothing else before but bodies."""
    if Tag.BY not in book.reading.string or not book.reading.clauses.loose:
        return
    told = min((c.chunk for c in book.claims if "bodies" not in c.details), default=len(book.reading.chunks))
    loose = [g for g in book.reading.clauses.loose if g.end < told and _stands_before_by(book, g)]
    if not loose:
        return
    weapons = {hit.first for hit in find_phrases(book.reading.tokens) if hit.kind == WEAPON}
    for group in loose:
        at = book.reading.string.index(Tag.BY, group.end)
        by = book.reading.chunks[at].first
        if not weapons.isdisjoint(range(by + 1, by + 1 + _REACH)):
            for member in group.members:
                book.add(Reading(member, HarmType.KILLED, at, "verbless"), HarmType.KILLED)


def _stands_before_by(book: ClaimBook, group: Group) -> bool:
    string, first = book.reading.string, group.members[0]
    is_counted = all(book.reading.chunks[member].kind == "N" for member in group.members)
    is_first = string[first - 1 : first] in _OPENS
    return is_counted and is_first and _TO_BY.match(string, group.end) is not None


def add_conditions(book: ClaimBook) -> None:
    """Claims of people of whom a bulletin says, beside its dead, only how bad they are: "3 dead, 1 critical"."""
    conditions = word_list("harm", "wounded", "conditions")
    if conditions.isdisjoint(book.reading.tokens.vocabulary) or not book.claims:
        return
    if any(claim.harm is not HarmType.KILLED for claim in book.claims):
        return
    dead = book.claims[0].chunk
    bare = [no for no in range(dead + 1, len(book.reading.chunks)) if _is_bare_condition(book, no)]
    for no in bare:
        book.add(Reading(no, HarmType.WOUNDED, no, "verbless"), HarmType.WOUNDED)


def _is_bare_condition(book: ClaimBook, at: int) -> bool:
    """ "One critical,", "4 minor": no noun follows the number, and nothing but a condition."""
    string, tokens, chunk = book.reading.string, book.reading.tokens, book.reading.chunks[at]
    if chunk.kind != "N" or chunk.implied or string[at - 1] not in (",", ";", Tag.AND):
        return False
    said = chunk.core[1]
    is_condition = not word_list("harm", "wounded", "conditions").isdisjoint(tokens.words[said : said + 1])
    return is_condition and tokens.tags[said + 1 : said + 2] in _CLOSES
