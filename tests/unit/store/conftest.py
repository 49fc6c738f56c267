"""A release that is built without a lake, for what is made of it."""

from datetime import UTC, datetime

import polars as pl
import pyarrow as pa
import pytest
from release_samples import ledger

from pipeline.store import RELEASES, Release, arrow_table


@pytest.fixture
def release() -> Release:
    return Release(
        inputs_hash="i",
        content_hash="c" * 64,
        code_version="0.1.0",
        extractor_version="1",
        dependency_versions={"duckdb": "1.5.5"},
        row_counts={"articles": 1},
        release_id="R1",
        created_at=datetime(2024, 1, 1, tzinfo=UTC),
        snapshot_id=1,
    )


@pytest.fixture
def tables(release: Release) -> dict[str, pa.Table]:
    """Every table of the contract, `releases` with the one release."""
    filled = {name: arrow_table(name, frame) for name, frame in ledger().items()}
    return filled | {RELEASES: arrow_table(RELEASES, pl.DataFrame([release.row()]))}
