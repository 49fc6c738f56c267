"""What a report is about where it tells of nobody harmed in an event of its day: an old event, or a stretch of time.

"A court jailed the driver who ploughed into a queue, killing two. ...": in an article that goes on about the crash, the
crash is its event. "In the second quarter 95 were killed": those are the news of a bulletin.
"""

from typing import Final

from pipeline.extract.coreference import has, point_value
from pipeline.extract.gapping import COMPARED
from pipeline.extract.outside_toll import is_told_of_event
from pipeline.extract.records import Extraction, Figure
from pipeline.extract.retrospect import RETROSPECT
from pipeline.extract.side_events import is_long
from pipeline.vocabulary import BODILY, Scope

_OPENING: Final = 4
"""Sentences in which a report says what it is about."""
_LEAD: Final = 8
"""Sentences in which an article that looks back tells its old event."""


def with_news(extraction: Extraction) -> Extraction:
    """The extraction, where what the report is about is of incident scope."""
    if is_long(extraction) and not any(_is_fresh(f) for f in extraction.figures):
        extraction = extraction._replace(figures=tuple(map(_as_event, extraction.figures)))
    if any(f.scope is Scope.INCIDENT for f in extraction.figures):
        return extraction
    news = (f._replace(scope=Scope.INCIDENT) if _is_of_period(f) else f for f in extraction.figures)
    return extraction._replace(figures=tuple(news))


def _is_fresh(figure: Figure) -> bool:
    return figure.harm_type in BODILY and point_value(figure) > 0 and is_told_of_event(figure)


def _as_event(figure: Figure) -> Figure:
    """A count of the old event as one of the event that the report is about."""
    is_old = has(figure, RETROSPECT) and not has(figure, "background") and figure.sentence_no < _LEAD
    if not is_old or figure.scope not in (Scope.INCIDENT, Scope.HISTORICAL):
        return figure
    rule = ".".join(part for part in figure.rule_id.split(".") if part != RETROSPECT)
    return figure._replace(scope=Scope.INCIDENT, rule_id=rule)


def _is_of_period(figure: Figure) -> bool:
    is_early = figure.sentence_no < _OPENING
    return is_early and figure.scope is Scope.PERIOD_TOTAL and not figure.rule_id.startswith(COMPARED)
