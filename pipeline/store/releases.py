"""The `releases` table's rows: what a published version is made of and what it holds."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any

from pipeline.store.errors import NoReleaseError

RELEASES = "releases"
LATEST = "latest"
PREVIOUS = "previous"
JSON_COLUMNS = ("dependency_versions", "row_counts")
ID_DIGITS = 16


@dataclass(frozen=True)
class Contents:
    """What is known of a release before it is written: its hashes, and the code that made it."""

    inputs_hash: str
    content_hash: str
    code_version: str
    extractor_version: str
    dependency_versions: dict[str, str]
    row_counts: dict[str, int]


@dataclass(frozen=True)
class Release(Contents):
    """One row of `releases`; `snapshot_id` is the lake's snapshot that holds its tables and this row."""

    release_id: str
    created_at: datetime
    snapshot_id: int

    def row(self) -> dict[str, Any]:
        """The release as a row of the table `releases`."""
        values = asdict(self)
        return values | {name: json.dumps(values[name], sort_keys=True) for name in JSON_COLUMNS}


def release_from(row: dict[str, Any]) -> Release:
    """The release that a row of the table `releases` holds."""
    decoded = {name: json.loads(row[name]) for name in JSON_COLUMNS}
    return Release(**{field.name: decoded.get(field.name, row[field.name]) for field in fields(Release)})


def release_id(content_hash: str, earlier: Sequence[Release]) -> str:
    """Id of a new release of `content_hash` after the releases `earlier`: a function of content.

    The first release of a content has the same id in every warehouse. Content that comes back after another
    was published is a release of its own, so the number of its earlier releases goes into the id, as it does
    for repeated figures.
    """
    repeats = sum(release.content_hash == content_hash for release in earlier)
    named = content_hash if repeats == 0 else hashlib.sha256(f"{content_hash}|{repeats}".encode()).hexdigest()
    return f"R{named[:ID_DIGITS]}"


def find_release(releases: Sequence[Release], reference: str) -> Release:
    """The release that `reference` names: an id or its start, `latest` or `previous`.

    Raises `NoReleaseError` when there is none, or more than one.
    """
    if reference in (LATEST, PREVIOUS):
        found = list(releases[-1:] if reference == LATEST else releases[-2:-1])
    else:
        found = [release for release in releases if reference and release.release_id.startswith(reference)]
    if len(found) == 1:
        return found[0]
    known = ", ".join(release.release_id for release in releases) or "none"
    problem = "is more than one release" if found else "is no release"
    raise NoReleaseError(f"{reference!r} {problem}; published so far, oldest first: {known}")
