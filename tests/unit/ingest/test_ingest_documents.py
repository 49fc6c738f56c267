"""Text files and HTML pages: a file, and the article or the quarantine row expected from it."""

import hashlib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.extract.layout import read_layout
from pipeline.ingest import Ingested, ManifestRow, read_file
from pipeline.vocabulary import DateBasis

STORY = "Two bombs in the market killed 14 people.\n\nPolice blamed nobody."
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
PAGE = """<!doctype html><html lang="en-GB"><head><meta charset="utf-8">
<title>Market bombs kill 14 | The Paper</title>
<meta property="og:title" content="Market bombs kill 14 in Hilla">
<meta property="og:site_name" content="The Paper">
<link rel="canonical" href="https://paper.example/world/hilla">
<meta property="article:published_time" content="2013-05-22T10:00:00+03:00"></head>
<body><nav><a href="/">Home</a> <a href="/news">News</a></nav><article>
<p>Two bombs in the market killed 14 people &amp; wounded 40, a doctor at Hilla’s hospital said.</p>
<p>Police blamed nobody. A third bomb, left in a bag beside the fish stalls, was made safe by engineers.</p>
</article><footer>Copyright 2013 The Paper</footer></body></html>"""


def read(folder: Path, data: bytes, name: str = "story.txt", row: ManifestRow | None = None) -> Ingested:
    path = folder / name
    path.write_bytes(data)
    return read_file(path, folder, row)


def refused(ingested: Ingested) -> tuple[str, str]:
    assert ingested.articles == []
    (row,) = ingested.quarantine
    assert row["table_name"] == "articles"
    assert row["row_key"] in row["message"]
    return row["rule"], row["message"]


def test_text_file_with_title_byline_and_footer(tmp_path: Path) -> None:
    footer = "To contact the paper visit:\n\npaper.example\n"
    text = f"Market bombs kill 14\n\nJane Doe 22 May 2013\n\n{STORY}\n\n{footer}"
    (article,) = read(tmp_path, text.encode()).articles
    assert article == {
        "article_id": "A" + hashlib.sha256(text.encode()).hexdigest()[:16],
        "source_path": "story.txt",
        "publisher": None,
        "title": "Market bombs kill 14",
        "published_on": date(2013, 5, 22),
        "date_basis": DateBasis.BYLINE,
        "url": None,
        "licence": None,
        "language": None,
        "text": text,
        "duplicate_of": None,
    }


def test_source_path_is_relative_with_slashes(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (article,) = read(tmp_path, STORY.encode(), "a/b/story.TXT").articles
    assert article["source_path"] == "a/b/story.TXT"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"\xef\xbb\xbf" + STORY.encode(), STORY),
        ("café killed 14".encode("utf-8-sig"), "café killed 14"),
        (b"\xff\xfe" + "café killed 14".encode("utf-16-le"), "café killed 14"),
        (b"\xfe\xff" + "café killed 14".encode("utf-16-be"), "café killed 14"),
        (b"\xff\xfe\0\0" + "café killed 14".encode("utf-32-le"), "café killed 14"),
        (b"one\r\ntwo\rthree\n", "one\ntwo\nthree\n"),
        (b"712 killed and another 1,633\n\nwounded", "712 killed and another 1,633\n\nwounded"),
        ("Sunnimajority, government—24, Iraqâ€™s".encode(), "Sunnimajority, government—24, Iraqâ€™s"),
        (b"  page\f end \t\n", "  page\f end \t\n"),
        (b"a stray \x02 mark" + b" is read through" * 9, "a stray \x02 mark" + " is read through" * 9),
    ],
)
def test_text_is_stored_as_it_is(tmp_path: Path, data: bytes, text: str) -> None:
    (article,) = read(tmp_path, data).articles
    assert article["text"] == text


@pytest.mark.parametrize(
    ("data", "rule", "words"),
    [
        (b"", "empty", "no text"),
        (b" \n\t\xc2\xa0\n", "empty", "no text"),
        ("\u200b\ufeff—".encode(), "empty", "letter or digit"),
        (PNG, "binary", "PNG image"),
        (b"%PDF-1.7\nkilled", "binary", "PDF"),
        (b"PK\x03\x04rest", "binary", "ZIP"),
        (b"5 killed\0 and 3 wounded", "binary", "NUL character at offset 8"),
        ("5 killed".encode("utf-16-le"), "binary", "UTF-16 without a byte order mark"),
        (b"\x01\x02\x03 5 killed", "binary", "control characters"),
        (b"5 killed\nin Ba\xffghdad \xfe", "undecodable", "Byte 14 (line 2) is invalid in UTF-8"),
        (b"Iraq\x92s police counted 5 dead in Hilla", "undecodable", "“Iraq’s police counted 5 dead”"),
        (b"\xff\xfeabc", "undecodable", "UTF-16"),
    ],
)
def test_what_is_no_text_is_quarantined(tmp_path: Path, data: bytes, rule: str, words: str) -> None:
    got, message = refused(read(tmp_path, data))
    assert (got, words in message) == (rule, True), message


