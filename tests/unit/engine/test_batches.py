"""How a table is cut into batches."""

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.engine import split_batches


def rows_of(batches: list[pa.Table]) -> list[list[int]]:
    return [batch["n"].to_pylist() for batch in batches]


def table(count: int) -> pa.Table:
    return pa.table({"n": pa.array(range(count), pa.int64())})


def test_a_batch_is_full_by_rows() -> None:
    assert rows_of(split_batches(table(5), [1] * 5, max_rows=2)) == [[0, 1], [2, 3], [4]]


def test_a_batch_is_full_by_bytes_up_to_and_with_the_limit() -> None:
    assert rows_of(split_batches(table(5), [4, 6, 5, 5, 1], max_bytes=10)) == [[0, 1], [2, 3], [4]]


def test_a_row_heavier_than_the_limit_has_a_batch_of_its_own() -> None:
    assert rows_of(split_batches(table(4), [1, 99, 1, 1], max_bytes=10)) == [[0], [1], [2, 3]]


def test_no_rows_give_no_batch() -> None:
    assert split_batches(table(0), []) == []


@pytest.mark.parametrize("limits", [{"max_rows": 0}, {"max_bytes": 0}])
def test_a_limit_below_one_is_refused(limits: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="must be 1 or more"):
        split_batches(table(1), [1], **limits)


def test_weights_of_another_length_are_refused() -> None:
    with pytest.raises(ValueError, match="2 weights were given for 3 rows"):
        split_batches(table(3), [1, 1])


@given(st.lists(st.integers(0, 50), max_size=60), st.integers(1, 9), st.integers(1, 60))
def test_every_row_is_in_one_batch_in_order_and_within_the_limits(
    sizes: list[int], max_rows: int, max_bytes: int
) -> None:
    batches = rows_of(split_batches(table(len(sizes)), sizes, max_rows=max_rows, max_bytes=max_bytes))
    assert [row for batch in batches for row in batch] == list(range(len(sizes)))
    for batch in batches:
        assert 1 <= len(batch) <= max_rows
        assert len(batch) == 1 or sum(sizes[row] for row in batch) <= max_bytes
