"""Bulk files: every record one article, a bad record quarantined alone."""

import hashlib
import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.ingest import (
    Ingested,
    ManifestRow,
    Source,
    SourceKind,
    pieces,
    pieces_of,
    read_file,
    read_source,
)
from pipeline.vocabulary import DateBasis

STORY = "Two bombs in the market killed 14 people."
FULL = {
    "text": STORY,
    "title": "Market bombs kill 14",
    "published_on": "2013-05-22",
    "publisher": "The Paper",
    "url": "https://paper.example/hilla",
    "licence": "CC0",
    "language": "EN_gb",
    "shelf": 7,
}


def jsonl(folder: Path, *records: Any, row: ManifestRow | None = None) -> Ingested:
    path = folder / "bulk.jsonl"
    path.write_bytes(b"\n".join(r if isinstance(r, bytes) else json.dumps(r).encode() for r in records))
    return read_file(path, folder, row)


def parquet(folder: Path, table: pa.Table, **options: Any) -> Ingested:
    path = folder / "bulk.parquet"
    pq.write_table(table, path, **options)
    return read_file(path, folder)


def rules(ingested: Ingested) -> dict[str, str]:
    return {row["row_key"]: row["rule"] for row in ingested.quarantine}


def test_record_with_every_field(tmp_path: Path) -> None:
    (article,) = jsonl(tmp_path, FULL).articles
    assert article["source_path"] == "bulk.jsonl#1"
    assert article["text"] == f"Market bombs kill 14\n\n{STORY}"
    assert (article["published_on"], article["date_basis"]) == (date(2013, 5, 22), DateBasis.RECORD)
    assert (article["publisher"], article["url"]) == ("The Paper", "https://paper.example/hilla")
    assert (article["licence"], article["language"]) == ("CC0", "en-gb")


def test_record_whose_text_begins_with_the_title_has_it_once(tmp_path: Path) -> None:
    text = f"MARKET  BOMBS\nkill 14\n\n{STORY}"
    (article,) = jsonl(tmp_path, {"text": text, "title": "Market bombs kill 14"}).articles
    assert article["text"] == text


@pytest.mark.parametrize(
    "written",
    [
        {"published_on": "2013-05-22T23:30:00+03:00"},
        {"date": "22 May 2013"},
        {"date": "Wed, 22 May 2013 10:00:00 +0300"},
        {"published_on": "", "date": "May 22, 2013"},
        {"published_on": None, "date": "2013-05-22"},
        {"published_on": "2013-05-22", "date": "2013-06-01"},
    ],
)
def test_dates_of_records(tmp_path: Path, written: dict[str, Any]) -> None:
    (article,) = jsonl(tmp_path, {"text": STORY, **written}).articles
    assert (article["published_on"], article["date_basis"]) == (date(2013, 5, 22), DateBasis.RECORD)


@pytest.mark.parametrize(
    ("record", "rule", "words"),
    [
        (b"{not json", "invalid_json", "no JSON"),
        (b"[1, 2]", "invalid_json", "no object"),
        (b"[" * 100_000, "invalid_json", "no JSON"),
        (b'{"text": ' + b"9" * 5_000 + b"}", "invalid_json", "no JSON"),
        (b'{"text": "Ba\xffghdad"}', "undecodable", "invalid in UTF-8"),
        (b'{"text": "5 killed \\ud800"}', "undecodable", "surrogate"),
        (b'{"text": "5 killed \\u0000"}', "binary", "NUL"),
        ({"title": "no text"}, "invalid_record", "'text' is missing"),
        ({"text": 5}, "invalid_record", "'text' is missing or no text"),
        ({"text": " "}, "empty", "no text"),
        ({"text": STORY, "title": ["x"]}, "invalid_record", "'title' is no text"),
        ({"text": STORY, "publisher": "a\0b"}, "invalid_record", "'publisher' has a NUL"),
        ({"text": STORY, "date": "some day in May"}, "invalid_date", "'some day in May', no date"),
        ({"text": STORY, "date": "2013-02-30"}, "invalid_date", "no date"),
        ({"text": STORY, "date": 1369180800}, "invalid_date", "1369180800, no date"),
        ({"text": STORY, "url": "paper.example/hilla"}, "invalid_url", "no web address"),
        ({"text": "a" * 10_000_001}, "oversized", "more than 10,000,000"),
        (b"x" * 20_000_000, "oversized", "20,000,001 bytes"),
    ],
)
def test_bad_record_is_quarantined_alone(tmp_path: Path, record: Any, rule: str, words: str) -> None:
    ingested = jsonl(tmp_path, {"text": STORY + " 1"}, record, {"text": STORY + " 3"})
    assert [article["source_path"] for article in ingested.articles] == ["bulk.jsonl#1", "bulk.jsonl#3"]
    assert rules(ingested) == {"bulk.jsonl#2": rule}
    (row,) = ingested.quarantine
    assert words in row["message"]
    assert len(row["value"] or "") <= 200


def test_blank_lines_count_but_are_no_records(tmp_path: Path) -> None:
    ingested = jsonl(
        tmp_path, b"\xef\xbb\xbf" + json.dumps(FULL).encode(), b"", b"  \r", {"text": STORY}, b""
    )
    assert [article["source_path"] for article in ingested.articles] == ["bulk.jsonl#1", "bulk.jsonl#4"]
    assert ingested.quarantine == []


def test_empty_bulk_file_has_no_articles(tmp_path: Path) -> None:
    assert jsonl(tmp_path) == Ingested([], [])


