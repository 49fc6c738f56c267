"""People counted aboard before it is told what befell them all: they died, or what they were aboard was hijacked.

"A plane carrying six people crashed, killing all on board." "Two men hijacked a ferry carrying 140 passengers."
"""

import re
from typing import Final

from pipeline.extract.chunks import Chunk
from pipeline.extract.claims import TAKING, Claim, ClaimBook
from pipeline.extract.governors import Reading
from pipeline.extract.lexicon import Tag, word_list
from pipeline.extract.sentence_reading import SentenceReading
from pipeline.vocabulary import BODILY, HarmType

_ALL: Final = frozenset({"all", "all of", "everyone", "everybody"})
_ALL_OF_THEM: Final = frozenset({"all of them", "all of whom"})
EVERYBODY: Final = _ALL | _ALL_OF_THEM
_AFTER_ALL: Final = frozenset({"board", "aboard", "them", "whom", "inside"})
_TO_ABOARD: Final = 3
"""Tokens from "all" to "on board"."""
_OPENS: Final = ("", ",", ";", ":", Tag.AND, Tag.DASH)
_SAYING: Final = word_list("sources", "verbs") | {"that"}
_SUBJECT_OF: Final = (Tag.BE, Tag.HAVE, Tag.HARM_INTRANSITIVE, Tag.HARM_PAST)
_FATE: Final = re.compile(r"[fORxXTdbk>]{0,9}(?P<cue>[A~J])")
"""Of "everyone on board the plane is believed to have died"."""
_APPOSED: Final = re.compile(r"[fxX]{0,4}[,(-](?P<who>N)(?:&(?P<others>N))?[,).-]?")
_HARMS: Final = BODILY | TAKING | {HarmType.MISSING}
_OPEN: Final = TAKING | {HarmType.MISSING}
"""What leaves open whether people live."""
_FEARED: Final = frozenset({"feared", "presumed", "believed", "assumed", "thought"})
_HIJACK: Final = "hijack"
_SEIZED: Final = frozenset({"seized", "seize", "commandeered"})
_ABOARD: Final = frozenset({"aboard", "board", "onboard"})
_CARRYING: Final = frozenset({"carrying", "carried", "holding", "transporting", "ferrying"})
_WITH: Final = frozenset({"with", "its"}) | _CARRYING
_COMPANIES: Final = frozenset(
    {"crew", "complement", "company", "party", "load", "family", "group", "team", "patrol", "squad"}
)
_CREWS: Final = frozenset({"crew", "crewmen", "sailors", "seamen", "hands", "passengers", "fishermen"})
_LOST: Final = "lost"
_SINKING: Final = frozenset(
    {_LOST, "sank", "sunk", "sinks", "foundered", "capsized", "went", "gone", "goes", "wrecked"}
)
_REACH: Final = 4
"""Tokens between the people and "aboard"."""


def add_all_aboard(book: ClaimBook) -> None:
    """Claims of the people told aboard, where the sentence goes on to tell harm done to all of them."""
    tokens = book.reading.tokens
    if EVERYBODY.isdisjoint(tokens.vocabulary):
        return
    everyone = next((at for at in range(len(tokens.words)) if speaks_of_all(book.reading, at)), None)
    cue_at = fate_of_all(book.reading, everyone) if everyone is not None else None
    if everyone is None or cue_at is None:
        return
    cue = book.reading.chunks[cue_at].cue
    harm = cue.harm if cue is not None else None
    for member in _told(book, everyone) if harm in _HARMS else ():
        before = list(book.by_chunk.get(member, []))
        if harm is None or any(claim.harm not in _OPEN or claim.harm is harm for claim in before):
            continue
        book.add(Reading(member, harm, cue_at, "all_aboard"), harm)
        if harm is HarmType.KILLED and not is_feared(book.reading, cue_at):
            drop_missing(book, before)


def drop_missing(book: ClaimBook, claims: list[Claim]) -> None:
    """Take back that people were missing who are told dead."""
    for claim in claims:
        if claim.harm is HarmType.MISSING:
            book.drop(claim)


