"""Places that a sentence names for another reason than that something happened there: words right after the name.

What the words before a name say of it, `place_context` reads.
"""

import re
from typing import Final

from pipeline.extract.place_mention import ResolvedPlace, Role
from pipeline.gazetteer import PlaceKind

_NAMED: Final = Role.NAMED
_ORIGINS: Final = (
    "-based",
    "-backed",
    "-led",
    "-born",
    "-made",
    "-trained",
    "-funded",
    "-run",
    "-registered",
    "-owned",
    "-allied",
)
"""After a place: where somebody is from, not where something happened ("the Britain-based monitor")."""
_WINDOW: Final = 4
"""Characters before a place that are looked at."""
_BEFORE_MODIFIER: Final = re.compile(r"\b[Aa]n? $")
_MODIFIED: Final = re.compile(
    r" (?:gang|cartel|team|club|family|man|woman|couple|resident|businessman|newspaper|crew)\b"
)


def is_origin(text: str, place: ResolvedPlace) -> bool:
    """Whether somebody is from there, or a stretch begins there ("pilgrims from Iran", "from Basra to ...")."""
    if text.startswith(_ORIGINS, place.end):
        return True
    if not text.endswith(" from ", 0, place.start):
        return False
    return place.place.kind is PlaceKind.COUNTRY or text.startswith(" to ", place.end)


def is_aside(text: str, place: ResolvedPlace) -> bool:
    """Whether somebody is of there ("a Leeds gang"). A report that names no other place may still mean it."""
    before = text[max(0, place.start - _WINDOW) : place.start]
    is_modifier = place.role is _NAMED and _BEFORE_MODIFIER.search(before) is not None
    return is_modifier and _MODIFIED.match(text, place.end) is not None
