"""The two batch functions of the line: pieces of raw files to articles, and articles to figures.

Both are importable by name and free of side effects. They give up one piece or one article rather than its
batch: what made the reader or the extractor raise becomes a quarantine row.
"""

import traceback
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import pyarrow as pa

from pipeline.engine.transport import Tables
from pipeline.extract import extract
from pipeline.extract.records import figure_rows, set_aside_rows
from pipeline.extract.version import EXTRACTOR_VERSION
from pipeline.ingest import read_pieces
from pipeline.ingest.rows import shortened
from pipeline.tables import arrow_schema

ARTICLES = "articles"
FIGURES = "figures"
SET_ASIDE = "set_aside"
QUARANTINE = "quarantine"

Rows: TypeAlias = Mapping[str, Sequence[Mapping[str, Any]]]
"""Rows by the name of their table."""

UNFIT = (TypeError, ValueError, OverflowError)
"""What pyarrow raises for a value that its column cannot hold."""


class WorkRule(StrEnum):
    """Why a piece of a file, or the figures of an article, are missing (`quarantine.rule`)."""

    EXTRACTOR_ERROR = "extractor_error"
    READER_ERROR = "reader_error"


ADVICE: Mapping[WorkRule, str] = {
    WorkRule.EXTRACTOR_ERROR: "Its figures are missing. Report this fault of the extractor with the text.",
    WorkRule.READER_ERROR: "It was left out. Report this fault of the reader with the file.",
}


TABLE_OF: Mapping[WorkRule, str] = {
    WorkRule.EXTRACTOR_ERROR: FIGURES,
    WorkRule.READER_ERROR: ARTICLES,
}
"""Table that lacks the rows."""


class Unit(NamedTuple):
    """What is given up alone when it raises: its name in messages, its article if known, how it is read."""

    key: str
    article_id: str | None
    read: Callable[[], Rows]


def ingest_files(batch: pa.Table) -> Tables:
    """Read a batch of pieces (`pipeline.ingest.PIECES_SCHEMA`): {"articles", "quarantine"}, in their order.

    Repeated texts are still in: `pipeline.ingest.deduplicate` compares all batches. Raises
    `FileNotFoundError` when the raw folder is not on this machine, as on a node without a shared disk.
    """
    for root in batch["root"].unique().to_pylist():
        if not Path(root).is_dir():
            raise FileNotFoundError(
                f"{root} is no folder here; every node must see the raw files under that path"
            )
    paths, firsts = batch["path"].to_pylist(), batch["first"].to_pylist()
    units = [
        Unit(path if first == 1 else f"{path}#{first}", None, partial(_read_piece, batch.slice(row, 1)))
        for row, (path, first) in enumerate(zip(paths, firsts, strict=True))
    ]
    return _tables((ARTICLES, QUARANTINE), units, WorkRule.READER_ERROR)


def extract_articles(batch: pa.Table) -> Tables:
    """Extract a batch of articles (article_id, published_on, text): {"figures", "set_aside", "quarantine"}.

    Rows come in the order of the articles, and within one in the extractor's order.
    """
    articles = batch.select(["article_id", "published_on", "text"]).to_pylist()
    units = [Unit(row["article_id"], row["article_id"], partial(_read_article, **row)) for row in articles]
    return _tables((FIGURES, SET_ASIDE, QUARANTINE), units, WorkRule.EXTRACTOR_ERROR)


def _read_piece(piece: pa.Table) -> Rows:
    return read_pieces(piece)._asdict()


def _read_article(article_id: str, published_on: Any, text: str) -> Rows:
    extraction = extract(text, published_on)
    return {
        FIGURES: figure_rows(article_id, extraction, EXTRACTOR_VERSION),
        SET_ASIDE: set_aside_rows(article_id, extraction),
    }


def _tables(names: Sequence[str], units: Sequence[Unit], rule: WorkRule) -> Tables:
    """The rows of all units as the contract's tables; a unit that raises has a quarantine row instead."""
    readings = [_reading(unit, rule) for unit in units]
    try:
        return _converted(names, readings)
    except UNFIT:
        pairs = zip(units, readings, strict=True)
        return _converted(names, [_fitting(names, unit, rows, rule) for unit, rows in pairs])


def _reading(unit: Unit, rule: WorkRule) -> Rows:
    try:
        return unit.read()
    except Exception as error:
        return _given_up(unit, rule, error)


def _fitting(names: Sequence[str], unit: Unit, rows: Rows, rule: WorkRule) -> Rows:
    try:
        _converted(names, [rows])
    except UNFIT as error:
        return _given_up(unit, rule, error)
    return rows


def _converted(names: Sequence[str], readings: Iterable[Rows]) -> Tables:
    gathered = {name: [row for rows in readings for row in rows.get(name, ())] for name in names}
    return {name: pa.Table.from_pylist(rows, schema=arrow_schema(name)) for name, rows in gathered.items()}


def _given_up(unit: Unit, rule: WorkRule, error: Exception) -> Rows:
    """The quarantine row of a unit: what was raised, and in which line of which source."""
    raised = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{Path(raised.filename).name}, line {raised.lineno}"
    what = shortened(f"{type(error).__name__}: {error}")
    row = {
        "table_name": TABLE_OF[rule],
        "row_key": unit.key,
        "rule": rule.value,
        "column_name": None,
        "value": None,
        "message": f"{unit.key}: {what} ({place}). {ADVICE[rule]}",
        "article_id": unit.article_id,
    }
    return {QUARANTINE: [row]}