def is_feared(reading: SentenceReading, cue_at: int) -> bool:
    """ "Are missing and feared drowned", "presumed dead"."""
    cue = reading.chunks[cue_at].first
    return not _FEARED.isdisjoint(reading.tokens.words[max(0, cue - 2) : cue])


def _told(book: ClaimBook, everyone: int) -> list[int]:
    """The counted people who are "all": named right after, told aboard before, or else those told last."""
    chunks, string = book.reading.chunks, book.reading.string
    after = _APPOSED.match(string, chunk_at(book.reading, everyone) + 1)
    if after is not None and _is_counted(book, after.start("who")):
        return [after.start(name) for name in ("who", "others") if after[name]]
    aboard = [at for at in people_aboard(book.reading) if chunks[at].last < everyone]
    if aboard:
        return [at for at in aboard if not book.victims(chunks[at]).attackers]
    before = [g for g in book.reading.clauses.groups if chunks[g.end - 1].last < everyone]
    counted = [g for g in before if any(_is_counted(book, member) for member in g.members)]
    is_clear = len(counted) == 1 or (counted and not _is_bare(book.reading, everyone))
    return [member for member in counted[-1].members if _is_counted(book, member)] if is_clear else []


def people_aboard(reading: SentenceReading) -> list[int]:
    """The chunks of counted people of whom the sentence says what they were in ("carrying 11 people", "40 aboard")."""
    words, found = reading.tokens.words, list[int]()
    for group in reading.clauses.groups:
        first, last = reading.chunks[group.members[0]].first, reading.chunks[group.end - 1].last
        next_at = next(
            (at for at in range(group.end, len(reading.chunks)) if reading.string[at] == "N"), None
        )
        reach = (
            last + 1 + _REACH if next_at is None else min(last + 1 + _REACH, reading.chunks[next_at].first)
        )
        is_aboard = not _ABOARD.isdisjoint(words[last + 1 : reach])
        if is_aboard or _is_company(words, first) or (first and words[first - 1].split()[-1] in _CARRYING):
            found += [at for at in group.members if _is_people(reading.chunks[at])]
    return found


def _is_company(words: list[str], first: int) -> bool:
    """ "A crew of five and nine passengers", "with 22 crew"."""
    if words[max(0, first - 1)] == "with":
        return True
    return words[first - 1 : first] == ["of"] and words[max(0, first - 2)].split()[-1] in _COMPANIES


def _is_people(chunk: Chunk) -> bool:
    return chunk.kind == "N" and not chunk.implied and chunk.number is not None and chunk.number.value != 0


def add_hijacked(book: ClaimBook) -> None:
    """Claims of the people counted aboard, in a sentence that tells of a hijacking or a seizure."""
    words, vocabulary = book.reading.tokens.words, book.reading.tokens.vocabulary
    hijacked = _HIJACK in " ".join(words)
    if not hijacked and (_SEIZED.isdisjoint(vocabulary) or _ABOARD.isdisjoint(vocabulary)):
        return
    for group in book.reading.clauses.groups:
        if any(book.by_chunk.get(member) for member in group.members):
            continue
        last = book.reading.chunks[group.end - 1].last
        first = book.reading.chunks[group.members[0]].first
        aboard = not _ABOARD.isdisjoint(words[last + 1 : last + 1 + _REACH])
        if aboard or (hijacked and words[max(0, first - 1)].split()[-1] in _WITH):
            for member in group.members:
                if _is_counted(book, member):
                    book.add(Reading(member, HarmType.KIDNAPPED, member, "aboard"), HarmType.KIDNAPPED)


def _is_counted(book: ClaimBook, at: int) -> bool:
    """Whether a chunk is people with a printed number who attacked nobody."""
    chunk = book.reading.chunks[at]
    is_people = chunk.kind == "N" and chunk.head is not None and not chunk.implied
    return is_people and not book.victims(chunk).attackers


