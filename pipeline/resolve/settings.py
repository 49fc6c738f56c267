"""The thresholds, weights, tolerances and word lists of `rules.toml`, typed; the reasons stand in that
file.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class MentionRules:
    """How the figures of one article are grouped into events; distances in sentences and characters."""

    nested_place_sentences: int
    unplaced_sentences: int
    open_events: int
    remembered_tolls: int
    description_characters: int


@dataclass(frozen=True, slots=True)
class Words:
    """Word lists that say how a telling stands to the one before; all lower case."""

    additive: tuple[str, ...]
    superseding: tuple[str, ...]
    earlier: tuple[str, ...]
    denied: tuple[str, ...]
    cue_words: int
    longest_list: int
    new_event: tuple[str, ...]
    event_nouns: frozenset[str]
    indefinite: frozenset[str]


@dataclass(frozen=True, slots=True)
class Blocking:
    """Which mentions are compared at all; windows in days, block size in mentions."""

    window_days: int
    longest_window_days: int
    largest_block: int


@dataclass(frozen=True, slots=True)
class Veto:
    """Differences that no score outweighs; days, kilometres, factors and people."""

    day_gap: int
    far_apart_km: float
    killed_factor: float
    killed_floor: int


@dataclass(frozen=True, slots=True)
class PlaceBits:
    """Match weights of place agreement, in bits; population and kilometres for its levels."""

    same_town: float
    same_city: float
    same_district: float
    near: float
    nested: float
    same_province: float
    same_country: float
    country_only: float
    unknown: float
    city_population: int
    near_km: float
    city_radius_km: float


@dataclass(frozen=True, slots=True)
class DateBits:
    """Match weights of date agreement, in bits; `newest_days` at the end of a span are its likeliest."""

    same_day: float
    adjacent_day: float
    end_of_week: float
    newest_days: int
    within_week: float
    within_month: float
    unknown: float


@dataclass(frozen=True, slots=True)
class WeaponBits:
    """Match weights of weapon agreement, in bits."""

    same_family: float
    alike: float
    different: float
    unknown: float


@dataclass(frozen=True, slots=True)
class CountBits:
    """Match weights of the agreement of two tolls of one harm type, in bits; sizes in people."""

    equal_small: float
    equal_medium: float
    equal_large: float
    small: int
    medium: int
    compatible: float
    close: float
    close_factor: float
    close_people: int
    apart: float
    apart_factor: float
    apart_people: int
    far: float
    transposed: float
    rare_harm: float
    rare: frozenset[str]


@dataclass(frozen=True, slots=True)
class VictimBits:
    """Match weights of who was harmed, in bits; `common_words` tell nothing about an event."""

    same_class: float
    different_class: float
    shared_word: float
    unknown: float
    common_words: frozenset[str]


@dataclass(frozen=True, slots=True)
class PerpetratorBits:
    """Match weights of who did it, in bits."""

    same: float
    unknown: float


@dataclass(frozen=True, slots=True)
class EstimateRules:
    """Which reports an estimate rests on; days after the event."""

    early_days: int
    credible_days: int


@dataclass(frozen=True, slots=True)
class AuditRules:
    """Tolerances of the audit: shares of 1, people, days."""

    about_tolerance: float
    conflict_share: float
    conflict_people: int
    rise_factor: float
    distinctive_number: int
    copied_number: int
    transposed_number: int
    restated_days: int
    largest_family: int
    copied_number_in_text: int


@dataclass(frozen=True, slots=True)
class EvidenceWeights:
    """Weight of each kind of evidence that a figure is the misprint."""

    second_source: float
    confirmed: float
    copied: float
    proposed_printed: float
    digit_slip: float
    exceeds_whole: float
    leaf: float
    round_number: float
    whole: float


@dataclass(frozen=True, slots=True)
class SourceWords:
    """Words that name no source by themselves, and how far a lead and the words beside reach, in characters."""

    unnamed: tuple[str, ...]
    lead_characters: int
    beside_characters: int


@dataclass(frozen=True, slots=True)
class Complement:
    """Classes that together are a whole of one of the classes `whole`, in figures of `scope`."""

    whole: frozenset[str]
    parts: tuple[str, ...]
    scope: str
    name: str


@dataclass(frozen=True, slots=True)
class Settings:
    """All of `rules.toml`."""

    mention: MentionRules
    words: Words
    weapons: dict[str, tuple[str, ...]]
    weapons_alike: frozenset[frozenset[str]]
    blocking: Blocking
    veto: Veto
    place: PlaceBits
    date: DateBits
    weapon: WeaponBits
    count: CountBits
    victim: VictimBits
    perpetrator: PerpetratorBits
    threshold: float
    estimate: EstimateRules
    audit: AuditRules
    evidence: EvidenceWeights
    sources: dict[str, tuple[str, ...]]
    source_words: SourceWords
    complements: tuple[Complement, ...]
    disjoint: frozenset[frozenset[str]]


@cache
def settings() -> Settings:
    """The settings that ship with the package, read once; a missing or misspelt key raises TypeError."""
    return parse_settings(files("pipeline.resolve").joinpath("rules.toml").read_text(encoding="utf-8"))


def parse_settings(text: str) -> Settings:
    """Settings from TOML text; raises tomllib.TOMLDecodeError, KeyError or TypeError that names the wrong
    key.
    """
    table = tomllib.loads(text)
    return Settings(
        mention=MentionRules(**table["mention"]),
        words=_words(table["words"]),
        weapons={family: tuple(words) for family, words in table["weapons"].items()},
        weapons_alike=_pairs(table["weapons_alike"]["pairs"]),
        blocking=Blocking(**table["blocking"]),
        veto=Veto(**table["veto"]),
        place=PlaceBits(**table["place_bits"]),
        date=DateBits(**table["date_bits"]),
        weapon=WeaponBits(**table["weapon_bits"]),
        count=CountBits(**{**table["count_bits"], "rare": frozenset(table["count_bits"]["rare"])}),
        victim=_victim_bits(table["victim_bits"]),
        perpetrator=PerpetratorBits(**table["perpetrator_bits"]),
        threshold=table["link"]["threshold"],
        estimate=EstimateRules(**table["estimate"]),
        audit=AuditRules(**table["audit"]),
        evidence=EvidenceWeights(**table["evidence"]),
        sources={source: tuple(names) for source, names in table["sources"].items()},
        source_words=SourceWords(
            **{**table["source_words"], "unnamed": tuple(table["source_words"]["unnamed"])}
        ),
        complements=tuple(_complement(row) for row in table["conventions"]["complements"]),
        disjoint=_pairs(table["conventions"]["disjoint"]),
    )


def _words(table: dict[str, Any]) -> Words:
    return Words(
        additive=tuple(table["additive"]),
        superseding=tuple(table["superseding"]),
        earlier=tuple(table["earlier"]),
        denied=tuple(table["denied"]),
        cue_words=table["cue_words"],
        longest_list=table["longest_list"],
        new_event=tuple(table["new_event"]),
        event_nouns=frozenset(table["event_nouns"]),
        indefinite=frozenset(table["indefinite"]),
    )


def _victim_bits(table: dict[str, Any]) -> VictimBits:
    return VictimBits(**{**table, "common_words": frozenset(table["common_words"])})


def _complement(row: dict[str, Any]) -> Complement:
    return Complement(frozenset(row["whole"]), tuple(row["parts"]), row["scope"], row["name"])


def _pairs(rows: list[list[str]]) -> frozenset[frozenset[str]]:
    return frozenset(frozenset(row) for row in rows)
