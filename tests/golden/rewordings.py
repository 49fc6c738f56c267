"""Whether the golden sentences keep their totals when they are reworded: `python -m tests.golden.rewordings`.

A rewording (`rewordings.toml`) puts another verb, another noun, an insertion or a harmless sentence where no number
changes. Where a total changes, the grammar has a gap. The sentences that are read wrong to begin with take no part.
"""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from rich.console import Console
from rich.table import Table

from pipeline.extract import extract
from pipeline.extract.totals import document_totals
from pipeline.vocabulary import BODILY, HarmType
from tests.golden.cases import HERE, Case, known_misses, sentences

SHOWN: Final = 3
"""Sentences shown of each rewording."""


class Rewording(NamedTuple):
    """A change of a text: a pattern and what takes its place, or a sentence put after it."""

    name: str
    find: str | None
    put: str | None
    end: str | None

    def of(self, text: str) -> str:
        """The text reworded, as it was where there is nothing to reword."""
        if self.find is not None and self.put is not None:
            return re.sub(self.find, self.put, text)
        return f"{text} {self.end}" if text.endswith(".") else text


class Changed(NamedTuple):
    """A reworded text and its totals before and after."""

    text: str
    before: dict[HarmType, int]
    after: dict[HarmType, int]


class Outcome(NamedTuple):
    """How many sentences a rewording applies to, and those whose totals it changes."""

    rewording: Rewording
    applied: int
    changed: list[Changed]


def rewordings() -> list[Rewording]:
    """Those of `rewordings.toml`."""
    tables = tomllib.loads((HERE / "rewordings.toml").read_text(encoding="utf-8"))["rewording"]
    return [Rewording(t["name"], t.get("find"), t.get("put"), t.get("end")) for t in tables]


@cache
def totals(text: str) -> dict[HarmType, int]:
    """People killed and wounded, perpetrators among them."""
    found = document_totals(extract(text))
    return {harm: found[harm].victims + found[harm].perpetrators for harm in sorted(BODILY) if harm in found}


def outcome(rewording: Rewording) -> Outcome:
    """What a rewording changes in the golden sentences that are read right."""
    changed, applied = [], 0
    for case in _read_right():
        text = rewording.of(case.text)
        if text == case.text:
            continue
        applied += 1
        before, after = totals(case.text), totals(text)
        if any(before.get(harm, 0) != after.get(harm, 0) for harm in BODILY):
            changed.append(Changed(text, before, after))
    return Outcome(rewording, applied, changed)


def _read_right() -> Iterator[Case]:
    """Those that are dated by nothing outside them: a day that a rewording adds would be long past or to come."""
    missed = known_misses()
    return (case for case in sentences() if case.id not in missed and case.published_on is None)


def main() -> None:
    """Prints a table, then the first sentences that each rewording changes."""
    console = Console()
    outcomes = [outcome(each) for each in rewordings()]
    table = Table("Rewording", "Sentences", "Changed", title="Totals of reworded golden sentences")
    for each in outcomes:
        table.add_row(each.rewording.name, f"{each.applied:,}", str(len(each.changed)))
    table.add_row("all", f"{sum(o.applied for o in outcomes):,}", str(sum(len(o.changed) for o in outcomes)))
    console.print(table)
    for each in outcomes:
        for changed in each.changed[:SHOWN]:
            console.print(f"{each.rewording.name}: {changed.before} -> {changed.after}", markup=False)
            console.print(f"    {changed.text}", markup=False, soft_wrap=True)


if __name__ == "__main__":
    main()
