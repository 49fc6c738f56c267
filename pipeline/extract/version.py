"""The extractor's version: a name for people and a hash of all that decides what is extracted."""

import hashlib
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

from pipeline.gazetteer.cache import data_version


def _sources(folder: Traversable) -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for entry in sorted(folder.iterdir(), key=lambda item: item.name):
        if entry.is_dir():
            found.extend((f"{entry.name}/{name}", data) for name, data in _sources(entry))
        elif entry.name.endswith((".py", ".toml", ".csv")):
            found.append((entry.name, entry.read_bytes()))
    return found


def _source_hash() -> str:
    digest = hashlib.sha256(data_version().encode())
    for name, data in _sources(files("pipeline.extract")):
        digest.update(name.encode() + b"\0" + data + b"\0")
    return digest.hexdigest()[:12]


EXTRACTOR_VERSION: Final = f"1.0+{_source_hash()}"
"""Changes whenever a rule, a word list or the gazetteer changes, so that figures are extracted again."""
