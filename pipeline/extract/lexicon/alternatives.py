"""Entries of the word lists that stand for many: "{lost,broke} {his,her} {leg,arm}" is eight phrases.

The notation is the brace expansion of shells, with one difference: the same braces twice in an entry choose alike, so
that the forms of a verb stay together ("hit_in_the_{head,leg} hits_in_the_{head,leg}" is two verbs).
"""

import re
from collections.abc import Iterator
from itertools import product
from typing import Any

_BRACES = re.compile(r"\{[^{}]*\}")


def expand(entry: str) -> Iterator[str]:
    """The phrases of an entry; an empty alternative takes the space after it along ("to {the,} hospital")."""
    groups = list(dict.fromkeys(_BRACES.findall(entry)))
    if not groups:
        yield entry
        return
    for choice in product(*(group[1:-1].split(",") for group in groups)):
        phrase = entry
        for group, chosen in zip(groups, choice, strict=True):
            phrase = phrase.replace(group, chosen)
        yield " ".join(phrase.split())


def expanded(table: Any) -> Any:
    """A table of word lists, each entry of a list of phrases as all that it stands for."""
    match table:
        case dict():
            return {name: expanded(value) for name, value in table.items()}
        case [str(), *_]:
            return list(dict.fromkeys(phrase for entry in table for phrase in expand(entry)))
        case _:
            return table
