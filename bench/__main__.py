"""`python -m bench`: measures speed, start times and how well the corpus is read; prints a table or JSON.

Exits 1 if something that was to be measured failed; never because something was slow.
"""

import argparse
import json
import os
import platform
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass

from rich.console import Console
from rich.table import Table

from bench import adversarial, commands, extraction
from bench.corpus import corpus
from bench.measure import Measure
from bench.texts import Report, reports, summaries
from pipeline.compiled import runs_compiled


@dataclass(frozen=True)
class Inputs:
    """Generated texts, a sample for each run."""

    reports: list[list[Report]]
    lines: list[list[str]]

    @property
    def repeats(self) -> int:
        """How often each measurement is run."""
        return len(self.reports)


WIDTH_UNSEEN = 120
"""Characters of a line when the output is no terminal."""

SECTIONS: Mapping[str, Callable[[Inputs], Iterator[Measure]]] = {
    "articles": lambda inputs: extraction.articles(inputs.reports),
    "summaries": lambda inputs: extraction.summaries(inputs.lines),
    "engine": lambda inputs: extraction.batches(inputs.reports),
    "adversarial": lambda inputs: adversarial.adversarial(inputs.repeats),
    "build": lambda inputs: commands.build(inputs.reports[0]),
    "start": lambda inputs: commands.starts(inputs.repeats),
    "corpus": lambda _: corpus(),
}


def main(arguments: list[str] | None = None) -> int:
    """Measure what `arguments` ask for and print it; the exit code."""
    options = _parser().parse_args(arguments)
    seeds = [f"{options.seed}.{run}" for run in range(options.repeats)]
    inputs = Inputs(
        [reports(options.articles, seed) for seed in seeds],
        [summaries(options.summaries, seed) for seed in seeds],
    )
    measures = list(_measured(inputs, options.only or list(SECTIONS), Console(stderr=True)))
    if options.json:
        print(json.dumps({"machine": _machine(), "measures": [asdict(each) for each in measures]}, indent=2))
    else:
        console = Console(width=None if sys.stdout.isatty() else WIDTH_UNSEEN)
        console.print(_table(measures))
    return int(any(each.value is None for each in measures))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "--articles", type=_several, default=2_000, help="generated articles of 2.5 kB (2000)"
    )
    parser.add_argument(
        "--summaries", type=_several, default=10_000, help="generated one-line summaries (10000)"
    )
    parser.add_argument(
        "--repeats", type=_several, default=3, help="runs of each, whose median is printed (3)"
    )
    parser.add_argument("--seed", type=int, default=1, help="seed of the generated texts (1)")
    parser.add_argument(
        "--only", action="append", choices=list(SECTIONS), help="measure this alone; repeatable"
    )
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    return parser


def _several(written: str) -> int:
    number = int(written)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{written} is less than 1")
    return number


def _measured(inputs: Inputs, names: Iterable[str], console: Console) -> Iterator[Measure]:
    """The measures of the sections `names`; one that fails yields a line saying so."""
    for name in names:
        with console.status(f"Measuring: {name}"):
            try:
                yield from SECTIONS[name](inputs)
            except Exception as error:
                yield Measure(name, "failed", None, "", f"{type(error).__name__}: {error}")


def _machine() -> dict[str, object]:
    return {
        "python": sys.version.split()[0],
        "system": platform.platform(),
        "cores": os.cpu_count(),
        "extraction": _extraction(),
    }


def _extraction() -> str:
    return "compiled" if runs_compiled() else "pure Python"


def _table(measures: Iterable[Measure]) -> Table:
    caption = f"Extraction: {_extraction()}. Medians; ratios are taken within this run."
    table = Table(title="Benchmark", caption=caption)
    for heading in ("Part", "Measure", "Value", "Unit", "Of"):
        table.add_column(heading, justify="right" if heading == "Value" else "left")
    last = ""
    for each in measures:
        value = "failed" if each.value is None else _rounded(each.value)
        table.add_row("" if each.section == last else each.section, each.name, value, each.unit, each.note)
        last = each.section
    return table


def _rounded(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


if __name__ == "__main__":
    sys.exit(main())
