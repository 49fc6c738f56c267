"""Words that by themselves show that a sentence is not of interest, learnt as they are met.

Most sentences are all of words that tell of no time and no harm; that is seen without a look at their letters.
"""

from collections.abc import Callable, Sequence
from typing import Final

_MOST: Final = 1 << 15
"""Words; text is untrusted, so the memory is bounded."""


class SilentWords:
    """Which words tell of something; each is asked about once."""

    def __init__(self, speaks: Callable[[str], bool]) -> None:
        self._speaks = speaks
        self._silent: set[str] = set()
        self._speaking: set[str] = set()

    def are_all(self, words: Sequence[str]) -> bool:
        """Whether none of some words tells of it."""
        if self._silent.issuperset(words):
            return True
        if not self._speaking.isdisjoint(words):
            return False
        self._learn(words)
        return self._speaking.isdisjoint(words)

    def _learn(self, words: Sequence[str]) -> None:
        for known in (self._silent, self._speaking):
            if len(known) >= _MOST:
                known.clear()
        for word in words:
            (self._speaking if self._speaks(word) else self._silent).add(word)
