"""The UI's own API: a run launched through it succeeds, with its checks; and the program ends whole."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.project import MARKET, MONTH, Project

LAUNCH = """
mutation Launch($job: JobOrPipelineSelector!) {
  launchRun(executionParams: {selector: $job, runConfigData: {}}) {
    __typename
    ... on LaunchRunSuccess { run { runId } }
    ... on PythonError { message }
    ... on RunConfigValidationInvalid { errors { message } }
  }
}
"""
RUN = """
query Run($id: ID!) {
  runOrError(runId: $id) {
    __typename
    ... on Run { status }
  }
}
"""
CHECKS = """
query Checks($asset: AssetKeyInput!) {
  assetChecksOrError: assetNodeOrError(assetKey: $asset) {
    ... on AssetNode {
      assetChecksOrError {
        ... on AssetChecks {
          checks { name blocking executionForLatestMaterialization { status } }
        }
      }
    }
  }
}
"""
TRIGGERS = """
query Triggers($repository: RepositorySelector!) {
  schedulesOrError(repositorySelector: $repository) {
    ... on Schedules { results { name scheduleState { status } } }
  }
  sensorsOrError(repositorySelector: $repository) {
    ... on Sensors { results { name sensorState { status } } }
  }
}
"""
REPOSITORY = {"repositoryLocationName": "pipeline.definitions", "repositoryName": "__repository__"}
ENDED = {"SUCCESS", "FAILURE", "CANCELED"}
CHECKED = "articles figures set_aside places incidents incident_figures estimates totals findings quarantine"


@dataclass(frozen=True)
class Ui:
    """A running `casualties ui`."""

    project: Project
    port: int
    process: subprocess.Popen[bytes]

    def ask(self, query: str, **variables: Any) -> dict[str, Any]:
        body = json.dumps({"query": query, "variables": variables}).encode()
        address = f"http://127.0.0.1:{self.port}/graphql"
        request = urllib.request.Request(address, body, {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=30) as response:
            answer: dict[str, Any] = json.load(response)
        assert "errors" not in answer, answer["errors"]
        data: dict[str, Any] = answer["data"]
        return data

    def status(self, run_id: str) -> str:
        return str(self.ask(RUN, id=run_id)["runOrError"]["status"])


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(until: Callable[[], Any], seconds: float) -> Any:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError):
            if value := until():
                return value
        time.sleep(0.3)
    raise AssertionError(f"nothing came of it in {seconds:g} s")


@pytest.fixture(scope="module")
def ui(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ui]:
    project = Project(tmp_path_factory.mktemp("ui"))
    project.write("market.txt", MARKET)
    project.write("month.txt", MONTH)
    port = _free_port()
    command = [sys.executable, "-m", "pipeline.cli", "ui", "--port", str(port)]
    with (project.home / "ui.log").open("wb") as log:
        process = subprocess.Popen(command, env=project.variables(), stdout=log, stderr=log)
    running = Ui(project, port, process)
    try:
        _wait(lambda: running.ask("{ version }"), 90)
        yield running
    finally:
        process.terminate()
        process.wait(30)


@pytest.fixture(scope="module")
def run_id(ui: Ui) -> str:
    """A run of the main job, launched by the mutation that the UI's buttons send, after it has ended."""
    launched = ui.ask(LAUNCH, job={**REPOSITORY, "jobName": "rebuild"})["launchRun"]
    assert launched["__typename"] == "LaunchRunSuccess", launched
    run = str(launched["run"]["runId"])
    _wait(lambda: ui.status(run) in ENDED, 180)
    return run


def test_a_run_launched_in_the_ui_succeeds_and_publishes(ui: Ui, run_id: str) -> None:
    assert ui.status(run_id) == "SUCCESS"
    assert ui.project.query("SELECT count(*) AS n FROM articles") == [{"n": 2}]


@pytest.mark.parametrize("asset", CHECKED.split())
def test_every_table_has_a_blocking_check_that_passed(ui: Ui, run_id: str, asset: str) -> None:
    assert run_id

    def check() -> dict[str, Any]:
        (only,) = ui.ask(CHECKS, asset={"path": [asset]})["assetChecksOrError"]["assetChecksOrError"][
            "checks"
        ]
        return dict(only)

    def ended() -> str | None:
        """The sensor on raw/ may have begun a run of its own, whose checks are then the latest."""
        status = str(check()["executionForLatestMaterialization"]["status"])
        return None if status == "IN_PROGRESS" else status

    assert check()["name"] == "contract"
    assert check()["blocking"]
    assert _wait(ended, 120) == "SUCCEEDED"


def test_the_schedule_and_the_sensor_run_by_default(ui: Ui) -> None:
    found = ui.ask(TRIGGERS, repository=REPOSITORY)
    (schedule,) = found["schedulesOrError"]["results"]
    (sensor,) = found["sensorsOrError"]["results"]
    assert schedule == {"name": "daily_rebuild", "scheduleState": {"status": "RUNNING"}}
    assert sensor == {"name": "raw_articles_changed", "sensorState": {"status": "RUNNING"}}


def test_the_ui_listens_on_this_machine_only(ui: Ui) -> None:
    addresses = _listening(ui.port)
    assert addresses == {"0100007F"}, "127.0.0.1 in the kernel's notation, and no other"


def _listening(port: int) -> set[str]:
    lines = Path("/proc/net/tcp").read_text().splitlines()[1:]
    fields = [line.split() for line in lines]
    return {each[1].split(":")[0] for each in fields if each[1].endswith(f":{port:04X}") and each[3] == "0A"}


def test_a_taken_port_is_an_error_that_says_so(ui: Ui) -> None:
    done = ui.project.casualties("ui", "--port", str(ui.port))
    assert done.returncode == 1
    assert str(ui.port) in done.stderr
    assert "--port" in done.stderr


def test_sigterm_ends_every_process_and_the_history_stays(ui: Ui, run_id: str) -> None:
    """The last test of the module: it ends the UI."""
    family = _descendants(ui.process.pid)
    assert len(family) >= 4, "webserver, daemon and their code servers"
    ui.process.send_signal(signal.SIGTERM)
    assert ui.process.wait(30) == 0
    _wait(lambda: not any(map(_lives, family)), 15)
    assert run_id in _history(ui.project)


def _descendants(pid: int) -> set[int]:
    parents = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            fields = status.read_text().rpartition(")")[2].split()
            parents[int(status.parent.name)] = int(fields[1])
    found = {pid}
    while more := {child for child, parent in parents.items() if parent in found} - found:
        found |= more
    return found - {pid}


def _lives(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z" and os.getpgid(pid) > 0


def _history(project: Project) -> set[str]:
    """Ids of the runs that a new program finds in the project's history."""
    code = "from dagster import DagsterInstance as I; print(*(r.run_id for r in I.get().get_runs()))"
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, env=project.variables(), capture_output=True, text=True, check=True)
    return set(done.stdout.split())
