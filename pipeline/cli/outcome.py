"""How a build ended: what was staged, found and refused, whether a release was published, and what failed."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.table import Table

from pipeline.cli.plain import plain
from pipeline.vocabulary import Severity

if TYPE_CHECKING:
    from dagster import DagsterEvent, ExecuteInProcessResult
    from dagster_shared.error import SerializableErrorInfo

    from pipeline.assets.staging import Staging

SEVERITY_STYLES: dict[str, str] = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}

WRAPPERS = ("Dagster", "RetryRequested")
"""How the names of errors begin that Dagster puts around what a step raised."""


@dataclass(frozen=True)
class Outcome:
    """How a build ended. A failed build has no rows: what it staged was not published.

    articles_read: articles that were new, changed or last read by older code; the others' rows were kept.
    """

    run_id: str
    success: bool
    failures: list[str]
    published: bool = False
    release_id: str | None = None
    note: str = ""
    articles_read: int = 0
    rows: dict[str, int] = field(default_factory=dict)
    findings: dict[str, int] = field(default_factory=dict)
    quarantined: dict[str, int] = field(default_factory=dict)
    paths: dict[str, str] = field(default_factory=dict)


def outcome_of(result: "ExecuteInProcessResult", raw: Path, warehouse: Path) -> Outcome:
    """Sum up a run of the main job over `raw` into `warehouse`."""
    from pipeline.assets.staging import Staging

    paths = {"raw": str(raw), "warehouse": str(warehouse)}
    if not result.success:
        return Outcome(result.run_id, False, failures(result), paths=paths)
    staging = Staging(warehouse / "staging")
    release = _metadata(result, "releases")
    return Outcome(
        run_id=result.run_id,
        success=True,
        failures=[],
        published=release["published"],
        release_id=release["release_id"],
        note=release["note"],
        articles_read=_metadata(result, "figures")["articles_read"],
        rows=_rows(staging),
        findings=_counts(staging, "findings", "severity"),
        quarantined=_counts(staging, "quarantine", "rule"),
        paths=paths
        | {"database": str(warehouse / "casualties.duckdb"), "parquet": str(warehouse / "parquet")},
    )


def failures(result: "ExecuteInProcessResult") -> list[str]:
    """Why a run failed: each failed check with what it says, and each error that is not just such a check."""
    from dagster import AssetCheckSeverity

    checks = [
        f"{check.asset_key.to_user_string()}: check {check.check_name} failed. {check.description}"
        for check in result.get_asset_check_evaluations()
        if not check.passed and check.severity == AssetCheckSeverity.ERROR
    ]
    steps = [reason for event in result.get_step_failure_events() if (reason := _reason(event))]
    return checks + steps or [_run_reason(result)]


def _reason(event: "DagsterEvent") -> str:
    """The step and the message of what it raised; nothing for a check, which tells more of itself."""
    error = _unwrapped(event.step_failure_data.error)
    if error is None or "AssetCheckFailed" in (error.cls_name or ""):
        return ""
    return f"{event.step_key}: {_message(error)}"


def _run_reason(result: "ExecuteInProcessResult") -> str:
    """Why a run failed outside its steps, as when another build holds the warehouse."""
    event = result.get_run_failure_event()
    error = _unwrapped(event.job_failure_data.error)
    return _message(error) if error else str(event.message)


def _unwrapped(error: "SerializableErrorInfo | None") -> "SerializableErrorInfo | None":
    """What was raised, without the errors that Dagster puts around it."""
    while error and error.cause and (error.cls_name or "").startswith(WRAPPERS):
        error = error.cause
    return error


def _message(error: "SerializableErrorInfo") -> str:
    """The message of an error, without the name of its class."""
    before, named, message = error.message.strip().partition(f"{error.cls_name}: ")
    return message if named else before


def _metadata(result: "ExecuteInProcessResult", asset: str) -> dict[str, Any]:
    """What the run said of `asset`, by name."""
    made = (event.materialization for event in result.get_asset_materialization_events())
    said = next(each.metadata for each in made if each.asset_key.to_user_string() == asset)
    return {name: value.value for name, value in said.items()}


def _rows(staging: "Staging") -> dict[str, int]:
    from pipeline.tables import TABLES

    return {name: staging.read(name).height for name in TABLES}


def _counts(staging: "Staging", name: str, column: str) -> dict[str, int]:
    counts = staging.read(name)[column].value_counts().sort("count", column, descending=[True, False])
    return dict(counts.iter_rows())


def print_outcome(outcome: Outcome, console: Console) -> None:
    """Print `outcome` for a person. Whatever came out of an article or a path is printed as it stands."""
    if not outcome.success:
        console.print(plain("The build failed; the last release stays as it was.", style="bold red"))
        for failure in outcome.failures:
            console.print(plain(f"  {failure}"))
        console.print(plain(f"  run {outcome.run_id}"))
        return
    console.print(_row_table(outcome))
    _print_counts(console, "Findings", outcome.findings)
    _print_counts(console, "Quarantined", outcome.quarantined)
    for name, path in outcome.paths.items():
        console.print(plain(f"{name:<12}{path}"), soft_wrap=True)
    console.print(plain(outcome.note, style="bold green" if outcome.published else "bold"))


def _row_table(outcome: Outcome) -> Table:
    table = Table("table", "rows")
    table.columns[1].justify = "right"
    for name, rows in outcome.rows.items():
        table.add_row(name, f"{rows:,}")
    return table


def _print_counts(console: Console, title: str, counts: dict[str, int]) -> None:
    line = plain(f"{title:<12}")
    for name, count in counts.items():
        line.append(f"{count:,} {name}  ", style=SEVERITY_STYLES.get(name, ""))
    console.print(line if counts else line.append("none"))
