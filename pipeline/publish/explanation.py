"""Where a published number comes from: the figures behind an identifier, and their words in the articles."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb

from pipeline.extract.layout import read_layout, sentences_of
from pipeline.extract.tokens import Sentence
from pipeline.store import NoReleaseError, connect

Row = dict[str, Any]

KINDS = {
    "incident": ("incidents", "incident_id"),
    "total": ("totals", "total_id"),
    "finding": ("findings", "finding_id"),
    "figure": ("figures", "figure_id"),
}
"""What can be explained -> its table and the column of its identifier."""
SHOWN_CHOICES = 5
LONGEST_SENTENCE = 1_000
"""Characters of a sentence that are shown; around the number where it is longer."""

FIGURES_OF = {
    "incident": "SELECT figure_id FROM incident_figures WHERE incident_id = $id",
    "finding": "SELECT unnest(figure_ids) AS figure_id FROM findings WHERE finding_id = $id",
    "total": "SELECT figure_id FROM totals WHERE total_id = $id",
    "figure": "SELECT $id AS figure_id",
}
"""Kind -> the figures that it rests on."""
WITH_FAMILY = """
    WITH RECURSIVE family AS (
        ({figures})
        UNION
        SELECT CASE WHEN f.figure_id = family.figure_id THEN f.parent_figure_id ELSE f.figure_id END
        FROM family JOIN figures AS f
            ON family.figure_id IN (f.figure_id, f.parent_figure_id) AND f.parent_figure_id IS NOT NULL
    )
    SELECT figure_id FROM family
"""
"""The figures and, over any number of steps, their wholes and their parts."""
FIGURES = """
    WITH chosen AS ({chosen})
    SELECT f.*, l.incident_id, l.included, l.reason, t.total_id
    FROM chosen JOIN figures AS f USING (figure_id)
    LEFT JOIN incident_figures AS l ON l.figure_id = f.figure_id AND l.incident_id IS NOT DISTINCT FROM
        coalesce($incident, l.incident_id)
    LEFT JOIN totals AS t ON t.figure_id = f.figure_id
    ORDER BY f.char_start, f.char_end, f.figure_id, l.incident_id
"""
FINDINGS = """
    SELECT * FROM findings
    WHERE finding_id = $id OR incident_id = $id OR list_has_any(figure_ids, $figures)
    ORDER BY list_position(['error', 'warning', 'info'], severity), rule, finding_id
"""
SAME_TOTAL = """
    SELECT o.*, a.publisher, a.published_on, a.source_path
    FROM totals AS t
    JOIN totals AS o ON o.total_id <> t.total_id
        AND (o.harm_type, o.victim_class) = (t.harm_type, t.victim_class)
        AND (o.period_start, o.period_end, o.country, o.adm1, o.place_name)
            IS NOT DISTINCT FROM (t.period_start, t.period_end, t.country, t.adm1, t.place_name)
    JOIN articles AS a ON a.article_id = o.article_id
    WHERE t.total_id = $id
    ORDER BY a.published_on, a.source_path, o.total_id
