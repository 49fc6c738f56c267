"""Extract: the figures of every article, and the numbers that are none. Only what is new is read again."""

from collections.abc import Iterator

import polars as pl
from dagster import AssetExecutionContext, DagsterLogManager, MaterializeResult, multi_asset

from pipeline import tables
from pipeline.assets.batches import collect
from pipeline.assets.contract import spec
from pipeline.assets.faults import retry_transient
from pipeline.assets.metadata import table_metadata
from pipeline.assets.resources import Engine, StagingArea
from pipeline.assets.reuse import STAMP, reusable, stamp
from pipeline.assets.staging import QUARANTINE
from pipeline.assets.versions import code_version
from pipeline.engine import split_batches
from pipeline.engine.work import extract_articles
from pipeline.extract.version import EXTRACTOR_VERSION

FIGURES, SET_ASIDE = "figures", "set_aside"
TABLES = (FIGURES, SET_ASIDE)


@multi_asset(specs=[spec(name, "extract", ("articles",)) for name in TABLES], name="extract")
def extracted_tables(
    context: AssetExecutionContext, staging: StagingArea, engine: Engine
) -> Iterator[MaterializeResult[None]]:
    """Read the figures out of the articles that are new or changed, or out of all when the code is."""
    with retry_transient():
        articles = staging.tables.read("articles")
        version = f"{EXTRACTOR_VERSION}+{code_version('extract')}"
        reused = reusable(staging.tables, TABLES, articles, version)
        fresh = articles.filter(~pl.col("article_id").is_in(reused.article_ids.implode()))
        context.log.info(
            f"{fresh.height} of {articles.height} articles are new, changed or read by older code"
        )
        read = _read(fresh, engine, context.log)
        staging.tables.forget(STAMP)
        refused = {FIGURES: read[QUARANTINE], SET_ASIDE: tables.empty(QUARANTINE)}
        for name in TABLES:
            rows = pl.concat([reused.rows[name], read[name]])
            rejected = pl.concat([reused.rejected[name], refused[name]])
            valid = staging.tables.write(name, rows, rejected)
            yield MaterializeResult(
                name, metadata=table_metadata(name, valid) | {"articles_read": fresh.height}
            )
        staging.tables.write_stamp(STAMP, stamp(articles, version))


def _read(articles: pl.DataFrame, engine: Engine, log: DagsterLogManager) -> dict[str, pl.DataFrame]:
    """Figures and set-aside numbers of `articles`, as the engine's workers read them."""
    texts = articles.select("article_id", "published_on", "text")
    batches = split_batches(texts.to_arrow(), texts["text"].str.len_bytes())
    return collect(extract_articles, batches, (*TABLES, QUARANTINE), engine.settings, log)
