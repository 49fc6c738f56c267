"""Incidents: one row for each cluster of event mentions, and its figures with the reason for each.

`incident_id` is "I" and 16 hex digits of the SHA-256 of the id of one figure: the first figure, in the
text, of the earliest independent report (by date, then source path). Later reports therefore leave the id
as it is; only an earlier report than all so far gives the event another.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from pipeline.resolve.claims import Claim
from pipeline.resolve.dates import Span, common_span, date_precision
from pipeline.resolve.estimates import best_count, standing
from pipeline.resolve.geography import finest
from pipeline.resolve.reports import Count, Report, counts_of, harm_types, roles_in
from pipeline.resolve.tolls import Role
from pipeline.vocabulary import DatePrecision, EventClarity, VictimClass, WherePrecision

LATEST = "latest toll"
OTHER_REPORT = "another report's toll: counts for low and high"
RIVAL = "another count in the same report: counts for low and high"
SUPERSEDED = "superseded by a later toll"
PART = "part of another figure: counts for its victim class"
RESTATED = "restates another figure of the same report"
REPRINT = "duplicate report"
PERPETRATORS = "perpetrators are counted apart"
HEADLINE = "headline restates it"


class IncidentFigure(NamedTuple):
    """A row of `incident_figures`."""

    incident_id: str
    figure_id: str
    included: bool
    reason: str


def event_span(reports: Sequence[Report]) -> Span:
    """The days on which the event may have happened by all its reports."""
    return common_span(report.mention.span for report in reports)


def incident_id(reports: Sequence[Report]) -> str:
    """The event's id, a function of its earliest independent report's first figure."""
    first = next((report for report in reports if not report.is_reprint), reports[0])
    return "I" + hashlib.sha256(first.mention.claims[0].figure_id.encode()).hexdigest()[:16]


def incident_row(reports: Sequence[Report]) -> dict[str, object]:
    """The row of `incidents` for the reports of one event, the earliest first."""
    place, span = finest(report.mention.place for report in reports), event_span(reports)
    claims = [claim for report in reports for claim in report.mention.claims]
    independent = [report for report in reports if not report.is_reprint] or list(reports)
    return {
        "incident_id": incident_id(reports),
        "date_start": span.start,
        "date_end": span.end,
        "date_prec": date_precision(span),
        "place_id": place.place_id,
        "place_name": place.name,
        "adm1": place.adm1,
        "country": place.country,
        "where_prec": place.where_prec,
        "weapon": _most_told(claim.weapon for claim in claims),
        "perpetrator": _most_told(claim.perpetrator for claim in claims),
        "target": _target(claims),
        "event_clarity": _clarity(place.where_prec, date_precision(span)).value,
        "number_of_reports": len(independent),
        "number_of_sources": len(_sources(independent)),
    }


def incident_figures(
    reports: Sequence[Report], headlines: Mapping[str, Sequence[Claim]]
) -> list[IncidentFigure]:
    """Every figure linked to the event; `headlines` holds, by article, the headline figures that restate
    its toll.
    """
    event = incident_id(reports)
    counts = {
        harm_type: counts_of(reports, harm_type, event_span(reports)) for harm_type in harm_types(reports)
    }
    rows = []
    for report in reports:
        roles = roles_in(report)
        for claim in report.mention.claims:
            inclusion = _inclusion(report, claim, roles.get(claim.figure_id), counts)
            rows.append(IncidentFigure(event, claim.figure_id, *inclusion))
        for claim in headlines.get(report.article.article_id, []):
            rows.append(IncidentFigure(event, claim.figure_id, False, HEADLINE))
    return rows


def _inclusion(
    report: Report, claim: Claim, role: Role | None, counts: Mapping[str, Sequence[Count]]
) -> tuple[bool, str]:
    if claim.of_perpetrators:
        return False, PERPETRATORS
    if report.is_reprint:
        return False, REPRINT
    if role is None or role == Role.PART:
        return False, PART
    if role == Role.RESTATED:
        return False, RESTATED
    if role == Role.EARLIER:
        return False, SUPERSEDED
    return _inclusion_of_count(report, role, counts[claim.harm_type])


def _inclusion_of_count(report: Report, role: Role, counts: Sequence[Count]) -> tuple[bool, str]:
    count = next(count for count in counts if count.report.article.article_id == report.article.article_id)
    if count.superseded:
        return False, SUPERSEDED
    if role == Role.RIVAL:
        return True, RIVAL
    return True, LATEST if best_count(standing(counts)) is count else OTHER_REPORT


def _sources(reports: Sequence[Report]) -> set[str]:
    """The publishers of reports (an unnamed one is its article) and the sources that their figures name."""
    publishers = {report.article.publisher or report.article.article_id for report in reports}
    named = {claim.source.casefold() for report in reports for claim in report.mention.claims if claim.source}
    return publishers | named


def _most_told(texts: Iterable[str | None]) -> str | None:
    """The text that most figures have, the longest then the first in order among equals."""
    told = Counter(text for text in texts if text is not None)
    return min(told, key=lambda text: (-told[text], -len(text), text), default=None)


def _target(claims: Sequence[Claim]) -> str | None:
    """Who was hit, in the words that most figures have, or else as their victim class."""
    harmed = [
        claim for claim in claims if not claim.of_perpetrators and claim.victim_class != VictimClass.UNKNOWN
    ]
    return _most_told(claim.victim_text for claim in harmed) or _most_told(
        claim.victim_class for claim in harmed
    )


def _clarity(where_prec: int | None, date_prec: int | None) -> EventClarity:
    """UCDP GED `event_clarity`: clear when it can be told apart by its place and its days."""
    placed = where_prec is not None and where_prec <= WherePrecision.DISTRICT
    dated = date_prec is not None and date_prec <= DatePrecision.WEEK
    return EventClarity.CLEAR if placed and dated else EventClarity.LESS_CLEAR
