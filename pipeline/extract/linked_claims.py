"""Claims of the links that a sentence's clauses have found, but for those that tell of no harm to people."""

from itertools import takewhile
from typing import Final

from pipeline.extract.aboard import is_lost_crew
from pipeline.extract.attributes import ARMED
from pipeline.extract.claims import ClaimBook
from pipeline.extract.governors import Reading
from pipeline.extract.lexicon import Tag, word_list
from pipeline.extract.limbs import is_hurt_in_limb
from pipeline.extract.sentence_reading import SentenceReading, unreal
from pipeline.extract.words import POSSESSIVE
from pipeline.vocabulary import HarmType

_KILLED: Final = HarmType.KILLED
_MANY = 20
"""People of no description who flee: so many do not merely escape."""
_OPENS_OBJECT = (Tag.INDEFINITE, Tag.DEFINITE, Tag.POSSESSIVE, Tag.THING)
_TO_HOSPITAL = 7
"""Tokens from "treated" to the hospital."""
_OF_VICTIMS = frozenset({"of the victims", "of the wounded", "of the injured"})
_OF_OBJECTS = frozenset({"object", "gapped"})
_OF_SUBJECTS = frozenset({"passive", "reduced_passive", "gapped"})


def add_linked(book: ClaimBook) -> None:
    """A claim for every link of the clauses that tells of harm done to people."""
    for told in sorted(book.reading.clauses.readings):
        link = _of_thing(book, told)
        number = book.reading.chunks[link.chunk].number
        if number is None:
            continue
        reason = None if number.value == 0 else unreal(book.reading, link)
        if reason is not None:
            book.unreal_numbers[link.chunk] = reason
        elif link.harm is not None and not _is_no_harm(book, link):
            book.add(link, _KILLED if _is_burned_alive(book, link) else link.harm)
        elif link.harm is None and number.value == 0:
            book.add(link, _KILLED)
            book.add(link, HarmType.WOUNDED)


def _of_thing(book: ClaimBook, link: Reading) -> Reading:
    """ "None of the bus's 14 passengers was hurt": it is none of them."""
    chunk = book.reading.chunks[link.chunk - 1] if link.chunk else None
    if chunk is None or chunk.number is None or chunk.number.value != 0:
        return link
    is_owner = chunk.kind == "x" and book.reading.tokens.raw[chunk.last].endswith(POSSESSIVE)
    return link._replace(chunk=link.chunk - 1) if is_owner else link


def _is_burned_alive(book: ClaimBook, link: Reading) -> bool:
    last = book.reading.chunks[link.chunk].last
    return book.cue_word(link).startswith("burn") and "alive" in book.reading.tokens.words[last : last + 3]


def _is_thing(book: ClaimBook, link: Reading) -> bool:
    """ "burned seven machines": the verb may take things, and no noun for people stands there."""
    chunk, word = book.reading.chunks[link.chunk], book.cue_word(link)
    if word in book.lexicon.active_only and link.rule not in _OF_OBJECTS:
        is_treated = word == "treated" and (_names_hospital(book, link) or _names_injuries(book, link))
        is_lost = link.rule == "passive" and word == "lost" and not _is_owner(book, link.chunk)
        return not is_treated and not (is_lost and is_lost_crew(book.reading, link.chunk, link.cue_at))
    suffers = book.reading.string[link.cue_at] == "~" and not word.startswith("could")
    if word not in book.lexicon.needs_person or link.rule == "attributive" or suffers:
        return False
    if (
        word in book.lexicon.active_only
        and chunk.head is None
        and any(c.harm is _KILLED for c in book.claims)
    ):
        return False
    if link.rule == "reduced_passive" and _takes_thing(book.reading, link.cue_at):
        return True
    if link.rule == "passive" and _is_owner(book, link.chunk):
        return True
    if chunk.implied:
        return book.reading.string[link.chunk + 1 : link.chunk + 2] == "x" or _is_struck_place(book, link)
    if chunk.head is None:
        if _is_of_victims(book, link.chunk):
            return False
        if (link.rule, word) == ("passive", "held") or (link.rule == "predicate" and _are_sent(book, link)):
            return False
        if _is_family(book.reading, chunk.first):
            return False
        goes_on = chunk.additive or (link.rule in _OF_SUBJECTS and bool(book.claims))
        return not (goes_on and _follows_people(book.reading, link.chunk))
    return book.reading.tokens.words[chunk.head] not in book.lexicon.people


def _is_owner(book: ClaimBook, at: int) -> bool:
    """ "The homes of two officers were burned": it was the homes."""
    chunks, tags = book.reading.chunks, book.reading.tokens.tags
    is_of = at > 1 and chunks[at - 1].kind == Tag.OF
    return is_of and chunks[at - 2].kind in "xT" and tags[chunks[at - 2].last] == Tag.THING


