"""The contract for readers: what each table and column holds, as Markdown and as plain records."""

from collections.abc import Iterator
from typing import NamedTuple

from pipeline.tables.ddl import duckdb_type
from pipeline.tables.messages import constraint_phrases
from pipeline.tables.registry import TABLES, ColumnFacts, table_columns, table_facts


class ColumnInfo(NamedTuple):
    """A column for display: `type` is DuckDB's name of it, `constraints` are phrases."""

    name: str
    type: str
    nullable: bool
    title: str
    description: str
    unit: str | None
    constraints: tuple[str, ...]


def column_info(name: str) -> tuple[ColumnInfo, ...]:
    """Return the table's columns for display, in order."""
    return tuple(_column_info(name, column) for column in table_columns(name))


def _column_info(name: str, column: ColumnFacts) -> ColumnInfo:
    constraints = constraint_phrases(column.constraints)
    if column.references is not None:
        constraints += ("must be among {}.{}".format(*column.references),)
    if table_facts(name).primary_key == (column.name,):
        constraints += ("must be unique",)
    return ColumnInfo(
        name=column.name,
        type=duckdb_type(column.dtype),
        nullable=column.nullable,
        title=column.title,
        description=column.description,
        unit=column.unit,
        constraints=constraints,
    )


def data_dictionary() -> str:
    """Return the whole contract as Markdown: a chapter per table with its keys, columns and row rules."""
    chapters = ["# Data dictionary", *("\n".join(_chapter(name)) for name in TABLES)]
    return "\n\n".join(chapters) + "\n"


def _chapter(name: str) -> Iterator[str]:
    facts = table_facts(name)
    yield f"## {name}\n\n{facts.description}\n"
    if facts.primary_key:
        yield f"Primary key: {', '.join(f'`{column}`' for column in facts.primary_key)}.\n"
    yield "| column | type | unit | meaning | rules |\n| --- | --- | --- | --- | --- |"
    yield from (_line(column) for column in column_info(name))
    if facts.row_rules:
        yield "\nIn every row:\n"
        yield from (f"- {rule.says} (`{rule.name}`)" for rule in facts.row_rules)


def _line(column: ColumnInfo) -> str:
    meaning = f"**{column.title}.** {column.description}"
    cells = (f"`{column.name}`", column.type, column.unit or "", meaning, "; ".join(column.constraints))
    return f"| {' | '.join(_cell(cell) for cell in cells)} |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
