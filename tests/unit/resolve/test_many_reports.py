"""Ten thousand reports of three thousand events: told apart, and in time."""

import random
from datetime import date, timedelta
from time import perf_counter
from typing import Any, NamedTuple

import pytest

from pipeline.resolve import Resolution, resolve
from pipeline.resolve.geography import Located, Place
from tests.labels.clusters import Item, b_cubed
from tests.unit.resolve.reporting import Ledger, Report, ledger, report, told

REPORTS, EVENTS = 10_000, 3_000
SECONDS_ALLOWED = 60.0

TOWNS = [Place(f"town:{i}", f"Town {i}", f"Province {i % 18}", "Arvand", 1) for i in range(120)]
LOCATED = {f"town:{i}": Located(30 + 0.8 * (i % 18), 40 + 0.8 * (i // 18), 50_000) for i in range(len(TOWNS))}


class Event(NamedTuple):
    place: Place
    day: date
    killed: int
    wounded: int
    weapon: str


class Resolved(NamedTuple):
    tables: Ledger
    resolution: Resolution
    seconds: float


def events() -> list[Event]:
    """Attacks of one year; a town has about one in two weeks."""
    draw = random.Random(1)
    weapons = ("car bomb", "gunfire", "mortar")
    return [
        Event(
            draw.choice(TOWNS),
            date(2013, 1, 1) + timedelta(days=draw.randrange(365)),
            draw.randrange(1, 40),
            draw.randrange(1, 90),
            draw.choice(weapons),
        )
        for _ in range(EVENTS)
    ]


def telling(number: int, event: Event, draw: random.Random) -> Report:
    """A report of an event, of its day or the next, whose toll may have grown by two."""
    about: dict[str, Any] = {"at": event.place, "on": event.day, "weapon": event.weapon}
    killed = told(f"[{event.killed + draw.randrange(3)}] were killed", **about)
    wounded = told(f"[{event.wounded}] were wounded", **about)
    published = event.day + timedelta(days=draw.randrange(2))
    return report(f"report {number}", killed, wounded, on=published, publisher=f"outlet {number % 9}")


@pytest.fixture(scope="module")
def resolved() -> Resolved:
    draw, told_events = random.Random(2), events()
    tables = ledger(*(telling(i, told_events[i % EVENTS], draw) for i in range(REPORTS)))
    started = perf_counter()
    resolution = resolve(tables.articles, tables.figures, LOCATED)
    return Resolved(tables, resolution, perf_counter() - started)


def test_they_are_resolved_within_a_minute(resolved: Resolved) -> None:
    assert resolved.seconds < SECONDS_ALLOWED


def test_their_incidents_are_the_events(resolved: Resolved) -> None:
    paths = dict(resolved.tables.articles.select("article_id", "source_path").iter_rows())
    article_of = dict(resolved.tables.figures.select("figure_id", "article_id").iter_rows())
    items = [
        Item(i, str(int(paths[article_of[figure]].split()[1]) % EVENTS), incident)
        for i, (incident, figure) in enumerate(
            resolved.resolution.incident_figures.select("incident_id", "figure_id").iter_rows()
        )
    ]
    precision, recall = b_cubed(items, {})
    assert len(items) == 2 * REPORTS
    assert min(precision, recall) >= 0.95
