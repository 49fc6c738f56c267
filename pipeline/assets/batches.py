"""Running a batch function over the engine, with its tables gathered and its progress logged."""

import time
from collections.abc import Sequence

import polars as pl
import pyarrow as pa
from dagster import DagsterLogManager

from pipeline import tables
from pipeline.engine import BatchFunction, EngineSettings, map_batches

SECONDS_BETWEEN_REPORTS = 5.0


def collect(
    function: BatchFunction,
    batches: Sequence[pa.Table],
    names: Sequence[str],
    settings: EngineSettings,
    log: DagsterLogManager,
) -> dict[str, pl.DataFrame]:
    """The tables `names` that `function` makes of all `batches`, each with its batches in order."""
    parts = {name: [tables.empty(name)] for name in names}
    for made in map_batches(function, batches, settings=settings, progress=_Reporter(log)):
        for name in names:
            parts[name].append(pl.DataFrame(made[name]))
    return {name: pl.concat(frames) for name, frames in parts.items()}


class _Reporter:
    """Logs how far a run of batches is, at most once every few seconds."""

    def __init__(self, log: DagsterLogManager) -> None:
        self.log = log
        self.reported = time.monotonic()

    def __call__(self, done: int, total: int | None) -> None:
        if time.monotonic() - self.reported >= SECONDS_BETWEEN_REPORTS:
            self.reported = time.monotonic()
            self.log.info(f"{done} of {total} batches done")
