"""`raw/manifest.csv`: what whoever keeps the raw files knows of each."""

import csv
import io
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from pipeline.ingest.decoding import decode
from pipeline.ingest.rows import QuarantineRow, quarantine_row
from pipeline.ingest.rules import IngestRule, Rejected

MANIFEST_NAME = "manifest.csv"
COLUMNS = ("file", "publisher", "published_on", "url", "licence", "sha256", "title")
"""Columns that the manifest may have; `file` must be there. A blank cell says nothing."""

_SHA256 = re.compile(r"[0-9a-f]{64}")
_WEB_ADDRESS = re.compile(r"https?://\S+")


class ManifestError(ValueError):
    """The manifest as a whole cannot be read, so that nothing it says of any file can be honoured."""


class ManifestRow(NamedTuple):
    """What the manifest says of one file. `fault` says what is wrong with the row, if anything is."""

    file: str
    line: int
    publisher: str | None = None
    published_on: date | None = None
    url: str | None = None
    licence: str | None = None
    sha256: str | None = None
    title: str | None = None
    fault: str | None = None

    def require_sound(self) -> None:
        """Raises `Rejected` if the row has a fault: its file is then left out rather than read without it."""
        if self.fault:
            detail = f"{MANIFEST_NAME} line {self.line}: {self.fault}."
            raise Rejected(IngestRule.MANIFEST_ROW, detail, self.fault)

    def require_hash(self, observed: str) -> None:
        """Raises `Rejected`, naming both hashes, if the file's SHA-256 is not the one listed."""
        if self.sha256 is not None and observed != self.sha256:
            listed = f"{MANIFEST_NAME} lists SHA-256 {self.sha256}"
            detail = f"The file has changed: {listed}, but the file has {observed}."
            raise Rejected(IngestRule.MANIFEST_HASH, detail, observed, "sha256")


def load_manifest(raw_dir: Path) -> dict[str, ManifestRow]:
    """The rows of the folder's manifest by file; no manifest, no rows.

    Raises `ManifestError` if it is not UTF-8, lacks the column `file`, or has a column that is not known. A
    row that is wrong in itself is kept with its `fault`.
    """
    path = raw_dir / MANIFEST_NAME
    if not path.is_file():
        return {}
    rows: dict[str, ManifestRow] = {}
    for row in _rows(_reader(path), path):
        if row.file in rows:
            row = row._replace(fault=f"the file is listed before, in line {rows[row.file].line}")
        rows[row.file] = row
    return rows


def unfulfilled_rows(manifest: dict[str, ManifestRow], raw_dir: Path) -> list[QuarantineRow]:
    """Quarantine rows of the manifest rows that no file answers to: it is missing, or its name is no path."""
    unanswered = [(row, _why_unfulfilled(row, raw_dir)) for row in manifest.values()]
    return [quarantine_row(row.file, why) for row, why in unanswered if why is not None]


def _why_unfulfilled(row: ManifestRow, raw_dir: Path) -> Rejected | None:
    where = f"{MANIFEST_NAME} line {row.line}"
    if _is_outside(row.file):
        return Rejected(IngestRule.MANIFEST_ROW, f"{where}: {row.fault}.", row.file, "file")
    if not (raw_dir / row.file).exists():
        detail = f"{where} lists this file, but it is not there."
        return Rejected(IngestRule.MANIFEST_MISSING_FILE, detail, row.file, "file")
    return None


def _reader(path: Path) -> "csv.DictReader[str]":
    try:
        text = decode(path.read_bytes())
    except (OSError, Rejected) as error:
        raise ManifestError(f"{path}: cannot be read. {error}") from error
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    names = [name.strip() for name in _header(reader, path)]
    unknown = sorted(set(names) - set(COLUMNS))
    if "file" not in names or unknown or len(set(names)) < len(names):
        not_known = f" Not known: {', '.join(unknown)}." if unknown else ""
        raise ManifestError(
            f"{path}: the columns are {', '.join(names) or 'none'}. There must be 'file', and each of "
            f"{', '.join(COLUMNS)} once at most.{not_known}"
        )
    reader.fieldnames = names
    return reader


def _header(reader: "csv.DictReader[str]", path: Path) -> list[str]:
    try:
        return list(reader.fieldnames or [])
    except csv.Error as error:
        raise ManifestError(f"{path}: {error}. Write it as comma-separated values.") from error


def _rows(reader: "csv.DictReader[str]", path: Path) -> Iterator[ManifestRow]:
    try:
        for cells in reader:
            if any(cells.values()):
                yield _row(cells, reader.line_num)
    except csv.Error as error:
        where = f"{path} line {reader.line_num}"
        raise ManifestError(f"{where}: {error}. Write it as comma-separated values.") from error


def _row(cells: dict[str, Any], line: int) -> ManifestRow:
    known = {name: str(cells.get(name) or "").strip() or None for name in COLUMNS}
    file = known["file"]
    return ManifestRow(
        file=str(PurePosixPath(file)) if file else f"{MANIFEST_NAME}:{line}",
        line=line,
        publisher=known["publisher"],
        published_on=_day(known["published_on"]),
        url=known["url"],
        licence=known["licence"],
        sha256=(known["sha256"] or "").lower() or None,
        title=known["title"],
        fault="it has more or fewer cells than columns"
        if None in cells or None in cells.values()
        else _fault(known),
    )


def _fault(known: dict[str, str | None]) -> str | None:
    day, url, sha256 = known["published_on"], known["url"], known["sha256"]
    if known["file"] is None:
        return "the cell under file is blank"
    if _is_outside(known["file"]):
        return f"file is {known['file']!r}, which is no path inside the folder"
    if day and _day(day) is None:
        return f"published_on is {day!r}, not a date as YYYY-MM-DD"
    if sha256 and not _SHA256.fullmatch(sha256.lower()):
        return f"sha256 is {sha256!r}, not 64 hex digits"
    if url and not _WEB_ADDRESS.fullmatch(url):
        return f"url is {url!r}, not a whole http or https address"
    return None


def _day(cell: str | None) -> date | None:
    try:
        return date.fromisoformat(cell) if cell else None
    except ValueError:
        return None


def _is_outside(file: str) -> bool:
    path = PurePosixPath(file)
    return path.is_absolute() or ".." in path.parts or "\0" in file
