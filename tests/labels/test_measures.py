"""The measures themselves, on cases small enough to check by hand."""

import pytest

from tests.labels.clusters import Clusters, Item, b_cubed, merged
from tests.labels.reading import Period, labels, never_merge, text_of


def items(*pairs: str) -> list[Item]:
    """Items from "event incident" words."""
    return [Item(number, *pair.split()) for number, pair in enumerate(pairs)]


@pytest.mark.parametrize(
    ("told", "strangers", "precision", "recall"),
    [
        pytest.param(items("A x", "A x", "B y"), {}, 1.0, 1.0, id="as labelled"),
        pytest.param(items("A x", "A y"), {}, 1.0, 0.5, id="one event split in two"),
        pytest.param(items("A x", "B x"), {}, 0.5, 1.0, id="two events merged"),
        pytest.param(items("A x", "A x", "B x"), {}, 5 / 9, 1.0, id="a larger and a smaller one merged"),
        pytest.param(items("A x", "A x"), {"x": 2}, 0.5, 1.0, id="strangers among them"),
        pytest.param([], {}, 1.0, 1.0, id="nothing to compare"),
    ],
)
def test_b_cubed(told: list[Item], strangers: dict[str, int], precision: float, recall: float) -> None:
    assert b_cubed(told, strangers) == pytest.approx((precision, recall))


def test_f1_is_the_harmonic_mean() -> None:
    assert Clusters(0.5, 1.0, (), {}).f1 == pytest.approx(2 / 3)
    assert Clusters(0.0, 0.0, (), {}).f1 == 0.0


def test_events_are_merged_when_one_incident_holds_both() -> None:
    found = Clusters(1.0, 1.0, tuple(items("A x", "B x", "B y", "C z")), {})
    assert merged(found, [("A", "B"), ("B", "C")]) == [("A", "B", "x")]


def test_a_label_is_where_its_number_stands() -> None:
    assert all(text_of(one.at.file)[one.at.start : one.at.end] == one.number_text for one in labels())


def test_periods_are_months_years_days_or_spans_with_open_ends() -> None:
    periods = {one.period for one in labels() if one.period is not None}
    assert all(isinstance(one, Period) and (one.start or one.end) for one in periods)
    assert all(one.start is None or one.end is None or one.start <= one.end for one in periods)


def test_pairs_that_must_stay_apart_are_labelled() -> None:
    events = {one.incident_id for one in labels()}
    assert all({one, other} <= events for one, other in never_merge())
