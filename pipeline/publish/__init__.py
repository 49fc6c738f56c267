"""Publication: a build's tables as a release that never changes, and what differs between two of them."""

from pipeline.publish.difference import TableDiff, diff
from pipeline.publish.provenance import code_version, dependency_versions, file_hash, inputs_hash
from pipeline.publish.release import PublishResult, complete, publish

__all__ = [
    "PublishResult",
    "TableDiff",
    "code_version",
    "complete",
    "dependency_versions",
    "diff",
    "file_hash",
    "inputs_hash",
    "publish",
]
