"""`parquet/`: one release as Parquet files with a data package and a dictionary, swapped in as a whole."""

import hashlib
import json
import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.store.durable import point_link, sync, write_synced
from pipeline.store.presentation import presentation_version
from pipeline.store.releases import Release
from pipeline.tables import TABLES, data_dictionary, data_package

PARQUET_LINK = "parquet"
VERSIONS_FOLDER = ".parquet"
DATA_PACKAGE = "datapackage.json"
DATA_DICTIONARY = "DATA_DICTIONARY.md"
COMPRESSION = "zstd"
NO_LICENCE_NAME = re.compile(r"[^-a-zA-Z0-9._]+")


def build_parquet(link: Path, tables: Mapping[str, pa.Table], release: Release) -> None:
    """Write `tables` as `<table>.parquet` into a new folder and point `link` at it, in one rename.

    A reader finds the whole old release or the whole new one behind `link`, never a mixture. The folder
    before is kept until the next release, for readers that are still opening its files. On an error the old
    release stays.
    """
    folder = _folder(link, release.release_id)
    before = link.resolve()
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    files = {name: _write_table(folder / f"{name}.parquet", table) for name, table in tables.items()}
    write_synced(folder / DATA_DICTIONARY, data_dictionary())
    write_synced(folder / DATA_PACKAGE, _package(release, tables["articles"], files))
    sync(folder)
    sync(folder.parent)
    point_link(link, folder)
    _remove_all_but(folder.parent, {folder.resolve(), before})


def published_behind(link: Path) -> tuple[str, str] | None:
    """Release id and presentation version of the Parquet files behind `link`; None if one of them is
    missing.
    """
    folder = link.resolve()
    files = (DATA_PACKAGE, DATA_DICTIONARY, *(f"{name}.parquet" for name in TABLES))
    if not link.is_symlink() or not all((folder / file).is_file() for file in files):
        return None
    release_id, _, presentation = folder.name.rpartition("-")
    return release_id, presentation


def _folder(link: Path, release_id: str) -> Path:
    return link.parent / VERSIONS_FOLDER / f"{release_id}-{presentation_version()}"


def _write_table(path: Path, table: pa.Table) -> dict[str, Any]:
    """Write the file; what the data package says of it."""
    pq.write_table(table, path, compression=COMPRESSION)
    sync(path)
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return {"path": path.name, "bytes": path.stat().st_size, "hash": f"sha256:{digest}"}


def _package(release: Release, articles: pa.Table, files: Mapping[str, Mapping[str, Any]]) -> str:
    content = data_package(
        version=release.release_id,
        created=release.created_at.isoformat(),
        licenses=[_licence(text) for text in _distinct(articles, "licence")],
        sources=[{"title": publisher} for publisher in _distinct(articles, "publisher")],
        resources=files,
    )
    stated = {key: value for key, value in content.items() if value != []}  # the profile allows no empty list
    return json.dumps(stated, indent=2, ensure_ascii=False) + "\n"


def _licence(text: str) -> dict[str, str]:
    """An article's licence as the profile has it: a name without spaces, and the text as its title."""
    return {"name": NO_LICENCE_NAME.sub("-", text.partition("(")[0].strip()), "title": text}


def _distinct(table: pa.Table, column: str) -> list[str]:
    return sorted(set(table.column(column).to_pylist()) - {None})


def _remove_all_but(parent: Path, kept: set[Path]) -> None:
    for folder in parent.iterdir():
        if folder.resolve() not in kept:
            shutil.rmtree(folder)
