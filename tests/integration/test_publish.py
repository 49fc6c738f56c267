"""Publishing as readers meet it: whole releases only, whatever fails, whoever reads, however many publish."""

import os
import shutil
import signal
import subprocess
import sys
import textwrap
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import polars as pl
import pytest
from filelock import FileLock
from release_samples import ledger

from pipeline.publish import PublishResult, complete, publish
from pipeline.store import PublisherBusyError, StoreError, connect, lake_location, materialise, open_lake
from pipeline.store.parquet import published_behind

SAMPLES = Path(__file__).parents[1]


def release(
    warehouse: Path, killed: int = 13, inputs_hash: str = "inputs", lock_seconds: float = 60
) -> PublishResult:
    return publish(
        ledger(killed=killed),
        warehouse=warehouse,
        inputs_hash=inputs_hash,
        code_version="0.1.0",
        extractor_version="1",
        lock_seconds=lock_seconds,
    )


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse with one release of 13 killed, which tests must not change."""
    warehouse = tmp_path_factory.mktemp("published")
    release(warehouse)
    return warehouse


@pytest.fixture
def warehouse(published: Path, tmp_path: Path) -> Path:
    """A copy of it that a test may change."""
    return shutil.copytree(published, tmp_path / "warehouse", symlinks=True)


class Seen(NamedTuple):
    """Release ids that a reader finds in the lake, in the DuckDB file and behind `parquet`."""

    lake: str
    database: str
    parquet: str


def seen(warehouse: Path) -> Seen:
    with (
        open_lake(lake_location(warehouse)) as lake,
        connect(warehouse / "casualties.duckdb", read_only=True) as file,
    ):
        row = file.execute("SELECT release_id FROM current_release").fetchone()
        behind = published_behind(warehouse / "parquet")
        assert row and behind
        return Seen(lake.releases()[-1].release_id, row[0], behind[0])


def killed_in(warehouse: Path) -> set[int]:
    """The number of killed as each kind of reader sees it."""
    with connect(warehouse / "casualties.duckdb", read_only=True) as file:
        row = file.execute("SELECT value FROM figures WHERE harm_type = 'killed'").fetchone()
    frame = pl.read_parquet(warehouse / "parquet/figures.parquet").filter(harm_type="killed")
    assert row
    return {row[0], frame["value"].item()}


def leftovers(warehouse: Path) -> list[str]:
    return [path.name for path in warehouse.rglob("*.new")]


def test_a_first_release_reaches_every_reader(tmp_path: Path) -> None:
    result = release(tmp_path)
    assert result.published
    assert result.row_counts["figures"] == 2
    assert result.changes == {}
    assert seen(tmp_path) == Seen(*[result.release_id] * 3)
    assert killed_in(tmp_path) == {13}
    assert (result.paths.database.name, result.paths.parquet.name) == ("casualties.duckdb", "parquet")
    assert leftovers(tmp_path) == []


def test_a_second_release_says_what_changed(warehouse: Path) -> None:
    first, second = seen(warehouse).lake, release(warehouse, 14)
    assert second.published
    assert first != second.release_id
    assert second.changes["figures"] == {"added": 0, "removed": 0, "changed": 1}
    assert second.changes["articles"] == {"added": 0, "removed": 0, "changed": 0}
    assert killed_in(warehouse) == {14}


def test_unchanged_inputs_publish_nothing_and_say_so(warehouse: Path) -> None:
    first = seen(warehouse).lake
    before = {path: path.stat().st_mtime_ns for path in warehouse.rglob("*") if path.is_file()}
    again = release(warehouse)
    assert (again.published, again.release_id) == (False, first)
    assert again.reason == f"inputs and code are unchanged: release {first} stays the newest"
    after = {path: path.stat().st_mtime_ns for path in warehouse.rglob("*") if path.is_file()}
    assert {path.name for path in before if before[path] != after.get(path)} <= {".publish.lock"}


def test_changed_inputs_of_the_same_content_publish_nothing_and_say_so(warehouse: Path) -> None:
    first, again = seen(warehouse).lake, release(warehouse, inputs_hash="a comma in the manifest")
    assert (again.published, again.release_id) == (False, first)
    assert again.reason.startswith("inputs or code changed, but no row did")


def test_the_same_rows_in_any_order_are_the_same_release_anywhere(published: Path, tmp_path: Path) -> None:
    shuffled = {name: frame.reverse().select(reversed(frame.columns)) for name, frame in ledger().items()}
    there = publish(shuffled, warehouse=tmp_path, inputs_hash="i", code_version="2", extractor_version="9")
    assert there.release_id == seen(published).lake


@pytest.mark.parametrize("change", [{"figures": None}, {"rumours": pl.DataFrame()}])
def test_a_missing_or_unknown_table_is_refused(
    tmp_path: Path, change: dict[str, pl.DataFrame | None]
) -> None:
    frames = {name: frame for name, frame in (ledger() | change).items() if frame is not None}
    with pytest.raises(StoreError, match=next(iter(change))):
        publish(frames, warehouse=tmp_path, inputs_hash="i", code_version="1", extractor_version="1")
    assert list(tmp_path.iterdir()) == []


IN_TRANSACTION = (
    "pipeline.store.commit.fit_tables",
    "pipeline.store.commit.replace_rows",
    "pipeline.store.commit.append_rows",
    "pipeline.store.commit.sync",
)
BEFORE_DATABASE = (
    "pipeline.publish.release.materialise",
    "pipeline.store.readers.build_database",
    "pipeline.store.database.analyst_sql",
    "pipeline.store.database.replace_file",
)
BEFORE_PARQUET = (
    "pipeline.store.readers.build_parquet",
    "pipeline.store.parquet.pq.write_table",
    "pipeline.store.parquet.write_synced",
    "pipeline.store.parquet.point_link",
)


def fail(*_: object, **__: object) -> None:
    raise OSError("no space left on device")


@pytest.mark.parametrize("step", IN_TRANSACTION + BEFORE_DATABASE + BEFORE_PARQUET)
def test_a_step_that_fails_leaves_whole_releases_and_the_next_run_finishes(
    warehouse: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    first = seen(warehouse).lake
    with monkeypatch.context() as patch:
        patch.setattr(step, fail)
        with pytest.raises(OSError, match="no space left"):
            release(warehouse, 14)
    after = seen(warehouse)
    assert (after.lake == first) == (step in IN_TRANSACTION)
    assert (after.database == first) == (step not in BEFORE_PARQUET)
    assert after.parquet == first
    second = release(warehouse, 14)
    assert second.published == (step in IN_TRANSACTION)
    assert seen(warehouse) == Seen(*[second.release_id] * 3)
    assert killed_in(warehouse) == {14}
    assert leftovers(warehouse) == []


@pytest.mark.parametrize("step", [BEFORE_DATABASE[0], BEFORE_PARQUET[0]])
def test_a_half_finished_publication_is_finished_on_its_own(
    warehouse: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(step, fail)
        with pytest.raises(OSError, match="no space left"):
            release(warehouse, 14)
    newest = seen(warehouse).lake
    assert complete(warehouse) == newest
    assert seen(warehouse) == Seen(newest, newest, newest)
    assert complete(warehouse) is None


def test_there_is_nothing_to_complete_before_the_first_release(tmp_path: Path) -> None:
    assert complete(tmp_path) is None


def run(code: str, *arguments: object) -> subprocess.Popen[str]:
    """Python `code` in a process of its own, which can import the samples."""
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code), *map(str, arguments)],
        env=os.environ | {"PYTHONPATH": str(SAMPLES)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


DIES = """
    import os, signal, sys
    from importlib import import_module
    from pathlib import Path
    from release_samples import ledger
    from pipeline.publish import publish

    module, name = sys.argv[2].rsplit(".", 1)
    setattr(import_module(module), name, lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL))
    made = {"inputs_hash": "inputs", "code_version": "0.1.0", "extractor_version": "1"}
    publish(ledger(killed=14), warehouse=Path(sys.argv[1]), **made)
