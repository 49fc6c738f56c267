"""Reports of one event are linked, reports of two events are not, and the cost grows with the reports."""

from collections.abc import Sequence
from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.resolve import resolve
from pipeline.resolve.blocking import candidate_pairs
from pipeline.resolve.features import Features, features_of
from pipeline.resolve.geography import Place
from pipeline.resolve.mentions import mentions_of
from pipeline.resolve.scoring import score
from tests.unit.resolve.reporting import (
    CAPITAL,
    COUNTRY,
    DAY,
    EAST_END,
    LOCATED,
    NEARBY,
    NEXT_DAY,
    NORTH,
    OLVAR,
    TERMEZ,
    WEEK_LATER,
    WEST_END,
    Report,
    ledger,
    report,
    told,
)

WEEK = (date(2013, 5, 15), date(2013, 5, 22))


def clusters(*reports: Report) -> set[frozenset[str]]:
    """The sets of reports, by their paths, that were put into one incident."""
    tables = ledger(*reports)
    linked = resolve(tables.articles, tables.figures, LOCATED).incident_figures
    paths = linked.join(tables.figures, on="figure_id").join(tables.articles, on="article_id")
    groups = paths.group_by("incident_id").agg(pl.col("source_path").unique())
    return {frozenset(group) for group in groups["source_path"]}


def together(*reports: Report) -> bool:
    return clusters(*reports) == {frozenset(one.path for one in reports)}


def features(one: Report) -> Features:
    tables = ledger(one)
    return features_of(mentions_of(tables.claims, tables.articles["text"][0], LOCATED)[0])


VALLEY = Place("district:valley", "Valley", "North Arvand", "Arvand", 3)
BOMB = {"weapon": "car bomb"}
FIRST = report("first", told("[9] were killed", **BOMB), told("[20] were wounded", **BOMB))


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(
            report("o", told("[18] were killed", **BOMB), told("[42] were wounded", **BOMB)), id="grown"
        ),
        pytest.param(report("o", told("[9] were killed", on=WEEK, **BOMB)), id="told within a week"),
        pytest.param(report("o", told("[9] were killed", on=NEXT_DAY, **BOMB)), id="dated a day later"),
        pytest.param(
            report("o", told("[9] were killed", at=NEARBY, **BOMB)), id="seen from the next village"
        ),
        pytest.param(report("o", told("[9] were killed", at=NORTH, **BOMB)), id="only the province named"),
        pytest.param(report("o", told("[9] were killed", weapon="bombing")), id="weapon named otherwise"),
        pytest.param(report("o", told("[9] were killed", qualifier="at_least")), id="a bound"),
        pytest.param(
            report("o", told("[3] were killed", on=(date(2013, 5, 14), DAY))), id="no day, told on the same"
        ),
        pytest.param(
            report("o", told("[9] were killed", at=COUNTRY, **BOMB), told("[20] were wounded", at=COUNTRY)),
            id="only the country named, and both counts the same",
        ),
        pytest.param(
            report("o", told("[9] were killed", at=None, **BOMB), told("[20] were wounded", at=None)),
            id="no place named, and both counts the same",
        ),
    ],
)
def test_reports_of_one_event_are_linked(other: Report) -> None:
    assert together(FIRST, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(
            report("a", told("[7] pilgrims killed", victim_text="pilgrims", **BOMB)),
            report("b", told("[7] pilgrims killed", on=date(2013, 5, 25), victim_text="pilgrims", **BOMB)),
            id="the same toll of the same kind of victims five days later",
        ),
        pytest.param(
            report("a", told("[12] were killed", at=EAST_END, weapon="silenced guns")),
            report("b", told("[12] were killed", at=EAST_END, on=WEEK_LATER, weapon="silenced guns")),
            id="the same district and toll a week later",
        ),
        pytest.param(
            report(
                "a", told("[14] were killed", at=EAST_END, **BOMB), told("[47] were wounded", at=EAST_END)
            ),
            report(
                "b",
                told("[14] were killed", at=EAST_END, on=NEXT_DAY, **BOMB),
                told("[26] were wounded", at=EAST_END, on=NEXT_DAY),
            ),
            id="the same suburb and dead on two days running, other wounded",
        ),
        pytest.param(
            report("a", told("[9] were killed", **BOMB)),
            report("b", told("[9] were killed", at=TERMEZ, **BOMB)),
            id="two towns of one province",
        ),
        pytest.param(
            report("a", told("[9] were killed", at=EAST_END, **BOMB)),
            report("b", told("[9] were killed", at=WEST_END, **BOMB)),
            id="two districts of one city",
        ),
        pytest.param(
            report("a", told("[48] were killed", at=CAPITAL, **BOMB)),
            report("b", told("[95] were killed", at=COUNTRY)),
            id="one city and the whole country",
        ),
        pytest.param(
            report(
                "a", told("[17] were killed", at=VALLEY, on=WEEK, victim_class="militant", weapon="drone")
            ),
            report("b", told("[4] were killed", at=VALLEY, on=WEEK, victim_class="militant", weapon="drone")),
            id="one district and one week, nothing more exact, and other tolls",
        ),
        pytest.param(
            report("a", told("[9] were killed", **BOMB)),
            report("b", told("[9] were killed", at=COUNTRY)),
            id="the same small count with only the country named",
        ),
        pytest.param(
            report("a", told("[3] were killed", **BOMB), told("[5] were wounded", **BOMB)),
            report("b", told("[90] were killed", **BOMB), told("[200] were wounded", **BOMB)),
            id="a toll that no rise explains",
        ),
        pytest.param(
            report("a", told("[4] were killed", weapon="knife"), told("[9] were wounded", weapon="knife")),
            report("b", told("[8] were killed", **BOMB), told("[30] were wounded", **BOMB)),
            id="another weapon and other tolls",
        ),
    ],
)
def test_look_alikes_are_never_linked(one: Report, other: Report) -> None:
    assert clusters(one, other) == {frozenset({"a"}), frozenset({"b"})}