def speaks_of_all(reading: SentenceReading, at: int) -> bool:
    """ "All of them", "everyone on board", and a bare "all" that is the subject ("all died")."""
    words = reading.tokens.words
    if words[at] in _ALL_OF_THEM:
        return True
    if words[at] not in _ALL:
        return False
    return not _AFTER_ALL.isdisjoint(words[at + 1 : at + 1 + _TO_ABOARD]) or _is_bare(reading, at)


def _is_bare(reading: SentenceReading, at: int) -> bool:
    """ "; all died", ", and all were lost", "and that all had perished", "killing everyone."."""
    tags, word = reading.tokens.tags, reading.tokens.words[at]
    if word not in _ALL:
        return False
    before, after = tags[at - 1] if at else "", tags[at + 1 : at + 2]
    is_object = before == Tag.HARM_ING and after in ("", ",", ";", ".")
    is_first = before in _OPENS or reading.tokens.words[at - 1] in _SAYING
    return is_object or (is_first and after in _SUBJECT_OF)


def fate_of_all(reading: SentenceReading, token: int) -> int | None:
    """The chunk of the harm that befell "all": a verb right before it, or its predicate."""
    string, at = reading.string, chunk_at(reading, token)
    before = reading.chunks[at - 1].cue if at else None
    if before is not None and string[at - 1] in "AG" and before.harm is HarmType.KILLED:
        return at - 1
    after = _APPOSED.match(string, at + 1)
    fate = _FATE.match(string, after.end() if after is not None else at + 1)
    return fate.start("cue") if fate is not None else None


def add_all_hands(book: ClaimBook) -> None:
    """Claims of the deaths of a crew that "went down with all hands", or was lost with its ship."""
    tokens = book.reading.tokens
    if "with" not in tokens.vocabulary or _SINKING.isdisjoint(tokens.vocabulary):
        return
    string, words = book.reading.string, tokens.words
    for at, chunk in enumerate(book.reading.chunks):
        if words[chunk.first - 1 : chunk.first] != ["with"] or chunk.first == 0:
            continue
        if words[chunk.first] == "all" and "hands" in words[chunk.first : chunk.last + 2]:
            after = _APPOSED.match(string, at + 2)
            before = [member for member in people_aboard(book.reading) if member < at]
            crew = [at] if chunk.kind == "T" else [after.start("who")] if after is not None else before
        elif words[chunk.first - 2] == _LOST and at + 2 < len(string) and _is_crew(book.reading, at):
            crew = [at + 2 if string[at + 1] == Tag.OF else at]
        else:
            continue
        for member in crew:
            if book.reading.chunks[member].number is not None and not book.by_chunk.get(member):
                book.add(Reading(member, HarmType.KILLED, at, "all_aboard"), HarmType.KILLED)


def is_lost_crew(reading: SentenceReading, at: int, lost: int) -> bool:
    """ "All seven crew members were lost", "the crew of five was lost"; not "two sailors were lost for a week"."""
    words, chunk = reading.tokens.words, reading.chunks[at]
    after = reading.chunks[lost].last + 1
    is_company = words[chunk.first - 1 : chunk.first] == ["of"] and _is_company(words, chunk.first)
    is_crew = words[chunk.last].split()[0] in _CREWS or is_company
    return at < lost and is_crew and words[after : after + 1] not in (["for"], ["to"], ["in"])


def _is_crew(reading: SentenceReading, at: int) -> bool:
    """ "Her crew of 31", "19 sailors"."""
    chunk, words = reading.chunks[at], reading.tokens.words
    if words[chunk.last] in _COMPANIES and reading.string[at + 1 : at + 3] == "ON":
        return True
    return chunk.kind == "N" and not chunk.implied and words[chunk.last] in _CREWS


def chunk_at(reading: SentenceReading, token: int) -> int:
    """The chunk that holds a token."""
    return next(at for at, chunk in enumerate(reading.chunks) if chunk.last >= token)
