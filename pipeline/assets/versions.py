"""Code versions of assets: a hash of the sources that an asset's rows depend on."""

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from pipeline.settings import PACKAGE

CONTRACT = ("vocabulary.py", "tables")
STEPS: dict[str, tuple[str, ...]] = {
    "ingest": (*CONTRACT, "ingest", "extract", "engine/work.py", "assets/ingest.py"),
    "extract": (*CONTRACT, "gazetteer", "extract", "engine/work.py", "assets/extract.py"),
    "resolve": (*CONTRACT, "gazetteer", "resolve", "assets/resolve.py"),
    "audit": (*CONTRACT, "resolve", "audit", "assets/audit.py"),
    "publish": (*CONTRACT, "store", "publish", "assets/publish.py"),
}
"""Step -> files and folders of the package whose contents decide that step's rows."""


@cache
def code_version(step: str) -> str:
    """Version of `step`: 12 hex digits over the names and bytes of its sources, the same on every machine.

    Raises `KeyError` for a step that `STEPS` does not name and `FileNotFoundError` for a source that is gone.
    """
    digest = hashlib.sha256()
    for path in sorted(_sources(step)):
        digest.update(path.relative_to(PACKAGE).as_posix().encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:12]


def _sources(step: str) -> Iterator[Path]:
    for name in STEPS[step]:
        path = PACKAGE / name
        if path.is_dir():
            yield from (
                file for file in path.rglob("*") if file.is_file() and "__pycache__" not in file.parts
            )
        elif path.exists():
            yield path
        else:
            raise FileNotFoundError(f"step {step!r} names the source {name!r}, which is not in the package")
