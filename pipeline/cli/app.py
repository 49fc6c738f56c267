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
    as_json: JsonOption = False,
) -> None:
    """Run the whole line on a folder of articles and publish a release if anything changed."""
    from pipeline.cli.build import BuildRequest, run_build

    request = BuildRequest(chosen(raw, RAW), chosen(warehouse, WAREHOUSE), engine, workers)
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


def main() -> None:
    """Entry point of the command `casualties`."""
    app()
