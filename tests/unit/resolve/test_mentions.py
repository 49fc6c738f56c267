"""Figures of one article grouped into the events that they speak of."""

from datetime import date

from pipeline.resolve.dates import Span
from pipeline.resolve.geography import Place
from pipeline.resolve.mentions import Mention, mentions_of
from tests.unit.resolve.reporting import (
    CAPITAL,
    COUNTRY,
    DAY,
    EAST_END,
    LOCATED,
    NEXT_DAY,
    NORTH,
    OLVAR,
    TERMEZ,
    WEST_END,
    Told,
    ledger,
    report,
    told,
)


def mentions(*figures: Told) -> list[Mention]:
    tables = ledger(report("one", *figures))
    return mentions_of(tables.claims, tables.articles["text"][0], LOCATED)


def numbers(*figures: Told) -> list[list[str]]:
    return [[claim.number_text for claim in mention.claims] for mention in mentions(*figures)]


def test_killed_and_wounded_of_one_place_and_day_are_one_event() -> None:
    assert numbers(told("[13] were killed"), told("[40] were wounded")) == [["13", "40"]]


def test_two_towns_are_two_events() -> None:
    assert numbers(told("[13] were killed"), told("[6] were killed", at=TERMEZ)) == [["13"], ["6"]]


def test_two_districts_of_one_city_are_two_events() -> None:
    assert numbers(told("[7] were killed", at=EAST_END), told("[3] were killed", at=WEST_END)) == [
        ["7"],
        ["3"],
    ]


def test_two_days_are_two_events() -> None:
    assert numbers(told("[13] were killed"), told("[6] were killed", on=NEXT_DAY)) == [["13"], ["6"]]


def test_a_figure_between_two_events_joins_its_own() -> None:
    found = numbers(told("[13] were killed"), told("[6] were killed", at=TERMEZ), told("[40] were wounded"))
    assert found == [["13", "40"], ["6"]]


def test_parts_follow_their_whole() -> None:
    whole = told("[13] bodies were found", name="whole", at=NORTH)
    part = told("[8] policemen among the killed", part_of="whole", at=NORTH, on=NEXT_DAY)
    assert numbers(whole, part) == [["13", "8"]]


def test_a_summary_of_several_towns_is_an_event_of_its_own_beside_theirs() -> None:
    whole = told("[49] were killed in the country", name="whole", at=COUNTRY)
    here = told("[41] were killed there", part_of="whole")
    there = told("[8] were killed too", part_of="whole", at=TERMEZ)
    assert numbers(whole, here, there) == [["49"], ["41"], ["8"]]


def test_a_town_is_an_event_of_its_own_beside_the_sum_of_its_country() -> None:
    whole = told("[49] were killed in the country", name="whole", at=COUNTRY)
    here = told("[4] were killed there", part_of="whole")
    police = told("[8] of all were policemen", part_of="whole", at=TERMEZ, victim_class="police")
    assert numbers(whole, here, police) == [["49", "8"], ["4"]]
    assert mentions(whole, here, police)[0].place == COUNTRY


def test_examples_that_leave_a_rest_stay_with_the_sum_of_their_province() -> None:
    whole = told("[49] were killed in the province", name="whole", at=NORTH)
    here = told("[4] were killed there", part_of="whole")
    there = told("[8] were killed too", part_of="whole", at=TERMEZ)
    assert numbers(whole, here, there) == [["49", "4", "8"]]
    assert mentions(whole, here, there)[0].place == NORTH


def test_a_summary_told_at_the_town_it_was_reported_from_has_the_area_of_its_parts() -> None:
    whole = told("[49] were killed", name="whole", at=CAPITAL)
    here = told("[41] were killed there", part_of="whole")
    inside = told("[8] were killed in the capital", part_of="whole", at=CAPITAL)
    assert numbers(whole, here, inside) == [["49", "8"], ["41"]]
    assert mentions(whole, here)[0].place == Place(None, "Arvand", None, "Arvand", 6)
    nearer = told("[49] were killed", name="whole", at=TERMEZ)
    assert mentions(nearer, here)[0].place == Place(None, "North Arvand", "North Arvand", "Arvand", 4)


def test_districts_of_a_city_stay_with_the_citys_toll() -> None:
    whole = told("[10] were killed", name="whole", at=CAPITAL)
    parts = [
        told("[7] were killed", part_of="whole", at=EAST_END),
        told("[3] were killed", part_of="whole", at=WEST_END),
    ]
    assert numbers(whole, *parts) == [["10", "7", "3"]]


