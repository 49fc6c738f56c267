"""Parts told in a sentence without any word of harm: "Ten of them were soldiers", "Among them were six women".

The pronoun stands for the people that the sentence before has counted; so the part takes its harm from there.
"""

import re
from typing import Final

from pipeline.extract.claims import BODILY, TAKING, Claim, ClaimBook
from pipeline.extract.clauses import Reading
from pipeline.extract.groups import Group
from pipeline.vocabulary import HarmType, Scope

_PRONOUNS: Final = ("them", "whom", "these", "them were", "them was")
_DESCRIBES: Final = re.compile(r"wb[xTHO]{0,2}[PNK]")
_HARMS: Final = BODILY | TAKING


def add_pronominal_parts(book: ClaimBook, earlier: list[Claim]) -> None:
    """Claims of the parts of a sentence that has no harm of its own; the whole is the last count told before."""
    if book.claims or not earlier or not book.reading.clauses.parts:
        return
    whole = earlier[-1]
    is_next = book.reading.sentence.no - whole.reading.sentence.no == 1
    if not is_next or whole.harm not in _HARMS or whole.scope is Scope.HEADLINE:
        return
    found = False
    for group, marker in book.reading.clauses.parts:
        if (found or _is_pronominal(book, group)) and _fits(book, group, whole):
            found = True
            for member in group.members:
                claim = book.add(Reading(member, whole.harm, member, f"part.{marker}"), whole.harm)
                if claim is not None:
                    claim.become_part_of(whole)


def _is_pronominal(book: ClaimBook, group: Group) -> bool:
    """Whether "of them" follows and says who they are, or "among them" opens the sentence."""
    string, first = book.reading.string, group.members[0]
    if string[:first] == "i":
        at = 0
    elif string[group.end : group.end + 1] == "w":
        at = group.end
    else:
        return False
    chunk = book.reading.chunks[at]
    words = " ".join(book.reading.tokens.words[chunk.first : chunk.last + 1])
    return words.endswith(_PRONOUNS)


def _fits(book: ClaimBook, group: Group, whole: Claim) -> bool:
    """Whether they are no more than the whole; of the dead it must be told who they are ("two of them got away")."""
    size = sum(book.number(at).low or 0 for at in group.members)
    told = whole.harm is not HarmType.KILLED or book.reading.string[group.end : group.end + 1] != "w"
    is_described = told or _DESCRIBES.match(book.reading.string, group.end) is not None
    return is_described and 0 < size < (whole.number.low or 0)
