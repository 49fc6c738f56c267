"""People counted before and taken up by a pronoun: "Two rebels ambushed a patrol. They were killed by the escort".

The pronoun carries the number of those it stands for: people who were taken or went missing, else the attackers who are
the subject of the sentence before. "The attackers were all shot dead" and "their bodies were found" are read alike, and
so is what befell all of the people of whom the sentence before told no harm: "Nine were rescued. All were hurt".
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from pipeline.extract.aboard import EVERYBODY, chunk_at, fate_of_all, people_aboard, speaks_of_all
from pipeline.extract.antecedents import Antecedents
from pipeline.extract.chunks import Chunk
from pipeline.extract.claims import TAKING, Claim, ClaimBook
from pipeline.extract.governors import Reading
from pipeline.extract.in_turn import attacks, is_subject
from pipeline.extract.lexicon import Lexicon, Tag, word_list
from pipeline.extract.numbers import Number, bounded
from pipeline.extract.sentence_reading import SentenceReading
from pipeline.extract.victims import Victims, victims_of
from pipeline.vocabulary import BODILY, HarmType, Qualifier

DIED: Final = "died"
"""Of wounded people: they are among the dead told after them."""
_TAKEN_UP: Final = re.compile(r"(?:^[xd,]{0,4}|[,;&s][xd]{0,2})(?P<who>[zP])k?b[bxkd]{0,3}[AJ]")
_BODIES: Final = re.compile(r"(?P<who>x)Ek?b[bxkd]{0,2}[bVA]")
_BODIES_FOUND: Final = re.compile(r"^[xd,]{0,4}(?P<who>~)")
"""The same as one phrase of the lexicon ("their bodies were found")."""
_THEY_ALL: Final = re.compile(r"^z(?:b[xd]{0,3}|kx?)?(?P<cue>[AJ~F])")
_NEAR: Final = 8
"""Claims among which those of the sentence before are looked for."""
_SIGNS: Final = (("b", _TAKEN_UP), ("xE", _BODIES), (Tag.HARM_INTRANSITIVE, _BODIES_FOUND))
"""What a sentence must hold for a pattern to be looked for."""
_CORPSES: Final = frozenset({"bodies", "corpses", "dead bodies", "remains", "human remains"})
_GONE: Final = TAKING | {HarmType.MISSING}


def add_taken_up(book: ClaimBook, earlier: list[Claim], antecedents: Antecedents) -> None:
    """Claims of deaths told of people of the same sentence or the one before."""
    string = book.reading.string
    for match in [found for sign, cue in _SIGNS if sign in string and (found := cue.search(string))]:
        at, end = match.start("who"), match.end() - 1
        cue_at = at + 1 if string[at] == "x" else end
        if not _tells_death(book, at, end) or any(claim.cue_at == cue_at for claim in book.claims):
            continue
        told = _gone(book, at, earlier) or _attackers(book, at, antecedents)
        if told is not None:
            _add(book, at, cue_at, *told)


def _tells_death(book: ClaimBook, at: int, end: int) -> bool:
    """Whether the predicate is a death, and its subject a plural pronoun, known attackers or "their bodies"."""
    chunks, words = book.reading.chunks, book.reading.tokens.words
    subject, predicate = chunks[at], chunks[end]
    match book.reading.string[at]:
        case "z":
            return words[subject.first] == "they" and _is_killed(predicate)
        case "P":
            return words[subject.first] == "the" and book.victims(subject).attackers and _is_killed(predicate)
        case "~":
            return words[subject.first].startswith("their ")
        case _:
            is_theirs = words[subject.last] == "their" and words[chunks[at + 1].last] in _CORPSES
            return is_theirs and words[predicate.first] in word_list("harm", "killed", "found")


def _is_killed(predicate: Chunk) -> bool:
    return predicate.cue is not None and predicate.cue.harm is HarmType.KILLED


def _gone(book: ClaimBook, at: int, earlier: Iterable[Claim]) -> tuple[int, Victims] | None:
    """People kidnapped, detained or missing, told last before the pronoun."""
    if book.reading.string[at] == "P":
        return None
    no = book.reading.sentence.no
    near = [claim for claim in earlier if no - claim.reading.sentence.no == 1]
    near += [claim for claim in book.claims if claim.chunk < at]
    gone = [claim for claim in near if claim.harm in _GONE and (claim.number.value or 0) > 1]
    return (gone[-1].number.value or 0, gone[-1].victims) if gone else None


def _attackers(book: ClaimBook, at: int, antecedents: Antecedents) -> tuple[int, Victims] | None:
    """Several people who open the sentence before as the subject of an attack."""
    before = antecedents.sentence_before(book.reading.sentence) if not book.claims else None
    if before is None:
        return None
    named = book.reading.string[at] == "P"
    for group in before.clauses.groups:
        chunk = before.chunks[group.members[0]]
        value = chunk.number.value if chunk.number is not None else None
        if len(group.members) == 1 and value is not None and value > 1 and is_subject(before, group):
            return (
                _as_attackers(before, chunk, value, book.lexicon) if named or attacks(before, chunk) else None
            )
    return None


def _as_attackers(before: SentenceReading, chunk: Chunk, value: int, lexicon: Lexicon) -> tuple[int, Victims]:
    return value, victims_of(before.tokens, chunk, lexicon)._replace(attackers=True)


def _add(book: ClaimBook, at: int, cue_at: int, number: int, victims: Victims) -> None:
    chunk = book.reading.chunks[at]
    book.reading.chunks[at] = replace(
        chunk, core=(chunk.last, chunk.last + 1), number=bounded(number, Qualifier.EXACT), implied=True
    )
    claim = book.add(Reading(at, HarmType.KILLED, cue_at, "taken_up"), HarmType.KILLED)
    if claim is not None:
        claim.victims = victims._replace(text=None)


def add_all_of_them(book: ClaimBook, earlier: list[Claim], antecedents: Antecedents) -> None:
    """A claim of what befell all the people whom the sentence before told, and did not tell harmed.

    They are its subject, or those whom it told aboard.
    """
    found = _everybody(book)
    if found is None:
        return
    at, token, cue_at = found
    cue = book.reading.chunks[cue_at].cue
    if cue is None or cue.harm not in BODILY or any(claim.cue_at == cue_at for claim in book.claims):
        return
    told = [c for c in earlier[-_NEAR:] if c.reading.sentence.no == book.reading.sentence.no - 1]
    dies = len(told) == 1 and "unsure" in told[0].details and cue.harm is HarmType.KILLED
    before = antecedents.sentence_before(book.reading.sentence) if dies or not told else None
    subject = _subject(before) if before is not None and at == 0 else None
    people = [subject] if subject is not None else _aboard(before) if before is not None else []
    number = _sum(people)
    if before is None or number is None:
        return
    who = book.reading.chunks[at]
    book.reading.chunks[at] = replace(who, core=(token, token + 1), number=number, implied=False)
    claim = book.add(Reading(at, cue.harm, cue_at, "taken_up"), cue.harm)
    if claim is not None:
        claim.victims = victims_of(before.tokens, people[0], book.lexicon)._replace(text=None)
        for shot in told:
            shot.details.append(DIED)


def _everybody(book: ClaimBook) -> tuple[int, int, int] | None:
    """The chunk and token of "all of them", "they all" or "everyone on board", and the chunk of what befell them."""
    reading = book.reading
    match = _THEY_ALL.match(reading.string)
    if match is not None and reading.tokens.words[0] == "they":
        cue_at = match.start("cue")
        return (0, 0, cue_at) if "all" in reading.tokens.words[1 : reading.chunks[cue_at].first] else None
    if EVERYBODY.isdisjoint(reading.tokens.vocabulary):
        return None
    token = next((at for at in range(len(reading.tokens.words)) if speaks_of_all(reading, at)), None)
    cue_at_all = fate_of_all(reading, token) if token is not None else None
    if token is None or cue_at_all is None:
        return None
    at = chunk_at(reading, token)
    is_new = not any(group.members[0] < at for group in reading.clauses.groups)
    return (at, token, cue_at_all) if is_new else None


def _aboard(before: SentenceReading) -> list[Chunk]:
    return [before.chunks[at] for at in people_aboard(before)]


def _sum(people: list[Chunk]) -> Number | None:
    """How many people of several counts are together; None unless each is printed."""
    numbers = [chunk.number for chunk in people if chunk.number is not None]
    if len(numbers) < 2:
        return numbers[0] if numbers else None
    values = [number.value for number in numbers]
    return None if None in values else bounded(sum(v for v in values if v is not None), Qualifier.EXACT)


def _subject(reading: SentenceReading) -> Chunk | None:
    """The counted people who open a sentence as its subject, and are its only ones."""
    groups = [g for g in reading.clauses.groups if len(g.members) == 1]
    if len(groups) != 1 or not is_subject(reading, groups[0]):
        return None
    chunk = reading.chunks[groups[0].members[0]]
    is_counted = chunk.head is not None and chunk.number is not None and (chunk.number.low or 0) > 1
    return chunk if is_counted else None
