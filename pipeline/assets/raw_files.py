"""The files of the folder of raw articles: whether they changed, and what a release was made of."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path


def raw_files(folder: Path) -> Iterator[Path]:
    """Every file under `folder` that this user may read; hidden files and folders do not count."""
    if not folder.is_dir():
        return
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from raw_files(Path(entry.path))
            elif entry.is_file() and os.access(entry.path, os.R_OK):
                yield Path(entry.path)


def fingerprint(folder: Path) -> str:
    """Hash of the names, sizes and times of change of the raw files: cheap, for asking every few seconds."""
    digest = hashlib.sha256()
    for path in sorted(raw_files(folder)):
        status = path.stat()
        line = f"{path.relative_to(folder)}\0{status.st_size}\0{status.st_mtime_ns}\n"
        digest.update(line.encode(errors="surrogateescape"))
    return digest.hexdigest()
