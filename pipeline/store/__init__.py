"""The versioned store: the lake, and what is made of its newest release for readers."""

from pipeline.store.commit import Commit, commit_release
from pipeline.store.connection import connect
from pipeline.store.contents import arrow_table
from pipeline.store.errors import NoReleaseError, PublisherBusyError, StoreError
from pipeline.store.hashing import content_hash, table_hash
from pipeline.store.lake import Lake, open_lake
from pipeline.store.location import LakeLocation, lake_location
from pipeline.store.readers import Paths, materialise, reader_paths
from pipeline.store.releases import RELEASES, Contents, Release, find_release

__all__ = [
    "RELEASES",
    "Commit",
    "Contents",
    "Lake",
    "LakeLocation",
    "NoReleaseError",
    "Paths",
    "PublisherBusyError",
    "Release",
    "StoreError",
    "arrow_table",
    "commit_release",
    "connect",
    "content_hash",
    "find_release",
    "lake_location",
    "materialise",
    "open_lake",
    "reader_paths",
    "table_hash",
]
