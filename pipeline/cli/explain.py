"""`casualties explain`: from a published number to its reports, its figures and their words."""

import json
from dataclasses import asdict
from itertools import groupby
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from pipeline.cli.outcome import SEVERITY_STYLES
from pipeline.cli.plain import plain
from pipeline.cli.reading import INDENT, amount, figure_line, highlighted
from pipeline.publish.explanation import Explanation, Report, UnknownIdError, explain
from pipeline.store import NoReleaseError, reader_paths

Row = dict[str, Any]
EXPLAINED, UNKNOWN, NOTHING_PUBLISHED = 0, 1, 2
"""Exit codes."""
OF_FINDING = ("rule", "severity", "incident_id", "expected", "observed")
OF_INCIDENT = ("weapon", "perpetrator", "target", "number_of_reports", "number_of_sources")


def run_explain(
    reference: str, warehouse: Path, *, harm_type: str | None, victim_class: str | None, as_json: bool
) -> int:
    """Explain an identifier of the newest release, or say why not, and return the exit code."""
    database = reader_paths(warehouse).database
    try:
        explained = explain(database, reference, harm_type=harm_type, victim_class=victim_class)
    except (UnknownIdError, NoReleaseError) as error:
        Console(stderr=True).print(plain(error, style="red"), soft_wrap=True)
        return NOTHING_PUBLISHED if isinstance(error, NoReleaseError) else UNKNOWN
    if as_json:
        print(json.dumps(as_object(explained), ensure_ascii=False, indent=2, default=str))
    else:
        print_explanation(explained, Console())
    return EXPLAINED


def as_object(explained: Explanation) -> dict[str, Any]:
    """The explanation for other programs: each figure with its sentence, no article's whole text."""
    said = asdict(explained)
    for report in said["reports"]:
        text = report["article"].pop("text")
        for figure in report["figures"]:
            figure["sentence"] = text[figure["sentence_start"] : figure["sentence_end"]]
    return said


def print_explanation(explained: Explanation, console: Console) -> None:
    """Print the subject, then each report with its figures in their sentences, then the findings."""
    subject = explained.subject
    name = subject[f"{explained.kind}_id"]
    console.rule(plain(f"{explained.kind} {name}", style="bold"))
    for line in _subject_lines(explained):
        console.print(line)
    for report in explained.reports:
        _print_report(report, console, in_incident=explained.kind == "incident")
    for other in explained.other_totals:
        console.print(_other_total(other))
    for finding in explained.findings:
        _print_finding(finding, console)


def _subject_lines(explained: Explanation) -> list[Text]:
    subject = explained.subject
    match explained.kind:
        case "incident":
            facts = [_where_and_when(subject), *_told(subject, OF_INCIDENT)]
            return [plain(" · ".join(facts)), *map(_estimate_line, explained.estimates)]
        case "total":
            return [plain(_total_words(subject), style="bold cyan")]
        case "finding":
            return [plain(" · ".join(_told(subject, OF_FINDING)))]
        case _:
            return []


def _where_and_when(row: Row, start: str = "date_start", end: str = "date_end") -> str:
    places = dict.fromkeys(row[key] for key in ("place_name", "adm1", "country") if row[key])
    days = dict.fromkeys(str(row[key]) for key in (start, end) if row[key])
    return f"{', '.join(places) or 'no place told'} · {' to '.join(days) or 'no day told'}"


def _told(row: Row, columns: tuple[str, ...]) -> list[str]:
    return [f"{column.replace('_', ' ')} {row[column]}" for column in columns if row[column] is not None]


def _estimate_line(estimate: Row) -> Text:
    low, best, high = (_number(estimate[key]) for key in ("low", "best", "high"))
    line = plain(f"{estimate['harm_type']} {estimate['victim_class'].replace('_', ' ')}: ", style="bold cyan")
    return line.append_text(plain(f"best {best} (low {low}, high {high}) · {estimate['method']}"))


def _number(value: int | None) -> str:
    return "unknown" if value is None else f"{value:,}"


def _total_words(total: Row) -> str:
    who = total["victim_class"].replace("_", " ")
    when = _where_and_when(total, "period_start", "period_end")
    return f"{total['harm_type']} {amount(total)} · {who} · {when}"


def _print_report(report: Report, console: Console, *, in_incident: bool) -> None:
    article = report.article
    said = [article["publisher"] or "unknown publisher", article["published_on"] or "on an unknown day"]
    console.print()
    console.print(plain(f"{said[0]}, {said[1]}: {article['title'] or 'no title'}", style="bold"))
    address = f" · {article['url']}" if article["url"] else ""
    reprint = f" · reprint of {article['duplicate_of']}" if article["duplicate_of"] else ""
    console.print(plain(f"{article['source_path']}{address}{reprint}", style="dim"), soft_wrap=True)
    figures = {figure["figure_id"]: figure for figure in report.figures}
    for _, rows in groupby(report.figures, key=lambda row: (row["sentence_start"], row["sentence_end"])):
        _print_sentence(article["text"], list(rows), figures, console, in_incident)


def _print_sentence(
    text: str, rows: list[Row], figures: dict[str, Row], console: Console, in_incident: bool
) -> None:
    console.print()
    console.print(highlighted(text, rows[0]["sentence_start"], rows[0]["sentence_end"], rows))
    for row in rows:
        where = f"{row['figure_id']}, characters {row['char_start']} to {row['char_end']}"
        line = figure_line(row, figures)
        line.append_text(plain(f" · {_standing(row, in_incident)}", style="green"))
        line.append_text(plain(f" · {where}", style="dim"))
        console.print(Padding(line, (0, 0, 0, INDENT), expand=False))


def _standing(figure: Row, in_incident: bool) -> str:
    """Whether the figure counts, and why."""
    if figure["included"] is None:
        return f"total {figure['total_id']}" if figure["total_id"] else "in no incident"
    counts = "counts" if figure["included"] else "left out"
    incident = "" if in_incident else f" in {figure['incident_id']}"
    return f"{counts}{incident}: {figure['reason']}"


def _other_total(total: Row) -> Text:
    said = f"{total['publisher'] or total['source_path']}, {total['published_on'] or 'on an unknown day'}"
    return plain(f"\nThe same total elsewhere: {amount(total)} ({said}) · {total['total_id']}")


def _print_finding(finding: Row, console: Console) -> None:
    line = plain(f"\n{finding['severity']}  ", style=SEVERITY_STYLES[finding["severity"]])
    console.print(line.append_text(plain(f"{finding['message']} ({finding['finding_id']})")))
    if finding["suggestion"]:
        console.print(Padding(plain(finding["suggestion"], style="italic"), (0, 0, 0, INDENT)))
