"""Publishing: a build's tables become the newest release, or nothing when nothing in them is new."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl
import pyarrow as pa
from filelock import FileLock, Timeout

from pipeline.publish.difference import diff_releases
from pipeline.publish.provenance import dependency_versions
from pipeline.store import (
    RELEASES,
    Commit,
    Contents,
    Lake,
    LakeLocation,
    Paths,
    PublisherBusyError,
    Release,
    StoreError,
    arrow_table,
    commit_release,
    content_hash,
    lake_location,
    materialise,
    open_lake,
    reader_paths,
)
from pipeline.tables import TABLES

LOCK_FILE = ".publish.lock"
LOCK_SECONDS = 60.0


@dataclass(frozen=True)
class PublishResult:
    """What a publication did.

    `published` is whether there is a new release; `reason` says why, or why not, in a sentence; `changes`
    counts rows added, removed and changed per table since the release before, empty when there is no new
    release.
    """

    published: bool
    release_id: str
    reason: str
    row_counts: dict[str, int]
    paths: Paths
    changes: dict[str, dict[str, int]] = field(default_factory=dict)


def publish(
    frames: Mapping[str, pl.DataFrame],
    *,
    warehouse: Path,
    inputs_hash: str,
    code_version: str,
    extractor_version: str,
    catalog: str | None = None,
    lock_seconds: float = LOCK_SECONDS,
) -> PublishResult:
    """Publish `frames`, every table of the contract but `releases`, already audited, as the newest release.

    In this order, so that a release that fails or is killed half-way leaves readers the one before, and the
    next call finishes it: one lake transaction; a new DuckDB file, swapped in; a new folder of Parquet
    files, swapped in. Content equal to the newest release's publishes nothing. `catalog` is as in
    `store.lake_location`.

    Raises `StoreError` for a missing table, `PublisherBusyError` when another process has been publishing
    into `warehouse` for longer than `lock_seconds`, and whatever the disk or the catalogue raises.
    """
    tables = _release_tables(frames)
    contents = Contents(
        inputs_hash=inputs_hash,
        content_hash=content_hash(tables),
        code_version=code_version,
        extractor_version=extractor_version,
        dependency_versions=dependency_versions(),
        row_counts={name: table.num_rows for name, table in tables.items()},
    )
    location = lake_location(warehouse, catalog)
    with _only_publisher(warehouse, lock_seconds):
        commit = commit_release(location, tables, contents)
        return _finish(warehouse, location, commit, contents)


def complete(
    warehouse: Path, *, catalog: str | None = None, lock_seconds: float = LOCK_SECONDS
) -> str | None:
    """Finish a publication that was killed after its transaction; its release id, if there was one.

    Raises as `publish` does.
    """
    location = lake_location(warehouse, catalog)
    if not location.exists:
        return None
    with _only_publisher(warehouse, lock_seconds), open_lake(location) as lake:
        releases = lake.releases()
        return releases[-1].release_id if releases and materialise(warehouse, lake, releases[-1]) else None


def _release_tables(frames: Mapping[str, pl.DataFrame]) -> dict[str, pa.Table]:
    wanted = set(TABLES) - {RELEASES}
    if frames.keys() != wanted:
        missing, unknown = sorted(wanted - frames.keys()), sorted(frames.keys() - wanted)
        raise StoreError(
            f"a release is every table but {RELEASES}; missing: {missing}, not tables: {unknown}"
        )
    return {name: arrow_table(name, frames[name]) for name in TABLES if name != RELEASES}


@contextmanager
def _only_publisher(warehouse: Path, seconds: float) -> Iterator[None]:
    warehouse.mkdir(parents=True, exist_ok=True)
    lock = FileLock(warehouse / LOCK_FILE)
    try:
        lock.acquire(timeout=seconds)
    except Timeout as error:
        message = f"another process has been publishing into {warehouse} for {seconds:g} s"
        raise PublisherBusyError(f"{message}: wait for it, or end it, then publish again") from error
    try:
        yield
    finally:
        lock.release()


def _finish(warehouse: Path, location: LakeLocation, commit: Commit, contents: Contents) -> PublishResult:
    with open_lake(location) as lake:
        refreshed = materialise(warehouse, lake, commit.release)
        return PublishResult(
            published=commit.is_new,
            release_id=commit.release.release_id,
            reason=_reason(commit, contents, refreshed),
            row_counts=commit.release.row_counts,
            paths=reader_paths(warehouse),
            changes=_changes(lake, commit.release) if commit.is_new else {},
        )


def _reason(commit: Commit, contents: Contents, refreshed: bool) -> str:
    if commit.is_new:
        return "the content is new"
    same_inputs = commit.release.inputs_hash == contents.inputs_hash
    cause = "inputs and code are unchanged" if same_inputs else "inputs or code changed, but no row did"
    files = "; the readers' files were brought up to date with it" if refreshed else ""
    return f"{cause}: release {commit.release.release_id} stays the newest{files}"


def _changes(lake: Lake, release: Release) -> dict[str, dict[str, int]]:
    earlier = lake.releases()[-2:-1]
    return {
        name: table.counts
        for before in earlier
        for name, table in diff_releases(lake, before, release).items()
    }
