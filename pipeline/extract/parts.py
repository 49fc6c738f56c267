"""Parts and wholes inside a sentence: "including", "of whom", breakdowns, totals told last."""

import re

from pipeline.extract.claims import Claim, ClaimBook
from pipeline.extract.governors import Reading
from pipeline.extract.groups import Group
from pipeline.extract.implied_parts import imply_parts
from pipeline.extract.lexicon import Tag
from pipeline.extract.part_harms import HURT, cue_before, harm_before, harm_of_marker, harm_of_phrase
from pipeline.extract.part_markers import AMONG_AFTER
from pipeline.vocabulary import HarmType, PartRelation, VictimClass

_SUBSET = PartRelation.SUBSET
_CODED = "coded as"
"""A coder's number is of nobody whom the sentence makes its subject."""
_SUBJECT = re.compile(r"(?<![fOY])P")
"""People that no preposition governs."""
_PERIODS = frozenset({"year", "month", "week", "since", "decade"})
_WITH = re.compile(r"[fdx,]{0,4}f")
"""Up to the "with" of "rose to 31 on Friday with five more bodies found"."""
_NESTED = re.compile(r"N,?i$")
"""A count that its part follows at once, itself a part or not ("of 1,957 civilians, including 199 police")."""
AMONG_ALL = "among_all"
"""Detail of an attacker whom a count of all the people told before takes in."""
LATER_DEATH = "later_death"
"""Detail of a claim of wounded people who died."""
_LATER_DEATH_REACH = 6
"""Tokens in which "of the injured" may follow the number."""


def link_parts(book: ClaimBook) -> None:
    """Make parts of the claims that the sentence tells as parts, and add those that have no cue of their own."""
    part_members: set[int] = set()
    for group, marker in book.reading.clauses.parts:
        part_members.update(group.members)
        _part(book, group, marker)
    _totals(book, part_members)
    imply_parts(book)


# -- parts ---------------------------------------------------------------------------------------


def _part(book: ClaimBook, group: Group, marker: str) -> None:
    whole = _whole_of(book, group, marker)
    named = None if _includes_kind(book, group, marker) else harm_of_marker(book, group)
    if whole is not None and named is not None and whole.harm is not named:
        whole = _last_told(book, group, named)
    if marker in ("breakdown", "of_counted", "described") and whole is None:
        return
    if marker == "described" and whole is not None and not _is_fewer(book, group, whole, 1):
        return
    is_lone = marker == "breakdown" and len(group.members) == 1
    if is_lone and whole is not None and not _is_fewer(book, group, whole, 0):
        return
    if marker == "of_whom" and _is_later_death(book, group):
        for claim in book.by_chunk.get(group.members[0], []):
            claim.details.append(LATER_DEATH)
        return
    for member in group.members:
        _add_part(book, member, group, marker, whole)
    relation = PartRelation.PARTITION if marker == "breakdown" else _SUBSET
    for claim in book.claims:
        if claim.chunk not in group.members:
            continue
        if whole is not None and marker == "of_whom" and _tells_how_they_died(claim, whole):
            book.change_harm(claim, whole.harm)
        if whole is not None and claim.harm is not whole.harm:
            if marker == "of_whom" and whole.harm is HarmType.WOUNDED and tells_dying(claim):
                claim.details.append(LATER_DEATH)
            continue
        if whole is None:
            book.orphans.append(claim)
        elif marker == "including" and claim is not whole and claim.victims.attackers:
            claim.become_part_of(whole, relation)
            claim.details.append(AMONG_ALL)
        elif claim is not whole:
            claim.become_part_of(whole, relation)


def _tells_how_they_died(claim: Claim, whole: Claim) -> bool:
    """ "Eight people died, seven of them stabbed"."""
    return whole.harm is HarmType.KILLED and claim.harm is HarmType.WOUNDED and "unsure" in claim.details


def _last_told(book: ClaimBook, group: Group, harm: HarmType) -> Claim | None:
    """ "kills 33, wounds 41; two brides among the dead": the last whole count of the harm that the marker names."""
    told = [c for c in book.claims if c.harm is harm and c.chunk < group.members[0] and c.parent is None]
    return told[-1] if told else None


def _includes_kind(book: ClaimBook, group: Group, marker: str) -> bool:
    """ "took 20 people, including eight of the wounded children": the wounded say whom, not what was done."""
    before = group.members[0] - 1
    return marker == "including" and book.reading.string[before] == "i" and not harm_of_phrase(book, before)


