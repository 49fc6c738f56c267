"""Staged tables: how steps hand each other rows, as Parquet under `warehouse/staging/`.

A table is replaced whole, in one rename, so a step that dies leaves the last table as it was. The rows that
the contract rejected lie beside it, under `rejected/`, until the `quarantine` table gathers them.
"""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from pipeline import tables

REJECTED = "rejected"
QUARANTINE = "quarantine"
INPUTS = "inputs"
"""Stamp that ingest leaves: one row, `inputs_hash`, over the raw files that were read and the code."""


@dataclass(frozen=True)
class Staging:
    """The folder of staged tables."""

    folder: Path

    def path(self, name: str) -> Path:
        """File that holds the table `name`."""
        return self.folder / f"{name}.parquet"

    def read(self, name: str) -> pl.DataFrame:
        """The staged table `name`. Raises `FileNotFoundError` when the step that writes it has not run."""
        path = self.path(name)
        if not path.exists():
            raise FileNotFoundError(f"{path} is not there: materialize the asset {name!r} first")
        return pl.read_parquet(path)

    def read_all(self, names: Iterable[str]) -> dict[str, pl.DataFrame]:
        """The staged tables `names`, by name."""
        return {name: self.read(name) for name in names}

    def last(self, name: str) -> pl.DataFrame | None:
        """The table `name` as the last run left it, or None if there is none that fits today's contract."""
        frame = self.read_stamp(name)
        return frame if frame is not None and frame.schema == tables.polars_schema(name) else None

    def write(self, name: str, frame: pl.DataFrame, rejected: pl.DataFrame | None = None) -> pl.DataFrame:
        """Stage the rows of `frame` that fit the contract of `name`, in canonical order, and return them.

        The rows that do not, and the quarantine rows `rejected` that the step itself made, go beside it.
        """
        checked = tables.validate(name, frame)
        valid = tables.canonical(name, checked.valid)
        refused = [part for part in (rejected, checked.quarantine) if part is not None]
        _replace(self.folder / REJECTED / f"{name}.parquet", pl.concat(refused))
        _replace(self.path(name), valid)
        return valid

    def read_stamp(self, name: str) -> pl.DataFrame | None:
        """What `write_stamp` left under `name`, or None if nothing that can be read."""
        try:
            return pl.read_parquet(self.path(name))
        except (OSError, pl.exceptions.PolarsError):
            return None

    def write_stamp(self, name: str, frame: pl.DataFrame) -> None:
        """Leave a frame that is no table of the contract, such as what the staged rows were made from."""
        _replace(self.path(name), frame)

    def forget(self, name: str) -> None:
        """Remove what `write_stamp` left, before the rows that it speaks of change."""
        self.path(name).unlink(missing_ok=True)

    def rejected(self, names: Iterable[str]) -> pl.DataFrame:
        """Quarantine rows of the tables `names`, columns as in the table `quarantine`."""
        paths = (self.folder / REJECTED / f"{name}.parquet" for name in names)
        parts = [pl.read_parquet(path) for path in paths if path.exists()]
        return pl.concat([tables.empty(QUARANTINE), *parts])


def _replace(path: Path, frame: pl.DataFrame) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(f".{os.getpid()}.tmp")
    frame.write_parquet(unfinished)
    unfinished.replace(path)
