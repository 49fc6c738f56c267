"""The commands of `casualties` and their options; each does its work in a module of its own."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from pipeline.settings import RAW, WAREHOUSE, chosen
from pipeline.vocabulary import HarmType

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


class ExportFormat(StrEnum):
    """File formats of an export."""

    CSV = "csv"
    PARQUET = "parquet"
    JSONL = "jsonl"
    GEOJSON = "geojson"


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
def explain(
    identifier: Annotated[
        str, typer.Argument(help="An incident, total, finding or figure, or the start of its identifier.")
    ],
    warehouse: WarehouseOption = None,
    harm: Annotated[
        HarmType | None, typer.Option(help="Of an incident, only the estimates of this harm.")
    ] = None,
    victims: Annotated[
        str | None, typer.Option("--class", help='Only those of this class of victims, or "all".')
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Walk from a published number to its reports, its figures and their words.

    Exits 1 for an identifier or an estimate that is not there, 2 when nothing is published.
    """
    from pipeline.cli.explain import run_explain

    folder = chosen(warehouse, WAREHOUSE)
    raise typer.Exit(run_explain(identifier, folder, harm_type=harm, victim_class=victims, as_json=as_json))


@app.command()
def diff(
    old: Annotated[str, typer.Argument(help="Release, the start of one, or previous.")] = "previous",
    new: Annotated[str, typer.Argument(help="Release, the start of one, or latest.")] = "latest",
    warehouse: WarehouseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show what changed from one release to another: published numbers first, then rows by table.

    Exits 1 for a release that is not there, 2 when nothing is published.
    """
    from pipeline.cli.diff import run_diff

    raise typer.Exit(run_diff(old, new, chosen(warehouse, WAREHOUSE), as_json=as_json))


@app.command()
def export(
    out: Annotated[Path, typer.Option(help="Folder for the files; made when it is missing.")],
    file_format: Annotated[
        ExportFormat, typer.Option("--format", help="GeoJSON is the incidents, with their tolls.")
    ] = ExportFormat.CSV,
    table: Annotated[list[str] | None, typer.Option(help="Only this table; may be repeated.")] = None,
    warehouse: WarehouseOption = None,
) -> None:
    """Write the newest release as files for other programs, one file a table.

    In CSV, text that a spreadsheet would run as a formula gets an apostrophe before it. Exits 1 for a table
    that is none or a file that cannot be written, 2 when nothing is published.
    """
    from pipeline.cli.export import run_export

    folder = chosen(warehouse, WAREHOUSE)
    raise typer.Exit(run_export(out.expanduser().resolve(), file_format, table or [], folder))


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
