"""The resolved tables: incidents, the figures behind them with reasons, estimates, and totals."""

from datetime import date

import polars as pl
import pytest

from pipeline.resolve import Resolution, incidents, resolve
from pipeline.tables import SORT_KEYS, validate
from tests.unit.resolve.reporting import (
    COUNTRY,
    DAY,
    LOCATED,
    NEXT_DAY,
    NORTH,
    OLVAR,
    TERMEZ,
    Ledger,
    Report,
    ledger,
    report,
    told,
)

APRIL = (date(2013, 4, 1), date(2013, 4, 30))
BOMB = {"weapon": "car bomb"}


def resolved(tables: Ledger) -> Resolution:
    return resolve(tables.articles, tables.figures, LOCATED)


def estimate(*reports: Report, harm_type: str = "killed", of: str = "all") -> tuple[int | None, ...]:
    """Low, best and high of the only incident of some reports."""
    found = resolved(ledger(*reports)).estimates.filter(
        (pl.col("harm_type") == harm_type) & (pl.col("victim_class") == of)
    )
    assert found.height == 1
    return found.select("low", "best", "high").row(0)


def reasons(tables: Ledger) -> dict[str, tuple[bool, str]]:
    """Whether and why each named figure is included."""
    rows = resolved(tables).incident_figures.select("figure_id", "included", "reason").iter_rows()
    given = {figure: (included, reason) for figure, included, reason in rows}
    return {name: given[figure] for name, figure in tables.figure_of.items() if figure in given}


def test_one_report_is_the_case_of_one() -> None:
    tables = ledger(report("one", told("[13] were killed", qualifier="at_least"), told("[40] were wounded")))
    incident = resolved(tables).incidents.row(0, named=True)
    assert incident["place_id"] == OLVAR.place_id
    assert (incident["date_start"], incident["date_end"], incident["date_prec"]) == (DAY, DAY, 1)
    assert (incident["event_clarity"], incident["number_of_reports"], incident["number_of_sources"]) == (
        1,
        1,
        1,
    )


def test_a_bound_gives_low_only() -> None:
    assert estimate(report("one", told("[13] were killed", qualifier="at_least"))) == (13, 13, None)


def test_a_vague_word_gives_its_lower_end_as_best() -> None:
    vague = told("[dozens] were killed", qualifier="vague", value_low=24, value_high=99)
    assert estimate(report("one", vague)) == (24, 24, 99)


def test_at_most_is_no_report_of_none() -> None:
    bound = report("a", told("[22] were killed", qualifier="at_most"))
    assert estimate(bound) == (22, 22, 22)


def test_nobody_killed_is_an_estimate_of_zero() -> None:
    assert estimate(report("one", told("[0] were killed"))) == (0, 0, 0)


def test_figures_of_different_people_are_summed_and_parts_are_not() -> None:
    whole = told("[13] bodies were found", name="whole")
    part = told("[8] policemen were killed", part_of="whole", victim_class="police")
    assert estimate(report("one", whole, part)) == (13, 13, 13)
    assert estimate(report("one", whole, part), of="police") == (8, 8, 8)


def test_figures_of_two_classes_are_summed_over_all_and_kept_apart_by_class() -> None:
    police = told("[5] policemen were killed", victim_class="police")
    soldiers = told("[3] soldiers", harm_type="killed", victim_class="military", same_sentence=True)
    assert estimate(report("one", police, soldiers)) == (8, 8, 8)
    assert estimate(report("one", police, soldiers), of="military") == (3, 3, 3)


def test_perpetrators_are_counted_apart() -> None:
    bomber = told("[1] bomber was killed", of_perpetrators=True, name="bomber")
    tables = ledger(report("one", told("[13] were killed"), bomber))
    assert estimate(report("one", told("[13] were killed"), bomber)) == (13, 13, 13)
    assert reasons(tables)["bomber"] == (False, incidents.PERPETRATORS)


def test_the_latest_report_is_best_and_rivals_set_low_and_high() -> None:
    first = report("first", told("[10] were killed", **BOMB), on=NEXT_DAY)
    last = report("last", told("[12] were killed", **BOMB), on=date(2013, 5, 22))
    assert estimate(first, last) == (10, 12, 12)


