"""Contradictions between reports of one event."""

from collections.abc import Iterator, Sequence

from pipeline.audit.records import EventCase, Observation
from pipeline.audit.wording import area, cited, day, listed, number, sentence, toll
from pipeline.resolve.estimates import standing
from pipeline.resolve.incidents import event_span
from pipeline.resolve.reports import Count, Report, counts_of, harm_types
from pipeline.resolve.settings import settings
from pipeline.resolve.tolls import Toll
from pipeline.vocabulary import HarmType, Severity


def source_conflict(case: EventCase) -> Iterator[Observation]:
    """Reports of one event whose tolls are further apart than the tolerance, later tolls heeded."""
    for harm_type in harm_types(case.reports):
        counts = standing(counts_of(case.reports, harm_type, event_span(case.reports)))
        ordered = sorted(counts, key=lambda count: (count.toll.fallback(), _path(count)))
        if len(ordered) > 1 and _conflict(ordered[0].toll, ordered[-1].toll):
            yield _conflict_between(case, harm_type, ordered[0], ordered[-1])


def falling_toll(case: EventCase) -> Iterator[Observation]:
    """A later report of one event with a lower toll: counts of the dead do not fall."""
    for harm_type in harm_types(case.reports):
        counts = counts_of(case.reports, harm_type, event_span(case.reports))
        falls = [pair for pair in _successive(counts) if pair[1].toll.fallback() < pair[0].toll.fallback()]
        if falls:
            yield _fall(case, harm_type, *max(falls, key=_depth))


def transposed_counts(case: EventCase) -> Iterator[Observation]:
    """A number that one report gives for the killed and another for the wounded of one event."""
    killed, wounded = (
        counts_of(case.reports, harm_type, event_span(case.reports))
        for harm_type in (HarmType.KILLED, HarmType.WOUNDED)
    )
    killed_by = {count.report.article.article_id: count for count in killed}
    wounded_at: dict[int | None, list[Count]] = {}
    for count in wounded:
        wounded_at.setdefault(count.toll.point, []).append(count)
    shown: set[int | None] = set()
    for count in killed:
        for other in wounded_at.get(count.toll.point, []):
            there = killed_by.get(other.report.article.article_id)
            if there is not None and count.toll.point not in shown and _changed_places(count, other, there):
                shown |= {count.toll.point, there.toll.point}
                yield _transposition(case, count, other, there)


def _conflict(low: Toll, high: Toll) -> bool:
    rules = settings().audit
    if low.high is None or low.high >= high.low:
        return False
    gap = high.fallback() - low.fallback()
    return gap > rules.conflict_people and gap > rules.conflict_share * high.fallback()


def _conflict_between(case: EventCase, harm_type: str, low: Count, high: Count) -> Observation:
    return Observation(
        figure_ids=_figures(low, high),
        message=sentence(
            [
                f"Reports of {_event(case.reports)} disagree on the {harm_type}: "
                f"{_count(low)} against {_count(high)}",
                "Neither supersedes the other; see which had the later or the better source",
            ]
        ),
        expected=f"{harm_type} within {round(settings().audit.conflict_share * 100)} % of each other",
        observed=f"{toll(low.toll)} and {toll(high.toll)} {harm_type}",
        incident_id=case.incident_id,
    )


def _successive(counts: Sequence[Count]) -> Iterator[tuple[Count, Count]]:
    """Each count with the greatest of an earlier day."""
    greatest: Count | None = None
    waiting: Count | None = None
    for count in sorted(
        counts, key=lambda count: (count.published_on is None, str(count.published_on), _path(count))
    ):
        if count.published_on is None:
            continue
        if waiting is not None and waiting.published_on != count.published_on:
            greatest = _greater(greatest, waiting)
            waiting = None
        if greatest is not None:
            yield greatest, count
        waiting = _greater(waiting, count)


def _greater(one: Count | None, other: Count) -> Count:
    return other if one is None or other.toll.fallback() > one.toll.fallback() else one


def _depth(pair: tuple[Count, Count]) -> tuple[int, str]:
    return pair[0].toll.fallback() - pair[1].toll.fallback(), _path(pair[1])


def _fall(case: EventCase, harm_type: str, earlier: Count, later: Count) -> Observation:
    bound = later.toll.high is None or later.toll.high >= earlier.toll.low
    why = (
        "The later number is only a bound or a vague word, so both can be right"
        if bound
        else "A toll that falls is a correction or another event: see which"
    )
    return Observation(
        figure_ids=_figures(earlier, later),
        message=sentence(
            [
                f"The {harm_type} of {_event(case.reports)} fall from {_count(earlier)} to {_count(later)}",
                why,
            ]
        ),
        expected=f"{toll(earlier.toll)} {harm_type} or more",
        observed=f"{toll(later.toll)} {harm_type}",
        severity=Severity.INFO if bound else None,
        incident_id=case.incident_id,
    )


def _changed_places(count: Count, other: Count, there: Count) -> bool:
    """Whether one report's killed are another's wounded, while that one's killed are quite another number."""
    shared = count.toll.point
    if shared is None or shared != other.toll.point or shared < settings().audit.transposed_number:
        return False
    if count.report.article.article_id == other.report.article.article_id:
        return False
    return _conflict(*sorted((count.toll, there.toll), key=Toll.fallback))


def _transposition(case: EventCase, killed: Count, wounded: Count, there: Count) -> Observation:
    shared = number(killed.toll.fallback())
    return Observation(
        figure_ids=_figures(killed, wounded, there),
        message=sentence(
            [
                f"For {_event(case.reports)} {shared} are the killed by {cited(killed.report.article)} and "
                f"the wounded by {cited(wounded.report.article)}, who has {toll(there.toll)} killed",
                "One of them may have exchanged killed and wounded: compare with a third report",
            ]
        ),
        expected=f"{shared} killed or {shared} wounded, not both",
        observed=f"{shared} killed and {shared} wounded",
        incident_id=case.incident_id,
    )


def _figures(*counts: Count) -> tuple[str, ...]:
    return tuple(claim.figure_id for count in counts for claim in count.statement.claims)


def _count(count: Count) -> str:
    return f"{toll(count.toll)} ({cited(count.report.article)})"


def _event(reports: Sequence[Report]) -> str:
    claims = [claim for report in reports for claim in report.mention.claims]
    places = [claim for claim in claims if claim.place_name is not None]
    finest = min(places, key=lambda claim: claim.where_prec or 9, default=claims[0])
    span = event_span(reports)
    when = (
        day(span.start) if span.start == span.end else f"between {listed([day(span.start), day(span.end)])}"
    )
    return f"the event in {area(finest)} ({when})"


def _path(count: Count) -> str:
    return count.report.article.source_path
