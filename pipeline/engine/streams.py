"""Keeps standard output for results: Ray's threads print there of dead workers, amid a command's JSON."""

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TextIO, cast

RAY_THREADS = "ray_"
"""How the names of the threads begin in which Ray prints (`ray_listen_error_messages`, `ray_print_logs`)."""


class _Output:
    """A stream that sends what Ray's threads write to standard error, and all else on."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def write(self, text: str) -> int:
        return self._of_this_thread().write(text)

    def flush(self) -> None:
        self._of_this_thread().flush()

    def _of_this_thread(self) -> TextIO:
        return sys.stderr if threading.current_thread().name.startswith(RAY_THREADS) else self._stream


@contextmanager
def ray_on_stderr() -> Iterator[None]:
    """While it lasts, what Ray prints goes to standard error."""
    before = sys.stdout
    sys.stdout = ours = cast(TextIO, _Output(before))
    try:
        yield
    finally:
        if sys.stdout is ours:
            sys.stdout = before
