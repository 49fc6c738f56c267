"""The Parquet files: complete, described, and swapped in as a whole."""

import hashlib
import json
import shutil
from dataclasses import replace
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.store import Release, connect
from pipeline.store.parquet import build_parquet, published_behind
from pipeline.store.presentation import presentation_version
from pipeline.tables import TABLES, arrow_schema, data_dictionary

Tables = dict[str, pa.Table]


@pytest.fixture
def link(tmp_path: Path, tables: Tables, release: Release) -> Path:
    build_parquet(tmp_path / "parquet", tables, release)
    return tmp_path / "parquet"


def test_every_table_is_a_file_in_the_contracts_types(link: Path, tables: Tables) -> None:
    for name in TABLES:
        stored = pq.read_table(link / f"{name}.parquet")
        assert stored.schema.equals(arrow_schema(name)), name
        assert stored.schema.metadata == arrow_schema(name).metadata
        assert [field.metadata for field in stored.schema] == [field.metadata for field in arrow_schema(name)]
        assert stored.equals(tables[name]), name


def test_the_folder_reads_with_duckdb_and_polars(link: Path) -> None:
    with connect() as connection:
        query = "SELECT number_text FROM read_parquet(?) ORDER BY char_start"
        assert connection.execute(query, [str(link / "fig*.parquet")]).fetchall() == [("13",), ("forty",)]
    assert pl.scan_parquet(link / "figures.parquet").select(pl.len()).collect().item() == 2


def test_the_data_package_describes_the_files_beside_it(link: Path, tables: Tables) -> None:
    package = json.loads((link / "datapackage.json").read_text())
    assert package["version"] == "R1"
    assert [resource["name"] for resource in package["resources"]] == list(TABLES)
    for resource in package["resources"]:
        content = (link / resource["path"]).read_bytes()
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert [field["name"] for field in resource["schema"]["fields"]] == tables[
            resource["name"]
        ].column_names


def test_the_data_package_names_sources_and_licences(
    tmp_path: Path, tables: Tables, release: Release
) -> None:
    article = tables["articles"].to_pylist()[0] | {"licence": "CC BY 4.0 (our wording)"}
    articles = pa.Table.from_pylist([article], tables["articles"].schema)
    for folder, rows in (("with", articles), ("without", articles.slice(1))):
        build_parquet(tmp_path / folder / "parquet", tables | {"articles": rows}, release)
    named, unnamed = (
        json.loads((tmp_path / folder / "parquet/datapackage.json").read_text())
        for folder in ("with", "without")
    )
    assert named["sources"] == [{"title": "Press"}]
    assert named["licenses"] == [{"name": "CC-BY-4.0", "title": "CC BY 4.0 (our wording)"}]
    assert not {"sources", "licenses"} & unnamed.keys()


def test_the_dictionary_is_beside_the_files(link: Path) -> None:
    assert (link / "DATA_DICTIONARY.md").read_text() == data_dictionary()


def test_the_link_is_relative_and_moves_to_each_release(link: Path, tables: Tables, release: Release) -> None:
    assert not link.readlink().is_absolute()
    assert published_behind(link) == ("R1", presentation_version())
    first = link.resolve()
    build_parquet(link, tables, replace(release, release_id="R2"))
    assert published_behind(link) == ("R2", presentation_version())
    assert first.is_dir(), "readers may still be opening the release before"
    build_parquet(link, tables, replace(release, release_id="R3"))
    assert not first.exists()
    assert len(list(first.parent.iterdir())) == 2


def test_a_missing_file_is_noticed_and_mended(link: Path, tables: Tables, release: Release) -> None:
    (link / "figures.parquet").unlink()
    assert published_behind(link) is None
    build_parquet(link, tables, release)
    assert published_behind(link) == ("R1", presentation_version())


def test_a_copy_that_lost_the_link_is_no_release_and_is_replaced(
    link: Path, tables: Tables, release: Release, tmp_path: Path
) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(link, copy / "parquet")
    assert published_behind(copy / "parquet") is None
    build_parquet(copy / "parquet", tables, release)
    assert (copy / "parquet").is_symlink()
    assert published_behind(copy / "parquet") == ("R1", presentation_version())


def test_nothing_published_is_no_release(tmp_path: Path) -> None:
    assert published_behind(tmp_path / "parquet") is None


def test_the_same_release_is_written_in_the_same_bytes(link: Path, tables: Tables, release: Release) -> None:
    before = {path.name: path.read_bytes() for path in link.iterdir()}
    build_parquet(link, tables, release)
    assert {path.name: path.read_bytes() for path in link.iterdir()} == before
