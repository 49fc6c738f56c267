"""Replacing what readers see: in one rename, and only by what has reached the disk."""

import os
import shutil
from pathlib import Path


def sync(path: Path) -> None:
    """Wait until the file or folder `path` has reached the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_synced(path: Path, content: str) -> None:
    """Write `content` to the new file `path` and wait until it has reached the disk."""
    path.write_text(content, encoding="utf-8", newline="\n")
    sync(path)


def replace_file(finished: Path, target: Path) -> None:
    """Put the file `finished` in the place of `target`; whoever has the old one open keeps it."""
    sync(finished)
    finished.replace(target)
    sync(target.parent)


def point_link(link: Path, folder: Path) -> None:
    """Make `link` a relative symbolic link to `folder`, in one rename.

    A real folder in the place of `link` (a copy that did not keep links) is removed first.
    """
    if link.is_dir() and not link.is_symlink():
        shutil.rmtree(link)
    new = link.with_name(f".{link.name}.new")
    new.unlink(missing_ok=True)
    new.symlink_to(os.path.relpath(folder, link.parent), target_is_directory=True)
    new.replace(link)
    sync(link.parent)
