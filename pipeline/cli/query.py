"""`casualties query` and `casualties releases`: the newest release in SQL, read-only."""

import csv
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
from rich.console import Console
from rich.table import Table

from pipeline.cli.plain import plain

DATABASE = "casualties.duckdb"
RELEASES = "SELECT * FROM releases ORDER BY created_at DESC, release_id"
SHOWN_OF_RELEASES = "release_id, created_at, snapshot_id, code_version, extractor_version"
UNCUT = 10_000
"""Columns of a table that no terminal shows: whatever reads it gets every cell whole."""
READ_ONLY = {"enable_external_access": "false", "lock_configuration": "true"}
"""A query reads the release and nothing else: no file, no network, no other database."""


@dataclass(frozen=True)
class Answer:
    """The columns and rows of a query's result."""

    columns: list[str]
    rows: list[tuple[Any, ...]]


class NoReleaseError(FileNotFoundError):
    """There is no database file: nothing has been published yet."""


def ask(sql: str, warehouse: Path) -> Answer:
    """Run one statement over the newest release of `warehouse`.

    Raises `NoReleaseError` before the first release and `duckdb.Error` for a statement that cannot be run, as
    any that would write.
    """
    database = warehouse / DATABASE
    if not database.is_file():
        raise NoReleaseError(f"{database} is not there: run `casualties build` first.")
    with duckdb.connect(str(database), read_only=True, config=dict(READ_ONLY)) as connection:
        done = connection.execute(sql)
        columns = [described[0] for described in done.description or []]
        return Answer(columns, done.fetchall() if columns else [])


def run_query(sql: str, warehouse: Path, *, as_json: bool, as_csv: bool) -> int:
    """Print the answer to `sql`; exit code 1 for one that fails, 2 when nothing is published."""
    try:
        answer = ask(sql, warehouse)
    except (duckdb.Error, NoReleaseError) as error:
        Console(stderr=True).print(plain(error, style="red"))
        return 2 if isinstance(error, NoReleaseError) else 1
    if as_json:
        print_json(answer)
    elif as_csv:
        print_csv(answer)
    else:
        print_table(answer)
    return 0


def run_releases(warehouse: Path, *, as_json: bool) -> int:
    """Print the releases of `warehouse`, newest first."""
    sql = RELEASES if as_json else f"SELECT {SHOWN_OF_RELEASES} FROM ({RELEASES})"
    return run_query(sql, warehouse, as_json=as_json, as_csv=False)


def print_json(answer: Answer) -> None:
    """Print one JSON object a row; dates and times as ISO 8601."""
    rows = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
    print(json.dumps(rows, ensure_ascii=False, indent=2, default=str))


def print_csv(answer: Answer) -> None:
    """Print the rows as CSV under a header; an empty cell is null."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(answer.columns)
    writer.writerows(answer.rows)


def print_table(answer: Answer) -> None:
    """Print the rows as a table; what a cell holds is printed as it stands."""
    table = Table()
    for column in answer.columns:
        table.add_column(plain(column))
    for row in answer.rows:
        table.add_row(*map(plain, row))
    console = Console(width=None if sys.stdout.isatty() else UNCUT)
    console.print(table)
    console.print(f"{len(answer.rows):,} row{'' if len(answer.rows) == 1 else 's'}")
