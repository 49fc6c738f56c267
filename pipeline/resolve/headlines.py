"""Headline figures: which incident, if any, a headline's number restates."""

from collections.abc import Sequence

from pipeline.resolve.claims import Claim, by_article
from pipeline.resolve.incidents import incident_id
from pipeline.resolve.reports import Report
from pipeline.resolve.tolls import Toll, overlap, toll_of
from pipeline.vocabulary import Scope


def headlines_of(
    claims: Sequence[Claim], events: Sequence[Sequence[Report]]
) -> dict[str, dict[str, list[Claim]]]:
    """For each incident, by article, the headline figures that restate its toll.

    A headline belongs to an event when it agrees with what the article says of that event, and of no other.
    """
    told = by_article(claim for claim in claims if claim.scope == Scope.HEADLINE)
    found: dict[str, dict[str, list[Claim]]] = {incident_id(event): {} for event in events}
    reports: dict[str, list[tuple[str, Report]]] = {}
    for event in events:
        for report in event:
            reports.setdefault(report.article.article_id, []).append((incident_id(event), report))
    for article_id, headline in told.items():
        for claim in headline:
            agreeing = [name for name, report in reports.get(article_id, []) if _restates(claim, report)]
            if len(agreeing) == 1:
                found[agreeing[0]].setdefault(article_id, []).append(claim)
    return found


def _restates(claim: Claim, report: Report) -> bool:
    main = report.main(claim.harm_type)
    if main is None:
        return False
    number = main.toll.fallback()
    return overlap(toll_of(claim), Toll(number, number, number))
