"""Whether every sentence of a grid of templates has its total: `python -m tests.golden.generated`.

A grid (`generated.toml`) crosses the ways to say one thing with what may stand around it, so that a gap shows as a row
or a column of wrong sentences, not as one sentence.
"""

import tomllib
from collections import Counter
from collections.abc import Iterator
from itertools import product
from string import Formatter
from typing import Final, NamedTuple

from rich.console import Console
from rich.table import Table

from pipeline.vocabulary import HarmType
from tests.golden.cases import HERE
from tests.golden.rewordings import totals

SHOWN: Final = 5
"""Sentences shown of each grid."""

COMPARED: Final = (HarmType.KILLED, HarmType.WOUNDED)

Fillers = dict[str, dict[str, int]]
"""What may fill each slot, and how many people each filler is."""


class Template(NamedTuple):
    """A sentence with slots, and the slots whose people are killed and wounded in it."""

    text: str
    killed: list[str]
    wounded: list[str]

    def slots(self) -> list[str]:
        """Their names in the order of the text."""
        return [name for _, name, _, _ in Formatter().parse(self.text) if name is not None]


class Sentence(NamedTuple):
    """A filled template with what is to be read in it; harms of nobody are left out."""

    text: str
    expected: dict[HarmType, int]


class Grid(NamedTuple):
    """Templates, their fillers, and how many of the sentences are known to be misread."""

    name: str
    misread: int
    templates: list[Template]
    fillers: Fillers

    def sentences(self) -> Iterator[Sentence]:
        """Every template with every combination of its fillers."""
        for template in self.templates:
            slots = template.slots()
            for chosen in product(*(self.fillers[slot].items() for slot in slots)):
                people = {slot: count for slot, (_, count) in zip(slots, chosen, strict=True)}
                words = {slot: text for slot, (text, _) in zip(slots, chosen, strict=True)}
                harmed = Counter({HarmType.KILLED: sum(people[slot] for slot in template.killed)})
                harmed[HarmType.WOUNDED] = sum(people[slot] for slot in template.wounded)
                yield Sentence(template.text.format(**words), dict(+harmed))


class Misread(NamedTuple):
    """A sentence and the totals that are read in it."""

    sentence: Sentence
    read: dict[HarmType, int]


def grids() -> list[Grid]:
    """Those of `generated.toml`."""
    tables = tomllib.loads((HERE / "generated.toml").read_text(encoding="utf-8"))["grid"]
    return [
        Grid(
            table["name"],
            table["misread"],
            [Template(t["text"], t.get("killed", []), t.get("wounded", [])) for t in table["templates"]],
            {slot: _counted(fillers) for slot, fillers in table["fillers"].items()},
        )
        for table in tables
    ]


def _counted(fillers: dict[str, int] | list[str]) -> dict[str, int]:
    return fillers if isinstance(fillers, dict) else dict.fromkeys(fillers, 0)


def misread(grid: Grid) -> list[Misread]:
    """The sentences of a grid with another total of people killed or wounded."""
    compared = ((sentence, totals(sentence.text)) for sentence in grid.sentences())
    read = (
        (sentence, {h: n for h, n in found.items() if n and h in COMPARED}) for sentence, found in compared
    )
    return [Misread(sentence, found) for sentence, found in read if found != sentence.expected]


def main() -> None:
    """Prints a table, then the first sentences of each grid that are misread."""
    console = Console()
    outcomes = [(grid, sum(1 for _ in grid.sentences()), misread(grid)) for grid in grids()]
    table = Table("Grid", "Sentences", "Misread", title="Totals of generated sentences")
    for grid, sentences, wrong in outcomes:
        table.add_row(grid.name, f"{sentences:,}", str(len(wrong)))
    console.print(table)
    for grid, _, wrong in outcomes:
        for each in wrong[:SHOWN]:
            console.print(f"{grid.name}: {each.read}, expected {each.sentence.expected}", markup=False)
            console.print(f"    {each.sentence.text}", markup=False, soft_wrap=True)


if __name__ == "__main__":
    main()
