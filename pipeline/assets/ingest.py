"""Ingest: raw files to articles; whatever is no article is refused with a reason, and the others go on."""

from pathlib import Path
from typing import cast

import polars as pl
from dagster import AssetExecutionContext, MaterializeResult, multi_asset

from pipeline import tables
from pipeline.assets.batches import collect
from pipeline.assets.contract import spec
from pipeline.assets.faults import retry_transient
from pipeline.assets.metadata import table_metadata
from pipeline.assets.raw_files import raw_files
from pipeline.assets.resources import Engine, Folders, StagingArea
from pipeline.assets.staging import INPUTS, QUARANTINE
from pipeline.engine import split_batches
from pipeline.engine.work import ingest_files
from pipeline.extract.version import EXTRACTOR_VERSION
from pipeline.ingest import ArticleRow, deduplicate, pieces_table, survey_raw
from pipeline.publish import code_version, inputs_hash

ARTICLES = "articles"


@multi_asset(specs=[spec(ARTICLES, "ingest")], name=ARTICLES)
def articles(
    context: AssetExecutionContext, folders: Folders, staging: StagingArea, engine: Engine
) -> MaterializeResult[None]:
    """Read every raw file, keep each text once, and note what the raw files were."""
    with retry_transient():
        survey = survey_raw(folders.raw_path)
        staging.tables.write_stamp(INPUTS, pl.DataFrame({"inputs_hash": [_inputs_hash(folders.raw_path)]}))
        pieces = pieces_table(survey)
        context.log.info(f"{pieces.num_rows} files or pieces of files are to be read in {folders.raw_path}")
        batches = split_batches(pieces, pieces["size"].to_pylist())
        read = collect(ingest_files, batches, (ARTICLES, QUARANTINE), engine.settings, context.log)
        kept, repeated = deduplicate(cast("list[ArticleRow]", read[ARTICLES].to_dicts()))
        refused = tables.from_rows(QUARANTINE, [*survey.quarantine, *repeated])
        rejected = pl.concat([read[QUARANTINE], refused])
        valid = staging.tables.write(ARTICLES, tables.from_rows(ARTICLES, kept), rejected)
        return MaterializeResult(metadata=table_metadata(ARTICLES, valid))


def _inputs_hash(raw: Path) -> str:
    return inputs_hash(raw_files(raw), raw, code_version=code_version(), extractor_version=EXTRACTOR_VERSION)
