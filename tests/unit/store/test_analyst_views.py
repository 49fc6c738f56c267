"""The analysts' views and macros: each on a small ledger where the right answer is known by hand."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipeline.audit import ARTICLE_RULES
from pipeline.resolve import incidents as reasons
from pipeline.resolve.settings import settings
from pipeline.store.connection import connect
from pipeline.store.contents import arrow_table
from pipeline.store.database import build_database
from pipeline.tables import TABLES, from_rows
from pipeline.vocabulary import Qualifier

Row = dict[str, Any]
Connection = duckdb.DuckDBPyConnection
APRIL = {"period_start": date(2013, 4, 1), "period_end": date(2013, 4, 30), "date_prec": 4}
TEXTS = {
    "A": "Five or six? é At least 5 killed.",
    "B": "8 police and 2 others killed; a hospital counted 40.",
    "C": "Dozens wounded.",
    "U": "712 killed: 595 civilians, 290 troops. In Anbar 100.",
    "W": "Paper: 700 killed.",
}


def key(letter: str, name: str) -> str:
    """An identifier of the right form, readable in a failure."""
    return letter + name.encode().hex().rjust(16, "0")


def article(name: str, publisher: str, day: int) -> Row:
    return {
        "article_id": key("A", name),
        "source_path": f"{name}.txt",
        "publisher": publisher,
        "published_on": date(2013, 5, day),
        "date_basis": "manifest",
        "text": TEXTS[name],
    }


def figure(name: str, paper: str, words: str, **said: Any) -> Row:
    """A figure whose number is `words` as they stand in the text of `paper`."""
    start = TEXTS[paper].index(words)
    value = said.get("value")
    shared = {
        "figure_id": key("F", name),
        "article_id": key("A", paper),
        "sentence_no": 0,
        "char_start": start,
        "char_end": start + len(words),
        "number_text": words,
        "quote": TEXTS[paper],
        "harm_type": "killed",
        "value_low": value,
        "value_high": value,
        "qualifier": "exact",
        "victim_class": "unknown",
        "of_perpetrators": False,
        "scope": "incident",
        "rule_id": "test",
        "extractor_version": "1",
    }
    return shared | said


def incident(name: str, clarity: int, **said: Any) -> Row:
    day = date(2013, 4, 12)
    placed = {"place_name": "Ramadi", "adm1": "Anbar", "country": "Iraq", "weapon": "car bomb"}
    dated = {"date_start": day, "date_end": day, "date_prec": 1}
    counts = {"number_of_reports": 1, "number_of_sources": 1}
    return {"incident_id": key("I", name), "event_clarity": clarity} | placed | dated | counts | said


def link(name: str, figure_name: str, included: bool, reason: str) -> Row:
    return {
        "incident_id": key("I", name),
        "figure_id": key("F", figure_name),
        "included": included,
        "reason": reason,
    }


def estimate(name: str, victims: str, *numbers: int | None, harm: str = "killed") -> Row:
    low, best, high = numbers
    shared = {"incident_id": key("I", name), "harm_type": harm, "victim_class": victims, "method": "test"}
    return shared | {"low": low, "best": best, "high": high}


def total(figure_row: Row, victims: str = "all", adm1: str | None = None, source: str | None = None) -> Row:
    area = {"country": "Iraq", "adm1": adm1, "place_name": adm1 or "Iraq"}
    copied = ("figure_id", "article_id", "harm_type", "qualifier", "value", "value_low", "value_high")
    identity = {"total_id": "T" + figure_row["figure_id"][1:], "victim_class": victims, "source": source}
    return {name: figure_row[name] for name in copied} | identity | area | APRIL


def ledger() -> dict[str, list[Row]]:
    """Two clear incidents and a summary over them, in Anbar in April 2013, beside the UN's total."""
    whole = figure("un", "U", "712", value=712, scope="period_total", where_prec=6)
    part = {"parent_figure_id": key("F", "un"), "part_relation": "partition", "scope": "period_total"}
    civilians = figure(
        "civ", "U", "595", value=595, victim_class="civilian", where_prec=6, source="UN", **part
    )
    troops = figure("sec", "U", "290", value=290, victim_class="security_forces", where_prec=6, **part)
    anbar = figure("anb", "U", "100", value=100, scope="period_total", where_prec=4)
    retold = figure("ret", "W", "700", value=700, scope="period_total", where_prec=6)
    bound = {"value": 5, "value_low": 5, "value_high": None, "qualifier": "at_least"}
    vague = {"value_low": 24, "value_high": 99, "qualifier": "vague", "harm_type": "wounded"}
    return {
        "articles": [
            article("A", "Early", 1),
            article("B", "Late", 2),
            article("C", "Third", 2),
            article("U", "UNAMI", 3),
            article("W", "Paper", 4),
        ],
        "figures": [
            figure("old", "A", "5", **bound),
            figure("pol", "B", "8", value=8, victim_class="police"),
            figure("oth", "B", "2", value=2),
            figure("hos", "B", "40", value=40, source="hospital"),
            figure("doz", "C", "Dozens", **vague),
            whole,
            civilians,
            troops,
            anbar,
            retold,
        ],
        "incidents": [
            incident("one", 1, number_of_reports=2),
            incident("two", 1, weapon=None),
            incident("sum", 2),
            incident("odd", 1, date_end=date(2013, 5, 2), date_prec=4),
        ],
        "incident_figures": [
            link("one", "old", False, reasons.SUPERSEDED),
            link("one", "pol", True, reasons.LATEST),
            link("one", "oth", True, reasons.LATEST),
            link("one", "hos", True, reasons.RIVAL),
            link("two", "doz", True, reasons.LATEST),
        ],
        "estimates": [
            estimate("one", "all", 10, 10, 40),
            estimate("one", "police", 8, 8, 8),
            estimate("one", "security_forces", 9, 9, 9),
            estimate("two", "all", 24, 24, 99, harm="wounded"),
            estimate("two", "all", 3, 3, None),
            estimate("sum", "all", 75, 75, 75),
            estimate("odd", "all", 1, 1, 1),
        ],
        "totals": [
            total(whole, source="UN"),
            total(civilians, "civilian"),
            total(troops, "security_forces"),
            total(anbar, adm1="Anbar"),
            total(retold, source="the U.N."),
        ],
        "findings": [
            {
                "finding_id": key("X", "sum"),
                "rule": "part_sum",
                "severity": "error",
                "article_id": key("A", "U"),
                "figure_ids": [key("F", "civ"), key("F", "un"), key("F", "sec")],
                "expected": "712",
                "observed": "885",
                "message": "They make 885.",
                "suggestion": "290 should read 117.",
                "changes": [],
            },
            {
                "finding_id": key("X", "oth"),
                "rule": "repeated_number",
                "severity": "info",
                "figure_ids": [key("F", "un")],
                "message": "not arithmetic",
                "changes": [],
            },
        ],
        "quarantine": [
            {
                "table_name": "figures",
                "row_key": f"F{n}",
                "rule": rule,
                "message": "m",
                "article_id": key("A", paper),
            }
            for n, (rule, paper) in enumerate([("span_order", "A"), ("span_order", "A"), ("span_order", "Z")])
        ],
    }


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    path: Path = tmp_path_factory.mktemp("views") / "casualties.duckdb"
    rows = ledger()
    tables = {name: arrow_table(name, from_rows(name, rows.get(name, []))) for name in TABLES}
    build_database(path, tables, "R1")
    with connect(path, read_only=True) as connection:
        yield connection


