"""Places that a sentence names for another reason than that something happened there.

Where people are from, where the wounded were taken, where a source has its office: none of them is where harm was
done. The words just before and after the name tell.
"""

import re
from typing import Final

from pipeline.extract.place_mention import ResolvedPlace, Role
from pipeline.gazetteer import PlaceKind

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
_WINDOW: Final = 72
"""Characters before a place that are looked at."""
_DESTINATION: Final = re.compile(
    r"\b(?:flown|airlifted|flew|rushed|taken|transferred|moved|transported|ferried|referred|extradited|repatriated)"
    r"\b[^.;,]{0,36} to (?:[a-z]+ ){0,4}(?:in |at )?$"
)
_CARE: Final = re.compile(
    r"\b(?:(?:in|to|from) (?:an? |the )?(?:[a-z]+ )?(?:hospitals?|clinics?|morgue|mortuary|infirmary)"
    r"|being treated|treatment|recovering|surgery) (?:in|at) (?:the [a-z]+ of )?$"
)
_SEAT: Final = re.compile(r"\b(?:based|headquartered|office is|offices are|born|raised) in $")
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
    """Whether people were taken there, or something or somebody is of there ("flown to Izmir", "a Leeds gang").

    A report that names no other place may still mean it: the caller decides.
    """
    before = text[max(0, place.start - _WINDOW) : place.start]
    if any(pattern.search(before) for pattern in (_DESTINATION, _CARE, _SEAT)):
        return True
    is_modifier = place.role is Role.NAMED and _BEFORE_MODIFIER.search(before) is not None
    return is_modifier and _MODIFIED.match(text, place.end) is not None
