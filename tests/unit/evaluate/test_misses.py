"""Texts that are read wrongly, and the figures shown with them."""

import pytest

from pipeline.evaluate import misses, sample_misses
from pipeline.evaluate import prediction as prediction_module
from pipeline.evaluate.gold import HARMS, Bound, BoundKind, Coded, GoldRow, Perpetrators
from pipeline.evaluate.misses import explained, is_in_text, miss_object
from pipeline.evaluate.prediction import predict
from tests.unit.evaluate.cases import KILLED, WOUNDED, bounded, case

EXCLUDE = Perpetrators.EXCLUDE
TEXT = "A bomb killed 12 people, including three policemen, and wounded 30 in Quetta."


def row(text: str = TEXT, killed: int | None = 12, wounded: int | None = 31) -> GoldRow:
    return GoldRow(1, "a", text, None, {KILLED: Coded(killed), WOUNDED: Coded(wounded)})


def test_a_text_is_predicted_and_its_miss_told() -> None:
    of = predict(row())
    assert of.people(KILLED, EXCLUDE) == 12
    assert of.prediction.seconds > 0
    (miss,) = misses([of], EXCLUDE, HARMS)
    assert miss.wrong == (WOUNDED,)


def test_figures_come_with_what_was_decided_on_them() -> None:
    figures = [(each.figure.value, each.toll.counted) for each in explained(row())]
    assert figures == [(12, True), (3, False), (30, True)]
    assert all(each.toll.reason for each in explained(row()))


def test_a_miss_as_json_tells_the_figures_and_whether_the_number_is_printed() -> None:
    (miss,) = misses([predict(row())], EXCLUDE, HARMS)
    said = miss_object(miss)
    assert said["wrong"] == ["wounded"]
    assert said["coded"]["wounded"]["value"] == 31
    assert said["predicted"]["wounded"]["victims"] == 30
    assert said["in_text"] == {"killed": True, "wounded": False}
    assert [figure["value"] for figure in said["figures"]] == [12, 3, 30]


def test_misses_of_one_harm_alone() -> None:
    cases = [case(killed=1, wounded=1, found=1), case(killed=2, wounded=0)]
    assert [miss.case for miss in misses(cases, EXCLUDE, [KILLED])] == [cases[1]]
    assert [miss.case for miss in misses(cases, EXCLUDE, [WOUNDED])] == [cases[0]]


@pytest.mark.parametrize(
    ("gold", "text", "is_miss"),
    [
        (Coded(), "", False),
        (Coded(span=(1, 3)), "", True),
        (bounded(Bound(BoundKind.AT_LEAST, 10, None)), "10", True),
        (bounded(Bound(BoundKind.AT_LEAST, 10, None)), "ten or so? no: many", True),
        (bounded(Bound(BoundKind.AT_LEAST, 10, None)), "many", False),
    ],
)
def test_ranges_and_printed_bounds_can_be_missed_too(gold: Coded, text: str, is_miss: bool) -> None:
    assert bool(misses([case(text, killed=gold)], EXCLUDE, HARMS)) is is_miss


def test_a_sample_is_drawn_by_its_seed_and_keeps_the_order() -> None:
    found = misses([case(str(number), killed=1) for number in range(100)], EXCLUDE, HARMS)
    drawn = sample_misses(found, 10, seed=4)
    assert drawn == sample_misses(found, 10, seed=4) != sample_misses(found, 10, seed=5)
    assert drawn == sorted(drawn, key=found.index)
    assert sample_misses(found, 1000, seed=4) == found


def test_a_failure_of_extraction_is_a_case_and_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ValueError("no such tag")

    monkeypatch.setattr(prediction_module, "extract", fail)
    of = predict(row(killed=0, wounded=0))
    assert of.prediction.failure == "ValueError: no such tag"
    (miss,) = misses([of], EXCLUDE, HARMS)
    assert miss.wrong == (KILLED, WOUNDED)
    assert miss.figures() == []


@pytest.mark.parametrize(("value", "printed"), [(2, True), (5, False), (0, None), (None, None)])
def test_whether_a_coded_number_is_printed(value: int | None, printed: bool | None) -> None:
    assert is_in_text(Coded(value), "Two died.") is printed
