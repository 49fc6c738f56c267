"""Which faults pass by themselves, and are tried again, and which do not."""

from collections.abc import Iterator
from contextlib import contextmanager

from dagster import RetryRequested

ATTEMPTS = 3
SECONDS_BETWEEN_ATTEMPTS = 2.0
TRANSIENT: tuple[type[BaseException], ...] = (
    BlockingIOError,
    ConnectionError,
    InterruptedError,
    TimeoutError,
)
TRANSIENT_WORDS = ("database is locked", "could not set lock", "temporarily unavailable", "connection reset")
"""Words by which DuckDB and SQLite report a lock that another process will let go of."""


def is_transient(error: BaseException) -> bool:
    """Whether `error` is of a kind that goes away when the same step is tried again."""
    message = str(error).lower()
    return isinstance(error, TRANSIENT) or any(words in message for words in TRANSIENT_WORDS)


@contextmanager
def retry_transient() -> Iterator[None]:
    """Have Dagster try the step again on a transient fault; any other error fails it at once."""
    try:
        yield
    except Exception as error:
        if not is_transient(error):
            raise
        raise RetryRequested(max_retries=ATTEMPTS, seconds_to_wait=SECONDS_BETWEEN_ATTEMPTS) from error
