"""Whether a line ends because its sentence does: headlines, list items and paragraphs against text wrapped by hand.

Web text has one line a paragraph, its headlines and list items end without a full stop, and old wire copy is wrapped at
some 70 characters. A wrapped line goes on in lower case somewhere near; a line that is long was not wrapped at all.
"""

import re
from typing import Final

_LONG: Final = 110
"""Characters; text wrapped by hand has no longer lines."""
_BULLET: Final = re.compile(r"[^\S\n]*(?:[•·▪●►*–—-]|\(?\d{1,2}[.)])[^\S\n]+\S")
_HANGING: Final = re.compile(
    r"(?:[,(–—-]|\b(?:a|an|the|of|in|on|at|by|to|for|from|with|near|and|or|as|that|was|were|said|is|his|her|its"
    r"|(?:[A-Z]|Mr|Mrs|Ms|Dr|Gen|Lt|Col|Maj|Capt|Sgt)\.?))\s*$"
)
"""No line of its own ends so."""
_TAIL: Final = 10
_CAPITALS: Final = 30
_INDENT: Final = re.compile(r"[^\S\n]*")


def breaks_line(text: str, newline: int) -> bool:
    """Whether the sentence ends at the line end `newline`, an offset of a line feed with no blank line after it."""
    after = _first(text, newline + 1)
    if _BULLET.match(text, newline + 1):
        return True
    if text[after : after + 1].islower() or _HANGING.search(text, max(0, newline - _TAIL), newline):
        return False
    if ends_long_line(text, newline) or _begins_long_line(text, newline + 1):
        return True
    start = text.rfind("\n", 0, newline) + 1
    end = text.find("\n", after)
    end = end if end >= 0 else len(text)
    if text[max(start, newline - _CAPITALS) : newline].isupper() and text[after:end].isupper():
        return False
    return not (_goes_on(text, start) or _goes_on(text, end + 1))


def ends_long_line(text: str, newline: int) -> bool:
    """Whether the line that ends here is so long that nobody wrapped it: a paragraph."""
    return newline > _LONG and text.rfind("\n", newline - _LONG, newline) < 0


def _begins_long_line(text: str, start: int) -> bool:
    return len(text) - start > _LONG and text.find("\n", start, start + _LONG) < 0


def _goes_on(text: str, start: int) -> bool:
    """Whether the line that starts here goes on with the words of the line before."""
    first = _first(text, start)
    return start > 0 and text[first : first + 1].islower()


def _first(text: str, start: int) -> int:
    match = _INDENT.match(text, start)
    return match.end() if match is not None else start
