"""DuckDB connections that never reach for the network: extensions come from the installed wheels."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from importlib import resources
from pathlib import Path

import duckdb

from pipeline.store.errors import StoreError
from pipeline.store.location import SQLITE, LakeLocation, without_password
from pipeline.store.retry import is_transient
from pipeline.tables.ddl import literal

LAKE = "lake"
OFFLINE: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "python_enable_replacements": False,
}
ATTACH_OPTIONS = {
    "DATA_INLINING_ROW_LIMIT": "0",  # every row in Parquet, none hidden in the catalogue
    "OVERRIDE_DATA_PATH": "true",  # a warehouse may be moved or copied
}
SQLITE_OPTIONS = {"META_BUSY_TIMEOUT": "10000"}  # milliseconds


def extension_path(name: str) -> Path:
    """File of the DuckDB extension `name` inside its installed wheel, for the DuckDB that runs.

    Raises `StoreError` when the wheel is not installed or is for another version of DuckDB.
    """
    distribution = f"duckdb-extension-{name.replace('_', '-')}"
    try:
        package = resources.files(f"duckdb_extension_{name}")
    except ModuleNotFoundError as error:
        raise StoreError(
            f"{distribution} is not installed: pip install {distribution}=={duckdb.__version__}"
        ) from error
    path = Path(str(package)) / "extensions" / f"v{duckdb.__version__}" / f"{name}.duckdb_extension"
    if not path.is_file():
        raise StoreError(
            f"{distribution} is not for DuckDB {duckdb.__version__}: install the same version of it"
        )
    return path


@contextmanager
def connect(database: Path | None = None, *, read_only: bool = False) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to the DuckDB file `database`, or to an empty database in memory; closed at the end."""
    connection = duckdb.connect(str(database or ":memory:"), read_only=read_only, config=OFFLINE)
    try:
        connection.execute("SET TimeZone = 'UTC'")
        yield connection
    finally:
        connection.close()


@contextmanager
def attached(location: LakeLocation, *, read_only: bool) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection with the lake at `location` attached as `lake`; a writable one makes a missing lake.

    Raises `StoreError` when the catalogue cannot be opened.
    """
    with connect() as connection:
        for extension in location.extensions:
            connection.execute(f"LOAD {literal(extension_path(extension))}")
        connection.execute("SET ducklake_max_retry_count = 0")  # a retry would make another snapshot
        _undo_dead_writer(location)
        _attach(connection, location, read_only)
        yield connection


def _undo_dead_writer(location: LakeLocation) -> None:
    """Have SQLite undo what a killed writer left half-done, as a read-only connection may not."""
    if location.kind != SQLITE or not Path(f"{location.address}-journal").exists():
        return
    with closing(sqlite3.connect(location.address)) as catalogue, suppress(sqlite3.OperationalError):
        catalogue.execute("SELECT count(*) FROM sqlite_master").fetchone()


def _attach(connection: duckdb.DuckDBPyConnection, location: LakeLocation, read_only: bool) -> None:
    try:
        connection.execute(_attach_statement(location, read_only))
    except duckdb.Error as error:
        if is_transient(error):
            raise
        # The cause is left out: it quotes the connection string, password and all.
        raise StoreError(f"cannot open the lake at {location}: {without_password(str(error))}") from None


def _attach_statement(location: LakeLocation, read_only: bool) -> str:
    options = {"DATA_PATH": literal(location.data), **ATTACH_OPTIONS}
    if location.kind == SQLITE:
        options |= SQLITE_OPTIONS
    words = [f"{key} {value}" for key, value in options.items()] + ["READ_ONLY"] * read_only
    return f"ATTACH {literal(f'ducklake:{location.kind}:{location.address}')} AS {LAKE} ({', '.join(words)})"
