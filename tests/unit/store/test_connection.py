"""Connections that stay off the network, and what is said when an extension is missing."""

import sys
from pathlib import Path

import duckdb
import pytest

from pipeline.store import NoReleaseError, StoreError, connect, lake_location, open_lake
from pipeline.store.connection import attached, extension_path


@pytest.mark.parametrize("name", ["ducklake", "sqlite_scanner", "postgres_scanner"])
def test_extensions_come_from_installed_wheels(name: str) -> None:
    path = extension_path(name)
    assert path.is_file()
    assert path.is_relative_to(sys.prefix)


def test_nothing_is_installed_or_loaded_by_itself() -> None:
    with connect() as connection:
        names = ("autoinstall_known_extensions", "autoload_known_extensions")
        settings = [connection.execute("SELECT current_setting(?)", [name]).fetchone() for name in names]
        assert settings == [(False,), (False,)]


def test_a_connection_is_closed_at_the_end_also_after_an_error() -> None:
    with pytest.raises(KeyError), connect() as connection:
        raise KeyError
    with pytest.raises(duckdb.ConnectionException):
        connection.execute("SELECT 1")


def test_a_missing_wheel_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "duckdb_extension_ducklake", None)
    with pytest.raises(StoreError, match=r"pip install duckdb-extension-ducklake=="):
        extension_path("ducklake")


def test_a_wheel_for_another_duckdb_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(duckdb, "__version__", "9.9.9")
    with pytest.raises(StoreError, match=r"duckdb-extension-ducklake is not for DuckDB 9\.9\.9"):
        extension_path("ducklake")


def test_a_lake_that_is_not_there_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(NoReleaseError, match="casualties build"), open_lake(lake_location(tmp_path)):
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_catalogue_that_cannot_be_opened_is_named(tmp_path: Path) -> None:
    location = lake_location(tmp_path)
    Path(location.address).parent.mkdir()
    Path(location.address).write_text("not a database")
    with (
        pytest.raises(StoreError, match=r"cannot open the lake at sqlite:.*catalog\.sqlite"),
        attached(location, read_only=True),
    ):
        pass