"""


@pytest.mark.parametrize(
    "step",
    [
        "pipeline.store.commit.append_rows",
        "pipeline.store.commit._confirm",
        "pipeline.store.database.replace_file",
        "pipeline.store.parquet.point_link",
    ],
)
def test_a_killed_publisher_leaves_whole_releases_and_no_lock(warehouse: Path, step: str) -> None:
    first = seen(warehouse).lake
    process = run(DIES, warehouse, step)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == -signal.SIGKILL, errors
    assert seen(warehouse).parquet == first
    second = release(warehouse, 14, lock_seconds=1)
    assert seen(warehouse) == Seen(*[second.release_id] * 3)
    assert killed_in(warehouse) == {14}
    assert leftovers(warehouse) == []
    with open_lake(lake_location(warehouse)) as lake:
        assert [row.release_id for row in lake.releases()] == [first, second.release_id]


READS = """
    import sys
    import duckdb

    connection = duckdb.connect(sys.argv[1], read_only=True)
    query = "SELECT release_id, value, words FROM current_release, figures_in_context WHERE words = '13'"
    for line in sys.stdin:
        print(*connection.execute(query).fetchone(), flush=True)
"""


def test_a_reader_holds_the_old_file_open_during_ten_rebuilds(warehouse: Path) -> None:
    first = seen(warehouse).lake
    reader = run(READS, warehouse / "casualties.duckdb")
    assert reader.stdin and reader.stdout
    answers, published = [], []
    for killed in range(14, 24):
        print("ask", file=reader.stdin, flush=True)
        answers.append(reader.stdout.readline().strip())
        published.append(release(warehouse, killed).published)
    rest, errors = reader.communicate("ask\n", timeout=60)
    assert (reader.returncode, errors) == (0, "")
    assert {*answers, rest.strip()} == {f"{first} 13 13"}
    assert published == [True] * 10
    fresh = run(READS, warehouse / "casualties.duckdb")
    assert fresh.communicate("ask\n", timeout=60)[0].split()[1] == "23"


def test_a_reader_of_parquet_meets_only_whole_releases(warehouse: Path) -> None:
    reads = """
        import sys
        from pathlib import Path
        import pyarrow.parquet as pq

        folder = Path(sys.argv[1])
        print("ready", flush=True)
        seen = set()
        while not (folder.parent / "stop").exists():
            whole = folder.resolve()
            printed = pq.read_table(whole / "figures.parquet")["value"][0]
            assert printed == pq.read_table(whole / "estimates.parquet")["best"][0], whole
            seen.add(printed.as_py())
        print(*sorted(seen))
    """
    reader = run(reads, warehouse / "parquet")
    assert reader.stdout
    assert reader.stdout.readline() == "ready\n"
    for killed in (14, 15, 16):
        release(warehouse, killed)
    (warehouse / "stop").touch()
    output, errors = reader.communicate(timeout=60)
    assert reader.returncode == 0, errors
    assert {int(value) for value in output.split()} <= {13, 14, 15, 16}


def test_one_publisher_at_a_time(warehouse: Path) -> None:
    first = seen(warehouse).lake
    with FileLock(warehouse / ".publish.lock"), pytest.raises(PublisherBusyError, match="another process"):
        release(warehouse, 14, lock_seconds=0.1)
    assert seen(warehouse).lake == first


PUBLISHES = """
    import sys
    from pathlib import Path
    from release_samples import ledger
    from pipeline.publish import publish

    for killed in map(int, sys.argv[2:]):
        made = {"inputs_hash": str(killed), "code_version": "0.1.0", "extractor_version": "1"}
        print(publish(ledger(killed=killed), warehouse=Path(sys.argv[1]), **made).published)
