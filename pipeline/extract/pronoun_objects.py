"""People counted before and taken up as the object of a verb of harm: "stopped nine farmers and shot them dead".

"Two gunmen fired at a checkpoint before police shot them": the object is never the subject of its own verb.
"""

import re
from bisect import bisect_right
from typing import Final

from pipeline.extract.claims import Claim, ClaimBook
from pipeline.extract.governors import Reading
from pipeline.extract.groups import Group
from pipeline.extract.in_turn import opens_sentence
from pipeline.extract.lexicon import Tag
from pipeline.extract.sentence_reading import unreal
from pipeline.vocabulary import BODILY, HarmType

RULE: Final = "pronoun_object"
_PRONOUNS: Final = frozenset({"them", "all of them"})
_SIGNS: Final = _PRONOUNS | {"throats"}
_HARMED: Final = re.compile(r"(?P<verb>[AFGx])(?P<who>[zi])(?P<fate>J)?|(?P<cut>x)Hx")
_OWN_SUBJECT: Final = re.compile(r"(?:[NPXzZ]x?|(?<=[s;])x{1,4})[bk]{0,2}$")
_TO_SUBJECT: Final = 8
"""Chunks from a verb back to its subject."""
_NEAR: Final = 8
"""Coordinations of people among which those are looked for whom a pronoun means."""
_PREDICATE: Final = "VAFI~bkRM"
"""What a subject is followed by."""
_CUT: Final = "throats"
""" "Tied up four guards and slit their throats"."""
_ALIVE: Final = "alive"


def add_pronoun_objects(book: ClaimBook) -> None:
    """Claims of the harm done to "them", of the people counted last before whom nothing worse is told of."""
    if _SIGNS.isdisjoint(book.reading.tokens.vocabulary):
        return
    ends = [group.end for group in book.reading.clauses.groups]
    for match in _HARMED.finditer(book.reading.string):
        verb, cue_at, harm = _deed(book, match)
        group = _antecedent(book, verb, ends) if harm in BODILY else None
        if group is not None and harm is not None:
            _add(book, group, Reading(group.members[0], harm, cue_at, RULE))


def _deed(book: ClaimBook, match: re.Match[str]) -> tuple[int, int, HarmType | None]:
    """The verb, the cue that says what befell "them", and the harm; no harm where it is something else."""
    if match["cut"] is not None:
        cue_at = match.end() - 1
        return match.start(), cue_at, HarmType.KILLED if _word(book, cue_at) == _CUT else None
    verb = match.start()
    cue_at = verb if match["fate"] is None else match.start("fate")
    cue = book.reading.chunks[cue_at].cue
    if cue is None or _word(book, match.start("who")) not in _PRONOUNS:
        return verb, cue_at, None
    after = book.reading.chunks[match.start("who")].last + 1
    burned = _word(book, verb).startswith("burn") and book.reading.tokens.words[after : after + 1] == [_ALIVE]
    return verb, cue_at, HarmType.KILLED if burned else cue.harm


def _word(book: ClaimBook, at: int) -> str:
    chunk = book.reading.chunks[at]
    return " ".join(book.reading.tokens.words[chunk.first : chunk.last + 1])


def _add(book: ClaimBook, group: Group, deed: Reading) -> None:
    if unreal(book.reading, deed) is not None or deed.harm is None:
        return
    for member in group.members:
        book.add(deed._replace(chunk=member), deed.harm)


def _antecedent(book: ClaimBook, verb: int, ends: list[int]) -> Group | None:
    """The last several people counted before a verb of whom no death or wound is told; `ends` are those of groups."""
    string, first = book.reading.string, max(0, verb - _TO_SUBJECT)
    subject = _OWN_SUBJECT.search(string, first, verb) if string[verb] != "G" else None
    end = subject.start() if subject is not None else verb
    last = bisect_right(ends, end)
    for group in reversed(book.reading.clauses.groups[max(0, last - _NEAR) : last]):
        told = [c for member in group.members for c in book.by_chunk.get(member, [])]
        is_harmed = any(_is_settled(c) for c in told)
        if _are_several(book, group) and not is_harmed:
            return group if _may_be_meant(book, group, end, subject is not None) else None
    return None


def _is_settled(claim: Claim) -> bool:
    """Whether a death or a wound is told, and not only that somebody was shot, of which they may have died."""
    return claim.harm in BODILY and "unsure" not in claim.details


def _are_several(book: ClaimBook, group: Group) -> bool:
    chunks = [book.reading.chunks[member] for member in group.members]
    if any(chunk.kind != "N" or chunk.number is None or chunk.number.value == 0 for chunk in chunks):
        return False
    return len(chunks) > 1 or not chunks[0].implied or (book.number(group.members[0]).value or 0) > 1


def _may_be_meant(book: ClaimBook, group: Group, end: int, has_subject: bool) -> bool:
    """Whether "them" can be the people of a group: not the agent, nor where others come between who have no number."""
    string = book.reading.string
    if opens_sentence(book.reading, group.members[0]) and string[group.end : group.end + 1] in _PREDICATE:
        return has_subject
    return Tag.PEOPLE not in string[group.end : end]
