"""pyarrow schemas, derived from the models."""

from functools import cache

import polars as pl
import pyarrow as pa

from pipeline.tables.registry import ColumnFacts, empty, table_columns, table_facts


@cache
def arrow_schema(name: str) -> pa.Schema:
    """Return the table's Arrow schema, with the types that Polars exports without a copy (large_string).

    Fields carry `title`, `description` and, where there is one, `unit` as metadata; the schema carries the
    table's.
    """
    exported = empty(name).to_arrow(compat_level=pl.CompatLevel.oldest()).schema
    facts = table_facts(name)
    fields = [
        field.with_nullable(column.nullable).with_metadata(_metadata(column))
        for field, column in zip(exported, table_columns(name), strict=True)
    ]
    return pa.schema(fields, metadata={"name": name, "title": facts.title, "description": facts.description})


def _metadata(column: ColumnFacts) -> dict[str, str]:
    described = {"title": column.title, "description": column.description, "unit": column.unit}
    return {key: value for key, value in described.items() if value is not None}