def test_another_event_noun_with_an_indefinite_article_begins_a_new_event() -> None:
    first = told("A bomb killed [13] people")
    assert numbers(first, told("A bomb near a market killed [4]")) == [["13"], ["4"]]
    assert numbers(first, told("The bomb killed [4] of them at once")) == [["13", "4"]]


def test_elsewhere_begins_a_new_event() -> None:
    assert numbers(told("[13] were killed"), told("Elsewhere [40] were wounded")) == [["13"], ["40"]]


def test_different_weapons_in_different_sentences_are_two_events() -> None:
    bomb, guns = told("[13] were killed", weapon="car bomb"), told("[4] were wounded", weapon="gunfire")
    assert numbers(bomb, guns) == [["13"], ["4"]]


def test_one_sentence_may_name_two_weapons_of_one_event() -> None:
    bomb = told("a vest bomb killed [3]", weapon="suicide vest")
    guns = told("gunfire left [9] wounded", weapon="gunfire", same_sentence=True)
    assert numbers(bomb, guns) == [["3", "9"]]


def test_a_figure_without_a_place_belongs_to_the_event_just_told() -> None:
    near, far = told("[40] were wounded", at=None), told("[2] were wounded", at=None)
    assert numbers(told("[13] were killed"), near) == [["13", "40"]]
    spread = [told("[1] was killed", at=TERMEZ) for _ in range(3)]
    assert numbers(told("[13] were killed"), *spread, far)[0] == ["13"]


def test_figures_of_other_scopes_take_no_part() -> None:
    month = told("[712] were killed in April", at=COUNTRY, scope="period_total")
    assert numbers(told("[13] were killed"), month) == [["13"]]


def test_the_event_lies_where_and_when_all_its_figures_can() -> None:
    week = (date(2013, 5, 15), date(2013, 5, 22))
    mention = mentions(told("[13] were killed", on=week), told("[40] were wounded"))[0]
    assert mention.span == Span(DAY, DAY)
    assert mention.place == OLVAR


def test_a_city_and_its_district_in_neighbouring_sentences_are_one_event() -> None:
    assert numbers(told("[7] were killed", at=CAPITAL), told("[20] were wounded", at=EAST_END)) == [
        ["7", "20"]
    ]
    assert numbers(told("[7] were killed", at=CAPITAL), told("[3] were killed", at=EAST_END)) == [
        ["7"],
        ["3"],
    ]


def test_a_toll_told_at_its_sources_seat_is_of_the_event_just_told() -> None:
    killed = told("a bomb killed [13] people")
    raised = told("the ministry put the death toll at [14]", at=CAPITAL, rule_id="toll")
    assert numbers(killed, raised) == [["13", "14"]]
    assert numbers(killed, told("a raid killed [14] people", at=CAPITAL)) == [["13"], ["14"]]


def test_a_person_told_again_at_another_place_is_of_the_same_event() -> None:
    one = {"value": 1, "value_low": 1, "value_high": 1, "rule_id": "passive.implied"}
    mayor = told("[The mayor] was killed", victim_text="the mayor of Olvar", **one)
    again = told("[Mayor] Sarkan was killed", at=TERMEZ, victim_text="Mayor Sarkan", **one)
    judge = told("[A judge] was killed", at=TERMEZ, victim_text="A judge", **one)
    assert numbers(mayor, again) == [["The mayor", "Mayor"]]
    assert numbers(mayor, judge) == [["The mayor"], ["A judge"]]
    assert numbers(mayor, told("[He] was killed on the way", at=TERMEZ, **one)) == [["The mayor", "He"]]


def test_one_of_the_attacks_in_a_city_is_a_part_of_its_toll() -> None:
    city, detail = told("[48] were killed", at=CAPITAL), {"at": EAST_END, "rule_id": "passive.detail"}
    figures = [city, told("In the deadliest, [14] were killed", **detail)]
    assert numbers(*figures) == [["48", "14"]]
    assert mentions(*figures)[0].place == CAPITAL
    assert numbers(city, told("[50] were killed", **detail)) == [["48"], ["50"]]


def test_an_endless_list_of_events_costs_no_more_than_its_length() -> None:
    figures = [
        told(f"[{i}] were killed", on=date(2000 + i // 300, 1 + i % 12, 1 + i % 28)) for i in range(1, 600)
    ]
    assert sum(len(group) for group in numbers(*figures)) == len(figures)