def test_a_harm_that_few_events_do_links_where_a_frequent_one_does_not() -> None:
    def pair(harm_type: str) -> bool:
        taken = {"victim_class": "police", "harm_type": harm_type}
        eight = report("eight", told("[8] were taken", **taken))
        return together(eight, report("ten", told("[10] were taken", on=NEXT_DAY, **taken)))

    assert pair("kidnapped")
    assert not pair("killed")


def test_a_third_report_does_not_pull_two_events_of_one_article_together() -> None:
    two = report(
        "two",
        told("A bomb killed [9] people", at=EAST_END),
        told("A bomb killed [8] people", at=CAPITAL),
    )
    vague = report("vague", told("[9] people killed", at=CAPITAL))
    assert len(clusters(two, vague)) == 2


def test_a_bound_does_not_pull_two_tolls_together_that_exclude_each_other() -> None:
    about = {"weapon": "car bomb", "victim_class": "civilian"}
    few, many = report("few", told("[13] were killed", **about)), report("many", told("[95] killed", **about))
    bound = report("bound", told("[13] were killed", qualifier="at_least", **about))
    assert together(bound, few)
    assert together(bound, many)
    assert clusters(few, bound, many) == {frozenset({"few", "bound"}), frozenset({"many"})}


def test_a_span_links_to_one_of_two_days_but_joins_them_never() -> None:
    monday = report("monday", told("[12] were killed", **BOMB))
    thursday = report("thursday", told("[12] were killed", on=date(2013, 5, 23), **BOMB))
    week = report("week", told("[12] were killed", on=(DAY, date(2013, 5, 23)), **BOMB))
    groups = clusters(monday, thursday, week)
    assert len(groups) == 2
    assert not any({"monday", "thursday"} <= group for group in groups)


def test_a_reprint_follows_its_original() -> None:
    original = report("a", told("[9] were killed", on=WEEK), told("A bomb killed [4]", at=TERMEZ))
    reprint = report("b", *original.figures, reprint_of="a")
    assert clusters(original, reprint) == {frozenset({"a", "b"})}


SCENES = [
    report(f"r{i}", told(f"[{killed}] were killed", at=place, on=day, **BOMB))
    for i, (killed, place, day) in enumerate(
        [
            (9, OLVAR, DAY),
            (12, OLVAR, DAY),
            (12, NORTH, DAY),
            (9, TERMEZ, DAY),
            (9, OLVAR, NEXT_DAY),
            (12, OLVAR, WEEK),
        ]
    )
]


@settings(max_examples=30)
@given(st.permutations(SCENES))
def test_the_order_of_articles_does_not_matter(order: Sequence[Report]) -> None:
    tables, shuffled = ledger(*SCENES), ledger(*order)
    expected = resolve(tables.articles, tables.figures, LOCATED)
    assert all(
        left.equals(right)
        for left, right in zip(resolve(shuffled.articles, shuffled.figures, LOCATED), expected, strict=True)
    )


@given(st.sampled_from(SCENES), st.sampled_from(SCENES))
def test_scores_are_symmetric(one: Report, other: Report) -> None:
    assert score(features(one), features(other), LOCATED) == score(features(other), features(one), LOCATED)


def test_an_article_never_links_to_itself() -> None:
    assert score(features(FIRST), features(FIRST), LOCATED).veto == "same article"


def _events(count: int, reports_each: int) -> list[Features]:
    """Mentions of `count` events, each told `reports_each` times, in 16 towns, over ever more days."""
    made = []
    for event in range(count):
        town = Place(f"town:{event % 16}", f"Town {event % 16}", f"Province {event % 4}", "Arvand", 1)
        day = DAY + timedelta(days=event // 8)
        one = features(report("x", told(f"[{3 + event % 40}] were killed", at=town, on=day)))
        made += [one._replace(key=(f"A{event}-{i}", "F")) for i in range(reports_each)]
    return made


def test_scored_pairs_grow_with_the_reports_not_with_their_square() -> None:
    few, many = (len(candidate_pairs(_events(count, 3))) for count in (100, 400))
    assert few > 0
    assert many < 5 * few


def test_a_crowded_block_is_split_by_place() -> None:
    crowd = _events(8, 160)
    assert len({one.span for one in crowd}) == 1
    pairs = candidate_pairs(crowd)
    assert pairs
    assert all(
        crowd[a].place.key == crowd[b].place.key for a, b in pairs if crowd[a].place.adm1 == "Province 0"
    )
    assert len(pairs) < len(crowd) ** 2 / 8
