"""Records of bulk files (JSON Lines, Parquet): one article each, read in bounded parts of the file."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from pipeline.extract.written_date import read_day
from pipeline.ingest.article import WEB_ADDRESS, Known
from pipeline.ingest.decoding import decode
from pipeline.ingest.rows import printable
from pipeline.ingest.rules import LONGEST_DOCUMENT_BYTES, IngestRule, Rejected

DATE_FIELDS = ("published_on", "date")
OPTIONAL_TEXT_FIELDS = ("title", "publisher", "url", "licence", "language")
FIELDS = ("text", *DATE_FIELDS, *OPTIONAL_TEXT_FIELDS)
"""Fields that are read; every other field of a record is ignored."""

_ROWS_AT_ONCE = 128


class Record(NamedTuple):
    """A record by its number in the file (from 1: line, or row), or why it cannot be read."""

    number: int
    fields: Mapping[str, Any] | Rejected


def json_records(path: Path, start: int, stop: int, first: int) -> Iterator[Record]:
    """The records of the lines that begin in bytes `start` to `stop`; blank lines count but are no records.

    A line beyond the limit is read past without being held in memory.
    """
    with path.open("rb") as lines:
        lines.seek(start)
        number = first
        while lines.tell() < stop and (line := lines.readline(LONGEST_DOCUMENT_BYTES + 2)):
            if not line.endswith(b"\n") and len(line) > LONGEST_DOCUMENT_BYTES:
                yield Record(number, _too_long(len(line) + _skip_line(lines)))
            elif line.strip():
                yield Record(number, _either(_json_object, line))
            number += 1


def parquet_records(path: Path, start: int, stop: int, first: int) -> Iterator[Record]:
    """The records of row groups `start` to `stop` (exclusive) of a Parquet file.

    Raises `Rejected` if the file, or a part of it, cannot be read, or has no column "text".
    """
    import pyarrow.parquet as pq

    with parquet_failures(), pq.ParquetFile(path, page_checksum_verification=True) as file:
        columns = [name for name in FIELDS if name in file.schema_arrow.names]
        require_text_column(columns)
        number = first
        for batch in file.iter_batches(_ROWS_AT_ONCE, list(range(start, stop)), columns, use_threads=False):
            yield from (Record(number + row, _either(_parquet_row, batch, row)) for row in range(len(batch)))
            number += len(batch)


@contextmanager
def parquet_failures() -> Iterator[None]:
    """Turns what pyarrow raises for a broken file into `Rejected`."""
    import pyarrow as pa

    try:
        yield
    except (pa.ArrowException, OSError) as error:
        raise Rejected(IngestRule.INVALID_PARQUET, f"The file cannot be read as Parquet: {error}.") from error


def require_text_column(columns: list[str]) -> None:
    """Raises `Rejected` if the columns of a bulk file have no "text"."""
    if "text" not in columns:
        raise Rejected(IngestRule.INVALID_RECORD, "The file has no column 'text'.", column="text")


def read_record(fields: Mapping[str, Any]) -> tuple[str, Known]:
    """The text of a record and what its fields say of it.

    Raises `Rejected`, naming the field, for a text that is missing or too long, a date that is none, an
    address that is no web address, or a field of another type.
    """
    text = fields.get("text")
    if not isinstance(text, str):
        raise Rejected(
            IngestRule.INVALID_RECORD, "The field 'text' is missing or no text.", _shown(text), "text"
        )
    if len(text) > LONGEST_DOCUMENT_BYTES:
        raise _too_long(len(text))
    written = {name: _optional_text(fields, name) for name in OPTIONAL_TEXT_FIELDS}
    url = written["url"]
    if url and not WEB_ADDRESS.fullmatch(url):
        raise Rejected(IngestRule.INVALID_URL, f"The field 'url' is {url!r}, no web address.", url, "url")
    return text, Known(
        title=" ".join((written["title"] or "").split()) or None,
        published_on=next(filter(None, (_day(fields, name) for name in DATE_FIELDS)), None),
        publisher=written["publisher"],
        url=url,
        licence=written["licence"],
        language=written["language"],
    )


def _either(read: Callable[..., Mapping[str, Any]], *arguments: Any) -> Mapping[str, Any] | Rejected:
    try:
        return read(*arguments)
    except Rejected as rejected:
        return rejected


def _json_object(line: bytes) -> Mapping[str, Any]:
    try:
        parsed = json.loads(decode(line))
    except (ValueError, RecursionError) as error:
        shown = line[:200].decode("utf-8", "replace")
        raise Rejected(IngestRule.INVALID_JSON, f"The line is no JSON: {error}.", shown) from None
    if not isinstance(parsed, dict):
        raise Rejected(IngestRule.INVALID_JSON, "The line is JSON, but no object.", _shown(parsed))
    return parsed


def _parquet_row(batch: Any, row: int) -> Mapping[str, Any]:
    try:
        return {name: batch.column(name)[row].as_py() for name in batch.schema.names}
    except UnicodeDecodeError as error:
        raise Rejected(
            IngestRule.UNDECODABLE, f"Byte {error.start:,} of a field is invalid in UTF-8.", column="text"
        ) from None
    except (ValueError, OverflowError) as error:
        raise Rejected(IngestRule.INVALID_DATE, f"A date or time cannot be read: {error}.") from None


def _optional_text(fields: Mapping[str, Any], name: str) -> str | None:
    value = fields.get(name)
    if value is None:
        return None
    if not isinstance(value, str):
        raise Rejected(IngestRule.INVALID_RECORD, f"The field {name!r} is no text.", _shown(value), name)
    if printable(value) != value or "\0" in value:
        detail = f"The field {name!r} has a NUL character or half of a surrogate pair."
        raise Rejected(IngestRule.INVALID_RECORD, detail, _shown(value), name)
    return value.strip() or None


def _day(fields: Mapping[str, Any], name: str) -> date | None:
    """A date field: a date, a time, of which the date as written counts, or text that is either."""
    value = fields.get(name)
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    found = read_day(value[:60]) if isinstance(value, str) else None
    if found is None:
        raise Rejected(
            IngestRule.INVALID_DATE, f"The field {name!r} is {_shown(value)}, no date.", _shown(value), name
        )
    return found


def _shown(value: object) -> str:
    return repr(value)[:200]


def _too_long(length: int) -> Rejected:
    limit = f"{LONGEST_DOCUMENT_BYTES:,}"
    return Rejected(
        IngestRule.OVERSIZED,
        f"The record has {length:,} bytes, more than {limit}.",
        f"{length} bytes",
        "text",
    )


def _skip_line(lines: BinaryIO) -> int:
    """Reads to the end of the line and returns how many bytes that was."""
    skipped = 0
    while chunk := lines.readline(1 << 20):
        skipped += len(chunk)
        if chunk.endswith(b"\n"):
            break
    return skipped
