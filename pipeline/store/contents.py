"""The lake's tables and rows, made to be those of the contract and of a release, inside a transaction."""

from collections.abc import Iterable
from typing import NamedTuple

import duckdb
import polars as pl
import pyarrow as pa

from pipeline.store.connection import LAKE, connect
from pipeline.store.lake import Lake
from pipeline.tables import SORT_KEYS, TABLES, arrow_schema, canonical, duckdb_ddl
from pipeline.tables.ddl import identifier

INCOMING = "incoming"
COLUMNS = """
    SELECT column_name, data_type, is_nullable FROM duckdb_columns()
    WHERE database_name = $1 AND table_name = $2 ORDER BY column_index
"""
COMMENTS = """
    SELECT column_name, comment FROM duckdb_columns() WHERE database_name = $1 AND table_name = $2
    UNION ALL SELECT '', comment FROM duckdb_tables() WHERE database_name = $1 AND table_name = $2
    ORDER BY column_name
"""


class _Shape(NamedTuple):
    """What a database knows of a table: columns with type and nullability, and comments."""

    columns: list[tuple[str, str, bool]]
    comments: list[tuple[str, str | None]]


def arrow_table(name: str, frame: pl.DataFrame) -> pa.Table:
    """`frame` as the contract's Arrow table: its types, its order of rows, its descriptions as metadata."""
    return canonical(name, frame).to_arrow().cast(arrow_schema(name))


def fit_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the lake's tables those of the contract, in names, types and comments.

    A table of another shape is made anew, without rows; earlier snapshots keep it as it was.
    """
    query = "SELECT table_name FROM duckdb_tables() WHERE database_name = ?"
    there = connection.execute(query, [LAKE]).fetchall()
    connection.execute(f"USE {LAKE}")
    for (table,) in there:
        if table not in TABLES:
            connection.execute(f"DROP TABLE {identifier(table)}")
    for table, wanted in _contract_shapes().items():
        _fit_table(connection, table, wanted)


def _fit_table(connection: duckdb.DuckDBPyConnection, table: str, wanted: _Shape) -> None:
    create, *comments = duckdb_ddl(table)
    found = _shape(connection, LAKE, table)
    if found.columns != wanted.columns:
        _run(connection, [f"DROP TABLE IF EXISTS {identifier(table)}", create, *comments])
    elif found.comments != wanted.comments:
        _run(connection, comments)


def _contract_shapes() -> dict[str, _Shape]:
    with connect() as scratch:
        for table in TABLES:
            _run(scratch, duckdb_ddl(table))
        return {table: _shape(scratch, "memory", table) for table in TABLES}


def _shape(connection: duckdb.DuckDBPyConnection, database: str, table: str) -> _Shape:
    columns, comments = (
        connection.execute(query, [database, table]).fetchall() for query in (COLUMNS, COMMENTS)
    )
    return _Shape(columns, comments)


def _run(connection: duckdb.DuckDBPyConnection, statements: Iterable[str]) -> None:
    for statement in statements:
        connection.execute(statement)


def replace_rows(lake: Lake, name: str, table: pa.Table) -> None:
    """Make the rows of the lake's table `name` those of `table`, writing only the rows that differ.

    Equal rows are counted, so a table may hold the same row twice.
    """
    connection, target = lake.connection, lake.name(name)
    columns = ", ".join(identifier(column) for column in table.column_names)
    same = " AND ".join(f"old.{c} IS NOT DISTINCT FROM new.{c}" for c in map(identifier, table.column_names))
    numbered = f"row_number() OVER (PARTITION BY {columns}) AS copy FROM"
    connection.register(INCOMING, table)
    connection.execute(f"""
        DELETE FROM {target} WHERE rowid IN (
            SELECT old.row FROM (SELECT rowid AS row, {columns}, {numbered} {target}) AS old
            ANTI JOIN (SELECT {columns}, {numbered} {INCOMING}) AS new ON old.copy = new.copy AND {same}
        )
    """)
    connection.unregister(INCOMING)
    append_rows(lake, name, table)


def append_rows(lake: Lake, name: str, table: pa.Table) -> None:
    """Add to the lake's table `name` those rows of `table` that it does not hold, in canonical order."""
    columns = ", ".join(identifier(column) for column in table.column_names)
    order = ", ".join(map(identifier, SORT_KEYS[name]))
    lake.connection.register(INCOMING, table)
    lake.connection.execute(f"""
        INSERT INTO {lake.name(name)} ({columns})
        SELECT {columns} FROM {INCOMING} EXCEPT ALL SELECT {columns} FROM {lake.name(name)} ORDER BY {order}
    """)
    lake.connection.unregister(INCOMING)
