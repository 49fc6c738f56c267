"""What is measured, and how: medians over runs, on the wall clock and on the processor's."""

import gc
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from statistics import median
from typing import NamedTuple


@dataclass(frozen=True)
class Measure:
    """One line of the result; `value` is missing when the thing measured failed, and `note` then says how."""

    section: str
    name: str
    value: float | None
    unit: str
    note: str = ""


class Timing(NamedTuple):
    """Median seconds of several runs; `cpu` leaves out what other programs of the machine took."""

    wall: float
    cpu: float


def timed(runs: Iterable[Callable[[], object]]) -> Timing:
    """Run each of `runs` once, after collecting garbage so that none pays for another's."""
    taken = []
    for run in runs:
        gc.collect()
        wall, cpu = time.perf_counter(), time.process_time()
        run()
        taken.append(Timing(time.perf_counter() - wall, time.process_time() - cpu))
    return Timing(median(each.wall for each in taken), median(each.cpu for each in taken))
