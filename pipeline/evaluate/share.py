"""A share of comparisons that hold."""

from collections.abc import Iterable
from typing import NamedTuple


class Share(NamedTuple):
    """`hits` of `n` comparisons."""

    hits: int
    n: int

    @property
    def percent(self) -> float | None:
        """Percentage, rounded to one decimal; None where nothing was compared."""
        return round(100 * self.hits / self.n, 1) if self.n else None


def share(comparisons: Iterable[bool]) -> Share:
    """How many of `comparisons` hold."""
    held = list(comparisons)
    return Share(sum(held), len(held))
