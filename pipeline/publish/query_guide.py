"""`docs/QUERIES.md`: every question of a release's `query_guide`, with its query and the answer as it is."""

import argparse
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

import duckdb

from pipeline.settings import PACKAGE, WAREHOUSE, chosen
from pipeline.store import NoReleaseError, connect, reader_paths

DOCUMENT = PACKAGE.parent / "docs" / "QUERIES.md"
LONGEST_CELL = 160
NUMERIC = re.compile(r"(?:U?(?:TINY|SMALL|BIG|HUGE)?INT(?:EGER)?|FLOAT|DOUBLE|DECIMAL.*)", re.ASCII)
MARKDOWN = re.compile(r"([\\`*\[\]<>|])")
HEAD = """\
# Questions and queries

The file `warehouse/casualties.duckdb` holds, besides the tables, views and macros that each answer one
question. This page shows them, each with an example and its answer. `make docs` generates it from the file;
do not edit it. The answers are those of release `{release_id}`, built from `raw/`.

Run a query with `casualties query "..."` (`--csv` or `--json` for other programs), or open the file read-only
in any DuckDB client. `FROM query_guide` lists these questions inside the file, and every view and column
carries a comment. A client that attaches the file under a name of its own,
`ATTACH 'warehouse/casualties.duckdb' AS ledger (READ_ONLY)`, says `USE ledger` before it calls a macro.

**Adding up.** Sums here count nobody twice: `all` is never added to its classes, a whole to its parts, a
total over a period to incidents, or a less clear event, which may be a summary, to clear ones. Alternatives
(reports of one incident, sources of one total) stand side by side and are never added.
"""


class Guide(NamedTuple):
    """A row of `query_guide`."""

    name: str
    kind: str
    question: str
    example: str


class Answer(NamedTuple):
    """What an example returned: names and DuckDB types of the columns, and the rows."""

    columns: list[str]
    types: list[str]
    rows: list[tuple[object, ...]]


def read_guide(connection: duckdb.DuckDBPyConnection) -> list[Guide]:
    """The rows of `query_guide` by name."""
    rows = connection.execute("SELECT name, kind, question, example FROM query_guide ORDER BY name")
    return [Guide(*row) for row in rows.fetchall()]


def answer(connection: duckdb.DuckDBPyConnection, sql: str) -> Answer:
    """Run one example; raises `duckdb.Error` if it cannot be run."""
    done = connection.execute(sql)
    described = done.description or []
    return Answer([column[0] for column in described], [str(c[1]) for c in described], done.fetchall())


def render(database: Path) -> str:
    """The page for the DuckDB file `database`; raises `NoReleaseError` if it is not there."""
    if not database.is_file():
        raise NoReleaseError(f"{database} is not there: run `make build` first")
    with connect(database, read_only=True) as connection:
        (release_id,) = connection.execute("SELECT release_id FROM current_release").fetchall()[0]
        guides = read_guide(connection)
        chapters = [_chapter(guide, answer(connection, guide.example)) for guide in guides]
    return "\n".join([HEAD.format(release_id=release_id), _contents(guides), *chapters])


def _contents(guides: Sequence[Guide]) -> str:
    lines = [f"- [{guide.name}](#{guide.name}): {_first_sentence(guide.question)}" for guide in guides]
    return "\n".join([*lines, ""])


def _first_sentence(question: str) -> str:
    return question.partition("?")[0] + "?"


def _chapter(guide: Guide, found: Answer) -> str:
    shown = "\n".join(_table(found)) if found.rows else "No rows."
    return f"## {guide.name}\n\n{guide.question}\n\n```sql\n{guide.example}\n```\n\n{shown}\n"


def _table(found: Answer) -> Iterable[str]:
    yield _line(found.columns)
    yield _line("---:" if NUMERIC.fullmatch(kind) else "---" for kind in found.types)
    for row in found.rows:
        yield _line(map(markdown_cell, row))


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def markdown_cell(value: object) -> str:
    """A value on one line, shortened, with whatever Markdown would interpret escaped."""
    flat = " ".join(_text(value).split())
    if len(flat) > LONGEST_CELL:
        flat = flat[: LONGEST_CELL - 1].rstrip() + "…"
    return MARKDOWN.sub(r"\\\1", flat)


def _text(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case int():
            return f"{value:,}"
        case float():
            return f"{value:g}"
        case date() | datetime():
            return value.isoformat()
        case list():
            return "; ".join(map(_text, value))
    return str(value)


def main() -> None:
    """Write the page for a warehouse."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--warehouse", type=Path, help="the project's warehouse/ if unsaid")
    parser.add_argument("--out", type=Path, default=DOCUMENT)
    asked = parser.parse_args()
    asked.out.parent.mkdir(parents=True, exist_ok=True)
    asked.out.write_text(render(reader_paths(chosen(asked.warehouse, WAREHOUSE)).database), "utf8")


if __name__ == "__main__":
    main()
