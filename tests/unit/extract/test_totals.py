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


@pytest.mark.parametrize(
    ("text", "victims", "perpetrators"),
    [
        ("At least 18 people, including two assailants, were killed in the siege of the hotel.", 16, 2),
        ("The blast left seven dead, among them the bomber.", 6, 1),
        ("Eleven people died, four of them gunmen. All four gunmen were shot dead by guards.", 7, 4),
        ("Nine soldiers, including a commander, were killed when the Taliban stormed the post.", 9, 0),
        ("Two attackers and five guards were killed.", 5, 2),
        ("At least 13 people, including three children, were killed in the assault.", 13, 0),
    ],
)
def test_attackers_are_taken_out_of_a_count_of_all_the_dead(
    text: str, victims: int, perpetrators: int
) -> None:
    total = document_totals(extract(text))[HarmType.KILLED]
    assert (total.victims, total.perpetrators) == (victims, perpetrators)


def test_bounds_follow_the_victims() -> None:
    total = document_totals(extract("At least 31 people, including five assailants, were killed."))
    assert (total[HarmType.KILLED].low, total[HarmType.KILLED].high) == (26, None)
