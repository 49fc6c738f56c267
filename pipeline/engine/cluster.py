"""Batches computed as Ray core tasks on a cluster that already runs.

Ray itself runs a task again whose worker or node is lost, at most `retries` times. Workers that its memory
monitor killed it counts apart, under the cluster's own limit (RAY_task_oom_retries).
"""

import hashlib
import importlib
import logging
import socket
import sys
from collections.abc import Mapping
from contextlib import ExitStack, redirect_stdout, suppress
from functools import cache
from typing import Any

import pyarrow as pa

from pipeline.engine.errors import EngineError, RayUnavailable, WorkerLost
from pipeline.engine.settings import ADDRESS_VARIABLE, EngineSettings
from pipeline.engine.streams import ray_on_stderr
from pipeline.engine.transport import Answer, BatchFunction, Outcome, answer, encoded, outcome
from pipeline.settings import PACKAGE

INSTALL_HINT = "pip install 'casualty-ledger[ray]'"
SAME_CODE_HINT = "Install the same version of casualty-ledger on every node of the cluster."
SECONDS_TO_ANSWER = 10.0
ROW_SOURCES = ("vocabulary.py", "gazetteer", "extract", "tables", "ingest", "engine")
"""Parts of the package that run inside a batch."""


class RayPool:
    """Tasks of one CPU each; connects to the cluster unless this process already is, and then disconnects."""

    def __init__(self, function: BatchFunction, settings: EngineSettings) -> None:
        self._ray = load_ray()
        self._retries = settings.retries
        self._fingerprint = code_fingerprint()
        self._owns_connection = _connect(self._ray, settings.ray_address)
        self._quiet = ExitStack()
        self._quiet.enter_context(ray_on_stderr())
        self._task = self._ray.remote(num_cpus=1, max_retries=settings.retries)(run_task)
        self._function = self._ray.put(function)
        self._running: dict[Any, int] = {}

    @property
    def workers(self) -> int:
        """CPUs of the cluster, at least 1."""
        return max(1, int(self._ray.cluster_resources().get("CPU", 0)))

    def submit(self, number: int, batch: pa.Table) -> None:
        """Start the task of a batch."""
        self._running[self._task.remote(self._function, encoded(batch))] = number

    def completed(self) -> Mapping[int, Outcome]:
        """Wait for the first task that ends."""
        ready, _ = self._ray.wait(list(self._running), num_returns=1)
        return {number: self._ending(task, number) for task in ready for number in [self._running.pop(task)]}

    def close(self) -> None:
        """Cancel what still runs, and disconnect if the connection was made here."""
        for task in self._running:
            with suppress(Exception):
                self._ray.cancel(task, force=True)
        self._running.clear()
        if self._owns_connection:
            with redirect_stdout(sys.stderr):  # where Ray prints what it has held back
                self._ray.shutdown()
        self._quiet.close()

    def _ending(self, task: Any, number: int) -> Outcome:
        errors = self._ray.exceptions
        try:
            fingerprint, sent = self._ray.get(task)
        except errors.RayTaskError as error:
            cause = str(error.cause).partition("\n")[0]
            return EngineError(f"A Ray node could not run batch {number}: {cause}. {SAME_CODE_HINT}")
        except errors.RayError as error:
            return WorkerLost(number, self._retries + 1, f"{type(error).__name__}: {error}")
        if fingerprint != self._fingerprint:
            return EngineError(
                f"A Ray node runs other code than this process (batch {number}). {SAME_CODE_HINT}"
            )
        return outcome(number, sent)


def load_ray() -> Any:
    """The `ray` module. Raises `RayUnavailable` with the way to install it."""
    try:
        return importlib.import_module("ray")
    except ModuleNotFoundError as error:
        raise RayUnavailable(f"The ray engine needs Ray, which is not installed: {INSTALL_HINT}") from error


def run_task(function: BatchFunction, payload: bytes) -> tuple[str, Answer]:
    """The Ray task: fingerprint of the code that ran, and the answer to an encoded batch."""
    return _fingerprint_of_worker(), answer(function, payload)


def code_fingerprint() -> str:
    """Hash over the sources and data that decide a batch's rows; equal on two machines with the same code."""
    digest = hashlib.sha256()
    for path in sorted(
        path for part in ROW_SOURCES for path in [PACKAGE / part, *(PACKAGE / part).rglob("*")]
    ):
        if path.is_file() and "__pycache__" not in path.parts:
            digest.update(path.relative_to(PACKAGE).as_posix().encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


_fingerprint_of_worker = cache(code_fingerprint)


def _connect(ray: Any, address: str) -> bool:
    """Connect to the cluster at `address`; whether this call did. A cluster of its own is never started."""
    if ray.is_initialized():
        return False
    try:
        if address:
            _probe(address)
        ray.init(address=address or "auto", log_to_driver=False, logging_level=logging.WARNING)
    except (OSError, RuntimeError, ValueError) as error:
        reason = str(error).rstrip(".")
        place = f"at {address}" if address else "where Ray looks by itself"
        raise RayUnavailable(
            f"No Ray cluster answers {place}: {reason}. Start one with `ray start --head`, or name a running "
            f"one with --ray-address or ${ADDRESS_VARIABLE}."
        ) from error
    return True


def _probe(address: str) -> None:
    """Open and close a connection, since Ray itself tries an address where nobody listens for minutes.

    Raises `OSError` if nobody listens, `ValueError` for an address that is not `host:port`.
    """
    host, _, port = address.removeprefix("ray://").rpartition(":")
    if not (host and port.isascii() and port.isdigit()):
        raise ValueError("an address reads host:port or ray://host:port")
    socket.create_connection((host.strip("[]"), int(port)), SECONDS_TO_ANSWER).close()
