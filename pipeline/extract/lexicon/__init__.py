"""The extractor's vocabulary: TOML tables that a domain expert can read and change, compiled once into lookups.

Every word or phrase gets one tag, a single character, so that the grammar can be written as regular expressions over
the tag string of a sentence (a cascade of finite-state transducers, as in FASTUS, Hobbs et al. 1997). `Tag` names the
characters. A hyphenated entry also matches with a space ("suicide-bomber", "suicide bomber").
"""

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from pipeline.extract.lexicon.tags import Tag
from pipeline.vocabulary import HarmType, Qualifier, SetAsideReason, VictimClass

__all__ = ["MULTIPLIERS", "ORDINALS", "Cue", "Lexicon", "Person", "Tag", "load", "read_table"]


@dataclass(slots=True, eq=False)
class Cue:
    """A harm cue: what was done; `harm` None for "casualties", which leaves it open."""

    harm: HarmType | None
    tag: str


@dataclass(slots=True, eq=False)
class Person:
    """A noun for people."""

    victim_class: VictimClass
    plural: bool
    attacker: bool


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """Compiled lookups; keys are lower-case words or phrases with single spaces, of `abbreviations` as printed."""

    abbreviations: dict[str, str]
    tags: dict[str, str]
    phrases: dict[str, tuple[tuple[str, ...], ...]]
    cues: dict[str, Cue]
    people: dict[str, Person]
    modifiers: dict[str, VictimClass]
    weak_heads: frozenset[str]
    communal: frozenset[str]
    things: dict[str, SetAsideReason]
    qualifiers: dict[str, Qualifier]
    vague: dict[str, tuple[int, int]]
    numbers: dict[str, int]
    kinships: dict[str, int]
    irrealis: frozenset[str]
    singular_harms: frozenset[str]
    self_killing: frozenset[str]
    raising: frozenset[str]
    rising: frozenset[str]
    unsure_harms: frozenset[str]
    needs_person: frozenset[str]
    active_only: frozenset[str]
    flight: frozenset[str]
    aftermath: frozenset[str]
    suicide_attackers: tuple[str, ...]
    titles: frozenset[str]
    events: frozenset[str]
    stems: tuple[str, ...]
    follow_ups: tuple[str, ...]


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
ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"

_PIECE = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|[^\w\s]")


def read_table(name: str) -> dict[str, Any]:
    """The TOML table `name` of this package."""
    return tomllib.loads((files(__package__) / f"{name}.toml").read_text("utf-8"))


def _forms(entry: str) -> list[str]:
    return [form.replace("_", " ") for form in entry.split()]


def _spellings(phrase: str) -> Iterator[str]:
    yield phrase
    if "-" in phrase.strip("-"):
        yield phrase.replace("-", " ")


class _Compiler:
    """Collects tags; the first tag given to a phrase stays."""

    def __init__(self) -> None:
        self.tags: dict[str, str] = {}
        self.phrases: dict[str, set[tuple[str, ...]]] = {}

    def add(self, phrases: Iterable[str], tag: str) -> None:
        for phrase in phrases:
            for spelling in _spellings(phrase):
                pieces = tuple(_PIECE.findall(spelling))
                self.tags.setdefault(" ".join(pieces), tag)
                if len(pieces) > 1:
                    self.phrases.setdefault(pieces[0], set()).add(pieces)

    def longest_first(self) -> dict[str, tuple[tuple[str, ...], ...]]:
        return {first: tuple(sorted(found, key=len, reverse=True)) for first, found in self.phrases.items()}


def _key(phrase: str) -> str:
    return " ".join(_PIECE.findall(phrase))


def _cues(harm: dict[str, Any], compiler: _Compiler) -> dict[str, Cue]:
    cues: dict[str, Cue] = {}

    def add(phrases: Iterable[str], harm_type: HarmType | None, tag: str) -> None:
        listed = list(phrases)
        compiler.add(listed, tag)
        for phrase in listed:
            for spelling in _spellings(phrase):
                cues.setdefault(_key(spelling), Cue(harm_type, tag))

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


def _people(table: dict[str, Any], compiler: _Compiler) -> dict[str, Person]:
    attackers = {_key(s) for word in table["attackers"]["words"] for s in _spellings(word)}
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
                    key = _key(spelling)
                    people.setdefault(key, Person(VictimClass(name), is_plural, key in attackers))
    return people


def _things(table: dict[str, Any], compiler: _Compiler) -> dict[str, SetAsideReason]:
    things: dict[str, SetAsideReason] = {}
    for name, entries in table.items():
        reason = SetAsideReason(name)
        tag = Tag.TIME_UNIT if reason is SetAsideReason.DURATION else Tag.THING
        for entry in entries:
            forms = [entry] if entry == "per cent" else entry.split()
            compiler.add(forms, tag)
            for form in forms:
                for spelling in _spellings(form):
                    things.setdefault(_key(spelling), reason)
    return things


