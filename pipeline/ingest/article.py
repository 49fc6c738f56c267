"""One article row from a text and what its source, its manifest row and its own head say of it."""

import re
from datetime import date
from typing import NamedTuple

from pipeline.extract.layout import Layout, read_layout
from pipeline.ingest.decoding import normalise_newlines, require_text
from pipeline.ingest.manifest import ManifestRow
from pipeline.ingest.rows import ArticleRow
from pipeline.tables.rules import article_id_of
from pipeline.vocabulary import DateBasis

_DATE_IN_URL = re.compile(r"[/=](?P<year>(?:19|20)\d\d)[/-](?P<month>\d{1,2})[/-](?P<day>\d{1,2})(?!\d)")
_YEAR_IN_URL = re.compile(r"/((?:19|20)\d\d)/")
_LANGUAGE_TAG = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
WEB_ADDRESS = re.compile(r"https?://\S+")


class Known(NamedTuple):
    """What a record's fields or a page's metadata say; `basis` is where `published_on` was read."""

    title: str | None = None
    published_on: date | None = None
    basis: DateBasis = DateBasis.RECORD
    publisher: str | None = None
    url: str | None = None
    licence: str | None = None
    language: str | None = None


def article_row(source_path: str, text: str, known: Known, manifest: ManifestRow | None) -> ArticleRow:
    """The row of one article.

    The text is stored as it is, behind its title and a blank line if `known` has a title that it does not
    begin with. The manifest goes before `known`, and `known` before what the text itself says; the date
    before all that comes from the manifest, the record, the page's metadata, the byline, the dateline, or the
    address, in this order. `language` is only what the source declares: nothing is detected. Raises
    `Rejected` if the text is none.
    """
    body = require_text(normalise_newlines(text))
    stored = require_text(with_title(body, known.title)) if known.title else body
    listed = manifest or ManifestRow(source_path, 0)
    url = listed.url or known.url
    layout = read_layout(stored, year_hint=_year_in_url(url))
    published_on, basis = _publication_day(listed.published_on, known, layout, url)
    return ArticleRow(
        article_id=article_id_of(stored),
        source_path=source_path,
        publisher=listed.publisher or known.publisher or layout.publisher,
        title=listed.title or known.title or _title(stored, layout),
        published_on=published_on,
        date_basis=basis,
        url=url,
        licence=listed.licence or known.licence,
        language=_language_tag(known.language),
        text=stored,
        duplicate_of=None,
    )


def with_title(body: str, title: str) -> str:
    """The body behind its title and a blank line, unless it begins with the title, spaces and case aside."""
    beginning = _squashed(body[: 2 * len(title) + 200])
    return body if beginning.startswith(_squashed(title)) else f"{title}\n\n{body}"


def _publication_day(
    listed: date | None, known: Known, layout: Layout, url: str | None
) -> tuple[date | None, DateBasis]:
    if listed is not None:
        return listed, DateBasis.MANIFEST
    if known.published_on is not None:
        return known.published_on, known.basis
    if layout.published_on is not None:
        return layout.published_on, layout.date_basis
    in_url = _date_in_url(url)
    return (in_url, DateBasis.URL) if in_url else (None, DateBasis.NONE)


def _title(text: str, layout: Layout) -> str | None:
    return text[layout.title.start : layout.title.end] if layout.title else None


def _squashed(text: str) -> str:
    return "".join(text.split()).casefold()


def _date_in_url(url: str | None) -> date | None:
    match = _DATE_IN_URL.search(url) if url else None
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"])) if match else None
    except ValueError:
        return None


def _year_in_url(url: str | None) -> int | None:
    match = _YEAR_IN_URL.search(url) if url else None
    return int(match[1]) if match else None


def _language_tag(declared: str | None) -> str | None:
    """A declared language as a BCP 47 tag ("en_GB" is "en-GB"), or None if it is no such tag ("English")."""
    primary, _, rest = (declared or "").strip().replace("_", "-").partition("-")
    tag = f"{primary.lower()}-{rest}" if rest else primary.lower()
    return tag if _LANGUAGE_TAG.fullmatch(tag) else None
