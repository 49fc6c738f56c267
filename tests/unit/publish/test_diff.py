"""What changed between releases: rows that came, rows that went, and cells that differ."""

from pathlib import Path
from typing import Any

import polars as pl
import pytest
from release_samples import ARTICLE, FIGURE, ledger

from pipeline.publish import diff, publish
from pipeline.publish.difference import split_changes
from pipeline.store import NoReleaseError
from pipeline.tables import TABLES


def changes(*rows: tuple[str, str, int | None, list[str]]) -> pl.DataFrame:
    schema: dict[str, Any] = {
        "change": pl.String,
        "id": pl.String,
        "killed": pl.Int64,
        "who": pl.List(pl.String),
    }
    return pl.DataFrame(rows, schema=schema, orient="row")


def test_rows_of_one_key_are_one_changed_row() -> None:
    found = split_changes(
        changes(
            ("removed", "a", 13, ["x"]),
            ("added", "a", None, ["x"]),
            ("removed", "b", 1, ["y"]),
            ("added", "b", 1, ["y", "z"]),
            ("added", "c", 2, []),
            ("removed", "d", 3, []),
        ),
        ["id"],
    )
    assert found.counts == {"added": 1, "removed": 1, "changed": 2}
    assert found.added.rows() == [("c", 2, [])]
    assert found.removed.rows() == [("d", 3, [])]
    assert found.changed.rows() == [("a", "killed", "13", None), ("b", "who", '["y"]', '["y", "z"]')]
    assert found.changed.columns == ["id", "column", "old", "new"]


def test_a_table_without_a_key_has_no_changed_rows() -> None:
    found = split_changes(changes(("removed", "a", 13, []), ("added", "a", 14, [])), [])
    assert found.counts == {"added": 1, "removed": 1, "changed": 0}
    assert found.changed.is_empty()


def test_no_changes_are_no_rows() -> None:
    assert split_changes(changes(), ["id"]).counts == {"added": 0, "removed": 0, "changed": 0}


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    for extra, killed in ((0, 13), (1, 13), (1, 14)):
        publish(
            ledger(killed=killed, extra_articles=extra),
            warehouse=tmp_path,
            inputs_hash="i",
            code_version="1",
            extractor_version="1",
        )
    return tmp_path


def test_the_last_two_releases_are_compared_unless_others_are_named(warehouse: Path) -> None:
    found = diff(warehouse)
    assert list(found) == [name for name in TABLES if name != "releases"]
    assert [name for name, table in found.items() if any(table.counts.values())] == [
        "figures",
        "estimates",
        "findings",
    ]
    changed = {column: (old, new) for _, column, old, new in found["figures"].changed.rows()}
    assert changed == {"value": ("13", "14"), "value_low": ("13", "14")}
    assert found["figures"].changed["figure_id"].unique().to_list() == [FIGURE]


def test_any_two_releases_can_be_compared_in_either_direction(warehouse: Path) -> None:
    with_names = pl.read_parquet(warehouse / "parquet/releases.parquet")["release_id"].to_list()
    found = diff(warehouse, with_names[2], with_names[0])
    assert found["articles"].counts == {"added": 0, "removed": 1, "changed": 0}
    assert ARTICLE not in found["articles"].removed["article_id"]


def test_a_release_that_is_not_there_is_named(warehouse: Path) -> None:
    with pytest.raises(NoReleaseError, match="'R-unknown' is no release"):
        diff(warehouse, "R-unknown")
