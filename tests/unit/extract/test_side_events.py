"""A long report is about one event: others that it goes on to tell add nothing to its total."""

from datetime import date

import pytest

from pipeline.extract import extract
from pipeline.extract.totals import document_totals
from pipeline.vocabulary import HarmType

_LEAD = (
    "LOJA, 14 March 2018 - A bomb killed 12 people in the market of Loja on Tuesday. Stalls burned for hours. "
    "Traders spoke of panic. The governor came at noon. Schools were closed. Nobody claimed the attack. "
    "The market opened in 1931. It sells fruit and cloth. "
)
_SHORT = "A bomb killed 12 people in the market of Loja on Tuesday. "


def killed(text: str) -> int:
    return document_totals(extract(text, date(2018, 3, 14)))[HarmType.KILLED].victims


@pytest.mark.parametrize(
    "side",
    [
        "Separately, gunmen killed three guards at a mine in Zaruma.",
        "On 2 March, two pilgrims were killed on the road to Cuenca.",
        "Meanwhile, four fishermen died when their boat sank off Manta.",
    ],
)
def test_another_event_told_later_is_left_out_of_a_long_report(side: str) -> None:
    assert killed(_LEAD + side) == 12


@pytest.mark.parametrize(
    ("side", "people"),
    [
        ("Separately, gunmen killed three guards at a mine in Zaruma.", 15),
        ("In another attack, two pilgrims were killed.", 14),
    ],
)
def test_a_summary_adds_up_its_events(side: str, people: int) -> None:
    assert killed(_SHORT + side) == people


def test_a_later_toll_of_a_long_report_is_of_its_event() -> None:
    assert killed(_LEAD + "The death toll rose to 13 on Wednesday when a porter died.") == 13


@pytest.mark.parametrize(
    "told",
    [
        "Hospitals treated 31 people for burns. Rain fell. A march ended in a scuffle, and nine people were hurt.",
        "Thirty-one traders were wounded. Rain fell. A day passed. Holiday traffic left 210 people injured.",
        "At the clinic lay 31 wounded. Blood was short. Donors came. Stones thrown at a car injured two guards.",
    ],
)
def test_the_first_count_of_wounded_of_a_long_report_is_its_events(told: str) -> None:
    totals = document_totals(extract(_LEAD + told + " The stalls will be rebuilt.", date(2018, 3, 14)))
    assert totals[HarmType.WOUNDED].victims == 31
