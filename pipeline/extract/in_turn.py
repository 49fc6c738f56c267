"""Those who acted first and were then harmed in turn ("two men stabbed a guard and were shot dead").

The subject of an active verb is the subject of a second, passive one: joined by "and", after "before being", or taken
up by a pronoun ("before they were shot dead"). Who attacked first is a perpetrator.
"""

import re
from functools import cache
from typing import Final

from pipeline.extract.chunks import Chunk
from pipeline.extract.claims import VIOLENT, Claim, ClaimBook
from pipeline.extract.governors import Reading
from pipeline.extract.groups import Group, value_of
from pipeline.extract.lexicon import Lexicon, Tag, read_table, word_list
from pipeline.extract.lexicon.tags import DETERMINERS
from pipeline.extract.sentence_reading import SentenceReading
from pipeline.extract.victims import STATE_ARMED, victims_of
from pipeline.extract.words import POSSESSIVE
from pipeline.vocabulary import BODILY, VictimClass

_ACTS: Final = r"(?:[fO][xXT]{1,3}){0,2}x{0,2}(?:A(?=[NPZxX&])|[VIG])[^;.:sRLb]{0,24}?"
_AND_WERE: Final = re.compile(rf"{_ACTS},?&[xd]{{0,2}}(?P<be>b)[bx]{{0,2}}[AJ]")
_BUT_WERE: Final = re.compile(rf"{_ACTS}(?P<but>x)(?:(?P<be>b)[bx]{{0,2}}[AJ]|~)")
_BEFORE: Final = re.compile(rf"{_ACTS}(?P<when>s)(?P<who>[zZ]?)(?P<be>b)[bx]{{0,2}}(?:&x?)?[AJ]")
_DEED: Final = re.compile(r"(?:[fO][xXT]{1,3}){0,2}x?A(?=x?[NPXZz])")
_WHO_HARMED: Final = re.compile(r"R(?:[kx]?A|[kbxV][^;:.sRb]{0,12}?(?:&x?A|,G))(?=x?[NPZz])")
_GOVERNED: Final = frozenset("fOY>AFGiwb")
"""Before a noun phrase that is no subject."""
_BEFORE_SUBJECT: Final = frozenset("fOxXTd,")
"""What may stand before the subject of a sentence: when and where."""
_OF_AGENTS: Final = frozenset({"in_turn", "passive", "intransitive"})
_CONTRAST: Final = frozenset({"but", "yet"})
_UNTIL: Final = frozenset({"before", "until"})
_CLAUSE_BREAKS: Final = frozenset(",;:")
_LATER: Final = frozenset({"after", "while", "when", "as"})
_PRONOUNS: Final = frozenset((Tag.PRONOUN, Tag.PRONOUN_PLURAL))
_BETWEEN: Final = _PRONOUNS | {Tag.IRREALIS, Tag.TO, Tag.HAVE}
_NO_OBJECT: Final = frozenset((Tag.PREPOSITION, Tag.OF, Tag.AND, ",", ""))
"""After "bombing" they make it a noun ("after bombing near markets")."""
_OPENED: Final = "opened"
_FIRE: Final = (["fire"], ["indiscriminate"], ["heavy"])
""" "As he opened his door" is no attack."""
_THROWN: Final = frozenset({"threw", "hurled", "opened"})
_REACH: Final = 4
"""Tokens between a subject or "after" and the verb of attack."""
_FAR: Final = 16
"""Tokens between a harm cue and the "after" of its clause."""


def add_harmed_in_turn(book: ClaimBook) -> None:
    """Claims of subjects that a second predicate tells harmed."""
    string, vocabulary = book.reading.string, book.reading.tokens.vocabulary
    is_linked = Tag.AND in string or Tag.SUBORDINATOR in string or not _CONTRAST.isdisjoint(vocabulary)
    if not is_linked or ("b" not in string and Tag.HARM_INTRANSITIVE not in string):
        return
    used = {claim.cue_at for claim in book.claims}
    for group in book.reading.clauses.groups:
        if not is_subject(book.reading, group):
            continue
        at = _second_predicate(book, group)
        cue = book.reading.chunks[at].cue if at is not None and at not in used else None
        if at is None or cue is None or cue.harm not in BODILY:
            continue
        for member in group.members:
            book.add(Reading(member, cue.harm, at, "in_turn"), cue.harm)


def is_subject(reading: SentenceReading, group: Group) -> bool:
    """Whether a coordination may be the subject of a verb: nothing before it governs it."""
    return reading.string[group.members[0] - 1 : group.members[0]] not in _GOVERNED


def opens_sentence(reading: SentenceReading, at: int) -> bool:
    """Whether no verb and nobody else stands before a noun phrase."""
    return _BEFORE_SUBJECT.issuperset(reading.string[:at])


