"""Batches computed by processes of this machine; one that dies is replaced and its batch handed out again.

Workers are spawned, not forked: polars and Arrow run threads, and a fork copies their locks without the
threads that would release them. Each worker has a pipe of its own, so a death is seen as the end of that
pipe, with the batch that was on it; `multiprocessing.Pool` hangs then, and `ProcessPoolExecutor` breaks for
every batch without saying which one did it.
"""

import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait

import pyarrow as pa

from pipeline.engine.errors import WorkerLost, describe_exit
from pipeline.engine.transport import Answer, BatchFunction, Outcome, answer, encoded, outcome

SECONDS_TO_EXIT = 5.0
"""How long a worker whose pipe has closed may take to exit before it is killed."""


@dataclass
class Job:
    """A batch on its way: its number, its Arrow stream and the workers that it has lost."""

    number: int
    payload: bytes
    losses: int = 0


class Worker:
    """A process that answers one batch at a time."""

    def __init__(self, function: BatchFunction) -> None:
        context = multiprocessing.get_context("spawn")
        self.channel, theirs = context.Pipe()
        self.process = context.Process(target=serve, args=(theirs, function), daemon=True)
        self.job: Job | None = None
        with _interrupts_held():
            self.process.start()
        theirs.close()

    def give(self, job: Job) -> None:
        """Send a batch. A worker that has died takes it too: its pipe then shows the loss."""
        self.job = job
        with suppress(OSError):
            self.channel.send_bytes(job.payload)

    def take(self) -> Answer | None:
        """The answer to the batch, or None when the worker died before it had sent all of it."""
        try:
            return self.channel.recv() if self.channel.poll() else None
        except (EOFError, OSError):
            return None

    def end(self, grace: float = 0.0) -> int | None:
        """Exit code of the process, which is killed unless it exits by itself within `grace` seconds."""
        self.channel.close()
        if grace:
            self.process.join(grace)
        self.process.kill()
        self.process.join()
        return self.process.exitcode


class LocalPool:
    """Up to `workers` processes; a batch is given up after `retries` further attempts."""

    def __init__(self, function: BatchFunction, workers: int, retries: int) -> None:
        self._function = function
        self._limit = workers
        self._retries = retries
        self._queue: deque[Job] = deque()
        self._workers: list[Worker] = []

    def submit(self, number: int, batch: pa.Table) -> None:
        """Queue a batch; it is handed out by `completed`."""
        self._queue.append(Job(number, encoded(batch)))

    def completed(self) -> Mapping[int, Outcome]:
        """Wait for answers; the next batches are handed out first, so that no worker waits for the caller."""
        ended: dict[int, Outcome] = {}
        while not ended:
            self._hand_out()
            for worker in self._heard():
                ended |= self._ending(worker)
        self._hand_out()
        return ended

    def close(self) -> None:
        """Kill the workers: a batch function has no effect that could be left half done."""
        while self._workers:
            self._workers.pop().end()

    def _hand_out(self) -> None:
        # All are started before any is sent to: sending a large batch waits until the worker has come up.
        idle = [worker for worker in self._workers if worker.job is None]
        for _ in range(min(len(self._queue) - len(idle), self._limit - len(self._workers))):
            self._workers.append(Worker(self._function))
            idle.append(self._workers[-1])
        for worker, job in zip(idle, list(self._queue), strict=False):
            worker.give(job)
            self._queue.popleft()

    def _heard(self) -> list[Worker]:
        """Workers that have answered or died; waits for the first."""
        heard = set(wait([*(w.channel for w in self._workers), *(w.process.sentinel for w in self._workers)]))
        return [w for w in self._workers if w.channel in heard or w.process.sentinel in heard]

    def _ending(self, worker: Worker) -> dict[int, Outcome]:
        job, sent = worker.job, worker.take()
        if sent is None:
            return self._bury(worker)
        worker.job = None
        return {job.number: outcome(job.number, sent)} if job else {}

    def _bury(self, worker: Worker) -> dict[int, Outcome]:
        """Forget a dead worker; its batch goes to the head of the queue, or is given up."""
        self._workers.remove(worker)
        code, job = worker.end(SECONDS_TO_EXIT), worker.job
        if job is None:
            return {}
        job.losses += 1
        if job.losses > self._retries:
            return {job.number: WorkerLost(job.number, job.losses, describe_exit(code))}
        self._queue.appendleft(job)
        return {}


def serve(channel: "Connection[Answer, bytes]", function: BatchFunction) -> None:
    """Answer the batches of `channel` until its other end closes. The main function of a worker process."""
    pa.set_cpu_count(1)
    sys.stdout = sys.stderr  # standard output is the command's, for its result
    threading.Thread(target=_exit_with_parent, daemon=True).start()
    with suppress(EOFError, OSError):
        while True:
            channel.send(answer(function, channel.recv_bytes()))


def _exit_with_parent() -> None:
    """Leave a batch unfinished when the parent was killed: nobody is there to take it."""
    if parent := multiprocessing.parent_process():
        parent.join()
    os._exit(1)


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Start a child with SIGINT blocked, so that Ctrl-C reaches the parent alone, which ends its children."""
    resource_tracker.ensure_running()  # started by the first child otherwise, which unblocks SIGINT again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