def test_windows_1252_is_not_suggested_for_noise(tmp_path: Path) -> None:
    _, message = refused(read(tmp_path, bytes(range(128, 256)) * 3))
    assert "Windows-1252" not in message


def test_oversized_files_are_refused_by_their_size(tmp_path: Path) -> None:
    rule, message = refused(read(tmp_path, b"a" * 10_000_001))
    assert rule == "oversized"
    assert "10,000,001 bytes, more than 10,000,000" in message
    assert len(read(tmp_path, b"a " * 5_000_000).articles) == 1


def test_unknown_types_missing_and_unreadable_files(tmp_path: Path) -> None:
    assert refused(read(tmp_path, b"5 killed", "story.docx"))[0] == "unsupported_type"
    assert refused(read(tmp_path, b"5 killed", "story"))[0] == "unsupported_type"
    assert refused(read_file(tmp_path / "gone.txt", tmp_path))[0] == "unreadable"
    (tmp_path / "folder.txt").mkdir()
    assert refused(read_file(tmp_path / "folder.txt", tmp_path))[0] == "unsupported_type"


def test_page(tmp_path: Path) -> None:
    (article,) = read(tmp_path, PAGE.encode(), "page.html").articles
    assert article["title"] == "Market bombs kill 14 in Hilla"
    assert article["publisher"] == "The Paper"
    assert article["url"] == "https://paper.example/world/hilla"
    assert article["language"] == "en-GB"
    assert (article["published_on"], article["date_basis"]) == (date(2013, 5, 22), DateBasis.HTML_METADATA)
    title, first, second = article["text"].split("\n\n")
    assert title == article["title"]
    assert (
        first == "Two bombs in the market killed 14 people & wounded 40, a doctor at Hilla’s hospital said."
    )
    assert second.endswith("engineers.")


def test_page_whose_body_begins_with_the_title_has_it_once(tmp_path: Path) -> None:
    page = PAGE.replace("<article>", "<article><h1>Market bombs kill 14 in Hilla</h1>")
    (article,) = read(tmp_path, page.encode(), "page.htm").articles
    assert article["text"].count("Market bombs kill 14 in Hilla") == 1


def test_page_without_a_declared_date_takes_none_from_its_copyright_line(tmp_path: Path) -> None:
    page = PAGE.replace('<meta property="article:published_time" content="2013-05-22T10:00:00+03:00">', "")
    (article,) = read(tmp_path, page.encode(), "page.html").articles
    assert (article["published_on"], article["date_basis"]) == (None, DateBasis.NONE)


@pytest.mark.parametrize("charset", ["windows-1252", "iso-8859-1", "ISO-8859-15"])
def test_page_in_its_declared_charset(tmp_path: Path, charset: str) -> None:
    page = PAGE.replace('charset="utf-8"', f'charset="{charset}"').replace("’", "é")
    (article,) = read(tmp_path, page.encode(charset), "page.html").articles
    assert "Hillaés hospital" in article["text"]


def test_latin_1_pages_are_read_as_windows_1252(tmp_path: Path) -> None:
    page = PAGE.replace('charset="utf-8"', "charset=ISO-8859-1").encode("cp1252")
    (article,) = read(tmp_path, page, "page.html").articles
    assert "Hilla’s" in article["text"]


@pytest.mark.parametrize("charset", ["utf-8", "rot13", "zlib", "nonsense", "unicode_escape"])
def test_page_invalid_in_utf_8_without_a_known_charset_is_refused(tmp_path: Path, charset: str) -> None:
    page = PAGE.replace('charset="utf-8"', f'charset="{charset}"').encode("cp1252")
    assert refused(read(tmp_path, page, "page.html"))[0] == "undecodable"


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (b"", "no_article"),
        (b"<html><body></body></html>", "no_article"),
        (PNG, "binary"),
        (b"<" * 999, "no_article"),
    ],
)
def test_page_without_an_article_is_refused(tmp_path: Path, data: bytes, rule: str) -> None:
    assert refused(read(tmp_path, data, "page.html"))[0] == rule


def test_short_page_is_read(tmp_path: Path) -> None:
    (article,) = read(tmp_path, b"<html><body><p>5 killed in Hilla.</p></body></html>", "page.html").articles
    assert article["text"] == "5 killed in Hilla."


BYLINE = f"Market bombs kill 14\n\nJane Doe 20 May 2013\n\n{STORY}"
DATELINE = f"HILLA, May 21, 2013 (AP) — {STORY}"
DATED_URL = "https://paper.example/2013/05/19/hilla"


