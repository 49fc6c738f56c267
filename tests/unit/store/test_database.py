"""The DuckDB file: complete, commented, and swapped in only when it is whole."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest
from release_samples import ARTICLE, FIGURE, INCIDENT, TEXT

from pipeline.store.connection import connect
from pipeline.store.database import build_database, published_in
from pipeline.store.presentation import presentation_version
from pipeline.tables import TABLES, canonical, polars_schema

Connection = duckdb.DuckDBPyConnection
FILLED = {"current_release", "figures_in_context", "findings_readable", "incident_tolls"}
"""Views that have rows for the sample; test_analyst_views.py is about the others."""
VIEWS = FILLED | {
    "hedging_by_province_and_month",
    "incident_cells",
    "incidents_against_un_totals",
    "killed_by_province_and_month",
    "quarantine_by_rule_and_outlet",
    "report_tolls",
    "totals_failing_arithmetic",
    "totals_side_by_side",
    "victims_by_class_and_weapon",
}
GUIDE = "query_guide"


@pytest.fixture
def path(tmp_path: Path, tables: dict[str, pa.Table]) -> Path:
    build_database(tmp_path / "casualties.duckdb", tables, "R1")
    return tmp_path / "casualties.duckdb"


@pytest.fixture
def database(path: Path) -> Iterator[Connection]:
    with connect(path, read_only=True) as connection:
        yield connection


def test_every_row_of_every_table_is_there(database: Connection, tables: dict[str, pa.Table]) -> None:
    for name in TABLES:
        found = database.execute(f'SELECT * FROM "{name}"').pl()
        assert canonical(name, found).equals(canonical(name, database.from_arrow(tables[name]).pl())), name
        assert found.columns == list(polars_schema(name))


def test_every_table_view_and_column_has_a_comment(database: Connection) -> None:
    named = database.execute("""
        SELECT table_name, comment FROM duckdb_tables()
        UNION ALL SELECT view_name, comment FROM duckdb_views() WHERE NOT internal
        UNION ALL SELECT table_name || '.' || column_name, comment FROM duckdb_columns() WHERE NOT internal
    """).fetchall()
    assert {name for name, _ in named if "." not in name} == VIEWS | {GUIDE, *TABLES}
    assert [name for name, comment in named if not comment] == []


def test_the_file_says_which_release_it_holds(path: Path, database: Connection) -> None:
    assert database.execute("SELECT release_id, content_hash FROM current_release").fetchall() == [
        ("R1", "c" * 64)
    ]
    assert published_in(path) == ("R1", presentation_version())


def test_spans_index_the_text(database: Connection) -> None:
    wrong = database.execute("""
        SELECT count(*) FROM figures f JOIN articles a USING (article_id)
        WHERE substr(a.text, f.char_start + 1, f.char_end - f.char_start) <> f.number_text
    """).fetchone()
    assert wrong == (0,)


def test_figures_in_context_join_up_to_the_text(database: Connection) -> None:
    rows = database.execute("""
        SELECT figure_id, publisher, words_before || words || words_after, words, words_before
        FROM figures_in_context ORDER BY figure_id
    """).fetchall()
    assert rows[0] == (FIGURE, "Press", TEXT, "13", "A bomb killed at least ")
    assert [row[3] for row in rows] == ["13", "forty"]


def test_eighty_characters_on_either_side_are_shown(tmp_path: Path, tables: dict[str, pa.Table]) -> None:
    text = "é" * 100 + "13" + "ü" * 100
    articles = tables["articles"].to_pylist()[0] | {"text": text}
    figure = tables["figures"].to_pylist()[0] | {"char_start": 100, "char_end": 102}
    changed = {
        "articles": pa.Table.from_pylist([articles], tables["articles"].schema),
        "figures": pa.Table.from_pylist([figure], tables["figures"].schema),
    }
    build_database(tmp_path / "x.duckdb", tables | changed, "R1")
    with connect(tmp_path / "x.duckdb", read_only=True) as connection:
        query = "SELECT words_before, words, words_after FROM figures_in_context"
        assert connection.execute(query).fetchall() == [("é" * 80, "13", "ü" * 80)]


def test_incident_tolls_are_over_all_victims(database: Connection) -> None:
    query = "SELECT incident_id, harm_type, low, best, high, method FROM incident_tolls"
    assert database.execute(query).fetchall() == [(INCIDENT, "killed", 13, 13, None, "only_report")]


def test_findings_read_with_the_printed_words_in_their_order(database: Connection) -> None:
    query = "SELECT severity, message, figures, title, article_id FROM findings_readable"
    printed = "forty wounded (unknown); 13 killed (unknown)"
    assert database.execute(query).fetchall() == [
        ("error", "13 and 40 cannot both be right.", printed, "A bomb", ARTICLE)
    ]


def test_views_work_when_the_file_is_attached_under_another_name(path: Path) -> None:
    with connect() as connection:
        connection.execute(f"ATTACH '{path}' AS ledger (READ_ONLY)")
        for view in VIEWS:
            (rows,) = connection.execute(f"SELECT count(*) FROM ledger.{view}").fetchall()[0]
            assert rows or view not in FILLED


def test_an_error_leaves_the_old_file(path: Path, tables: dict[str, pa.Table]) -> None:
    wrong = tables | {"figures": tables["figures"].rename_columns(["x", *tables["figures"].column_names[1:]])}
    with pytest.raises(duckdb.BinderException):
        build_database(path, wrong, "R2")
    assert published_in(path) == ("R1", presentation_version())


def test_a_dead_writers_log_does_not_reach_the_new_file(path: Path, tables: dict[str, pa.Table]) -> None:
    log = path.with_name("casualties.duckdb.wal")
    log.write_bytes(b"left behind")
    build_database(path, tables, "R1")
    assert not log.exists()
    assert published_in(path) == ("R1", presentation_version())


@pytest.mark.parametrize("content", [None, b"", b"not a database"])
def test_a_missing_or_broken_file_holds_no_release(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "casualties.duckdb"
    if content is not None:
        path.write_bytes(content)
    assert published_in(path) is None
