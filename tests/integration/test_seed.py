"""The first article, read by the command as a user would: every figure of the gold list and no other, and its misprint.

The article and its gold list are not part of the project; without them the tests skip.
"""

import csv
import json
import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

SEED = Path(__file__).parents[3] / "shared" / "seed"
SAME_AS_TOLD = ("qualifier", "scope", "victim_class")
SAME_THING = {
    "place": "place_name",
    "adm1": "adm1",
    "weapon": "weapon",
    "perpetrator": "perpetrator",
    "source": "source",
}
NUMBERS = ("value", "value_low", "value_high")

pytestmark = pytest.mark.skipif(not SEED.exists(), reason="the first article (../shared/seed) is not here")


@cache
def checked() -> tuple[int, dict[str, Any]]:
    """Exit code and JSON of `casualties check --json` on the article."""
    command = [sys.executable, "-m", "pipeline.cli", "check", "--json", str(SEED / "article.txt")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, json.loads(done.stdout)


def gold() -> list[dict[str, str]]:
    with (SEED / "gold.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _key(row: Mapping[str, Any], start: str, end: str) -> tuple[int, int, str]:
    return int(row[start]), int(row[end]), row["harm_type"]


@cache
def matched() -> dict[str, dict[str, Any]]:
    """Figures by gold id."""
    found = {_key(f, "char_start", "char_end"): f for f in checked()[1]["figures"]}
    return {row["id"]: found[_key(row, "number_start", "number_end")] for row in gold()}


def test_every_gold_figure_is_found_and_no_other() -> None:
    found = sorted(_key(f, "char_start", "char_end") for f in checked()[1]["figures"])
    assert found == sorted(_key(row, "number_start", "number_end") for row in gold())


@pytest.mark.parametrize("row", gold() if SEED.exists() else [], ids=lambda row: row["id"])
def test_a_figure_is_as_the_gold_says(row: dict[str, str]) -> None:
    figure = matched()[row["id"]]
    for name in NUMBERS:
        assert row[name] == "" or figure[name] == int(row[name]), name
    for name in SAME_AS_TOLD:
        assert row[name] in ("", figure[name]), name
    for name, column in SAME_THING.items():
        assert row[name] == "" or row[name].casefold() == (figure[column] or "").casefold(), name
    assert row["date_earliest"] == "" or row["date_earliest"] <= figure["date_start"]
    assert row["date_latest"] == "" or figure["date_end"] <= row["date_latest"]
    parent = matched()[row["parent"]]["figure_id"] if row["parent"] else None
    assert figure["parent_figure_id"] == parent


def test_the_misprint_is_an_error_that_proposes_117_first() -> None:
    code, report = checked()
    numbers = {matched()[name]["figure_id"] for name in ("F16", "F18", "F21")}
    (error,) = [f for f in report["findings"] if f["severity"] == "error"]
    assert code == 1
    assert numbers == set(error["figure_ids"])
    assert [change["proposed"] for change in error["changes"]] == [117, 422, 885]
    assert error["changes"][0]["figure_id"] == matched()["F21"]["figure_id"]
    assert "290" in error["changes"][0]["evidence"]


def test_the_wounded_civilians_are_derived() -> None:
    derived = [f for f in checked()[1]["findings"] if f["rule"] == "derived_value"]
    assert any("1,438" in finding["message"] for finding in derived)


def test_the_json_has_the_columns_of_the_tables() -> None:
    from pipeline.tables import table_columns

    report = checked()[1]
    assert list(report) == ["article", "figures", "set_aside", "findings"]
    for name, rows in (("articles", [report["article"]]), *((n, report[n]) for n in list(report)[1:])):
        assert all(list(row) == [column.name for column in table_columns(name)] for row in rows), name
