"""`casualties.duckdb`: one release as a DuckDB file with comments, views and macros."""

from collections.abc import Mapping
from pathlib import Path

import duckdb
import pyarrow as pa

from pipeline.store.connection import connect
from pipeline.store.durable import replace_file
from pipeline.store.presentation import analyst_sql, presentation_version
from pipeline.tables import duckdb_ddl
from pipeline.tables.ddl import identifier, literal

DATABASE_FILE = "casualties.duckdb"
CURRENT = "current_release"
INCOMING = "incoming"
CURRENT_COMMENTS = {
    "release_id": "Release that this file holds.",
    "created_at": "Moment of publication, in UTC.",
    "content_hash": "Hash over every table's rows.",
    "presentation": "Version of this file's views and descriptions, which may change without a new release.",
}


def build_database(path: Path, tables: Mapping[str, pa.Table], release_id: str) -> None:
    """Put a new DuckDB file with `tables` (name -> rows) in the place of `path`, in one rename.

    A process that has the old file open keeps reading it; nothing waits. On an error the old file stays.
    """
    unfinished = path.with_name(f".{path.name}.new")
    unfinished.unlink(missing_ok=True)
    with connect(unfinished) as connection:
        for name, table in tables.items():
            _fill(connection, name, table)
        for script in analyst_sql():
            connection.execute(script)
        _name_release(connection, release_id)
        connection.execute("CHECKPOINT")
    _forget_log(path)
    replace_file(unfinished, path)


def published_in(path: Path) -> tuple[str, str] | None:
    """Release id and presentation version of the DuckDB file `path`; None if it is no such file."""
    if not path.is_file():
        return None
    try:
        with connect(path, read_only=True) as connection:
            row = connection.execute(f"SELECT release_id, presentation FROM {CURRENT}").fetchone()
    except duckdb.Error:
        return None  # damaged, or locked by a writer: either way it is built anew
    return None if row is None else (str(row[0]), str(row[1]))


def _fill(connection: duckdb.DuckDBPyConnection, name: str, table: pa.Table) -> None:
    for statement in duckdb_ddl(name):
        connection.execute(statement)
    columns = ", ".join(map(identifier, table.column_names))
    connection.register(INCOMING, table)
    connection.execute(f"INSERT INTO {identifier(name)} ({columns}) SELECT {columns} FROM {INCOMING}")
    connection.unregister(INCOMING)


def _name_release(connection: duckdb.DuckDBPyConnection, release_id: str) -> None:
    connection.execute(f"""
        CREATE VIEW {CURRENT} AS
        SELECT release_id, created_at, content_hash, {literal(presentation_version())} AS presentation
        FROM releases WHERE release_id = {literal(release_id)}
    """)
    connection.execute(f"COMMENT ON VIEW {CURRENT} IS 'One row: the release that this file holds.'")
    for column, comment in CURRENT_COMMENTS.items():
        connection.execute(f"COMMENT ON COLUMN {CURRENT}.{column} IS {literal(comment)}")


def _forget_log(path: Path) -> None:
    """Remove the log of a writer that opened the published file and died: it does not belong to the new
    file.
    """
    path.with_name(f"{path.name}.wal").unlink(missing_ok=True)
