"""Broken rules in plain words, and the quarantine rows made of them."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import polars as pl

from pipeline.tables.registry import polars_schema, table_facts

LONGEST_VALUE = 200
"""Characters of an offending value that a quarantine row shows; article text is untrusted and may be long."""

_PHRASES = {
    "required": "a value is required",
    "minimum": "must be at least {}",
    "maximum": "must be at most {}",
    "enum": "must be one of {}",
    "pattern": "must match the pattern {}",
    "minLength": "must have at least {} character(s) (what is missing is null, not empty)",
}
_TYPE_PHRASES: dict[type[pl.DataType], str] = {
    pl.String: "text in valid Unicode",
    pl.Int8: "a whole number from -128 to 127",
    pl.Int32: "a whole number of at most 32 bits",
    pl.Int64: "a whole number of at most 64 bits",
    pl.Float64: "a number",
    pl.Boolean: "true or false",
    pl.Date: "a date as YYYY-MM-DD",
    pl.Datetime: "a moment in UTC, in ISO 8601",
    pl.List: "a list of the declared items",
}


class Failure(NamedTuple):
    """A broken rule, the columns it is about, what must be true, and the positions of the rows that fail."""

    rule: str
    columns: tuple[str, ...]
    says: str
    rows: list[int]


def constraint_phrase(constraint: str, value: Any) -> str:
    """Return what a column constraint asks for, such as "must be at least 0"."""
    shown = ", ".join(str(item) for item in value) if isinstance(value, list | tuple) else value
    return _PHRASES[constraint].format(shown)


def constraint_phrases(constraints: Mapping[str, Any]) -> tuple[str, ...]:
    """Return what each of a column's constraints asks for."""
    return tuple(constraint_phrase(name, value) for name, value in constraints.items())


def type_phrase(dtype: pl.DataType) -> str:
    """Return what a value of the type looks like."""
    return f"must be {_TYPE_PHRASES[type(dtype)]}"


def quarantine_rows(name: str, frame: pl.DataFrame, failures: Iterable[Failure]) -> pl.DataFrame:
    """Return one row of the quarantine table per failure and row of `frame`, with the values as they were."""
    rows = [(position, line) for failure in failures for position, line in _lines(name, frame, failure)]
    rows.sort(key=lambda item: item[0])
    return pl.DataFrame([line for _, line in rows], schema=polars_schema("quarantine"), orient="row")


def _lines(name: str, frame: pl.DataFrame, failure: Failure) -> Iterator[tuple[int, tuple[str | None, ...]]]:
    about = ", ".join(failure.columns)
    for position in failure.rows:
        value = _offending(frame, failure.columns, position)
        message = f"{about}: {failure.says}; found: {'nothing' if value is None else value}"
        article = (
            (shown_value(frame["article_id"][position]) or None) if "article_id" in frame.columns else None
        )
        key = row_key(name, frame, position)
        yield position, (name, key, failure.rule, about, value, message, article)


def row_key(name: str, frame: pl.DataFrame, position: int) -> str:
    """Return the row's primary key, its parts joined by "|", or its position where the key is not whole."""
    parts = [shown_value(frame[column][position]) for column in table_facts(name).primary_key]
    whole = [part for part in parts if part]
    return "|".join(whole) if whole and len(whole) == len(parts) else f"row {position}"


def _offending(frame: pl.DataFrame, columns: tuple[str, ...], position: int) -> str | None:
    values = [shown_value(frame[column][position]) for column in columns]
    if len(columns) == 1:
        return values[0]
    return ", ".join(f"{column} = {value}" for column, value in zip(columns, values, strict=True))


def shown_value(value: Any) -> str | None:
    """Return a value as text that is valid Unicode and short, or None for a missing one."""
    if value is None:
        return None
    text = str(value.to_list() if isinstance(value, pl.Series) else value)
    text = text.encode("utf-8", "backslashreplace").decode("utf-8")
    return text if len(text) <= LONGEST_VALUE else text[:LONGEST_VALUE] + "…"
