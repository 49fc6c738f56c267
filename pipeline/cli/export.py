"""`casualties export`: the newest release as files for other programs."""

from pathlib import Path

from rich.console import Console

from pipeline.cli.plain import plain
from pipeline.publish.exports import Format, export
from pipeline.store import NoReleaseError, StoreError, reader_paths

EXPORTED, FAILED, NOTHING_PUBLISHED = 0, 1, 2
"""Exit codes."""


def run_export(folder: Path, file_format: str, tables: list[str], warehouse: Path) -> int:
    """Write tables of the newest release into `folder`, print the files, and return the exit code."""
    try:
        written = export(reader_paths(warehouse).database, folder, Format(file_format), tables)
    except (StoreError, OSError) as error:
        Console(stderr=True).print(plain(error, style="red"), soft_wrap=True)
        return NOTHING_PUBLISHED if isinstance(error, NoReleaseError) else FAILED
    console = Console()
    for path in written:
        console.print(plain(path), soft_wrap=True)
    return EXPORTED
