"""Cutting a table into batches of about equal work."""

from collections.abc import Iterable, Iterator

import pyarrow as pa

MAX_ROWS = 2048
MAX_BYTES = 1024 * 1024
"""A batch of articles keeps a worker busy for about a second, which is what starting one takes, and what is
lost with one. Less than a batch in all is done without a worker."""


def split_batches(
    table: pa.Table, weights: Iterable[int], *, max_rows: int = MAX_ROWS, max_bytes: int = MAX_BYTES
) -> list[pa.Table]:
    """`table` cut into consecutive slices of at most `max_rows` rows and `max_bytes` of weight.

    `weights` holds the bytes of work behind each row (length of a text, size of a file); a row heavier than
    `max_bytes` gets a batch of its own. The cut depends on the rows alone, never on the number of workers. No
    rows, no batch.

    Raises `ValueError` if a limit is below 1 or `weights` has another length than `table`.
    """
    if max_rows < 1 or max_bytes < 1:
        raise ValueError(f"max_rows and max_bytes must be 1 or more, not {max_rows} and {max_bytes}.")
    sizes = list(weights)
    if len(sizes) != table.num_rows:
        raise ValueError(f"{len(sizes)} weights were given for {table.num_rows} rows.")
    return [table.slice(start, stop - start) for start, stop in _cuts(sizes, max_rows, max_bytes)]


def _cuts(sizes: list[int], max_rows: int, max_bytes: int) -> Iterator[tuple[int, int]]:
    start = weight = 0
    for row, size in enumerate(sizes):
        if row > start and (row - start == max_rows or weight + size > max_bytes):
            yield start, row
            start, weight = row, 0
        weight += size
    if sizes:
        yield start, len(sizes)
