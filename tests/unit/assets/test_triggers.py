"""The sensor asks for a run when the raw folder changed, and only then."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from dagster import RunRequest, SkipReason, build_sensor_context

from pipeline.assets.raw_files import fingerprint
from pipeline.assets.resources import Folders
from pipeline.assets.triggers import raw_articles_changed


def _add(raw: Path) -> None:
    (raw / "sub" / "c.txt").write_text("five people died")


def _edit(raw: Path) -> None:
    (raw / "a.txt").write_text("six people died")


def _touch(raw: Path) -> None:
    os.utime(raw / "a.txt", (1, 1))


def _remove(raw: Path) -> None:
    (raw / "sub" / "b.txt").unlink()


def _rename(raw: Path) -> None:
    (raw / "a.txt").rename(raw / "z.txt")


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    (tmp_path / "sub").mkdir()
    (tmp_path / "a.txt").write_text("two people died")
    (tmp_path / "sub" / "b.txt").write_text("three people died")
    return tmp_path


@pytest.mark.parametrize("change", [_add, _edit, _touch, _remove, _rename])
def test_any_change_of_a_file_is_seen(raw: Path, change: Callable[[Path], None]) -> None:
    before = fingerprint(raw)
    assert fingerprint(raw) == before
    change(raw)
    assert fingerprint(raw) != before


def test_hidden_files_do_not_count(raw: Path) -> None:
    before = fingerprint(raw)
    (raw / ".a.txt.swp").write_text("an editor's")
    assert fingerprint(raw) == before


def test_a_missing_folder_is_an_empty_one(tmp_path: Path) -> None:
    assert fingerprint(tmp_path / "nowhere") == fingerprint(tmp_path)


def test_one_run_a_change(raw: Path) -> None:
    context = build_sensor_context(resources={"folders": Folders(raw=str(raw))})
    assert isinstance(raw_articles_changed(context), RunRequest)
    assert isinstance(raw_articles_changed(context), SkipReason)
    _add(raw)
    assert isinstance(raw_articles_changed(context), RunRequest)
    assert isinstance(raw_articles_changed(context), SkipReason)
