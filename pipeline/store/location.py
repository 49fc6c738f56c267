"""Where a lake keeps its catalogue (SQLite file or PostgreSQL database) and its Parquet files."""

import re
from dataclasses import dataclass
from pathlib import Path

from pipeline.store.errors import StoreError

LAKE_FOLDER = "lake"
SQLITE_FILE = "catalog.sqlite"
DATA_FOLDER = "data"
SQLITE = "sqlite"
POSTGRES = "postgres"
EXTENSIONS = {SQLITE: ("sqlite_scanner", "ducklake"), POSTGRES: ("postgres_scanner", "ducklake")}
"""Kind of catalogue -> DuckDB extensions that it needs, in the order to load them."""

POSTGRES_URI = re.compile(r"postgres(?:ql)?://")
PASSWORD = re.compile(r"(password=)(?:'[^']*'|[^ '\"]+)|(://[^:@/ ]+:)[^@ ]+(?=@)")


@dataclass(frozen=True)
class LakeLocation:
    """A DuckLake: `kind` of catalogue, its `address` (file or libpq connection string), folder of data."""

    kind: str
    address: str
    data: Path

    @property
    def extensions(self) -> tuple[str, ...]:
        """DuckDB extensions that opening this lake needs."""
        return EXTENSIONS[self.kind]

    @property
    def exists(self) -> bool:
        """Whether there is a catalogue to open; a database server is taken to be there."""
        return self.kind != SQLITE or Path(self.address).is_file()

    def __str__(self) -> str:
        """The catalogue's address as an error message may show it: without a password."""
        return f"{self.kind}:{without_password(self.address)}"


def lake_location(warehouse: Path, catalog: str | None = None) -> LakeLocation:
    """The lake of `warehouse`.

    `catalog` is empty for SQLite in `warehouse/lake/`, `sqlite:FILE` for another SQLite file, or, for a
    catalogue that several machines share, `postgres:CONNECTION` (libpq words, such as `dbname=ledger
    host=db`) or a `postgresql://` address; every machine must then see the same `warehouse/lake/data`. Give
    the password in `PGPASSWORD` or a `.pgpass` file. Raises `StoreError` for anything else.
    """
    folder = warehouse.resolve() / LAKE_FOLDER
    if not catalog:
        return LakeLocation(SQLITE, str(folder / SQLITE_FILE), folder / DATA_FOLDER)
    if POSTGRES_URI.match(catalog):
        return LakeLocation(POSTGRES, catalog, folder / DATA_FOLDER)
    kind, _, address = catalog.partition(":")
    if kind not in EXTENSIONS or not address:
        shown = without_password(catalog)
        raise StoreError(f"catalogue {shown!r} is not sqlite:FILE, postgres:CONNECTION or postgresql://...")
    if kind == SQLITE:
        address = str(Path(address).expanduser().resolve())
    return LakeLocation(kind, address, folder / DATA_FOLDER)


def without_password(text: str) -> str:
    """`text` with the passwords of the connection strings in it masked."""
    return PASSWORD.sub(lambda found: (found[1] or found[2]) + "***", text)
