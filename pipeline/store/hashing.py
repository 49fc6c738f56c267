"""Hash of a table's content: of its values in canonical order, not of a file's bytes.

A column is fed to SHA-256 as its Arrow layout has it (a byte per row for null or not, then 64-bit
little-endian values, or lengths followed by UTF-8 bytes). The hash therefore does not depend on the versions
of DuckDB, polars or pyarrow, on chunks, compression, integer widths, the order of columns, the engine or the
number of workers.
"""

import hashlib
import struct
from collections.abc import Mapping
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

PROVENANCE = frozenset({"extractor_version"})
"""Columns that say how a row was made, not what it says; a difference only in them is no new content."""

Array = Any
Digest = Any


def content_hash(tables: Mapping[str, pa.Table]) -> str:
    """Hash of a release (64 hex): over the name and hash of each table, by name."""
    lines = (f"{name} {table_hash(tables[name])}\n" for name in sorted(tables))
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def table_hash(table: pa.Table) -> str:
    """Hash of `table` (64 hex), whose rows are in canonical order.

    Columns are taken by name. Raises `TypeError` for a type that no column of the contract has.
    """
    digest = hashlib.sha256(struct.pack("<q", table.num_rows))
    for name in sorted(set(table.column_names) - PROVENANCE):
        _feed_text(digest, name)
        _feed_array(digest, _one_array(table.column(name)))
    return digest.hexdigest()


def _one_array(column: Array) -> Array:
    if pa.types.is_string(column.type):
        column = column.cast(pa.large_string())  # 32-bit offsets end at 2 GB of text
    combined = column.combine_chunks()
    return combined if isinstance(combined, pa.Array) else pa.concat_arrays(combined.chunks)


def _feed_text(digest: Digest, text: str) -> None:
    encoded = text.encode()
    digest.update(struct.pack("<q", len(encoded)) + encoded)


def _feed_array(digest: Digest, array: Array) -> None:
    _feed_values(digest, array.is_valid().cast(pa.uint8()), 1)
    kind = array.type
    if pa.types.is_string(kind) or pa.types.is_large_string(kind):
        _feed_strings(digest, array)
    elif pa.types.is_list(kind) or pa.types.is_large_list(kind):
        _feed_lists(digest, array)
    elif pa.types.is_struct(kind):
        _feed_structs(digest, array)
    else:
        _feed_text(digest, "float" if pa.types.is_floating(kind) else "integer")
        _feed_values(digest, _as_64_bits(array), 8)


def _feed_strings(digest: Digest, array: Array) -> None:
    _feed_text(digest, "string")
    filled = pc.fill_null(array.cast(pa.large_string()), "")
    _feed_values(digest, pc.binary_length(filled), 8)
    _, offsets, characters = filled.buffers()
    if characters is None or len(filled) == 0:
        return
    ends = memoryview(offsets).cast("q")[filled.offset : filled.offset + len(filled) + 1]
    digest.update(memoryview(characters)[ends[0] : ends[-1]])


def _feed_lists(digest: Digest, array: Array) -> None:
    _feed_text(digest, "list")
    _feed_values(digest, pc.fill_null(pc.list_value_length(array).cast(pa.int64()), 0), 8)
    _feed_array(digest, pc.list_flatten(array))


def _feed_structs(digest: Digest, array: Array) -> None:
    _feed_text(digest, "struct")
    for name in sorted(field.name for field in array.type):
        _feed_text(digest, name)
        _feed_array(digest, pc.struct_field(array, name))


def _as_64_bits(array: Array) -> Array:
    kind = array.type
    if pa.types.is_floating(kind):
        return pc.add(pc.fill_null(array.cast(pa.float64()), 0.0), 0.0)  # -0.0 + 0.0 is 0.0
    if pa.types.is_timestamp(kind):
        array = array.cast(pa.timestamp("us", kind.tz))
    elif pa.types.is_date32(kind):
        array = array.cast(pa.int32())
    elif not (pa.types.is_integer(kind) or pa.types.is_boolean(kind)):
        raise TypeError(f"{kind} has no canonical form: give it one in pipeline.store.hashing")
    return pc.fill_null(array.cast(pa.int64()), 0)


def _feed_values(digest: Digest, array: Array, width: int) -> None:
    values = array.buffers()[1]
    if values is not None and len(array):
        digest.update(memoryview(values)[width * array.offset : width * (array.offset + len(array))])
