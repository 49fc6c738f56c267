"""Parts told in a sentence without any word of harm: "Ten of them were soldiers", "Among them were six women".

The pronoun, or the number in "Among the 16 are five nurses", stands for people that were counted before; so the part
takes its harm from there.
"""

import re
from typing import Final

from pipeline.extract.claims import TAKING, Claim, ClaimBook
from pipeline.extract.descriptions import describe
from pipeline.extract.governors import Reading
from pipeline.extract.groups import Group
from pipeline.extract.part_markers import AMONG_NUMBER
from pipeline.vocabulary import BODILY, HarmType, Scope

_PRONOUNS: Final = ("them", "whom", "these", "them were", "them was")
_DESCRIBES: Final = re.compile(r"wb[xTHO]{0,2}[PNK]")
_REMEMBERED: Final = 12
"""Claims among which a whole is looked for that is known by its number."""
_HARMS: Final = BODILY | TAKING


def add_pronominal_parts(book: ClaimBook, earlier: list[Claim]) -> None:
    """Claims of the parts of a sentence that has no harm of its own; the whole is the last count told before."""
    if book.claims or not earlier or not book.reading.clauses.parts:
        return
    whole = _whole(earlier) if AMONG_NUMBER.search(book.reading.string) is None else _numbered(book, earlier)
    is_next = book.reading.sentence.no - earlier[-1].reading.sentence.no == 1
    if whole is None or not is_next or whole.harm not in _HARMS or whole.scope is Scope.HEADLINE:
        return
    found = False
    for group, marker in book.reading.clauses.parts:
        if (found or _is_pronominal(book, group)) and _fits(book, group, whole):
            found = True
            for member in group.members:
                claim = book.add(Reading(member, whole.harm, member, f"part.{marker}"), whole.harm)
                if claim is not None:
                    claim.become_part_of(whole)
    describe(book)


def _whole(earlier: list[Claim]) -> Claim:
    """The last count told; of several parts told side by side ("32 were women and 24 children") their whole."""
    last = earlier[-1]
    side_by_side = [c for c in earlier[-2:] if c.parent is last.parent and c.reading is last.reading]
    return last.parent if last.parent is not None and len(side_by_side) > 1 else last


def _numbered(book: ClaimBook, earlier: list[Claim]) -> Claim | None:
    """ "Among the 16 are five soldiers": the last count of that number not far before."""
    at = AMONG_NUMBER.search(book.reading.string)
    number = book.reading.chunks[at.start() + 1].number if at is not None else None
    told = [c for c in earlier[-_REMEMBERED:] if number is not None and c.number.value == number.value]
    return told[-1] if told else None


def _is_pronominal(book: ClaimBook, group: Group) -> bool:
    """Whether "of them" follows and says who they are, or "among them" opens the sentence."""
    string, first = book.reading.string, group.members[0]
    if AMONG_NUMBER.fullmatch(string, 0, first):
        return book.reading.tokens.words[0] in ("among", "of")
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
