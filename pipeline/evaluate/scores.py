"""Scores of a file: shares of its coded numbers, bounds and ranges that extraction gets right."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from pipeline.evaluate.bounds import BoundScores, score_bounds
from pipeline.evaluate.gold import HARMS, Perpetrators
from pipeline.evaluate.prediction import Case
from pipeline.evaluate.printed import printed_numbers
from pipeline.evaluate.share import Share, share
from pipeline.vocabulary import HarmType


class HarmScores(NamedTuple):
    """Scores of one harm. `exact` and `within_one` are over every coded number.

    `precision`: predictions above 0 that are the coded number. `recall`: coded numbers above 0 that are
    predicted exactly. `printed_recall`: the same over those that stand in the text, as digits or in words.
    `in_range`: predictions within the range that the coder gave.
    """

    exact: Share
    within_one: Share
    precision: Share
    recall: Share
    printed_recall: Share
    in_range: Share
    bounds: BoundScores


class Scores(NamedTuple):
    """Scores of `n` texts, extracted in `seconds`; `both_exact` is over those with both numbers coded."""

    n: int
    both_exact: Share
    harms: Mapping[HarmType, HarmScores]
    seconds: float

    @property
    def texts_per_second(self) -> float | None:
        """Texts extracted per second by this one process."""
        return round(self.n / self.seconds, 1) if self.seconds else None


def score(cases: Sequence[Case], perpetrators: Perpetrators) -> Scores:
    """Compare every case with its gold row."""
    complete = [case for case in cases if all(case.row.coded[harm].value is not None for harm in HARMS)]
    return Scores(
        n=len(cases),
        both_exact=share(
            all(case.people(harm, perpetrators) == case.row.coded[harm].value for harm in HARMS)
            for case in complete
        ),
        harms={harm: score_harm(cases, harm, perpetrators) for harm in HARMS},
        seconds=sum(case.prediction.seconds for case in cases),
    )


class _Pair(NamedTuple):
    gold: int
    predicted: int | None
    text: str

    @property
    def is_exact(self) -> bool:
        """Whether the total is the coded number; False where extraction failed."""
        return self.predicted == self.gold

    @property
    def is_within_one(self) -> bool:
        """Whether the total is at most one person off; False where extraction failed."""
        return self.predicted is not None and abs(self.predicted - self.gold) <= 1


def score_harm(cases: Sequence[Case], harm: HarmType, perpetrators: Perpetrators) -> HarmScores:
    """Compare the coded numbers, ranges and bounds of one harm."""
    pairs = [
        _Pair(gold, case.people(harm, perpetrators), case.row.text)
        for case in cases
        if (gold := case.row.coded[harm].value) is not None
    ]
    some = [pair for pair in pairs if pair.gold > 0]
    return HarmScores(
        exact=share(pair.is_exact for pair in pairs),
        within_one=share(pair.is_within_one for pair in pairs),
        precision=share(pair.is_exact for pair in pairs if pair.predicted),
        recall=share(pair.is_exact for pair in some),
        printed_recall=share(pair.is_exact for pair in some if pair.gold in printed_numbers(pair.text)),
        in_range=share(
            is_in_range(case.people(harm, perpetrators), span)
            for case in cases
            if (span := case.row.coded[harm].span) is not None
        ),
        bounds=score_bounds(cases, harm, perpetrators),
    )


def is_in_range(predicted: int | None, span: tuple[int, int]) -> bool:
    """Whether a prediction falls into a range, its ends included."""
    return predicted is not None and span[0] <= predicted <= span[1]


def as_object(scores: Scores) -> dict[str, Any]:
    """The scores as JSON has them: shares in percent with one decimal, null where nothing was compared."""
    return {
        "n": scores.n,
        "both_exact": scores.both_exact.percent,
        **{str(harm): _harm_object(of) for harm, of in scores.harms.items()},
        "texts_per_second": scores.texts_per_second,
    }


def _harm_object(scores: HarmScores) -> dict[str, Any]:
    said: dict[str, Any] = {
        "n": scores.exact.n,
        "exact": scores.exact.percent,
        "precision": scores.precision.percent,
        "recall": scores.recall.percent,
        "printed_recall": scores.printed_recall.percent,
        "printed_n": scores.printed_recall.n,
        "within_one": scores.within_one.percent,
    }
    if scores.in_range.n:
        said |= {"in_range": scores.in_range.percent, "in_range_n": scores.in_range.n}
    if scores.bounds.coded:
        said["bounds"] = _bounds_object(scores.bounds)
    return said


def _bounds_object(bounds: BoundScores) -> dict[str, Any]:
    return {
        "coded": bounds.coded,
        "n": bounds.agreement.n,
        "agreement": bounds.agreement.percent,
        "by_kind": {str(kind): {"n": of.n, "agreement": of.percent} for kind, of in bounds.by_kind.items()},
        "plus_perps_summed": bounds.summed.percent,
    }
