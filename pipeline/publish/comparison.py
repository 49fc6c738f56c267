"""Two releases side by side: what differs table by table, and which published numbers changed."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl

from pipeline.publish.difference import TableDiff, diff_releases
from pipeline.store import Lake, NoReleaseError, Release, find_release, lake_location, open_lake
from pipeline.tables.registry import table_facts

Row = dict[str, Any]
NUMBERS = {"estimates": ("low", "best", "high"), "totals": ("value", "value_low", "value_high")}
"""Table of published numbers -> the columns that hold them (people)."""
INCIDENT_FACTS = ("incident_id", "date_start", "date_end", "place_name", "adm1", "country")


@dataclass(frozen=True)
class NumberChange:
    """A published number that is new, gone, or other than before.

    `about` has the columns that say what is counted; `old` and `new` the numbers, None where there is no
    such row.
    """

    about: Row
    old: Row | None
    new: Row | None

    @property
    def size(self) -> int:
        """How far apart the two numbers are (people); a missing one counts as 0."""
        return abs(_main(self.new) - _main(self.old))


@dataclass(frozen=True)
class Comparison:
    """What differs between two releases; `numbers` holds the changes of estimates and totals, by table."""

    old: Release
    new: Release
    tables: dict[str, TableDiff]
    numbers: dict[str, list[NumberChange]] = field(default_factory=dict)


def compare(warehouse: Path, old: str, new: str, *, catalog: str | None = None) -> Comparison:
    """Compare two releases of `warehouse`, named as `store.find_release` takes them.

    Raises `NoReleaseError` when nothing is published yet or a release is not there.
    """
    location = lake_location(warehouse, catalog)
    if not location.exists:
        raise NoReleaseError(f"nothing is published in {warehouse} yet: run `casualties build` first")
    with open_lake(location) as lake:
        known = lake.releases()
        before, after = find_release(known, old), find_release(known, new)
        tables = diff_releases(lake, before, after)
        numbers = {name: _number_changes(lake, name, tables[name], before, after) for name in NUMBERS}
    return Comparison(before, after, tables, numbers)


def _number_changes(
    lake: Lake, name: str, found: TableDiff, before: Release, after: Release
) -> list[NumberChange]:
    """The changes of the numbers of one table: numbers that moved, then new ones, then those that are gone,
    the largest first. Changes of other columns are left out.
    """
    key = list(table_facts(name).primary_key)
    touched = pl.concat([each.select(key) for each in (found.added, found.removed, found.changed)]).unique()
    old, new = (_described(lake, name, release, touched) for release in (before, after))
    by_key = _keyed(key)
    olds, news = ({by_key(row): row for row in rows} for rows in (old, new))
    changes = (_change(name, olds.get(each), news.get(each)) for each in olds.keys() | news.keys())
    differing = (change for change in changes if change.old != change.new)
    return sorted(differing, key=_largest_first)


def _largest_first(change: NumberChange) -> tuple[bool, bool, int, str]:
    return change.new is None, change.old is None, -change.size, str(change.about)


def _described(lake: Lake, name: str, release: Release, touched: pl.DataFrame) -> list[Row]:
    """The rows of a release with the keys of `touched`, estimates with their incident's place and days."""
    if not lake.has(name, release.snapshot_id):
        return []
    rows = lake.read(name, release.snapshot_id).join(touched, on=touched.columns, how="semi")
    if name == "estimates":
        incidents = lake.read("incidents", release.snapshot_id)
        described = [column for column in INCIDENT_FACTS if column in incidents.columns]
        rows = rows.join(incidents.select(described), on="incident_id", how="left")
    return rows.to_dicts()


def _keyed(key: list[str]) -> Callable[[Row], tuple[Any, ...]]:
    return lambda row: tuple(row[column] for column in key)


def _change(name: str, old: Row | None, new: Row | None) -> NumberChange:
    columns = NUMBERS[name]
    shown = new or old or {}
    return NumberChange(
        about={column: value for column, value in shown.items() if column not in columns},
        old=_pick(old, columns),
        new=_pick(new, columns),
    )


def _pick(row: Row | None, columns: Iterable[str]) -> Row | None:
    return None if row is None else {column: row.get(column) for column in columns}


def _main(numbers: Row | None) -> int:
    """The number that a row stands for: best or value, else the first that it has."""
    told = [value for value in (numbers or {}).values() if value is not None]
    preferred = (numbers or {}).get("best", (numbers or {}).get("value"))
    return preferred if preferred is not None else next(iter(told), 0)
