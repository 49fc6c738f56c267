"""What the UI shows of a table: rows, columns and a preview."""

from typing import Any

import polars as pl
from dagster import MetadataValue, TableColumn, TableColumnConstraints, TableSchema

from pipeline import tables
from pipeline.tables.messages import constraint_phrases

PREVIEW_ROWS = 8
PREVIEW_WIDTH = 60
MARKDOWN = str.maketrans(
    {mark: f"\\{mark}" for mark in "\\`*_{}[]()#+!|~"} | {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
)
"""Article text is untrusted: no character of it may be read as markdown or HTML."""


def table_metadata(name: str, frame: pl.DataFrame) -> dict[str, Any]:
    """Dagster metadata of the staged table `name`: row count, column schema and a markdown preview."""
    return {
        "dagster/row_count": frame.height,
        "dagster/column_schema": column_schema(name),
        "preview": MetadataValue.md(preview(frame)),
    }


def column_schema(name: str) -> TableSchema:
    """Columns of the table `name` with type, description and whether they may be empty."""
    return TableSchema(
        columns=[
            TableColumn(
                name=column.name,
                type=column.type,
                description=_description(column),
                constraints=TableColumnConstraints(nullable=column.nullable, other=_constraints(column)),
            )
            for column in tables.column_info(name)
        ]
    )


def _description(column: tables.ColumnInfo) -> str:
    return f"{column.description} Unit: {column.unit}." if column.unit else column.description


def _constraints(column: tables.ColumnInfo) -> list[str]:
    """The rules of a column in words; whether it may be empty is shown apart."""
    return [rule for rule in column.constraints if rule not in constraint_phrases({"required": True})]


def preview(frame: pl.DataFrame) -> str:
    """The first rows of `frame` as a markdown table, long values cut, markup escaped."""
    if frame.is_empty():
        return "no rows"
    rows = [[_cell(value) for value in row] for row in frame.head(PREVIEW_ROWS).iter_rows()]
    return "\n".join(
        [_line(list(map(_cell, frame.columns))), _line(["---"] * frame.width), *map(_line, rows)]
    )


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(value: object) -> str:
    if value is None:
        return ""
    text = " ".join(str(value).split())
    cut = text if len(text) <= PREVIEW_WIDTH else text[: PREVIEW_WIDTH - 1] + "…"
    return cut.translate(MARKDOWN)
