"""Which articles need not be read again, and the rows that their last reading left in staging.

An article's figures are a function of its text, its date of publication and the code, so these decide.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from pipeline import tables
from pipeline.assets.staging import Staging

STAMP = "read_articles"
"""Staged beside the tables: one row per article read, with its date and the version of the code."""


@dataclass(frozen=True)
class Reused:
    """Rows of earlier readings that still hold.

    article_ids: the articles they are of. rows: by table. rejected: by table, quarantine rows.
    """

    article_ids: pl.Series
    rows: dict[str, pl.DataFrame]
    rejected: dict[str, pl.DataFrame]


def stamp(articles: pl.DataFrame, version: str) -> pl.DataFrame:
    """What decides the rows of each of `articles`: article_id, published_on, version."""
    return articles.select("article_id", "published_on", pl.lit(version).alias("version"))


def reusable(staging: Staging, names: Sequence[str], articles: pl.DataFrame, version: str) -> Reused:
    """The staged rows of `names` that belong to those of `articles` read before by the same code."""
    last = {name: staging.last(name) for name in names}
    stamped = staging.read_stamp(STAMP)
    if stamped is None or any(frame is None for frame in last.values()):
        return _of(pl.Series(dtype=pl.String), {name: tables.empty(name) for name in names}, staging)
    known = stamp(articles, version).join(stamped, on=stamped.columns, how="semi", nulls_equal=True)
    return _of(
        known["article_id"], {name: frame for name, frame in last.items() if frame is not None}, staging
    )


def _of(article_ids: pl.Series, rows: dict[str, pl.DataFrame], staging: Staging) -> Reused:
    kept = pl.col("article_id").is_in(article_ids.implode())
    return Reused(
        article_ids,
        {name: frame.filter(kept) for name, frame in rows.items()},
        {name: staging.rejected([name]).filter(kept) for name in rows},
    )
