"""The extractor's vocabulary: TOML tables that a domain expert can read and change, compiled once into lookups.

Every word or phrase gets one tag, a single character, so that the grammar can be written as regular expressions over
the tag string of a sentence (a cascade of finite-state transducers, as in FASTUS, Hobbs et al. 1997). `Tag` names the
characters. A hyphenated entry also matches with a space ("suicide-bomber", "suicide bomber").
"""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from pipeline.extract.lexicon.alternatives import expanded
from pipeline.extract.lexicon.compiling import (
    MULTIPLIERS,
    ORDINALS,
    Compiler,
    key_of,
    read_cues,
    read_grammar,
    read_modifiers,
    read_numbers,
    read_people,
    read_qualifiers,
    read_things,
)
from pipeline.extract.lexicon.entries import Cue, Lexicon, Person
from pipeline.extract.lexicon.tags import Tag

__all__ = ["MULTIPLIERS", "ORDINALS", "Cue", "Lexicon", "Person", "Tag", "load", "read_table", "word_list"]


@cache
def read_table(name: str) -> dict[str, Any]:
    """The TOML table `name` of this package with its alternatives, read once a process; not to be changed."""
    table: dict[str, Any] = expanded(tomllib.loads((files(__package__) / f"{name}.toml").read_text("utf-8")))
    return table


@cache
def word_list(table: str, entry: str, name: str = "words") -> frozenset[str]:
    """One list of words, as `word_list("harm", "detained", "taking")`."""
    return frozenset(read_table(table)[entry][name])


def _abbreviations() -> dict[str, str]:
    return {
        short: key_of(long) for table in read_table("abbreviations").values() for short, long in table.items()
    }


def _events() -> frozenset[str]:
    """Nouns for events of which each may be one ("attack", "brawl", not "series")."""
    counted = {word for entry in read_table("things")["count_of_events"] for word in entry.split()}
    return (frozenset(counted) | word_list("events", "disasters")) - word_list("events", "no_events")


@cache
def load() -> Lexicon:
    """The compiled lexicon, once a process."""
    compiler = Compiler()
    grammar, people_table = read_table("grammar"), read_table("people")
    numbers = read_numbers(grammar, compiler)
    vague = {key_of(phrase): (int(low), int(high)) for phrase, (low, high) in grammar["vague"].items()}
    harm = dict(read_table("harm"))
    prefilter = harm.pop("prefilter")
    compiler.add(harm["wounded"]["suffering"], Tag.SUFFERING)
    cues = read_cues(harm, compiler)
    read_grammar(grammar, compiler)
    people = read_people(people_table, compiler)
    compiler.add(people_table["collectives"]["words"], Tag.COLLECTIVE)
    things = read_things(read_table("things"), compiler)
    modifiers = read_modifiers(people_table, compiler)
    return Lexicon(
        abbreviations=_abbreviations(),
        tags=compiler.tags,
        phrases=compiler.longest_first(),
        cues=cues,
        people=people,
        modifiers=modifiers,
        weak_heads=frozenset(people_table["weak_heads"]["words"]),
        communal=frozenset(people_table["communal"]["words"]),
        things=things,
        qualifiers=read_qualifiers(grammar),
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
        events=_events(),
        irrealis=frozenset(grammar["irrealis"]["words"]),
        stems=tuple(prefilter["stems"]),
        harmless=tuple(prefilter["harmless"]),
        follow_ups=tuple(prefilter["follow_ups"]),
    )
