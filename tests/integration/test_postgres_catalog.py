"""The catalogue in PostgreSQL, which several machines publish into. Skipped where there is no PostgreSQL."""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest
from release_samples import ledger

from pipeline.publish import PublishResult, diff, publish
from pipeline.store import StoreError, lake_location, open_lake

SAMPLES = Path(__file__).parents[1]


def server_user() -> str | None:
    """PostgreSQL refuses to run as root: the account that Debian's package makes for it is taken instead."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam("postgres").pw_name
    except KeyError:
        pytest.skip("running as root, and there is no account postgres to run PostgreSQL under")


def run_as(user: str | None, folder: str, *command: str) -> None:
    subprocess.run(command, user=user, cwd=folder, check=True, capture_output=True, timeout=120)


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """Connection string of a server of its own, on a socket in a temporary folder."""
    missing = [name for name in ("initdb", "pg_ctl", "createdb") if not shutil.which(name)]
    if missing:
        pytest.skip(f"PostgreSQL is not installed: no {' and no '.join(missing)} on the path")
    user = server_user()
    with tempfile.TemporaryDirectory(prefix="pg") as folder:
        if user:
            shutil.chown(folder, user)
        control = ("pg_ctl", "-D", f"{folder}/data", "-w", "-s")
        options = f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c fsync=off"
        run_as(user, folder, "initdb", "-D", f"{folder}/data", "-U", "ledger", "-A", "trust")
        run_as(user, folder, *control, "-l", f"{folder}/log", "-o", options, "start")
        try:
            yield f"host={folder} user=ledger"
        finally:
            run_as(user, folder, *control, "-m", "immediate", "stop")


@pytest.fixture
def catalog(server: str, request: pytest.FixtureRequest) -> str:
    """A database of its own for each test."""
    name = request.node.name
    host = server.split()[0].removeprefix("host=")
    subprocess.run(["createdb", "-h", host, "-U", "ledger", name], check=True, timeout=60)
    return f"postgres:{server} dbname={name}"


def release(warehouse: Path, catalog: str, killed: int) -> PublishResult:
    return publish(
        ledger(killed=killed),
        warehouse=warehouse,
        inputs_hash=str(killed),
        code_version="0.1.0",
        extractor_version="1",
        catalog=catalog,
    )


def test_releases_are_the_same_as_with_a_file(tmp_path: Path, catalog: str) -> None:
    shared = [release(tmp_path / "shared", catalog, killed) for killed in (13, 14, 14)]
    alone = [release(tmp_path / "alone", "", killed) for killed in (13, 14, 14)]
    assert [done.release_id for done in shared] == [done.release_id for done in alone]
    assert [done.published for done in shared] == [True, True, False]
    assert diff(tmp_path / "shared", catalog=catalog)["figures"].counts == {
        "added": 0,
        "removed": 0,
        "changed": 1,
    }
    assert not (tmp_path / "shared/lake/catalog.sqlite").exists()


COMMITS = """
    import sys
    from pathlib import Path
    from release_samples import ledger
    from pipeline.store import Contents, arrow_table, commit_release, content_hash, lake_location

    location = lake_location(Path(sys.argv[1]), sys.argv[2])
    for killed in map(int, sys.argv[3:]):
        tables = {name: arrow_table(name, frame) for name, frame in ledger(killed=killed).items()}
        contents = Contents(str(killed), content_hash(tables), "0.1.0", "1", {}, {"figures": 2})
        print(commit_release(location, tables, contents).release.snapshot_id, flush=True)
"""


def test_publishers_that_race_without_a_lock_each_tell_the_truth(tmp_path: Path, catalog: str) -> None:
    release(tmp_path, catalog, 13)
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(COMMITS), str(tmp_path), catalog, *map(str, values)],
            env=os.environ | {"PYTHONPATH": str(SAMPLES)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for values in (range(20, 24), range(30, 34))
    ]
    outputs = [process.communicate(timeout=120) for process in processes]
    assert [errors for _, errors in outputs] == ["", ""]
    made = {int(line) for output, _ in outputs for line in output.split()}
    with open_lake(lake_location(tmp_path, catalog)) as lake:
        releases = lake.releases()
        for done in releases:
            assert lake.read("releases", done.snapshot_id)["release_id"][-1] == done.release_id
            killed = lake.read("figures", done.snapshot_id).filter(harm_type="killed")["value"].to_list()
            assert killed == [int(done.inputs_hash)]
    assert {done.snapshot_id for done in releases[1:]} == made
    assert len(made) == 8


def test_a_server_that_is_away_is_named_without_its_password(tmp_path: Path) -> None:
    catalog = f"postgres:host={tmp_path} user=ledger password=hunter2 dbname=none"
    with pytest.raises(StoreError) as caught, open_lake(lake_location(tmp_path, catalog)):
        pass
    assert "cannot open the lake at postgres:" in str(caught.value)
    assert "hunter2" not in str(caught.value)
