"""The coded texts of `tests/coded` are read no worse than when they were last measured (see BENCHMARKS.md)."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.cli.app import app
from tests.coded.score import coded_articles, has_right_victims
from tests.golden.score import scores

CODED = Path(__file__).parents[1] / "coded"
FLOORS = {
    "conflict": 80.0,
    "world": 88.0,
    "mixed": 89.0,
    "briefs": 78.0,
    "feeds": 83.0,
    "snippets": 85.0,
    "reports": 75.0,
    "stories": 66.0,
    "notes": 80.0,
    "wire": 75.0,
    "lines": 70.0,
    "items": 80.0,
    "dispatches": 76.0,
    "entries": 77.0,
    "newswire": 58.0,
}
"""Per cent of the texts with both numbers exact, a little below what BENCHMARKS.md tells."""


@pytest.mark.parametrize(("name", "floor"), FLOORS.items())
def test_both_numbers_are_exact_in_most_texts(name: str, floor: float) -> None:
    run = CliRunner().invoke(app, ["evaluate", str(CODED / f"{name}.jsonl"), "--json"])
    assert run.exit_code == 0, run.output
    scores = json.loads(run.stdout)
    assert scores["n"] == sum(1 for _ in (CODED / f"{name}.jsonl").open(encoding="utf-8"))
    assert scores["both_exact"] >= floor


@pytest.mark.parametrize(
    ("aspect", "precision", "recall"),
    [("figures", 81, 81), ("parent", 88, 72), ("victim class", 95, 76), ("scope", 91, 82)],
)
def test_most_figures_of_long_articles_are_found(aspect: str, precision: float, recall: float) -> None:
    score = scores(coded_articles())[aspect]
    assert score.precision >= precision
    assert score.recall >= recall


def test_the_victims_of_long_articles_are_no_worse_than_measured() -> None:
    assert sum(map(has_right_victims, coded_articles())) >= 19
