"""`casualties check`: one article through ingest, extract, resolve and audit, without a warehouse."""

import json
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import polars as pl
from rich.console import Console

from pipeline.audit import audit
from pipeline.cli.plain import plain
from pipeline.cli.reading import print_reading
from pipeline.extract import extract
from pipeline.extract.records import figure_rows, set_aside_rows
from pipeline.extract.version import EXTRACTOR_VERSION
from pipeline.ingest import read_file
from pipeline.resolve import resolve
from pipeline.tables import canonical, from_rows, validate
from pipeline.vocabulary import Severity

CLEAN, CONTRADICTED, UNREADABLE = 0, 1, 2
"""Exit codes: no finding is an error, some finding is one, some file could not be read."""


@dataclass(frozen=True)
class Reading:
    """What one article says: rows of the tables `articles`, `figures`, `set_aside` and `findings`."""

    article: dict[str, Any]
    figures: list[dict[str, Any]]
    set_aside: list[dict[str, Any]]
    findings: list[dict[str, Any]]

    def is_contradicted(self) -> bool:
        """Whether a finding says that the printed numbers cannot all be right."""
        return any(finding["severity"] == Severity.ERROR for finding in self.findings)


def run_check(files: list[Path], *, as_json: bool, show_set_aside: bool) -> int:
    """Read `files`, print what they say, and return the exit code."""
    errors = Console(stderr=True)
    readings: list[Reading] = []
    unreadable = 0
    for path in files:
        found, refusals = read(path)
        readings += found
        unreadable += not found
        for refusal in refusals:
            errors.print(
                plain(f"{path}: {refusal.removeprefix(f'{path.name}: ')}", style="red"), soft_wrap=True
            )
    if as_json:
        print_json(readings)
    else:
        for reading in readings:
            print_reading(reading, Console(), show_set_aside=show_set_aside)
    if unreadable:
        return UNREADABLE
    return CONTRADICTED if any(reading.is_contradicted() for reading in readings) else CLEAN


def read(path: Path) -> tuple[list[Reading], list[str]]:
    """What the articles in the file `path` say, and why the file, or a record of it, could not be read."""
    ingested = read_file(path, path.parent, None)
    checked = validate("articles", from_rows("articles", ingested.articles))
    refusals = [row["message"] for row in [*ingested.quarantine, *checked.quarantine.to_dicts()]]
    return [examine(checked.valid[row]) for row in range(checked.valid.height)], refusals


def examine(article: pl.DataFrame) -> Reading:
    """Extract, resolve and audit one article, given as a frame of one row of the table `articles`."""
    (row,) = article.to_dicts()
    extraction = extract(row["text"], row["published_on"])
    figures = _valid("figures", figure_rows(row["article_id"], extraction, EXTRACTOR_VERSION))
    set_aside = _valid("set_aside", set_aside_rows(row["article_id"], extraction))
    findings = canonical("findings", audit(article, figures, resolve(article, figures)))
    return Reading(row, figures.to_dicts(), set_aside.to_dicts(), findings.to_dicts())


def _valid(name: str, rows: list[dict[str, Any]]) -> pl.DataFrame:
    return canonical(name, validate(name, from_rows(name, rows)).valid)


def print_json(readings: list[Reading]) -> None:
    """Print one object for one article, else a list of them; dates as ISO 8601."""
    said = [asdict(reading) for reading in readings]
    json.dump(said[0] if len(said) == 1 else said, sys.stdout, ensure_ascii=False, indent=2, default=str)
    print()
