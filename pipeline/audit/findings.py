"""Findings: every rule applied to every article, event and total."""

from collections.abc import Mapping

import polars as pl

from pipeline.audit.cases import article_cases, event_cases, totals_case
from pipeline.audit.rules import ARTICLE_RULES, EVENT_RULES, TOTALS_RULES
from pipeline.resolve.claims import claims_of
from pipeline.resolve.geography import Located
from pipeline.resolve.places import locate
from pipeline.resolve.resolution import Resolution, articles_of
from pipeline.tables import canonical, polars_schema


def audit(
    articles: pl.DataFrame,
    figures: pl.DataFrame,
    resolution: Resolution,
    located: Mapping[str, Located] | None = None,
) -> pl.DataFrame:
    """The `findings` table for the `articles` and `figures` tables and what was resolved from them.

    `located` gives positions and sizes of places by place_id; without it the gazetteer is asked.
    `finding_id` is "X" and 16 hex digits of the SHA-256 of rule, article, incident, figures, expected and
    observed. The order of rows in the inputs does not matter. Raises KeyError with the id of an article or
    figure that is missing.
    """
    claims, known = claims_of(figures), articles_of(articles)
    where = locate(claims) if located is None else located
    events = event_cases(known, claims, resolution.incident_figures)
    cases = article_cases(known, claims, events, where)
    totals = totals_case(cases, resolution.incidents, resolution.estimates)
    rows = [row for case in cases for article_rule in ARTICLE_RULES for row in article_rule.findings(case)]
    rows += [row for event in events for event_rule in EVENT_RULES for row in event_rule.findings(event)]
    rows += [row for totals_rule in TOTALS_RULES for row in totals_rule.findings(totals)]
    distinct = {row["finding_id"]: row for row in rows}
    return canonical(
        "findings", pl.DataFrame(list(distinct.values()), schema=polars_schema("findings"), orient="row")
    )
