"""Words for a toll and the number that they give: "the death toll", "the number of people killed".

"The number of people who died in the floods has risen to 23", "bringing to 61 the number of inmates killed", "raising
the toll in Wednesday's massacre to 28".
"""

import re
from typing import Final

from pipeline.extract.chunk_reader import ChunkReader
from pipeline.extract.lexicon import Tag, word_list

_RISES: Final = re.compile(
    r"x(?:O[fOxXd]{0,2}P?|w)(?:R[kb]?)?(?:[A~]&x?)?([A~])[^;:,RLN]{0,22}?(?:,[^,;:()LN]{1,14},)?"
    r"[bVxk]{1,4}(?:,[fxXTd]{1,5},)?[>f]?$"
)
_BROUGHT: Final = re.compile(r"xO[fOxXd]{0,2}P(?:R[kb]{0,2})?([A~])[fOxXdsYPN]{0,10}>$")
_REACH: Final = 40
_AFTER: Final = re.compile(r"x{1,2}O[xXd]{0,3}P(?:[fO][xX]{1,2})?(?:R[kb]{0,2})?([A~])")
_BRINGING: Final = frozenset({"bringing", "brings", "brought", "raising", "raises", "raised", "taking"})
_STRETCHES: Final = frozenset({"week", "weeks", "month", "months", "year", "years"})
_TO_RAISING: Final = 2
"""Tokens from "raising" to "toll"."""
_TOLL_REACH: Final = 24
_TOLL_BEFORE: Final = re.compile(
    r"L[bVTf>xXkdsOMRYJ~:wl]{0,13}(?:N[>f]|Nd?,f|,|,[xXfd]{1,6},[kbV]?x?[>f]?)?$"
)
_TOLL_FAR_REACH: Final = 30
_TOLL_RISES: Final = re.compile(r"L[bV]?s?[^;:sR()L]{0,26}(?:k?[xV]>|kx)$")
_TOLL_TO: Final = re.compile(r"L[^;:()LN]{0,12}>$")
_TOLL_REACHES: Final = re.compile(r"L[^;:sR()L]{0,26}$")
_TOLL_PARTED: Final = re.compile(r"L[^,;:()LN]{0,14}?(?:,[^,;:()LN]{1,14},)?(?P<verb>[kbxV]{1,4}[>f]?)$")
_CHANGES: Final = word_list("grammar", "parts", "rising") | {"raised"}
_TOLL_HITS: Final = re.compile(r"L(?:[fO][xXTdO]{0,8})?k?[AF]$")
_REACHED: Final = frozenset(
    {"reached", "passed", "topped", "exceeded", "surpassed", "hit", "hits", "neared", "crossed"}
)
_OPENS_CLAUSE: Final = frozenset({"when", "while", "where", "because"})
_TOWARDS: Final = frozenset({"to", "at"})


class TollWords(ChunkReader):
    """Finds the words for a toll beside a number of one sentence."""

    def number_before(self, at: int) -> int | None:
        """The cue of "the number of people who died in the floods has risen to", up to chunk `at`."""
        if "number" not in self.tokens.vocabulary:
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

    def toll_before(self, at: int) -> int | None:
        """The chunk of "the death toll" whose number follows chunk `at`: "the death toll rose to"."""
        if Tag.TOLL not in self.s or self.chunks[at + 1].implied or self._is_one_of(at + 1):
            return None
        if self._word(at) in _OPENS_CLAUSE:
            return None
        near, far = max(0, at - _TOLL_REACH), max(0, at - _TOLL_FAR_REACH)
        toll = _TOLL_BEFORE.search(self.s, near, at + 1) or _TOLL_RISES.search(self.s, far, at + 1)
        toll = toll or self._toll_brought(far, at) or self._toll_parted(far, at)
        return toll.start() if toll is not None else None

    def toll_hitting(self, at: int) -> int | None:
        """The chunk of "the death toll" in "the death toll hit 38": its verb is one of harm after another subject."""
        if Tag.TOLL not in self.s or self.tokens.words[self.chunks[at].last] not in _REACHED:
            return None
        toll = _TOLL_HITS.search(self.s, max(0, at - _TOLL_REACH), at + 1)
        return toll.start() if toll is not None else None

    def _toll_brought(self, first: int, at: int) -> re.Match[str] | None:
        """ "Raising the toll in Wednesday's massacre to", "the toll from the crush of fans in an alley reached"."""
        if self.tokens.words[self.chunks[at].last] in _REACHED:
            return _TOLL_REACHES.search(self.s, first, at + 1)
        toll = _TOLL_TO.search(self.s, first, at + 1)
        if toll is None:
            return None
        said = self.tokens.words[max(0, self.chunks[toll.start()].first - _TO_RAISING) :][:_TO_RAISING]
        return toll if not word_list("grammar", "parts", "raising").isdisjoint(said) else None

    def _toll_parted(self, first: int, at: int) -> re.Match[str] | None:
        """ "The death toll from the quake, which struck at dawn, rose to": much may part it from its verb."""
        toll = _TOLL_PARTED.search(self.s, first, at + 1)
        if toll is None:
            return None
        verb = self.tokens.words[self.chunks[toll.start("verb")].first : self.chunks[at].last + 1]
        return toll if not _CHANGES.isdisjoint(" ".join(verb).split()) else None

    def _is_one_of(self, at: int) -> bool:
        """ "the toll of the mudslide, one of the worst in memory": an apposition."""
        one = self.chunks[at]
        words = self.tokens.words[one.core[0] : one.core[1] + 1]
        return words == ["one", "of"] or (words[:1] == ["one"] and self.s[at + 1 : at + 2] == "O")
