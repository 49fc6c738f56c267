"""`casualties ui`: the Dagster webserver and daemon as one program that ends whole."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from types import FrameType

from rich.console import Console

from pipeline.cli.instance import create_history
from pipeline.settings import project_home

HOST = "127.0.0.1"
LOCATION = ("-m", "pipeline.definitions")
SECONDS_TO_END = 10.0
SECONDS_BETWEEN_LOOKS = 0.2
STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class StopSignal(Exception):  # noqa: N818
    """A signal asked the program to end."""


def serve(port: int) -> int:
    """Serve the UI on localhost until a signal comes or one of its processes ends; the exit code.

    0 after Ctrl-C or SIGTERM, 1 when the port is taken or a process ended by itself.
    """
    console = Console(stderr=True)
    if not _port_is_free(port):
        console.print(f"Port {port} on {HOST} is taken; choose one with --port.", style="red", markup=False)
        return 1
    create_history()
    for number in STOPPING:
        signal.signal(number, _stop)
    processes: list[subprocess.Popen[bytes]] = []
    try:
        processes += [_start(command) for command in _commands(port)]
        _announce(port, processes, console)
        return _watch(processes, console)
    except StopSignal:
        return 0
    finally:
        _end(processes)


def _commands(port: int) -> list[list[str]]:
    webserver = ["dagster_webserver", "--host", HOST, "--port", str(port), "--log-level", "warning"]
    daemon = ["dagster._daemon", "run", "--log-level", "warning"]
    quiet = ["--code-server-log-level", "warning", *LOCATION]
    return [[sys.executable, "-m", *program, *quiet] for program in (webserver, daemon)]


def _start(command: list[str]) -> subprocess.Popen[bytes]:
    """Start `command` at the head of a process group of its own, so that its children end with it."""
    return subprocess.Popen(command, cwd=project_home(), start_new_session=True)


def _stop(number: int, frame: FrameType | None) -> None:  # noqa: ARG001
    for each in STOPPING:
        signal.signal(each, signal.SIG_IGN)
    raise StopSignal


def _announce(port: int, processes: list[subprocess.Popen[bytes]], console: Console) -> None:
    address = f"http://{HOST}:{port}"
    while all(process.poll() is None for process in processes):
        with contextlib.suppress(OSError), urllib.request.urlopen(f"{address}/server_info", timeout=1):
            console.print(f"The ledger's UI is at {address} . Ctrl-C ends it.", markup=False)
            return
        time.sleep(SECONDS_BETWEEN_LOOKS)


def _watch(processes: list[subprocess.Popen[bytes]], console: Console) -> int:
    while True:
        for process in processes:
            if process.poll() is not None:
                ended = f"A process of the UI ended by itself, with exit code {process.returncode}."
                console.print(ended, style="red", markup=False)
                return 1
        time.sleep(SECONDS_BETWEEN_LOOKS)


def _end(processes: list[subprocess.Popen[bytes]]) -> None:
    """End every process group: ask first, insist after `SECONDS_TO_END`."""
    for process in processes:
        _signal_group(process, signal.SIGTERM)
    deadline = time.monotonic() + SECONDS_TO_END
    while time.monotonic() < deadline and any(map(_group_lives, processes)):
        time.sleep(SECONDS_BETWEEN_LOOKS)
    for process in processes:
        _signal_group(process, signal.SIGKILL)
        process.wait()


def _group_lives(process: subprocess.Popen[bytes]) -> bool:
    process.poll()
    try:
        os.killpg(process.pid, 0)
    except ProcessLookupError:
        return False
    return True


def _signal_group(process: subprocess.Popen[bytes], number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, number)


def _port_is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        return probe.connect_ex((HOST, port)) != 0
