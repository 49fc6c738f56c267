"""What was done to people who are told as parts of a count: by their marker, or by the words before them."""

from pipeline.extract.claims import ClaimBook
from pipeline.extract.governors import CUES
from pipeline.extract.groups import Group
from pipeline.extract.part_markers import AMONG, AMONG_AFTER, AMONG_THOSE, OF_THOSE
from pipeline.vocabulary import HarmType

_DEAD = frozenset({"dead", "killed", "fatalities", "victims"})
HURT = frozenset({"wounded", "injured"})
_AMONG_REACH = 18
"""Chunks from people to the "were among the dead" that they govern."""


def cue_before(book: ClaimBook, group: Group) -> int:
    """The chunk of the last cue before a group, -1 for none."""
    return max(book.reading.string.rfind(cue, 0, group.members[0]) for cue in CUES)


def harm_before(book: ClaimBook, group: Group) -> HarmType | None:
    """The harm of a part without a cue of its own: of its marker, or of what stands before it."""
    named = harm_of_marker(book, group)
    if named is not None:
        return named
    at = cue_before(book, group)
    cue = book.reading.chunks[at].cue if at >= 0 else None
    if cue is not None:
        return cue.harm
    if _are_victims(book, group):
        return HarmType.KILLED
    of_phrase = harm_of_phrase(book, book.reading.string.rfind("w", 0, group.members[0]))
    return of_phrase or next((sibling.harm for sibling in reversed(book.orphans)), None)


def _are_victims(book: ClaimBook, group: Group) -> bool:
    """ "The victims included ...": who is called a victim in the press, without a word of injuries, is dead."""
    before = book.reading.chunks[: group.members[0]]
    heads = [
        book.reading.tokens.words[chunk.head]
        for chunk in before
        if chunk.kind in "PN" and chunk.head is not None
    ]
    return heads[-1:] == ["victims"]


def harm_of_marker(book: ClaimBook, group: Group) -> HarmType | None:
    """ "among the dead were two officers", "of those wounded, 1,438 were civilians": the marker names the harm."""
    string, chunks, first = book.reading.string, book.reading.chunks, group.members[0]
    among = string.find("bi", group.end, group.end + _AMONG_REACH)
    for at in (first - 1, group.end, among + 1):
        if 0 <= at < len(chunks) and string[at] in "iw":
            counted = chunks[at + 1].cue if string[at : at + 2] == "wE" else None
            harm = counted.harm if counted is not None else harm_of_phrase(book, at)
            if harm is not None:
                return harm
    after = AMONG_AFTER.match(string, group.end)
    counted = chunks[after.start("cue")].cue if after is not None and after["cue"] else None
    if counted is not None:
        return counted.harm
    fronted = (
        OF_THOSE.search(string, 0, first)
        or AMONG_THOSE.search(string, 0, first)
        or AMONG.search(string, 0, first)
    )
    if fronted is None:
        return None
    cues = (chunks[at].cue for at in range(fronted.start(), first))
    return next((cue.harm for cue in cues if cue is not None), harm_of_phrase(book, fronted.start()))


def harm_of_phrase(book: ClaimBook, at: int) -> HarmType | None:
    """What a phrase like "of the dead" says."""
    if at < 0:
        return None
    marker = book.reading.chunks[at]
    words = set(" ".join(book.reading.tokens.words[marker.first : marker.last + 1]).split())
    if words & _DEAD:
        return HarmType.KILLED
    return HarmType.WOUNDED if words & HURT else None