def ask(database: Connection, sql: str) -> list[tuple[Any, ...]]:
    return database.execute(sql).fetchall()


def test_figures_of_one_statement_are_added_and_a_rival_or_superseded_count_is_not(
    database: Connection,
) -> None:
    found = ask(
        database,
        "SELECT printed, qualifier, low, number, high, counts FROM report_tolls "
        f"WHERE incident_id = '{key('I', 'one')}' ORDER BY number",
    )
    assert found == [
        ("5", "at_least", 5, 5, None, False),
        ("8 + 2", "exact", 10, 10, 10, True),
        ("40", "exact", 40, 40, 40, True),
    ]


def test_a_summary_is_never_added_to_the_incidents_in_it(database: Connection) -> None:
    found = ask(
        database,
        "SELECT adm1, month, incidents, low, best, high, incidents_without_high, less_clear_incidents, "
        "greatest_less_clear FROM killed_by_province_and_month",
    )
    assert found == [
        ("Anbar", date(2013, 4, 1), 2, 13, 13, None, 1, 1, 75),
        ("Anbar", None, 1, 1, 1, 1, 0, 0, None),
    ]


def test_sources_that_exclude_each_other_are_in_dispute(database: Connection) -> None:
    query = "SELECT harm_type, fewest, fewest_by, most, most_by, share FROM incidents_in_dispute({})"
    dispute = ("killed", 10, "Late, 2013-05-02", 40, "Late, 2013-05-02, hospital", 0.75)
    assert ask(database, query.format("")) == [dispute]
    assert ask(database, query.format("tolerance := 0.74")) == [dispute]
    assert ask(database, query.format("tolerance := 0.75")) == []


