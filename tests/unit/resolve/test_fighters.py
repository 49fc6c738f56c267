"""Fighters are an event's dead where it harmed nobody else, and apart from its victims where it did."""

import polars as pl

from pipeline.resolve import resolve
from tests.unit.resolve.reporting import LOCATED, Told, ledger, report, told

FIGHTER = {"victim_class": "militant", "of_perpetrators": True}
REBELS = told("troops killed [12] rebels", value=12, value_low=12, value_high=12, **FIGHTER)
BOMBER = told(
    "he blew [himself] up",
    value=1,
    value_low=1,
    value_high=1,
    rule_id="suicide.implied",
    of_perpetrators=True,
)
GUARDS = told(
    "the rebels killed [3] guards", value=3, value_low=3, value_high=3, victim_class="security_forces"
)
NOBODY = told("[no] soldier was killed", value=0, value_low=0, value_high=0, victim_text="soldier")


def best(*figures: Told) -> dict[str, int]:
    tables = ledger(report("one", *figures))
    found = resolve(tables.articles, tables.figures, LOCATED).estimates
    rows = found.filter(pl.col("harm_type") == "killed").select("victim_class", "best").iter_rows()
    return dict(rows)


def test_fighters_of_an_event_without_victims_are_its_dead() -> None:
    assert best(REBELS) == {"all": 12, "militant": 12}
    assert best(REBELS, NOBODY) == {"all": 12, "militant": 12}


def test_fighters_beside_victims_are_apart() -> None:
    assert best(REBELS, GUARDS) == {"all": 3, "security_forces": 3}


def test_a_bomber_alone_is_apart() -> None:
    assert best(BOMBER) == {}
