"""Damaged text, and the places that are described; nothing is changed."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.ingest import DamageKind, describe_damage


@pytest.mark.parametrize(
    ("text", "kind", "place"),
    [
        ("712 were killed and another 1,633\n\nwounded in April.", DamageKind.PAGE_BREAK, "\n\n"),
        ("712 were killed and\n \f\nwounded in April.", DamageKind.PAGE_BREAK, "\n \f\n"),
        ("The Sunnimajority provinces.", DamageKind.LOST_HYPHEN, "Sunnimajority"),
        ("A Shiabacked militia.", DamageKind.LOST_HYPHEN, "Shiabacked"),
        ("the government—24 policemen", DamageKind.GLUED_DASH, "—"),
        ("Iraqâ€™s police", DamageKind.MOJIBAKE, "â€™"),
        ("Ba\ufffd\ufffdghdad", DamageKind.REPLACEMENT_CHARACTER, "\ufffd\ufffd"),
    ],
)
def test_damage(text: str, kind: DamageKind, place: str) -> None:
    (damage,) = describe_damage(text)
    assert damage.kind == kind
    assert place in text[damage.start : damage.end] or text[damage.start : damage.end] in place
    assert text[damage.start : damage.end] in damage.excerpt


@pytest.mark.parametrize(
    "text",
    [
        "A first paragraph.\n\nA second one.",
        "The dead:\n\na guard, a clerk",
        "A line\nbroken in its middle.",
        "The majority backed it — 24 voted.",
        "Café, naïve, “quoted”, Iraq’s.",
        "",
    ],
)
def test_sound_text_has_none(text: str) -> None:
    assert describe_damage(text) == []


@given(st.text())
def test_places_lie_in_the_text_in_order(text: str) -> None:
    damages = describe_damage(text)
    assert [damage.start for damage in damages] == sorted(damage.start for damage in damages)
    assert all(0 <= damage.start < damage.end <= len(text) for damage in damages)


@pytest.mark.parametrize("unit", ["a\n\n", "a" + " " * 99_999, "\n ", "Aaaaaaaaaa", "—1", "â€"])
def test_time_is_linear(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    start = time.perf_counter()
    describe_damage(text)
    assert time.perf_counter() - start < 5
