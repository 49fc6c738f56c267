"""Attributes of figures: each claim takes those of its own words, and shares those of its event alone."""

from datetime import date

import pytest

from pipeline.extract import Figure, extract
from pipeline.vocabulary import HarmType, PartRelation, Scope, VictimClass

PUBLISHED = date(2018, 3, 14)


def figures(text: str) -> dict[str, Figure]:
    """Figures by the text of their number."""
    return {figure.number_text: figure for figure in extract(text, PUBLISHED).figures}


@pytest.mark.parametrize(
    ("text", "number", "scope"),
    [
        ("Insurgents have killed 2,000 people this year.", "2,000", Scope.PERIOD_TOTAL),
        ("Last month 340 people were killed in the province, the governor said.", "340", Scope.PERIOD_TOTAL),
        ("Ten people have been killed by landmines so far this year.", "Ten", Scope.PERIOD_TOTAL),
        ("The Red Cross estimates that 1,200 people have died since January.", "1,200", Scope.PERIOD_TOTAL),
        ("In the deadliest attack this year, 80 people were killed at a concert.", "80", Scope.INCIDENT),
        ("In the second such raid this month, gunmen killed three policemen.", "three", Scope.INCIDENT),
        ("Two people were killed in last month's shooting in Oslo.", "Two", Scope.INCIDENT),
        ("The floods have killed 58 people since Monday.", "58", Scope.INCIDENT),
        ("The conflict, now in its ninth year, has killed 90,000 people.", "90,000", Scope.HISTORICAL),
        ("More than 40,000 people have been killed since 2006.", "40,000", Scope.PERIOD_TOTAL),
        ("An earthquake there in 1999 killed 17,000 people.", "17,000", Scope.HISTORICAL),
        ("About 1,500 people remain displaced.", "1,500", Scope.STOCK),
    ],
)
def test_scope_is_that_of_the_claims_own_clause(text: str, number: str, scope: Scope) -> None:
    assert figures(text)[number].scope is scope


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("The army said 20 rebels had died; the rebels said they lost four dead.", ["army", "rebels"]),
        (
            "Doctors counted 15 dead, but the interior ministry confirmed nine deaths.",
            ["Doctors", "Interior Ministry"],
        ),
        (
            "Hospital sources said 23 people died, while the mayor said seven had died.",
            ["Hospital sources", "mayor"],
        ),
    ],
)
def test_rival_claims_keep_their_own_sources(text: str, sources: list[str]) -> None:
    assert [figure.source for figure in extract(text, PUBLISHED).figures] == sources


def test_a_pronoun_is_the_source_named_last() -> None:
    text = 'We saw shooting," said Amina Diallo, a teacher. She said seven people were killed.'
    assert figures(text)["seven"].source == "Amina Diallo"


@pytest.mark.parametrize(
    "text",
    [
        "No group claimed responsibility for the blast that killed nine people.",
        "The attack, which no group has claimed, killed nine people.",
        "A storm killed nine people near a post held by the Taliban.",
        "Detectives arrived after nine people were stabbed at a party.",
        "Shelling near a market killed nine people.",
    ],
)
def test_who_did_nothing_is_no_perpetrator(text: str) -> None:
    assert figures(text)["nine"].perpetrator is None


@pytest.mark.parametrize(
    ("text", "perpetrator"),
    [
        ("Militants from Boko Haram shot dead nine farmers.", "Militants from Boko Haram"),
        ("Gunmen on motorbikes attacked a village, killing nine people.", "Gunmen"),
        ("Nine troopers were killed when Maoists blew up their truck.", "Maoists"),
        ("Nine people were killed by shelling attributed to the Houthis.", "Houthis"),
        ("A car bomb killed nine people. Al-Shabaab claimed responsibility.", "Al-Shabaab"),
    ],
)
def test_perpetrators_are_found_around_the_claim(text: str, perpetrator: str) -> None:
    assert extract(text, PUBLISHED).figures[0].perpetrator == perpetrator


def test_a_list_gives_each_count_its_place() -> None:
    told = figures("Eleven were hurt in Leeds, six in Bradford and one in York.")
    assert {n: f.place_name for n, f in told.items()} == {"Eleven": "Leeds", "six": "Bradford", "one": "York"}


def test_weapons_stay_with_their_event() -> None:
    told = figures("A car bomb killed three people in Basra. In Mosul on Tuesday, two policemen were killed.")
    assert (told["three"].weapon, told["two"].weapon) == ("car bomb", None)


@pytest.mark.parametrize(
    ("text", "earlier"),
    [
        ("A bomb killed three people on Monday. A year ago, 17 people died in a similar attack.", "17"),
        ("The general, who survived an ambush that killed 17 aides in May, was shot dead on Sunday.", "17"),
        ("A mine killed three sailors. It was the worst loss since 2009, when 17 sailors died.", "17"),
    ],
)
def test_earlier_events_are_background(text: str, earlier: str) -> None:
    details = {number: figure.rule_id.split(".") for number, figure in figures(text).items()}
    assert [number for number, words in details.items() if "background" in words] == [earlier]


@pytest.mark.parametrize(
    ("second", "relation"), [("five", PartRelation.PARTITION), ("three", PartRelation.SUBSET)]
)
def test_counts_after_a_summary_are_parts_of_it(second: str, relation: PartRelation) -> None:
    text = "A series of bombs killed 12 people across Iraq. In Basra, a bomb killed seven. In Kut, another killed "
    found = [f for f in extract(f"{text}{second}.", PUBLISHED).figures if f.harm_type is HarmType.KILLED]
    assert [(f.number_text, f.parent, f.part_relation) for f in found] == [
        ("12", None, None),
        ("seven", 0, relation),
        (second, 0, relation),
    ]


def test_losses_are_of_those_who_had_them_and_captives_are_not() -> None:
    assert figures("The rebels had 12 killed and 5 wounded.")["5"].victim_class is VictimClass.MILITANT
    assert figures("The gunmen had taken 17 hostages.")["17"].victim_class is VictimClass.UNKNOWN
