"""What can go wrong between a batch and its tables. Batches are counted from 0, as they were given."""

import signal

MEMORY_ADVICE = (
    "Perhaps memory ran out: use fewer workers, or look for a file that is far larger than the rest."
)
OTHER_ADVICE = "What the worker said of it is on standard error."


class EngineError(Exception):
    """Something that the engine could not do; the message says what to do about it."""


class BatchFailed(EngineError):  # noqa: N818 - read as a sentence where it is caught
    """The function raised on a batch; the note holds the traceback of where it did, in whichever process.

    batch: number of the batch. error_type: name of the exception's class. trace: its formatted traceback.
    """

    def __init__(self, batch: int, error_type: str, message: str, trace: str) -> None:
        super().__init__(f"Batch {batch} (counted from 0) failed: {error_type}: {message}")
        self.batch = batch
        self.error_type = error_type
        self.trace = trace
        self.add_note(f"Original traceback of batch {batch}:\n{trace}")


class WorkerLost(EngineError):  # noqa: N818 - read as a sentence where it is caught
    """Every worker that was given a batch died of it.

    batch: number of the batch. attempts: workers lost. ending: exit signal or code of the last one.
    """

    def __init__(self, batch: int, attempts: int, ending: str) -> None:
        super().__init__(
            f"Batch {batch} (counted from 0) lost its worker {attempts} time(s), the last one to {ending}. "
            f"{MEMORY_ADVICE if 'KILL' in ending or 'OutOfMemory' in ending else OTHER_ADVICE}"
        )
        self.batch = batch
        self.attempts = attempts
        self.ending = ending


class RayUnavailable(EngineError):  # noqa: N818 - read as a sentence where it is caught
    """Ray is not installed, or no cluster answers at the address."""


def describe_exit(code: int | None) -> str:
    """The exit code of a process in words: `SIGKILL` for -9, `exit code 1` for 1."""
    if code is None or code >= 0:
        return f"exit code {code}"
    try:
        return signal.Signals(-code).name
    except ValueError:
        return f"signal {-code}"
