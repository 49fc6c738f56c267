"""What `map_batches` promises on the local engine: order, equality, bounds."""

import multiprocessing
from collections.abc import Iterator

import pyarrow as pa
import pytest

from pipeline.engine import EngineSettings, map_batches, split_batches
from pipeline.engine.settings import available_cores
from pipeline.engine.transport import decoded, encoded
from tests.unit.engine import batch_functions as functions


def numbered(count: int) -> list[pa.Table]:
    return [pa.table({"n": [n]}) for n in range(count)]


@pytest.mark.parametrize("workers", [1, 2, 3])
@pytest.mark.parametrize("rows", [30, 29, 13, 7, 1])
def test_same_rows_however_many_workers_and_whatever_the_batch_size(workers: int, rows: int) -> None:
    table = pa.table({"n": range(30)})
    batches = split_batches(table, [1] * 30, max_rows=rows)
    parts = list(map_batches(functions.squares, batches, settings=EngineSettings(workers=workers)))
    for name, expected in functions.squares(table).items():
        assert pa.concat_tables([part[name] for part in parts]) == expected


def test_tables_come_in_batch_order_though_early_batches_end_last() -> None:
    results = map_batches(functions.slow_when_early, numbered(9), settings=EngineSettings(workers=3))
    assert [part["squares"]["square"].to_pylist() for part in results] == [[n * n] for n in range(9)]


def test_batch_number_is_the_position_even_for_an_iterator_without_length() -> None:
    results = map_batches(functions.squares, iter(numbered(5)), settings=EngineSettings(workers=2))
    assert [part["odd"]["n"].to_pylist() for part in results] == [[], [1], [], [3], []]


@pytest.mark.parametrize("workers", [1, 2])
def test_no_batches_give_no_tables(workers: int) -> None:
    assert list(map_batches(functions.squares, [], settings=EngineSettings(workers=workers))) == []


def test_a_batch_without_rows_keeps_its_schema_through_a_worker() -> None:
    batches = [pa.table({"n": pa.array([], pa.int64())}), *numbered(2)]
    first = next(map_batches(functions.squares, batches, settings=EngineSettings(workers=2)))
    assert first["squares"].schema == pa.schema([("n", pa.int64()), ("square", pa.int64())])
    assert first["squares"].num_rows == 0


def test_types_nulls_and_field_metadata_cross_the_process_boundary() -> None:
    described = pa.field("text", pa.string(), metadata={"description": "words"})
    batch = pa.table([[1, 2], ["a", None]], schema=pa.schema([("n", pa.int64()), described]))
    assert decoded(encoded(batch)).schema.equals(batch.schema, check_metadata=True)
    assert decoded(encoded(batch)) == batch


def test_a_slice_is_sent_without_the_rest_of_its_table() -> None:
    table = pa.table({"text": ["x" * 1000] * 1000})
    assert len(encoded(table.slice(500, 1))) < 3000


def test_one_worker_or_one_small_batch_needs_no_process() -> None:
    here = multiprocessing.current_process().pid
    for count, workers in [(3, 1), (1, 2)]:
        parts = map_batches(functions.process_of, numbered(count), settings=EngineSettings(workers=workers))
        assert {part["process"]["pid"][0].as_py() for part in parts} == {here}
        assert not multiprocessing.active_children()


def test_one_large_batch_is_kept_out_of_the_calling_process() -> None:
    large = pa.table({"n": range(1_000_000)})
    [part] = map_batches(functions.process_of, [large], settings=EngineSettings(workers=2))
    assert part["process"]["pid"][0].as_py() != multiprocessing.current_process().pid


def test_several_batches_are_spread_over_the_workers_and_no_more() -> None:
    parts = map_batches(functions.process_of, numbered(40), settings=EngineSettings(workers=2))
    processes = {part["process"]["pid"][0].as_py() for part in parts}
    assert 1 <= len(processes) <= 2
    assert multiprocessing.current_process().pid not in processes


def test_workers_default_to_the_cores() -> None:
    results = map_batches(functions.squares, numbered(available_cores() * 3))
    next(results)
    assert len(multiprocessing.active_children()) == (available_cores() if available_cores() > 1 else 0)
    results.close()  # type: ignore[attr-defined]


@pytest.mark.parametrize(("workers", "in_flight"), [(1, 1), (1, 4), (2, 2), (2, 5), (3, 4)])
def test_batches_are_read_no_further_ahead_than_in_flight(workers: int, in_flight: int) -> None:
    read = 0

    def source() -> Iterator[pa.Table]:
        nonlocal read
        for batch in numbered(20):
            read += 1
            yield batch

    settings = EngineSettings(workers=workers, in_flight=in_flight)
    for yielded, _ in enumerate(map_batches(functions.squares, source(), settings=settings)):
        assert read <= max(2, yielded + in_flight)
    assert read == 20


def test_results_larger_than_a_pipe_do_not_block() -> None:
    parts = map_batches(functions.inflates, numbered(6), settings=EngineSettings(workers=2))
    assert [part["large"]["n"][0].as_py() for part in parts] == list(range(6))


def test_batches_larger_than_a_pipe_do_not_block() -> None:
    batches = [pa.table({"n": range(300_000)}) for _ in range(5)]
    parts = map_batches(functions.squares, batches, settings=EngineSettings(workers=2))
    assert [part["squares"].num_rows for part in parts] == [300_000] * 5


@pytest.mark.parametrize("workers", [1, 2])
def test_progress_counts_every_batch_once(workers: int) -> None:
    told: list[tuple[int, int | None]] = []
    list(
        map_batches(
            functions.squares,
            numbered(6),
            settings=EngineSettings(workers=workers),
            progress=lambda done, total: told.append((done, total)),
        )
    )
    assert told == sorted(set(told))
    assert told[-1] == (6, 6)


def test_progress_has_no_total_when_batches_are_not_counted() -> None:
    told: list[int | None] = []
    batches = iter(numbered(3))
    list(map_batches(functions.squares, batches, progress=lambda _done, total: told.append(total)))
    assert set(told) == {None}


def test_an_iterator_that_was_never_started_has_no_workers() -> None:
    map_batches(functions.squares, numbered(6), settings=EngineSettings(workers=2))
    assert not multiprocessing.active_children()


def test_an_error_of_the_batches_themselves_comes_through_and_ends_the_workers() -> None:
    def source() -> Iterator[pa.Table]:
        yield from numbered(5)
        raise OSError("raw/manifest.csv went away")

    with pytest.raises(OSError, match="went away"):
        list(map_batches(functions.squares, source(), settings=EngineSettings(workers=2)))
    assert not multiprocessing.active_children()


def test_what_a_worker_prints_stays_out_of_standard_output(capfd: pytest.CaptureFixture[str]) -> None:
    list(map_batches(functions.talks, numbered(3), settings=EngineSettings(workers=2)))
    printed = capfd.readouterr()
    assert printed.out == ""
    assert printed.err.count("words of a worker") == 3
