"""Tables in the order of the batches, with a bounded number of batches under way."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import Protocol, TypeAlias

import pyarrow as pa

from pipeline.engine.transport import Outcome, Tables

Progress: TypeAlias = Callable[[int, int | None], None]
"""Told how many batches are done, and of how many (None when the batches are not counted beforehand)."""


class Pool(Protocol):
    """Computes batches, in whatever order they come to an end."""

    def submit(self, number: int, batch: pa.Table) -> None:
        """Take a batch; returns before it is computed."""

    def completed(self) -> Mapping[int, Outcome]:
        """Wait until at least one submitted batch has ended; each is handed out once."""

    def close(self) -> None:
        """Give up whatever is under way and end the workers."""


def in_order(
    pool: Pool, batches: Iterable[pa.Table], window: int, progress: Progress, total: int | None
) -> Iterator[Tables]:
    """The tables of each batch, in the order of `batches`, at most `window` batches being read ahead.

    A failure is raised when its turn comes, so that the same batch is blamed however many workers there are.
    """
    source = enumerate(batches)
    finished: dict[int, Outcome] = {}
    submitted = done = turn = 0
    while True:
        for number, batch in islice(source, turn + window - submitted):
            pool.submit(number, batch)
            submitted += 1
        if turn == submitted:
            return
        while turn not in finished:
            finished |= (ended := pool.completed())
            done += len(ended)
            progress(done, total)
        yield _tables(finished.pop(turn))
        turn += 1


def _tables(ended: Outcome) -> Tables:
    if isinstance(ended, Exception):
        raise ended
    return ended
