"""How a figure is told to a person."""

from typing import Any

import pytest

from pipeline.cli.plain import REPLACEMENT, plain
from pipeline.cli.reading import NUMBER_STYLE, amount, figure_line, highlighted

TEXT = "At least 13 were\nkilled and 7-9 hurt."
PLACE_AND_TIME = ("place_name", "adm1", "country", "date_start", "date_end")
TOLD = ("victim_text", "weapon", "perpetrator", "source", "parent_figure_id")
NOTHING = dict.fromkeys((*PLACE_AND_TIME, *TOLD))


def _figure(**said: Any) -> dict[str, Any]:
    of_a_kind = {"harm_type": "killed", "victim_class": "unknown", "scope": "incident"}
    numbers = {"value": 5, "value_low": 5, "value_high": 5, "qualifier": "exact", "of_perpetrators": False}
    numbers["number_text"] = "Hundreds"
    return {**NOTHING, **of_a_kind, **numbers, **said}


@pytest.mark.parametrize(
    ("value", "low", "high", "qualifier", "told"),
    [
        (1633, 1633, 1633, "exact", "1,633"),
        (13, 13, None, "at_least", "at least 13"),
        (200, 201, None, "more_than", "more than 200"),
        (53, 53, 53, "about", "about 53"),
        (None, 7, 9, "range", "7 to 9"),
        (None, 200_000, 999_999, "vague", "hundreds (200,000 to 999,999)"),
        (None, 1000, None, "vague", "hundreds (1,000 or more)"),
    ],
)
def test_amounts(value: int | None, low: int, high: int | None, qualifier: str, told: str) -> None:
    assert amount(_figure(value=value, value_low=low, value_high=high, qualifier=qualifier)) == told


def test_a_line_says_what_is_known_and_leaves_out_the_rest() -> None:
    assert figure_line(_figure(), {}).plain == "killed 5 · unknown · incident"
    whole = _figure(value=712, value_low=712, value_high=712)
    part = _figure(
        victim_class="security_forces",
        victim_text="soldiers",
        place_name="Baghdad",
        adm1="Baghdad",
        country="Iraq",
        date_start="2013-04-01",
        date_end="2013-04-30",
        source="UNAMI",
        scope="period_total",
        parent_figure_id="F1",
    )
    assert figure_line(part, {"F1": whole}).plain == (
        "killed 5 · security forces “soldiers” · Baghdad, Iraq · 2013-04-01 to 2013-04-30 · source UNAMI"
        " · period total · part of killed 712"
    )


def test_numbers_stand_out_and_a_sentence_is_one_line() -> None:
    spans = [(9, 11), (28, 31)]
    rows = [{"figure_id": "F", "char_start": start, "char_end": end} for start, end in spans]
    line = highlighted(TEXT, 0, len(TEXT), rows)
    assert line.plain == TEXT.replace("\n", " ")
    marked = [line.plain[span.start : span.end] for span in line.spans if span.style == NUMBER_STYLE]
    assert marked == ["13", "7-9"]


def test_two_figures_of_one_number_mark_it_once() -> None:
    rows = [{"figure_id": name, "char_start": 9, "char_end": 11} for name in "AB"]
    assert highlighted(TEXT, 0, len(TEXT), rows).plain == TEXT.replace("\n", " ")


@pytest.mark.parametrize("mark", ["\x1b", "\x07", "\x00", "\x9b", "\u202e", "\u2066", "\r"])
def test_control_characters_never_reach_the_terminal(mark: str) -> None:
    assert plain(f"a{mark}b").plain == f"a{REPLACEMENT}b"


def test_markup_is_text() -> None:
    assert plain("[red]5[/red]").plain == "[red]5[/red]"
    assert plain("[red]5[/red]").spans == []
