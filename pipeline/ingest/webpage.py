"""HTML pages: the article in the page, and what the page's metadata say of it."""

import re
from datetime import date
from typing import Any

from pipeline.ingest.article import WEB_ADDRESS, Known
from pipeline.ingest.decoding import decode
from pipeline.ingest.rules import IngestRule, Rejected
from pipeline.vocabulary import DateBasis

_HEAD_BYTES = 2_048
_CHARSET = re.compile(rb"charset\s{0,9}=\s{0,9}[\"']?([A-Za-z0-9_-]{2,20})", re.I)
_LANGUAGE = re.compile(r"<html\b[^>]{0,500}?\blang\s{0,9}=\s{0,9}[\"']?([A-Za-z_-]{2,20})", re.I)
_CHARSETS = re.compile(
    r"windows-125\d|cp125\d|iso-8859-\d{1,2}|latin-?1|us-ascii|koi8-[ru]|gbk|gb2312|gb18030|big5|euc-(?:jp|kr)|shift_jis"
)
_LATIN_1 = re.compile(r"iso-8859-1|latin-?1|us-ascii")
_DATE_SEARCH = {
    "original_date": True,
    "extensive_search": False,
    "min_date": "1900-01-01",
    "max_date": "2100-01-01",
}
"""Only dates that the page declares, not such as its text has (a copyright line); none relative to today."""


def read_page(data: bytes) -> tuple[str, Known]:
    """The article's text, one paragraph per line with a blank line between, and what the metadata say.

    Raises `Rejected` if the page cannot be decoded or has no article.
    """
    html = decode(data, _charset(data))
    page = _extracted(html)
    paragraphs = [line for line in page["text"].split("\n") if line.strip()]
    if not paragraphs:
        raise Rejected(IngestRule.NO_ARTICLE, "No article was found in the page.")
    return "\n\n".join(paragraphs), _known(page, html)


def _charset(data: bytes) -> str:
    """The charset that the page declares; Latin-1 is read as Windows-1252, as browsers do (WHATWG Encoding).

    Pages that are valid UTF-8 are that, whatever they declare, and so is a declared charset that is not on
    the list.
    """
    declared = _CHARSET.search(data[:_HEAD_BYTES])
    name = declared[1].decode().lower() if declared else "utf-8"
    if not _CHARSETS.fullmatch(name) or _is_utf8(data):
        return "utf-8"
    return "windows-1252" if _LATIN_1.fullmatch(name) else name


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _extracted(html: str) -> dict[str, Any]:
    """trafilatura's reading of the page; for a page too short for it, the text of its paragraphs."""
    from trafilatura import bare_extraction, baseline

    try:
        found = bare_extraction(
            html, with_metadata=True, include_comments=False, date_extraction_params=dict(_DATE_SEARCH)
        )
        page: dict[str, Any] = {} if found is None else found if isinstance(found, dict) else found.as_dict()
        return {**page, "text": page.get("text") or baseline(html)[1] or ""}
    except Exception as error:
        # The parsers underneath raise many kinds of errors on broken pages.
        name = type(error).__name__
        raise Rejected(
            IngestRule.NO_ARTICLE, f"The page cannot be parsed ({name}: {error}).", name
        ) from error


def _known(page: dict[str, Any], html: str) -> Known:
    url, language = page.get("url"), _LANGUAGE.search(html[: 2 * _HEAD_BYTES])
    return Known(
        title=" ".join((page.get("title") or "").split()) or None,
        published_on=_day(page.get("date")),
        basis=DateBasis.HTML_METADATA,
        publisher=page.get("sitename") or None,
        url=url if url and WEB_ADDRESS.fullmatch(url) else None,
        licence=page.get("license") or None,
        language=language[1] if language else page.get("language"),
    )


def _day(declared: str | None) -> date | None:
    try:
        return date.fromisoformat(declared) if declared else None
    except ValueError:
        return None
