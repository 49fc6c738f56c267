"""Texts that occur twice: the same text is kept once, a reprint is kept and points to its original."""

import hashlib
import re
from collections.abc import Iterable

from pipeline.ingest.rows import ArticleRow, QuarantineRow, quarantine_row
from pipeline.ingest.rules import IngestRule, Rejected

_NEITHER_LETTER_NOR_DIGIT = re.compile(r"[\W_]+")


def deduplicate(articles: Iterable[ArticleRow]) -> tuple[list[ArticleRow], list[QuarantineRow]]:
    """The distinct articles in order of `source_path`, with `duplicate_of` set, and quarantine rows for the
    others.

    An exactly equal text is quarantined. One that is equal in letters and digits, case aside, is a reprint:
    its `duplicate_of` is the first such article. The order of the input does not matter.
    """
    kept: list[ArticleRow] = []
    quarantine: list[QuarantineRow] = []
    by_id: dict[str, str] = {}
    by_letters: dict[bytes, str] = {}
    for article in sorted(articles, key=_source_order):
        article_id, source_path = article["article_id"], article["source_path"]
        if article_id in by_id:
            quarantine.append(quarantine_row(source_path, _same_text(by_id[article_id]), article_id))
            continue
        by_id[article_id] = source_path
        original = by_letters.setdefault(letters_and_digits(article["text"]), article_id)
        kept.append({**article, "duplicate_of": None if original == article_id else original})
    return kept, quarantine


def letters_and_digits(text: str) -> bytes:
    """A hash of a text's letters and digits, case-folded: equal for a text and its reprint."""
    return hashlib.sha256(_NEITHER_LETTER_NOR_DIGIT.sub("", text.casefold()).encode()).digest()


def _source_order(article: ArticleRow) -> tuple[str, int, str]:
    """Files by path, and the records of one file by number."""
    path, _, number = article["source_path"].rpartition("#")
    return (path, int(number), "") if path and number.isdecimal() else (article["source_path"], 0, number)


def _same_text(first: str) -> Rejected:
    return Rejected(
        IngestRule.DUPLICATE_TEXT, f"The text is exactly that of {first}.", value=first, column="text"
    )
