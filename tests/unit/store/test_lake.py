"""The lake: a release is one snapshot, whole or not there, and every release stays as it was."""

import shutil
import sqlite3
from collections.abc import Mapping
from pathlib import Path

import duckdb
import polars as pl
import pyarrow as pa
import pytest
from release_samples import FIGURE, ledger

from pipeline.store import (
    Commit,
    Contents,
    LakeLocation,
    StoreError,
    arrow_table,
    commit_release,
    content_hash,
    lake_location,
    open_lake,
)
from pipeline.store.connection import attached
from pipeline.tables import TABLES, canonical, duckdb_ddl, table_columns

Tables = dict[str, pa.Table]


@pytest.fixture
def location(tmp_path: Path) -> LakeLocation:
    return lake_location(tmp_path)


def tables_of(frames: Mapping[str, pl.DataFrame]) -> Tables:
    return {name: arrow_table(name, frame) for name, frame in frames.items()}


def commit(location: LakeLocation, tables: Tables) -> Commit:
    counts = {name: table.num_rows for name, table in tables.items()}
    contents = Contents("inputs", content_hash(tables), "0.1.0", "1", {"duckdb": "1.5.5"}, counts)
    return commit_release(location, tables, contents)


def snapshots(location: LakeLocation) -> list[tuple[int, str | None]]:
    with attached(location, read_only=True) as connection:
        query = "SELECT snapshot_id, commit_message FROM lake.snapshots() ORDER BY snapshot_id"
        return connection.execute(query).fetchall()


def test_a_release_is_one_snapshot_over_all_tables(location: LakeLocation) -> None:
    first, second = (commit(location, tables_of(ledger(killed=killed))) for killed in (13, 14))
    assert snapshots(location)[1:] == [
        (done.release.snapshot_id, f"release {done.release.release_id}") for done in (first, second)
    ]
    with open_lake(location) as lake:
        assert lake.releases() == [first.release, second.release]
        for name, frame in ledger(killed=14).items():
            assert lake.read(name).equals(canonical(name, frame)), name


def test_a_release_holds_its_own_row_and_the_rows_before_it(location: LakeLocation) -> None:
    done = [commit(location, tables_of(ledger(killed=killed))).release for killed in (13, 14)]
    with open_lake(location) as lake:
        held = [lake.read("releases", release.snapshot_id)["release_id"].to_list() for release in done]
    assert held == [[done[0].release_id], [done[0].release_id, done[1].release_id]]


def test_the_same_content_is_not_written_again(location: LakeLocation) -> None:
    first, again = (commit(location, tables_of(ledger())) for _ in range(2))
    assert (first.is_new, again.is_new) == (True, False)
    assert again.release == first.release
    assert len(snapshots(location)) == 2


def test_content_that_comes_back_is_a_new_release(location: LakeLocation) -> None:
    done = [commit(location, tables_of(ledger(killed=killed))).release for killed in (13, 14, 13)]
    assert len({release.release_id for release in done}) == 3
    assert done[0].content_hash == done[2].content_hash
    with open_lake(location) as lake:
        assert lake.read("figures", done[2].snapshot_id).equals(lake.read("figures", done[0].snapshot_id))


def test_only_rows_that_changed_are_written(location: LakeLocation) -> None:
    commit(location, tables_of(ledger(extra_articles=50)))
    files = set(location.data.rglob("articles/*.parquet"))
    commit(location, tables_of(ledger(extra_articles=51)))
    (new,) = set(location.data.rglob("articles/*.parquet")) - files
    assert pl.scan_parquet(new).select(pl.len()).collect().item() == 1


def test_changes_name_the_rows_of_both_sides(location: LakeLocation) -> None:
    old, new = (commit(location, tables_of(ledger(killed=killed))).release.snapshot_id for killed in (13, 14))
    with open_lake(location) as lake:
        changes = lake.changes("figures", old, new).select("change", "figure_id", "value").rows()
        assert lake.changes("articles", old, new).is_empty()
        back = lake.changes("figures", new, old)
    assert sorted(changes) == [("added", FIGURE, 14), ("removed", FIGURE, 13)]
    assert sorted(back["change"]) == ["added", "removed"]


def test_a_row_made_by_another_extractor_alone_is_no_change(location: LakeLocation) -> None:
    old = commit(location, tables_of(ledger()))
    again = commit(location, tables_of(ledger(extractor_version="2")))
    new = commit(location, tables_of(ledger(killed=14, extractor_version="2")))
    assert not again.is_new
    with open_lake(location) as lake:
        assert lake.changes("figures", old.release.snapshot_id, new.release.snapshot_id).height == 2
        assert lake.read("figures")["extractor_version"].unique().to_list() == ["2"]


def test_equal_rows_are_counted(location: LakeLocation) -> None:
    row = {"table_name": "articles", "row_key": "x.txt", "rule": "empty", "message": "The file is empty."}
    nothing = {"column_name": None, "value": None, "article_id": None}
    for copies in (2, 3, 1):
        frames = ledger() | {"quarantine": pl.DataFrame([row | nothing] * copies)}
        commit(location, tables_of(frames))
        with open_lake(location) as lake:
            assert lake.read("quarantine").height == copies


