"""What a user waits for: a whole build by the command line, and the start of each command."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from bench.measure import Measure
from bench.texts import Report

CASUALTIES = (sys.executable, "-m", "pipeline.cli")
SECONDS_AT_MOST = 1_800.0
STARTS: dict[str, tuple[str, ...]] = {
    "python": (sys.executable, "-c", "pass"),
    "import pipeline.extract": (sys.executable, "-c", "import pipeline.extract"),
    "import pipeline.tables": (sys.executable, "-c", "import pipeline.tables"),
    "import pipeline.definitions": (sys.executable, "-c", "import pipeline.definitions"),
    "casualties --help": (*CASUALTIES, "--help"),
}


class CommandFailed(Exception):  # noqa: N818 - read as a sentence where it is caught
    """A command that was to be timed ended with an error; the message is its last line."""


def build(reports: list[Report]) -> Iterator[Measure]:
    """Seconds of the first build of a folder of text files, of the next, and of one with one more article."""
    with TemporaryDirectory(prefix="casualties-bench-") as name:
        folder = Path(name)
        for number, report in enumerate(reports[:-1]):
            _write(folder, number, report)
        about = f"{len(reports) - 1:,} text files"
        yield _build(folder, "first build", about)
        yield _build(folder, "build with nothing new", about)
        _write(folder, len(reports), reports[-1])
        yield _build(folder, "build with one new article", about)


def starts(repeats: int) -> Iterator[Measure]:
    """Seconds until a command answers, and of `casualties check` on one article of two sentences."""
    with TemporaryDirectory(prefix="casualties-bench-") as name:
        article = Path(name) / "article.txt"
        article.write_text("Blast in Quetta\n\nA bomb killed 12 people and wounded 30 in Quetta on Monday.\n")
        commands = STARTS | {"casualties check ARTICLE": (*CASUALTIES, "check", str(article))}
        for label, command in commands.items():
            seconds = median(_seconds(command) for _ in range(repeats))
            yield Measure("start", label, seconds, "s")


def _write(folder: Path, number: int, report: Report) -> None:
    path = folder / "raw" / f"{number:05}.txt"
    path.parent.mkdir(exist_ok=True)
    path.write_text(report.text, encoding="utf-8")


def _build(folder: Path, name: str, about: str) -> Measure:
    """Time a build in `folder`, whose run history is its own too."""
    raw, warehouse = str(folder / "raw"), str(folder / "warehouse")
    started = time.perf_counter()
    printed = _run(
        (*CASUALTIES, "build", "--json", "--raw", raw, "--warehouse", warehouse), folder / "dagster"
    )
    seconds = time.perf_counter() - started
    rows = json.loads(printed)["rows"]
    counts = ", ".join(f"{rows[table]:,} {table}" for table in ("articles", "figures", "incidents"))
    return Measure("build", name, seconds, "s", f"{about}: {counts}")


def _seconds(command: Sequence[str]) -> float:
    started = time.perf_counter()
    _run(command)
    return time.perf_counter() - started


def _run(command: Sequence[str], dagster_home: Path | None = None) -> str:
    """What a command printed. Raises `CommandFailed`, or `TimeoutExpired` after half an hour."""
    environment = os.environ | ({"DAGSTER_HOME": str(dagster_home)} if dagster_home else {})
    done = subprocess.run(
        command, capture_output=True, text=True, env=environment, timeout=SECONDS_AT_MOST, check=False
    )
    if done.returncode:
        last = (done.stderr.strip() or done.stdout.strip()).splitlines()[-1:]
        raise CommandFailed(f"{' '.join(command[-3:])} ended with {done.returncode}: {''.join(last)}")
    return done.stdout
