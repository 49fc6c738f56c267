"""What an article says, on a terminal: its figures in their sentences, and its findings."""

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from pipeline.cli.outcome import SEVERITY_STYLES
from pipeline.cli.plain import plain
from pipeline.extract.layout import read_layout, sentences_of
from pipeline.extract.tokens import Sentence

if TYPE_CHECKING:
    from pipeline.cli.check import Reading

Row = dict[str, Any]
NUMBER_STYLE = "bold reverse"
ASIDE_STYLE = "underline"
INDENT = 4


def print_reading(reading: "Reading", console: Console, *, show_set_aside: bool) -> None:
    """Print every figure under the sentence that prints it, then every finding."""
    article = reading.article
    console.rule(plain(article["title"] or article["source_path"], style="bold"))
    console.print(
        plain(f"{article['source_path']}  published {article['published_on'] or 'on an unknown day'}")
    )
    aside = reading.set_aside if show_set_aside else []
    text = article["text"]
    texts = {sentence.no: sentence for sentence in sentences_of(text, read_layout(text))}
    for number, rows in groupby(_by_place([*reading.figures, *aside]), key=lambda row: row["sentence_no"]):
        _print_sentence(article["text"], texts[number], list(rows), reading, console)
    _print_findings(reading.findings, console)
    console.print(_summary(reading))


def _by_place(rows: list[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: (row["sentence_no"], row["char_start"], row["char_end"]))


def _print_sentence(
    text: str, sentence: Sentence, rows: list[Row], reading: "Reading", console: Console
) -> None:
    console.print()
    console.print(highlighted(text, sentence.start, sentence.end, rows))
    parents = {figure["figure_id"]: figure for figure in reading.figures}
    for row in rows:
        line = figure_line(row, parents) if "figure_id" in row else aside_line(row)
        console.print(Padding(line, (0, 0, 0, INDENT)))


def highlighted(text: str, start: int, end: int, rows: list[Row]) -> Text:
    """`text[start:end]` on one line, with the number of each of `rows`, in order of place, standing out."""
    line = Text()
    at = start
    for row in rows:
        if row["char_start"] >= at:
            line.append_text(_flat(text[at : row["char_start"]]))
            style = NUMBER_STYLE if "figure_id" in row else ASIDE_STYLE
            line.append_text(_flat(text[row["char_start"] : row["char_end"]], style))
            at = row["char_end"]
    return line.append_text(_flat(text[at : max(at, end)]))


def _flat(text: str, style: str = "") -> Text:
    return plain("".join(" " if mark.isspace() else mark for mark in text), style)


def figure_line(figure: Row, parents: dict[str, Row]) -> Text:
    """The typed columns of a figure, in a reader's order; what is unsaid is left out."""
    line = plain(f"{figure['harm_type']} {amount(figure)}", style="bold cyan")
    for said in _said(figure, parents):
        line.append_text(plain(f" · {said}"))
    return line


def amount(figure: Row) -> str:
    """The number of a figure with its hedge: "40", "at least 13", "7 to 9", "hundreds (200 to 999)"."""
    value, low, high, hedge = (figure[key] for key in ("value", "value_low", "value_high", "qualifier"))
    if hedge == "exact":
        return f"{value:,}"
    if value is not None:
        return f"{hedge.replace('_', ' ')} {value:,}"
    bounds = f"{low:,} to {high:,}" if high is not None else f"{low:,} or more"
    return bounds if hedge == "range" else f"{plain(figure['number_text']).plain.lower()} ({bounds})"


def _said(figure: Row, parents: dict[str, Row]) -> Iterator[str]:
    who = figure["victim_class"].replace("_", " ")
    yield f"{who} “{figure['victim_text']}”" if figure["victim_text"] else who
    if figure["of_perpetrators"]:
        yield "of the perpetrators"
    if places := [figure[key] for key in ("place_name", "adm1", "country") if figure[key]]:
        yield ", ".join(dict.fromkeys(places))
    if dates := [str(figure[key]) for key in ("date_start", "date_end") if figure[key]]:
        yield " to ".join(dict.fromkeys(dates))
    yield from (f"{key} {figure[key]}" for key in ("weapon", "perpetrator", "source") if figure[key])
    yield figure["scope"].replace("_", " ")
    if whole := parents.get(figure["parent_figure_id"]):
        yield f"part of {whole['harm_type']} {amount(whole)}"


def aside_line(row: Row) -> Text:
    """A number that is not a figure, and why."""
    return plain(f"“{row['number_text']}” set aside: {row['reason'].replace('_', ' ')}", style="dim")


def _print_findings(findings: list[Row], console: Console) -> None:
    for finding in findings:
        console.print()
        line = plain(f"{finding['severity']}  ", style=SEVERITY_STYLES[finding["severity"]])
        console.print(line.append_text(plain(finding["message"])))
        if finding["suggestion"]:
            console.print(Padding(plain(finding["suggestion"], style="italic"), (0, 0, 0, INDENT)))


def _summary(reading: "Reading") -> Text:
    counts = {"figure": reading.figures, "number set aside": reading.set_aside, "finding": reading.findings}
    said = [f"{len(rows):,} {_plural(name, len(rows))}" for name, rows in counts.items()]
    return plain("\n" + ", ".join(said), style="bold")


def _plural(name: str, count: int) -> str:
    first, _, rest = name.partition(" ")
    return name if count == 1 else f"{first}s {rest}".strip()
