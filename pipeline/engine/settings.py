"""What a run's batches are computed on: processes of this machine, or a Ray cluster."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

ENGINE_VARIABLE = "CASUALTIES_ENGINE"
WORKERS_VARIABLE = "CASUALTIES_WORKERS"
ADDRESS_VARIABLE = "CASUALTIES_RAY_ADDRESS"


class EngineKind(StrEnum):
    """Where batches are computed."""

    LOCAL = "local"
    RAY = "ray"


@dataclass(frozen=True)
class EngineSettings:
    """How many batches run at once, where, and how often one that lost its worker is tried again.

    kind: `local` processes, or `ray` for tasks on a cluster that already runs.
    workers: processes of the local engine, 0 for one per core. On Ray, the cluster's CPUs decide.
    retries: times that a batch is handed out again after its worker died.
    in_flight: batches read ahead of the one to be yielded next, which bounds memory; 0 for three per worker.
    ray_address: `host:port` or `ray://host:port` of the cluster; empty for the one that Ray finds by itself.

    Raises `ValueError` for a negative number, naming the setting.
    """

    kind: EngineKind = EngineKind.LOCAL
    workers: int = 0
    retries: int = 2
    in_flight: int = 0
    ray_address: str = ""

    def __post_init__(self) -> None:
        for name in ("workers", "retries", "in_flight"):
            if (value := getattr(self, name)) < 0:
                raise ValueError(f"Engine setting {name} is {value}; it must be 0 or more.")


def settings_from(environment: Mapping[str, str]) -> EngineSettings:
    """Settings named in `environment`: CASUALTIES_ENGINE, CASUALTIES_WORKERS, CASUALTIES_RAY_ADDRESS.

    Raises `ValueError` naming the variable, its value and what it may be.
    """
    kind = environment.get(ENGINE_VARIABLE) or EngineKind.LOCAL
    if kind not in list(EngineKind):
        raise ValueError(f"${ENGINE_VARIABLE} is {kind!r}; it must be one of: {', '.join(EngineKind)}.")
    workers = environment.get(WORKERS_VARIABLE) or "0"
    if not (workers.isascii() and workers.isdigit()):
        raise ValueError(
            f"${WORKERS_VARIABLE} is {workers!r}; it must be a whole number, 0 for one per core."
        )
    return EngineSettings(EngineKind(kind), int(workers), ray_address=environment.get(ADDRESS_VARIABLE, ""))


def available_cores() -> int:
    """Cores that this process may run on, at least 1."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
