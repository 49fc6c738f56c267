"""Families of weapons, so that "suicide truck bomb" and "car bombing" are told as alike."""

from functools import lru_cache

from pipeline.resolve.settings import settings
from pipeline.resolve.tolls import says

_UNINFORMATIVE = "mixed"


@lru_cache(maxsize=4096)
def families(weapon: str | None) -> frozenset[str]:
    """The families that a weapon's words belong to; empty when none is named or the words tell none."""
    if weapon is None:
        return frozenset()
    found = {family for family, words in settings().weapons.items() if says(weapon, words)}
    return frozenset(found - {_UNINFORMATIVE})
