"""Findings against those that a careful reader expects, and does not expect, of the corpus.

An expected finding is found when a finding of a rule of its kind names at least half of the figures listed,
two of them at the least; one that is expected to be an error must be one.
"""

from typing import Any, Final, NamedTuple

import polars as pl

from pipeline.vocabulary import Severity
from tests.labels.pairing import Pairing, overlaps
from tests.labels.reading import Expectation, Reference

Finding = dict[str, Any]
"""A row of `findings`."""

RULES: Final = {
    "arithmetic": {"part_sum", "part_exceeds_whole"},
    "derived": {"derived_value"},
    "misprint": {"misprinted_total"},
    "restated": {"restated_total", "misprinted_total", "conflicting_totals"},
    "copied": {"copied_number"},
    "transposed": {"transposed_counts"},
    "conflict": {"source_conflict", "rival_counts", "rival_totals", "restated_differently"},
    "falling": {"falling_toll"},
    "headline": {"headline_mismatch"},
}
"""Rules of the audit by the kind of an expected finding."""


class Findings(NamedTuple):
    """Expectations met, missed and met with another severity; what was found and must not be."""

    found: tuple[Expectation, ...]
    missing: tuple[Expectation, ...]
    other_severity: tuple[tuple[Expectation, str], ...]
    false_alarms: tuple[tuple[Expectation, Finding], ...]
    """Expected non-findings that a finding of severity error names."""
    doubted: tuple[tuple[Expectation, Finding], ...]
    """Expected non-findings that a warning names."""
    false_errors: tuple[Finding, ...]
    """Findings of severity error that nobody expects."""


def compare(
    findings: pl.DataFrame,
    pairing: Pairing,
    expected: tuple[Expectation, ...],
    unexpected: tuple[Expectation, ...],
) -> Findings:
    """The corpus' findings against both lists."""
    rows = [(row, _references(row, pairing)) for row in findings.iter_rows(named=True)]
    met = {one.id: [row for row, at in rows if _meets(row, at, one)] for one in expected}
    errors = [(row, at) for row, at in rows if row["severity"] == Severity.ERROR]
    warnings = [(row, at) for row, at in rows if row["severity"] == Severity.WARNING]
    wanted = {row["finding_id"] for one in expected if one.severity == Severity.ERROR for row in met[one.id]}
    return Findings(
        found=tuple(one for one in expected if met[one.id]),
        missing=tuple(one for one in expected if not met[one.id]),
        other_severity=tuple(
            (one, ", ".join(sorted({row["severity"] for row in met[one.id]})))
            for one in expected
            if met[one.id] and all(row["severity"] != one.severity for row in met[one.id])
        ),
        false_alarms=tuple((one, row) for one in unexpected for row, at in errors if _names_all(at, one)),
        doubted=tuple((one, row) for one in unexpected for row, at in warnings if _names_all(at, one)),
        false_errors=tuple(row for row, _ in errors if row["finding_id"] not in wanted),
    )


def _references(finding: Finding, pairing: Pairing) -> list[Reference]:
    return [pairing.at[figure_id] for figure_id in finding["figure_ids"]]


def _meets(finding: Finding, at: list[Reference], expectation: Expectation) -> bool:
    named = sum(_is_named(figure, at) for figure in expectation.figures)
    is_error = finding["severity"] == Severity.ERROR
    return (
        finding["rule"] in RULES[expectation.kind]
        and named >= 2
        and 2 * named >= len(expectation.figures)
        and (is_error or expectation.severity != Severity.ERROR)
    )


def _names_all(at: list[Reference], expectation: Expectation) -> bool:
    return all(_is_named(figure, at) for figure in expectation.figures)


def _is_named(figure: Reference, at: list[Reference]) -> bool:
    return any(overlaps(figure, one) for one in at)
