"""Where a lake is: the words that choose a catalogue, and what is said of it."""

from pathlib import Path

import pytest

from pipeline.store import StoreError, lake_location


@pytest.mark.parametrize("catalog", [None, ""])
def test_by_default_the_catalogue_is_a_file_in_the_warehouse(tmp_path: Path, catalog: str | None) -> None:
    location = lake_location(tmp_path, catalog)
    assert (location.kind, location.address) == ("sqlite", str(tmp_path / "lake/catalog.sqlite"))
    assert location.data == tmp_path / "lake/data"
    assert not location.exists


@pytest.mark.parametrize(
    ("catalog", "kind", "address"),
    [
        ("sqlite:/srv/shared.sqlite", "sqlite", "/srv/shared.sqlite"),
        ("postgres:dbname=ledger host=db", "postgres", "dbname=ledger host=db"),
        ("postgresql://ledger@db/ledger", "postgres", "postgresql://ledger@db/ledger"),
        ("postgres://ledger@db/ledger", "postgres", "postgres://ledger@db/ledger"),
    ],
)
def test_a_setting_names_another_catalogue(tmp_path: Path, catalog: str, kind: str, address: str) -> None:
    location = lake_location(tmp_path, catalog)
    assert (location.kind, location.address) == (kind, address)
    assert location.data == tmp_path / "lake/data"


@pytest.mark.parametrize("catalog", ["mysql:db", "ledger.sqlite", "postgres:", ":x"])
def test_any_other_setting_is_refused_with_those_that_work(tmp_path: Path, catalog: str) -> None:
    with pytest.raises(StoreError, match=r"sqlite:FILE, postgres:CONNECTION or postgresql://"):
        lake_location(tmp_path, catalog)


@pytest.mark.parametrize(
    "catalog",
    [
        "postgres:dbname=ledger password=hunter2 host=db",
        "postgres:dbname=ledger password='hunter2 too'",
        "postgresql://ledger:hunter2@db/ledger",
    ],
)
def test_a_password_is_never_shown(tmp_path: Path, catalog: str) -> None:
    shown = str(lake_location(tmp_path, catalog))
    assert "hunter2" not in shown
    assert "ledger" in shown
