"""Lossless casting of columns to the contract's types, value by value where a whole column cannot be cast."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import Enum
from typing import Any, NamedTuple

import polars as pl
import polars.exceptions

from pipeline.tables.model import instance


class Cast(NamedTuple):
    """A column in its contract type, and which of its values could not be cast (those are null in it)."""

    values: pl.Series
    failed: pl.Series


_KINDS: tuple[tuple[str, Callable[[pl.DataType], bool]], ...] = (
    ("integer", lambda dtype: dtype.is_integer()),
    ("float", lambda dtype: dtype.is_float()),
    ("text", lambda dtype: isinstance(dtype, pl.String | pl.Categorical | pl.Enum)),
    ("boolean", lambda dtype: isinstance(dtype, pl.Boolean)),
    ("date", lambda dtype: isinstance(dtype, pl.Date)),
    ("instant", lambda dtype: isinstance(dtype, pl.Datetime)),
)
_LOSSLESS = {
    ("integer", "integer"),
    ("integer", "float"),
    ("float", "integer"),
    ("float", "float"),
    ("text", "text"),
    ("text", "integer"),
    ("text", "float"),
    ("instant", "date"),
    ("instant", "instant"),
}
"""(kind of the values, kind of the column) cast as whole columns; losses are found by casting back."""

_READERS: dict[str, Callable[[str], Any]] = {
    "date": date.fromisoformat,
    "instant": datetime.fromisoformat,
    "boolean": {"true": True, "false": False}.__getitem__,
}
_PYTHON_TYPES: dict[str, tuple[type, ...]] = {
    "integer": (int,),
    "float": (float, int),
    "text": (str,),
    "boolean": (bool,),
    "date": (date,),
    "instant": (datetime,),
}


def cast_column(values: pl.Series, dtype: pl.DataType) -> Cast:
    """Cast a column to `dtype` where no value changes its meaning by it.

    Integers change width, whole floats become integers, text in the form of a number, an ISO 8601 date or
    true/false becomes one. Never raises: what cannot be cast is null in the result and marked as failed.
    """
    if values.dtype == dtype:
        return Cast(values, _none_of(values))
    if values.dtype == pl.Null:
        return Cast(values.cast(dtype), _none_of(values))
    if (_kind(values.dtype), _kind(dtype)) in _LOSSLESS:
        return _cast_whole(values, dtype)
    return _cast_each(values, dtype)


def _none_of(values: pl.Series) -> pl.Series:
    return pl.repeat(False, len(values), dtype=pl.Boolean, eager=True)


def _kind(dtype: pl.DataType) -> str:
    return next((kind for kind, belongs in _KINDS if belongs(dtype)), "other")


def _cast_whole(values: pl.Series, dtype: pl.DataType) -> Cast:
    converted = values.cast(dtype, strict=False)
    kept = converted.is_not_null()
    if _kind(values.dtype) != "text":
        kept &= converted.cast(values.dtype, strict=False).eq_missing(values)
    failed = values.is_not_null() & ~kept
    return Cast(_without(converted, failed), failed)


def _without(values: pl.Series, failed: pl.Series) -> pl.Series:
    if not failed.any():
        return values
    blank = pl.Series([None], dtype=values.dtype)
    return values.zip_with(~failed, blank.new_from_index(0, len(values)))


def _cast_each(values: pl.Series, dtype: pl.DataType) -> Cast:
    """Cast value by value: for Python objects, dates and flags in text, and nested types."""
    given = values.to_list()
    cells = [None if value is None else _cast_value(value, dtype) for value in given]
    failed = [value is not None and cell is None for value, cell in zip(given, cells, strict=True)]
    return Cast(
        pl.Series(values.name, cells, dtype=dtype, strict=True),
        pl.Series(values.name, failed, dtype=pl.Boolean),
    )


def _cast_value(value: Any, dtype: pl.DataType) -> Any:
    try:
        value = value.value if isinstance(value, Enum) else value
        if isinstance(value, str) and (read := _READERS.get(_kind(dtype))):
            value = read(value)
        return pl.Series([value], dtype=dtype, strict=True).to_list()[0] if has_shape(value, dtype) else None
    except (LookupError, TypeError, ValueError, OverflowError, polars.exceptions.PolarsError):
        return None


def has_shape(value: Any, dtype: pl.DataType) -> bool:
    """Return whether a Python value is of the type as it stands; a struct needs every field and no other."""
    if isinstance(dtype, pl.List):
        return isinstance(value, list | tuple) and all(
            has_shape(item, instance(dtype.inner)) for item in value
        )
    if isinstance(dtype, pl.Struct):
        fields = {field.name: instance(field.dtype) for field in dtype.fields}
        return (
            isinstance(value, Mapping)
            and value.keys() == fields.keys()
            and all(item is None or has_shape(item, fields[key]) for key, item in value.items())
        )
    return type(value) in _PYTHON_TYPES[_kind(dtype)]
