"""`casualties evaluate`: what it prints, as JSON and for people, and its exit codes."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from pipeline.cli.app import app

COLUMNS_OF_GTD = ["--text", "summary", "--killed", "nkill", "--wounded", "nwound"]
ROWS = [
    {"id": "a", "text": "A bomb killed 12 people and wounded 30 in Quetta.", "killed": 12, "wounded": 30},
    {"id": "b", "text": "Gunmen killed four policemen in Basra.", "killed": 4, "wounded": 2},
]


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    path = tmp_path / "rows.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in ROWS), "utf8")
    return path


def run(*arguments: object) -> Result:
    return CliRunner(env={"COLUMNS": "150"}).invoke(app, ["evaluate", *map(str, arguments)])


def test_one_file_as_json(rows: Path) -> None:
    done = run(rows, "--json")
    said = json.loads(done.stdout)
    assert done.exit_code == 0
    assert list(said) == ["n", "both_exact", "killed", "wounded", "texts_per_second"]
    assert (said["n"], said["both_exact"]) == (2, 50.0)
    assert (said["killed"]["exact"], said["wounded"]["exact"]) == (100.0, 50.0)
    assert said["texts_per_second"] > 0


def test_several_files_as_json_are_a_list_with_their_names(rows: Path) -> None:
    said = json.loads(run(rows, rows, "--json").stdout)
    assert [(each["file"], each["n"]) for each in said] == [(str(rows), 2), (str(rows), 2)]


def test_people_read_a_table_with_what_each_share_says(rows: Path) -> None:
    done = run(rows)
    assert "100.0 % of 2" in done.stdout
    assert "Both numbers exact: 50.0 % of 2" in done.stdout
    assert "of the coded numbers, the total is the same" in done.stdout
    assert "perpetrators left out" in done.stdout


def test_misses_are_shown_with_their_figures(rows: Path) -> None:
    done = run(rows, "--errors", 5)
    assert "row 2  b  miss 1 of 1 shown, 1 in all" in done.stdout
    assert "Gunmen killed four policemen in Basra." in done.stdout
    assert "wounded: coded 2 (not printed), read 0" in done.stdout
    assert "+ killed 4 “four”" in done.stdout
    assert "12 people" not in done.stdout


def test_misses_of_one_number_alone(rows: Path) -> None:
    assert "miss 1" not in run(rows, "--errors", 5, "--harm", "killed").stdout


def test_misses_as_json(rows: Path) -> None:
    (miss,) = json.loads(run(rows, "--json", "--errors", 5).stdout)["misses"]
    assert (miss["id"], miss["wrong"]) == ("b", ["wounded"])


def test_text_is_shown_as_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text(json.dumps({"text": "[red]Two\x1b[2J died.", "killed": 9}), "utf8")
    shown = run(path, "--errors", 1).stdout
    assert "[red]Two" in shown
    assert "\x1b[2J" not in shown


def test_a_sheet_with_its_own_columns_and_bad_rows(tmp_path: Path) -> None:
    path = tmp_path / "gtd.csv"
    path.write_text("summary,nkill,nwound\nTwo people died in Quetta.,2.0,\nSome died.,a few,\n", "utf8")
    done = run(path, *COLUMNS_OF_GTD)
    assert done.exit_code == 0
    assert "1 text, " in done.stdout
    assert "1 row skipped" in done.stdout
    assert "gtd.csv: skipped row 3: the column 'nkill' is 'a few', not a whole number" in done.stderr
    assert json.loads(run(path, *COLUMNS_OF_GTD, "--json").stdout)["skipped"] == 1


def test_many_bad_rows_are_counted_rather_than_all_named(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("text,killed\nTwo people died.,2\n" + "Some died.,?\n" * 50, "utf8")
    told = run(path).stderr
    assert "skipped 50 rows in all" in told
    assert told.count("skipped row") == 10


@pytest.mark.parametrize(("choice", "exact"), [("exclude", 0.0), ("include", 100.0)])
def test_perpetrators_are_left_out_or_counted_in(tmp_path: Path, choice: str, exact: float) -> None:
    path = tmp_path / "a.jsonl"
    text = "A suicide bombing killed four soldiers in Kabul. The bomber also died."
    path.write_text(json.dumps({"text": text, "killed": 5}), "utf8")
    said = json.loads(run(path, "--json", "--perpetrators", choice).stdout)
    assert said["killed"]["exact"] == exact


def test_a_file_that_cannot_be_read_is_named_and_the_others_are_measured(rows: Path, tmp_path: Path) -> None:
    done = run(rows, tmp_path / "none.csv", "--json")
    assert done.exit_code == 2
    assert "none.csv cannot be measured: No such file or directory." in done.stderr
    assert [each["n"] for each in json.loads(done.stdout)] == [2]
    alone = run(tmp_path / "none.csv", "--json")
    assert (alone.exit_code, alone.stdout) == (2, "")