def _is_struck_place(book: ClaimBook, link: Reading) -> bool:
    """ "Shelling hit Al Fasher": a name that the gazetteer does not know, struck by what strikes towns."""
    tokens, name = book.reading.tokens, book.reading.chunks[link.chunk]
    is_name = link.rule == "object" and book.reading.string[link.chunk] == "X"
    striking = tokens.words[max(0, book.reading.chunks[link.cue_at].first - 1)]
    in_limb = is_hurt_in_limb(tokens, name.last + 1)
    return is_name and striking in word_list("events", "striking_towns") and not in_limb


def _is_of_victims(book: ClaimBook, at: int) -> bool:
    """ "Surgeons operated on five of the victims"."""
    marker = book.reading.chunks[at + 1 : at + 2]
    is_of = bool(marker) and marker[0].kind == Tag.OF_WHOM
    return is_of and book.reading.tokens.words[marker[0].first] in _OF_VICTIMS


def _is_family(reading: SentenceReading, first: int) -> bool:
    """ "A family of 11 was wiped out"."""
    return reading.tokens.words[first - 1] == "of" and reading.tokens.tags[first - 2] == Tag.COLLECTIVE


def _are_sent(book: ClaimBook, link: Reading) -> bool:
    """ "A tornado killed two, sending 11 to hospital": whom something sends there is hurt."""
    first = book.reading.chunks[link.chunk].first
    return first > 0 and book.reading.tokens.words[first - 1] in word_list("harm", "wounded", "putting")


def _names_hospital(book: ClaimBook, link: Reading) -> bool:
    """ "71 had been treated at Mercy Hospital"; who was merely treated may have been treated well."""
    after = book.reading.chunks[link.cue_at].last + 1
    near = book.reading.tokens.words[after : after + _TO_HOSPITAL]
    return not word_list("harm", "wounded", "hospitals").isdisjoint(near)


def _names_injuries(book: ClaimBook, link: Reading) -> bool:
    """ "38 were treated, eight of them for serious injuries"."""
    after = book.reading.chunks[link.cue_at].last + 1
    near = list(takewhile(lambda word: word != ";", book.reading.tokens.words[after : after + _TO_HOSPITAL]))
    return any(word.startswith(tuple(word_list("harm", "wounded", "injury_stems"))) for word in near)


def _follows_people(reading: SentenceReading, at: int) -> bool:
    """ "two rebels were shot and three others captured": the others are of the kind told last."""
    told = [chunk for chunk in reading.chunks[:at] if chunk.kind in "NT" and not chunk.additive]
    return bool(told) and told[-1].kind == "N" and told[-1].head is not None


def _takes_thing(reading: SentenceReading, cue_at: int) -> bool:
    """ "four men seized a bus", "200 protesters burned tyres": an object that is nobody follows."""
    if reading.string[cue_at + 1 : cue_at + 2] != "x":
        return False
    return reading.tokens.tags[reading.chunks[cue_at + 1].first] in _OPENS_OBJECT


def _is_no_harm(book: ClaimBook, link: Reading) -> bool:
    return (
        _is_thing(book, link)
        or _only_escapes(book, link)
        or _is_contest(book, link)
        or _is_another_thing(book, link)
    )


def _is_another_thing(book: ClaimBook, link: Reading) -> bool:
    """ "The first missile fell short and a second one hit", "rammed a van and hit another": nobody is told before."""
    chunk = book.reading.chunks[link.chunk]
    if chunk.kind != "N" or chunk.head is not None or book.number(link.chunk).value != 1:
        return False
    if book.cue_word(link) not in word_list("harm", "wounded", "strikes"):
        return False
    if link.rule == "reduced_passive":
        return book.reading.string[link.cue_at + 1 : link.cue_at + 2] not in (Tag.PREPOSITION, Tag.BY)
    return link.rule in _OF_OBJECTS and not _follows_people(book.reading, link.chunk)


def _is_contest(book: ClaimBook, link: Reading) -> bool:
    """ "The champion beat two challengers": nothing in the sentence tells of blows."""
    is_beaten = book.cue_word(link) in word_list("harm", "wounded", "beating")
    return is_beaten and word_list("harm", "wounded", "blows").isdisjoint(book.reading.tokens.vocabulary)


def _only_escapes(book: ClaimBook, link: Reading) -> bool:
    """ "the driver fled", "two soldiers fled to Iran", "the other two fled": they ran, and lost no home."""
    if book.cue_word(link) not in book.lexicon.flight:
        return False
    chunk = book.reading.chunks[link.chunk]
    people = book.victims(chunk)
    few = chunk.head is None and (book.number(link.chunk).high or _MANY) < _MANY
    return chunk.implied or few or people.attackers or people.victim_class in ARMED
