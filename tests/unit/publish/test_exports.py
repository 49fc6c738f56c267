"""A release as files: read back they hold what was published."""

import csv
import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from release_samples import ARTICLE, INCIDENT, article, ledger

from pipeline.cli.app import ExportFormat
from pipeline.publish.exports import APOSTROPHE, Format, export, safe_cell
from pipeline.store import NoReleaseError, StoreError, arrow_table
from pipeline.store.connection import connect
from pipeline.store.database import build_database
from pipeline.tables import TABLES, arrow_schema, empty, from_rows, polars_schema

HOSTILE = '=HYPERLINK("http://x","y")\n+1 "quoted", 13 dead'


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample with a place on two sides of zero and a title that a spreadsheet would run."""
    path: Path = tmp_path_factory.mktemp("exports") / "casualties.duckdb"
    frames = ledger() | {"releases": empty("releases")}
    place = {"place_id": "P1", "name": "Lima", "country": "Peru", "source": "test"}
    frames["places"] = from_rows("places", [place | {"latitude": -12.0, "longitude": -77.0}])
    frames["articles"] = from_rows("articles", [article() | {"title": HOSTILE, "publisher": "'quoted'"}])
    incident = frames["incidents"].to_dicts()[0] | {"place_id": "P1", "place_name": "Lima"}
    other = incident | {"incident_id": "I" + "1" * 16, "place_id": None}
    frames["incidents"] = from_rows("incidents", [incident, other])
    build_database(path, {name: arrow_table(name, frames[name]) for name in TABLES}, "R1")
    return path


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_no_text_cell_begins_like_a_formula(database: Path, tmp_path: Path) -> None:
    for path in export(database, tmp_path, Format.CSV):
        numeric = {name for name, kind in polars_schema(path.stem).items() if kind.is_numeric()}
        for row in rows_of(path):
            texts = [value for name, value in row.items() if name not in numeric]
            assert not [value for value in texts if value.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_text_that_was_made_safe_can_be_had_back(database: Path, tmp_path: Path) -> None:
    export(database, tmp_path, Format.CSV, ["articles", "places"])
    (row,) = rows_of(tmp_path / "articles.csv")
    assert row["title"] == APOSTROPHE + HOSTILE
    assert row["publisher"] == "''quoted'"
    assert {name: value.removeprefix(APOSTROPHE) for name, value in row.items()}["publisher"] == "'quoted'"
    (place,) = rows_of(tmp_path / "places.csv")
    assert (place["latitude"], place["adm1"]) == ("-12.0", "")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "'", "＝"])
def test_every_start_of_a_formula_is_made_safe(start: str) -> None:
    assert safe_cell(f"{start}1") == f"'{start}1"


@pytest.mark.parametrize("value", [-1, -0.5, None, True, "", "13", "a=b", " =1"])
def test_other_cells_stay_as_they_are(value: object) -> None:
    assert safe_cell(value) is value


def test_json_lines_hold_the_rows_with_their_types(database: Path, tmp_path: Path) -> None:
    (path,) = export(database, tmp_path, Format.JSONL, ["findings"])
    (row,) = [json.loads(line) for line in path.read_text("utf8").splitlines()]
    assert list(row) == polars_schema("findings").names()
    assert row["changes"][0]["proposed"] == 3
    export(database, tmp_path, Format.JSONL, ["articles"])
    (told,) = [json.loads(line) for line in (tmp_path / "articles.jsonl").read_text("utf8").splitlines()]
    assert (told["article_id"], told["title"], told["published_on"]) == (ARTICLE, HOSTILE, "2013-05-22")


def test_parquet_has_the_contracts_schema_and_rows(database: Path, tmp_path: Path) -> None:
    export(database, tmp_path, Format.PARQUET)
    for name in TABLES:
        table = pq.read_table(tmp_path / f"{name}.parquet")
        assert table.schema.equals(arrow_schema(name)), name
        with connect(database, read_only=True) as connection:
            (count,) = connection.execute(f'SELECT count(*) FROM "{name}"').fetchall()[0]
        assert table.num_rows == count


def test_geojson_has_longitude_first_and_the_tolls(database: Path, tmp_path: Path) -> None:
    (path,) = export(database, tmp_path, Format.GEOJSON)
    said = json.loads(path.read_text("utf8"))
    by_id = {feature["properties"]["incident_id"]: feature for feature in said["features"]}
    assert by_id[INCIDENT]["geometry"] == {"type": "Point", "coordinates": [-77.0, -12.0]}
    assert by_id["I" + "1" * 16]["geometry"] is None
    tolls = by_id[INCIDENT]["properties"]
    assert (tolls["killed_low"], tolls["killed_best"], tolls["killed_high"]) == (13, 13, None)


@pytest.mark.parametrize("name", ["figures", "places", "totals"])
def test_other_tables_with_places_as_geojson(database: Path, tmp_path: Path, name: str) -> None:
    (path,) = export(database, tmp_path, Format.GEOJSON, [name])
    said = json.loads(path.read_text("utf8"))
    assert all(
        set(f["properties"]) == set(polars_schema(name)) - {"latitude", "longitude"} for f in said["features"]
    )


def test_an_old_file_is_replaced_and_nothing_is_left_behind(database: Path, tmp_path: Path) -> None:
    (tmp_path / "places.csv").write_text("old")
    export(database, tmp_path, Format.CSV, ["places", "places"])
    assert [path.name for path in tmp_path.iterdir()] == ["places.csv"]
    assert "Lima" in (tmp_path / "places.csv").read_text("utf8")


def test_what_cannot_be_exported_is_said(database: Path, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="'people' cannot be exported as csv; tables: articles"):
        export(database, tmp_path, Format.CSV, ["people"])
    with pytest.raises(StoreError, match="findings"):
        export(database, tmp_path, Format.GEOJSON, ["findings"])
    with pytest.raises(NoReleaseError, match="casualties build"):
        export(tmp_path / "none.duckdb", tmp_path, Format.CSV)
    assert not list(tmp_path.iterdir())


def test_the_command_offers_every_format() -> None:
    assert [each.value for each in ExportFormat] == [each.value for each in Format]
