"""Resolution: figures of many articles become incidents with estimates, and totals over periods."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import polars as pl

from pipeline.resolve.claims import Claim, by_article, claims_of
from pipeline.resolve.estimates import estimates_of
from pipeline.resolve.fighters import count_fighters
from pipeline.resolve.geography import Located
from pipeline.resolve.headlines import headlines_of
from pipeline.resolve.incidents import event_span, incident_figures, incident_id, incident_row
from pipeline.resolve.linkage import link
from pipeline.resolve.mentions import mentions_of
from pipeline.resolve.places import locate
from pipeline.resolve.reports import Article, Report, reports_of
from pipeline.resolve.totals import total_rows
from pipeline.tables import canonical, polars_schema


class Resolution(NamedTuple):
    """The resolved tables, in the contract's columns, types and row order."""

    incidents: pl.DataFrame
    incident_figures: pl.DataFrame
    estimates: pl.DataFrame
    totals: pl.DataFrame


def resolve(
    articles: pl.DataFrame, figures: pl.DataFrame, located: Mapping[str, Located] | None = None
) -> Resolution:
    """Incidents, their figures and estimates, and totals, from the `articles` and `figures` tables.

    `located` gives positions and sizes of places by place_id; without it the gazetteer is asked. Figures
    whose article is missing raise KeyError with its id. The order of rows does not matter.
    """
    claims = claims_of(figures)
    reports = event_reports(articles, claims, locate(claims) if located is None else located)
    headlines = headlines_of(claims, reports)
    return Resolution(
        incidents=_table("incidents", [incident_row(event) for event in reports]),
        incident_figures=_table(
            "incident_figures",
            [
                row._asdict()
                for event in reports
                for row in incident_figures(event, headlines[incident_id(event)])
            ],
        ),
        estimates=_table("estimates", [row for event in reports for row in _estimate_rows(event)]),
        totals=_table("totals", total_rows(claims)),
    )


def articles_of(articles: pl.DataFrame) -> dict[str, Article]:
    """The rows of an `articles` frame by article_id."""
    return {row[0]: Article(*row) for row in articles.select(Article._fields).iter_rows()}


def event_reports(
    articles: pl.DataFrame, claims: Sequence[Claim], located: Mapping[str, Located]
) -> list[list[Report]]:
    """The reports of each event, the earliest first; `claims` in text order."""
    known = articles_of(articles)
    mentions = [
        mention
        for article_id, told in by_article(claims).items()
        for mention in mentions_of(told, known[article_id].text, located)
    ]
    reprint_of = {one.article_id: one.duplicate_of for one in known.values() if one.duplicate_of is not None}
    return [reports_of(count_fighters(cluster), known) for cluster in link(mentions, reprint_of, located)]


def _estimate_rows(event: Sequence[Report]) -> list[dict[str, object]]:
    name = incident_id(event)
    return [{"incident_id": name, **row._asdict()} for row in estimates_of(event, event_span(event))]


def _table(name: str, rows: Sequence[Mapping[str, Any]]) -> pl.DataFrame:
    return canonical(name, pl.DataFrame(rows, schema=polars_schema(name), orient="row"))
