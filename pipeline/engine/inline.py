"""Batches computed in the calling process, one after the other."""

from collections import deque
from collections.abc import Mapping

import pyarrow as pa

from pipeline.engine.transport import BatchFunction, Outcome, attempt, outcome


class InlinePool:
    """A pool without workers, for work that is not worth a process."""

    def __init__(self, function: BatchFunction) -> None:
        self._function = function
        self._queue: deque[tuple[int, pa.Table]] = deque()

    def submit(self, number: int, batch: pa.Table) -> None:
        """Queue a batch."""
        self._queue.append((number, batch))

    def completed(self) -> Mapping[int, Outcome]:
        """Compute the batch that was queued first."""
        number, batch = self._queue.popleft()
        return {number: outcome(number, attempt(self._function, batch))}

    def close(self) -> None:
        """Drop what is queued."""
        self._queue.clear()
