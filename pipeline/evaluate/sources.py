"""Files of gold rows: JSON Lines, and sheets as CSV or TSV."""

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple, TextIO

from pipeline.evaluate.fields import EXTRA, RowError, gold_row
from pipeline.evaluate.gold import Columns, GoldRow, RefusedRow

LONGEST_CELL: Final = 32 * 1024 * 1024
"""Characters; the csv module refuses longer ones than 128 Ki by itself, and articles are longer."""
DELIMITERS: Final = ",;\t"
DEFAULTS: Final = Columns()

Record = tuple[int, Mapping[str, Any] | RowError]
"""A record by its number in the file, or why it is none."""


class UnreadableError(ValueError):
    """A file that cannot be measured at all; the message says why and what to do."""


class GoldFile(NamedTuple):
    """The gold rows of a file, and the rows that are none."""

    rows: list[GoldRow]
    refused: list[RefusedRow]


def read_gold(path: Path, columns: Columns = DEFAULTS, encoding: str = "utf-8-sig") -> GoldFile:
    """The gold rows of a `.jsonl`, `.csv` or `.tsv` file; rows that are none are named with the reason.

    Raises `UnreadableError` for a file that is not there, is of another kind, is no text in `encoding`, has
    no rows, or lacks a column that was asked for.
    """
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise UnreadableError(f"its name does not end in {', '.join(READERS)}")
    try:
        with path.open(encoding=encoding, newline="") as file:
            return _gold_file(reader(file), columns)
    except OSError as error:
        raise UnreadableError(str(error.strerror or error)) from error
    except (UnicodeError, LookupError) as error:
        raise UnreadableError(f"it is no text in {encoding} ({error}); name its --encoding") from error


def json_records(lines: Iterable[str]) -> Iterator[Record]:
    """One record per line that is not blank; a line that is no JSON object is an error of its own."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield number, _json_object(line)


def sheet_records(lines: Iterable[str]) -> Iterator[Record]:
    """One record per row under the header; cells are text. Commas, semicolons or tabs separate them."""
    csv.field_size_limit(LONGEST_CELL)
    feed = iter(lines)
    first = next(feed, "")
    delimiter = max(DELIMITERS, key=first.count)
    header = next(csv.reader([first], delimiter=delimiter), [])
    rows = csv.reader(feed, delimiter=delimiter)
    number = 1
    while True:
        number += 1
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield number, RowError(f"it cannot be read ({error})")
            continue
        if cells:
            yield number, _sheet_object(header, cells)


READERS: Final[Mapping[str, Callable[[TextIO], Iterator[Record]]]] = {
    ".jsonl": json_records,
    ".ndjson": json_records,
    ".csv": sheet_records,
    ".tsv": sheet_records,
}


def _gold_file(records: Iterable[Record], columns: Columns) -> GoldFile:
    found = GoldFile([], [])
    seen: set[str] = set()
    for number, record in records:
        try:
            if isinstance(record, RowError):
                raise record
            seen.update(record)
            found.rows.append(gold_row(number, record, columns))
        except RowError as error:
            found.refused.append(RefusedRow(number, str(error)))
    if not seen:
        first = f"; row {found.refused[0].number:,}: {found.refused[0].message}" if found.refused else ""
        raise UnreadableError(f"it has no row that can be read{first}")
    _require_columns(seen, columns)
    return found


def _require_columns(seen: set[str], columns: Columns) -> None:
    """A column that was named must be there, so that a misspelt one is not taken for an empty one."""
    needed = {columns.text} | (set(columns) - set(DEFAULTS) - {""})
    if missing := sorted(needed - seen):
        shown = ", ".join(sorted(seen)[:40])
        raise UnreadableError(f"it has no column {', '.join(map(repr, missing))}; its columns are {shown}")
    if not seen & {columns.killed, columns.wounded, EXTRA}:
        raise UnreadableError(
            "it has no column of people killed or wounded; name it with --killed or --wounded"
        )


def _json_object(line: str) -> Mapping[str, Any] | RowError:
    try:
        parsed = json.loads(line)
    except (ValueError, RecursionError) as error:
        return RowError(f"the line is no JSON ({error})")
    return parsed if isinstance(parsed, dict) else RowError("the line is JSON, but no object")


def _sheet_object(header: list[str], cells: list[str]) -> Mapping[str, Any] | RowError:
    if len(cells) > len(header):
        return RowError(f"it has {len(cells)} cells, more than the header's {len(header)}")
    return dict(zip(header, cells, strict=False))
