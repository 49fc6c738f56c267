"""What `map_batches` does when the function raises, a worker dies or the user gives up."""

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyarrow as pa
import pytest

from pipeline.engine import BatchFailed, BatchFunction, EngineSettings, Tables, WorkerLost, map_batches
from tests.project import ROOT
from tests.unit.engine import batch_functions as functions

SECONDS_TO_END = 20.0


def numbered(count: int, marker: Path = Path("unused")) -> list[pa.Table]:
    return [pa.table({"n": [n], "marker": [str(marker)]}) for n in range(count)]


def run(
    function: BatchFunction, batches: list[pa.Table], workers: int = 2, retries: int = 2
) -> list[list[int]]:
    settings = EngineSettings(workers=workers, retries=retries)
    return [
        part["squares"]["square"].to_pylist() for part in map_batches(function, batches, settings=settings)
    ]


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_an_exception_names_its_batch_and_carries_the_original_traceback(workers: int) -> None:
    with pytest.raises(BatchFailed) as caught:
        run(functions.raises_on_seven, numbered(12), workers)
    assert caught.value.batch == 7
    assert caught.value.error_type == "ValueError"
    assert str(caught.value) == "Batch 7 (counted from 0) failed: ValueError: seven is not allowed"
    assert "in _reject_seven" in caught.value.trace
    assert caught.value.trace in "".join(caught.value.__notes__)
    assert not multiprocessing.active_children()


@pytest.mark.parametrize("workers", [1, 3])
def test_batches_before_the_failed_one_are_yielded_first(workers: int) -> None:
    seen: list[int] = []
    with pytest.raises(BatchFailed):
        for part in map_batches(
            functions.raises_on_seven, numbered(12), settings=EngineSettings(workers=workers)
        ):
            seen += part["squares"]["n"].to_pylist()
    assert seen == list(range(7))


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_of_several_failures_the_first_batch_is_blamed_though_others_fail_sooner(workers: int) -> None:
    with pytest.raises(BatchFailed) as caught:
        run(functions.raises_on_everything, numbered(6), workers)
    assert caught.value.batch == 0


@pytest.mark.parametrize("workers", [1, 2])
def test_an_exception_that_cannot_be_pickled_is_still_told(workers: int) -> None:
    with pytest.raises(BatchFailed, match="LocalError: 1 rows"):
        run(functions.raises_what_cannot_be_pickled, numbered(3), workers)


@pytest.mark.parametrize("workers", [1, 2])
def test_a_function_that_returns_no_tables_is_told_so(workers: int) -> None:
    with pytest.raises(BatchFailed, match="must return a dict of pyarrow tables, not list"):
        run(functions.returns_a_list, numbered(3), workers)


def test_a_function_that_workers_cannot_import_is_refused_before_any_work() -> None:
    def local(batch: pa.Table) -> Tables:
        return functions.squares(batch)

    with pytest.raises(
        TypeError, match="local cannot be sent to a worker process; define it at the top level"
    ):
        map_batches(local, numbered(3))


@pytest.mark.parametrize("workers", [2, 3])
def test_a_killed_worker_is_replaced_and_no_batch_is_lost_or_doubled(workers: int, tmp_path: Path) -> None:
    marker = tmp_path / "died"
    assert run(functions.dies_once_on_seven, numbered(20, marker), workers) == [[n * n] for n in range(20)]
    assert marker.exists()


def test_a_worker_lost_on_every_batch_still_loses_none(tmp_path: Path) -> None:
    assert run(functions.dies_on_every_first_try, numbered(6, tmp_path / "died")) == [
        [n * n] for n in range(6)
    ]
    assert len(list(tmp_path.iterdir())) == 6


def test_workers_killed_from_outside_while_idle_or_busy_lose_nothing() -> None:
    seen: list[int] = []
    results = map_batches(
        functions.slow_when_early, numbered(30), settings=EngineSettings(workers=2, retries=5)
    )
    for turn, part in enumerate(results):
        seen += part["squares"]["n"].to_pylist()
        if turn in (1, 9, 20):
            for child in multiprocessing.active_children():
                os.kill(child.pid or 0, signal.SIGKILL)
    assert seen == list(range(30))


def test_a_batch_that_kills_every_worker_is_named_with_the_signal() -> None:
    with pytest.raises(WorkerLost) as caught:
        run(functions.always_dies_on_seven, numbered(12), retries=1)
    assert (caught.value.batch, caught.value.attempts, caught.value.ending) == (7, 2, "SIGKILL")
    assert str(caught.value).startswith(
        "Batch 7 (counted from 0) lost its worker 2 time(s), the last one to SIGKILL"
    )
    assert "Perhaps memory ran out" in str(caught.value)
    assert not multiprocessing.active_children()


def test_a_worker_that_exits_is_named_with_its_exit_code() -> None:
    with pytest.raises(WorkerLost, match=r"Batch 7 .* 1 time.* exit code 3\. What the worker said"):
        run(functions.exits_on_seven, numbered(12), retries=0)


def test_closing_the_iterator_early_ends_the_workers() -> None:
    results = map_batches(functions.squares, numbered(20), settings=EngineSettings(workers=2))
    next(results)
    assert multiprocessing.active_children()
    results.close()  # type: ignore[attr-defined]
    assert not multiprocessing.active_children()


PROGRAM = """
import sys
import pyarrow as pa
sys.path.insert(0, sys.argv[1])
from pipeline.engine import EngineSettings, map_batches
from tests.unit.engine import batch_functions

if __name__ == "__main__":
    batches = [pa.table({"n": [n], "marker": [sys.argv[2]]}) for n in range(4)]
    list(map_batches(batch_functions.sleeps, batches, settings=EngineSettings(workers=2)))
"""


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGKILL])
def test_interrupting_or_killing_the_program_ends_its_workers(sent: signal.Signals, tmp_path: Path) -> None:
    script = tmp_path / "program.py"
    script.write_text(PROGRAM)
    arguments = [sys.executable, str(script), str(ROOT), str(tmp_path / "started")]
    # A session of its own, as a terminal gives it, so that SIGINT reaches parent and workers alike.
    program = subprocess.Popen(arguments, start_new_session=True, stderr=subprocess.PIPE, text=True)
    workers = _started(tmp_path, 2)
    if sent is signal.SIGINT:
        os.killpg(program.pid, sent)
        errors = program.communicate(timeout=SECONDS_TO_END)[1]
        assert errors.count("Traceback") == 1
        assert errors.rstrip().endswith("KeyboardInterrupt")
    else:
        program.kill()
        program.wait(SECONDS_TO_END)
    deadline = time.monotonic() + SECONDS_TO_END
    while any(_alive(pid) for pid in workers):
        assert time.monotonic() < deadline, "workers outlive their program"
        time.sleep(0.05)


def _started(folder: Path, count: int) -> list[int]:
    deadline = time.monotonic() + SECONDS_TO_END
    while len(found := list(folder.glob("started-*"))) < count:
        assert time.monotonic() < deadline, "the workers never started"
        time.sleep(0.05)
    return [int(path.name.rsplit("-", 1)[1]) for path in found]


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return "State:\tZ" not in Path(f"/proc/{pid}/status").read_text() if Path("/proc").exists() else True