def test_an_early_toll_that_rose_is_superseded() -> None:
    first = told("[7] were killed", name="first", **BOMB)
    last = told("[12] were killed", name="last", **BOMB)
    early, late = report("early", first), report("late", last, on=NEXT_DAY)
    assert estimate(early, late) == (12, 12, 12)
    assert reasons(ledger(early, late)) == {
        "first": (False, incidents.SUPERSEDED),
        "last": (True, incidents.LATEST),
    }


def test_a_publishers_later_count_supersedes_its_own() -> None:
    first = report("first", told("[25] were wounded", **BOMB), on=NEXT_DAY, publisher="Agency")
    last = report("last", told("[23] were wounded", **BOMB), on=date(2013, 5, 22), publisher="Agency")
    assert estimate(first, last, harm_type="wounded") == (23, 23, 23)


def test_a_fallen_toll_of_another_publisher_keeps_the_higher_one_as_high() -> None:
    first = report("first", told("[25] were wounded", **BOMB))
    last = report("last", told("[23] were wounded", **BOMB), on=NEXT_DAY)
    assert estimate(first, last, harm_type="wounded") == (23, 23, 25)


def test_a_later_bound_is_met_by_the_number_within_it() -> None:
    exact = report("exact", told("[14] were killed", **BOMB))
    bound = report("bound", told("[13] were killed", qualifier="at_least", **BOMB), on=NEXT_DAY)
    assert estimate(exact, bound) == (13, 14, 14)


def test_a_later_bound_above_every_number_is_best_and_leaves_high_open() -> None:
    exact = report("exact", told("[14] were killed", **BOMB), on=NEXT_DAY)
    bound = report("bound", told("[20] were killed", qualifier="at_least", **BOMB), on=date(2013, 5, 22))
    assert estimate(exact, bound) == (14, 20, None)


def test_on_one_day_the_number_most_reports_give_is_best() -> None:
    reports = [
        report(path, told(f"[{n}] were killed", **BOMB)) for path, n in (("a", 12), ("b", 12), ("c", 13))
    ]
    assert estimate(*reports) == (12, 12, 13)


def test_rival_counts_of_one_report_widen_low_and_high() -> None:
    one = report("one", told("[23] were killed"), told("the hospital counted [15] killed"))
    assert estimate(one) == (15, 23, 23)


def test_a_mention_long_after_is_background() -> None:
    fresh = report("fresh", told("[42] were killed", **BOMB))
    late = report("late", told("[40] were killed", **BOMB), on=date(2014, 5, 20))
    assert estimate(fresh, late) == (40, 42, 42)


def test_a_reprint_is_linked_but_never_counted() -> None:
    original = report("a", told("[13] were killed", name="original"))
    reprint = report("b", told("[13] were killed", name="reprint"), on=NEXT_DAY, reprint_of="a")
    tables = ledger(original, reprint)
    incident = resolved(tables).incidents.row(0, named=True)
    assert (incident["number_of_reports"], incident["number_of_sources"]) == (1, 1)
    assert reasons(tables)["reprint"] == (False, incidents.REPRINT)


def test_sources_are_publishers_and_those_whom_their_figures_name() -> None:
    first = report("a", told("[9] were killed", source="police", **BOMB), publisher="Agency")
    second = report("b", told("[9] were killed", source="Police", **BOMB), publisher="Paper")
    incident = resolved(ledger(first, second)).incidents.row(0, named=True)
    assert (incident["number_of_reports"], incident["number_of_sources"]) == (2, 3)


def test_each_figure_says_why_it_counts_or_not() -> None:
    tables = ledger(
        report(
            "one",
            told("[13] killed", scope="headline", name="headline"),
            told("A blast killed [13]", name="main"),
            told("the blast left [13] killed", name="again"),
            told("[8] policemen were killed", part_of="main", victim_class="police", name="part"),
            told("a hospital had [9] killed", name="rival"),
            told("[712] were killed in April", at=COUNTRY, scope="period_total", name="month"),
        )
    )
    assert reasons(tables) == {
        "headline": (False, incidents.HEADLINE),
        "main": (True, incidents.LATEST),
        "again": (False, incidents.RESTATED),
        "part": (False, incidents.PART),
        "rival": (True, incidents.RIVAL),
    }


