"""Table by table and across tables: the rules that block a release."""

from collections.abc import Iterator, Mapping

import polars as pl

from pipeline.tables.keys import KEY_RULES
from pipeline.tables.model import ContractError
from pipeline.tables.parts import PART_RULES
from pipeline.tables.registry import polars_schema
from pipeline.tables.spans import SPAN_RULES
from pipeline.tables.validation import validate
from pipeline.tables.violations import Frames, TableRule, Violation


def _rows_out_of_contract(frames: Frames) -> Iterator[Violation]:
    """Yield the rules of `validate` that a row still breaks: one that was changed, or never validated."""
    for table, frame in frames.items():
        broken = validate(table, frame).quarantine
        for (rule,), rows in broken.group_by(["rule"], maintain_order=True):
            keys = tuple(rows["row_key"].to_list())
            message = f"{table}: {len(keys)} row(s) break {rule}. Found: {keys[0]}: {rows['message'][0]}"
            yield Violation(table, str(rule), keys, message)


TABLE_RULES: tuple[TableRule, ...] = (
    TableRule("row_rules", (), _rows_out_of_contract),
    *KEY_RULES,
    *SPAN_RULES,
    *PART_RULES,
)
"""Every table-wide rule, in the order in which `check_tables` judges them."""


def check_tables(frames: Mapping[str, pl.DataFrame]) -> list[Violation]:
    """Return the table-wide rules that the frames break; none means that they may be published.

    `frames` maps table names to validated frames; a rule is judged when every table that it needs is there,
    so parts of the line can be checked early. Raises ContractError for a frame that is not in the
    contract's form.
    """
    for name, frame in frames.items():
        _require_form(name, frame)
    return [
        violation
        for rule in TABLE_RULES
        if frames.keys() >= set(rule.needs)
        for violation in rule.broken(frames)
    ]


def _require_form(name: str, frame: pl.DataFrame) -> None:
    expected = dict(polars_schema(name))
    wrong = [column for column in expected if frame.schema.get(column) != expected[column]]
    if wrong or frame.width != len(expected):
        found = ", ".join(f"{column} {dtype}" for column, dtype in frame.schema.items())
        raise ContractError(f"{name}: not in the contract's form (validate it first); found {found}")
