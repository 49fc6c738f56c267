"""How well two event mentions agree: a sum of Fellegi-Sunter match weights, in bits, each with its name.

The model is that of Fellegi and Sunter (1969): every compared field adds log2(m / u). The weights are fixed
in `rules.toml` with their reasons. Splink (which runs on DuckDB and Spark) has the same model and was
weighed: it estimates m and u from the data, so that adding one article would move the weights and with them
old links; it gives pairs that have to be clustered without cannot-link constraints; and a hundred articles
are too few to estimate from. Fixed weights are deterministic, run without labels, and can be read and
disputed one by one.
"""

from collections.abc import Mapping
from dataclasses import asdict
from functools import cache
from typing import NamedTuple

from pipeline.resolve.dates import DateRelation, date_relation
from pipeline.resolve.features import Features
from pipeline.resolve.geography import Located, PlaceRelation, relation
from pipeline.resolve.settings import settings
from pipeline.resolve.tolls import Toll, overlap
from pipeline.vocabulary import HarmType


class Score(NamedTuple):
    """Bits for each field; `veto` names the difference that no bits outweigh."""

    place: float = 0.0
    date: float = 0.0
    weapon: float = 0.0
    victims: float = 0.0
    perpetrator: float = 0.0
    counts: float = 0.0
    veto: str | None = None

    @property
    def total(self) -> float:
        """The bits of all fields together."""
        return self.place + self.date + self.weapon + self.victims + self.perpetrator + self.counts


def score(a: Features, b: Features, located: Mapping[str, Located]) -> Score:
    """How well two mentions agree; symmetric in `a` and `b`."""
    where = relation(a.place, b.place, located)
    if where == PlaceRelation.DIFFERENT:
        return Score(veto="place")
    when = date_relation(a.span, b.span, settings().veto.day_gap)
    if when == DateRelation.DIFFERENT:
        return Score(veto="date")
    if a.article_id == b.article_id:
        return Score(veto="same article")
    if tolls_exclude(a, b):
        return Score(veto="counts")
    return Score(
        place=_place_bits()[where],
        date=_date_bits()[when],
        weapon=_weapon_bits(a.weapons, b.weapons),
        victims=_victim_bits(a, b),
        perpetrator=_perpetrator_bits(a, b),
        counts=_count_bits(a, b),
    )


@cache
def _place_bits() -> dict[str, float]:
    """Bits by PlaceRelation; `rules.toml` names them as the relations are named."""
    return asdict(settings().place)


@cache
def _date_bits() -> dict[str, float]:
    """Bits by DateRelation."""
    return asdict(settings().date)


def tolls_exclude(a: Features, b: Features) -> bool:
    """Whether the killed are too many in one and too few in the other for the same event, bounds and rivals
    heeded.
    """
    veto = settings().veto
    ours, theirs = a.tolls.get(HarmType.KILLED), b.tolls.get(HarmType.KILLED)
    if not ours or not theirs:
        return False
    for x in ours:
        for y in theirs:
            less, more = sorted((x, y), key=Toll.fallback)
            gap, most = more.fallback() - less.fallback(), less.fallback() * veto.killed_factor
            if less.high is None or gap <= veto.killed_floor or more.fallback() <= most:
                return False
    return True


def _weapon_bits(a: frozenset[str], b: frozenset[str]) -> float:
    bits = settings().weapon
    if not a or not b:
        return bits.unknown
    if a & b:
        return bits.same_family
    alike = settings().weapons_alike
    return bits.alike if any(frozenset((x, y)) in alike for x in a for y in b) else bits.different


def _victim_bits(a: Features, b: Features) -> float:
    bits = settings().victim
    total = bits.shared_word if a.victim_words & b.victim_words else 0.0
    if not a.victim_classes or not b.victim_classes:
        return total + bits.unknown
    return total + (bits.same_class if a.victim_classes & b.victim_classes else bits.different_class)


def _perpetrator_bits(a: Features, b: Features) -> float:
    bits = settings().perpetrator
    return bits.same if a.perpetrator_words & b.perpetrator_words else bits.unknown


def _count_bits(a: Features, b: Features) -> float:
    bits, shared = settings().count, sorted(a.tolls.keys() & b.tolls.keys())
    total = sum(max(_toll_bits(x, y) for x in a.tolls[harm] for y in b.tolls[harm]) for harm in shared)
    total += 0.0 if bits.rare.isdisjoint(shared) else bits.rare_harm
    return total + (bits.transposed if _transposed(a, b) else 0.0)


def _toll_bits(x: Toll, y: Toll) -> float:
    bits = settings().count
    less, more = sorted((x.fallback(), y.fallback()))
    if less == more:
        return (
            bits.equal_small
            if more <= bits.small
            else bits.equal_medium
            if more <= bits.medium
            else bits.equal_large
        )
    if x.high is not None and y.high is not None and overlap(x, y):
        return bits.compatible
    if more - less <= bits.close_people or more <= less * bits.close_factor:
        return bits.close
    both_open = x.high is None and y.high is None
    grown = more <= less * bits.apart_factor or more - less <= bits.apart_people
    return bits.apart if both_open or grown else bits.far


def _transposed(a: Features, b: Features) -> bool:
    """Whether the killed of one report are the wounded of the other, and not their own."""
    killed, wounded = HarmType.KILLED.value, HarmType.WOUNDED.value
    return _crossed(a.tolls, b.tolls, killed, wounded) or _crossed(b.tolls, a.tolls, killed, wounded)


def _crossed(
    a: Mapping[str, tuple[Toll, ...]], b: Mapping[str, tuple[Toll, ...]], one: str, other: str
) -> bool:
    least = settings().audit.transposed_number
    ours = {toll.point for toll in a.get(one, ()) if toll.point is not None and toll.point >= least}
    theirs = {toll.point for toll in b.get(other, ())}
    return bool(ours & theirs) and not ours & {toll.point for toll in b.get(one, ())}