def test_manifest_row_of_a_bulk_file_gives_no_title_or_address(tmp_path: Path) -> None:
    row = ManifestRow(
        "bulk.jsonl", 2, "Wire", date(2013, 5, 1), "https://p.example/dump", "CC BY", None, "A dump"
    )
    (article,) = jsonl(tmp_path, {"text": STORY, "publisher": "The Paper"}, row=row).articles
    assert (article["title"], article["url"]) == (None, None)
    assert (article["publisher"], article["licence"]) == ("Wire", "CC BY")
    assert article["date_basis"] == DateBasis.MANIFEST


def test_changed_bulk_file_is_kept_out_whole(tmp_path: Path) -> None:
    row = ManifestRow("bulk.jsonl", 2, sha256="0" * 64)
    assert rules(jsonl(tmp_path, FULL, row=row)) == {"bulk.jsonl": "manifest_hash"}
    observed = hashlib.sha256((tmp_path / "bulk.jsonl").read_bytes()).hexdigest()
    assert len(jsonl(tmp_path, FULL, row=row._replace(sha256=observed)).articles) == 1


def test_parquet_of_any_text_type(tmp_path: Path) -> None:
    table = pa.table(
        {
            "text": pa.array([STORY, STORY + " 2", None], pa.large_string()),
            "title": pa.array(["Market bombs", None, None]).dictionary_encode(),
            "published_on": pa.array([date(2013, 5, 22), None, None]),
            "date": pa.array([None, datetime(2013, 5, 23, 22, tzinfo=UTC), None]),
            "shelf": pa.array([1, 2, 3]),
        }
    )
    ingested = parquet(tmp_path, table, row_group_size=1)
    assert [article["text"] for article in ingested.articles] == [f"Market bombs\n\n{STORY}", STORY + " 2"]
    assert [article["published_on"] for article in ingested.articles] == [
        date(2013, 5, 22),
        date(2013, 5, 23),
    ]
    assert rules(ingested) == {"bulk.parquet#3": "invalid_record"}


def test_parquet_with_invalid_text_quarantines_that_row(tmp_path: Path) -> None:
    offsets, data = pa.py_buffer(b"\0\0\0\0\4\0\0\0\x08\0\0\0"), pa.py_buffer(b"5 ki\xff\xfe5 ")
    broken = pa.StringArray.from_buffers(2, offsets, data)
    assert rules(parquet(tmp_path, pa.table({"text": broken}))) == {"bulk.parquet#2": "undecodable"}


def test_parquet_without_text_or_no_parquet_is_refused_whole(tmp_path: Path) -> None:
    ingested = parquet(tmp_path, pa.table({"body": ["5 killed"]}))
    assert rules(ingested) == {"bulk.parquet": "invalid_record"}
    assert "no column 'text'" in ingested.quarantine[0]["message"]
    (tmp_path / "bulk.parquet").write_bytes(b"PAR1 5 killed PAR1")
    assert rules(read_file(tmp_path / "bulk.parquet", tmp_path)) == {"bulk.parquet": "invalid_parquet"}


def test_damaged_row_group_keeps_the_others(tmp_path: Path) -> None:
    path = tmp_path / "bulk.parquet"
    texts = [f"{STORY} {number}" for number in range(3)]
    table = pa.table({"text": texts})
    pq.write_table(table, path, row_group_size=1, use_dictionary=False, write_page_checksum=True)
    data = bytearray(path.read_bytes())
    column = pq.ParquetFile(path).metadata.row_group(1).column(0)
    data[column.data_page_offset + column.total_compressed_size - 1] ^= 0xFF
    path.write_bytes(data)
    ingested = read_file(path, tmp_path)
    assert [article["source_path"] for article in ingested.articles] == ["bulk.parquet#1", "bulk.parquet#3"]
    assert rules(ingested) == {"bulk.parquet": "invalid_parquet"}


def test_polars_files_read_back(tmp_path: Path) -> None:
    frame = pl.DataFrame({"text": [STORY], "date": [date(2013, 5, 22)]})
    frame.write_parquet(tmp_path / "p.parquet")
    frame.write_ndjson(tmp_path / "p.ndjson")
    for name in ("p.parquet", "p.ndjson"):
        (article,) = read_file(tmp_path / name, tmp_path).articles
        assert (article["text"], article["published_on"]) == (STORY, date(2013, 5, 22))


@settings(max_examples=60, deadline=None)
@given(
    lengths=st.lists(st.integers(0, 90), max_size=40),
    piece_bytes=st.integers(1, 200),
    chunk=st.integers(1, 64),
)
def test_pieces_of_json_lines_cover_each_line_once(
    tmp_path_factory: pytest.TempPathFactory, lengths: list[int], piece_bytes: int, chunk: int
) -> None:
    folder = tmp_path_factory.mktemp("raw", numbered=True)
    lines = [
        json.dumps({"text": f"{number} {'x' * length}"}) if length else ""
        for number, length in enumerate(lengths)
    ]
    (folder / "bulk.jsonl").write_text("\n".join(lines))
    source = Source("bulk.jsonl", SourceKind.JSON_LINES, (folder / "bulk.jsonl").stat().st_size)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pieces, "PIECE_BYTES", piece_bytes)
        patch.setattr(pieces, "_CHUNK_BYTES", chunk)
        cut = pieces_of(source, folder)
        found = [article["source_path"] for part in read_source(source, folder) for article in part.articles]
    assert found == [f"bulk.jsonl#{number}" for number, length in enumerate(lengths, 1) if length]
    assert [piece.start for piece in cut[1:]] == [piece.stop for piece in cut[:-1]]
    assert sum(piece.size for piece in cut) == source.size
    assert len(cut) > 1 or source.size <= piece_bytes + max(lengths, default=0) + 20 or len(lines) < 2
