"""Headline figures: which incident, if any, a headline's number restates."""

from collections.abc import Callable, Sequence

from pipeline.resolve.claims import Claim, by_article
from pipeline.resolve.incidents import incident_id
from pipeline.resolve.reports import Report
from pipeline.resolve.settings import settings
from pipeline.resolve.tolls import Toll, overlap, sums_of, toll_of
from pipeline.vocabulary import Scope

_Linked = tuple[str, Report]
"""An incident's id and the article's report of it."""

_Agreement = Callable[[Claim, Report], bool]


def headlines_of(
    claims: Sequence[Claim], events: Sequence[Sequence[Report]]
) -> dict[str, dict[str, list[Claim]]]:
    """For each incident, by article, the headline figures that restate its toll.

    A headline belongs to the one event of its article that it agrees with: whose toll it gives; if it gives
    none, then one of whose figures it gives; if there is no such either, and it is not rather the sum of
    several events, then whose toll is close to it, as headlines keep an earlier count or round it.
    """
    told = by_article(claim for claim in claims if claim.scope == Scope.HEADLINE)
    found: dict[str, dict[str, list[Claim]]] = {incident_id(event): {} for event in events}
    reports: dict[str, list[_Linked]] = {}
    for event in events:
        for report in event:
            reports.setdefault(report.article.article_id, []).append((incident_id(event), report))
    for article_id, headline in told.items():
        for claim in headline:
            event_id = _event_of(claim, reports.get(article_id, []))
            if event_id is not None:
                found[event_id].setdefault(article_id, []).append(claim)
    return found


def _event_of(claim: Claim, reports: Sequence[_Linked]) -> str | None:
    """The event that a headline figure restates; None when it agrees with several or with none."""
    exact: tuple[_Agreement, ...] = (_restates, _names_a_figure)
    for agrees in exact if _sums_up(claim, reports) else (*exact, _is_close):
        agreeing = [name for name, report in reports if agrees(claim, report)]
        if agreeing:
            return agreeing[0] if len(agreeing) == 1 else None
    return None


def _sums_up(claim: Claim, reports: Sequence[_Linked]) -> bool:
    """Whether some events of the article together come nearer to the headline's number than any one does."""
    number = toll_of(claim).fallback()
    tolls = [main.toll for _, report in reports if (main := report.main(claim.harm_type)) is not None]
    nearest = min((abs(toll.fallback() - number) for toll in tolls), default=0)
    sums = sums_of(tolls[: settings().audit.largest_family], number + nearest)
    return any(abs(total - number) < nearest for total in sums)


def _restates(claim: Claim, report: Report) -> bool:
    main = report.main(claim.harm_type)
    if main is None:
        return False
    number = main.toll.fallback()
    return overlap(toll_of(claim), Toll(number, number, number))


def _names_a_figure(claim: Claim, report: Report) -> bool:
    return claim.value is not None and any(
        other.harm_type == claim.harm_type and other.value == claim.value for other in report.mention.claims
    )


def _is_close(claim: Claim, report: Report) -> bool:
    main = report.main(claim.harm_type)
    if main is None:
        return False
    less, more = sorted((toll_of(claim).fallback(), main.toll.fallback()))
    return more <= less * settings().count.close_factor
