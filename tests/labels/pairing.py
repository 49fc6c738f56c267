"""Which figure of the ledger is which labelled number: those of one harm type that share characters."""

from typing import Any, NamedTuple

import polars as pl

from tests.labels.reading import Label, Reference

Row = dict[str, Any]
"""A row of `figures`."""


class Paired(NamedTuple):
    """A labelled number and the figure read there; null when none was."""

    label: Label
    figure: Row | None


class Pairing(NamedTuple):
    """Every label with its figure, the figures that no label names, and where each figure stands."""

    pairs: tuple[Paired, ...]
    unlabelled: tuple[Row, ...]
    at: dict[str, Reference]


def pair(labels: tuple[Label, ...], articles: pl.DataFrame, figures: pl.DataFrame) -> Pairing:
    """Labels beside figures, each figure once at most; an equal span goes before a shared one."""
    files = dict(articles.select("article_id", "source_path").iter_rows())
    told: dict[tuple[str, str], list[Row]] = {}
    for row in figures.iter_rows(named=True):
        told.setdefault((files[row["article_id"]], row["harm_type"]), []).append(row)
    taken: dict[str, Row] = {}
    pairs: dict[int, Paired] = {}
    for nearest in (_is_exact, _overlaps):
        for i, label in enumerate(labels):
            if i not in pairs:
                candidates = told.get((label.at.file, label.harm_type), ())
                free = (one for one in candidates if one["figure_id"] not in taken and nearest(label.at, one))
                if (figure := next(free, None)) is not None:
                    taken[figure["figure_id"]] = figure
                    pairs[i] = Paired(label, figure)
    rows = [row for of_file in told.values() for row in of_file]
    return Pairing(
        pairs=tuple(pairs.get(i, Paired(label, None)) for i, label in enumerate(labels)),
        unlabelled=tuple(row for row in rows if row["figure_id"] not in taken),
        at={
            row["figure_id"]: Reference(files[row["article_id"]], row["char_start"], row["char_end"])
            for row in rows
        },
    )


def overlaps(one: Reference, other: Reference) -> bool:
    """Whether two numbers share characters."""
    return one.file == other.file and one.start < other.end and other.start < one.end


def _is_exact(at: Reference, figure: Row) -> bool:
    return (at.start, at.end) == (figure["char_start"], figure["char_end"])


def _overlaps(at: Reference, figure: Row) -> bool:
    return bool(at.start < figure["char_end"] and figure["char_start"] < at.end)
