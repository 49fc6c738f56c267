"""Tolls told as "the number of" people who were harmed, with the number after or before it.

"The number of people who died in the floods has risen to 23", "bringing to 61 the number of inmates killed".
"""

import re
from typing import Final

from pipeline.extract.chunk_reader import ChunkReader

_RISES: Final = re.compile(
    r"xO[fOxXd]{0,2}P?(?:R[kb]?)?([A~])[fOxXdsYP]{0,16}?[bVxk]{1,3}(?:,[fxXTd]{1,5},)?[>f]?$"
)
_BROUGHT: Final = re.compile(r"xO[fOxXd]{0,2}P(?:R[kb]{0,2})?([A~])[fOxXdsYPN]{0,10}>$")
_REACH: Final = 26
_AFTER: Final = re.compile(r"x{1,2}O[xXd]{0,3}P(?:[fO][xX]{1,2})?(?:R[kb]{0,2})?([A~])")
_BRINGING: Final = frozenset({"bringing", "brings", "brought", "raising", "raises", "raised", "taking"})
_STRETCHES: Final = frozenset({"week", "weeks", "month", "months", "year", "years"})
_TOWARDS: Final = frozenset({"to", "at"})


class NumbersOf(ChunkReader):
    """Finds "the number of" people harmed beside a number of one sentence."""

    def number_before(self, at: int) -> int | None:
        """The cue of "the number of people who died in the floods has risen to", up to chunk `at`."""
        if "xO" not in self.s:
            return None
        first = max(0, at - _REACH)
        found = _RISES.search(self.s, first, at + 1) or self._brought(first, at)
        if found is None or self.tokens.words[self.chunks[found.start()].last] != "number":
            return None
        return found.start(1)

    def _brought(self, first: int, at: int) -> re.Match[str] | None:
        """ "bringing the number of inmates killed since Monday to"."""
        found = _BROUGHT.search(self.s, first, at + 1)
        if found is None:
            return None
        number = self.chunks[found.start()].last
        return found if self.tokens.words[max(0, number - 2)] in _BRINGING else None

    def number_after(self, at: int, end: int) -> int | None:
        """The cue of the words after "bringing to 61": "the number of inmates killed", from chunk `end` on; who were
        killed "this year" are counted over a time.
        """
        if self._word(at) not in _TOWARDS:
            return None
        found = _AFTER.match(self.s, end)
        if found is None:
            return None
        words, number = self.tokens.words, self.chunks[found.start() + found[0].index("O") - 1].last
        is_of_event = _STRETCHES.isdisjoint(words[self.chunks[found.start(1)].last :])
        return found.start(1) if words[number] == "number" and is_of_event else None
