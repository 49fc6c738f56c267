"""Reading the lake: releases, a table as any release had it, and what changed in between."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import duckdb
import polars as pl

from pipeline.store.connection import LAKE, attached
from pipeline.store.errors import NoReleaseError, StoreError
from pipeline.store.hashing import PROVENANCE
from pipeline.store.location import LakeLocation
from pipeline.store.releases import RELEASES, Release, release_from
from pipeline.tables import TABLES, canonical, polars_schema
from pipeline.tables.ddl import identifier

CHANGE = "change"
ADDED = "added"
REMOVED = "removed"


@dataclass(frozen=True)
class Lake:
    """An open lake; `open_lake` makes one. Snapshots are numbered by the lake, one per release."""

    connection: duckdb.DuckDBPyConnection

    def releases(self) -> list[Release]:
        """Every release, oldest first; empty when nothing is published yet."""
        if not self.has(RELEASES):
            return []
        rows = self._frame(f"SELECT * FROM {self.name(RELEASES)} ORDER BY snapshot_id").to_dicts()
        return [release_from(row) for row in rows]

    def read(self, table: str, snapshot_id: int | None = None) -> pl.DataFrame:
        """Rows of `table` as of `snapshot_id` (default: now), in the contract's types and order.

        A snapshot that was written under another contract is returned with the columns it was written with.
        Raises `StoreError` when that snapshot has no such table.
        """
        frame = self._frame(f"SELECT * FROM {self.name(table, snapshot_id)}")
        if table in TABLES and set(frame.columns) == set(polars_schema(table)):
            return canonical(table, frame)
        return frame

    def changes(self, table: str, old: int, new: int) -> pl.DataFrame:
        """Rows of `table` that differ between the snapshots `old` and `new`, named in the column `change`.

        `removed` rows are in `old` only and `added` rows in `new` only; a changed row is one of each. The
        columns are those that both snapshots have, without those that only say how a row was made; a table
        that one of them lacks is empty there. Raises `StoreError` when both lack it.
        """
        columns = self._compared_columns(table, old, new)
        before, after = (self._rows(table, snapshot, columns) for snapshot in (old, new))
        sides = ((REMOVED, before, after), (ADDED, after, before))
        selects = [f"SELECT '{side}' AS {CHANGE}, * FROM (({a}) EXCEPT ALL ({b}))" for side, a, b in sides]
        return self._frame(f"{' UNION ALL '.join(selects)} ORDER BY ALL")

    def has(self, table: str, snapshot_id: int | None = None) -> bool:
        """Whether there is a table `table` in the snapshot `snapshot_id` (default: now)."""
        return bool(self.columns(table, snapshot_id))

    def columns(self, table: str, snapshot_id: int | None = None) -> tuple[str, ...]:
        """Names of the columns of `table` as of `snapshot_id` (default: now); none when it is not there."""
        try:
            described = self.connection.execute(f"SELECT * FROM {self.name(table, snapshot_id)} LIMIT 0")
        except duckdb.CatalogException:
            return ()
        return tuple(column[0] for column in described.description or ())

    def name(self, table: str, snapshot_id: int | None = None) -> str:
        """`table` as SQL names it, with the snapshot to read it from."""
        version = "" if snapshot_id is None else f" AT (VERSION => {snapshot_id:d})"
        return f"{LAKE}.main.{identifier(table)}{version}"

    def _compared_columns(self, table: str, old: int, new: int) -> list[str]:
        before, after = self.columns(table, old), self.columns(table, new)
        if not (before or after):
            raise StoreError(f"neither snapshot {old} nor {new} has a table {table}")
        return [name for name in after or before if name in (before or after) and name not in PROVENANCE]

    def _rows(self, table: str, snapshot_id: int, columns: list[str]) -> str:
        if self.has(table, snapshot_id):
            return f"SELECT {', '.join(map(identifier, columns))} FROM {self.name(table, snapshot_id)}"
        return f"SELECT {', '.join('NULL' for _ in columns)} WHERE false"

    def _frame(self, query: str) -> pl.DataFrame:
        try:
            return pl.DataFrame(self.connection.execute(query).to_arrow_table())
        except duckdb.CatalogException as error:
            raise StoreError(f"the lake has no such table: {error}") from error


@contextmanager
def open_lake(location: LakeLocation) -> Iterator[Lake]:
    """The lake at `location`, to read from, closed at the end.

    Raises `NoReleaseError` when nothing was ever published there.
    """
    if not location.exists:
        raise NoReleaseError(f"nothing is published at {location} yet: run `casualties build` first")
    with attached(location, read_only=True) as connection:
        yield Lake(connection)
