"""How a batch and its tables cross a process boundary: as Arrow IPC streams, and an exception as text.

Streams rather than pickled tables, because a pickled slice carries the whole table that it was cut from.
"""

import traceback
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import pyarrow as pa

from pipeline.engine.errors import BatchFailed, EngineError

Tables: TypeAlias = dict[str, pa.Table]
"""What one batch gives: a table by name."""

BatchFunction: TypeAlias = Callable[[pa.Table], Tables]
"""Arrow in, Arrow out; importable by name in a worker, and free of side effects, since it may run again."""

Outcome: TypeAlias = Tables | EngineError
"""How a batch ended."""


@dataclass(frozen=True)
class Failure:
    """An exception of a batch function as text, since not every exception survives pickling."""

    error_type: str
    message: str
    trace: str


Answer: TypeAlias = dict[str, bytes] | Failure
"""What a worker sends back for a batch."""


def encoded(table: pa.Table) -> bytes:
    """`table` as an Arrow IPC stream, schema and metadata included."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    stream: bytes = sink.getvalue().to_pybytes()
    return stream


def decoded(stream: bytes) -> pa.Table:
    """The table of an Arrow IPC stream."""
    return pa.ipc.open_stream(stream).read_all()


def attempt(function: BatchFunction, batch: pa.Table) -> Tables | Failure:
    """`function(batch)`, or the exception it raised as text."""
    try:
        return _checked(function(batch))
    except Exception as error:
        return Failure(type(error).__name__, str(error), traceback.format_exc())


def answer(function: BatchFunction, payload: bytes) -> Answer:
    """What a worker sends back for an encoded batch."""
    result = attempt(function, decoded(payload))
    if isinstance(result, Failure):
        return result
    return {name: encoded(table) for name, table in result.items()}


def outcome(number: int, result: Tables | Answer) -> Outcome:
    """How batch `number` ended, read from what `attempt` or `answer` gave."""
    if isinstance(result, Failure):
        return BatchFailed(number, result.error_type, result.message, result.trace)
    return {name: decoded(table) if isinstance(table, bytes) else table for name, table in result.items()}


def _checked(result: object) -> Tables:
    if isinstance(result, dict) and all(isinstance(table, pa.Table) for table in result.values()):
        return result
    raise TypeError(f"a batch function must return a dict of pyarrow tables, not {type(result).__name__}")