def tells_dying(claim: Claim) -> bool:
    """ "of whom two died", "two of them were pronounced dead": what befell wounded people, not a second attack."""
    return claim.harm is HarmType.KILLED and claim.rule in ("intransitive", "predicate")


def _is_fewer(book: ClaimBook, group: Group, whole: Claim, least: int) -> bool:
    """Whether the whole is greater than the group's last count by at least so many."""
    number = book.number(group.members[-1])
    return (whole.number.low or 0) - (number.low or 0) >= least


def _whole_of(book: ClaimBook, group: Group, marker: str) -> Claim | None:
    """ "eight of the 31 dead": the whole stands inside; else it is the last counted claim before the group."""
    first = group.members[0]
    inside = book.by_chunk.get(group.end + 1, [])
    if inside and book.reading.string[group.end : group.end + 2] == "ON":
        return inside[0]
    among = AMONG_AFTER.match(book.reading.string, group.end) if marker == "of_whom" else None
    if among is not None and among["whole"]:
        return next(iter(book.by_chunk.get(among.start("whole"), [])), None)
    if marker == "including" and _follows_uncounted(book, group):
        return None
    if marker == "of_counted":
        return _named_whole(book, group)
    if marker == "breakdown" and len(group.members) > 1 and book.reading.string[first - 1] == ",":
        return _partitive_sum(book, group) or _antecedent(book, group, besides=[])
    string = book.reading.string
    is_sibling = (
        marker == "of_whom" and string[first - 1 : first] in "&," and string[group.end : group.end + 1] != "w"
    )
    return _antecedent(book, group, besides=book.orphans if is_sibling else [])


def _partitive_sum(book: ClaimBook, group: Group) -> Claim | None:
    """ "Two of the four wounded, a woman and a man": the partitive that a breakdown makes up."""
    total = sum(book.number(at).value or 0 for at in group.members)
    before = (c for c in book.claims if c.chunk < group.members[0] and c.number.value == total)
    return next((c for c in before if book.reading.string.startswith("ON", c.chunk + 1)), None)


def _named_whole(book: ClaimBook, group: Group) -> Claim | None:
    """ "685 civilians and 76 soldiers; 131 of the civilians were police": the whole is counted with that noun."""
    words, named = book.reading.tokens.words, book.reading.chunks[group.members[-1]]
    before = [c for c in book.claims if c.chunk < group.members[0] and c.phrase.head is not None]
    alike = [c for c in before if words[c.phrase.last] == words[named.last]]
    return alike[-1] if alike else None


def _antecedent(book: ClaimBook, group: Group, besides: list[Claim]) -> Claim | None:
    """The last count before the group that it can divide; `besides` are parts of the same whole as the group."""
    beside = _NESTED.search(book.reading.string, 0, group.members[0])
    if beside is not None and beside.start() in book.by_chunk:
        return book.by_chunk[beside.start()][0]
    before = [
        c
        for c in book.claims
        if c.chunk < group.members[0]
        and c.chunk not in group.members
        and c.parent is None
        and c not in besides
    ]
    nearest = max((c.chunk for c in before), default=None)
    return next((c for c in before if c.chunk == nearest), None)


def _follows_uncounted(book: ClaimBook, group: Group) -> bool:
    """ "civilians and other personnel, including 290 police officers": part of people without a number."""
    first = group.members[0]
    before = book.reading.string[: first - 1].rstrip(",")
    return before.endswith("P") and not any(c.chunk < first for c in book.claims)


def _add_part(book: ClaimBook, member: int, group: Group, marker: str, whole: Claim | None) -> None:
    """A part without a cue of its own takes the harm of its whole."""
    harms = {c.harm for c in book.by_chunk.get(member, [])}
    harm = whole.harm if whole is not None else harm_before(book, group)
    if harm is None or harm in harms or (harms and marker != "including"):
        return
    cue_at = whole.cue_at if whole is not None else cue_before(book, group)
    book.add(Reading(member, harm, cue_at, f"part.{marker}"), harm)


