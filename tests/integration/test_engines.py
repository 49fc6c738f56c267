"""Whole builds on either engine: the same release however the work is shared out and whatever dies."""

import json
import os
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bench.texts import reports, summaries
from tests.project import Project

ARTICLES = 120
FILLER = "Nothing else was reported from the district, and the roads were quiet. " * 350
"""Makes a file 25 kB long, so that few articles make several batches."""

MARKER = "CASUALTIES_TEST_CLUSTER"
SECONDS_TO_BUILD = 300.0

pytestmark = pytest.mark.skipif(
    not Path("/proc").is_dir(), reason="Finds workers in /proc, which is not here."
)


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three batches of articles, with a repeated text and an empty file among them."""
    folder = tmp_path_factory.mktemp("raw")
    texts = [f"{line}\n\n{FILLER}\n" for line in summaries(ARTICLES, "engines")]
    texts += [report.text for report in reports(22, "engines")]
    for number, text in enumerate([*texts, texts[5], ""]):
        (folder / f"{number:03}.txt").write_text(text)
    return folder


@pytest.fixture(scope="module")
def undisturbed(raw: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Content hash of the release that one worker makes."""
    return content_hash(Project(tmp_path_factory.mktemp("undisturbed")), raw, "--workers", "1")


def test_two_workers_of_which_one_is_killed_publish_the_same_release(
    raw: Path, undisturbed: str, tmp_path: Path
) -> None:
    project = Project(tmp_path)
    build = started(project, raw, "--workers", "2")
    killed = kill_one(
        build, lambda process: parent_of(process) == build.pid and "spawn_main" in command_of(process)
    )
    finish(build)
    assert killed, "no worker was seen"
    assert newest_hash(project) == undisturbed


def test_ray_of_which_a_worker_is_killed_publishes_the_same_release(
    raw: Path, undisturbed: str, tmp_path: Path, cluster: dict[str, str]
) -> None:
    project = Project(tmp_path, cluster)
    build = started(project, raw, "--engine", "ray")
    killed = kill_one(
        build, lambda process: "run_task" in command_of(process) and in_cluster(process, cluster)
    )
    finish(build)
    assert killed, "no task was seen"
    assert newest_hash(project) == undisturbed


@pytest.fixture
def cluster() -> Iterator[dict[str, str]]:
    """Variables that name a cluster of two nodes on this machine."""
    pytest.importorskip("ray", reason="Ray is not installed: pip install 'casualty-ledger[ray]'")
    from ray.cluster_utils import Cluster

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RAY_USAGE_STATS_ENABLED", "0")
        patch.setenv(MARKER, mark := uuid.uuid4().hex)
        nodes: Any = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False})
        nodes.add_node(num_cpus=1)
        yield {"CASUALTIES_RAY_ADDRESS": nodes.address, MARKER: mark}
        nodes.shutdown()


def started(project: Project, raw: Path, *options: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "pipeline.cli", "build", "--json", "--raw", str(raw), *options]
    return subprocess.Popen(
        command, env=project.variables(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def finish(build: subprocess.Popen[str]) -> None:
    printed, errors = build.communicate(timeout=SECONDS_TO_BUILD)
    assert build.returncode == 0, errors
    outcome = json.loads(printed)
    assert outcome["rows"]["articles"] == ARTICLES + 22
    assert outcome["quarantined"] == {"duplicate_text": 1, "empty": 1}


def content_hash(project: Project, raw: Path, *options: str) -> str:
    finish(started(project, raw, *options))
    return newest_hash(project)


def newest_hash(project: Project) -> str:
    [release] = json.loads(project.casualties("releases", "--json").stdout)
    return str(release["content_hash"])


def kill_one(build: subprocess.Popen[str], wanted: Callable[[int], bool]) -> bool:
    """Kill the first process that is `wanted` while `build` runs; whether there was one."""
    while build.poll() is None:
        for process in (int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()):
            if wanted(process):
                os.kill(process, signal.SIGKILL)
                return True
        time.sleep(0.02)
    return False


def command_of(process: int) -> str:
    return read(process, "cmdline").replace("\0", " ")


def parent_of(process: int) -> int:
    return int((read(process, "stat").rpartition(")")[2].split() or ["", "0"])[1])


def in_cluster(process: int, cluster: dict[str, str]) -> bool:
    return f"{MARKER}={cluster[MARKER]}" in read(process, "environ")


def read(process: int, file: str) -> str:
    """What the system tells of a process, or nothing when it has ended."""
    try:
        return Path(f"/proc/{process}/{file}").read_text(errors="replace")
    except OSError:
        return ""
