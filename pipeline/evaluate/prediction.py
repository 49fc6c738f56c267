"""What extraction says of a coded text, and how long it takes."""

import time
from collections.abc import Mapping
from typing import Final, NamedTuple

from pipeline.evaluate.gold import GoldRow, Perpetrators
from pipeline.extract import extract
from pipeline.extract.totals import NOBODY, Total, document_totals
from pipeline.vocabulary import HarmType

_WARM_UP: Final = "A bomb killed 12 people and wounded at least 30 in Quetta on Monday, police said."


class Prediction(NamedTuple):
    """A document's totals, the seconds of its extraction, and why it failed if it did."""

    totals: Mapping[HarmType, Total]
    seconds: float
    failure: str | None = None


class Case(NamedTuple):
    """A coded text and what was predicted for it."""

    row: GoldRow
    prediction: Prediction

    def total(self, harm: HarmType) -> Total:
        """The document's total of `harm`: nobody when the text tells none."""
        return self.prediction.totals.get(harm, NOBODY)

    def people(self, harm: HarmType, perpetrators: Perpetrators) -> int | None:
        """The predicted number, perpetrators counted in or not; None when extraction failed."""
        if self.prediction.failure is not None:
            return None
        total = self.total(harm)
        return total.victims + (total.perpetrators if perpetrators is Perpetrators.INCLUDE else 0)


def warm_up() -> None:
    """Load vocabulary and gazetteer, which is done once a process, so that no text's time holds it."""
    extract(_WARM_UP)


def predict(row: GoldRow) -> Case:
    """Extract the totals of a text. A failure of extraction is kept with the case and counts as wrong."""
    started = time.perf_counter()
    try:
        extraction = extract(row.text, row.published_on)
        seconds = time.perf_counter() - started
        return Case(row, Prediction(document_totals(extraction), seconds))
    except Exception as error:
        failure = f"{type(error).__name__}: {error}"
        return Case(row, Prediction({}, time.perf_counter() - started, failure))
