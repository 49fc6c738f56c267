"""`casualties build`: the main job, run through the Dagster instance so that the run is in the UI."""

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from pipeline.cli.instance import open_instance
from pipeline.cli.outcome import Outcome, outcome_of, print_outcome

STEP_ENDS = frozenset({"STEP_SUCCESS", "STEP_FAILURE", "STEP_SKIPPED"})
RUN_TAGS = {"started_by": "casualties build", ".dagster/repository": "__repository__@pipeline.definitions"}
"""The second tag files the run under the code location that `casualties ui` serves."""


@dataclass(frozen=True)
class BuildRequest:
    """What to build, from where, on what. Paths are absolute.

    `workers` 0 is one per core; an `engine` or `ray_address` that is unsaid is taken from the environment.
    """

    raw: Path
    warehouse: Path
    engine: str | None
    workers: int
    ray_address: str = ""

    def run_config(self) -> dict[str, Any]:
        """The same request as Dagster run config."""
        return {
            "resources": {
                "folders": {"config": {"raw": str(self.raw), "warehouse": str(self.warehouse)}},
                "engine": {"config": self._engine_config()},
            },
            "loggers": {"progress": {}},
        }

    def _engine_config(self) -> dict[str, Any]:
        kind = {"kind": self.engine.upper()} if self.engine else {}
        return {"workers": self.workers, "address": self.ray_address, **kind}


def run_build(request: BuildRequest, *, as_json: bool) -> int:
    """Build, print how it ended, and return the exit code: 0 when the run succeeded, else 1."""
    console = Console(stderr=True)
    if not request.raw.is_dir():
        console.print(f"There is no folder {request.raw}.", style="red", markup=False)
        return 1
    outcome = build(request, console)
    if as_json:
        print(json.dumps(asdict(outcome), ensure_ascii=False, indent=2))
    else:
        print_outcome(outcome, Console())
    return 0 if outcome.success else 1


def build(request: BuildRequest, console: Console) -> Outcome:
    """Run the main job for `request`, with progress on `console`."""
    with console.status("Loading the line"):
        from pipeline.definitions import MAIN_JOB, defs

        job = defs.resolve_job_def(MAIN_JOB)
    with open_instance() as instance, _progress(console, len(job.nodes)):
        result = job.execute_in_process(
            run_config=request.run_config(), instance=instance, raise_on_error=False, tags=RUN_TAGS
        )
    return outcome_of(result, request.raw, request.warehouse)


@contextmanager
def _progress(console: Console, steps: int) -> Iterator[None]:
    """Show how many of the run's steps have ended and what the present one says of itself."""
    from pipeline.assets.progress import PROGRESS

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    listened = logging.getLogger(PROGRESS)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        handler = _StepCounter(bar, steps)
        listened.addHandler(handler)
        try:
            yield
        finally:
            listened.removeHandler(handler)


class _StepCounter(logging.Handler):
    """Moves a progress bar by the events that Dagster attaches to its log records."""

    def __init__(self, bar: Progress, steps: int) -> None:
        super().__init__(logging.DEBUG)
        self.bar = bar
        self.task = bar.add_task("starting", total=steps)

    def emit(self, record: logging.LogRecord) -> None:
        """Move the bar when a step ends; name the step, or what it says, otherwise."""
        said: dict[str, Any] = getattr(record, "dagster_meta", {})
        event = said.get("dagster_event")
        step = said.get("step_key")
        if event is None:
            self.bar.update(self.task, description=f"{step or 'run'}: {said.get('orig_message', '')}")
        elif event.event_type_value in STEP_ENDS:
            self.bar.advance(self.task)
        elif event.event_type_value == "STEP_START":
            self.bar.update(self.task, description=str(step))
