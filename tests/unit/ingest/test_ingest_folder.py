"""A raw folder: which files are read, what the manifest says of them, and texts that occur twice."""

import hashlib
import os
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from pipeline.ingest import (
    ADVICE,
    IngestRule,
    ManifestError,
    SourceKind,
    deduplicate,
    list_sources,
    load_manifest,
    pieces_table,
    read_file,
    read_pieces,
    survey_raw,
    unfulfilled_rows,
)
from pipeline.ingest.rows import ArticleRow, Ingested
from pipeline.tables import polars_schema, validate

STORY = "Two bombs in the market killed 14 people."


def write(folder: Path, **files: str | bytes) -> Path:
    for name, content in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def manifest(folder: Path, text: str) -> Path:
    (folder / "manifest.csv").write_text(text)
    return folder


def test_sources_are_listed_by_path_with_their_kinds(tmp_path: Path) -> None:
    write(tmp_path, b_txt="1", a__z_HTML="1", a_jsonl="{}", a__b_parquet="1", c_ndjson="", d_htm="1")
    listing = list_sources(tmp_path)
    assert [(source.path, source.kind, source.size) for source in listing.sources] == [
        ("a.jsonl", SourceKind.JSON_LINES, 2),
        ("a/b.parquet", SourceKind.PARQUET, 1),
        ("a/z.HTML", SourceKind.HTML, 1),
        ("b.txt", SourceKind.TEXT, 1),
        ("c.ndjson", SourceKind.JSON_LINES, 0),
        ("d.htm", SourceKind.HTML, 1),
    ]
    assert listing.quarantine == []


def test_some_names_are_ignored_and_unknown_types_are_not(tmp_path: Path) -> None:
    write(tmp_path, manifest_csv="file\n", README_md="x", README="x", a_doc="x", b_csv="x")
    write(tmp_path / ".git", x_txt="1")
    (tmp_path / ".DS_Store").write_text("x")
    listing = list_sources(tmp_path)
    assert listing.sources == []
    assert [(row["row_key"], row["rule"], row["value"]) for row in listing.quarantine] == [
        ("a.doc", "unsupported_type", ".doc"),
        ("b.csv", "unsupported_type", ".csv"),
    ]


def test_links_out_of_the_folder_are_not_followed(tmp_path: Path) -> None:
    raw, outside = tmp_path / "raw", tmp_path / "outside"
    write(outside, secret_txt="1")
    write(raw, story_txt="1")
    (raw / "secret.txt").symlink_to(outside / "secret.txt")
    (raw / "folder").symlink_to(outside)
    (raw / "loop").symlink_to(raw)
    (raw / "inside.txt").symlink_to(raw / "story.txt")
    (raw / "dangling.txt").symlink_to(raw / "gone.txt")
    listing = list_sources(raw)
    assert [source.path for source in listing.sources] == ["inside.txt", "story.txt"]
    assert {row["row_key"]: row["rule"] for row in listing.quarantine} == {
        "secret.txt": "symbolic_link",
        "folder": "symbolic_link",
        "loop": "symbolic_link",
        "dangling.txt": "unreadable",
    }
    assert read_file(raw / "secret.txt", raw).articles == []


def test_pipes_and_names_in_no_encoding_are_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text("1")
    rows = list_sources(tmp_path).quarantine
    assert {row["row_key"]: row["rule"] for row in rows} == {
        "caf\\udce9.txt": "file_name",
        "pipe.txt": "unsupported_type",
    }


def test_no_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        list_sources(tmp_path / "gone")


def test_manifest_rows(tmp_path: Path) -> None:
    sha = "A" * 64
    manifest(
        tmp_path,
        "\ufefffile,published_on, publisher ,url,licence,sha256,title\r\n"
        f'./a.txt,2013-05-22,"The Paper, Ltd",https://p.example/a,CC0,{sha},A title\r\n'
        ",,,,,,\r\nb.txt,,,,,,\r\n",
    )
    first, second = load_manifest(tmp_path).values()
    assert (first.file, first.line, first.publisher) == ("a.txt", 2, "The Paper, Ltd")
    assert (first.published_on, first.sha256, first.title) == (date(2013, 5, 22), sha.lower(), "A title")
    assert first.fault is None
    assert second == ("b.txt", 4, None, None, None, None, None, None, None)


def test_no_manifest_is_no_rows(tmp_path: Path) -> None:
    assert load_manifest(tmp_path) == {}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"name,publisher\na.txt,x\n", "There must be 'file'"),
        (b"file,file\na.txt,x\n", "once at most"),
        (b"file,colour\na.txt,x\n", "Not known: colour"),
        (b"", "none"),
        (b"file\n\xff.txt\n", "invalid in UTF-8"),
        (b'file\na.txt\n"b.txt\n', "line 2: unexpected end of data"),
    ],
)
def test_unreadable_manifest_stops_everything(tmp_path: Path, content: bytes, words: str) -> None:
    (tmp_path / "manifest.csv").write_bytes(content)
    with pytest.raises(ManifestError, match=r"manifest\.csv") as raised:
        load_manifest(tmp_path)
    assert words in str(raised.value)


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ("a.txt,22 May 2013,,", "published_on is '22 May 2013'"),
        ("a.txt,,p.example/a,", "url is 'p.example/a'"),
        ("a.txt,,,abc", "sha256 is 'abc'"),
        ("a.txt,,,,extra", "more or fewer cells"),
        ("a.txt,", "more or fewer cells"),
    ],
)
def test_faulty_row_keeps_its_file_out(tmp_path: Path, cells: str, words: str) -> None:
    manifest(write(tmp_path, a_txt=STORY), f"file,published_on,url,sha256\n{cells}\n")
    (row,) = read_pieces(pieces_table(survey_raw(tmp_path))).quarantine
    assert (row["row_key"], row["rule"], words in row["message"]) == ("a.txt", "manifest_row", True)


