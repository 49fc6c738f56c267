"""The line over `raw/` against what a careful reader takes from it: what must be true, and what is held.

`HELD` is what was reached beyond the goals and must not be lost on the way.
`python -m tests.labels.score --errors 20` shows what is missed.
"""

import re
from pathlib import Path
from typing import Final

import polars as pl
import pytest

from pipeline.audit.wording import is_month
from pipeline.vocabulary import Scope
from tests.labels.corpus import ROOT, build
from tests.labels.reading import (
    Expectation,
    Period,
    expected_findings,
    expected_non_findings,
    labels,
    never_merge,
)
from tests.labels.score import Score, score

F1: Final = "B-cubed F1"
NATION: Final = "Iraq"
"""`place` of labels for totals of the whole country."""

PRECISION: Final = "B-cubed precision"
EXACT: Final = "killed and wounded exact"

GOALS: Final = {F1: 0.95, EXACT: 0.97}
"""What must be true of the corpus."""

HELD: Final = {
    PRECISION: 0.97,
    "killed and wounded that are labelled": 0.98,
    "scope": 0.98,
    "victim class": 0.84,
    "parent": 0.96,
    "area of totals": 0.98,
    "period of totals": 0.98,
}
"""Shares that were reached."""


@pytest.fixture(scope="module")
def measured() -> Score:
    return score()


@pytest.fixture(scope="module")
def ideal() -> Score:
    """The score of linkage and audit alone: the labelled figures are put for those extracted."""
    return score(with_labelled_figures=True)


def shares(measured: Score) -> dict[str, float]:
    figures = {name: share.share for name, share in measured.figures.shares.items()}
    incidents = measured.incidents
    return {**figures, F1: incidents.f1, PRECISION: incidents.precision, "B-cubed recall": incidents.recall}


def test_every_article_is_read() -> None:
    line = build()
    assert line.quarantine["message"].to_list() == []
    assert line.articles.height >= 100


def test_incidents_are_many() -> None:
    assert build().resolution.incidents.height >= 30


def test_every_month_has_a_total() -> None:
    labelled = {one.period for one in labels() if one.scope == Scope.PERIOD_TOTAL and one.place == NATION}
    months = {period for period in labelled if period is not None and _is_month(period)}
    told = build().resolution.totals.filter(pl.col("adm1").is_null())
    assert len(months) == 26
    assert months <= set(map(Period._make, told.select("period_start", "period_end").iter_rows()))


@pytest.mark.parametrize(("name", "least"), GOALS.items())
def test_goal_is_reached(name: str, least: float, measured: Score) -> None:
    assert shares(measured)[name] >= least


@pytest.mark.parametrize(("name", "least"), HELD.items())
def test_what_was_reached_is_held(name: str, least: float, measured: Score) -> None:
    assert shares(measured)[name] >= least


@pytest.mark.parametrize(("one", "other"), never_merge())
def test_look_alikes_stay_apart(one: str, other: str, measured: Score) -> None:
    assert [pair for pair in measured.merged if pair[:2] == (one, other)] == []


@pytest.mark.parametrize("expectation", expected_findings(), ids=lambda one: one.id)
def test_expected_finding_is_found(expectation: Expectation, measured: Score) -> None:
    assert expectation.id in {one.id for one in measured.findings.found}, expectation.rule


@pytest.mark.parametrize("expectation", expected_non_findings(), ids=lambda one: one.id)
def test_what_is_no_error_is_not_called_one(expectation: Expectation, measured: Score) -> None:
    assert [row["message"] for one, row in measured.findings.false_alarms if one == expectation] == []


def test_no_error_stands_that_nobody_expects(measured: Score) -> None:
    assert [row["message"] for row in measured.findings.false_errors] == []


@pytest.mark.parametrize("expectation", expected_findings(), ids=lambda one: one.id)
def test_expected_finding_is_found_in_labelled_figures(expectation: Expectation, ideal: Score) -> None:
    assert expectation.id in {one.id for one in ideal.findings.found}, expectation.rule


def test_labelled_figures_make_no_error_that_nobody_expects(ideal: Score) -> None:
    assert [row["message"] for row in ideal.findings.false_errors] == []
    assert [one.id for one, _ in (*ideal.findings.false_alarms, *ideal.findings.doubted)] == []


def test_labelled_figures_of_two_events_are_kept_apart(ideal: Score) -> None:
    assert ideal.merged == []
    assert ideal.incidents.precision >= 0.98


def test_the_line_knows_no_label() -> None:
    sources = [path for path in (ROOT / "pipeline").rglob("*") if path.suffix in (".py", ".toml", ".csv")]
    knowing = [path for path in sources if re.search(r"tests.labels|IQ13-\d", _text(path))]
    assert sources and not knowing


def _is_month(period: Period) -> bool:
    return period.start is not None and period.end is not None and is_month(period.start, period.end)


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")
