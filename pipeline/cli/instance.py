"""The Dagster instance that keeps the run history, opened by one process at a time.

Dagster creates the history's SQLite files when it first opens them, and two processes that do so at once get
in each other's way.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock

from pipeline.settings import dagster_home

if TYPE_CHECKING:
    from dagster import DagsterInstance

LOCK_FILE = ".opening.lock"
RUN_HISTORY = Path("history", "runs.db")
"""File by which Dagster's run storage is known to be there."""


@contextmanager
def open_instance() -> Iterator["DagsterInstance"]:
    """The instance of `settings.dagster_home()`, closed at the end of the block."""
    from dagster import DagsterInstance

    home = dagster_home()
    with FileLock(home / LOCK_FILE):
        instance = DagsterInstance.get()
    with instance:
        yield instance


def create_history() -> None:
    """Create the run history if there is none, before several processes open it."""
    if not (dagster_home() / RUN_HISTORY).exists():
        with open_instance():
            pass
