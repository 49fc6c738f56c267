"""Cases made by hand: what a coder gave, and what extraction is taken to have found."""

from pipeline.evaluate.gold import HARMS, Bound, Coded, GoldRow
from pipeline.evaluate.prediction import Case, Prediction
from pipeline.extract.totals import Total
from pipeline.vocabulary import HarmType

KILLED, WOUNDED = HARMS


def case(
    text: str = "No number.",
    *,
    killed: Coded | int | None = None,
    wounded: Coded | int | None = None,
    found: Total | int = 0,
    found_wounded: Total | int = 0,
    failure: str | None = None,
) -> Case:
    """A case; a number stands for one that is coded, or found, exactly."""
    row = GoldRow(1, "a", text, None, {KILLED: _coded(killed), WOUNDED: _coded(wounded)})
    totals: dict[HarmType, Total] = {KILLED: _total(found), WOUNDED: _total(found_wounded)}
    return Case(row, Prediction(totals, 0.5, failure))


def bounded(bound: Bound) -> Coded:
    return Coded(None, bound)


def _coded(given: Coded | int | None) -> Coded:
    return given if isinstance(given, Coded) else Coded(given)


def _total(given: Total | int) -> Total:
    return given if isinstance(given, Total) else Total(given, given, given, 0)
