"""From the TOML tables to lookups: every spelling of a word or phrase gets one tag."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from pipeline.extract.lexicon.entries import Cue, Person
from pipeline.extract.lexicon.tags import Tag
from pipeline.vocabulary import HarmType, Qualifier, SetAsideReason, VictimClass

SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
MULTIPLIERS = {
    "dozen": 12,
    "hundred": 100,
    "thousand": 1000,
    "lakh": 100_000,
    "million": 10**6,
    "crore": 10**7,
    "billion": 10**9,
    "trillion": 10**12,
}
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
ORDINALS = {word: place for place, word in enumerate(_ORDINALS.split(), 1)}
"""Ordinals and the place that each names."""

_PIECE = re.compile(r"\d+|[^\W\d_]+(?:['’][^\W\d_]+)*|[^\w\s]")


def _forms(entry: str) -> list[str]:
    return [form.replace("_", " ") for form in entry.split()]


def _spellings(phrase: str) -> Iterator[str]:
    yield phrase
    if "-" in phrase.strip("-"):
        yield phrase.replace("-", " ")


class Compiler:
    """Collects tags; the first tag given to a phrase stays."""

    def __init__(self) -> None:
        self.tags: dict[str, str] = {}
        self.phrases: dict[str, set[tuple[str, ...]]] = {}

    def add(self, phrases: Iterable[str], tag: str) -> None:
        """Give the tag to every spelling of the phrases."""
        for phrase in phrases:
            for spelling in _spellings(phrase):
                self.add_spelling(spelling, tag)

    def add_spelling(self, phrase: str, tag: str) -> None:
        """Give the tag to a phrase as it is written."""
        pieces = tuple(_PIECE.findall(phrase))
        self.tags.setdefault(" ".join(pieces), tag)
        if len(pieces) > 1:
            self.phrases.setdefault(pieces[0], set()).add(pieces)

    def longest_first(self) -> dict[str, tuple[tuple[str, ...], ...]]:
        """The phrases of several words by their first word."""
        return {first: tuple(sorted(found, key=len, reverse=True)) for first, found in self.phrases.items()}


def key_of(phrase: str) -> str:
    """A phrase as the tokens of a sentence are joined: pieces with single spaces."""
    return " ".join(_PIECE.findall(phrase))


def read_cues(harm: dict[str, Any], compiler: Compiler) -> dict[str, Cue]:
    """Harm cues (`harm.toml`)."""
    cues: dict[str, Cue] = {}

    def add(phrases: Iterable[str], harm_type: HarmType | None, tag: str) -> None:
        """Take up phrases as cues; the first harm of a phrase stays."""
        listed = list(phrases)
        compiler.add(listed, tag)
        for phrase in listed:
            for spelling in _spellings(phrase):
                cues.setdefault(key_of(spelling), Cue(harm_type, tag))

    for name, table in harm.items():
        harm_type = None if name == "casualty" else HarmType(name)
        for entry in table.get("transitive", []):
            base, present, past, participle, ing = _forms(entry)
            add([past, participle], harm_type, Tag.HARM_PAST)
            add([ing], harm_type, Tag.HARM_ING)
            add([base, present], harm_type, Tag.HARM_PRESENT)
        add(table.get("toll_noun", []), harm_type, Tag.TOLL)
        add(table.get("intransitive", []), harm_type, Tag.HARM_INTRANSITIVE)
        add(table.get("predicate", []), harm_type, Tag.HARM_PREDICATE)
        add(table.get("count_noun", []), harm_type, Tag.HARM_NOUN)
        add(table.get("event_noun", []), harm_type, Tag.HARM_NOUN)
        add(table.get("condition_noun", []), harm_type, Tag.CONDITION)
    return cues


def read_people(table: dict[str, Any], compiler: Compiler) -> dict[str, Person]:
    """Nouns for people (`people.toml`)."""
    attackers = {key_of(s) for word in table["attackers"]["words"] for s in _spellings(word)}
    compiler.add(table["adjectival"]["words"], Tag.PERSON_OR_ADJECTIVE)
    people: dict[str, Person] = {}
    for name, entries in table["heads"].items():
        for entry in entries:
            singular, _, plural = entry.partition(" ")
            both = not plural
            for form, is_plural in ((singular, both), (plural, True)):
                if not form:
                    continue
                compiler.add([form], Tag.PEOPLE if is_plural else Tag.PERSON)
                for spelling in _spellings(form):
                    key = key_of(spelling)
                    people.setdefault(key, Person(VictimClass(name), is_plural, key in attackers))
    return people


def read_things(table: dict[str, Any], compiler: Compiler) -> dict[str, SetAsideReason]:
    """Nouns for what is counted and is no people, with the reason to set such numbers aside (`things.toml`)."""
    things: dict[str, SetAsideReason] = {}
    for name, entries in table.items():
        reason = SetAsideReason(name)
        tag = Tag.TIME_UNIT if reason is SetAsideReason.DURATION else Tag.THING
        for entry in entries:
            forms = [entry] if entry == "per cent" else entry.split()
            compiler.add(forms, tag)
            for form in forms:
                for spelling in _spellings(form):
                    things.setdefault(key_of(spelling), reason)
    return things


def read_numbers(grammar: dict[str, Any], compiler: Compiler) -> dict[str, int]:
    """Number words and their values."""
    small = {word: n for n, word in enumerate(SMALL.split())}
    tens = {word: 10 * n for n, word in enumerate(TENS.split(), 2)}
    fixed = {
        key_of(s): int(value)
        for phrase, value in grammar["fixed_numbers"].items()
        for s in _spellings(phrase)
    }
    compiler.add(fixed, Tag.SMALL_NUMBER)
    compiler.add([word for word in grammar["kinships"] if word not in grammar["vague"]], Tag.SMALL_NUMBER)
    compiler.add(list(small)[1:], Tag.SMALL_NUMBER)
    unhyphenated = {t + s: tens[t] + small[s] for t in tens for s in list(small)[1:10]}
    inverted = {key_of(f"{s}-and-{t}"): tens[t] + small[s] for t in tens for s in list(small)[1:10]}
    compiler.add(tens, Tag.TENS)
    compiler.add(unhyphenated, Tag.SMALL_NUMBER)
    for phrase in inverted:  # "between seven and twenty" is a range
        compiler.add_spelling(phrase, Tag.SMALL_NUMBER)
    compiler.add(MULTIPLIERS, Tag.MULTIPLIER)
    compiler.add(list(ORDINALS)[2:], Tag.ORDINAL)
    return {**small, **tens, **unhyphenated, **inverted, **MULTIPLIERS, **fixed, **grammar["kinships"]}


def read_grammar(table: dict[str, Any], compiler: Compiler) -> None:
    """The closed classes of words (`grammar.toml`)."""
    for phrases, tag in (
        (table["zero"]["words"], Tag.ZERO),
        (table["ages"]["after"], Tag.AGE),
        (table["ages"]["before"], Tag.AGED),
        (table["vague"], Tag.VAGUE),
        (table["repeated"]["words"], Tag.VAGUE),
        (table["additive"]["before"], Tag.ADDITIVE),
        (table["additive"]["after"], Tag.OTHERS),
        ([p for words in table["qualifiers"].values() for p in words], Tag.QUALIFIER),
        ([p for words in table["qualifiers_after"].values() for p in words], Tag.QUALIFIER_AFTER),
        (table["parts"]["including"], Tag.INCLUDING),
        (table["parts"]["of_whom"], Tag.OF_WHOM),
        (table["parts"]["total"], Tag.TOTAL),
        (table["parts"]["besides"], Tag.BESIDES),
        (table["pronouns"]["singular"], Tag.PRONOUN),
        (table["pronouns"]["possessive"], Tag.POSSESSIVE),
        (table["pronouns"]["reflexive"], Tag.REFLEXIVE),
        (table["pronouns"]["plural"], Tag.PRONOUN_PLURAL),
        (table["determiners"]["indefinite"], Tag.INDEFINITE),
        (table["auxiliaries"]["be"], Tag.BE),
        (table["auxiliaries"]["have"], Tag.HAVE),
        (table["auxiliaries"]["modal"], Tag.MODAL),
        (table["negation"]["words"], Tag.NOT),
        (table["currency"]["words"], "$"),
        (["of"], Tag.OF),
        (["by"], Tag.BY),
        (["to"], Tag.TO),
        (table["relative"]["words"], Tag.RELATIVE),
        (table["determiners"]["definite"], Tag.DEFINITE),
        (table["conjunctions"]["words"], Tag.AND),
        (table["subordinators"]["words"], Tag.SUBORDINATOR),
        (table["prepositions"]["words"], Tag.PREPOSITION),
        (table["irrealis"]["words"], Tag.IRREALIS),
        (table["clause_verbs"]["words"], Tag.VERB),
        (table["adverbials"]["words"], Tag.WORD),
        (table["degrees"]["words"], Tag.MODIFIER),
    ):
        compiler.add(phrases, tag)


def read_modifiers(table: dict[str, Any], compiler: Compiler) -> dict[str, VictimClass]:
    """Words before a noun for people that decide its victim class."""
    modifiers: dict[str, VictimClass] = {}
    for name, words in table["modifiers"].items():
        compiler.add(words, Tag.MODIFIER)
        for word in words:
            for spelling in _spellings(word):
                modifiers.setdefault(key_of(spelling), VictimClass(name))
    return modifiers


def read_qualifiers(grammar: dict[str, Any]) -> dict[str, Qualifier]:
    """Words that bound a number, and how."""
    found: dict[str, Qualifier] = {}
    for section in ("qualifiers", "qualifiers_after"):
        for name, phrases in grammar[section].items():
            for phrase in phrases:
                found.setdefault(key_of(phrase), Qualifier(name))
    return found
