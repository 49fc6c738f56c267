"""What the lexicon says of a word: a harm cue, a noun for people, and all the lookups of the compiled lexicon."""

from dataclasses import dataclass

from pipeline.vocabulary import HarmType, Qualifier, SetAsideReason, VictimClass


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
    harmless: tuple[str, ...]
    follow_ups: tuple[str, ...]
