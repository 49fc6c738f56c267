"""What Ray prints of its workers stays out of standard output."""

import sys
import threading

import pytest

from pipeline.engine.streams import ray_on_stderr


def said_in_thread(name: str, words: str) -> None:
    thread = threading.Thread(target=print, args=(words,), name=name)
    thread.start()
    thread.join()


def test_threads_of_ray_are_sent_to_standard_error_and_others_are_not(
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = sys.stdout
    with ray_on_stderr():
        print("a result")
        said_in_thread("ray_listen_error_messages", "a worker died")
        said_in_thread("another", "a second result")
        assert sys.stdout.encoding == before.encoding
    assert sys.stdout is before
    said_in_thread("ray_listen_error_messages", "afterwards")
    assert capsys.readouterr() == ("a result\na second result\nafterwards\n", "a worker died\n")


def test_a_stream_that_was_put_in_meanwhile_is_left_in_place(monkeypatch: pytest.MonkeyPatch) -> None:
    with ray_on_stderr():
        monkeypatch.setattr(sys, "stdout", sys.stderr)
    assert sys.stdout is sys.stderr
