"""Settings of a run, which the launchpad, the CLI and the defaults fill in: its folders and its engine."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from dagster import ConfigurableResource, DagsterLogManager, InitResourceContext, ResourceDependency
from filelock import FileLock, Timeout
from pydantic import Field

from pipeline.assets.staging import Staging
from pipeline.engine.settings import EngineKind, EngineSettings, settings_from
from pipeline.settings import RAW, WAREHOUSE, catalog_address, in_home

LOCK_FILE = ".build.lock"


class Folders(ConfigurableResource):  # type: ignore[type-arg]
    """Where a run reads articles and writes tables; a relative path is taken from the project's home."""

    raw: str = Field(default=RAW, description="Folder of raw articles.")
    warehouse: str = Field(default=WAREHOUSE, description="Folder of everything that is built.")

    catalog: str = Field(
        default="",
        description="Catalogue of the lake; empty takes $CASUALTIES_CATALOG, else a file in the warehouse.",
    )

    @property
    def catalog_address(self) -> str:
        """Where the lake keeps its catalogue, as `store.lake_location` takes it."""
        return self.catalog or catalog_address()

    @property
    def raw_path(self) -> Path:
        """Absolute path of the folder of raw articles."""
        return in_home(self.raw)

    @property
    def warehouse_path(self) -> Path:
        """Absolute path of the warehouse."""
        return in_home(self.warehouse)


class StagingArea(ConfigurableResource):  # type: ignore[type-arg]
    """The staged tables of a run, which holds the warehouse's lock from its first step to its last.

    So two runs, from the UI and from the command line say, never mix their tables.
    """

    folders: ResourceDependency[Folders]
    lock_timeout_seconds: float = Field(
        default=3600.0, description="How long to wait for another build of this warehouse to end."
    )

    @property
    def tables(self) -> Staging:
        """The folder of staged tables."""
        return Staging(self.folders.warehouse_path / "staging")

    @contextmanager
    def yield_for_execution(self, context: InitResourceContext) -> Iterator["StagingArea"]:
        """Hold the lock for the length of a run.

        Raises `TimeoutError` when another build holds it for longer than `lock_timeout_seconds`.
        """
        warehouse = self.folders.warehouse_path
        warehouse.mkdir(parents=True, exist_ok=True)
        lock = FileLock(warehouse / LOCK_FILE)
        self._acquire(lock, context.log)
        try:
            yield self
        finally:
            lock.release()

    def _acquire(self, lock: FileLock, log: DagsterLogManager | None) -> None:
        try:
            lock.acquire(timeout=0)
        except Timeout:
            if log:
                log.info(f"Waiting for the build that holds {lock.lock_file} to end.")
            self._wait(lock)

    def _wait(self, lock: FileLock) -> None:
        try:
            lock.acquire(timeout=self.lock_timeout_seconds)
        except Timeout as error:
            held = f"Another build has held {lock.lock_file} for {self.lock_timeout_seconds:g} s"
            raise TimeoutError(f"{held}; end it, or wait for it.") from error


class Engine(ConfigurableResource):  # type: ignore[type-arg]
    """What ingest and extraction run on. What is left empty is taken from the environment of the run."""

    kind: EngineKind | None = Field(
        default=None, description="`local` processes (the default), or `ray` for an existing cluster."
    )
    workers: int = Field(default=0, ge=0, description="Worker processes; 0 is one per core.")
    address: str = Field(default="", description="Address of the Ray cluster; empty takes Ray's own default.")

    @property
    def settings(self) -> EngineSettings:
        """The same, as the engine takes it. Raises `ValueError` for a variable that says nothing sensible."""
        base = settings_from(os.environ)
        return replace(
            base,
            kind=self.kind or base.kind,
            workers=self.workers or base.workers,
            ray_address=self.address or base.ray_address,
        )