@pytest.mark.parametrize(
    ("number", "linked"),
    [
        pytest.param("13", "first", id="the toll of one event"),
        pytest.param("8", "first", id="a part of one event"),
        pytest.param("11", "first", id="close to one event, as an earlier count"),
        pytest.param("53", None, id="all events together"),
        pytest.param("52", None, id="nearly all events together"),
        pytest.param("400", None, id="none of them"),
    ],
)
def test_a_headline_goes_with_the_event_that_it_restates(number: str, linked: str | None) -> None:
    tables = ledger(
        report(
            "one",
            told(f"[{number}] killed", scope="headline", name="headline"),
            told("A blast killed [13]", name="first"),
            told("[8] policemen were killed", part_of="first", victim_class="police"),
            told("[40] were killed", at=TERMEZ, name="second"),
        )
    )
    incident_of = dict(resolved(tables).incident_figures.select("figure_id", "incident_id").iter_rows())
    found = incident_of.get(tables.figure_of["headline"])
    assert found == (incident_of[tables.figure_of[linked]] if linked else None)


def test_an_incident_keeps_its_id_when_a_later_report_comes() -> None:
    first = report("first", told("[9] were killed", **BOMB))
    later = report("later", told("[12] were killed", **BOMB), on=NEXT_DAY)
    assert set(resolved(ledger(first)).incidents["incident_id"]) == set(
        resolved(ledger(first, later)).incidents["incident_id"]
    )


def test_an_event_known_to_the_province_only_is_less_clear() -> None:
    incident = resolved(ledger(report("one", told("[13] were killed", at=NORTH)))).incidents.row(
        0, named=True
    )
    assert incident["event_clarity"] == 2


def test_the_incident_lies_at_the_finest_place_and_in_the_days_all_reports_share() -> None:
    week = (date(2013, 5, 15), date(2013, 5, 22))
    vague = report("vague", told("[9] were killed", at=NORTH, on=week, **BOMB))
    exact = report("exact", told("[9] were killed", **BOMB))
    incident = resolved(ledger(vague, exact)).incidents.row(0, named=True)
    assert (incident["place_name"], incident["date_start"], incident["date_end"]) == ("Olvar", DAY, DAY)


def test_totals_are_one_row_a_figure_and_know_what_they_cover() -> None:
    month = {"on": APRIL, "scope": "period_total", "at": COUNTRY}
    tables = ledger(
        report(
            "un",
            told("[712] were killed", name="all", **month),
            told("[595] civilians killed", part_of="all", victim_class="civilian", name="civilian", **month),
            told("[9] teachers killed", part_of="all", name="some", **month),
            told("[211] were killed there", part_of="all", name="there", **{**month, "at": TERMEZ}),
            told("[13] were killed"),
        )
    )
    totals = resolved(tables).totals
    classes = dict(totals.select("figure_id", "victim_class").iter_rows())
    named = {name: classes[figure] for name, figure in tables.figure_of.items()}
    assert named == {"all": "all", "civilian": "civilian", "some": "unknown", "there": "all"}
    assert totals.filter(pl.col("value") == 211)["place_name"].to_list() == ["Termez"]


@pytest.fixture(scope="module")
def mixed() -> Ledger:
    """A ledger with something of everything."""
    return ledger(
        report("a", told("[9] were killed", **BOMB), told("[20] were wounded", **BOMB)),
        report("b", told("[12] were killed", **BOMB), told("[2] were killed", at=TERMEZ), on=NEXT_DAY),
        report("c", told("[712] were killed", at=COUNTRY, on=APRIL, scope="period_total"), on=None),
    )


def test_every_table_keeps_the_contract(mixed: Ledger) -> None:
    for name, frame in resolved(mixed)._asdict().items():
        assert validate(name, frame).quarantine.is_empty()
        assert frame.equals(frame.sort(SORT_KEYS[name], nulls_last=True))


def test_no_figures_make_empty_tables() -> None:
    tables = ledger(report("one"))
    assert all(frame.is_empty() for frame in resolved(tables))


def test_low_never_exceeds_best_nor_best_high(mixed: Ledger) -> None:
    estimates = resolved(mixed).estimates
    assert estimates.filter((pl.col("low") > pl.col("best")) | (pl.col("best") > pl.col("high"))).is_empty()


def test_a_figure_of_an_unknown_article_is_named() -> None:
    tables = ledger(report("one", told("[13] were killed")))
    with pytest.raises(KeyError, match=tables.claims[0].article_id):
        resolve(tables.articles.clear(), tables.figures, LOCATED)
