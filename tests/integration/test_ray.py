"""The Ray engine on a cluster of two nodes on this machine: same rows as the local engine, whatever dies."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from pipeline.engine import (
    BatchFailed,
    BatchFunction,
    EngineKind,
    EngineSettings,
    RayUnavailable,
    WorkerLost,
    map_batches,
)
from tests.project import ROOT
from tests.unit.engine import batch_functions as functions

ray = pytest.importorskip("ray", reason="Ray is not installed: pip install 'casualty-ledger[ray]'")


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """Two nodes of one CPU each, both able to import the tests' functions."""
    from ray.cluster_utils import Cluster

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RAY_USAGE_STATS_ENABLED", "0")
        patch.setenv("PYTHONPATH", str(ROOT))
        nodes = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False})
        nodes.add_node(num_cpus=1)
        yield nodes
        nodes.shutdown()  # type: ignore[no-untyped-call, unused-ignore]


@pytest.fixture
def settings(cluster: Any) -> EngineSettings:
    return EngineSettings(EngineKind.RAY, retries=2, ray_address=cluster.address)


def numbered(count: int, marker: Path = Path("unused")) -> list[pa.Table]:
    return [pa.table({"n": [n], "marker": [str(marker)]}) for n in range(count)]


def squares(function: BatchFunction, batches: list[pa.Table], settings: EngineSettings) -> list[Any]:
    return [part["squares"] for part in map_batches(function, batches, settings=settings)]


def test_same_tables_in_the_same_order_as_locally(settings: EngineSettings) -> None:
    batches = numbered(20)
    told: list[tuple[int, int | None]] = []
    tables = list(
        map_batches(
            functions.slow_when_early, batches, settings=settings, progress=lambda *done: told.append(done)
        )
    )
    assert tables == list(map_batches(functions.squares, batches, settings=EngineSettings(workers=2)))
    assert told[-1] == (20, 20)


def test_both_nodes_work(settings: EngineSettings) -> None:
    parts = map_batches(functions.node_of, numbered(8), settings=settings)
    assert len({part["node"]["id"][0].as_py() for part in parts}) == 2


def test_batches_are_read_no_further_ahead_than_in_flight(cluster: Any) -> None:
    read = 0

    def source() -> Iterator[pa.Table]:
        nonlocal read
        for batch in numbered(12):
            read += 1
            yield batch

    settings = EngineSettings(EngineKind.RAY, in_flight=3, ray_address=cluster.address)
    for yielded, _ in enumerate(map_batches(functions.squares, source(), settings=settings)):
        assert read <= yielded + 3


def test_a_killed_worker_loses_no_batch(settings: EngineSettings, tmp_path: Path) -> None:
    batches = numbered(12, tmp_path / "died")
    tables = squares(functions.dies_once_on_seven, batches, settings)
    assert (tmp_path / "died").exists()
    assert [table["square"].to_pylist() for table in tables] == [[n * n] for n in range(12)]


def test_a_lost_node_loses_no_batch(cluster: Any, settings: EngineSettings) -> None:
    extra = cluster.add_node(num_cpus=1)
    results = map_batches(functions.slow, numbered(24), settings=settings)
    tables = [next(results)["squares"]]
    cluster.remove_node(extra, allow_graceful=False)
    tables += [part["squares"] for part in results]
    assert [table["square"].to_pylist() for table in tables] == [[n * n] for n in range(24)]


def test_a_batch_that_kills_every_worker_is_named(cluster: Any) -> None:
    settings = EngineSettings(EngineKind.RAY, retries=1, ray_address=cluster.address)
    with pytest.raises(WorkerLost, match=r"Batch 7 .* 2 time") as caught:
        squares(functions.always_dies_on_seven, numbered(9), settings)
    assert caught.value.batch == 7


def test_an_exception_names_its_batch_and_carries_the_original_traceback(settings: EngineSettings) -> None:
    with pytest.raises(BatchFailed, match=r"Batch 7 .* ValueError: seven is not allowed") as caught:
        squares(functions.raises_on_seven, numbered(9), settings)
    assert "in _reject_seven" in caught.value.trace


def test_the_connection_is_closed_afterwards_unless_it_was_there_before(
    cluster: Any, settings: EngineSettings
) -> None:
    squares(functions.squares, numbered(2), settings)
    assert not ray.is_initialized()
    ray.init(address=cluster.address, log_to_driver=False)
    try:
        squares(functions.squares, numbered(2), settings)
        assert ray.is_initialized()
    finally:
        ray.shutdown()


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("127.0.0.1:1", "refused"),
        ("ray://127.0.0.1:1", "refused"),
        ("local", "host:port"),
        ("head:x", "host:port"),
    ],
)
def test_an_address_where_nobody_answers_is_told_at_once(address: str, reason: str) -> None:
    settings = EngineSettings(EngineKind.RAY, ray_address=address)
    with pytest.raises(RayUnavailable, match=f"No Ray cluster answers at {address}: .*{reason}") as caught:
        squares(functions.squares, numbered(2), settings)
    assert "--ray-address or $CASUALTIES_RAY_ADDRESS" in str(caught.value)
