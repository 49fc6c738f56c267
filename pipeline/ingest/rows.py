"""Rows that ingest makes: articles, and quarantine rows for what did not become one."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple, TypedDict

from pipeline.ingest.rules import Rejected
from pipeline.vocabulary import DateBasis

_LONGEST_VALUE = 200


class ArticleRow(TypedDict):
    """One row of the table `articles`."""

    article_id: str
    source_path: str
    publisher: str | None
    title: str | None
    published_on: date | None
    date_basis: DateBasis
    url: str | None
    licence: str | None
    language: str | None
    text: str
    duplicate_of: str | None


class QuarantineRow(TypedDict):
    """One row of the table `quarantine`; `row_key` is the file, or "file#record" in a bulk file."""

    table_name: str
    row_key: str
    rule: str
    column_name: str | None
    value: str | None
    message: str
    article_id: str | None


class Ingested(NamedTuple):
    """What came of a file or of a part of one."""

    articles: list[ArticleRow]
    quarantine: list[QuarantineRow]


def quarantine_row(source_path: str, rejected: Rejected, article_id: str | None = None) -> QuarantineRow:
    """The quarantine row of a refused file or record; its message names the file."""
    return QuarantineRow(
        table_name="articles",
        row_key=printable(source_path),
        rule=rejected.rule.value,
        column_name=rejected.column,
        value=None if rejected.value is None else shortened(rejected.value),
        message=f"{printable(source_path)}: {rejected}",
        article_id=article_id,
    )


def merged(parts: Iterable[Ingested]) -> Ingested:
    """All articles and all quarantine rows of the parts, in their order."""
    whole = Ingested([], [])
    for part in parts:
        whole.articles.extend(part.articles)
        whole.quarantine.extend(part.quarantine)
    return whole


def shortened(value: str) -> str:
    """A value fit for a table cell: valid UTF-8 of at most 200 characters."""
    return printable(value if len(value) <= _LONGEST_VALUE else value[: _LONGEST_VALUE - 1] + "…")


def printable(value: str) -> str:
    """The value with lone surrogates, which UTF-8 cannot hold, written as escapes."""
    return value.encode("utf-8", "backslashreplace").decode()
