"""The labels of the corpus as records, each with the characters of its number."""

import calendar
import csv
import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tests.labels.corpus import RAW

HERE = Path(__file__).parent

YEAR = re.compile(r"\d{4}")
MONTH = re.compile(r"\d{4}-\d{2}")


class Reference(NamedTuple):
    """A number in a file of `raw/`: the characters that carry it."""

    file: str
    start: int
    end: int


class Period(NamedTuple):
    """First and last day; null where the label leaves the end open."""

    start: date | None
    end: date | None


class Label(NamedTuple):
    """A row of `incidents.csv`; empty cells are null, and `parent` is the number it is a part of."""

    at: Reference
    number_text: str
    incident_id: str | None
    level: str | None
    harm_type: str
    value: int | None
    low: int | None
    high: int | None
    qualifier: str
    victim_class: str | None
    scope: str | None
    period: Period | None
    place: str | None
    parent: Reference | None


class Expectation(NamedTuple):
    """A finding that is expected or not; `kind` and `severity` are empty for one that is not."""

    id: str
    kind: str
    severity: str
    rule: str
    figures: tuple[Reference, ...]


@cache
def labels() -> tuple[Label, ...]:
    """Every row of `incidents.csv`; raises ValueError for a number that its file does not have."""
    return tuple(_label(row) for row in _rows("incidents.csv"))


@cache
def expected_findings() -> tuple[Expectation, ...]:
    """What the audit must say of the corpus."""
    return tuple(_expectation(row) for row in _rows("expected_findings.csv"))


@cache
def expected_non_findings() -> tuple[Expectation, ...]:
    """What the audit must not call an error."""
    return tuple(_expectation(row) for row in _rows("expected_non_findings.csv"))


@cache
def never_merge() -> tuple[tuple[str, str], ...]:
    """Pairs of labelled events that look alike and are not one."""
    return tuple((row["incident_a"], row["incident_b"]) for row in _rows("never_merge.csv"))


@cache
def text_of(file: str) -> str:
    """The text of a file of `raw/`."""
    return (RAW / file).read_text(encoding="utf-8")


def _rows(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _label(row: dict[str, str]) -> Label:
    parent = row["parent_number_text"]
    return Label(
        at=_reference(row["file"], row["number_text"], row["occurrence"]),
        number_text=row["number_text"],
        incident_id=row["incident_id"] or None,
        level=row["level"] or None,
        harm_type=row["harm_type"],
        value=_number(row["value"]),
        low=_number(row["low"]),
        high=_number(row["high"]),
        qualifier=row["qualifier"],
        victim_class=row["victim_class"] or None,
        scope=row["scope"] or None,
        period=_period(row["period"]) if row["period"] else None,
        place=row["place"] or None,
        parent=_reference(row["file"], parent, row["parent_occurrence"]) if parent else None,
    )


def _reference(file: str, number_text: str, occurrence: str) -> Reference:
    """The nth standing-alone `number_text` of a file."""
    pattern = rf"(?<!\w){re.escape(number_text)}(?!\w)"
    spans = [match.span() for match in re.finditer(pattern, text_of(file))]
    if not 0 < int(occurrence) <= len(spans):
        raise ValueError(f"{file} has no {number_text}#{occurrence}: correct the label")
    return Reference(file, *spans[int(occurrence) - 1])


def _expectation(row: dict[str, str]) -> Expectation:
    figures = []
    for named in row["figures"].split(" | "):
        file, _, number = named.partition(": ")
        number_text, _, occurrence = number.rpartition("#")
        figures.append(_reference(file, number_text, occurrence))
    return Expectation(row["id"], row.get("kind", ""), row.get("severity", ""), row["rule"], tuple(figures))


def _number(written: str) -> int | None:
    return int(written) if written else None


def _period(written: str) -> Period:
    if YEAR.fullmatch(written):
        return Period(date(int(written), 1, 1), date(int(written), 12, 31))
    if MONTH.fullmatch(written):
        year, month = map(int, written.split("-"))
        return Period(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))
    first, _, last = written.partition("/")
    return Period(_day(first), _day(last if "/" in written else first))


def _day(written: str) -> date | None:
    return date.fromisoformat(written) if written else None
