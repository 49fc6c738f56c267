"""Faults that pass by themselves are tried again, others are not."""

import duckdb
import pytest
from dagster import DagsterInstance, asset, materialize

from pipeline.assets import faults
from pipeline.assets.faults import is_transient, retry_transient
from pipeline.cli.outcome import failures


@pytest.mark.parametrize(
    ("error", "transient"),
    [
        (BlockingIOError("Resource temporarily unavailable"), True),
        (ConnectionResetError("connection reset by peer"), True),
        (duckdb.IOException("IO Error: Could not set lock on file"), True),
        (RuntimeError("attached catalog: database is locked"), True),
        (ValueError("figures: 3 rows break unique_key"), False),
        (FileNotFoundError("figures.parquet"), False),
        (KeyError("article_id"), False),
    ],
)
def test_kinds_of_faults(error: Exception, transient: bool) -> None:
    assert is_transient(error) is transient


def test_a_fault_that_does_not_pass_fails_the_step_with_its_own_message(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(faults, "SECONDS_BETWEEN_ATTEMPTS", 0.0)

    @asset
    def locked_out() -> None:
        with retry_transient():
            raise BlockingIOError(11, "database is locked")

    with DagsterInstance.ephemeral() as instance:
        result = materialize([locked_out], instance=instance, raise_on_error=False)
    assert failures(result) == ["locked_out: [Errno 11] database is locked"]


@pytest.mark.parametrize(
    ("error", "runs", "succeeds"),
    [(BlockingIOError("locked"), 2, True), (ValueError("wrong for good"), 1, False)],
)
def test_a_step_is_run_again_after_a_passing_fault_only(
    monkeypatch: pytest.MonkeyPatch, error: Exception, runs: int, succeeds: bool
) -> None:
    monkeypatch.setattr(faults, "SECONDS_BETWEEN_ATTEMPTS", 0.0)
    attempts = []

    @asset
    def shaky() -> None:
        with retry_transient():
            attempts.append(1)
            if len(attempts) == 1:
                raise error

    with DagsterInstance.ephemeral() as instance:
        result = materialize([shaky], instance=instance, raise_on_error=False)
    assert result.success is succeeds
    assert len(attempts) == runs
