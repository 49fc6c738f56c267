"""Untrusted text on a terminal: no markup is interpreted, no control character gets through."""

import re

from rich.text import Text

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Control characters but tab and line feed, and the marks that turn the direction of writing."""
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def plain(value: object, style: str = "") -> Text:
    """`value` as text that is shown as it stands; nothing is shown for None."""
    return Text("" if value is None else CONTROL.sub(REPLACEMENT, str(value)), style=style)
