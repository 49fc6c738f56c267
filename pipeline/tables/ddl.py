"""DuckDB DDL, derived from the models."""

import polars as pl

from pipeline.tables.model import instance
from pipeline.tables.registry import ColumnFacts, table_columns, table_facts

_TYPES: dict[type[pl.DataType], str] = {
    pl.String: "VARCHAR",
    pl.Int8: "TINYINT",
    pl.Int32: "INTEGER",
    pl.Int64: "BIGINT",
    pl.Float64: "DOUBLE",
    pl.Boolean: "BOOLEAN",
    pl.Date: "DATE",
    pl.Datetime: "TIMESTAMP WITH TIME ZONE",
}


def duckdb_ddl(name: str, schema: str | None = None) -> list[str]:
    """Return the statements that create the table in DuckDB or DuckLake: CREATE TABLE, then every comment.

    `schema` is put before the table's name as it is ("lake.main"). Required columns are NOT NULL; keys and
    checks are left to `validate` and `check_tables`, because DuckLake has none.
    """
    table = f"{schema}.{identifier(name)}" if schema else identifier(name)
    columns = table_columns(name)
    facts = table_facts(name)
    create = f"CREATE TABLE {table} (\n  " + ",\n  ".join(_column(column) for column in columns) + "\n)"
    return [
        create,
        f"COMMENT ON TABLE {table} IS {literal(f'{facts.title}. {facts.description}')}",
        *(
            f"COMMENT ON COLUMN {table}.{identifier(column.name)} IS {literal(column_comment(column))}"
            for column in columns
        ),
    ]


def column_comment(column: ColumnFacts) -> str:
    """Return the column's title, description and unit as one comment."""
    unit = "" if column.unit is None else f" Unit: {column.unit}."
    return f"{column.title}. {column.description}{unit}"


def duckdb_type(dtype: pl.DataType) -> str:
    """Return DuckDB's name of the type."""
    if isinstance(dtype, pl.List):
        return f"{duckdb_type(instance(dtype.inner))}[]"
    if isinstance(dtype, pl.Struct):
        fields = ", ".join(
            f"{identifier(field.name)} {duckdb_type(instance(field.dtype))}" for field in dtype.fields
        )
        return f"STRUCT({fields})"
    return _TYPES[type(dtype)]


def identifier(name: str) -> str:
    """`name` as an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def literal(value: object) -> str:
    """`value` as an SQL string literal."""
    return "'" + str(value).replace("'", "''") + "'"


def _column(column: ColumnFacts) -> str:
    required = "" if column.nullable else " NOT NULL"
    return f"{identifier(column.name)} {duckdb_type(column.dtype)}{required}"
