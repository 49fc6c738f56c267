"""One function, `map_batches`, on which ingest and extraction run: Arrow in, Arrow out, in batch order.

The same tables come out whichever engine computes them and however many workers there are.
"""

import pickle
from collections.abc import Iterable, Iterator, Sized
from itertools import chain, islice

import pyarrow as pa

from pipeline.engine.batches import split_batches
from pipeline.engine.cluster import RayPool
from pipeline.engine.errors import BatchFailed, EngineError, RayUnavailable, WorkerLost
from pipeline.engine.inline import InlinePool
from pipeline.engine.local import LocalPool
from pipeline.engine.ordered import Pool, Progress, in_order
from pipeline.engine.settings import EngineKind, EngineSettings, available_cores, settings_from
from pipeline.engine.transport import BatchFunction, Tables

__all__ = [
    "BatchFailed",
    "BatchFunction",
    "EngineError",
    "EngineKind",
    "EngineSettings",
    "Progress",
    "RayUnavailable",
    "Tables",
    "WorkerLost",
    "map_batches",
    "settings_from",
    "split_batches",
]

SMALL_BATCH_BYTES = 4 * 1024 * 1024
"""A single batch up to this size is computed in the calling process: starting another would take as long."""

BATCHES_PER_WORKER = 3
"""Batches under way for each worker by default: one being computed, one queued, one waiting for its turn."""


def map_batches(
    function: BatchFunction,
    batches: Iterable[pa.Table],
    *,
    settings: EngineSettings | None = None,
    progress: Progress | None = None,
) -> Iterator[Tables]:
    """`function` over each of `batches`; yields its dicts of tables in the order of `batches`.

    At most `settings.in_flight` batches are read ahead, so that memory stays bounded. Closing the iterator,
    or an exception such as KeyboardInterrupt, ends the workers. `progress` is told (done, total) after each
    batch; total is None when `batches` has no length.

    Raises `TypeError` for a function that a worker could not import. While iterating, when the batch's turn
    comes: `BatchFailed` with its number and the original traceback if the function raised, `WorkerLost` if it
    lost its worker more than `settings.retries` times. `RayUnavailable` if Ray is asked for and is not there.
    """
    _require_importable(function)
    total = len(batches) if isinstance(batches, Sized) else None
    return _mapped(function, batches, settings or EngineSettings(), progress or _silent, total)


def _mapped(
    function: BatchFunction,
    batches: Iterable[pa.Table],
    settings: EngineSettings,
    progress: Progress,
    total: int | None,
) -> Iterator[Tables]:
    source = iter(batches)
    first_two = list(islice(source, 2))
    pool, window = _pool(function, first_two, settings)
    try:
        yield from in_order(pool, chain(first_two, source), settings.in_flight or window, progress, total)
    finally:
        pool.close()


def _pool(function: BatchFunction, first_two: list[pa.Table], settings: EngineSettings) -> tuple[Pool, int]:
    """The pool that suits the work, and how many batches it needs under way to keep busy."""
    if settings.kind is EngineKind.RAY:
        cluster = RayPool(function, settings)
        return cluster, BATCHES_PER_WORKER * cluster.workers
    workers = settings.workers or available_cores()
    if workers == 1 or _is_small(first_two):
        return InlinePool(function), 1
    return LocalPool(function, workers, settings.retries), BATCHES_PER_WORKER * workers


def _is_small(first_two: list[pa.Table]) -> bool:
    return not first_two or (len(first_two) == 1 and first_two[0].nbytes <= SMALL_BATCH_BYTES)


def _require_importable(function: BatchFunction) -> None:
    try:
        pickle.dumps(function)
    except Exception as error:
        name = getattr(function, "__qualname__", repr(function))
        raise TypeError(
            f"{name} cannot be sent to a worker process; define it at the top level of a module"
        ) from error


def _silent(_done: int, _total: int | None) -> None:
    """Report nothing."""
