"""How well the ledger reads its corpus: `python -m tests.labels.score [--json] [--errors N] [--ideal]`.

Runs the line over `raw/` in memory and compares it with the labels beside this file: the figures of every
article, the incidents of all of them, and the findings.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from tests.labels.attributes import Agreement, Miss, agreement
from tests.labels.clusters import Clusters, clusters, merged
from tests.labels.corpus import build
from tests.labels.expectations import Findings, compare
from tests.labels.ideal import ideal
from tests.labels.pairing import Pairing, pair
from tests.labels.reading import (
    Reference,
    expected_findings,
    expected_non_findings,
    labels,
    never_merge,
    text_of,
)

WIDTH_UNSEEN = 150
"""Characters of a line when the output is no terminal."""

AROUND = 90
"""Characters of an article shown on either side of a number."""


class Score(NamedTuple):
    """Everything that is compared with the labels."""

    pairing: Pairing
    figures: Agreement
    incidents: Clusters
    merged: list[tuple[str, str, str]]
    findings: Findings


@cache
def score(with_labelled_figures: bool = False) -> Score:
    """The corpus against its labels; or only what resolution and audit make of figures without mistakes."""
    line = build()
    pairing = pair(labels(), line.articles, line.figures)
    if with_labelled_figures:
        line = ideal(line, pairing)
        pairing = pair(labels(), line.articles, line.figures)
    incidents = clusters(pairing, line.resolution.incident_figures)
    findings = compare(line.findings, pairing, expected_findings(), expected_non_findings())
    return Score(pairing, agreement(pairing), incidents, merged(incidents, never_merge()), findings)


def as_json(found: Score) -> dict[str, Any]:
    """The numbers, and the names of what is wrong, for other programs."""
    return {
        "figures": {
            name: {"right": share.right, "of": share.of, "share": round(share.share, 4)}
            for name, share in found.figures.shares.items()
        },
        "incidents": {
            "precision": round(found.incidents.precision, 4),
            "recall": round(found.incidents.recall, 4),
            "f1": round(found.incidents.f1, 4),
            "merged": found.merged,
        },
        "findings": {
            "found": [one.id for one in found.findings.found],
            "missing": [one.id for one in found.findings.missing],
            "other_severity": {one.id: severity for one, severity in found.findings.other_severity},
            "false_alarms": [one.id for one, _ in found.findings.false_alarms],
            "doubted": [one.id for one, _ in found.findings.doubted],
            "false_errors": [row["message"] for row in found.findings.false_errors],
        },
    }


def tables(found: Score) -> Iterator[Table]:
    """The numbers as tables: figures, incidents, findings."""
    figures = _table("Figures against their labels", ("Measure", "Right", "Of", "Share"))
    for name, share in found.figures.shares.items():
        figures.add_row(name, f"{share.right:,}", f"{share.of:,}", f"{100 * share.share:.1f} %")
    yield figures
    incidents = _table("Incidents against labelled events", ("Measure", "Value"))
    for name in ("precision", "recall", "f1"):
        incidents.add_row(f"B-cubed {name}", f"{getattr(found.incidents, name):.3f}")
    incidents.add_row("pairs to keep apart, merged", f"{len(found.merged)} of {len(never_merge())}")
    yield incidents
    findings = _table("Findings against expectations", ("Measure", "Value", "Which"))
    for name, which in _named(found.findings):
        findings.add_row(name, str(len(which)), escape(" ".join(which)))
    yield findings


def _named(found: Findings) -> Iterator[tuple[str, list[str]]]:
    yield "expected and found", [one.id for one in found.found]
    yield "expected and missing", [one.id for one in found.missing]
    yield "found with another severity", [f"{one.id} ({how})" for one, how in found.other_severity]
    yield "expected not to be an error, and is", [one.id for one, _ in found.false_alarms]
    yield "expected not to be an error, a warning", [one.id for one, _ in found.doubted]
    yield "errors that nobody expects", [row["rule"] for row in found.false_errors]


def print_errors(found: Score, most: int, console: Console) -> None:
    """The first `most` misses of each measure, with their words."""
    by_measure: dict[str, list[Miss]] = {}
    for miss in found.figures.misses:
        by_measure.setdefault(miss.measure, []).append(miss)
    for measure, misses in by_measure.items():
        console.rule(f"{measure}: {len(misses)} misses", align="left")
        for miss in misses[:most]:
            console.print(f"[bold]{miss.at.file}[/] {miss.harm_type}: expected {_words(miss.expected, miss)}")
            console.print(f"   found {_words(miss.found, miss)}\n   {_around(miss.at)}")
    _print_clusters(found, most, console)
    _print_findings(found.findings, console)


def _print_clusters(found: Score, most: int, console: Console) -> None:
    """Events that are split over incidents, and incidents that hold several events or strangers."""
    events: dict[str, dict[str, list[int]]] = {}
    incidents: dict[str, dict[str, list[int]]] = {}
    for label_no, event, incident in found.incidents.items:
        events.setdefault(event, {}).setdefault(incident, []).append(label_no)
        incidents.setdefault(incident, {}).setdefault(event, []).append(label_no)
    for title, groups in (("events split", events), ("incidents mixed", incidents)):
        wrong = {name: parts for name, parts in groups.items() if len(parts) > 1}
        console.rule(f"{title}: {len(wrong)}", align="left")
        for name, parts in list(wrong.items())[:most]:
            console.print(f"[bold]{name}[/]")
            for part, numbers in parts.items():
                told = [found.pairing.pairs[number].label for number in numbers]
                console.print(
                    f"   {part}: " + escape(", ".join(f"{x.at.file}:{x.number_text}" for x in told))
                )
    console.rule("strangers in incidents", align="left")
    for incident, figures in found.incidents.strangers.items():
        for figure_id in figures:
            console.print(f"   {incident} {_around(found.pairing.at[figure_id])}")


def _print_findings(found: Findings, console: Console) -> None:
    console.rule("findings", align="left")
    for one in found.missing:
        console.print(escape(f"missing {one.id} {one.kind}: {one.rule}"))
    for one, row in (*found.false_alarms, *found.doubted):
        console.print(escape(f"{row['severity']} against {one.id}: {row['message']}"))
    for row in found.false_errors:
        console.print(escape(f"error nobody expects ({row['rule']}): {row['message']}"))


def _words(told: str | None, miss: Miss) -> str:
    """A value as it is shown: a span becomes its characters."""
    first, _, last = (told or "nothing").partition("-")
    if miss.measure != "parent" or not last:
        return escape(told or "nothing")
    return escape(f"{text_of(miss.at.file)[int(first) : int(last)]} at {first}")


def _around(at: Reference) -> str:
    text = text_of(at.file)
    before, after = text[max(0, at.start - AROUND) : at.start], text[at.end : at.end + AROUND]
    return escape(f"{at.file}: …{before}[{text[at.start : at.end]}]{after}…".replace("\n", " "))


def _table(title: str, columns: Sequence[str]) -> Table:
    table = Table(title=title, title_justify="left")
    for column in columns:
        table.add_column(column, justify="right" if column in ("Right", "Of", "Share", "Value") else "left")
    return table


def main(arguments: list[str] | None = None) -> int:
    """Prints the score; the exit code is 0 whatever it is."""
    parser = argparse.ArgumentParser(prog="python -m tests.labels.score", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print JSON instead of tables")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="list up to N misses of each kind")
    parser.add_argument("--ideal", action="store_true", help="put the labelled figures for those extracted")
    options = parser.parse_args(arguments)
    found = score(options.ideal)
    for row in build().quarantine.iter_rows(named=True):
        print(f"not read: {row['message']}", file=sys.stderr)
    console = Console(width=None if sys.stdout.isatty() else WIDTH_UNSEEN)
    if options.json:
        print(json.dumps(as_json(found), indent=2))
        return 0
    for table in tables(found):
        console.print(table)
    if options.errors:
        print_errors(found, options.errors, console)
    return 0


if __name__ == "__main__":
    sys.exit(main())
