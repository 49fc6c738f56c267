"""What ingest refuses, as data: each rule, and what whoever keeps the raw files can do about it."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

LONGEST_DOCUMENT_BYTES = 10_000_000
"""Largest text or HTML file, and largest single record of a bulk file, in bytes. Bulk files have no limit."""


class IngestRule(StrEnum):
    """Why a file or a record of a bulk file did not become an article (`quarantine.rule`)."""

    BINARY = "binary"
    DUPLICATE_TEXT = "duplicate_text"
    EMPTY = "empty"
    FILE_NAME = "file_name"
    INVALID_DATE = "invalid_date"
    INVALID_JSON = "invalid_json"
    INVALID_PARQUET = "invalid_parquet"
    INVALID_RECORD = "invalid_record"
    INVALID_URL = "invalid_url"
    MANIFEST_HASH = "manifest_hash"
    MANIFEST_MISSING_FILE = "manifest_missing_file"
    MANIFEST_ROW = "manifest_row"
    NO_ARTICLE = "no_article"
    OVERSIZED = "oversized"
    SYMBOLIC_LINK = "symbolic_link"
    UNDECODABLE = "undecodable"
    UNREADABLE = "unreadable"
    UNSUPPORTED_TYPE = "unsupported_type"


ADVICE: Mapping[IngestRule, str] = MappingProxyType(
    {
        IngestRule.BINARY: "Save the article as plain text (UTF-8) or HTML, or delete the file.",
        IngestRule.DUPLICATE_TEXT: "Delete one of the two; the text is kept once.",
        IngestRule.EMPTY: "Put the article's text in, or delete it.",
        IngestRule.FILE_NAME: "Rename the file in UTF-8.",
        IngestRule.INVALID_DATE: "Write the date as YYYY-MM-DD, or leave it out.",
        IngestRule.INVALID_JSON: "Write one JSON object per line.",
        IngestRule.INVALID_PARQUET: "Write the Parquet file anew.",
        IngestRule.INVALID_RECORD: "Give the field as text.",
        IngestRule.INVALID_URL: "Give a whole http or https address, or leave it out.",
        IngestRule.MANIFEST_HASH: (
            "The file is left out until one of them is put right: restore the file, or, if the change is "
            "wanted, write the new hash into manifest.csv."
        ),
        IngestRule.MANIFEST_MISSING_FILE: "Put the file back, or take its row out of manifest.csv.",
        IngestRule.MANIFEST_ROW: "The file is left out until its row in manifest.csv is put right.",
        IngestRule.NO_ARTICLE: "Save the article's text as a .txt file.",
        IngestRule.OVERSIZED: "Split it into one file per article, or write the articles as .jsonl.",
        IngestRule.SYMBOLIC_LINK: "Copy what it points to into the folder.",
        IngestRule.UNDECODABLE: "Convert the file to UTF-8.",
        IngestRule.UNREADABLE: "Make the file readable and build again.",
        IngestRule.UNSUPPORTED_TYPE: (
            "Save it as .txt, .html, .jsonl or .parquet, or move it out of the folder."
        ),
    }
)


class Rejected(Exception):  # noqa: N818 - read as a sentence where it is caught
    """A file or a record that is no article: the rule it broke, what is wrong, and the offending value."""

    def __init__(
        self, rule: IngestRule, detail: str, value: str | None = None, column: str | None = None
    ) -> None:
        super().__init__(f"{detail} {ADVICE[rule]}")
        self.rule = rule
        self.value = value
        self.column = column


def unreadable(error: OSError) -> Rejected:
    """The refusal of a file that the system does not let be read."""
    return Rejected(IngestRule.UNREADABLE, f"The file cannot be read: {error.strerror}.", error.strerror)
