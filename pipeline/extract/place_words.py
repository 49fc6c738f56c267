"""Words around a place name, from `place_words.toml`; all in lower case."""

import tomllib
from importlib.resources import files

from pipeline.gazetteer import PlaceKind

_TABLE = tomllib.loads(files("pipeline.extract").joinpath("place_words.toml").read_text("utf-8"))


def _words(name: str) -> frozenset[str]:
    return frozenset(_TABLE[name].split())


PREPOSITIONS_AT = _words("prepositions_at")
PREPOSITIONS_NEAR = _words("prepositions_near")
PREPOSITIONS_OTHER = _words("prepositions_other")
PREPOSITIONS_OBLIQUE = _words("prepositions_oblique")
TRANSITIVE_ATTACK = _words("transitive_attack")
ORIGIN_WORDS = _words("origin_words")
REMOVAL_VERBS = _words("removal_verbs")
CARE_VERBS = _words("care_verbs")
CARE_NOUNS = _words("care_nouns")
ABROAD_NOUNS = _words("abroad_nouns")
PLACE_NOUNS = _words("place_nouns")
NEAR_NOUNS = _words("near_nouns")
DIRECTIONS = _words("directions")
TITLES = _words("titles")
ORGANISATION_TAILS = _words("organisation_tails")
ORGANISATION_HEADS = _words("organisation_heads")
FACILITIES = _words("facilities")
NAMED_AFTER = _words("named_after")
NO_NOUNS = _words("no_nouns")

AT = PREPOSITIONS_AT | TRANSITIVE_ATTACK
"""A place name right after one of these is where something happens."""

MODIFIERS = _words("modifiers") | DIRECTIONS | PLACE_NOUNS
"""Words that may stand between a preposition and a place name."""

NOT_A_NAME = _words("not_a_name") | DIRECTIONS | PLACE_NOUNS
"""Capitalised words before a place name that are no part of a person's name."""

KIND_NOUNS = {
    **dict.fromkeys(_words("kind_city"), PlaceKind.CITY),
    **dict.fromkeys(_words("kind_district"), PlaceKind.DISTRICT),
    **dict.fromkeys(_words("kind_province"), PlaceKind.ADM1),
}
"""A noun right after a place name, or before "of" and a place name -> the kind of place that it calls it."""
