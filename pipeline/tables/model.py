"""What a table declaration is made of: a pandera model, its columns and its row rules."""

import inspect
from collections.abc import Iterable
from enum import Enum
from typing import Any, ClassVar, NamedTuple

import pandera.polars as pa
import polars as pl
from pandera.api.polars.types import PolarsData


class ContractError(ValueError):
    """A fault of the code that built a table, not of one row; the message says what to change."""


class RowRule(NamedTuple):
    """A rule over several columns of one row.

    `holds` is True for a good row; null (a side is missing) says nothing and passes. `says` completes a
    sentence for a reader: what must be true. A row in which one of `columns` could not even be cast is not
    judged by the rule.
    """

    name: str
    columns: tuple[str, ...]
    holds: pl.Expr
    says: str


def column(
    title: str,
    description: str,
    *,
    unit: str | None = None,
    nullable: bool = False,
    minimum: float | None = None,
    maximum: float | None = None,
    enum: Iterable[Any] | None = None,
    pattern: str | None = None,
    min_length: int | None = None,
    references: str | None = None,
) -> Any:
    """One column's declaration, as a pandera field to put into `Annotated[dtype, column(...)]`.

    `unit` is what a number counts or measures; `references` names the column ("articles.article_id") that
    must hold the value. The constraints carry the names that Frictionless Table Schema gives them.
    """
    return pa.Field(
        title=title,
        description=description,
        nullable=nullable,
        ge=minimum,
        le=maximum,
        isin=None if enum is None else [item.value if isinstance(item, Enum) else item for item in enum],
        str_matches=pattern,
        str_length=None if min_length is None else {"min_value": min_length},
        metadata={"unit": unit, "references": references},
    )


def instance(dtype: Any) -> pl.DataType:
    """Return a Polars type as an instance; types without parameters are also handed out as classes."""
    return dtype if isinstance(dtype, pl.DataType) else dtype()


class TableFacts(NamedTuple):
    """What is true of a table as a whole; `description` is the model's docstring."""

    name: str
    title: str
    description: str
    primary_key: tuple[str, ...]
    sort_key: tuple[str, ...]
    row_rules: tuple[RowRule, ...]


class TableModel(pa.DataFrameModel):
    """Base of every table of the contract: columns as annotated fields, the rest as class arguments."""

    __facts__: ClassVar[TableFacts]

    def __init_subclass__(
        cls,
        *,
        name: str,
        title: str,
        sort_key: tuple[str, ...],
        primary_key: tuple[str, ...] = (),
        row_rules: tuple[RowRule, ...] = (),
        **options: Any,
    ) -> None:
        super().__init_subclass__(**options)  # type: ignore[no-untyped-call]
        description = " ".join(inspect.cleandoc(cls.__doc__ or "").split())
        cls.__facts__ = TableFacts(name, title, description, primary_key, sort_key, row_rules)

    @classmethod
    def facts(cls) -> TableFacts:
        """Return the table's name, title, description, keys and row rules."""
        return cls.__facts__

    @classmethod
    def build_schema_(cls, **options: Any) -> pa.DataFrameSchema:
        """Build the pandera schema, with each row rule as a check over the whole frame."""
        facts = cls.facts()
        options |= {"name": facts.name, "title": facts.title, "description": facts.description}
        schema = super().build_schema_(**options)
        schema.checks = [row_check(rule) for rule in facts.row_rules]
        return schema


def row_check(rule: RowRule) -> pa.Check:
    """Return the rule as a pandera check.

    `error` is set because only that reaches pandera's failure cases. One failure case is kept: the
    positions of all failing rows are read from the check's output, and printing whole rows would cost a
    copy of every article.
    """

    def holds(data: PolarsData) -> pl.LazyFrame:
        return data.lazyframe.select(rule.holds)

    return pa.Check(holds, name=rule.name, error=rule.name, n_failure_cases=1)
