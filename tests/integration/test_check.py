"""`casualties check`: an article read without a warehouse."""

import json
from typing import Any

import pytest

from pipeline.tables import polars_schema
from tests.project import MARKET, MONTH, PAGE, Project


def _json(project: Project, *names: str) -> tuple[int, Any]:
    done = project.casualties("check", "--json", *(str(project.raw / name) for name in names))
    return done.returncode, json.loads(done.stdout)


@pytest.fixture
def month(project: Project) -> Project:
    project.write("month.txt", MONTH)
    return project


def test_json_of_one_file_has_exactly_the_columns_of_the_tables(month: Project) -> None:
    _, said = _json(month, "month.txt")
    assert list(said) == ["article", "figures", "set_aside", "findings"]
    assert list(said["article"]) == list(polars_schema("articles"))
    for name in ("figures", "set_aside", "findings"):
        assert all(list(row) == list(polars_schema(name)) for row in said[name]), name
    assert {figure["value"] for figure in said["figures"]} >= {900, 2100, 700, 300}


def test_a_contradiction_exits_1_and_names_its_figures(month: Project) -> None:
    code, said = _json(month, "month.txt")
    assert code == 1
    errors = [finding for finding in said["findings"] if finding["severity"] == "error"]
    by_id = {figure["figure_id"]: figure["value"] for figure in said["figures"]}
    assert any({900, 700, 300} <= {by_id[name] for name in each["figure_ids"]} for each in errors)


def test_a_clean_article_exits_0(project: Project) -> None:
    project.write("flood.html", PAGE)
    code, said = _json(project, "flood.html")
    assert code == 0
    assert ("killed", 4) in {(figure["harm_type"], figure["value"]) for figure in said["figures"]}


def test_json_of_several_files_is_a_list(month: Project) -> None:
    month.write("market.txt", MARKET)
    _, said = _json(month, "market.txt", "month.txt")
    assert [one["article"]["source_path"] for one in said] == ["market.txt", "month.txt"]


def test_offsets_point_at_the_printed_numbers(project: Project) -> None:
    project.write("market.txt", MARKET)
    _, said = _json(project, "market.txt")
    text = said["article"]["text"]
    for row in [*said["figures"], *said["set_aside"]]:
        assert text[row["char_start"] : row["char_end"]] == row["number_text"]


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n\x00\x00\x00", None])
def test_an_unreadable_file_exits_2_and_says_why(project: Project, content: bytes | None) -> None:
    path = project.raw / "odd.txt"
    if content is not None:
        path.write_bytes(content)
    done = project.casualties("check", str(path))
    assert done.returncode == 2
    assert "odd.txt" in done.stderr


def test_people_see_sentences_columns_and_findings(month: Project) -> None:
    done = month.casualties("check", str(month.raw / "month.txt"))
    assert "killed 900" in done.stdout
    assert "part of killed 900" in done.stdout
    assert "error" in done.stdout


def test_numbers_that_are_no_figures_are_shown_on_request(project: Project) -> None:
    project.write("market.txt", MARKET.replace("on Monday", "80 km away on Monday"))
    path = str(project.raw / "market.txt")
    assert "set aside: distance" not in project.casualties("check", path).stdout
    assert "set aside: distance" in project.casualties("check", "--set-aside", path).stdout


def test_markup_and_control_characters_in_an_article_are_shown_not_obeyed(project: Project) -> None:
    hostile = MARKET.replace("A car bomb", "[bold red]A[/bold red] car [/] bomb\x1b[2J")
    project.write("hostile.txt", hostile + "The stalls were closed for the rest of the week.\n" * 10)
    done = project.casualties("check", str(project.raw / "hostile.txt"))
    assert done.returncode == 0, done.stderr
    assert "[bold red]A[/bold red] car [/] bomb" in done.stdout
    assert "\x1b[2J" not in done.stdout
