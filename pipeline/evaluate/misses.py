"""Texts that extraction gets wrong, with the figures that it found and why each counted or not."""

import random
from collections.abc import Collection, Sequence
from typing import Any, Final, NamedTuple

from pipeline.evaluate.bounds import agrees, is_printed
from pipeline.evaluate.gold import HARMS, Coded, GoldRow, Perpetrators
from pipeline.evaluate.prediction import Case
from pipeline.evaluate.printed import printed_numbers
from pipeline.evaluate.scores import is_in_range
from pipeline.extract import extract
from pipeline.extract.records import Figure
from pipeline.extract.tallying import Toll
from pipeline.extract.totals import tolls
from pipeline.vocabulary import HarmType

FIGURE_FIELDS: Final = (
    "harm_type",
    "number_text",
    "quote",
    "value",
    "value_low",
    "value_high",
    "qualifier",
    "of_perpetrators",
    "scope",
    "rule_id",
)


class Decided(NamedTuple):
    """A figure found in the text, and whether and why it counts in the document's total."""

    figure: Figure
    toll: Toll


class Miss(NamedTuple):
    """A case with at least one wrong comparison; `wrong` are the harms that it is wrong in."""

    case: Case
    wrong: tuple[HarmType, ...]

    def figures(self) -> list[Decided]:
        """The figures of killed and wounded in the text; none where extraction failed."""
        return [] if self.case.prediction.failure is not None else explained(self.case.row)


def misses(cases: Sequence[Case], perpetrators: Perpetrators, harms: Collection[HarmType]) -> list[Miss]:
    """Every case that is wrong in a coded number, a range or a printed bound of `harms`, in order."""
    found = []
    for case in cases:
        wrong = tuple(harm for harm in HARMS if harm in harms and is_wrong(case, harm, perpetrators))
        if wrong:
            found.append(Miss(case, wrong))
    return found


def sample_misses(found: Sequence[Miss], count: int, seed: int) -> list[Miss]:
    """`count` of the misses drawn at random, in the order of the file: the same ones for the same seed."""
    drawn = random.Random(seed).sample(range(len(found)), min(count, len(found)))
    return [found[index] for index in sorted(drawn)]


def is_wrong(case: Case, harm: HarmType, perpetrators: Perpetrators) -> bool:
    """Whether the case's total of `harm` disagrees with anything that its coder gave for it."""
    coded = case.row.coded[harm]
    people = case.people(harm, perpetrators)
    return (
        (coded.value is not None and people != coded.value)
        or (coded.span is not None and not is_in_range(people, coded.span))
        or (
            coded.bound is not None
            and is_printed(coded.bound, case.row.text)
            and not agrees(coded.bound, case, harm, perpetrators)
        )
    )


def is_in_text(coded: Coded, text: str) -> bool | None:
    """Whether the coded number stands in the text; None when no number above 0 is coded."""
    return coded.value in printed_numbers(text) if coded.value else None


def explained(row: GoldRow) -> list[Decided]:
    """Extract a text once more, for the figures that its totals were made of."""
    extraction = extract(row.text, row.published_on)
    decided = [Decided(extraction.figures[toll.figure_no], toll) for toll in tolls(extraction)]
    return [each for each in decided if each.figure.harm_type in HARMS]


def miss_object(miss: Miss) -> dict[str, Any]:
    """A miss as JSON has it: the text, what is coded and predicted, and every figure with its fate."""
    row = miss.case.row
    return {
        "row": row.number,
        "id": row.row_id,
        "text": row.text,
        "wrong": list(miss.wrong),
        "coded": {harm: row.coded[harm]._asdict() for harm in HARMS},
        "predicted": {harm: miss.case.total(harm)._asdict() for harm in HARMS},
        "in_text": {harm: is_in_text(row.coded[harm], row.text) for harm in HARMS},
        "failure": miss.case.prediction.failure,
        "figures": [_figure_object(each) for each in miss.figures()],
    }


def _figure_object(decided: Decided) -> dict[str, Any]:
    figure = decided.figure._asdict()
    return {
        **{name: figure[name] for name in FIGURE_FIELDS},
        "counted": decided.toll.counted,
        "reason": decided.toll.reason,
    }
