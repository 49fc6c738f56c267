"""Table-wide rules about provenance: every span gives back the characters that the row shows."""

from collections.abc import Iterator

import polars as pl

from pipeline.tables.violations import Frames, TableRule, Violation, violations

TEXTS_AT_ONCE = 2_000
"""Articles whose texts are held as Python strings at one time."""


def _mismatches(table: str, frames: Frames) -> Iterator[Violation]:
    spans = frames[table]
    found = _characters_at(spans, frames["articles"])
    rows = spans.with_columns(found.alias("text_there")).filter(
        pl.col("text_there").ne_missing(pl.col("number_text"))
    )
    says = "articles.text[char_start:char_end] must be number_text"
    shown = ("char_start", "char_end", "number_text", "text_there")
    yield from violations(table, "span_matches_text", rows, says, *shown)


def _characters_at(spans: pl.DataFrame, articles: pl.DataFrame) -> pl.Series:
    """Return the characters that each span's article has there, or null where there is no such article.

    Python slices by code point in constant time; slicing in Polars counts from the text's start for every
    span, which a long article with many numbers would make quadratic.
    """
    rows = spans.select("article_id", "char_start", "char_end").with_row_index("row")
    found: list[str | None] = [None] * spans.height
    for chunk in articles.select("article_id", "text").iter_slices(TEXTS_AT_ONCE):
        text_of: dict[str, str] = dict(chunk.iter_rows())
        there = rows.join(chunk.select("article_id"), on="article_id", how="semi")
        for row, article_id, start, end in there.iter_rows():
            found[row] = text_of[article_id][start:end]
    return pl.Series(found, dtype=pl.String)


def _figure_spans(frames: Frames) -> Iterator[Violation]:
    yield from _mismatches("figures", frames)


def _set_aside_spans(frames: Frames) -> Iterator[Violation]:
    yield from _mismatches("set_aside", frames)


SPAN_RULES = (
    TableRule("span_matches_text", ("figures", "articles"), _figure_spans),
    TableRule("span_matches_text", ("set_aside", "articles"), _set_aside_spans),
)
