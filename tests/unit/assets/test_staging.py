"""Staged tables: what fits the contract is handed on, what does not lies beside it."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from pipeline import tables
from pipeline.assets.reuse import STAMP, reusable, stamp
from pipeline.assets.staging import Staging

TEXT = "A bomb killed 5 people and wounded 12."
ARTICLES = ("A" + "0" * 16, "A" + "1" * 16)


def _article(article_id: str, published_on: date | None = None) -> dict[str, object]:
    basis = "manifest" if published_on else "none"
    return {
        "article_id": article_id,
        "source_path": f"{article_id}.txt",
        "published_on": published_on,
        "date_basis": basis,
        "text": TEXT,
    }


def _aside(article_id: str, start: int = 14) -> dict[str, object]:
    return {
        "article_id": article_id,
        "sentence_no": 0,
        "char_start": start,
        "char_end": start + 1,
        "number_text": "5",
        "reason": "age",
    }


def _articles(*dates: date | None) -> pl.DataFrame:
    return tables.from_rows("articles", map(_article, ARTICLES, dates))


def _asides(*rows: dict[str, object]) -> pl.DataFrame:
    return tables.from_rows("set_aside", rows)


@pytest.fixture
def staging(tmp_path: Path) -> Staging:
    return Staging(tmp_path / "staging")


def test_rows_that_break_the_contract_are_kept_apart(staging: Staging) -> None:
    good, bad = _aside(ARTICLES[0]), _aside(ARTICLES[1]) | {"reason": "nonsense"}
    assert staging.write("set_aside", _asides(good, bad)).height == 1
    assert staging.read("set_aside")["article_id"].to_list() == [ARTICLES[0]]
    (rejected,) = staging.rejected(["set_aside"]).to_dicts()
    assert rejected["column_name"] == "reason"
    assert rejected["value"] == "nonsense"


def test_a_table_is_replaced_whole(staging: Staging) -> None:
    staging.write("set_aside", _asides(_aside(ARTICLES[0])))
    staging.write("set_aside", tables.empty("set_aside"))
    assert staging.read("set_aside").is_empty()
    assert list(staging.folder.glob("*.tmp")) == []


def test_a_missing_table_names_the_asset_to_materialize(staging: Staging) -> None:
    with pytest.raises(FileNotFoundError, match="'figures'"):
        staging.read("figures")


@pytest.mark.parametrize("content", [b"", b"not parquet at all"])
def test_a_damaged_table_counts_as_none(staging: Staging, content: bytes) -> None:
    staging.folder.mkdir()
    staging.path("figures").write_bytes(content)
    assert staging.last("figures") is None


def test_a_table_of_an_older_contract_counts_as_none(staging: Staging) -> None:
    staging.write_stamp("figures", pl.DataFrame({"figure_id": ["F1"]}))
    assert staging.last("figures") is None


@pytest.fixture
def read_before(staging: Staging) -> Staging:
    """Both articles read by version "v1", undated, with one number set aside each."""
    staging.write("set_aside", _asides(*map(_aside, ARTICLES)))
    staging.write_stamp(STAMP, stamp(_articles(None, None), "v1"))
    return staging


def test_unchanged_articles_are_reused(read_before: Staging) -> None:
    reused = reusable(read_before, ["set_aside"], _articles(None, None), "v1")
    assert sorted(reused.article_ids) == sorted(ARTICLES)
    assert reused.rows["set_aside"].height == 2


def test_an_article_with_another_date_is_read_again(read_before: Staging) -> None:
    reused = reusable(read_before, ["set_aside"], _articles(date(2013, 5, 22), None), "v1")
    assert reused.article_ids.to_list() == [ARTICLES[1]]
    assert reused.rows["set_aside"]["article_id"].to_list() == [ARTICLES[1]]


def test_newer_code_reads_every_article_again(read_before: Staging) -> None:
    reused = reusable(read_before, ["set_aside"], _articles(None, None), "v2")
    assert reused.article_ids.is_empty()
    assert reused.rows["set_aside"].is_empty()


def test_a_removed_article_leaves_no_rows(read_before: Staging) -> None:
    reused = reusable(read_before, ["set_aside"], _articles(None, None).head(1), "v1")
    assert reused.rows["set_aside"]["article_id"].to_list() == [ARTICLES[0]]


def test_nothing_is_reused_when_a_table_is_damaged(read_before: Staging) -> None:
    read_before.path("set_aside").write_bytes(b"")
    reused = reusable(read_before, ["set_aside"], _articles(None, None), "v1")
    assert reused.article_ids.is_empty()


def test_what_was_refused_in_an_unchanged_article_stays_refused(staging: Staging) -> None:
    bad = _aside(ARTICLES[0]) | {"reason": "nonsense"}
    staging.write("set_aside", _asides(bad))
    staging.write_stamp(STAMP, stamp(_articles(None, None), "v1"))
    reused = reusable(staging, ["set_aside"], _articles(None, None), "v1")
    assert reused.rejected["set_aside"]["value"].to_list() == ["nonsense"]