"""


def test_two_publishers_take_turns(tmp_path: Path) -> None:
    processes = [run(PUBLISHES, tmp_path, *values) for values in ((20, 21), (30, 31))]
    outputs = [process.communicate(timeout=120) for process in processes]
    assert [(output.split(), errors) for output, errors in outputs] == [(["True"] * 2, "")] * 2
    with open_lake(lake_location(tmp_path)) as lake:
        releases = lake.releases()
        held = [lake.read("releases", done.snapshot_id)["release_id"][-1] for done in releases]
    assert held == [done.release_id for done in releases]
    assert len(releases) == 4
    assert len(set(seen(tmp_path))) == 1


def test_a_damaged_lake_is_noticed_and_not_passed_on(warehouse: Path) -> None:
    lost = next((warehouse / "lake/data").rglob("figures/*.parquet"))
    lost.write_bytes(lost.read_bytes()[:-1])
    (warehouse / "casualties.duckdb").unlink()
    with pytest.raises(StoreError, match=r"release R[0-9a-f]{16} is damaged: .*backup"):
        release(warehouse)
    assert not (warehouse / "casualties.duckdb").exists()


def test_rows_that_are_not_those_published_are_not_passed_on(tmp_path: Path, warehouse: Path) -> None:
    with open_lake(lake_location(warehouse)) as lake:
        newest = replace(lake.releases()[-1], content_hash="0" * 64)
        with pytest.raises(StoreError, match=r"was published with content 0{64}, but the lake now holds"):
            materialise(tmp_path / "elsewhere", lake, newest)
    assert not (tmp_path / "elsewhere").exists()


def test_new_views_and_descriptions_reach_readers_without_a_release(
    warehouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = seen(warehouse).lake
    for module in ("database", "readers", "parquet"):
        monkeypatch.setattr(f"pipeline.store.{module}.presentation_version", lambda: "0123456789ab")
    again = release(warehouse)
    assert (again.published, again.release_id) == (False, first)
    assert "brought up to date" in again.reason
    with connect(warehouse / "casualties.duckdb", read_only=True) as file:
        assert file.execute("SELECT presentation FROM current_release").fetchall() == [("0123456789ab",)]
