"""Totals of a document: bounds of rival counts, perpetrators apart."""

import pytest

from pipeline.extract import extract
from pipeline.extract.totals import Total, document_totals
from pipeline.vocabulary import HarmType


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The governor said nine people were killed, but the Red Cross counted 14 dead.", Total(9, 9, 14, 0)),
        ("The army spoke of 30 dead, while residents said at least 12 were killed.", Total(30, 12, None, 0)),
        ("Police said two students were killed. A hospital official said six students were killed.",
         Total(2, 2, 6, 0)),
    ],
)  # fmt: skip
def test_rival_counts_widen_the_bounds(text: str, expected: Total) -> None:
    assert document_totals(extract(text))[HarmType.KILLED] == expected


def test_perpetrators_do_not_count_among_the_victims() -> None:
    totals = document_totals(extract("Gunmen killed six monks in Bago. Two of the gunmen were killed too."))
    assert totals[HarmType.KILLED] == Total(6, 6, 6, 2)
