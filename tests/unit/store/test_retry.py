"""Which faults are tried again, how often, and how long after."""

import duckdb
import pytest

from pipeline.store.retry import ATTEMPTS, is_transient, retrying


class Flaky:
    def __init__(self, *faults: Exception) -> None:
        self.faults = list(faults)
        self.calls = 0

    def __call__(self) -> str:
        self.calls += 1
        if self.faults:
            raise self.faults.pop(0)
        return "done"


LOCKED = duckdb.IOException("Failed to commit: database is locked")


def test_a_locked_database_is_tried_again_after_growing_waits() -> None:
    waits: list[float] = []
    action = Flaky(LOCKED, LOCKED, LOCKED)
    assert retrying(action, sleep=waits.append) == "done"
    assert action.calls == 4
    assert [0.05 * 2**n <= wait <= 0.15 * 2**n for n, wait in enumerate(waits)] == [True] * 3


def test_a_lock_that_stays_is_reported_in_the_end() -> None:
    action = Flaky(*[LOCKED] * (ATTEMPTS + 5))
    waits: list[float] = []
    with pytest.raises(duckdb.IOException, match="database is locked"):
        retrying(action, sleep=waits.append)
    assert action.calls == ATTEMPTS
    assert max(waits) <= 7.5


@pytest.mark.parametrize("fault", [duckdb.ConversionException("no number"), ValueError("database is locked")])
def test_any_other_fault_is_reported_at_once(fault: Exception) -> None:
    action = Flaky(fault)
    with pytest.raises(type(fault)):
        retrying(action, sleep=lambda _: pytest.fail("waited"))
    assert action.calls == 1


@pytest.mark.parametrize(
    ("message", "transient"),
    [
        ("Transaction conflict - attempting to insert into table", True),
        ("server closed the connection unexpectedly", True),
        ("Exceeded the maximum retry count of 0", True),
        ('Table with name "x" does not exist', False),
    ],
)
def test_lost_races_and_connections_are_transient(message: str, transient: bool) -> None:
    assert is_transient(duckdb.TransactionException(message)) is transient