def test_file_listed_twice_is_kept_out(tmp_path: Path) -> None:
    manifest(write(tmp_path, a_txt=STORY), "file,publisher\na.txt,x\na.txt,y\n")
    ingested = read_pieces(pieces_table(survey_raw(tmp_path)))
    assert ingested.articles == []
    assert "listed before, in line 2" in ingested.quarantine[0]["message"]


def test_manifest_rows_without_a_file(tmp_path: Path) -> None:
    manifest(write(tmp_path, a_txt=STORY), "file,publisher\na.txt,x\ngone.txt,x\n../b.txt,x\n/c.txt,x\n,x\n")
    rows = unfulfilled_rows(load_manifest(tmp_path), tmp_path)
    assert [(row["row_key"], row["rule"]) for row in rows] == [
        ("gone.txt", "manifest_missing_file"),
        ("../b.txt", "manifest_row"),
        ("/c.txt", "manifest_row"),
        ("manifest.csv:6", "manifest_missing_file"),
    ]
    assert "line 3 lists this file" in rows[0]["message"]


def article(path: str, text: str) -> ArticleRow:
    ident = "A" + hashlib.sha256(text.encode()).hexdigest()[:16]
    row = dict.fromkeys(ArticleRow.__annotations__)
    return ArticleRow(**{**row, "article_id": ident, "source_path": path, "text": text})  # type: ignore[typeddict-item]


def test_equal_texts_are_kept_once_and_reprints_point_to_the_first() -> None:
    first, copy = article("a.txt", STORY), article("b.txt", STORY)
    reprint, again = article("c.txt", STORY.upper() + "\n"), article("d.txt", f"“{STORY}”")
    other = article("e.txt", STORY.replace("14", "15"))
    kept, quarantine = deduplicate([again, other, copy, reprint, first])
    assert [(row["source_path"], row["duplicate_of"]) for row in kept] == [
        ("a.txt", None),
        ("c.txt", first["article_id"]),
        ("d.txt", first["article_id"]),
        ("e.txt", None),
    ]
    assert [(row["row_key"], row["rule"], row["value"], row["article_id"]) for row in quarantine] == [
        ("b.txt", "duplicate_text", "a.txt", first["article_id"])
    ]


def test_records_of_a_bulk_file_are_in_order_of_their_numbers() -> None:
    kept, _ = deduplicate(
        [article("b.jsonl#10", "ten"), article("b.jsonl#9", "nine"), article("a#b.txt", "x")]
    )
    assert [row["source_path"] for row in kept] == ["a#b.txt", "b.jsonl#9", "b.jsonl#10"]


def test_batches_carry_everything_a_worker_needs(tmp_path: Path) -> None:
    manifest(
        write(tmp_path, a_txt=STORY, b_jsonl='{"text": "5 killed"}\n{"text": 5}\n'),
        "file,published_on,publisher\na.txt,2013-05-22,The Paper\n",
    )
    table = pieces_table(survey_raw(tmp_path))
    parts = [read_pieces(table.slice(number, 1)) for number in range(table.num_rows)]
    whole = read_pieces(table)
    assert whole == Ingested(
        [row for part in parts for row in part.articles], [row for part in parts for row in part.quarantine]
    )
    assert [row["source_path"] for row in whole.articles] == ["a.txt", "b.jsonl#1"]
    assert (whole.articles[0]["published_on"], whole.articles[0]["publisher"]) == (
        date(2013, 5, 22),
        "The Paper",
    )
    assert [row["row_key"] for row in whole.quarantine] == ["b.jsonl#2"]


def test_bad_files_do_not_keep_the_good_ones_out(tmp_path: Path) -> None:
    page = (
        f"<html><head><title>Hilla</title></head><body><article><p>{STORY} More.</p></article></body></html>"
    )
    write(
        tmp_path,
        article_txt=f"Market bombs kill 14\n\nJane Doe 22 May 2013\n\n{STORY}",
        copy_txt=f"Market bombs kill 14\n\nJane Doe 22 May 2013\n\n{STORY}",
        empty_txt="",
        image_txt=b"\x89PNG\r\n\x1a\n\0\0",
        invalid_txt=b"5 killed \xff\xfe\xfd",
        line_txt=b"x" * 20_000_000,
        line_jsonl=b"x" * 20_000_000,
        page_html=page,
    )
    survey = survey_raw(tmp_path)
    ingested = read_pieces(pieces_table(survey))
    kept, duplicates = deduplicate(ingested.articles)
    assert [row["source_path"] for row in kept] == ["article.txt", "page.html"]
    refused = [*survey.quarantine, *ingested.quarantine, *duplicates]
    assert {row["row_key"]: row["rule"] for row in refused} == {
        "copy.txt": "duplicate_text",
        "empty.txt": "empty",
        "image.txt": "binary",
        "invalid.txt": "undecodable",
        "line.txt": "oversized",
        "line.jsonl#1": "oversized",
    }
    articles = validate("articles", pl.DataFrame(kept, schema=polars_schema("articles")))
    assert (articles.valid.height, articles.quarantine.height) == (2, 0)
    rows = validate("quarantine", pl.DataFrame(refused, schema=polars_schema("quarantine")))
    assert (rows.valid.height, rows.quarantine.height) == (len(refused), 0)


def test_every_rule_says_what_to_do() -> None:
    assert set(ADVICE) == set(IngestRule)
    assert all(advice.endswith(".") for advice in ADVICE.values())
