"""Evaluation: how well extraction agrees with numbers that people coded by hand.

Conventions, for each document and for killed and wounded apart:

- The prediction is the document's total (`pipeline.extract.totals`), 0 when the text tells none.
  Perpetrators are left out of it or counted in, as the coder of the numbers did (`Perpetrators`).
- A number that was not coded, or coded as a bound, is not compared as a number. Bounds are compared by
  themselves (`pipeline.evaluate.bounds`), and so are ranges that a total has to fall into.
- A text on which extraction fails counts as wrong in every comparison.
"""

from pipeline.evaluate.gold import HARMS, Columns, GoldRow, Perpetrators, RefusedRow
from pipeline.evaluate.misses import Miss, miss_object, misses, sample_misses
from pipeline.evaluate.prediction import Case, predict, warm_up
from pipeline.evaluate.scores import Scores, as_object, score
from pipeline.evaluate.sources import GoldFile, UnreadableError, read_gold

__all__ = [
    "HARMS",
    "Case",
    "Columns",
    "GoldFile",
    "GoldRow",
    "Miss",
    "Perpetrators",
    "RefusedRow",
    "Scores",
    "UnreadableError",
    "as_object",
    "miss_object",
    "misses",
    "predict",
    "read_gold",
    "sample_misses",
    "score",
    "warm_up",
]
