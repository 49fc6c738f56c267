"""Contradictions between reports of one event."""

from collections.abc import Iterator, Sequence

from pipeline.audit.records import EventCase, Observation
from pipeline.audit.wording import area, cited, day, listed, number, people, sentence, toll
from pipeline.resolve.estimates import class_counts, standing, victim_classes
from pipeline.resolve.incidents import event_span
from pipeline.resolve.reports import Count, Report, counts_of, harm_types
from pipeline.resolve.settings import settings
from pipeline.resolve.tolls import Toll
from pipeline.vocabulary import ALL_VICTIMS, HarmType, Severity

_LISTED = 6


def source_conflict(case: EventCase) -> Iterator[Observation]:
    """Reports of one event whose tolls are further apart than the tolerance, rising tolls heeded."""
    for harm_type, counts in _counts(case):
        told = sorted(_comparable(counts), key=lambda count: (count.toll.fallback(), _path(count)))
        if len(told) > 1 and _conflict(told[0].toll, told[-1].toll):
            yield _conflict_among(case, harm_type, told)


def falling_toll(case: EventCase) -> Iterator[Observation]:
    """A later report of one event with a lower toll, of all victims or else of one class of them."""
    for harm_type, counts in _counts(case):
        fall = _deepest_fall(counts)
        if fall is not None:
            yield _fall(case, people(ALL_VICTIMS, harm_type), *fall)
            continue
        for victim_class in victim_classes(counts, harm_type):
            of_class = _deepest_fall(class_counts(counts, harm_type, victim_class))
            if of_class is not None:
                yield _fall(case, people(victim_class, harm_type), *of_class, Severity.INFO)


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


def _counts(case: EventCase) -> Iterator[tuple[str, list[Count]]]:
    span = event_span(case.reports)
    for harm_type in harm_types(case.reports):
        yield harm_type, counts_of(case.reports, harm_type, span)


def _comparable(counts: Sequence[Count]) -> list[Count]:
    """The counts that stand, and superseded ones that the growth of a toll does not explain.

    Such are counts so far below the greatest that it cannot just have grown, and first counts that gave way
    to a greater one, though another that stands is lower.
    """
    numbers = [count.toll.fallback() for count in standing(counts)]
    least, most = min(numbers, default=0), max(numbers, default=0)
    factor = settings().audit.rise_factor
    return [
        count
        for count in counts
        if not count.superseded
        or count.toll.fallback() * factor < most
        or least < count.toll.fallback() < most
    ]


def _conflict(low: Toll, high: Toll) -> bool:
    rules = settings().audit
    if low.high is None or low.high >= high.low:
        return False
    gap = high.fallback() - low.fallback()
    return gap > rules.conflict_people and gap > rules.conflict_share * high.fallback()


def _conflict_among(case: EventCase, harm_type: str, told: Sequence[Count]) -> Observation:
    """`told` from the lowest count to the highest, which conflict; those between are named on the side they
    are on.
    """
    high = [count for count in told if _conflict(told[0].toll, count.toll)]
    low = [count for count in told if count not in high and _conflict(count.toll, told[-1].toll)]
    share = round(settings().audit.conflict_share * 100)
    return Observation(
        figure_ids=_figures(*low, *high),
        message=sentence(
            [
                f"Reports of {_event(case.reports)} disagree on the {harm_type}: "
                f"{_told(low)} against {_told(high)}",
                "None supersedes the other; see which had the later or the better source",
            ]
        ),
        expected=f"{harm_type} within {share} % of each other",
        observed=f"{toll(told[0].toll)} and {toll(told[-1].toll)} {harm_type}",
        incident_id=case.incident_id,
    )


def _deepest_fall(counts: Sequence[Count]) -> tuple[list[Count], Count] | None:
    """The count that lies furthest below an earlier day's, with all earlier counts that exceed it."""
    falls = [
        (greatest.toll.fallback() - count.toll.fallback(), _path(count), count)
        for greatest, count in _successive(counts)
        if greatest.toll.fallback() > count.toll.fallback()
    ]
    if not falls:
        return None
    _, _, later = max(falls, key=lambda fall: fall[:2])
    return [count for count in counts if _precedes(count, later)], later


def _precedes(count: Count, later: Count) -> bool:
    """Whether a count is of an earlier day and exceeds a later one."""
    if count.published_on is None or later.published_on is None or count.published_on >= later.published_on:
        return False
    return count.toll.fallback() > later.toll.fallback()


def _successive(counts: Sequence[Count]) -> Iterator[tuple[Count, Count]]:
    """Each dated count with the greatest of an earlier day."""
    greatest: Count | None = None
    today: Count | None = None
    dated = [(count.published_on, _path(count), count) for count in counts if count.published_on is not None]
    for published_on, _, count in sorted(dated, key=lambda one: one[:2]):
        if today is not None and today.published_on != published_on:
            greatest, today = _greater(greatest, today), None
        if greatest is not None:
            yield greatest, count
        today = _greater(today, count)


def _greater(one: Count | None, other: Count) -> Count:
    return other if one is None or other.toll.fallback() > one.toll.fallback() else one


def _fall(
    case: EventCase, who: str, earlier: Sequence[Count], later: Count, severity: Severity | None = None
) -> Observation:
    contradicts = any(later.toll.high is not None and later.toll.high < count.toll.low for count in earlier)
    why = (
        "A toll that falls is a correction or another event: see which"
        if contradicts
        else "Both can be right, as one of them is only a bound or a vague word"
    )
    is_of_killed = later.statement.claims[0].harm_type == HarmType.KILLED
    return Observation(
        figure_ids=_figures(*earlier, later),
        message=sentence(
            [f"For {_event(case.reports)} the {who} fall from {_told(earlier)} to {_told([later])}", why]
        ),
        expected=f"{toll(max(earlier, key=lambda count: count.toll.fallback()).toll)} {who} or more",
        observed=f"{toll(later.toll)} {who}",
        severity=severity or (None if is_of_killed else Severity.INFO),
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


def _told(counts: Sequence[Count]) -> str:
    told = [f"{toll(count.toll)} ({cited(count.report.article)})" for count in counts[:_LISTED]]
    rest = len(counts) - _LISTED
    return listed([*told, f"{rest} more"] if rest > 0 else told)


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
