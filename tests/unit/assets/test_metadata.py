"""What the UI shows of a table."""

import polars as pl
import pytest

from pipeline import tables
from pipeline.assets.metadata import PREVIEW_ROWS, PREVIEW_WIDTH, column_schema, preview


@pytest.mark.parametrize("name", tables.TABLES)
def test_the_column_schema_is_the_contract(name: str) -> None:
    columns = column_schema(name).columns
    assert [column.name for column in columns] == list(tables.polars_schema(name))
    assert all(column.description for column in columns)


@pytest.mark.parametrize(
    "hostile", ["<script>alert(1)</script>", "[a](javascript:b)", "a | b\nc", "**x** `y`"]
)
def test_article_text_is_shown_not_rendered(hostile: str) -> None:
    *_, row = preview(pl.DataFrame({"text": [hostile]})).splitlines()
    shown = row.removeprefix("| ").removesuffix(" |")
    for mark in "<>":
        assert mark not in shown
    for mark in "[]()|*`":
        assert shown.count(mark) == shown.count(f"\\{mark}"), mark


def test_long_values_and_tables_are_cut() -> None:
    lines = preview(pl.DataFrame({"text": ["x" * 500] * 100})).splitlines()
    assert len(lines) == PREVIEW_ROWS + 2
    assert len(lines[-1]) <= PREVIEW_WIDTH + 4


def test_an_empty_table_says_so() -> None:
    assert preview(tables.empty("figures")) == "no rows"
