"""The line's two batch functions: their tables, and what becomes of what breaks them."""

from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from pipeline.engine import BatchFailed, EngineSettings, Tables, map_batches, split_batches, work
from pipeline.engine.work import extract_articles, ingest_files
from pipeline.extract import extract
from pipeline.extract.records import Extraction, figure_rows
from pipeline.extract.version import EXTRACTOR_VERSION
from pipeline.ingest import Ingested, pieces_table, read_pieces, survey_raw
from pipeline.tables import arrow_schema
from pipeline.tables.rules import article_id_of

TEXTS = [
    "A bomb killed 12 people and wounded 30 in Karachi on Monday.",
    "Three police officers were shot dead in Mosul. The attack took place 80 km from the border.",
    "The council met on 4 May and approved a budget of 3 million dollars.",
    "At least 40 migrants drowned and dozens more were missing off Lampedusa.",
    "Nothing happened.",
]


def articles(texts: list[str]) -> pa.Table:
    rows = [
        {"article_id": article_id_of(text), "published_on": date(2013, 5, 22), "text": text} for text in texts
    ]
    return pa.Table.from_pylist(
        rows, schema=pa.schema([arrow_schema("articles").field(name) for name in rows[0]])
    )


def joined(parts: list[Tables]) -> Tables:
    return {name: pa.concat_tables([part[name] for part in parts]) for name in parts[0]}


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = tmp_path / "raw"
    folder.mkdir()
    for number, text in enumerate(TEXTS):
        (folder / f"{number}.txt").write_text(text)
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    return folder


def test_articles_become_figures_and_numbers_set_aside_of_the_contract() -> None:
    made = extract_articles(articles(TEXTS))
    assert sorted(made) == ["figures", "quarantine", "set_aside"]
    for name, table in made.items():
        assert table.schema.equals(arrow_schema(name))
    assert made["quarantine"].num_rows == 0
    killed = {
        (row["article_id"], row["value"])
        for row in made["figures"].to_pylist()
        if row["harm_type"] == "killed" and row["number_text"] in ("12", "Three")
    }
    assert killed == {(article_id_of(TEXTS[0]), 12), (article_id_of(TEXTS[1]), 3)}
    assert set(made["figures"]["extractor_version"].to_pylist()) == {EXTRACTOR_VERSION}


@pytest.mark.parametrize("workers", [1, 2, 3])
@pytest.mark.parametrize("rows", [1, 2, 5])
def test_the_same_figures_however_the_articles_are_shared_out(workers: int, rows: int) -> None:
    table = articles(TEXTS)
    batches = split_batches(table, [1] * len(TEXTS), max_rows=rows)
    made = list(map_batches(extract_articles, batches, settings=EngineSettings(workers=workers)))
    assert joined(made) == extract_articles(table)


@pytest.mark.parametrize("workers", [1, 2, 3])
@pytest.mark.parametrize("rows", [1, 4, 6])
def test_the_same_articles_however_the_files_are_shared_out(workers: int, rows: int, raw: Path) -> None:
    pieces = pieces_table(survey_raw(raw))
    batches = split_batches(pieces, pieces["size"].to_pylist(), max_rows=rows)
    made = joined(list(map_batches(ingest_files, batches, settings=EngineSettings(workers=workers))))
    assert made["articles"]["text"].to_pylist() == TEXTS
    assert made["articles"].schema.equals(arrow_schema("articles"))
    assert made["quarantine"]["row_key"].to_pylist() == ["picture.txt"]


def test_an_article_that_breaks_the_extractor_is_quarantined_and_the_others_are_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def breaks(text: str, published_on: date | None) -> Extraction:
        if "budget" in text:
            raise RecursionError("too deep")
        return extract(text, published_on)

    monkeypatch.setattr(work, "extract", breaks)
    made = extract_articles(articles(TEXTS))
    [row] = made["quarantine"].to_pylist()
    broken = article_id_of(TEXTS[2])
    assert (row["rule"], row["table_name"]) == ("extractor_error", "figures")
    assert (row["row_key"], row["article_id"]) == (broken, broken)
    assert row["message"].startswith(f"{broken}: RecursionError: too deep (test_work.py, line ")
    assert (
        made["figures"]
        == joined([extract_articles(articles([t])) for t in TEXTS if t != TEXTS[2]])["figures"]
    )


def test_an_article_whose_rows_no_column_can_hold_is_quarantined_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def oversized(article_id: str, *rest: Any) -> list[dict[str, Any]]:
        rows = figure_rows(article_id, *rest)
        return [row | {"value": 10**30} for row in rows] if article_id == article_id_of(TEXTS[0]) else rows

    monkeypatch.setattr(work, "figure_rows", oversized)
    made = extract_articles(articles(TEXTS))
    assert [row["article_id"] for row in made["quarantine"].to_pylist()] == [article_id_of(TEXTS[0])]
    assert article_id_of(TEXTS[0]) not in made["figures"]["article_id"].to_pylist()
    assert article_id_of(TEXTS[0]) not in made["set_aside"]["article_id"].to_pylist()
    assert article_id_of(TEXTS[1]) in made["figures"]["article_id"].to_pylist()


def test_a_file_that_breaks_the_reader_is_quarantined_and_the_others_are_read(
    monkeypatch: pytest.MonkeyPatch, raw: Path
) -> None:
    def breaks(piece: pa.Table) -> Ingested:
        if piece["path"][0].as_py() == "3.txt":
            raise AssertionError("a parser's own fault")
        return read_pieces(piece)

    monkeypatch.setattr(work, "read_pieces", breaks)
    made = ingest_files(pieces_table(survey_raw(raw)))
    assert made["articles"]["text"].to_pylist() == [text for text in TEXTS if text != TEXTS[3]]
    rows = {row["row_key"]: row for row in made["quarantine"].to_pylist()}
    assert rows["3.txt"]["rule"] == "reader_error"
    assert "AssertionError: a parser's own fault" in rows["3.txt"]["message"]


def test_a_folder_that_this_machine_does_not_have_is_an_error_and_not_a_batch_of_unreadable_files(
    raw: Path,
) -> None:
    batch = pieces_table(survey_raw(raw))
    for path in raw.iterdir():
        path.unlink()
    raw.rmdir()
    with pytest.raises(BatchFailed, match="every node must see the raw files"):
        list(map_batches(ingest_files, [batch], settings=EngineSettings(workers=1)))


def test_no_articles_give_empty_tables() -> None:
    made = extract_articles(articles(TEXTS).slice(0, 0))
    assert {name: table.num_rows for name, table in made.items()} == {
        "figures": 0,
        "set_aside": 0,
        "quarantine": 0,
    }
