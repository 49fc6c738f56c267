"""Bulletins of a month: the lead's frame, places in lists, wholes. The texts were written for these tests."""

from datetime import date

import pytest

from pipeline.extract import extract
from pipeline.extract.records import Figure
from pipeline.vocabulary import Scope

PERU = """Mission counts 310 dead in Peru in August

LIMA, September 2 (Reuters) - Violence killed 310 people in Peru in August, far more than in July, the mission said on \
Monday, and 620 were injured. Cusco is not included.

Civilians killed numbered 250, of them 40 police. The security forces had 60 dead and 90 injured.

Ayacucho had 105 killed and 169 injured; Junin, 80 killed and 90 injured. In Cusco 30 people were killed, the health \
office says.

From January to August 1,900 people have been killed.
"""
ATTACK = """Car bomb kills nine in Lima

LIMA, September 2 (Reuters) - A car bomb killed nine people in Lima on Monday, after a calmer August, police said. \
Three of them were soldiers.
"""


def _read(text: str) -> dict[str, Figure]:
    """The first figure of each number outside the headline."""
    found: dict[str, Figure] = {}
    for figure in extract(text, date(2013, 9, 2)).figures:
        if figure.scope is not Scope.HEADLINE:
            found.setdefault(figure.number_text, figure)
    return found


def _whole(text: str, number: str) -> str | None:
    parent = _read(text)[number].parent
    return None if parent is None else extract(text, date(2013, 9, 2)).figures[parent].number_text


@pytest.mark.parametrize("number", ["310", "620", "250", "60", "90", "105", "80", "30"])
def test_the_month_of_the_lead_holds_for_every_count(number: str) -> None:
    figure = _read(PERU)[number]
    assert figure.scope is Scope.PERIOD_TOTAL
    assert (figure.date_start, figure.date_end) == (date(2013, 8, 1), date(2013, 8, 31))


def test_a_span_of_its_own_goes_before_the_month_of_the_lead() -> None:
    figure = _read(PERU)["1,900"]
    assert (figure.date_start, figure.date_end) == (date(2013, 1, 1), date(2013, 8, 31))


@pytest.mark.parametrize(
    ("number", "place"), [("310", "Peru"), ("105", "Ayacucho"), ("80", "Junin"), ("60", "Peru")]
)
def test_a_count_in_a_list_has_the_place_beside_it(number: str, place: str) -> None:
    name = _read(PERU)[number].place_name
    assert name is not None and name.replace("í", "i") == place


@pytest.mark.parametrize(
    ("number", "whole"),
    [
        ("250", "310"),
        ("40", "250"),
        ("60", "310"),
        ("105", "310"),
        ("80", "310"),
        ("30", None),
        ("1,900", None),
    ],
)
def test_classes_and_provinces_are_parts_of_the_total_that_holds_them(number: str, whole: str | None) -> None:
    assert _whole(PERU, number) == whole


def test_a_month_told_beside_an_attack_makes_no_bulletin() -> None:
    assert {f.scope for f in _read(ATTACK).values()} == {Scope.INCIDENT}
