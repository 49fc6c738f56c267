"""What an audit rule is, what it sees, and what it says."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Generic, NamedTuple, TypeVar

from pipeline.audit.constraints import Constraint
from pipeline.resolve.claims import Claim
from pipeline.resolve.reports import Article, Report
from pipeline.vocabulary import Severity

Quantity = tuple[object, ...]
"""What a figure counts: its event or its period and area, its harm type and its victims."""


class Change(NamedTuple):
    """One single change that would restore consistency; fields as in `findings.changes`."""

    figure_id: str
    column: str
    printed: int
    proposed: int
    evidence: str


class Observation(NamedTuple):
    """What a rule found. `severity` overrides the rule's own."""

    figure_ids: tuple[str, ...]
    message: str
    expected: str | None = None
    observed: str | None = None
    suggestion: str | None = None
    changes: tuple[Change, ...] = ()
    severity: Severity | None = None
    article_id: str | None = None
    incident_id: str | None = None


class Printed(NamedTuple):
    """A figure that an article prints for some quantity."""

    claim: Claim
    article: Article


class ArticleCase(NamedTuple):
    """One article: its figures in text order, their constraints, its events, and what other articles print.

    `by_id`, `by_value` and `constraints_on` find figures and constraints by figure_id and by printed number;
    `quantities` gives what each figure counts, `elsewhere` every article's figures for a quantity.
    """

    article: Article
    claims: tuple[Claim, ...]
    constraints: tuple[Constraint, ...]
    events: tuple[Report, ...]
    by_id: Mapping[str, Claim]
    by_value: Mapping[int, list[Claim]]
    constraints_on: Mapping[str, list[Constraint]]
    quantities: Mapping[str, Quantity]
    elsewhere: Mapping[Quantity, list[Printed]]


class EventCase(NamedTuple):
    """One incident and its reports, the earliest first."""

    incident_id: str
    reports: tuple[Report, ...]


class Total(NamedTuple):
    """A period figure with what it covers; `supported` counts constraints that hold with it less those that
    fail.
    """

    claim: Claim
    article: Article
    victim_class: str
    source: str
    supported: int


class EventCount(NamedTuple):
    """People of one harm type by an incident's estimate."""

    low: int
    best: int


class EventToll(NamedTuple):
    """An incident for setting totals beside incidents; fields as in `incidents`, `counts` by harm type."""

    date_start: date | None
    date_end: date | None
    adm1: str | None
    country: str | None
    where_prec: int | None
    counts: Mapping[str, EventCount]


class TotalsCase(NamedTuple):
    """All period totals of articles that are no reprints, and the incidents of the corpus."""

    totals: tuple[Total, ...]
    events: tuple[EventToll, ...]


Case = TypeVar("Case")


@dataclass(frozen=True, slots=True)
class Rule(Generic[Case]):
    """A rule of the audit: its id, title and plain-language description, its severity, and the check
    itself.
    """

    rule: str
    title: str
    severity: Severity
    description: str
    check: Callable[[Case], Iterable[Observation]]

    def findings(self, case: Case) -> list[dict[str, object]]:
        """The rows of `findings` that the rule adds for one case."""
        return [_row(self.rule, self.severity, seen) for seen in self.check(case)]


def _row(rule: str, severity: Severity, seen: Observation) -> dict[str, object]:
    figure_ids = list(dict.fromkeys(seen.figure_ids))
    content = [rule, seen.article_id, seen.incident_id, sorted(figure_ids), seen.expected, seen.observed]
    return {
        "finding_id": "X" + hashlib.sha256(json.dumps(content).encode()).hexdigest()[:16],
        "rule": rule,
        "severity": (seen.severity or severity).value,
        "article_id": seen.article_id,
        "incident_id": seen.incident_id,
        "figure_ids": figure_ids,
        "expected": seen.expected,
        "observed": seen.observed,
        "message": seen.message,
        "suggestion": seen.suggestion,
        "changes": [change._asdict() for change in seen.changes],
    }
