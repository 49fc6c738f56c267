"""How one article tells one toll: headline and body, restatements, bounds that later numbers break."""

from collections.abc import Iterator, Sequence

from pipeline.audit.choice import far_apart
from pipeline.audit.constraints import bounds
from pipeline.audit.records import ArticleCase, Observation
from pipeline.audit.wording import area, listed, number, printed, quoted, sentence, shown
from pipeline.resolve.claims import Claim
from pipeline.resolve.reports import Report
from pipeline.resolve.settings import settings
from pipeline.resolve.tolls import Role, Statement, Toll, overlap, sums_of
from pipeline.vocabulary import Qualifier, Scope, Severity

_LISTED = 8
_BOUNDS = frozenset({Qualifier.AT_LEAST, Qualifier.MORE_THAN, Qualifier.AT_MOST, Qualifier.FEWER_THAN})


def headline_mismatch(case: ArticleCase) -> Iterator[Observation]:
    """A headline whose number no figure of the body supports, nor the body's events together."""
    headline = [claim for claim in case.claims if claim.scope == Scope.HEADLINE]
    body = [claim for claim in case.claims if claim.scope != Scope.HEADLINE]
    for claim in headline[: settings().audit.largest_family]:
        counted = [other for other in body if other.harm_type == claim.harm_type]
        if counted and not _is_supported(claim, counted, case.events):
            yield _mismatch(case, claim, counted)


def bound_contradicted(case: ArticleCase) -> Iterator[Observation]:
    """A bound ("at least 13") that another number for the same event and harm breaks."""
    for main, rival, event in _rivals(case):
        if _has_bound(main) != _has_bound(rival) and not _from_two_sources(main, rival):
            yield _disagreement(case, main, rival, event)


def restated_differently(case: ArticleCase) -> Iterator[Observation]:
    """A toll that the same article tells again with another number."""
    for main, rival, event in _rivals(case):
        if _has_bound(main) == _has_bound(rival) and not _from_two_sources(main, rival):
            yield _disagreement(case, main, rival, event)


def rival_counts(case: ArticleCase) -> Iterator[Observation]:
    """Counts of one toll that the article itself takes from different sources."""
    for main, rival, event in _rivals(case):
        if _from_two_sources(main, rival):
            yield _disagreement(case, main, rival, event)


def _is_supported(claim: Claim, counted: Sequence[Claim], events: Sequence[Report]) -> bool:
    """Whether a figure of the body agrees with a headline, or some of its events together do."""
    stated = bounds(claim, settings().audit.about_tolerance)
    if any(_agrees(stated, bounds(other)) for other in counted):
        return True
    tolls = [main.toll for event in events if (main := event.main(claim.harm_type)) is not None]
    if len(tolls) > settings().audit.largest_family:
        return True
    return any(stated.low <= total <= (stated.high or total) for total in sums_of(tolls, stated.high))


def _agrees(headline: Toll, told: Toll) -> bool:
    """Whether the body's number, not only its open bound, fits the headline."""
    number_told = told.fallback()
    return (
        overlap(headline, Toll(number_told, number_told, number_told)) or headline.fallback() == number_told
    )


def _mismatch(case: ArticleCase, claim: Claim, counted: Sequence[Claim]) -> Observation:
    top = [other for other in counted if other.parent_figure_id is None] or list(counted)
    told = listed(_first(list(dict.fromkeys(printed(other) for other in top))))
    return Observation(
        figure_ids=(claim.figure_id, *(other.figure_id for other in top)),
        message=sentence(
            [
                f"The headline says {shown(claim)}, but the body counts {told} {claim.harm_type}",
                "Neither one of these figures nor all events of the article together make that number",
            ]
        ),
        expected=f"{printed(claim)} {claim.harm_type}",
        observed=f"{told} {claim.harm_type}",
        severity=Severity.INFO if len(top) > 1 else None,
        article_id=case.article.article_id,
    )


def _first(numbers: list[str]) -> list[str]:
    """The numbers a sentence can hold, and how many more there are."""
    rest = len(numbers) - _LISTED
    return numbers if rest <= 0 else [*numbers[:_LISTED], f"{rest} other numbers"]


def _rivals(case: ArticleCase) -> Iterator[tuple[Statement, Statement, Report]]:
    """The main statement of each event and harm type with each statement that contradicts it."""
    for event in case.events:
        for harm_type, told in sorted(event.told.items()):
            main = event.main(harm_type)
            for statement in told:
                if main is not None and statement.role == Role.RIVAL:
                    yield main, statement, event


def _has_bound(statement: Statement) -> bool:
    return any(claim.qualifier in _BOUNDS for claim in statement.claims)


def _from_two_sources(main: Statement, rival: Statement) -> bool:
    ours, theirs = ({claim.source for claim in one.claims} for one in (main, rival))
    return ours != theirs


def _disagreement(case: ArticleCase, main: Statement, rival: Statement, event: Report) -> Observation:
    first, second = _told(main), _told(rival)
    harm_type = main.claims[0].harm_type
    low, high = sorted((main.toll.fallback(), rival.toll.fallback()))
    return Observation(
        figure_ids=tuple(claim.figure_id for claim in (*main.claims, *rival.claims)),
        message=sentence(
            [
                f"For one event in {area(event.mention.claims[0])} the text tells the {harm_type} "
                f"as {first} and as {second}, {number(high - low)} apart",
                f"The words are {listed([quoted(claim) for claim in (*main.claims, *rival.claims)])}",
                "See whether they speak of one event, and which of them is the later count",
            ]
        ),
        expected=f"{first} {harm_type}",
        observed=f"{second} {harm_type}",
        severity=Severity.WARNING if far_apart(low, high) else Severity.INFO,
        article_id=case.article.article_id,
    )


def _told(statement: Statement) -> str:
    sources = sorted({claim.source for claim in statement.claims if claim.source is not None})
    by = f" ({listed(sources)})" if sources else ""
    return f"{' + '.join(printed(claim) for claim in statement.claims)}{by}"
