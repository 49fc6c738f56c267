"""What the rules look at: one article, one event, or all totals, made from the tables."""

from collections.abc import Mapping, Sequence

import polars as pl

from pipeline.audit.constraints import Constraint, constraints_of, is_contradicted
from pipeline.audit.records import (
    ArticleCase,
    EventCase,
    EventCount,
    EventToll,
    Printed,
    Quantity,
    Total,
    TotalsCase,
)
from pipeline.audit.sources import sources_of
from pipeline.resolve.claims import Claim, by_article, is_of_incident
from pipeline.resolve.geography import Located, extent_of
from pipeline.resolve.mentions import mention_of
from pipeline.resolve.reports import Article, Report, reports_of
from pipeline.resolve.totals import total_class
from pipeline.vocabulary import ALL_VICTIMS, Scope


def event_cases(
    articles: Mapping[str, Article], claims: Sequence[Claim], incident_figures: pl.DataFrame
) -> list[EventCase]:
    """The incidents with their reports, as `incident_figures` links them, in order of incident_id."""
    by_id = {claim.figure_id: claim for claim in claims}
    linked: dict[str, dict[str, list[Claim]]] = {}
    for incident, figure in (
        incident_figures.select("incident_id", "figure_id").sort("incident_id").iter_rows()
    ):
        claim = by_id[figure]
        if is_of_incident(claim):
            linked.setdefault(incident, {}).setdefault(claim.article_id, []).append(claim)
    return [
        EventCase(
            incident,
            tuple(
                reports_of(
                    [mention_of(told, articles[told[0].article_id].text) for told in by_report.values()],
                    articles,
                )
            ),
        )
        for incident, by_report in linked.items()
    ]


def article_cases(
    articles: Mapping[str, Article],
    claims: Sequence[Claim],
    events: Sequence[EventCase],
    located: Mapping[str, Located],
) -> list[ArticleCase]:
    """One case for each article that has figures, in order of article_id."""
    quantities = _quantities(claims, events)
    elsewhere = _elsewhere(articles, claims, quantities)
    reports: dict[str, list[Report]] = {}
    for event in events:
        for report in event.reports:
            reports.setdefault(report.article.article_id, []).append(report)
    return [
        ArticleCase(
            article=articles[article_id],
            claims=tuple(told),
            constraints=(constraints := tuple(constraints_of(told, located))),
            events=tuple(reports.get(article_id, ())),
            by_id={claim.figure_id: claim for claim in told},
            by_value=_by_value(told),
            constraints_on=_by_figure(constraints),
            quantities=quantities,
            elsewhere=elsewhere,
        )
        for article_id, told in by_article(claims).items()
    ]


def _by_value(claims: Sequence[Claim]) -> dict[int, list[Claim]]:
    found: dict[int, list[Claim]] = {}
    for claim in claims:
        if claim.value is not None:
            found.setdefault(claim.value, []).append(claim)
    return found


def _by_figure(constraints: Sequence[Constraint]) -> dict[str, list[Constraint]]:
    found: dict[str, list[Constraint]] = {}
    for constraint in constraints:
        for claim in constraint.claims:
            found.setdefault(claim.figure_id, []).append(constraint)
    return found


def totals_case(cases: Sequence[ArticleCase], incidents: pl.DataFrame, estimates: pl.DataFrame) -> TotalsCase:
    """All period totals of articles that are no reprints, beside the incidents."""
    totals = [
        total for case in cases if case.article.duplicate_of is None for total in _totals_of_article(case)
    ]
    return TotalsCase(tuple(totals), tuple(_event_tolls(incidents, estimates)))


def _quantities(claims: Sequence[Claim], events: Sequence[EventCase]) -> dict[str, Quantity]:
    """What each figure counts, its victim class last. Figures that nothing places have none."""
    by_id = {claim.figure_id: claim for claim in claims}
    found: dict[str, Quantity] = {}
    for claim in claims:
        if claim.scope == Scope.PERIOD_TOTAL and claim.date_start is not None and claim.country is not None:
            found[claim.figure_id] = ("period", *extent_of(claim), claim.harm_type, total_class(claim, by_id))
    for event in events:
        for report in event.reports:
            for claim in report.mention.claims:
                found[claim.figure_id] = ("event", event.incident_id, claim.harm_type, claim.victim_class)
    return found


def _elsewhere(
    articles: Mapping[str, Article], claims: Sequence[Claim], quantities: Mapping[str, Quantity]
) -> dict[Quantity, list[Printed]]:
    """Every article's figures by what they count; reprints tell nothing new."""
    found: dict[Quantity, list[Printed]] = {}
    for claim in claims:
        article = articles[claim.article_id]
        if claim.figure_id in quantities and article.duplicate_of is None:
            found.setdefault(quantities[claim.figure_id], []).append(Printed(claim, article))
    return found


def _totals_of_article(case: ArticleCase) -> list[Total]:
    support = _support(case.constraints)
    totals = [claim for claim in case.claims if claim.scope == Scope.PERIOD_TOTAL]
    sources = sources_of(totals, case.article)
    return [
        Total(
            claim=claim,
            article=case.article,
            victim_class=total_class(claim, case.by_id),
            source=sources[claim.figure_id],
            supported=support.get(claim.figure_id, 0),
        )
        for claim in totals
    ]


def _support(constraints: Sequence[Constraint]) -> dict[str, int]:
    found: dict[str, int] = {}
    for constraint in constraints:
        worth = -1 if is_contradicted(constraint) else 1 if constraint.exact else 0
        for claim in constraint.claims:
            found[claim.figure_id] = found.get(claim.figure_id, 0) + worth
    return found


def _event_tolls(incidents: pl.DataFrame, estimates: pl.DataFrame) -> list[EventToll]:
    tolls: dict[str, dict[str, EventCount]] = {}
    of_all = estimates.filter(pl.col("victim_class") == ALL_VICTIMS)
    for incident, harm_type, low, best in of_all.select(
        "incident_id", "harm_type", "low", "best"
    ).iter_rows():
        tolls.setdefault(incident, {})[harm_type] = EventCount(low or 0, best or 0)
    columns = ("incident_id", "date_start", "date_end", "adm1", "country", "where_prec")
    return [
        EventToll(start, end, adm1, country, where_prec, tolls.get(incident, {}))
        for incident, start, end, adm1, country, where_prec in incidents.select(columns).iter_rows()
    ]
