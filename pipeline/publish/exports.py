"""A release as files for other programs: CSV, Parquet, JSON Lines and GeoJSON.

CSV is opened in spreadsheets, which run a cell as a formula when it begins with one of `= + - @`, a tab or a
carriage return, and article text is nobody's to trust. Such a text cell, and one that begins with an
apostrophe, gets an apostrophe before it (OWASP, "CSV Injection"); a program that reads the file takes one
leading apostrophe away and has the value as it was. Numbers and dates are never changed, and the other
formats are not either.
"""

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, TextIO

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.store import NoReleaseError, StoreError, connect
from pipeline.tables import TABLES, arrow_schema, polars_schema

Row = dict[str, Any]
APOSTROPHE = "'"
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠", APOSTROPHE)
"""What a spreadsheet takes for the start of a formula, full-width forms among them, and the mark itself."""
ROWS_AT_A_TIME = 10_000
PLACED = ("figures", "places", "incidents", "totals")
"""Tables whose rows have a place, so that GeoJSON can show them."""
TOLLS = """
    SELECT i.*, p.latitude, p.longitude, t.* EXCLUDE (incident_id)
    FROM incidents AS i
    LEFT JOIN places AS p USING (place_id)
    LEFT JOIN (
        SELECT incident_id, {columns} FROM estimates WHERE victim_class = 'all' GROUP BY incident_id
    ) AS t USING (incident_id)
    ORDER BY i.date_start, i.incident_id
"""
TOLL_COLUMNS = ", ".join(
    f"max({number}) FILTER (harm_type = '{harm}') AS {harm}_{number}"
    for harm in ("killed", "wounded", "missing", "kidnapped", "detained", "displaced")
    for number in ("low", "best", "high")
)


class Format(StrEnum):
    """File formats of an export."""

    CSV = "csv"
    PARQUET = "parquet"
    JSONL = "jsonl"
    GEOJSON = "geojson"


def export(database: Path, folder: Path, file_format: Format, tables: Sequence[str] = ()) -> list[Path]:
    """Write tables of the release in the DuckDB file `database` into `folder`, one file each; the files.

    Without `tables` every table is written; as GeoJSON the incidents, with their tolls. A file of the same
    name is replaced as a whole. Raises `NoReleaseError` when there is no release, `StoreError` for a table
    that is none or that the format cannot show, `OSError` when a file cannot be written.
    """
    if not database.is_file():
        raise NoReleaseError(f"{database} is not there: run `casualties build` first.")
    names = list(dict.fromkeys(tables)) or _default_tables(file_format)
    _require_known(names, file_format)
    folder.mkdir(parents=True, exist_ok=True)
    with connect(database, read_only=True) as connection:
        return [_write_table(connection, name, folder, file_format) for name in names]


def safe_cell(value: object) -> object:
    """A CSV cell that no spreadsheet runs: text that looks like a formula gets an apostrophe before it."""
    return APOSTROPHE + value if isinstance(value, str) and value.startswith(DANGEROUS) else value


def _default_tables(file_format: Format) -> list[str]:
    return ["incidents"] if file_format is Format.GEOJSON else list(TABLES)


def _require_known(names: Iterable[str], file_format: Format) -> None:
    allowed = PLACED if file_format is Format.GEOJSON else tuple(TABLES)
    for name in names:
        if name not in allowed:
            raise StoreError(f"{name!r} cannot be exported as {file_format}; tables: {', '.join(allowed)}.")


def _write_table(connection: duckdb.DuckDBPyConnection, name: str, folder: Path, file_format: Format) -> Path:
    path = folder / f"{name}.{file_format}"
    unfinished = folder / f".{path.name}.new"
    try:
        if file_format is Format.PARQUET:
            _write_parquet(connection, name, unfinished)
        else:
            with unfinished.open("w", encoding="utf-8", newline="") as file:
                WRITERS[file_format](connection, name, file)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    return path


def _write_csv(connection: duckdb.DuckDBPyConnection, name: str, file: TextIO) -> None:
    writer = csv.writer(file)
    writer.writerow(polars_schema(name).names())
    for row in _rows(connection, _select(name)):
        writer.writerow(safe_cell(_flat(value)) for value in row.values())


def _write_jsonl(connection: duckdb.DuckDBPyConnection, name: str, file: TextIO) -> None:
    for row in _rows(connection, _select(name)):
        file.write(_json(row) + "\n")


def _write_geojson(connection: duckdb.DuckDBPyConnection, name: str, file: TextIO) -> None:
    """Write a FeatureCollection as RFC 7946 has it, a feature on a line: WGS 84, longitude first."""
    file.write('{"type": "FeatureCollection", "features": [')
    separator = "\n"
    for row in _rows(connection, _located(name)):
        file.write(separator + _json(_feature(row)))
        separator = ",\n"
    file.write("\n]}\n")


def _write_parquet(connection: duckdb.DuckDBPyConnection, name: str, path: Path) -> None:
    schema = arrow_schema(name)
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for batch in connection.execute(_select(name)).to_arrow_reader(ROWS_AT_A_TIME):
            writer.write_table(pa.Table.from_batches([batch]).cast(schema))


WRITERS: dict[Format, Callable[[duckdb.DuckDBPyConnection, str, TextIO], None]] = {
    Format.CSV: _write_csv,
    Format.JSONL: _write_jsonl,
    Format.GEOJSON: _write_geojson,
}


def _select(name: str) -> str:
    return f'SELECT {", ".join(polars_schema(name).names())} FROM "{name}"'


def _located(name: str) -> str:
    """A query for the table's rows with latitude and longitude; incidents with their tolls."""
    if name == "incidents":
        return TOLLS.format(columns=TOLL_COLUMNS)
    if name == "places":
        return _select(name)
    return f'SELECT t.*, p.latitude, p.longitude FROM "{name}" AS t LEFT JOIN places AS p USING (place_id)'


def _feature(row: Row) -> Row:
    latitude, longitude = row.pop("latitude"), row.pop("longitude")
    point = None if latitude is None else {"type": "Point", "coordinates": [longitude, latitude]}
    return {"type": "Feature", "geometry": point, "properties": row}


def _rows(connection: duckdb.DuckDBPyConnection, sql: str) -> Iterator[Row]:
    """The rows of a query, a batch at a time."""
    done = connection.execute(sql)
    columns = [column[0] for column in done.description or []]
    while batch := done.fetchmany(ROWS_AT_A_TIME):
        yield from (dict(zip(columns, row, strict=True)) for row in batch)


def _flat(value: object) -> object:
    """A value as one CSV cell: lists and structures as JSON, dates and times as ISO 8601."""
    if isinstance(value, list | dict):
        return _json(value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else value


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=_iso)


def _iso(value: object) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(f"{value!r} has no form in JSON")
