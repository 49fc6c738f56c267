"""Counts of daily tallies, whose verb is left out: "Mosul: 3 by gunfire, 2 policemen by roadside bomb, 1 body"."""

import re
from typing import Final

from pipeline.extract.claims import ClaimBook
from pipeline.extract.governors import Reading
from pipeline.extract.groups import Group
from pipeline.extract.lexicon import Tag
from pipeline.extract.phrases import WEAPON, find_phrases
from pipeline.vocabulary import HarmType

_OPENS: Final = ("", ":", ",", ";", "&", Tag.DASH)
_TO_BY: Final = re.compile(r"(?:O[xXTHP]{1,4})?Y")
""" "2 members of the police by roadside bomb"."""
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
