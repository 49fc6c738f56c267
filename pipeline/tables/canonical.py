"""The one order of a table's columns and rows, so that equal contents are equal bytes."""

import polars as pl

from pipeline.tables.model import ContractError
from pipeline.tables.registry import SORT_KEYS, polars_schema


def canonical(name: str, frame: pl.DataFrame) -> pl.DataFrame:
    """Return the frame with the contract's columns and types, its rows sorted by the table's sort key.

    Text sorts by code point and missing values come last, on every machine. Raises ContractError if a
    column is missing or holds a value that its type cannot.
    """
    schema = polars_schema(name)
    try:
        typed = frame.select(pl.col(column).cast(dtype) for column, dtype in schema.items())
    except pl.exceptions.PolarsError as error:
        raise ContractError(
            f"{name}: cannot be put into the contract's form; validate it first: {error}"
        ) from error
    return typed.sort(SORT_KEYS[name], nulls_last=True, maintain_order=True).rechunk()
