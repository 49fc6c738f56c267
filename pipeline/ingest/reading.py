"""Files and their pieces to article rows; whatever is no article becomes a quarantine row."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from pipeline.ingest.article import Known, article_row
from pipeline.ingest.decoding import decode
from pipeline.ingest.manifest import ManifestRow
from pipeline.ingest.pieces import Piece, pieces_of
from pipeline.ingest.records import Record, json_records, parquet_records, read_record
from pipeline.ingest.rows import Ingested, merged, quarantine_row
from pipeline.ingest.rules import Rejected, unreadable
from pipeline.ingest.sources import BULK_KINDS, Source, SourceKind, look_at
from pipeline.ingest.webpage import read_page


def read_file(path: Path, root: Path, manifest_row: ManifestRow | None = None) -> Ingested:
    """Every article of one file under `root`, whatever its kind; never raises for what the file holds.

    Returns rows of the tables `articles` and `quarantine`. Rows are neither checked for duplicates nor
    against other files: see `deduplicate`. A manifest row whose hash differs, or that is faulty, keeps the
    file out.
    """
    try:
        source = look_at(path, root)
    except Rejected as rejected:
        return Ingested([], [quarantine_row(path.relative_to(root).as_posix(), rejected)])
    return merged(read_source(source, root, manifest_row))


def read_source(source: Source, root: Path, manifest_row: ManifestRow | None = None) -> Iterator[Ingested]:
    """The articles of one file piece by piece, so that memory holds one piece of it at a time."""
    try:
        if manifest_row is not None:
            manifest_row.require_sound()
        pieces = pieces_of(source, root, manifest_row)
    except Rejected as rejected:
        yield Ingested([], [quarantine_row(source.path, rejected)])
        return
    yield from (read_piece(piece, root, manifest_row) for piece in pieces)


def read_piece(piece: Piece, root: Path, manifest_row: ManifestRow | None = None) -> Ingested:
    """The articles of one piece of a file. A bad record is quarantined alone, as "file#record"."""
    found = Ingested([], [])
    try:
        if manifest_row is not None:
            manifest_row.require_sound()
        if piece.kind in BULK_KINDS:
            _read_records(piece, root, manifest_row, found)
        else:
            text, known = _read_document(piece, root, manifest_row)
            found.articles.append(article_row(piece.path, text, known, manifest_row))
    except Rejected as rejected:
        found.quarantine.append(quarantine_row(piece.path, rejected))
    except OSError as error:
        found.quarantine.append(quarantine_row(piece.path, unreadable(error)))
    return found


def _read_document(piece: Piece, root: Path, manifest_row: ManifestRow | None) -> tuple[str, Known]:
    data = (root / piece.path).read_bytes()
    if manifest_row is not None:
        manifest_row.require_hash(hashlib.sha256(data).hexdigest())
    return read_page(data) if piece.kind is SourceKind.HTML else (decode(data), Known())


def _read_records(piece: Piece, root: Path, manifest_row: ManifestRow | None, found: Ingested) -> None:
    """Appends the records' rows to `found`, so that what was read before a fault of the file is kept."""
    read = json_records if piece.kind is SourceKind.JSON_LINES else parquet_records
    of_file = manifest_row._replace(url=None, title=None) if manifest_row else None
    for record in read(root / piece.path, piece.start, piece.stop, piece.first):
        source_path = f"{piece.path}#{record.number}"
        try:
            text, known = read_record(_fields(record))
            found.articles.append(article_row(source_path, text, known, of_file))
        except Rejected as rejected:
            found.quarantine.append(quarantine_row(source_path, rejected))


def _fields(record: Record) -> dict[str, object]:
    if isinstance(record.fields, Rejected):
        raise record.fields
    return dict(record.fields)
