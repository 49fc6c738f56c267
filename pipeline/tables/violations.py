"""What a table-wide rule reports, and the shape of such a rule."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import polars as pl

from pipeline.tables.messages import shown_value
from pipeline.tables.registry import table_facts

Frames = Mapping[str, pl.DataFrame]

SHOWN_ROWS = 5
"""Broken rows that a message tells in full; all of them are in `row_keys`."""


class Violation(NamedTuple):
    """A table-wide rule that does not hold, and the primary keys of the rows that break it."""

    table: str
    rule: str
    row_keys: tuple[str, ...]
    message: str


class TableRule(NamedTuple):
    """A rule over whole tables: `needs` names the tables it reads, `broken` yields what is wrong."""

    name: str
    needs: tuple[str, ...]
    broken: Callable[[Frames], Iterable[Violation]]


def violations(table: str, rule: str, rows: pl.DataFrame, says: str, *shown: str) -> Iterator[Violation]:
    """Yield one violation over `rows`, the rows of `table` that break the rule, or none if there are no rows.

    `says` is what must be true; `shown` are the columns of `rows` that show a reader why it is not.
    """
    if rows.is_empty():
        return
    keys = row_keys(table, rows)
    examples = "; ".join(_example(key, row) for key, row in zip(keys, _shown_rows(rows, shown), strict=False))
    more = f"; and {len(keys) - SHOWN_ROWS} more" if len(keys) > SHOWN_ROWS else ""
    message = f"{table}: {len(keys)} row(s) break {rule}: {says}. Found: {examples}{more}"
    yield Violation(table, rule, tuple(keys), message)


def row_keys(table: str, rows: pl.DataFrame) -> list[str]:
    """Return each row's primary key as text, its parts joined by |; of a table without one, the whole row."""
    key = table_facts(table).primary_key or rows.columns
    texts = rows.select(pl.col(column).cast(pl.String) for column in key)
    return ["|".join(part for part in row if part is not None) for row in texts.iter_rows()]


def _shown_rows(rows: pl.DataFrame, shown: tuple[str, ...]) -> list[dict[str, Any]]:
    return [{column: row[column] for column in shown} for row in rows.head(SHOWN_ROWS).iter_rows(named=True)]


def _example(key: str, row: dict[str, Any]) -> str:
    values = ", ".join(f"{column} = {shown_value(value)}" for column, value in row.items())
    return f"{key} ({values})" if values else key
