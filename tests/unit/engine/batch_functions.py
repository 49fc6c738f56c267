"""Batch functions for the engine's tests: importable by name, as a worker process needs them.

Their batches have a column `n` (int64) and, for those that must misbehave once only, a column `marker`: path
of a file that remembers that it happened.
"""

import os
import signal
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc


def squares(batch: pa.Table) -> dict[str, pa.Table]:
    return {
        "squares": pa.table({"n": batch["n"], "square": pc.multiply(batch["n"], batch["n"])}),
        "odd": batch.select(["n"]).filter(pc.equal(pc.bit_wise_and(batch["n"], 1), 1)),
    }


def slow_when_early(batch: pa.Table) -> dict[str, pa.Table]:
    """Early batches end last, so that results come out of order."""
    time.sleep(0.3 if batch["n"][0].as_py() < 4 else 0.0)
    return squares(batch)


def process_of(batch: pa.Table) -> dict[str, pa.Table]:
    return {"process": pa.table({"pid": [os.getpid()] * batch.num_rows})}


def raises_on_seven(batch: pa.Table) -> dict[str, pa.Table]:
    if 7 in batch["n"].to_pylist():
        return _reject_seven()
    return squares(batch)


def raises_on_everything(batch: pa.Table) -> dict[str, pa.Table]:
    time.sleep(0.2 if batch["n"][0].as_py() == 0 else 0.0)
    raise KeyError(batch["n"][0].as_py())


def returns_a_list(batch: pa.Table) -> dict[str, pa.Table]:
    return [batch]  # type: ignore[return-value]


def raises_what_cannot_be_pickled(batch: pa.Table) -> dict[str, pa.Table]:
    class LocalError(Exception):
        """Known to this call alone."""

    raise LocalError(f"{batch.num_rows} rows")


def dies_once_on_seven(batch: pa.Table) -> dict[str, pa.Table]:
    marker = Path(batch["marker"][0].as_py())
    if 7 in batch["n"].to_pylist() and not marker.exists():
        marker.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return squares(batch)


def dies_on_every_first_try(batch: pa.Table) -> dict[str, pa.Table]:
    marker = Path(f"{batch['marker'][0].as_py()}-{batch['n'][0].as_py()}")
    if not marker.exists():
        marker.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return squares(batch)


def always_dies_on_seven(batch: pa.Table) -> dict[str, pa.Table]:
    if 7 in batch["n"].to_pylist():
        os.kill(os.getpid(), signal.SIGKILL)
    return squares(batch)


def exits_on_seven(batch: pa.Table) -> dict[str, pa.Table]:
    if 7 in batch["n"].to_pylist():
        os._exit(3)
    return squares(batch)


def inflates(batch: pa.Table) -> dict[str, pa.Table]:
    """A result far larger than a pipe's buffer."""
    return {"large": pa.table({"text": ["x" * 1_000_000] * 8, "n": [batch["n"][0].as_py()] * 8})}


def sleeps(batch: pa.Table) -> dict[str, pa.Table]:
    Path(f"{batch['marker'][0].as_py()}-{os.getpid()}").touch()
    time.sleep(60)
    return squares(batch)


def _reject_seven() -> dict[str, pa.Table]:
    raise ValueError("seven is not allowed")


def slow(batch: pa.Table) -> dict[str, pa.Table]:
    time.sleep(0.3)
    return squares(batch)


def node_of(batch: pa.Table) -> dict[str, pa.Table]:
    """The Ray node on which the batch is computed."""
    import ray

    time.sleep(0.3)
    return {"node": pa.table({"id": [ray.get_runtime_context().get_node_id()] * batch.num_rows})}


def talks(batch: pa.Table) -> dict[str, pa.Table]:
    print("words of a worker", flush=True)
    return squares(batch)
