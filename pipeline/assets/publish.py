"""Publish: the audited tables as a release, in one transaction, or nothing if nothing in them is new."""

from typing import Any

import polars as pl
from dagster import AssetExecutionContext, Failure, MaterializeResult, MetadataValue, multi_asset

from pipeline.assets.contract import spec
from pipeline.assets.faults import retry_transient
from pipeline.assets.metadata import table_metadata
from pipeline.assets.resources import Folders, StagingArea
from pipeline.assets.staging import INPUTS, Staging
from pipeline.extract.version import EXTRACTOR_VERSION
from pipeline.publish import PublishResult, code_version, publish
from pipeline.tables import TABLES, check_tables

RELEASES = "releases"
RELEASED = tuple(name for name in TABLES if name != RELEASES)


@multi_asset(specs=[spec(RELEASES, "publish", RELEASED)], name=RELEASES)
def releases(
    context: AssetExecutionContext, staging: StagingArea, folders: Folders
) -> MaterializeResult[None]:
    """Publish what is staged, unless a rule of the contract is broken or nothing is new."""
    with retry_transient():
        frames = staging.tables.read_all(RELEASED)
        refuse_broken(frames)
        result = publish(
            frames,
            warehouse=folders.warehouse_path,
            inputs_hash=_inputs_hash(staging.tables),
            code_version=code_version(),
            extractor_version=EXTRACTOR_VERSION,
            catalog=folders.catalog_address,
        )
        context.log.info(note(result))
        published = pl.read_parquet(result.paths.parquet / f"{RELEASES}.parquet")
        staged = staging.tables.write(RELEASES, published)
        return MaterializeResult(metadata=table_metadata(RELEASES, staged) | release_metadata(result))


def _inputs_hash(staging: Staging) -> str:
    left = staging.read_stamp(INPUTS)
    if left is None:
        raise FileNotFoundError(
            f"{staging.path(INPUTS)} is not there: materialize the asset 'articles' first"
        )
    return str(left.item())


def refuse_broken(frames: dict[str, pl.DataFrame]) -> None:
    """Raise `Failure` if a rule over whole tables is broken, which the checks show if they were run.

    A person can ask for this asset alone in the UI, without the steps before it and without their checks.
    """
    if violations := check_tables(frames):
        told = " ".join(violation.message for violation in violations)
        raise Failure(f"Nothing was published. {told}", allow_retries=False)


def note(result: PublishResult) -> str:
    """What the publication did, in a sentence for a person."""
    did = f"Published release {result.release_id}" if result.published else "Nothing new to publish"
    return f"{did}. {result.reason[:1].upper()}{result.reason[1:]}."


def release_metadata(result: PublishResult) -> dict[str, Any]:
    """What the UI and the command line show of a publication."""
    return {
        "published": MetadataValue.bool(result.published),
        "release_id": MetadataValue.text(result.release_id),
        "note": MetadataValue.text(note(result)),
        "changes": MetadataValue.json(result.changes),
        "database": MetadataValue.path(result.paths.database),
        "parquet": MetadataValue.path(result.paths.parquet),
    }
