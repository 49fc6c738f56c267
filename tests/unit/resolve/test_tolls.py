"""What the figures of one report say together: added, restated, refined, risen, rival or part."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.resolve.mentions import mention_of, statements_of
from pipeline.resolve.tolls import Role, Toll, add_tolls, is_additive, overlap, refines, toll_of
from tests.unit.resolve.reporting import Told, ledger, report, told

TOLLS = st.builds(
    lambda low, width, point: Toll(low, low if point else None, None if width is None else low + width),
    st.integers(0, 50),
    st.none() | st.integers(0, 50),
    st.booleans(),
)


DENIED = told("and not [3] killed, as reported at first")


def statements(*figures: Told) -> list[tuple[Toll, Role]]:
    tables = ledger(report("one", *figures))
    mention = mention_of(tables.claims, tables.articles["text"][0])
    return [(statement.toll, statement.role) for statement in statements_of(mention, "killed")]


@pytest.mark.parametrize(
    ("columns", "toll"),
    [
        ({}, Toll(13, 13, 13)),
        ({"qualifier": "about"}, Toll(13, 13, 13)),
        ({"qualifier": "at_least"}, Toll(13, None, None)),
        ({"qualifier": "more_than"}, Toll(14, None, None)),
        ({"qualifier": "at_most"}, Toll(0, None, 13)),
        ({"qualifier": "fewer_than"}, Toll(0, None, 12)),
    ],
)
def test_a_figure_states_what_its_qualifier_allows(columns: dict[str, Any], toll: Toll) -> None:
    claim = ledger(report("one", told("[13] were killed", **columns))).claims[0]
    assert toll_of(claim) == toll


def test_a_range_stands_for_its_middle_and_a_vague_word_for_no_number() -> None:
    span = told("[7-9] were killed", qualifier="range", value=None, value_low=7, value_high=9)
    vague = told("[dozens] were killed", qualifier="vague", value_low=24, value_high=99)
    first, second = ledger(report("one", span, vague)).claims
    assert toll_of(first) == Toll(7, 8, 9)
    assert toll_of(second) == Toll(24, None, 99)


@pytest.mark.parametrize(
    ("toll", "number"),
    [
        (Toll(13, 13, 13), 13),
        (Toll(13, None, None), 13),
        (Toll(0, None, 22), 22),
        (Toll(24, None, 99), 24),
        (Toll(0, 0, 0), 0),
    ],
)
def test_without_a_number_a_toll_falls_back_on_its_conservative_end(toll: Toll, number: int) -> None:
    assert toll.fallback() == number


@given(st.lists(TOLLS, max_size=6))
def test_sums_of_tolls_do_not_depend_on_order_and_keep_their_bounds_apart(tolls: list[Toll]) -> None:
    total = add_tolls(tolls)
    assert total == add_tolls(reversed(tolls))
    assert total.low == sum(toll.low for toll in tolls)
    assert (total.high is None) == any(toll.high is None for toll in tolls)


@given(TOLLS, TOLLS)
def test_overlap_is_symmetric_and_refinement_is_not(a: Toll, b: Toll) -> None:
    assert overlap(a, b) == overlap(b, a)
    assert not (refines(a, b) and refines(b, a) and a.low != b.low)


def test_different_people_of_one_sentence_are_added() -> None:
    six = told("killing [six] pilgrims", value=6, value_low=6, value_high=6, victim_text="pilgrims")
    one = told(
        "[one] villager", value=1, value_low=1, value_high=1, victim_text="villager", same_sentence=True
    )
    assert statements(six, one) == [(Toll(7, 7, 7), Role.MAIN)]


def test_a_figure_that_comes_on_top_is_added() -> None:
    later = told("a further [2] people died in hospital", harm_type="killed")
    assert statements(told("[10] people were killed"), later) == [(Toll(12, 12, 12), Role.MAIN)]


def test_more_than_is_no_addition() -> None:
    claim = ledger(report("one", told("more than [200] were killed", qualifier="more_than"))).claims[0]
    assert not is_additive(claim)


def test_a_restatement_is_not_added() -> None:
    found = statements(told("[13] people were killed"), told("the blast killed [13]"))
    assert found == [(Toll(13, 13, 13), Role.MAIN), (Toll(13, 13, 13), Role.RESTATED)]


def test_another_number_of_the_same_toll_is_a_rival() -> None:
    found = statements(told("[23] people were killed"), told("a hospital counted [15] killed"))
    assert found == [(Toll(23, 23, 23), Role.MAIN), (Toll(15, 15, 15), Role.RIVAL)]


def test_counts_of_two_sources_are_not_added_even_in_one_sentence() -> None:
    police = told("police said [5] soldiers were killed", source="police", victim_text="soldiers")
    medics = told("medics said [6] men were killed", source="medics", victim_text="men", same_sentence=True)
    assert [role for _, role in statements(police, medics)] == [Role.MAIN, Role.RIVAL]


def test_a_toll_that_rose_is_the_main_one_and_the_lower_one_is_earlier() -> None:
    found = statements(told("the blast killed [9]"), told("the death toll rose to [13] killed"))
    assert found == [(Toll(9, 9, 9), Role.EARLIER), (Toll(13, 13, 13), Role.MAIN)]


def test_an_earlier_count_is_not_the_main_one() -> None:
    found = statements(told("an earlier toll was [4] killed"), told("[7] were killed"))
    assert found == [(Toll(4, 4, 4), Role.EARLIER), (Toll(7, 7, 7), Role.MAIN)]


MAYOR = told(
    "[The mayor] was killed",
    value=1,
    value_low=1,
    value_high=1,
    rule_id="passive.implied",
    victim_class="official",
)


def test_others_beside_a_person_of_their_sentence_are_added() -> None:
    others = {"rule_id": "object.additive", "victim_class": "official"}
    guards = told("and [4] others killed", same_sentence=True, **others)
    assert statements(MAYOR, guards) == [(Toll(5, 5, 5), Role.MAIN)]
    again = told("the blast killed the mayor and [1] others", **others)
    assert statements(told("[1] killed"), again)[1] == (Toll(1, 1, 1), Role.RESTATED)


def test_a_person_is_among_those_whom_a_later_count_has() -> None:
    found = statements(MAYOR, told("[3] people were killed"))
    assert found == [(Toll(1, 1, 1), Role.PART), (Toll(3, 3, 3), Role.MAIN)]
    assert statements(told("[3] people were killed"), MAYOR)[1] == (Toll(1, 1, 1), Role.PART)


def test_one_of_several_attacks_is_a_part() -> None:
    deadliest = told("the deadliest killed [14]", rule_id="object.detail")
    found = statements(told("[48] people were killed"), deadliest)
    assert found == [(Toll(48, 48, 48), Role.MAIN), (Toll(14, 14, 14), Role.PART)]


def test_lower_counts_that_make_up_the_main_one_are_its_parts() -> None:
    seven = told("twin bombings killed [7]")
    first, second = told("[3] died in one of the blasts"), told("the other killed [4]")
    assert [role for _, role in statements(seven, first, second)] == [Role.MAIN, Role.PART, Role.PART]
    again = told("the other killed [2]")
    assert [role for _, role in statements(seven, first, again)] == [Role.MAIN, Role.RIVAL, Role.RIVAL]


def test_a_count_that_is_denied_holds_no_longer() -> None:
    found = statements(told("killed [six] people", value=6, value_low=6, value_high=6), DENIED)
    assert found == [(Toll(6, 6, 6), Role.MAIN), (Toll(3, 3, 3), Role.EARLIER)]


def test_people_harmed_beside_a_kind_of_people_who_were_not_are_the_toll() -> None:
    nobody = {"value": 0, "value_low": 0, "value_high": 0}
    officers = told("[no] officers were killed", victim_text="officers", **nobody)
    found = statements(officers, told("[3] passers-by were killed"))
    assert found == [(Toll(0, 0, 0), Role.PART), (Toll(3, 3, 3), Role.MAIN)]
    found = statements(told("[no one] was killed", **nobody), told("a hospital counted [2] killed"))
    assert found == [(Toll(0, 0, 0), Role.RIVAL), (Toll(2, 2, 2), Role.MAIN)]


def test_a_number_refines_a_vague_word() -> None:
    dozens = told("[dozens] were killed", qualifier="vague", value_low=24, value_high=99)
    found = statements(dozens, told("[41] bodies were counted"))
    assert [role for _, role in found] == [Role.RESTATED, Role.MAIN]


def test_a_smaller_figure_of_one_class_is_a_part_not_an_addition() -> None:
    police = told("[8] policemen were killed", victim_class="police")
    found = statements(told("[13] people were killed"), police)
    assert found == [(Toll(13, 13, 13), Role.MAIN), (Toll(8, 8, 8), Role.PART)]
