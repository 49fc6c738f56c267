"""Every check of every table rejects a row that breaks it, and names the rule, the column and the value."""

import good_rows as good
import polars as pl
import pytest
from bad_rows import BAD_ROWS, BAD_VALUES, LATE, WRONG_TYPES

from pipeline.tables import TABLES, empty, from_rows, table_columns, table_facts, validate

COLUMNS = [(table, column) for table in TABLES for column in table_columns(table)]
CONSTRAINTS = [
    (table, column.name, constraint)
    for table, column in COLUMNS
    for constraint in column.constraints
    if constraint != "required"
]
ROW_CASES = [
    (table, rule, change)
    for table, rules in BAD_ROWS.items()
    for rule, changes in rules.items()
    for change in changes
]


def broken_by(table: str, row: good.Row) -> set[tuple[str, str]]:
    """(rule, columns) of everything that is wrong with the row."""
    validation = validate(table, from_rows(table, [row]))
    assert validation.valid.is_empty() != validation.quarantine.is_empty()
    return {(line["rule"], line["column_name"]) for line in validation.quarantine.to_dicts()}


@pytest.mark.parametrize("table", TABLES)
def test_good_rows_pass_as_they_are(table: str) -> None:
    rows = from_rows(table, good.ROWS[table])
    validation = validate(table, rows)
    assert validation.quarantine.is_empty()
    assert validation.valid.equals(rows, null_equal=True)


def test_every_column_constraint_has_a_value_that_it_must_reject() -> None:
    declared = {(column, constraint) for _, column, constraint in CONSTRAINTS}
    assert set(BAD_VALUES) == declared


def test_every_row_rule_has_a_row_that_it_must_reject() -> None:
    declared = {table: {rule.name for rule in table_facts(table).row_rules} for table in TABLES}
    assert {
        table: {rule for rule, cases in rules.items() if cases} for table, rules in BAD_ROWS.items()
    } == declared


def test_every_check_that_pandera_runs_is_declared_as_a_constraint_or_a_row_rule() -> None:
    for table, model in TABLES.items():
        schema = model.to_schema()
        in_pandera = sum(len(column.checks) for column in schema.columns.values()) + len(schema.checks)
        declared = sum(table == owner for owner, *_ in CONSTRAINTS) + len(table_facts(table).row_rules)
        assert in_pandera == declared


@pytest.mark.parametrize(("table", "column", "constraint"), CONSTRAINTS)
def test_a_value_outside_its_constraint_is_rejected(table: str, column: str, constraint: str) -> None:
    row = good.good_row(table) | {column: BAD_VALUES[column, constraint]}
    assert (constraint, column) in broken_by(table, row)


@pytest.mark.parametrize(("table", "column"), [(table, c.name) for table, c in COLUMNS if not c.nullable])
def test_a_missing_value_is_rejected_where_one_is_required(table: str, column: str) -> None:
    assert ("required", column) in broken_by(table, good.good_row(table) | {column: None})


@pytest.mark.parametrize(
    ("table", "column", "dtype"), [(table, column.name, column.dtype) for table, column in COLUMNS]
)
def test_a_value_of_another_type_is_rejected_as_such_and_as_nothing_else(
    table: str, column: str, dtype: pl.DataType
) -> None:
    row = good.good_row(table) | {column: WRONG_TYPES[type(dtype)]}
    assert broken_by(table, row) == {("type", column)}


@pytest.mark.parametrize(("table", "rule", "change"), ROW_CASES)
def test_a_row_that_breaks_a_row_rule_is_rejected(table: str, rule: str, change: good.Row) -> None:
    columns = next(item.columns for item in table_facts(table).row_rules if item.name == rule)
    assert (rule, ", ".join(columns)) in broken_by(table, good.good_row(table) | change)


@pytest.mark.parametrize(
    ("qualifier", "value", "low", "high"),
    [
        ("exact", 40, 40, 40),
        ("exact", 0, 0, 0),
        ("at_least", 13, 13, None),
        ("more_than", 200, 201, None),
        ("at_most", 22, 0, 22),
        ("fewer_than", 10, 0, 9),
        ("about", 53, 53, 53),
        ("range", None, 7, 9),
        ("vague", None, 200, 999),
        ("vague", None, 1_000_000, None),
    ],
)
@pytest.mark.parametrize("table", ["figures", "totals"])
def test_values_as_the_words_imply_them_are_accepted(
    table: str, qualifier: str, value: int | None, low: int | None, high: int | None
) -> None:
    change = {"qualifier": qualifier, "value": value, "value_low": low, "value_high": high}
    assert broken_by(table, good.good_row(table) | change) == set()


def test_an_open_interval_of_dates_is_accepted() -> None:
    change = {"date_start": None, "date_end": LATE, "date_prec": 4}
    assert broken_by("figures", good.good_row("figures") | change) == set()


def test_a_finding_without_figures_or_changes_is_accepted() -> None:
    assert broken_by("findings", good.good_row("findings") | {"figure_ids": [], "changes": []}) == set()


@pytest.mark.parametrize("table", TABLES)
def test_an_empty_table_keeps_the_contract(table: str) -> None:
    validation = validate(table, empty(table))
    assert validation.valid.is_empty()
    assert validation.quarantine.equals(empty("quarantine"))
