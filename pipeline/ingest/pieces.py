"""Pieces of raw files: the units of work that engines share out, each small enough to be held in memory.

A text or HTML file is one piece. A JSON Lines file is cut at line starts about every eight megabytes, a
Parquet file at its row groups, so that a file of any size never sits in memory whole.
"""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from pipeline.ingest.manifest import ManifestRow
from pipeline.ingest.records import parquet_failures, require_text_column
from pipeline.ingest.rules import unreadable
from pipeline.ingest.sources import Source, SourceKind

PIECE_BYTES = 8_000_000
"""A piece of a bulk file begins at the first record after this many bytes of the piece before."""

_CHUNK_BYTES = 1 << 20


class Piece(NamedTuple):
    """A part of a file.

    `start` and `stop` (exclusive) count bytes; of a Parquet file, row groups. `first` is the number of the
    first record, from 1; `size` is the work in bytes.
    """

    path: str
    kind: SourceKind
    size: int
    start: int
    stop: int
    first: int


def pieces_of(source: Source, root: Path, manifest_row: ManifestRow | None = None) -> list[Piece]:
    """The pieces of a file, in order.

    A bulk file that the manifest lists with a hash is read through once to compare it. Raises `Rejected` if
    the hash differs, the file is no Parquet, or it cannot be read.
    """
    path = root / source.path
    if source.kind in (SourceKind.TEXT, SourceKind.HTML):
        return [Piece(source.path, source.kind, source.size, 0, source.size, 1)]
    try:
        if manifest_row is not None and manifest_row.sha256 is not None:
            manifest_row.require_hash(_sha256(path))
        cuts = _row_groups(path) if source.kind is SourceKind.PARQUET else _line_starts(path, source.size)
        return [Piece(source.path, source.kind, *cut) for cut in cuts]
    except OSError as error:
        raise unreadable(error) from error


def _row_groups(path: Path) -> Iterator[tuple[int, int, int, int]]:
    import pyarrow.parquet as pq

    with parquet_failures(), pq.ParquetFile(path) as file:
        require_text_column(file.schema_arrow.names)
        first = 1
        for number in range(file.metadata.num_row_groups):
            group = file.metadata.row_group(number)
            yield group.total_byte_size, number, number + 1, first
            first += group.num_rows


def _line_starts(path: Path, size: int) -> Iterator[tuple[int, int, int, int]]:
    """(size, start, stop, number of the first line) of each piece of a JSON Lines file."""
    start, first = 0, 1
    if size > PIECE_BYTES:
        for cut, lines in _cuts(path):
            yield cut - start, start, cut, first
            start, first = cut, first + lines
    if start < size:
        yield size - start, start, size, first


def _cuts(path: Path) -> Iterator[tuple[int, int]]:
    """Each offset where a piece ends, just after a line feed, with the number of lines in that piece."""
    offset = start = lines = 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK_BYTES):
            due = start + PIECE_BYTES - offset
            end = chunk.find(b"\n", max(0, due - 1)) + 1 if due <= len(chunk) else 0
            if end:
                yield offset + end, lines + chunk.count(b"\n", 0, end)
                start, lines = offset + end, chunk.count(b"\n", end)
            else:
                lines += chunk.count(b"\n")
            offset += len(chunk)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
