"""Audit: the findings over every table, and the rows that the contract refused on the way."""

from collections.abc import Iterator

from dagster import AssetExecutionContext, MaterializeResult, multi_asset

from pipeline.assets.contract import spec
from pipeline.assets.faults import retry_transient
from pipeline.assets.metadata import table_metadata
from pipeline.assets.resources import StagingArea
from pipeline.assets.staging import QUARANTINE
from pipeline.audit import audit
from pipeline.resolve import Resolution

FINDINGS = "findings"
RESOLVED = ("incidents", "incident_figures", "estimates", "totals")
REFUSING = ("articles", "figures", "set_aside", "places", *RESOLVED, FINDINGS)
"""Tables whose refused rows the quarantine gathers."""


@multi_asset(
    specs=[
        spec(FINDINGS, "audit", ("articles", "figures", *RESOLVED)),
        spec(QUARANTINE, "audit", REFUSING),
    ],
    name="audit",
)
def audited_tables(context: AssetExecutionContext, staging: StagingArea) -> Iterator[MaterializeResult[None]]:
    """Judge the consistency of all figures, inside and across reports, and gather what was refused."""
    with retry_transient():
        articles, figures = (staging.tables.read(name) for name in ("articles", "figures"))
        found = audit(articles, figures, Resolution(**staging.tables.read_all(RESOLVED)))
        findings = staging.tables.write(FINDINGS, found)
        yield MaterializeResult(FINDINGS, metadata=table_metadata(FINDINGS, findings))
        refused = staging.tables.write(QUARANTINE, staging.tables.rejected(REFUSING))
        context.log.info(f"{findings.height} findings; {refused.height} rows or files were refused")
        yield MaterializeResult(QUARANTINE, metadata=table_metadata(QUARANTINE, refused))
