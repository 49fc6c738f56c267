"""A raw folder as work to share out: what there is to read, and batches of it as Arrow tables."""

from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa

from pipeline.ingest.manifest import ManifestRow, load_manifest, unfulfilled_rows
from pipeline.ingest.pieces import Piece, pieces_of
from pipeline.ingest.reading import read_piece
from pipeline.ingest.rows import Ingested, QuarantineRow, merged, quarantine_row
from pipeline.ingest.rules import Rejected
from pipeline.ingest.sources import SourceKind, list_sources

_MANIFEST_ROW = pa.struct(
    [
        ("file", pa.string()),
        ("line", pa.int64()),
        ("publisher", pa.string()),
        ("published_on", pa.date32()),
        ("url", pa.string()),
        ("licence", pa.string()),
        ("sha256", pa.string()),
        ("title", pa.string()),
        ("fault", pa.string()),
    ]
)
PIECES_SCHEMA = pa.schema(
    [
        ("root", pa.string()),
        ("path", pa.string()),
        ("kind", pa.string()),
        ("size", pa.int64()),
        ("start", pa.int64()),
        ("stop", pa.int64()),
        ("first", pa.int64()),
        ("manifest_row", _MANIFEST_ROW),
    ]
)
"""Columns of a batch of pieces: the raw folder, the piece, and what the manifest says of its file."""


class Survey(NamedTuple):
    """What a raw folder holds: pieces to read in order of their files, and rows refused without reading.

    `root` is absolute, so that workers elsewhere on the machine find it.
    """

    root: Path
    pieces: list[Piece]
    manifest: dict[str, ManifestRow]
    quarantine: list[QuarantineRow]


def survey_raw(raw_dir: Path) -> Survey:
    """Lists a raw folder, reads its manifest and cuts its files into pieces.

    Quarantined here are files that are not to be read, manifest rows without a file, and bulk files whose
    hash differs. Raises `ManifestError` for a manifest that cannot be read, `OSError` if `raw_dir` is no
    folder.
    """
    listing, manifest = list_sources(raw_dir), load_manifest(raw_dir)
    refused = [*listing.quarantine, *unfulfilled_rows(manifest, raw_dir)]
    found = Survey(raw_dir.absolute(), [], manifest, refused)
    for source in listing.sources:
        try:
            found.pieces.extend(pieces_of(source, raw_dir, manifest.get(source.path)))
        except Rejected as rejected:
            found.quarantine.append(quarantine_row(source.path, rejected))
    return found


def pieces_table(survey: Survey) -> pa.Table:
    """The pieces as one table, a row each (`PIECES_SCHEMA`); `size` weighs them, in bytes."""
    return pa.Table.from_pylist([_piece_row(survey, piece) for piece in survey.pieces], schema=PIECES_SCHEMA)


def read_pieces(batch: pa.Table) -> Ingested:
    """Reads the pieces of a batch (`PIECES_SCHEMA`), in their order."""
    return merged(_read(row) for row in batch.to_pylist())


def _piece_row(survey: Survey, piece: Piece) -> dict[str, object]:
    listed = survey.manifest.get(piece.path)
    return {
        "root": str(survey.root),
        **piece._asdict(),
        "kind": piece.kind.value,
        "manifest_row": listed._asdict() if listed else None,
    }


def _read(row: dict[str, Any]) -> Ingested:
    root, kind, listed = row.pop("root"), row.pop("kind"), row.pop("manifest_row")
    piece = Piece(kind=SourceKind(kind), **row)
    return read_piece(piece, Path(root), ManifestRow(**listed) if listed else None)
