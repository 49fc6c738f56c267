"""The line as Dagster sees it: its graph, its blocking checks, and what a broken table does to a release."""

from collections.abc import Iterator
from typing import Any

import polars as pl
import pytest
from dagster import (
    AssetKey,
    AssetSelection,
    DagsterInstance,
    Definitions,
    ExecuteInProcessResult,
    JobDefinition,
    define_asset_job,
)
from filelock import FileLock

from pipeline.assets import resolve as resolve_step
from pipeline.assets.checks import STEPS
from pipeline.assets.resources import LOCK_FILE
from pipeline.assets.staging import Staging
from pipeline.cli.outcome import failures
from pipeline.cli.query import ask
from pipeline.definitions import MAIN_JOB, defs
from pipeline.resolve import Resolution, resolve
from pipeline.tables import TABLES
from tests.project import Project

GRAPH = {
    "articles": ("ingest", set()),
    "figures": ("extract", {"articles"}),
    "set_aside": ("extract", {"articles"}),
    "places": ("resolve", {"articles", "figures"}),
    "incidents": ("resolve", {"articles", "figures"}),
    "incident_figures": ("resolve", {"articles", "figures"}),
    "estimates": ("resolve", {"articles", "figures"}),
    "totals": ("resolve", {"articles", "figures"}),
    "findings": (
        "audit",
        {"articles", "figures", "incidents", "incident_figures", "estimates", "totals"},
    ),
    "quarantine": ("audit", set(TABLES) - {"quarantine", "releases"}),
    "releases": ("publish", set(TABLES) - {"releases"}),
}


@pytest.fixture
def instance() -> Iterator[DagsterInstance]:
    with DagsterInstance.ephemeral() as instance:
        yield instance


def _run(project: Project, instance: DagsterInstance, **settings: Any) -> ExecuteInProcessResult:
    folders = {"raw": str(project.raw), "warehouse": str(project.warehouse)}
    resources = {"folders": {"config": folders}, "staging": {"config": settings}}
    job = defs.resolve_job_def(MAIN_JOB)
    return job.execute_in_process({"resources": resources}, instance=instance, raise_on_error=False)


def test_assets_are_the_tables_in_their_steps() -> None:
    graph = defs.resolve_asset_graph()
    found = {
        key.to_user_string(): (
            graph.get(key).group_name,
            {parent.to_user_string() for parent in graph.get(key).parent_keys},
        )
        for key in graph.materializable_asset_keys
    }
    assert found == GRAPH
    assert list(GRAPH) == list(TABLES)


def test_every_table_but_the_last_has_a_blocking_check() -> None:
    graph = defs.resolve_asset_graph()
    checks = {key.asset_key.to_user_string(): graph.get_check_spec(key) for key in graph.asset_check_keys}
    assert checks.keys() == TABLES.keys() - {"releases"}
    assert all(check.blocking for check in checks.values())
    assert [name for names in STEPS.values() for name in names] == list(TABLES)[:-1]


def test_every_asset_has_a_code_version_and_a_description() -> None:
    graph = defs.resolve_asset_graph()
    for name in TABLES:
        node = graph.get(AssetKey(name))
        assert node.code_version
        assert len(node.code_version) == 12
        assert node.description


def _with_a_figure_from_nowhere(articles: pl.DataFrame, figures: pl.DataFrame) -> Resolution:
    """A fault of resolution: it links a figure that does not exist."""
    resolution = resolve(articles, figures)
    linked = resolution.incident_figures
    stray = linked.head(1).with_columns(pl.lit("F" + "0" * 16).alias("figure_id"))
    return resolution._replace(incident_figures=pl.concat([linked, stray]))


def test_a_failed_check_publishes_nothing_and_says_which_row(
    built_copy: Project, instance: DagsterInstance, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = ask("SELECT release_id, content_hash FROM releases", built_copy.warehouse)
    monkeypatch.setattr(resolve_step, "resolve", _with_a_figure_from_nowhere)
    result = _run(built_copy, instance)
    assert not result.success
    (told,) = failures(result)
    assert told.startswith("incident_figures: check contract failed.")
    assert "reference_exists" in told
    assert "F0000000000000000" in told
    ended_well = {event.step_key for event in result.get_step_success_events()}
    assert "resolve" in ended_well
    assert {"audit", "releases"}.isdisjoint(ended_well)
    assert ask("SELECT release_id, content_hash FROM releases", built_copy.warehouse) == before


def _job_of_releases_alone() -> JobDefinition:
    alone = define_asset_job("releases_alone", selection=AssetSelection.assets("releases"))
    return Definitions.merge(defs, Definitions(jobs=[alone])).resolve_job_def("releases_alone")


def test_publishing_alone_does_not_get_round_the_rules(
    built_copy: Project, instance: DagsterInstance
) -> None:
    staging = Staging(built_copy.warehouse / "staging")
    figures = staging.read("figures").with_columns(pl.col("char_start") - 1, pl.col("char_end") - 1)
    staging.write("figures", figures)
    folders = {"raw": str(built_copy.raw), "warehouse": str(built_copy.warehouse)}
    result = _job_of_releases_alone().execute_in_process(
        {"resources": {"folders": {"config": folders}}}, instance=instance, raise_on_error=False
    )
    assert not result.success
    assert "span_matches_text" in failures(result)[0]


def test_a_second_build_of_a_warehouse_waits_for_the_first(
    built_copy: Project, instance: DagsterInstance
) -> None:
    with FileLock(built_copy.warehouse / LOCK_FILE):
        result = _run(built_copy, instance, lock_timeout_seconds=0.2)
    assert not result.success
    (told,) = failures(result)
    assert told.startswith("Another build has held")
    assert _run(built_copy, instance).success


def test_a_run_that_fails_half_way_is_made_good_by_the_next(
    built_copy: Project, instance: DagsterInstance, monkeypatch: pytest.MonkeyPatch
) -> None:
    built_copy.write("new.txt", "Blast kills 8\n\nA bomb killed 8 people in Mosul on 3 June 2013.\n")
    with monkeypatch.context() as patched:
        patched.setattr(resolve_step, "resolve", _out_of_disk)
        assert not _run(built_copy, instance).success
    assert _run(built_copy, instance).success
    count = ask("SELECT count(*) FROM articles", built_copy.warehouse)
    assert count.rows == [(4,)]


def _out_of_disk(articles: pl.DataFrame, figures: pl.DataFrame) -> Resolution:
    raise OSError(28, f"No space left on device, {articles.height} articles, {figures.height} figures")
