"""Bringing what readers use, the DuckDB file and the Parquet files, to the lake's newest release."""

from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa

from pipeline.store.contents import arrow_table
from pipeline.store.database import DATABASE_FILE, build_database, published_in
from pipeline.store.errors import StoreError
from pipeline.store.hashing import content_hash
from pipeline.store.lake import Lake
from pipeline.store.parquet import PARQUET_LINK, build_parquet, published_behind
from pipeline.store.presentation import presentation_version
from pipeline.store.releases import RELEASES, Release
from pipeline.tables import TABLES


@dataclass(frozen=True)
class Paths:
    """What a warehouse offers to readers."""

    database: Path
    parquet: Path


def reader_paths(warehouse: Path) -> Paths:
    """Where the readers of `warehouse` find its newest release."""
    return Paths(database=warehouse / DATABASE_FILE, parquet=warehouse / PARQUET_LINK)


def materialise(warehouse: Path, lake: Lake, release: Release) -> bool:
    """Bring the readers' files of `warehouse` to `release`; whether there was anything to do.

    Both are read back from the lake, and checked against the release's content hash, so they hold what was
    published. What is up to date already stays. Raises `StoreError` when the lake's rows are not those
    published.
    """
    paths = reader_paths(warehouse)
    wanted = (release.release_id, presentation_version())
    database_is_old = published_in(paths.database) != wanted
    parquet_is_old = published_behind(paths.parquet) != wanted
    if not (database_is_old or parquet_is_old):
        return False
    tables = _published_tables(lake, release)
    if database_is_old:
        build_database(paths.database, tables, release.release_id)
    if parquet_is_old:
        build_parquet(paths.parquet, tables, release)
    return True


def _published_tables(lake: Lake, release: Release) -> dict[str, pa.Table]:
    remedy = "restore the warehouse's lake from a backup, or publish into an empty warehouse"
    try:
        tables = {name: arrow_table(name, lake.read(name, release.snapshot_id)) for name in TABLES}
    except duckdb.Error as error:
        raise StoreError(f"the lake's release {release.release_id} is damaged: {error}; {remedy}") from error
    found = content_hash({name: table for name, table in tables.items() if name != RELEASES})
    if found != release.content_hash:
        message = f"release {release.release_id} was published with content {release.content_hash}"
        raise StoreError(f"{message}, but the lake now holds {found}; {remedy}")
    return tables