def test_one_source_is_in_no_dispute_with_itself(tmp_path: Path) -> None:
    rows = ledger()
    for row in rows["figures"]:
        row["source"] = None
    tables = {name: arrow_table(name, from_rows(name, rows.get(name, []))) for name in TABLES}
    build_database(tmp_path / "casualties.duckdb", tables, "R1")
    with connect(tmp_path / "casualties.duckdb", read_only=True) as connection:
        assert ask(connection, "FROM incidents_in_dispute()") == []


def test_a_toll_by_the_time_of_its_reports(database: Connection) -> None:
    query = f"SELECT publisher, number, counts FROM toll_by_report_time('{key('I', 'one')}')"
    assert ask(database, query) == [("Early", 5, False), ("Late", 10, True), ("Late", 40, True)]
    assert ask(database, "FROM toll_by_report_time('I0')") == []


def test_a_total_that_fails_arithmetic_is_the_whole_with_its_parts(database: Connection) -> None:
    query = "SELECT severity, printed, parts, suggestion, publisher FROM totals_failing_arithmetic"
    parts = "595 civilian + 290 security_forces"
    assert ask(database, query) == [("error", 712, parts, "290 should read 117.", "UNAMI")]


def test_the_words_around_a_number_and_their_offsets(database: Connection) -> None:
    name = key("F", "old")
    at = TEXTS["A"].index("5")
    found = ask(
        database,
        "SELECT char_start, shown_from, shown_to, words_before, words, words_after "
        f"FROM words_around('{name}', characters := 8)",
    )
    assert found == [(at, at - 8, at + 9, "t least ", "5", " killed.")]
    ((before, words, after),) = ask(
        database, f"SELECT words_before, words, words_after FROM words_around('{name}')"
    )
    assert before + words + after == TEXTS["A"]


def test_classes_of_victims_leave_nobody_in_two_rows(database: Connection) -> None:
    found = ask(
        database,
        "SELECT harm_type, weapon, victim_class, incidents, best, all_victims "
        "FROM victims_by_class_and_weapon ORDER BY ALL",
    )
    assert found == [
        ("killed", "car bomb", "not told", 2, 2, 11),
        ("killed", "car bomb", "police", 1, 8, 11),
        ("killed", "car bomb", "security_forces", 1, 1, 11),
        ("killed", None, "not told", 1, 3, 3),
        ("wounded", None, "not told", 1, 24, 24),
    ]


