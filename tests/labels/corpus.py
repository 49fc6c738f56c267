"""The line over `raw/`, in memory: what the ledger makes of the corpus, without reading a label."""

from functools import cache
from pathlib import Path
from typing import NamedTuple, cast

import polars as pl
import pyarrow as pa

from pipeline import tables
from pipeline.audit import audit
from pipeline.engine.work import extract_articles, ingest_files
from pipeline.ingest import ArticleRow, deduplicate, pieces_table, survey_raw
from pipeline.resolve import Resolution, resolve

ROOT = Path(__file__).parents[2]
RAW = ROOT / "raw"


class Line(NamedTuple):
    """The tables that the line makes of the corpus, columns as in `pipeline.tables`.

    `quarantine` holds the files and articles that could not be read.
    """

    articles: pl.DataFrame
    figures: pl.DataFrame
    set_aside: pl.DataFrame
    quarantine: pl.DataFrame
    resolution: Resolution
    findings: pl.DataFrame


@cache
def build() -> Line:
    """The line over `raw/`, run once."""
    read = ingest_files(pieces_table(survey_raw(RAW)))
    kept, _ = deduplicate(cast("list[ArticleRow]", read["articles"].to_pylist()))
    articles = _valid("articles", tables.from_rows("articles", kept))
    extracted = extract_articles(articles.to_arrow())
    figures, set_aside = (_valid(name, _frame(extracted[name])) for name in ("figures", "set_aside"))
    refused = pl.concat([_frame(read["quarantine"]), _frame(extracted["quarantine"])])
    resolution = resolve(articles, figures)
    findings = audit(articles, figures, resolution)
    return Line(articles, figures, set_aside, refused, resolution, findings)


def _frame(table: pa.Table) -> pl.DataFrame:
    return cast(pl.DataFrame, pl.from_arrow(table))


def _valid(name: str, frame: pl.DataFrame) -> pl.DataFrame:
    return tables.validate(name, frame).valid
