"""The commands of `casualties` and their options; each does its work in a module of its own."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from pipeline.settings import RAW, WAREHOUSE, chosen

app = typer.Typer(
    name="casualties",
    help="Read the numbers of people harmed out of news text, with the words each was read from.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


class EngineKind(StrEnum):
    """What ingest and extraction run on."""

    LOCAL = "local"
    RAY = "ray"


class Harm(StrEnum):
    """The numbers that `evaluate` compares."""

    KILLED = "killed"
    WOUNDED = "wounded"


class Counting(StrEnum):
    """Whether perpetrators count in the numbers that `evaluate` compares."""

    INCLUDE = "include"
    EXCLUDE = "exclude"


RawOption = Annotated[
    Path | None, typer.Option("--raw", help="Folder of raw articles; the project's raw/ if unsaid.")
]
WarehouseOption = Annotated[
    Path | None,
    typer.Option(
        "--warehouse", help="Folder of everything that is built; the project's warehouse/ if unsaid."
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON instead of tables.")]


@app.command()
def build(
    raw: RawOption = None,
    warehouse: WarehouseOption = None,
    engine: Annotated[
        EngineKind | None, typer.Option(help="Local processes (the default), or an existing Ray cluster.")
    ] = None,
    workers: Annotated[int, typer.Option(min=0, help="Worker processes; 0 is one per core.")] = 0,
    ray_address: Annotated[str, typer.Option(help="Address of a cluster that Ray does not find.")] = "",
    as_json: JsonOption = False,
) -> None:
    """Run the whole line on a folder of articles and publish a release if anything changed."""
    from pipeline.cli.build import BuildRequest, run_build

    request = BuildRequest(chosen(raw, RAW), chosen(warehouse, WAREHOUSE), engine, workers, ray_address)
    raise typer.Exit(run_build(request, as_json=as_json))


@app.command()
def ui(
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port on localhost.")] = 3000,
) -> None:
    """Serve the Dagster UI on localhost, with the schedule and the sensor on raw/ running. Ctrl-C ends it."""
    from pipeline.cli.ui import serve

    raise typer.Exit(serve(port))


@app.command()
def check(
    files: Annotated[list[Path], typer.Argument(help="Articles: .txt, .html, .jsonl or .parquet.")],
    as_json: JsonOption = False,
    show_set_aside: Annotated[
        bool, typer.Option("--set-aside", help="Also list the numbers that are not figures, and why.")
    ] = False,
) -> None:
    """Read articles without a warehouse: every figure in its sentence, and every finding.

    Exits 1 if a finding is an error, 2 if a file cannot be read.
    """
    from pipeline.cli.check import run_check

    raise typer.Exit(run_check(files, as_json=as_json, show_set_aside=show_set_aside))


@app.command()
def query(
    sql: Annotated[str, typer.Argument(help="One SQL statement over the newest release.")],
    warehouse: WarehouseOption = None,
    as_json: JsonOption = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV instead of a table.")] = False,
) -> None:
    """Ask the newest release in SQL, read-only."""
    from pipeline.cli.query import run_query

    raise typer.Exit(run_query(sql, chosen(warehouse, WAREHOUSE), as_json=as_json, as_csv=as_csv))


@app.command()
def releases(warehouse: WarehouseOption = None, as_json: JsonOption = False) -> None:
    """List the published releases, newest first."""
    from pipeline.cli.query import run_releases

    raise typer.Exit(run_releases(chosen(warehouse, WAREHOUSE), as_json=as_json))


@app.command()
def evaluate(
    files: Annotated[list[Path], typer.Argument(help="Coded texts: .jsonl, .csv or .tsv.")],
    as_json: JsonOption = False,
    errors: Annotated[int, typer.Option(min=0, help="Show this many texts that are read wrongly.")] = 0,
    seed: Annotated[int, typer.Option(help="Which of them are drawn.")] = 1,
    harm: Annotated[Harm | None, typer.Option(help="Show only those wrong in this number.")] = None,
    perpetrators: Annotated[
        Counting, typer.Option(help="Whether their dead and wounded count, as in GTD and ACLED, or not.")
    ] = Counting.EXCLUDE,
    text: Annotated[str, typer.Option(help="Column of the text.")] = "text",
    killed: Annotated[str, typer.Option(help="Column of the number killed; empty is not coded.")] = "killed",
    wounded: Annotated[str, typer.Option(help="Column of the number wounded.")] = "wounded",
    date: Annotated[str, typer.Option(help='Column of the date of publication; "" for none.')] = "date",
    encoding: Annotated[str, typer.Option(help="Encoding of the files.")] = "utf-8-sig",
) -> None:
    """Measure extraction on texts whose numbers of killed and wounded people coded by hand.

    Exits 2 if a file cannot be read. Rows that cannot be compared are named, counted and skipped.
    """
    from pipeline.cli.evaluate import EvaluateRequest, run_evaluate
    from pipeline.evaluate import Columns, Perpetrators
    from pipeline.vocabulary import HarmType

    columns = Columns(text, killed, wounded, date)
    of = HarmType(harm) if harm else None
    request = EvaluateRequest(files, columns, encoding, Perpetrators(perpetrators), of, errors, seed)
    raise typer.Exit(run_evaluate(request, as_json=as_json))


def main() -> None:
    """Entry point of the command `casualties`."""
    app()