def test_the_share_that_rests_on_bounds_and_vague_words(database: Connection) -> None:
    found = ask(
        database,
        "SELECT harm_type, best, on_numbers, on_approximations, on_bounds, on_vague_words, hedged_share "
        "FROM hedging_by_province_and_month",
    )
    assert found == [("killed", 10, 10, 0, 0, 0, 0.0), ("wounded", 24, 0, 0, 0, 24, 1.0)]


def test_the_gap_to_the_un_total(database: Connection) -> None:
    found = ask(
        database,
        "SELECT adm1, victim_class, un_total, incidents, low, best, gap, other_values "
        "FROM incidents_against_un_totals",
    )
    assert found == [
        (None, "all", 712, 2, 13, 13, 699, [700]),
        (None, "civilian", 595, 0, 0, 0, 595, []),
        (None, "security_forces", 290, 1, 9, 9, 281, []),
        ("Anbar", "all", 100, 2, 13, 13, 87, []),
    ]


def test_totals_stand_side_by_side(database: Connection) -> None:
    found = ask(
        database,
        "SELECT value, counted_by, publishers, articles FROM totals_side_by_side WHERE different_values > 1",
    )
    assert found == [(700, ["the U.N."], ["Paper"], 1), (712, ["UN"], ["UNAMI"], 1)]


def test_quarantine_by_rule_and_outlet(database: Connection) -> None:
    query = "SELECT rule, outlet, refused, first_row FROM quarantine_by_rule_and_outlet"
    assert ask(database, query) == [("span_order", "Early", 2, "F0"), ("span_order", "unknown", 1, "F2")]


def test_the_guide_names_every_view_and_macro(database: Connection) -> None:
    there = ask(
        database,
        "SELECT view_name, 'view' FROM duckdb_views() WHERE NOT internal "
        "UNION SELECT function_name, 'macro' FROM duckdb_functions() WHERE NOT internal ORDER BY ALL",
    )
    assert ask(database, "SELECT name, kind FROM query_guide ORDER BY ALL") == there
    commented = "SELECT count(*) FROM duckdb_functions() WHERE NOT internal AND comment IS NULL"
    assert ask(database, commented) == [(0,)]


def test_every_example_of_the_guide_runs(database: Connection) -> None:
    for name, example in ask(database, "SELECT name, example FROM query_guide"):
        ask(database, example)
        assert name in example


def test_macros_work_in_an_attached_file_that_is_in_use(database: Connection, tmp_path: Path) -> None:
    path = tmp_path / "casualties.duckdb"
    tables = {name: arrow_table(name, from_rows(name, ledger().get(name, []))) for name in TABLES}
    build_database(path, tables, "R1")
    with connect() as connection:
        connection.execute(f"ATTACH '{path}' AS ledger (READ_ONLY); USE ledger")
        assert ask(connection, "FROM incidents_in_dispute()") == ask(database, "FROM incidents_in_dispute()")


def test_names_that_the_sql_relies_on_are_those_of_the_code(database: Connection) -> None:
    (definition,) = ask(database, "SELECT sql FROM duckdb_views() WHERE view_name = 'report_tolls'")[0]
    assert reasons.RIVAL.startswith("another count in the same report")
    assert reasons.SUPERSEDED.startswith("superseded")
    assert all(f"'{qualifier.value}'" in definition for qualifier in Qualifier)
    assert {"part_sum", "part_exceeds_whole"} <= {rule.rule for rule in ARTICLE_RULES}


@pytest.mark.parametrize("name", settings().sources["united_nations"])
def test_the_united_nations_are_known_by_all_their_names(database: Connection, name: str) -> None:
    (definition,) = ask(
        database, "SELECT sql FROM duckdb_views() WHERE view_name = 'incidents_against_un_totals'"
    )[0]
    assert f"|{name}|" in definition.replace("(", "|").replace(")", "|").replace("\\.", " ")