@pytest.mark.parametrize(
    ("name", "text", "row", "published_on", "basis"),
    [
        (
            "a.txt",
            BYLINE,
            ManifestRow("a.txt", 2, published_on=date(2013, 5, 23)),
            date(2013, 5, 23),
            DateBasis.MANIFEST,
        ),
        (
            "a.html",
            PAGE,
            ManifestRow("a.html", 2, published_on=date(2013, 5, 23)),
            date(2013, 5, 23),
            DateBasis.MANIFEST,
        ),
        ("a.html", PAGE, ManifestRow("a.html", 2, url=DATED_URL), date(2013, 5, 22), DateBasis.HTML_METADATA),
        ("a.txt", BYLINE, ManifestRow("a.txt", 2, url=DATED_URL), date(2013, 5, 20), DateBasis.BYLINE),
        ("a.txt", DATELINE, ManifestRow("a.txt", 2, url=DATED_URL), date(2013, 5, 21), DateBasis.DATELINE),
        ("a.txt", STORY, ManifestRow("a.txt", 2, url=DATED_URL), date(2013, 5, 19), DateBasis.URL),
        (
            "a.txt",
            STORY,
            ManifestRow("a.txt", 2, url="https://paper.example/2013/13/41/x"),
            None,
            DateBasis.NONE,
        ),
        (
            "a.txt",
            f"HILLA, May 21 (AP) — {STORY}",
            ManifestRow("a.txt", 2, url="https://paper.example/2013/hilla"),
            date(2013, 5, 21),
            DateBasis.DATELINE,
        ),
        ("a.txt", f"HILLA, May 21 (AP) — {STORY}", None, None, DateBasis.NONE),
        ("a.txt", STORY, None, None, DateBasis.NONE),
    ],
)
def test_precedence_of_the_date(
    tmp_path: Path, name: str, text: str, row: ManifestRow | None, published_on: date | None, basis: DateBasis
) -> None:
    (article,) = read(tmp_path, text.encode(), name, row).articles
    assert (article["published_on"], article["date_basis"]) == (published_on, basis)


def test_manifest_goes_before_what_the_text_says(tmp_path: Path) -> None:
    row = ManifestRow("a.txt", 2, "The Paper", None, "https://p.example/a", "CC0", None, "Another title")
    (article,) = read(tmp_path, BYLINE.encode(), "a.txt", row).articles
    assert article["publisher"] == "The Paper"
    assert article["url"] == "https://p.example/a"
    assert article["licence"] == "CC0"
    assert article["title"] == "Another title"
    assert article["text"] == BYLINE


def test_agency_of_the_dateline_is_the_publisher_when_nobody_says_otherwise(tmp_path: Path) -> None:
    assert read(tmp_path, DATELINE.encode()).articles[0]["publisher"] == "AP"


def test_changed_file_is_kept_out_with_both_hashes(tmp_path: Path) -> None:
    row = ManifestRow("story.txt", 2, sha256="0" * 64)
    rule, message = refused(read(tmp_path, STORY.encode(), row=row))
    assert rule == "manifest_hash"
    assert "0" * 64 in message
    assert hashlib.sha256(STORY.encode()).hexdigest() in message
    sound = row._replace(sha256=hashlib.sha256(STORY.encode()).hexdigest())
    assert len(read(tmp_path, STORY.encode(), row=sound).articles) == 1


def test_file_with_a_faulty_manifest_row_is_kept_out(tmp_path: Path) -> None:
    row = ManifestRow("story.txt", 7, fault="published_on is 'May', not a date as YYYY-MM-DD")
    rule, message = refused(read(tmp_path, STORY.encode(), row=row))
    assert (rule, "manifest.csv line 7: published_on is 'May'" in message) == ("manifest_row", True)


NAMES = st.sampled_from(["x.txt", "x.html", "x.jsonl", "x.parquet"])


@settings(max_examples=150, deadline=None)
@given(name=NAMES, data=st.one_of(st.binary(max_size=300), st.text(max_size=120).map(str.encode)))
def test_no_bytes_make_reading_fail(tmp_path_factory: pytest.TempPathFactory, name: str, data: bytes) -> None:
    ingested = read(tmp_path_factory.mktemp("raw", numbered=True), data, name)
    assert ingested.articles or ingested.quarantine or not data.strip()
    for article in ingested.articles:
        article["text"].encode()
        assert any(map(str.isalnum, article["text"]))
    for row in ingested.quarantine:
        assert row["message"].encode()


PRINTABLE = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=200)


@settings(max_examples=150, deadline=None)
@given(text=PRINTABLE, codec=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]))
def test_any_text_survives_exactly(tmp_path_factory: pytest.TempPathFactory, text: str, codec: str) -> None:
    text = "5 " + text
    (article,) = read(tmp_path_factory.mktemp("raw", numbered=True), text.encode(codec)).articles
    assert article["text"] == text
    assert read_layout(text).body.end <= len(text)
