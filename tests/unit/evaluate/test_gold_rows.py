"""Records of files to gold rows, and what is said of records that are none."""

from datetime import date
from typing import Any

import pytest

from pipeline.evaluate.fields import RowError, gold_row
from pipeline.evaluate.gold import Bound, BoundKind, Coded, Columns
from pipeline.vocabulary import HarmType

KILLED, WOUNDED = HarmType.KILLED, HarmType.WOUNDED


def coded(**fields: Any) -> dict[HarmType, Coded]:
    return dict(gold_row(1, {"text": "Two died.", **fields}, Columns()).coded)


@pytest.mark.parametrize(
    ("cell", "value"),
    [(3, 3), (3.0, 3), ("3", 3), ("3.0", 3), (" 1,200 ", 1200), ("", None), (None, None), (0, 0)],
)
def test_a_number_may_be_written_as_spreadsheets_do(cell: object, value: int | None) -> None:
    assert coded(killed=cell)[KILLED].value == value


@pytest.mark.parametrize("cell", ["3-5", "10+", "-9", -9, 2.5, "nan", float("nan"), True, "unknown", [3]])
def test_what_is_no_whole_number_of_people_is_refused_by_name(cell: object) -> None:
    with pytest.raises(RowError, match=r"'wounded' is .* not a whole number of people"):
        coded(wounded=cell)


def test_an_absent_number_is_not_coded() -> None:
    assert coded() == {KILLED: Coded(), WOUNDED: Coded()}


def test_columns_have_the_names_that_the_file_gives_them() -> None:
    columns = Columns("summary", "nkill", "nwound", "day")
    record = {"summary": "Two died.", "nkill": "2", "nwound": "", "day": "14 March 2014", "killed": "9"}
    row = gold_row(7, record, columns)
    assert (row.text, row.published_on, row.number) == ("Two died.", date(2014, 3, 14), 7)
    assert [row.coded[harm].value for harm in (KILLED, WOUNDED)] == [2, None]


@pytest.mark.parametrize("text", [None, "", "  ", 5])
def test_a_record_without_text_is_refused(text: object) -> None:
    with pytest.raises(RowError, match="'text' has no text"):
        coded(text=text)


def test_a_date_that_reads_two_ways_is_refused() -> None:
    with pytest.raises(RowError, match="'date' is '03/04/2013', not a date"):
        coded(date="03/04/2013")


def test_bounds_and_ranges_come_with_the_record() -> None:
    extra = {
        "killed_bound": {"kind": "plus_perps", "low": 5, "high": 6, "victims": 5, "perps": 1},
        "wounded_bound": {"kind": "at_least", "low": 10, "high": None},
        "killed_range": [3, 9],
    }
    found = coded(extra=extra)
    assert found[KILLED] == Coded(None, Bound(BoundKind.PLUS_PERPS, 5, 6, perps=1), (3, 9))
    assert found[WOUNDED].bound == Bound(BoundKind.AT_LEAST, 10, None)


@pytest.mark.parametrize("kind", ["exact", "vague"])
def test_a_bound_without_bounds_is_none(kind: str) -> None:
    assert coded(extra={"killed_bound": {"kind": kind, "low": 3, "high": 3}})[KILLED].bound is None


@pytest.mark.parametrize(
    "extra",
    [
        {"killed_range": [9, 3]},
        {"killed_range": [3]},
        {"killed_range": "3-9"},
        {"killed_bound": 10},
        {"killed_bound": {"kind": "range", "high": 3}},
        {"killed_bound": {"kind": "plus_perps", "victims": 3}},
        "text",
    ],
)
def test_a_broken_bound_or_range_is_refused(extra: object) -> None:
    with pytest.raises(RowError):
        coded(extra=extra)
