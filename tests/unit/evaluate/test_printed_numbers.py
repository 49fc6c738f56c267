"""Which numbers stand in a text."""

import time

import pytest

from pipeline.evaluate.printed import printed_numbers


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("4 men and four women", {4}),
        ("Twenty-two dead, thirty five hurt", {22, 35}),
        ("TWO HUNDRED AND FIVE DEAD", {205}),
        ("1,633 fled and 2.5 million need help", {1633, 2_500_000}),
        ("three hundred thousand; two thousand five hundred and six", {300_000, 2506}),
        ("7-9 dead", {7, 9}),
        ("a dozen dead, half a dozen hurt", {12, 6}),
        ("two and three", {2, 3}),
        ("one of them", {1}),
        ("a 16-year-old with an AK-47", {16, 47}),
    ],
)
def test_numbers_are_found_as_digits_and_in_words(text: str, numbers: set[int]) -> None:
    assert printed_numbers(text) == numbers


@pytest.mark.parametrize(
    "text",
    ["a man and his wife", "a couple", "the fifth of May", "5th", "2.5 km", "45mm", "hundreds", "someone"],
)
def test_these_are_no_printed_numbers(text: str) -> None:
    assert printed_numbers(text) == frozenset()


@pytest.mark.parametrize("piece", ["1,", "two hundred ", "9", " ", "two -", "and "])
def test_hostile_text_takes_little_time(piece: str) -> None:
    started = time.process_time()
    printed_numbers(piece * (400_000 // len(piece)))
    assert time.process_time() - started < 2
