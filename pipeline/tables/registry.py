"""The tables in flow order, and the reading of their declarations that everything derived rests on."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, NamedTuple

import polars as pl

from pipeline.tables.articles import Articles
from pipeline.tables.audit import Findings, Quarantine, Releases
from pipeline.tables.figures import Figures, SetAside
from pipeline.tables.incidents import Estimates, IncidentFigures, Incidents, Totals
from pipeline.tables.model import ContractError, TableFacts, TableModel, instance
from pipeline.tables.places import Places

_MODELS: tuple[type[TableModel], ...] = (
    Articles,
    Figures,
    SetAside,
    Places,
    Incidents,
    IncidentFigures,
    Estimates,
    Totals,
    Findings,
    Quarantine,
    Releases,
)
TABLES: dict[str, type[TableModel]] = {model.facts().name: model for model in _MODELS}
"""Table name -> its model, in the order in which the line fills them."""

SORT_KEYS: dict[str, tuple[str, ...]] = {name: model.facts().sort_key for name, model in TABLES.items()}
"""Table name -> columns that put its rows in their one order."""

_CONSTRAINTS = {
    "greater_than_or_equal_to": ("minimum", "min_value"),
    "less_than_or_equal_to": ("maximum", "max_value"),
    "isin": ("enum", "allowed_values"),
    "str_matches": ("pattern", "pattern"),
    "str_length": ("minLength", "min_value"),
}
"""pandera's name of a check -> its name in Frictionless Table Schema, and the statistic with its value."""


class ColumnFacts(NamedTuple):
    """What is declared of one column.

    `constraints` maps Frictionless names (required, minimum, maximum, enum, pattern, minLength) to their
    values; `references` is (table, column) that must hold the value.
    """

    name: str
    dtype: pl.DataType
    nullable: bool
    title: str
    description: str
    unit: str | None
    references: tuple[str, str] | None
    constraints: Mapping[str, Any]


def constraint_name(check: str) -> str:
    """Return the contract's name of a pandera column check (`required` for its `not_nullable`)."""
    return "required" if check == "not_nullable" else _CONSTRAINTS[check][0]


def table_model(name: str) -> type[TableModel]:
    """Return the table's model; raises ContractError for a name that is no table."""
    if name not in TABLES:
        raise ContractError(f"no table is named {name!r}; the tables are {', '.join(TABLES)}")
    return TABLES[name]


def table_facts(name: str) -> TableFacts:
    """Return the table's title, description, keys and row rules."""
    return table_model(name).facts()


@cache
def table_columns(name: str) -> tuple[ColumnFacts, ...]:
    """Return what is declared of each of the table's columns, in order."""
    schema = table_model(name).to_schema()
    return tuple(_column_facts(name, column_name, column) for column_name, column in schema.columns.items())


def _column_facts(table: str, name: str, column: Any) -> ColumnFacts:
    constraints: dict[str, Any] = {} if column.nullable else {"required": True}
    for check in column.checks:
        constraint, statistic = _CONSTRAINTS[check.name]
        constraints[constraint] = check.statistics[statistic]
    target = column.metadata["references"]
    if target == f"{table}.{name}":
        target = None
    return ColumnFacts(
        name=name,
        dtype=instance(column.dtype.type),
        nullable=column.nullable,
        title=column.title,
        description=column.description,
        unit=column.metadata["unit"],
        references=None if target is None else tuple(target.split(".")),
        constraints=MappingProxyType(constraints),
    )


def polars_schema(name: str) -> pl.Schema:
    """Return the table's columns and their Polars types, in order."""
    return pl.Schema({column.name: column.dtype for column in table_columns(name)})


def empty(name: str) -> pl.DataFrame:
    """Return the table without rows."""
    return pl.DataFrame(schema=polars_schema(name))
