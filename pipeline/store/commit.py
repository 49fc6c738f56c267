"""Writing a release into the lake: all changed rows and the `releases` row in one transaction, one
snapshot.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import polars as pl
import pyarrow as pa

from pipeline.store.connection import LAKE, attached
from pipeline.store.contents import append_rows, arrow_table, fit_tables, replace_rows
from pipeline.store.durable import sync
from pipeline.store.errors import StoreError
from pipeline.store.lake import Lake
from pipeline.store.location import LakeLocation
from pipeline.store.releases import RELEASES, Contents, Release, release_id
from pipeline.store.retry import retrying
from pipeline.tables.ddl import literal

AUTHOR = "casualties"


@dataclass(frozen=True)
class Commit:
    """The lake's newest release, and whether this call made it."""

    release: Release
    is_new: bool


def commit_release(location: LakeLocation, tables: Mapping[str, pa.Table], contents: Contents) -> Commit:
    """Write `tables` (all but `releases`, in the contract's types) and their release as one snapshot.

    Nothing is written when the newest release has the same content. A lost race or a locked catalogue is
    tried again, the whole transaction with it. Raises `StoreError`, or DuckDB's error; the lake is then as
    it was.
    """
    location.data.mkdir(parents=True, exist_ok=True)
    return retrying(lambda: _try_commit(location, tables, contents))


def _try_commit(location: LakeLocation, tables: Mapping[str, pa.Table], contents: Contents) -> Commit:
    with attached(location, read_only=False) as connection:
        lake = Lake(connection)
        with _transaction(connection, location.data):
            earlier = lake.releases()
            if earlier and earlier[-1].content_hash == contents.content_hash:
                return Commit(earlier[-1], is_new=False)
            release = _next_release(lake, earlier, contents)
            _write(lake, tables, release)
        _confirm(connection, release)
        return Commit(release, is_new=True)


@contextmanager
def _transaction(connection: duckdb.DuckDBPyConnection, data: Path) -> Iterator[None]:
    """One transaction; its Parquet files reach the disk before the catalogue that names them does."""
    known = set(data.rglob("*"))
    connection.execute("BEGIN")
    try:
        yield
        for path in data.rglob("*"):
            if path.is_dir() or path not in known:
                sync(path)
        connection.execute("COMMIT")
    except BaseException:
        with suppress(duckdb.Error):  # a COMMIT that failed, or a lost server, has ended it already
            connection.execute("ROLLBACK")
        raise


def _next_release(lake: Lake, earlier: list[Release], contents: Contents) -> Release:
    return Release(
        **asdict(contents),
        release_id=release_id(contents.content_hash, earlier),
        created_at=datetime.now(UTC),
        snapshot_id=_snapshot(lake.connection, "current_snapshot") + 1,
    )


def _confirm(connection: duckdb.DuckDBPyConnection, release: Release) -> None:
    """Raise `StoreError` if the snapshot that the release foretold is not the one that the lake made."""
    made = _snapshot(connection, "last_committed_snapshot")
    if made != release.snapshot_id:
        message = (
            f"release {release.release_id} says snapshot {release.snapshot_id}, but the lake made {made}"
        )
        raise StoreError(f"{message}: a fault of this program, please report it")


def _snapshot(connection: duckdb.DuckDBPyConnection, function: str) -> int:
    row = connection.execute(f"SELECT id FROM {LAKE}.{function}()").fetchone()
    if row is None or row[0] is None:
        raise StoreError(f"the lake's {function}() gave no snapshot")
    return int(row[0])


def _write(lake: Lake, tables: Mapping[str, pa.Table], release: Release) -> None:
    fit_tables(lake.connection)
    for name, table in tables.items():
        replace_rows(lake, name, table)
    append_rows(lake, RELEASES, arrow_table(RELEASES, pl.DataFrame([release.row()])))
    message = f"release {release.release_id}"
    lake.connection.execute(f"CALL {LAKE}.set_commit_message({literal(AUTHOR)}, {literal(message)})")
