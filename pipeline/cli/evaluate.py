"""`casualties evaluate`: extraction measured on texts whose numbers people coded by hand."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from pipeline.cli.plain import plain
from pipeline.cli.scoreboard import print_miss, print_scores
from pipeline.evaluate import (
    HARMS,
    Case,
    Columns,
    GoldFile,
    GoldRow,
    Miss,
    Perpetrators,
    Scores,
    UnreadableError,
    as_object,
    miss_object,
    misses,
    predict,
    read_gold,
    sample_misses,
    score,
    warm_up,
)
from pipeline.vocabulary import HarmType

MEASURED, UNREADABLE = 0, 2
"""Exit codes: every file was measured, some file could not be read."""
SHOWN_REFUSALS = 10


@dataclass(frozen=True)
class EvaluateRequest:
    """What to measure and how; `errors` misses in `harm`, or in any, are shown, drawn with `seed`."""

    files: Sequence[Path]
    columns: Columns
    encoding: str
    perpetrators: Perpetrators
    harm: HarmType | None
    errors: int
    seed: int


@dataclass(frozen=True)
class Measurement:
    """One file: its gold rows, the cases made of them, their scores, all misses and the ones to show."""

    path: Path
    gold: GoldFile
    scores: Scores
    all_misses: list[Miss]
    shown: list[Miss]
    failures: list[Case]


def run_evaluate(request: EvaluateRequest, *, as_json: bool) -> int:
    """Measure every file, print the scores, and return the exit code."""
    errors = Console(stderr=True)
    measured: list[Measurement] = []
    for path in request.files:
        try:
            measured.append(measure(path, request, errors))
        except UnreadableError as error:
            errors.print(plain(f"{path} cannot be measured: {error}.", style="red"), soft_wrap=True)
    for each in measured:
        print_refusals(each, errors)
    if as_json:
        print_json(measured, several=len(request.files) > 1)
    else:
        for each in measured:
            print_measurement(each, request, Console())
    return MEASURED if len(measured) == len(request.files) else UNREADABLE


def measure(path: Path, request: EvaluateRequest, console: Console) -> Measurement:
    """Read and extract one file. Raises `UnreadableError`."""
    gold = read_gold(path, request.columns, request.encoding)
    cases = _predicted(gold.rows, path.name, console)
    wrong = misses(cases, request.perpetrators, [request.harm] if request.harm else HARMS)
    return Measurement(
        path=path,
        gold=gold,
        scores=score(cases, request.perpetrators),
        all_misses=wrong,
        shown=sample_misses(wrong, request.errors, request.seed),
        failures=[case for case in cases if case.prediction.failure is not None],
    )


def _predicted(rows: Sequence[GoldRow], name: str, console: Console) -> list[Case]:
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TimeRemainingColumn(), console=console, disable=not console.is_terminal) as bar:
        warm_up()
        return [predict(row) for row in bar.track(rows, description=f"Reading {name}")]


def print_refusals(measurement: Measurement, console: Console) -> None:
    """Name the rows that were skipped, and those on which extraction failed."""
    skipped = [(row.number, row.message) for row in measurement.gold.refused]
    failed = [(case.row.number, str(case.prediction.failure)) for case in measurement.failures]
    _print_rows(skipped, f"{measurement.path.name}: skipped", "yellow", console)
    _print_rows(failed, f"{measurement.path.name}: extraction failed, counted as wrong,", "red", console)


def _print_rows(rows: list[tuple[int, str]], what: str, style: str, console: Console) -> None:
    for number, message in rows[:SHOWN_REFUSALS]:
        console.print(plain(f"{what} row {number:,}: {message}", style=style), soft_wrap=True)
    if len(rows) > SHOWN_REFUSALS:
        console.print(plain(f"{what} {len(rows):,} rows in all", style=style), soft_wrap=True)


def print_json(measured: Sequence[Measurement], *, several: bool) -> None:
    """Print one object for one file, else a list of them, each with its file."""
    said = [_as_object(each, several=several) for each in measured]
    if said or several:
        print(json.dumps(said if several else said[0], ensure_ascii=False, indent=2))


def _as_object(measurement: Measurement, *, several: bool) -> dict[str, Any]:
    said: dict[str, Any] = {"file": str(measurement.path)} if several else {}
    said |= as_object(measurement.scores)
    if measurement.gold.refused:
        said["skipped"] = len(measurement.gold.refused)
    if measurement.failures:
        said["failed"] = len(measurement.failures)
    if measurement.shown:
        said["misses"] = [miss_object(miss) for miss in measurement.shown]
    return said


def print_measurement(measurement: Measurement, request: EvaluateRequest, console: Console) -> None:
    """Print the scores of one file as a table, and the misses that were asked for."""
    skipped = len(measurement.gold.refused)
    print_scores(measurement.path, measurement.scores, skipped, request.perpetrators, console)
    of = f"of {len(measurement.shown)} shown, {len(measurement.all_misses):,} in all"
    for number, miss in enumerate(measurement.shown, start=1):
        print_miss(f"miss {number} {of}", miss, console)
