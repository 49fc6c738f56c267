"""Blocking checks: after each step its staged tables must keep the contract, or nothing further is run."""

from collections.abc import Iterable, Iterator

from dagster import (
    AssetCheckResult,
    AssetChecksDefinition,
    AssetCheckSeverity,
    AssetCheckSpec,
    multi_asset_check,
)

from pipeline.assets.faults import retry_transient
from pipeline.assets.resources import StagingArea
from pipeline.assets.staging import Staging
from pipeline.tables import TABLES, Violation, check_tables

CONTRACT = "contract"
STEPS: dict[str, tuple[str, ...]] = {
    "ingest": ("articles",),
    "extract": ("figures", "set_aside"),
    "resolve": ("places", "incidents", "incident_figures", "estimates", "totals"),
    "audit": ("findings", "quarantine"),
}
"""Step -> the tables it writes, in flow order."""


def broken_rules(staging: Staging, step: str) -> dict[str, list[str]]:
    """What is wrong after `step` with each table it wrote, in words; an empty list for a table that is sound.

    All tables so far are judged, as staged. A rule about a table of an earlier step that could not be judged
    before, since it needs a later table too, is told of the first table of this step.
    """
    written = STEPS[step]
    broken: dict[str, list[str]] = {name: [] for name in written}
    for violation in check_tables(staging.read_all(_up_to(written[-1]))):
        broken[_told_of(violation, written)].append(violation.message)
    return broken


def _up_to(last: str) -> Iterator[str]:
    for name in TABLES:
        yield name
        if name == last:
            return


def _told_of(violation: Violation, written: tuple[str, ...]) -> str:
    return violation.table if violation.table in written else written[0]


def _result(name: str, broken: list[str], staging: Staging) -> AssetCheckResult:
    return AssetCheckResult(
        asset_key=name,
        check_name=CONTRACT,
        passed=not broken,
        severity=AssetCheckSeverity.ERROR,
        description=" ".join(broken) or "Every row and every rule over whole tables holds.",
        metadata={"rows": staging.read(name).height, "broken_rules": len(broken)},
    )


def _contract_check(step: str) -> AssetChecksDefinition:
    earlier = [name for name in _up_to(STEPS[step][-1]) if name not in STEPS[step]]
    specs = [
        AssetCheckSpec(
            CONTRACT,
            asset=name,
            additional_deps=earlier,
            blocking=True,
            description="Every row keeps the contract; so do the rules over whole tables and across them.",
        )
        for name in STEPS[step]
    ]

    @multi_asset_check(specs=specs, name=f"{step}_contract")
    def contract(staging: StagingArea) -> Iterable[AssetCheckResult]:
        """Judge the tables of one step."""
        with retry_transient():
            broken = broken_rules(staging.tables, step)
            for name in STEPS[step]:
                yield _result(name, broken[name], staging.tables)

    return contract


CHECKS = [_contract_check(step) for step in STEPS]
