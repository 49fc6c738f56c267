"""Scores and misses of `casualties evaluate`, as people read them."""

from pathlib import Path

from rich.console import Console
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from pipeline.cli.plain import plain
from pipeline.cli.reading import amount
from pipeline.evaluate import HARMS, Miss, Perpetrators, Scores
from pipeline.evaluate.gold import Bound, BoundKind, Coded
from pipeline.evaluate.misses import Decided, is_in_text
from pipeline.evaluate.share import Share
from pipeline.extract.totals import Total
from pipeline.vocabulary import HarmType

LINES = (
    ("exact", "exact", "of the coded numbers, the total is the same"),
    ("within one", "within_one", "of the coded numbers, the total is at most 1 away"),
    ("precision", "precision", "of the totals above 0, the number is the coded one"),
    ("recall", "recall", "of the coded numbers above 0, the total is the same"),
    ("printed recall", "printed_recall", "as recall, where the text prints the number, in digits or words"),
    ("in range", "in_range", "of the coded ranges, the total is inside"),
)
"""Label, field of `HarmScores`, and what the share is of."""
BOUNDS_MEANING = "of the coded bounds that the text prints, kind, low and high agree"
SUMMED_MEANING = "the sum agrees, however it is split"
KINDS = {
    BoundKind.AT_LEAST: ("n+", "at least n, and no upper bound"),
    BoundKind.RANGE: ("n-m", "from n to m"),
    BoundKind.ABOUT: ("~n", "about n"),
    BoundKind.PLUS_PERPS: ("n (+m)", "n victims and m perpetrators, each"),
}
NONE_COMPARED = Share(0, 0)
NOTHING = "–"
INDENT = 4


def print_scores(
    path: Path, scores: Scores, skipped: int, perpetrators: Perpetrators, console: Console
) -> None:
    """Print a file's scores: a line for each measure, a column for killed and for wounded."""
    console.print(_score_table(path.name, scores))
    both = scores.both_exact
    said = f"Both numbers exact: {shown(both)}" if both.n else "No text has both numbers coded."
    console.print(plain(said, style="bold"))
    counts = "counted in" if perpetrators is Perpetrators.INCLUDE else "left out"
    speed = f", {scores.texts_per_second:,.0f} a second" if scores.texts_per_second else ""
    skipping = f", {_several(skipped, 'row')} skipped" if skipped else ""
    console.print(plain(f"{_several(scores.n, 'text')}{speed}{skipping}; perpetrators {counts}.\n"))


def _several(count: int, thing: str) -> str:
    return f"{count:,} {thing}{'' if count == 1 else 's'}"


def _score_table(title: str, scores: Scores) -> Table:
    table = Table(title=plain(title), title_justify="left")
    table.add_column("")
    for harm in HARMS:
        table.add_column(harm, justify="right", no_wrap=True)
    table.add_column("what the share says")
    for label, field, meaning in LINES:
        _add_line(table, label, [getattr(scores.harms[harm], field) for harm in HARMS], meaning)
    bounds = [scores.harms[harm].bounds for harm in HARMS]
    _add_line(table, "bounds", [each.agreement for each in bounds], BOUNDS_MEANING)
    for kind, (written, meaning) in KINDS.items():
        shares = [each.by_kind.get(kind, NONE_COMPARED) for each in bounds]
        _add_line(table, f"  {written}", shares, meaning)
    _add_line(table, "  n (+m), summed", [each.summed for each in bounds], SUMMED_MEANING)
    return table


def _add_line(table: Table, label: str, shares: list[Share], meaning: str) -> None:
    """Add a measure, unless nothing was compared by it."""
    if any(share.n for share in shares):
        table.add_row(label, *map(shown, shares), plain(meaning, style="dim"))


def shown(share: Share) -> str:
    """A share as "87.8 % of 3,000"."""
    return f"{share.percent} % of {share.n:,}" if share.n else NOTHING


def print_miss(heading: str, miss: Miss, console: Console) -> None:
    """Print a text that was read wrongly: what is coded, what was read, and every figure with its fate."""
    row = miss.case.row
    console.print(Rule(plain(f"row {row.number:,}  {row.row_id}  {heading}"), align="left"))
    console.print(plain(row.text))
    for harm in HARMS:
        console.print(_comparison(miss, harm))
    if miss.case.prediction.failure is not None:
        console.print(plain(f"extraction failed: {miss.case.prediction.failure}", style="red"))
    for each in miss.figures():
        console.print(Padding(_fate(each), (0, 0, 0, INDENT)))
    console.print()


def _comparison(miss: Miss, harm: HarmType) -> Text:
    text, coded = miss.case.row.text, miss.case.row.coded[harm]
    absent = " (not printed)" if is_in_text(coded, text) is False else ""
    said = f"{harm}: coded {_coded(coded)}{absent}, read {_read(miss.case.total(harm))}"
    return plain(said, style="bold red" if harm in miss.wrong else "green")


def _coded(coded: Coded) -> str:
    if coded.value is not None:
        return f"{coded.value:,}"
    if coded.bound is not None:
        return _bounded(coded.bound)
    return f"{coded.span[0]:,} to {coded.span[1]:,}" if coded.span else "nothing"


def _bounded(bound: Bound) -> str:
    match bound.kind:
        case BoundKind.PLUS_PERPS:
            return f"{bound.low:,} and {bound.perps:,} perpetrators"
        case BoundKind.RANGE:
            return f"{bound.low:,} to {bound.high:,}"
        case _:
            return f"{bound.kind.replace('_', ' ')} {bound.low:,}"


def _read(total: Total) -> str:
    high = "more" if total.high is None else f"{total.high:,}"
    bounds = "" if total.low == total.high == total.victims else f" ({total.low:,} to {high})"
    perpetrators = f" and {total.perpetrators:,} perpetrators" if total.perpetrators else ""
    return f"{total.victims:,}{bounds}{perpetrators}"


def _fate(decided: Decided) -> Text:
    """A figure, the rule that read it, and why it counts in the document's total or not."""
    figure, toll = decided.figure, decided.toll
    who = " of the perpetrators" if figure.of_perpetrators else ""
    line = plain("+ " if toll.counted else "- ", style="bold green" if toll.counted else "dim")
    line.append_text(plain(f"{figure.harm_type} {amount(figure._asdict())}{who}", style="bold cyan"))
    line.append_text(plain(f" “{figure.number_text}” · {figure.rule_id} · {toll.reason}"))
    return line
