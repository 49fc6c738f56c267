"""Trying again what failed for a reason that passes by itself."""

import random
import time
from collections.abc import Callable
from typing import TypeVar

import duckdb

ATTEMPTS = 8
FIRST_WAIT_SECONDS = 0.1
LONGEST_WAIT_SECONDS = 5.0
TRANSIENT_WORDS = (
    "database is locked",
    "database table is locked",
    "could not set lock",
    "conflict",
    "exceeded the maximum retry count",
    "deadlock detected",
    "could not serialize",
    "connection refused",
    "connection reset",
    "server closed the connection",
    "the database system is starting up",
)
"""What SQLite, PostgreSQL and DuckLake say of a fault that goes when the whole transaction is tried again."""

Result = TypeVar("Result")


def is_transient(error: BaseException) -> bool:
    """Whether `error` is a database's word for a lock, a lost race or a lost connection."""
    message = str(error).lower()
    return isinstance(error, duckdb.Error) and any(words in message for words in TRANSIENT_WORDS)


def retrying(
    action: Callable[[], Result], *, attempts: int = ATTEMPTS, sleep: Callable[[float], None] = time.sleep
) -> Result:
    """What `action` returns, tried up to `attempts` times while it fails with a transient fault.

    The wait doubles each time, from 0.1 s to 5 s, give or take half, so that two losers of a race do not meet
    again. `action` must do nothing when it fails. Raises the last fault, or any other at once.
    """
    for attempt in range(attempts - 1):
        try:
            return action()
        except duckdb.Error as error:
            if not is_transient(error):
                raise
        wait = min(FIRST_WAIT_SECONDS * 2**attempt, LONGEST_WAIT_SECONDS)
        sleep(wait * random.uniform(0.5, 1.5))
    return action()