def _second_predicate(book: ClaimBook, group: Group) -> int | None:
    string = book.reading.string
    match = _AND_WERE.match(string, group.end) or _after_but(book, group)
    if match is not None:
        fits = match.group("be") is None or _agrees(book, group, _word(book, match.start("be")))
        return match.end() - 1 if fits else None
    match = _BEFORE.match(string, group.end)
    if match is None or _word(book, match.start("when")) not in _UNTIL:
        return None
    be, who = _word(book, match.start("be")), match.group("who")
    fits = be == "being" if not who else who == "z" and _agrees(book, group, be)
    return match.end() - 1 if fits else None


def _after_but(book: ClaimBook, group: Group) -> re.Match[str] | None:
    """ "The mayor survived the blast but was hurt"."""
    if _CONTRAST.isdisjoint(book.reading.tokens.vocabulary):
        return None
    match = _BUT_WERE.match(book.reading.string, group.end)
    is_but = match is not None and _last_word(book, match.start("but")) in _CONTRAST
    return match if is_but else None


def _last_word(book: ClaimBook, at: int) -> str:
    return book.reading.tokens.words[book.reading.chunks[at].last]


def _word(book: ClaimBook, at: int) -> str:
    return book.reading.tokens.words[book.reading.chunks[at].first].split()[0]


def _agrees(book: ClaimBook, group: Group, be: str) -> bool:
    number = value_of(book.reading.chunks[group.members[0]])
    is_one = len(group.members) == 1 and number == 1
    return be in (("was", "is") if is_one else ("were", "are"))


# -- who attacked first --------------------------------------------------------------------------


def _verbs(form: str) -> frozenset[str]:
    """Verbs of attack in the `past`, with "-`ing`", and in their `base` form."""
    return word_list("perpetrators", "attack", form)


@cache
def _fighting() -> tuple[str, ...]:
    """Phrases by which both sides shot."""
    return tuple(read_table("perpetrators")["attack"]["fighting"])


@cache
def _openings() -> frozenset[str]:
    return frozenset(phrase.partition(" ")[0] for phrase in _fighting())


def attacked_first(claim: Claim, lexicon: Lexicon) -> bool:
    """Whether the people harmed are told, in their own sentence, to have attacked before."""
    if claim.harm not in BODILY or claim.victims.victim_class in STATE_ARMED or claim.phrase.kind == "S":
        return False
    if claim.phrase.kind == "Z":
        return _is_attacker_taken_up(claim, lexicon)
    if harmed_others(claim, lexicon) or _attacks_in_relative(claim):
        return True
    is_agent = claim.rule in _OF_AGENTS or (
        claim.rule == "pronoun_object" and opens_sentence(claim.reading, claim.chunk)
    )
    if is_agent:
        return _opens_with_attack(claim, lexicon) or _after_attacking(claim, lexicon)
    return False


def harmed_others(claim: Claim, lexicon: Lexicon) -> bool:
    """ "The man who killed two guards was shot dead", "who drove into a crowd, killing four": what the people did,
    before what befell them; not "the nurse who treated three", "the clerk who killed two robbers".
    """
    reading = claim.reading
    who = _WHO_HARMED.match(reading.string, claim.chunk + 1)
    if who is None or who.end() > claim.cue_at or claim.victims.victim_class in STATE_ARMED:
        return False
    return _is_attack_on(reading, who.end() - 1, lexicon)


def _is_attack_on(reading: SentenceReading, at: int, lexicon: Lexicon) -> bool:
    """Whether the verb at chunk `at` harms the people after it, who are no attackers themselves."""
    deed, harmed = reading.chunks[at], reading.chunks[at + 1]
    is_harm = deed.cue is not None and deed.cue.harm in VIOLENT
    if not is_harm or reading.tokens.words[deed.last] in lexicon.aftermath:
        return False
    return harmed.kind not in "NP" or not victims_of(reading.tokens, harmed, lexicon).attackers


def _is_attacker_taken_up(claim: Claim, lexicon: Lexicon) -> bool:
    """ "A man stabbed three shoppers before he was shot dead", "before a guard shot him": the pronoun is the person who
    opens the sentence.
    """
    reading = claim.reading
    until = until_clause(reading, claim.chunk)
    at = next((at for at, kind in enumerate(reading.string[:_FAR]) if kind in "NX"), claim.chunk)
    person = reading.chunks[at]
    if until is None or at >= until or person.number is None or person.number.value != 1:
        return False
    if not opens_sentence(reading, at):
        return False
    who = victims_of(reading.tokens, person, lexicon)
    if who.attackers or who.victim_class in STATE_ARMED:
        return who.attackers
    deed = _DEED.match(reading.string, at + 1)
    return attacks(reading, person) or (deed is not None and _is_attack_on(reading, deed.end() - 1, lexicon))


def until_clause(reading: SentenceReading, pronoun: int) -> int | None:
    """The chunk of "before" or "until" that opens the clause of a pronoun, as its subject or as its object."""
    opens = reading.string.rfind(Tag.SUBORDINATOR, max(0, pronoun - _FAR), pronoun)
    is_clause = opens >= 0 and _CLAUSE_BREAKS.isdisjoint(reading.string[opens:pronoun])
    return opens if is_clause and reading.tokens.words[reading.chunks[opens].last] in _UNTIL else None


