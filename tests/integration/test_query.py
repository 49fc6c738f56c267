"""`casualties query` and `casualties releases`: the newest release, read-only."""

import csv
import io
import json

import pytest

from tests.project import BuiltProject, Project


def test_a_table_for_people(built: BuiltProject) -> None:
    done = built.casualties("query", "SELECT source_path FROM articles ORDER BY 1")
    assert done.returncode == 0
    assert "flood.html" in done.stdout
    assert "3 rows" in done.stdout


def test_csv(built: BuiltProject) -> None:
    done = built.casualties("query", "SELECT source_path, url FROM articles ORDER BY 1", "--csv")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert [row["source_path"] for row in rows] == ["flood.html", "market.txt", "month.txt"]


def test_json_keeps_types_and_nulls(built: BuiltProject) -> None:
    rows = built.query("SELECT 1 AS one, NULL AS nothing, DATE '2013-06-03' AS day")
    assert rows == [{"one": 1, "nothing": None, "day": "2013-06-03"}]


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM figures",
        "CREATE TABLE mine (a int)",
        "COPY figures TO 'stolen.csv'",
        "SELECT * FROM read_text('raw/market.txt')",
        "ATTACH 'other.duckdb'",
        "SELECT nonsense FROM figures",
        "this is not sql",
    ],
)
def test_what_would_write_or_reach_out_is_refused(built: BuiltProject, sql: str) -> None:
    done = built.casualties("query", sql)
    assert done.returncode == 1
    assert done.stderr.strip()
    assert not done.stdout


def test_before_the_first_release_it_says_what_to_do(project: Project) -> None:
    done = project.casualties("query", "SELECT 1")
    assert done.returncode == 2
    assert "casualties build" in done.stderr


def test_releases_are_listed(built: BuiltProject) -> None:
    done = built.casualties("releases", "--json")
    (release,) = json.loads(done.stdout)
    assert release["release_id"] == built.outcome["release_id"]
    assert json.loads(release["row_counts"])["articles"] == 3