def _numbers(grammar: dict[str, Any], compiler: _Compiler) -> dict[str, int]:
    small = {word: n for n, word in enumerate(SMALL.split())}
    tens = {word: 10 * n for n, word in enumerate(TENS.split(), 2)}
    fixed = {
        _key(s): int(value) for phrase, value in grammar["fixed_numbers"].items() for s in _spellings(phrase)
    }
    compiler.add(fixed, Tag.SMALL_NUMBER)
    compiler.add([word for word in grammar["kinships"] if word not in grammar["vague"]], Tag.SMALL_NUMBER)
    compiler.add(list(small)[1:], Tag.SMALL_NUMBER)
    unhyphenated = {t + s: tens[t] + small[s] for t in tens for s in list(small)[1:10]}
    compiler.add(tens, Tag.TENS)
    compiler.add(unhyphenated, Tag.SMALL_NUMBER)
    compiler.add(MULTIPLIERS, Tag.MULTIPLIER)
    compiler.add(ORDINALS.split()[2:], Tag.ORDINAL)
    return {**small, **tens, **unhyphenated, **MULTIPLIERS, **fixed, **grammar["kinships"]}


def _grammar(table: dict[str, Any], compiler: _Compiler) -> None:
    for phrases, tag in (
        (table["zero"]["words"], Tag.ZERO),
        (
            [
                "year-old",
                "years-old",
                "year-olds",
                "years old",
                "years of age",
                "month-old",
                "months old",
                "yo",
            ],
            Tag.AGE,
        ),
        (["aged", "age", "ages"], Tag.AGED),
        (table["vague"], Tag.VAGUE),
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
        (["not", "never", "n't", "didn't", "weren't", "wasn't", "hasn't", "haven't", "hadn't"], Tag.NOT),
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
    ):
        compiler.add(phrases, tag)


def _modifiers(table: dict[str, Any], compiler: _Compiler) -> dict[str, VictimClass]:
    modifiers: dict[str, VictimClass] = {}
    for name, words in table["modifiers"].items():
        compiler.add(words, Tag.MODIFIER)
        for word in words:
            for spelling in _spellings(word):
                modifiers.setdefault(_key(spelling), VictimClass(name))
    return modifiers


def _qualifiers(grammar: dict[str, Any]) -> dict[str, Qualifier]:
    found: dict[str, Qualifier] = {}
    for section in ("qualifiers", "qualifiers_after"):
        for name, phrases in grammar[section].items():
            for phrase in phrases:
                found.setdefault(_key(phrase), Qualifier(name))
    return found


@cache
def load() -> Lexicon:
    """The compiled lexicon, once a process."""
    compiler = _Compiler()
    grammar, people_table = read_table("grammar"), read_table("people")
    numbers = _numbers(grammar, compiler)
    vague = {_key(phrase): (int(low), int(high)) for phrase, (low, high) in grammar["vague"].items()}
    harm = read_table("harm")
    prefilter = harm.pop("prefilter")
    events = frozenset(word for entry in read_table("things")["count_of_events"] for word in entry.split())
    compiler.add(harm["wounded"]["suffering"], Tag.SUFFERING)
    cues = _cues(harm, compiler)
    _grammar(grammar, compiler)
    people = _people(people_table, compiler)
    compiler.add(people_table["collectives"]["words"], Tag.COLLECTIVE)
    things = _things(read_table("things"), compiler)
    modifiers = _modifiers(people_table, compiler)
    return Lexicon(
        abbreviations={
            k: _key(v) for table in read_table("abbreviations").values() for k, v in table.items()
        },
        tags=compiler.tags,
        phrases=compiler.longest_first(),
        cues=cues,
        people=people,
        modifiers=modifiers,
        weak_heads=frozenset(people_table["weak_heads"]["words"]),
        communal=frozenset(people_table["communal"]["words"]),
        things=things,
        qualifiers=_qualifiers(grammar),
        vague=vague,
        numbers=numbers,
        kinships=grammar["kinships"],
        self_killing=frozenset(harm["killed"]["self_killing"]),
        raising=frozenset(grammar["parts"]["raising"]),
        rising=frozenset(grammar["parts"]["rising"]),
        singular_harms=frozenset(harm["killed"]["singular"]),
        titles=frozenset(grammar["titles"]["words"]) | frozenset(grammar["titles"]["before_name"]),
        suicide_attackers=tuple(people_table["suicide_attackers"]["words"]),
        active_only=frozenset(harm["wounded"]["active_only"]),
        flight=frozenset(harm["displaced"]["flight"]),
        aftermath=frozenset(harm["wounded"]["aftermath"]),
        needs_person=frozenset(harm["wounded"]["needs_person"]),
        unsure_harms=frozenset(harm["wounded"]["unsure"]),
        events=events
        - {"time", "times", "head", "round", "rounds", "war", "wars", "series", "wave", "waves"},
        irrealis=frozenset(grammar["irrealis"]["words"]),
        stems=tuple(prefilter["stems"]),
        follow_ups=tuple(prefilter["follow_ups"]),
    )
