"""The files of a raw folder: which are read, which are ignored by name, and which are refused unread."""

import os
import stat
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from pipeline.ingest.manifest import MANIFEST_NAME
from pipeline.ingest.rows import QuarantineRow, printable, quarantine_row
from pipeline.ingest.rules import LONGEST_DOCUMENT_BYTES, IngestRule, Rejected, unreadable


class SourceKind(StrEnum):
    """How a file is read."""

    TEXT = "text"
    HTML = "html"
    JSON_LINES = "json_lines"
    PARQUET = "parquet"


KIND_BY_SUFFIX = {
    ".txt": SourceKind.TEXT,
    ".html": SourceKind.HTML,
    ".htm": SourceKind.HTML,
    ".jsonl": SourceKind.JSON_LINES,
    ".ndjson": SourceKind.JSON_LINES,
    ".parquet": SourceKind.PARQUET,
}
"""File name suffix, in any case -> kind."""

BULK_KINDS = frozenset({SourceKind.JSON_LINES, SourceKind.PARQUET})


class Source(NamedTuple):
    """A file to read: its path relative to the folder, with slashes, its kind and its size in bytes."""

    path: str
    kind: SourceKind
    size: int


class Listing(NamedTuple):
    """The files to read in order of their paths, and the quarantine rows of those that are not read."""

    sources: list[Source]
    quarantine: list[QuarantineRow]


def list_sources(raw_dir: Path) -> Listing:
    """Lists a raw folder and the folders in it.

    `manifest.csv`, names that begin with README, and names that begin with a dot are ignored. Symbolic links
    to files inside the folder are read; others, and links to folders, are not followed. Raises
    `FileNotFoundError` or `NotADirectoryError` if `raw_dir` is no folder.
    """
    listing = Listing([], [])
    for path in sorted(_walk(raw_dir, raw_dir), key=lambda path: path.relative_to(raw_dir).as_posix()):
        relative = path.relative_to(raw_dir).as_posix()
        try:
            listing.sources.append(look_at(path, raw_dir))
        except Rejected as rejected:
            listing.quarantine.append(quarantine_row(relative, rejected))
    return listing


def look_at(path: Path, root: Path) -> Source:
    """What a file is, without reading it. Raises `Rejected` if it cannot or must not be read."""
    relative = path.relative_to(root).as_posix()
    if printable(relative) != relative:
        raise Rejected(IngestRule.FILE_NAME, "The name of the file is not valid UTF-8.", relative)
    _refuse_link(path, root)
    try:
        status = path.stat()
    except OSError as error:
        raise unreadable(error) from error
    kind = KIND_BY_SUFFIX.get(path.suffix.lower())
    if kind is None or not stat.S_ISREG(status.st_mode):
        what = f"files ending in {path.suffix!r} are not read" if kind is None else "it is no regular file"
        raise Rejected(IngestRule.UNSUPPORTED_TYPE, f"This is no kind of article file: {what}.", path.suffix)
    if kind not in BULK_KINDS and status.st_size > LONGEST_DOCUMENT_BYTES:
        size = f"{status.st_size:,} bytes"
        raise Rejected(
            IngestRule.OVERSIZED, f"The file has {size}, more than {LONGEST_DOCUMENT_BYTES:,}.", size
        )
    return Source(relative, kind, status.st_size)


def is_ignored(name: str) -> bool:
    """Whether a file or folder of this name is none of the articles."""
    return name == MANIFEST_NAME or name.startswith((".", "README"))


def _walk(folder: Path, root: Path) -> Iterator[Path]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if is_ignored(entry.name):
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(Path(entry.path), root)
            else:
                yield Path(entry.path)


def _refuse_link(path: Path, root: Path) -> None:
    if not path.is_symlink():
        return
    target = path.resolve()
    if path.is_dir() or not target.is_relative_to(root.resolve()):
        what = "a folder" if path.is_dir() else "a file outside the folder"
        raise Rejected(
            IngestRule.SYMBOLIC_LINK,
            f"This is a link to {what}, and such are not followed.",
            str(path.readlink()),
        )