def _is_later_death(book: ClaimBook, group: Group) -> bool:
    """ "one of the injured died", "of the injured, three died": leaves the wounded and joins the dead."""
    if all(c.harm is not HarmType.KILLED for c in book.by_chunk.get(group.members[0], [])):
        return False
    first = book.reading.chunks[group.members[0]].first
    words = book.reading.tokens.words[first : first + _LATER_DEATH_REACH]
    near = any(word.split()[-1] in HURT for word in words)
    return near or harm_of_marker(book, group) is HarmType.WOUNDED


# -- totals --------------------------------------------------------------------------------------


def _totals(book: ClaimBook, part_members: set[int]) -> None:
    """ "making a total of 595", "13 in all", "bringing the toll to 26": a whole told after its parts."""
    string = book.reading.string
    if Tag.TOTAL in string:
        for group in book.reading.clauses.groups:
            first = group.members[0]
            is_beside = (
                string[first - 1 : first] == Tag.TOTAL or Tag.TOTAL in string[group.end : group.end + 2]
            )
            if is_beside and string[first] != "Z":  # "when he came to help"
                _total(book, group, part_members)
    words = book.reading.tokens.words
    for claim in book.claims:
        if _is_raised_to(book, claim):
            _gather(book, claim, part_members)
        if claim.rule != "toll":
            continue
        toll = book.reading.chunks[claim.cue_at]
        if not book.lexicon.raising.isdisjoint(words[: toll.first]):
            _gather(book, claim, part_members)
        if not book.lexicon.rising.isdisjoint(words[toll.last : claim.phrase.first]):
            _explain_rise(book, claim)


def _is_raised_to(book: ClaimBook, claim: Claim) -> bool:
    """ "Bringing to 15 the number of pilgrims killed"; a count over a year is no toll of the event."""
    words, first = book.reading.tokens.words, claim.phrase.first
    is_raised = words[first - 1 : first] == ["to"] and words[first - 2] in book.lexicon.raising
    return is_raised and _PERIODS.isdisjoint(words)


def _total(book: ClaimBook, group: Group, part_members: set[int]) -> None:
    first = group.members[0]
    told = [c for c in book.claims if c.chunk < first]
    harm = told[-1].harm if told and first not in book.by_chunk else harm_before(book, group)
    if first not in book.by_chunk and harm is not None:
        claim = book.add(Reading(first, harm, cue_before(book, group), "total"), harm)
        if claim is not None and book.reading.tokens.words[claim.phrase.first - 1] != _CODED:
            _class_from_subject(book, claim)
    for whole in book.by_chunk.get(first, []):
        if not any(_exceeds(c, whole) for c in told):
            _gather(book, whole, part_members)


def _exceeds(part: Claim, whole: Claim) -> bool:
    return part.harm is whole.harm and (part.number.low or 0) > (whole.number.high or 0)


def _gather(book: ClaimBook, whole: Claim, part_members: set[int]) -> None:
    """Counts of the same harm told before in the sentence are parts of `whole`."""
    whole.stand_alone()
    for part in book.claims:
        is_free = part.parent is None or part.parent is whole
        if part.harm is whole.harm and part.chunk < whole.chunk and is_free:
            is_subset = part.chunk in part_members or whole.rule == "toll"
            part.become_part_of(whole, _SUBSET if is_subset else PartRelation.PARTITION)


def _explain_rise(book: ClaimBook, toll: Claim) -> None:
    """ "The toll rose to 18 after four more bodies were found": the four are among the 18."""
    string = book.reading.string
    for claim in book.claims:
        is_free = claim.harm is toll.harm and claim.parent is None and claim.rule != "toll"
        if is_free and claim.chunk > toll.chunk:
            between = string[toll.chunk + 1 : claim.chunk]
            if Tag.SUBORDINATOR in between or _WITH.fullmatch(between):
                claim.become_part_of(toll)


def _class_from_subject(book: ClaimBook, claim: Claim) -> None:
    """ "most of those killed were civilians and ..., making a total of 595": the total is of the civilians."""
    if claim.victims.victim_class is not VictimClass.UNKNOWN:
        return
    subjects = [match.start() for match in _SUBJECT.finditer(book.reading.string, 0, claim.chunk)]
    if not subjects:
        return
    at = subjects[-1]
    first = at
    while first >= 2 and book.reading.string[first - 2 : first] == "P&":
        first -= 2
    for position in (first, at):
        found = book.victims(book.reading.chunks[position]).victim_class
        if found is not VictimClass.UNKNOWN:
            claim.victims = claim.victims._replace(victim_class=found)
            return
