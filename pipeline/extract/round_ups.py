"""Round-ups of a month in telegraphic style, which date each event by a bare day: "Jihadists 17 March raided a base".

In them an event of earlier in the month is no background to the one told first.
"""

from bisect import bisect_left
from typing import Final

from pipeline.extract.date_mention import DateKind
from pipeline.extract.lexicon import Tag
from pipeline.extract.passage import Passage
from pipeline.extract.tokens import Tokens

_INTRODUCING: Final = frozenset(
    (
        *(Tag.PREPOSITION, Tag.SUBORDINATOR, Tag.OF, Tag.TO, Tag.BY, Tag.AND, Tag.DATE, Tag.DASH, Tag.HYPHEN),
        *(Tag.DEFINITE, Tag.INDEFINITE, Tag.POSSESSIVE, ",", ";", ":", "(", ")"),
    )
)
"""Before a date of running prose: "on 17 March", "the 17 March attack", "on Monday, 17 March"."""
_CLOSING: Final = frozenset((",", ";", ":", ")"))
"""After the date of a heading or a quoted source ("Reuters 17 March)")."""


def is_round_up(passage: Passage) -> bool:
    """Whether a day stands bare between the words of a sentence ("four soldiers killed 11 Oct in further clash")."""
    if DateKind.POINT not in passage.setting.kinds:
        return False
    days = (m for m in passage.setting.dates if m.kind is DateKind.POINT)
    return any(_is_bare(day.start, day.end, passage.reading.tokens) for day in days)


def _is_bare(start: int, end: int, tokens: Tokens) -> bool:
    if not tokens.text[start].isdigit():
        return False
    before, after = bisect_left(tokens.starts, start) - 1, bisect_left(tokens.starts, end)
    is_inside = before >= 0 and after < len(tokens.tags)
    return is_inside and tokens.tags[before] not in _INTRODUCING and tokens.tags[after] not in _CLOSING
