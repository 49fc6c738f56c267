"""What changed from one release to another, table by table: rows added, removed and changed."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from pipeline.store import RELEASES, Lake, Release, find_release, lake_location, open_lake
from pipeline.store.lake import ADDED, CHANGE, REMOVED
from pipeline.tables import TABLES
from pipeline.tables.registry import table_facts

NEW = ":new"


@dataclass(frozen=True)
class TableDiff:
    """Rows of one table that differ between two releases.

    `added` and `removed` are rows of the table; `changed` has the columns key..., column, old, new (the
    values as text), a row per changed cell. Rows are the same row when their primary key, a function of
    content, is.
    """

    added: pl.DataFrame
    removed: pl.DataFrame
    changed: pl.DataFrame
    changed_rows: int

    @property
    def counts(self) -> dict[str, int]:
        """Number of rows added, removed and changed."""
        return {"added": self.added.height, "removed": self.removed.height, "changed": self.changed_rows}


def diff(
    warehouse: Path, old: str = "previous", new: str = "latest", *, catalog: str | None = None
) -> dict[str, TableDiff]:
    """Table -> what differs between the releases `old` and `new`.

    Every table but `releases` is named, also where nothing changed. Raises `NoReleaseError` for a release
    that is not there.
    """
    with open_lake(lake_location(warehouse, catalog)) as lake:
        known = lake.releases()
        return diff_releases(lake, find_release(known, old), find_release(known, new))


def diff_releases(lake: Lake, old: Release, new: Release) -> dict[str, TableDiff]:
    """Table -> its difference between two releases of an open lake."""
    snapshots = (old.snapshot_id, new.snapshot_id)
    names = [name for name in TABLES if name != RELEASES and any(lake.has(name, at) for at in snapshots)]
    return {
        name: split_changes(lake.changes(name, *snapshots), table_facts(name).primary_key) for name in names
    }


def split_changes(changes: pl.DataFrame, key: Sequence[str]) -> TableDiff:
    """The removed and added rows of `changes`, those with the same `key` in both taken as changed.

    `changes` has the columns of `Lake.changes`. Without a key no row is taken as changed.
    """
    removed, added = (changes.filter(pl.col(CHANGE) == side).drop(CHANGE) for side in (REMOVED, ADDED))
    if not key:
        return TableDiff(added, removed, _no_cells(removed, key), changed_rows=0)
    pairs = removed.join(added, on=key, suffix=NEW, nulls_equal=True, maintain_order="left")
    return TableDiff(
        added=added.join(removed, on=key, how="anti", nulls_equal=True, maintain_order="left"),
        removed=removed.join(added, on=key, how="anti", nulls_equal=True, maintain_order="left"),
        changed=_changed_cells(pairs, key),
        changed_rows=pairs.height,
    )


def _changed_cells(pairs: pl.DataFrame, key: Sequence[str]) -> pl.DataFrame:
    compared = [name for name in pairs.columns if f"{name}{NEW}" in pairs.columns]
    cells = [_cells_of(pairs, name, key) for name in compared]
    return pl.concat([_no_cells(pairs, key), *cells]).sort(*key, "column")


def _cells_of(pairs: pl.DataFrame, name: str, key: Sequence[str]) -> pl.DataFrame:
    differing = pairs.filter(pl.col(name).ne_missing(pl.col(f"{name}{NEW}")))
    old, new = (_as_text(differing[column]) for column in (name, f"{name}{NEW}"))
    return differing.select(*key, pl.lit(name).alias("column"), old.alias("old"), new.alias("new"))


def _as_text(values: pl.Series) -> pl.Series:
    if not values.dtype.is_nested():
        return values.cast(pl.String)
    texts = [None if value is None else json.dumps(value, ensure_ascii=False) for value in values.to_list()]
    return pl.Series(values.name, texts, dtype=pl.String)


def _no_cells(frame: pl.DataFrame, key: Sequence[str]) -> pl.DataFrame:
    texts: dict[str, pl.DataType] = {name: pl.String() for name in ("column", "old", "new")}
    return pl.DataFrame(schema={name: frame.schema[name] for name in key} | texts)