def test_a_failed_transaction_leaves_the_lake_as_it_was(
    location: LakeLocation, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = commit(location, tables_of(ledger())).release
    with monkeypatch.context() as patch:
        patch.setattr("pipeline.store.commit.append_rows", broken)
        with pytest.raises(OSError, match="disk full"):
            commit(location, tables_of(ledger(killed=14)))
    with open_lake(location) as lake:
        assert lake.releases() == [first]
        assert lake.read("figures").equals(canonical("figures", ledger()["figures"]))
    assert commit(location, tables_of(ledger(killed=14))).release.snapshot_id == first.snapshot_id + 1


def broken(*_: object) -> None:
    raise OSError("disk full")


def test_a_locked_catalogue_is_tried_again(location: LakeLocation, monkeypatch: pytest.MonkeyPatch) -> None:
    faults = [duckdb.TransactionException("database is locked")] * 2
    monkeypatch.setattr("pipeline.store.retry.FIRST_WAIT_SECONDS", 0.0)
    monkeypatch.setattr("pipeline.store.commit.sync", lambda _: raise_next(faults))
    assert commit(location, tables_of(ledger())).is_new
    assert not faults
    assert len(snapshots(location)) == 2


def raise_next(faults: list[duckdb.TransactionException]) -> None:
    if faults:
        raise faults.pop()


def test_a_null_where_the_contract_asks_for_a_value_is_refused() -> None:
    frame = ledger()["figures"].with_columns(pl.lit(None, pl.String).alias("rule_id"))
    with pytest.raises(ValueError, match="rule_id"):
        arrow_table("figures", frame)


def test_what_a_killed_writer_left_in_the_catalogue_is_undone(tmp_path: Path) -> None:
    first = commit(lake_location(tmp_path / "live"), tables_of(ledger())).release
    catalogue = sqlite3.connect(tmp_path / "live/lake/catalog.sqlite", isolation_level=None)
    catalogue.executescript(
        "PRAGMA cache_size = 1; BEGIN; UPDATE ducklake_tag SET value = value || 'half-done'"
    )
    shutil.copytree(tmp_path / "live", tmp_path / "dead")
    catalogue.close()
    assert (tmp_path / "dead/lake/catalog.sqlite-journal").exists()
    with open_lake(lake_location(tmp_path / "dead")) as lake:
        assert lake.releases() == [first]
        query = "SELECT count(*) FROM duckdb_columns() WHERE comment LIKE '%half-done%'"
        assert lake.connection.execute(query).fetchone() == (0,)


def test_a_moved_warehouse_still_reads(tmp_path: Path) -> None:
    commit(lake_location(tmp_path / "here"), tables_of(ledger()))
    shutil.move(tmp_path / "here", tmp_path / "there")
    moved = lake_location(tmp_path / "there")
    with open_lake(moved) as lake:
        assert lake.read("articles").height == 1
    assert commit(moved, tables_of(ledger(killed=14))).is_new


def test_tables_and_columns_of_the_lake_carry_the_contracts_words(location: LakeLocation) -> None:
    commit(location, tables_of(ledger()))
    assert comments(location) == {
        (name, column.name): True for name in TABLES for column in table_columns(name)
    }


def comments(location: LakeLocation) -> dict[tuple[str, str], bool]:
    query = "SELECT table_name, column_name, comment FROM duckdb_columns() WHERE database_name = 'lake'"
    with attached(location, read_only=True) as connection:
        rows = connection.execute(f"{query} AND schema_name = 'main'").fetchall()
    return {(table, column): bool(comment) for table, column, comment in rows}


def test_a_new_description_reaches_the_lake_with_the_next_release(
    location: LakeLocation, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(
            "pipeline.store.contents.duckdb_ddl",
            lambda name: [
                line.replace("How the report hedges", "How it hedged") for line in duckdb_ddl(name)
            ],
        )
        commit(location, tables_of(ledger()))
    files = set(location.data.rglob("articles/*.parquet"))
    commit(location, tables_of(ledger(killed=14)))
    query = "SELECT comment FROM duckdb_columns() WHERE database_name = 'lake' AND column_name = 'qualifier'"
    with attached(location, read_only=True) as connection:
        words = [comment for (comment,) in connection.execute(query).fetchall()]
    assert words
    assert all("How the report hedges" in comment for comment in words)
    assert set(location.data.rglob("articles/*.parquet")) == files


def older_ddl(name: str) -> list[str]:
    """The contract before `figures` had a weapon, and when there was a table of rumours."""
    ddl = duckdb_ddl(name)
    if name == "figures":
        ddl = [line for line in ddl if '"weapon" IS' not in line]
        ddl[0] = ddl[0].replace('  "weapon" VARCHAR,\n', "")
    if name == "places":
        ddl.append("CREATE TABLE rumours (words VARCHAR)")
    return ddl


def test_a_new_contract_keeps_the_history_of_the_old(
    location: LakeLocation, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables = tables_of(ledger())
    with monkeypatch.context() as patch:
        patch.setattr("pipeline.store.contents.duckdb_ddl", older_ddl)
        old = commit(location, tables | {"figures": tables["figures"].drop_columns(["weapon"])}).release
    new = commit(location, tables_of(ledger(killed=14))).release
    with open_lake(location) as lake:
        assert "weapon" not in lake.columns("figures", old.snapshot_id)
        assert "weapon" in lake.columns("figures", new.snapshot_id)
        assert (lake.has("rumours", old.snapshot_id), lake.has("rumours")) == (True, False)
        assert "weapon" not in lake.read("figures", old.snapshot_id).columns
        changes = lake.changes("figures", old.snapshot_id, new.snapshot_id)
        gone = lake.changes("rumours", old.snapshot_id, new.snapshot_id)
    assert changes["figure_id"].to_list() == [FIGURE, FIGURE]
    assert gone.is_empty()


def test_a_table_that_no_release_has_is_an_error(location: LakeLocation) -> None:
    snapshot = commit(location, tables_of(ledger())).release.snapshot_id
    with open_lake(location) as lake:
        with pytest.raises(StoreError, match="no such table"):
            lake.read("rumours")
        with pytest.raises(StoreError, match="neither snapshot"):
            lake.changes("rumours", snapshot, snapshot)
