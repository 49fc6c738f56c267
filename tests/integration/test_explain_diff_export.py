"""`casualties explain`, `diff` and `export`, on a built project."""

import json

import pytest

from tests.project import BuiltProject, Project


def some_incident(project: Project) -> str:
    (row,) = project.query("SELECT incident_id FROM incidents WHERE place_name = 'Kirkuk'")
    return str(row["incident_id"])


def test_an_incident_is_explained_down_to_the_words(built: BuiltProject) -> None:
    done = built.casualties("explain", some_incident(built)[:9])
    assert done.returncode == 0, done.stderr
    assert "killed all: best 9" in done.stdout
    assert "A car bomb killed nine people and wounded 21 at a market in Kirkuk" in done.stdout


def test_json_points_at_the_characters(built: BuiltProject) -> None:
    done = built.casualties("explain", some_incident(built), "--harm", "killed", "--class", "all", "--json")
    said = json.loads(done.stdout)
    assert [(row["harm_type"], row["victim_class"]) for row in said["estimates"]] == [("killed", "all")]
    for report in said["reports"]:
        for figure in report["figures"]:
            start = figure["char_start"] - figure["sentence_start"]
            assert figure["sentence"][start : start + len(figure["number_text"])] == figure["number_text"]


def test_hostile_text_is_shown_and_not_obeyed(project: Project) -> None:
    said = "A bomb killed nine people in Kirkuk on Monday, [red]police[/red]\x1b[31m said."
    project.write("hostile.txt", f"Blast\n\nLedger Desk 3 June 2013\n\n{said}\n")
    project.build()
    done = project.casualties("explain", some_incident(project))
    assert done.returncode == 0, done.stderr
    assert "[red]police[/red]" in done.stdout
    assert "\x1b" not in done.stdout


@pytest.mark.parametrize("command", [["explain", "I0"], ["diff"], ["export", "--out", "files"]])
def test_before_the_first_release_each_says_what_to_do(project: Project, command: list[str]) -> None:
    done = project.casualties(*command)
    assert done.returncode == 2
    assert "casualties build" in done.stderr


def test_an_unknown_identifier(built: BuiltProject) -> None:
    done = built.casualties("explain", "Znone")
    assert done.returncode == 1
    assert "casualties query" in done.stderr


def test_one_release_cannot_be_compared(built: BuiltProject) -> None:
    done = built.casualties("diff")
    assert done.returncode == 1
    assert built.outcome["release_id"] in done.stderr


def test_what_a_changed_article_changed(built_copy: Project) -> None:
    text = (built_copy.raw / "market.txt").read_text("utf8").replace("killed nine", "killed 19")
    built_copy.write("market.txt", text.replace("kills nine", "kills 19"))
    built_copy.build()
    said = json.loads(built_copy.casualties("diff", "--json").stdout)
    best = {
        (change[side] or {}).get("best")
        for change in said["estimates"]
        for side in ("old", "new")
        if change["about"]["place_name"] == "Kirkuk" and change["about"]["harm_type"] == "killed"
    }
    assert {9, 19} <= best
    shown = built_copy.casualties("diff").stdout
    assert shown.index("Estimates that changed") < shown.index("Rows that differ")


def test_an_export_prints_its_files(built: BuiltProject, project: Project) -> None:
    folder = project.home / "files"
    done = built.casualties("export", "--format", "csv", "--table", "articles", "--out", str(folder))
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == str(folder / "articles.csv")
    assert (folder / "articles.csv").read_text("utf8").startswith("article_id,source_path")


def test_an_export_of_no_table(built: BuiltProject, project: Project) -> None:
    done = built.casualties("export", "--table", "people", "--out", str(project.home / "files"))
    assert done.returncode == 1
    assert "articles" in done.stderr
