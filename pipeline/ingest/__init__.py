"""Raw files in, article rows out: plain text, HTML pages, JSON Lines and Parquet, and the manifest over them.

Text is stored as it is, so that every later offset indexes it. What is no article becomes a quarantine row
that says why and what to do; nothing is dropped in silence.
"""

from pipeline.ingest.damage import Damage, DamageKind, describe_damage
from pipeline.ingest.duplicates import deduplicate
from pipeline.ingest.manifest import ManifestError, ManifestRow, load_manifest, unfulfilled_rows
from pipeline.ingest.pieces import Piece, pieces_of
from pipeline.ingest.reading import read_file, read_piece, read_source
from pipeline.ingest.rows import ArticleRow, Ingested, QuarantineRow
from pipeline.ingest.rules import ADVICE, LONGEST_DOCUMENT_BYTES, IngestRule
from pipeline.ingest.sources import Listing, Source, SourceKind, list_sources
from pipeline.ingest.survey import PIECES_SCHEMA, Survey, pieces_table, read_pieces, survey_raw

__all__ = [
    "ADVICE",
    "LONGEST_DOCUMENT_BYTES",
    "PIECES_SCHEMA",
    "ArticleRow",
    "Damage",
    "DamageKind",
    "IngestRule",
    "Ingested",
    "Listing",
    "ManifestError",
    "ManifestRow",
    "Piece",
    "QuarantineRow",
    "Source",
    "SourceKind",
    "Survey",
    "deduplicate",
    "describe_damage",
    "list_sources",
    "load_manifest",
    "pieces_of",
    "pieces_table",
    "read_file",
    "read_piece",
    "read_pieces",
    "read_source",
    "survey_raw",
    "unfulfilled_rows",
]
