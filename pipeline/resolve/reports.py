"""Reports: one article's word on one event, and how the reports of an event stand to each other.

A report is a reprint of another, superseded by a later one, or stands. Tolls of fresh attacks grow from
hour to hour, so two things supersede a count for one harm type: a later report of the same publisher, and,
for a count published on the day of the event itself, a higher count of a later day by anybody. Undated
reports neither supersede nor are superseded.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from pipeline.resolve.dates import Span
from pipeline.resolve.mentions import Mention, statements_of
from pipeline.resolve.settings import settings
from pipeline.resolve.tolls import Role, Statement, Toll, main_statement


class Article(NamedTuple):
    """What resolution and audit read of an article; fields are columns of `articles`."""

    article_id: str
    source_path: str
    publisher: str | None
    title: str | None
    published_on: date | None
    text: str
    duplicate_of: str | None


class Report(NamedTuple):
    """One article's word on one event; `told` holds its statements by harm type."""

    article: Article
    mention: Mention
    told: dict[str, list[Statement]]

    @property
    def is_reprint(self) -> bool:
        """Whether the article repeats another's text."""
        return self.article.duplicate_of is not None

    def main(self, harm_type: str) -> Statement | None:
        """The statement that the report stands for, for one harm type."""
        return main_statement(self.told.get(harm_type, []))


class Count(NamedTuple):
    """What one independent report stands for, for one harm type, and whether a later count supersedes it."""

    report: Report
    statement: Statement
    superseded: bool

    @property
    def toll(self) -> Toll:
        """The toll that the report stands for."""
        return self.statement.toll

    @property
    def published_on(self) -> date | None:
        """When it was published."""
        return self.report.article.published_on


def reports_of(cluster: Sequence[Mention], articles: Mapping[str, Article]) -> list[Report]:
    """The reports of one event, the earliest first, undated ones last."""
    reports = [_report(mention, articles[mention.article_id]) for mention in cluster]
    return sorted(reports, key=_earliest_first)


def harm_types(reports: Sequence[Report]) -> list[str]:
    """The harm types that the reports count, in alphabetical order."""
    return sorted({harm_type for report in reports for harm_type in report.told})


def counts_of(reports: Sequence[Report], harm_type: str, event: Span) -> list[Count]:
    """What the independent reports of an event stand for, for one harm type, the earliest first."""
    told = [
        Count(report, statement, superseded=False)
        for report in reports
        if not report.is_reprint and (statement := report.main(harm_type)) is not None
    ]
    newest, greatest = _newest_by_publisher(told, event), _greatest_by_day(told, event)
    return [count._replace(superseded=_is_superseded(count, newest, greatest, event)) for count in told]


def _is_superseded(
    count: Count, newest: Mapping[str, date], greatest: Mapping[date, int], event: Span
) -> bool:
    published_on, publisher = count.published_on, count.report.article.publisher
    if published_on is None:
        return False
    if publisher is not None and newest.get(publisher, published_on) > published_on:
        return True
    number = count.toll.fallback()
    return _is_early(published_on, event) and any(
        day > published_on and most > number for day, most in greatest.items()
    )


def _newest_by_publisher(counts: Sequence[Count], event: Span) -> dict[str, date]:
    newest: dict[str, date] = {}
    for count in counts:
        publisher, published_on = count.report.article.publisher, count.published_on
        if publisher is not None and published_on is not None and not _is_background(published_on, event):
            newest[publisher] = max(published_on, newest.get(publisher, published_on))
    return newest


def _greatest_by_day(counts: Sequence[Count], event: Span) -> dict[date, int]:
    greatest: dict[date, int] = {}
    for count in counts:
        published_on, number = count.published_on, count.toll.fallback()
        if published_on is not None and not _is_background(published_on, event):
            greatest[published_on] = max(number, greatest.get(published_on, 0))
    return greatest


def _is_early(published_on: date, event: Span) -> bool:
    return event.end is not None and (published_on - event.end).days <= settings().estimate.early_days


def _is_background(published_on: date, event: Span) -> bool:
    return event.end is not None and (published_on - event.end).days > settings().estimate.credible_days


def _report(mention: Mention, article: Article) -> Report:
    types = dict.fromkeys(claim.harm_type for claim in mention.claims)
    told = {harm_type: statements_of(mention, harm_type) for harm_type in types}
    return Report(article, mention, {harm_type: said for harm_type, said in told.items() if said})


def _earliest_first(report: Report) -> tuple[date, str, str]:
    article = report.article
    return article.published_on or date.max, article.source_path, article.article_id


def roles_in(report: Report) -> dict[str, Role]:
    """The roles of the statements that figures stand in, by figure_id; parts and perpetrators stand in
    none.
    """
    return {
        claim.figure_id: statement.role
        for told in report.told.values()
        for statement in told
        for claim in statement.claims
    }
