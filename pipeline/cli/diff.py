"""`casualties diff`: what changed from one release to another, published numbers first."""

import json
from pathlib import Path
from typing import Any

from rich.console import Console

from pipeline.cli.plain import plain
from pipeline.publish.comparison import Comparison, NumberChange, compare
from pipeline.publish.difference import TableDiff
from pipeline.settings import catalog_address
from pipeline.store import NoReleaseError, Release, StoreError

COMPARED, FAILED, NOTHING_PUBLISHED = 0, 1, 2
"""Exit codes. Releases that differ are no failure."""
LISTED = 20
TITLES = {"estimates": "Estimates", "totals": "Totals"}
ABOUT = {
    "estimates": ("date_start", "place_name", "adm1", "country", "harm_type", "victim_class", "incident_id"),
    "totals": (
        *("period_start", "period_end", "place_name", "adm1", "country"),
        *("harm_type", "victim_class", "total_id"),
    ),
}
"""Table -> the columns that say what a changed number counts, in a reader's order."""


def run_diff(old: str, new: str, warehouse: Path, *, as_json: bool) -> int:
    """Print what differs between two releases of `warehouse`, and return the exit code."""
    try:
        found = compare(warehouse, old, new, catalog=catalog_address())
    except StoreError as error:
        Console(stderr=True).print(plain(error, style="red"), soft_wrap=True)
        empty = isinstance(error, NoReleaseError) and "casualties build" in str(error)
        return NOTHING_PUBLISHED if empty else FAILED
    if as_json:
        print(json.dumps(as_object(found), ensure_ascii=False, indent=2, default=str))
    else:
        print_comparison(found, Console())
    return COMPARED


def as_object(found: Comparison) -> dict[str, Any]:
    """The comparison for other programs, every row of it."""
    return {
        "old": _release(found.old),
        "new": _release(found.new),
        **{name: [vars(change) for change in changes] for name, changes in found.numbers.items()},
        "tables": {name: _table(difference) for name, difference in found.tables.items()},
    }


def _release(release: Release) -> dict[str, Any]:
    row = release.row()
    return {key: row[key] for key in ("release_id", "created_at", "code_version", "extractor_version")}


def _table(difference: TableDiff) -> dict[str, Any]:
    return {
        "counts": difference.counts,
        "added": difference.added.to_dicts(),
        "removed": difference.removed.to_dicts(),
        "changed": difference.changed.to_dicts(),
    }


def print_comparison(found: Comparison, console: Console) -> None:
    """Print the changed numbers, the largest change first, then the count of differences in each table."""
    console.print(plain(f"{found.old.release_id} ({found.old.created_at:%Y-%m-%d %H:%M} UTC)"))
    console.print(plain(f"{found.new.release_id} ({found.new.created_at:%Y-%m-%d %H:%M} UTC)"))
    differing = {name: table for name, table in found.tables.items() if any(table.counts.values())}
    if not differing:
        console.print(plain("\nNo row differs.", style="bold"))
        return
    for name, changes in found.numbers.items():
        _print_changes(name, changes, console)
    console.print(plain("\nRows that differ", style="bold"))
    for name, table in differing.items():
        counts = ", ".join(f"{count:,} {what}" for what, count in table.counts.items() if count)
        console.print(plain(f"{name:<18}{counts}"))


def _print_changes(name: str, changes: list[NumberChange], console: Console) -> None:
    if not changes:
        return
    console.print(plain(f"\n{TITLES[name]} that changed: {len(changes):,}", style="bold"))
    for change in changes[:LISTED]:
        console.print(plain(change_line(name, change)), soft_wrap=True)
    if len(changes) > LISTED:
        console.print(plain(f"and {len(changes) - LISTED:,} more; --json lists all", style="dim"))


def change_line(name: str, change: NumberChange) -> str:
    """A changed number on one line: what is counted, the numbers before and the numbers now."""
    told = (change.about[column] for column in ABOUT[name] if change.about.get(column) is not None)
    about = " · ".join(dict.fromkeys(str(value).replace("_", " ") for value in told))
    return f"{about}: {_numbers(change)}"


def _numbers(change: NumberChange) -> str:
    old, new = change.old, change.new
    if old is None or new is None:
        return f"new, {_all(new or {})}" if old is None else f"gone, {_all(old)}"
    moved = (key for key in new if old[key] != new[key])
    return ", ".join(f"{key} {_shown(old[key])} → {_shown(new[key])}" for key in moved)


def _all(numbers: dict[str, int | None]) -> str:
    """All numbers of a row, or just the one where they are equal."""
    if len(set(numbers.values())) == 1:
        return _shown(next(iter(numbers.values())))
    return ", ".join(f"{key} {_shown(value)}" for key, value in numbers.items())


def _shown(value: int | None) -> str:
    return "none" if value is None else f"{value:,}"
