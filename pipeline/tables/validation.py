"""Row by row: which rows of a frame keep the contract, and what is wrong with each of the others."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import pandera.errors
import polars as pl
from pandera.config import ValidationDepth, config_context
from pandera.constants import CHECK_OUTPUT_KEY

from pipeline.tables.casting import Cast, cast_column, has_shape
from pipeline.tables.messages import Failure, constraint_phrase, quarantine_rows, type_phrase
from pipeline.tables.model import ContractError
from pipeline.tables.registry import (
    constraint_name,
    polars_schema,
    table_columns,
    table_facts,
    table_model,
)


class Validation(NamedTuple):
    """The rows that keep the contract, in order, and a quarantine row per rule that each other row broke."""

    valid: pl.DataFrame
    quarantine: pl.DataFrame


def from_rows(name: str, rows: Iterable[Mapping[str, Any]]) -> pl.DataFrame:
    """Return a frame of the table's columns from rows as mappings; a key that a row lacks is null.

    A column whose values are not all of the contract's type is kept as Python objects, for `validate` to
    say which. Raises ContractError for a key that is no column.
    """
    listed = list(rows)
    unexpected = {key for row in listed for key in row} - set(polars_schema(name))
    if unexpected:
        raise ContractError(f"{name}: rows have keys that are no columns: {', '.join(sorted(unexpected))}")
    return pl.DataFrame(
        [_series(key, [row.get(key) for row in listed], dtype) for key, dtype in polars_schema(name).items()]
    )


def _series(name: str, values: list[Any], dtype: pl.DataType) -> pl.Series:
    if dtype.is_nested() and not all(value is None or has_shape(value, dtype) for value in values):
        return pl.Series(name, values, dtype=pl.Object)
    try:
        return pl.Series(name, values, dtype=dtype, strict=True)
    except (TypeError, ValueError, OverflowError, pl.exceptions.PolarsError):
        return pl.Series(name, values, dtype=pl.Object)


def validate(name: str, frame: pl.DataFrame) -> Validation:
    """Split a frame into the rows that keep the contract and quarantine rows that say why the others do not.

    Every rule that a row breaks is reported. A value is cast to the column's type first, where that loses
    nothing; one that cannot be cast breaks the rule `type`. A row that refers to a quarantined row of its
    own table follows it (rule `reference`). Raises ContractError when columns are missing or unexpected:
    that is a fault of the code, not of a row.
    """
    _require_columns(name, frame)
    casts = {column.name: cast_column(frame[column.name], column.dtype) for column in table_columns(name)}
    cast = pl.DataFrame([casting.values.alias(column) for column, casting in casts.items()])
    failures = [*_cast_failures(name, casts), *_rule_failures(name, cast, casts)]
    failures += _orphans(name, cast, failures)
    return Validation(cast.filter(~_failing(cast, failures)), quarantine_rows(name, frame, failures))


def _require_columns(name: str, frame: pl.DataFrame) -> None:
    expected, found = set(polars_schema(name)), set(frame.columns)
    if missing := sorted(expected - found):
        raise ContractError(f"{name}: columns are missing: {', '.join(missing)}")
    if unexpected := sorted(found - expected):
        raise ContractError(f"{name}: columns that the contract does not have: {', '.join(unexpected)}")


def _cast_failures(name: str, casts: Mapping[str, Cast]) -> list[Failure]:
    return [
        Failure("type", (column,), type_phrase(dtype), casts[column].failed.arg_true().to_list())
        for column, dtype in polars_schema(name).items()
        if casts[column].failed.any()
    ]


def _rule_failures(name: str, cast: pl.DataFrame, casts: Mapping[str, Cast]) -> Iterator[Failure]:
    for error in _schema_errors(name, cast):
        rule, columns, says = _broken_rule(name, error)
        if error.check_output is None:
            raise ContractError(f"{name}: the rule {rule} could not be judged: {error}")
        broken = ~error.check_output[CHECK_OUTPUT_KEY]
        for column in columns:
            broken &= ~casts[column].failed
        if broken.any():
            yield Failure(rule, columns, says, broken.arg_true().to_list())


def _schema_errors(name: str, cast: pl.DataFrame) -> list[pandera.errors.SchemaError]:
    # The context wins over PANDERA_VALIDATION_* in the environment, which could switch checks off unseen.
    with config_context(validation_enabled=True, validation_depth=ValidationDepth.SCHEMA_AND_DATA):
        try:
            table_model(name).validate(cast, lazy=True)
        except pandera.errors.SchemaErrors as errors:
            return errors.schema_errors
    return []


def _broken_rule(name: str, error: pandera.errors.SchemaError) -> tuple[str, tuple[str, ...], str]:
    """Return the rule's name, its columns and what must be true."""
    check = error.check if isinstance(error.check, str) else error.check.name
    for rule in table_facts(name).row_rules:
        if rule.name == check:
            return rule.name, rule.columns, rule.says
    constraint = constraint_name(check)
    declared = next(column for column in table_columns(name) if column.name == error.schema.name)
    return constraint, (declared.name,), constraint_phrase(constraint, declared.constraints[constraint])


def _failing(cast: pl.DataFrame, failures: Iterable[Failure]) -> pl.Series:
    rows = sorted({row for failure in failures for row in failure.rows})
    failing = pl.repeat(False, cast.height, dtype=pl.Boolean, eager=True)
    return failing.scatter(rows, True) if rows else failing


def _orphans(name: str, cast: pl.DataFrame, failures: list[Failure]) -> list[Failure]:
    """Return the rows that refer to a failing row of their own table, directly or through others."""
    (key, *_), found = table_facts(name).primary_key or (None,), list[Failure]()
    links = [column.name for column in table_columns(name) if column.references == (name, key)]
    failing = _failing(cast, failures)
    while links and failing.any():
        lost = cast.filter(failing)[str(key)].implode()
        kept = cast.filter(~failing)[str(key)].implode()
        newly = [
            (link, (~failing & cast[link].is_in(lost) & ~cast[link].is_in(kept)).fill_null(False))
            for link in links
        ]
        fresh = [
            Failure(
                "reference",
                (link,),
                f"the row of {name} that it refers to is in quarantine",
                rows.arg_true().to_list(),
            )
            for link, rows in newly
            if rows.any()
        ]
        if not fresh:
            break
        found += fresh
        failing = _failing(cast, [*failures, *found])
    return found