def attacks(reading: SentenceReading, chunk: Chunk, before: int | None = None) -> bool:
    """ "Two men ambushed a patrol": the verb after people, up to token `before`, is one of attack."""
    tags, words = reading.tokens.tags, reading.tokens.words
    for at in range(chunk.last + 1, min(before or len(words), chunk.last + 1 + _REACH)):
        if tags[at] in (Tag.BE, Tag.RELATIVE, ","):
            return False
        is_noun = tags[at - 1] in DETERMINERS or reading.tokens.raw[at - 1].endswith(POSSESSIVE)
        if not is_noun and (_is_attack(words, at) or words[at] in _verbs("ing")):
            return True
    return False


def _attacks_in_relative(claim: Claim) -> bool:
    """ "Police killed two men who fired at officers"; who threw stones was in no fight."""
    tokens, after = claim.reading.tokens, claim.phrase.last + 1
    if claim.phrase.implied and tokens.tags[after : after + 2] == f",{Tag.RELATIVE}":
        after += 1  # "including the driver, who carried out the attack"
    if tokens.tags[after : after + 1] != Tag.RELATIVE or tokens.words[after] != "who":
        return False
    for at in range(after + 1, min(len(tokens.words), after + 1 + _REACH)):
        if _is_attack(tokens.words, at):
            return tokens.words[at] not in _THROWN
        if tokens.tags[at] != Tag.HAVE and not tokens.words[at].endswith("ly"):
            return False
    return False


def told_to_attack(claim: Claim) -> bool:
    """Whether a verb of attack stands before a claim in its sentence."""
    words = claim.reading.tokens.words
    return any(_is_attack(words, at) or words[at] in _verbs("ing") for at in range(claim.phrase.first))


@cache
def _attack_words() -> frozenset[str]:
    """Words of which every attack told has one."""
    return _verbs("past") | _verbs("base") | _openings()


def _is_attack(words: list[str], at: int) -> bool:
    if words[at] not in _attack_words():
        return False
    if words[at] == _OPENED:
        return words[at + 1 : at + 2] in _FIRE
    if words[at] in _verbs("past") or (words[at - 1] == "to" and words[at] in _verbs("base")):
        return True
    return words[at] in _openings() and " ".join(words[at : at + _REACH]).startswith(_fighting())


def _opens_with_attack(claim: Claim, lexicon: Lexicon) -> bool:
    """ "Two men stabbed a guard and were shot dead": the first verb after the people is an attack or does harm."""
    if attacks(claim.reading, claim.phrase, claim.reading.chunks[claim.cue_at].first):
        return True
    after = claim.phrase.last + 1
    words = claim.reading.tokens.words[after : after + 2]
    cues = (lexicon.cues.get(word) for word in words) if claim.rule == "in_turn" else ()
    return any(cue is not None and cue.harm in BODILY for cue in cues)


def _means_agents(tags: str, first: int, opens: int) -> bool:
    """ "by rebels after they stormed his villa"; "by guards as she stormed it" means the victim."""
    pronoun, by = tags[opens + 1 : opens + 2], tags.find(Tag.BY, first, opens)
    agents_are_many = by >= 0 and Tag.PEOPLE in tags[by:opens]
    return by >= 0 and pronoun in _PRONOUNS and not (pronoun == Tag.PRONOUN and agents_are_many)


def _after_attacking(claim: Claim, lexicon: Lexicon) -> bool:
    """ "Three women were killed after attacking a police station", "as they tried to storm it"."""
    tokens = claim.reading.tokens
    words, tags = tokens.words, tokens.tags
    first = claim.reading.chunks[claim.cue_at].last + 1
    opens = next((at for at in range(first, min(len(words), first + _FAR)) if words[at] in _LATER), None)
    if opens is None or _means_agents(tags, first, opens):
        return False
    if tags[opens + 1 : opens + 2] == Tag.PRONOUN_PLURAL and _follows_attackers(claim, lexicon):
        return False
    for at in range(opens + 1, min(len(words), opens + 1 + _REACH)):
        if words[at] in _verbs("ing"):
            return tags[at + 1 : at + 2] not in _NO_OBJECT
        if at > opens + 1 and _is_attack(words, at):
            return True
        if tags[at] not in _BETWEEN and not words[at].endswith("ly"):
            return False
    return False


def _follows_attackers(claim: Claim, lexicon: Lexicon) -> bool:
    """ "Gunmen seized a jumbo; twenty passengers were killed when they opened fire": those told before them did."""
    tokens = claim.reading.tokens
    before = claim.reading.chunks[max(0, claim.chunk - _FAR) : claim.chunk]
    people = (chunk for chunk in before if chunk.kind in "NP")
    return any(victims_of(tokens, chunk, lexicon).victim_class is VictimClass.MILITANT for chunk in people)
