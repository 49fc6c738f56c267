"""Brace alternatives of the word lists."""

from pipeline.extract.lexicon.alternatives import expand, expanded


def test_alternatives_multiply() -> None:
    assert list(expand("broke {his,her} {arm,leg}")) == [
        "broke his arm",
        "broke his leg",
        "broke her arm",
        "broke her leg",
    ]


def test_the_same_braces_choose_alike() -> None:
    assert list(expand("hit_the_{arm,leg} hits_the_{arm,leg}")) == [
        "hit_the_arm hits_the_arm",
        "hit_the_leg hits_the_leg",
    ]


def test_an_empty_alternative_leaves_no_double_space() -> None:
    assert list(expand("taken to {the,} hospital")) == ["taken to the hospital", "taken to hospital"]


def test_an_entry_without_braces_stays_as_it_is() -> None:
    assert list(expand(" by grenade")) == [" by grenade"]


def test_lists_of_numbers_and_single_values_stay() -> None:
    table = {"words": ["{a,b} c", "a c"], "numbers": [1, 2], "value": 3}
    assert expanded(table) == {"words": ["a c", "b c"], "numbers": [1, 2], "value": 3}