"""


class UnknownIdError(LookupError):
    """The identifier names nothing, or more than one thing; the message says what to do."""


@dataclass(frozen=True)
class Report:
    """An article and those of its figures that matter, in their order in the text.

    A figure has the columns of `figures`, `incident_id`, `included` and `reason` of `incident_figures`,
    `total_id`, and `sentence_start` and `sentence_end`: offsets of the sentence around it.
    """

    article: Row
    figures: list[Row]


@dataclass(frozen=True)
class Explanation:
    """Where a number comes from.

    `subject` is the row that was asked for; `estimates` are those of an incident; `other_totals` are the
    values printed elsewhere for the same period, area, harm and class; `findings` name the subject or one of
    the figures.
    """

    kind: str
    subject: Row
    reports: list[Report]
    findings: list[Row]
    estimates: list[Row] = field(default_factory=list)
    other_totals: list[Row] = field(default_factory=list)


def explain(
    database: Path, reference: str, *, harm_type: str | None = None, victim_class: str | None = None
) -> Explanation:
    """Explain `reference`, an identifier or the start of one, from the DuckDB file `database`.

    `harm_type` and `victim_class` narrow an incident to some of its estimates and to the figures behind
    them. Raises `NoReleaseError` when there is no such file, `UnknownIdError` for an identifier that is not
    there or that several things share, and for an estimate that the incident has not.
    """
    if not database.is_file():
        raise NoReleaseError(f"{database} is not there: run `casualties build` first.")
    with connect(database, read_only=True) as connection:
        kind, name = find(connection, reference)
        if kind == "incident":
            return _incident(connection, name, harm_type, victim_class)
        return _other(connection, kind, name)


def find(connection: duckdb.DuckDBPyConnection, reference: str) -> tuple[str, str]:
    """The kind and the whole identifier of what `reference` names; raises `UnknownIdError`."""
    found = [(kind, name) for kind in KINDS for name in _starting(connection, kind, reference)]
    if len(found) == 1:
        return found[0]
    if found:
        names = ", ".join(name for _, name in found[:SHOWN_CHOICES])
        more = " and more" if len(found) > SHOWN_CHOICES else ""
        raise UnknownIdError(f"{reference!r} is the start of {names}{more}: give more of it.")
    raise UnknownIdError(_nothing(connection, reference))


def _starting(connection: duckdb.DuckDBPyConnection, kind: str, reference: str) -> list[str]:
    table, column = KINDS[kind]
    query = (
        f"SELECT {column} FROM {table} WHERE starts_with({column}, ?) ORDER BY 1 LIMIT {SHOWN_CHOICES + 1}"
    )
    return [name for (name,) in connection.execute(query, [reference]).fetchall()]


def _nothing(connection: duckdb.DuckDBPyConnection, reference: str) -> str:
    if _rows(connection, "SELECT 1 FROM articles WHERE article_id = $id", id=reference):
        query = f"SELECT figure_id, words FROM figures_in_context WHERE article_id = '{reference}'"
        return f'{reference} is an article. Its figures: casualties query "{query}"'
    (release,) = connection.execute("SELECT release_id FROM current_release").fetchall()[0]
    wanted = "incident, total, finding or figure"
    return (
        f"No {wanted} of release {release} has an identifier that starts with {reference!r}. "
        'Find one with casualties query "FROM incident_tolls" (or totals, findings_readable, '
        "figures_in_context)."
    )


def _incident(
    connection: duckdb.DuckDBPyConnection, name: str, harm_type: str | None, victim_class: str | None
) -> Explanation:
    (subject,) = _rows(connection, "SELECT * FROM incidents WHERE incident_id = $id", id=name)
    known = _rows(
        connection,
        "SELECT * EXCLUDE (incident_id) FROM estimates WHERE incident_id = $id "
        "ORDER BY harm_type, victim_class <> 'all', victim_class",
        id=name,
    )
    estimates = [
        row
        for row in known
        if harm_type in (None, row["harm_type"]) and victim_class in (None, row["victim_class"])
    ]
    if not estimates and (harm_type or victim_class):
        raise UnknownIdError(_no_estimate(name, known))
    figures = [
        row
        for row in _figures(connection, FIGURES_OF["incident"], name, incident=name)
        if harm_type in (None, row["harm_type"]) and victim_class in (None, "all", row["victim_class"])
    ]
    return Explanation(
        kind="incident",
        subject=subject,
        reports=_reports(connection, figures),
        findings=_findings(connection, name, figures),
        estimates=estimates,
    )


def _no_estimate(name: str, known: Sequence[Row]) -> str:
    offered = ", ".join(f"--harm {row['harm_type']} --class {row['victim_class']}" for row in known)
    return f"Incident {name} has no such estimate. It has: {offered or 'none'}."


def _other(connection: duckdb.DuckDBPyConnection, kind: str, name: str) -> Explanation:
    table, column = KINDS[kind]
    (subject,) = _rows(connection, f"SELECT * FROM {table} WHERE {column} = $id", id=name)
    chosen = FIGURES_OF[kind] if kind == "finding" else WITH_FAMILY.format(figures=FIGURES_OF[kind])
    figures = _figures(connection, chosen, name, incident=None)
    total = subject["total_id"] if kind == "total" else None
    return Explanation(
        kind=kind,
        subject=subject,
        reports=_reports(connection, figures),
        findings=_findings(connection, name, _named(kind, subject, figures)),
        other_totals=_rows(connection, SAME_TOTAL, id=total) if total else [],
    )


def _named(kind: str, subject: Row, figures: Sequence[Row]) -> list[Row]:
    """The figures whose findings are shown: of a finding itself none besides it."""
    return [] if kind == "finding" else [row for row in figures if row["figure_id"] == subject["figure_id"]]


def _figures(
    connection: duckdb.DuckDBPyConnection, chosen: str, name: str, incident: str | None
) -> list[Row]:
    return _rows(connection, FIGURES.format(chosen=chosen), id=name, incident=incident)


def _findings(connection: duckdb.DuckDBPyConnection, name: str, figures: Iterable[Row]) -> list[Row]:
    return _rows(connection, FINDINGS, id=name, figures=[row["figure_id"] for row in figures])


def _reports(connection: duckdb.DuckDBPyConnection, figures: Sequence[Row]) -> list[Report]:
    """The figures by article, the articles by the day of publication."""
    named = sorted({row["article_id"] for row in figures})
    query = "SELECT * FROM articles WHERE article_id IN $ids ORDER BY published_on NULLS LAST, source_path"
    return [
        Report(article, _in_sentences(article["text"], figures, article["article_id"]))
        for article in _rows(connection, query, ids=named)
    ]


def _in_sentences(text: str, figures: Sequence[Row], article_id: str) -> list[Row]:
    split = sentences_of(text, read_layout(text))
    return [row | _sentence(row, split) for row in figures if row["article_id"] == article_id]


def _sentence(figure: Mapping[str, Any], split: Sequence[Sentence]) -> dict[str, int]:
    start, end = figure["char_start"], figure["char_end"]
    around = next((s for s in split if s.start <= start and end <= s.end), None)
    first, last = (around.start, around.end) if around else (start, end)
    return {
        "sentence_start": max(first, start - LONGEST_SENTENCE // 2),
        "sentence_end": min(last, end + LONGEST_SENTENCE // 2),
    }


def _rows(connection: duckdb.DuckDBPyConnection, sql: str, **values: object) -> list[Row]:
    """The rows of a query as dictionaries; `values` are its named parameters, those that it has."""
    done = connection.execute(sql, {name: value for name, value in values.items() if f"${name}" in sql})
    columns = [column[0] for column in done.description or []]
    return [dict(zip(columns, row, strict=True)) for row in done.fetchall()]
