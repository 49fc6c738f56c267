"""Where the project keeps its folders."""

from pathlib import Path

import pytest
import yaml

from pipeline import settings
from tests.project import ROOT


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("CASUALTIES_HOME", "DAGSTER_HOME", "CASUALTIES_CATALOG"):
        monkeypatch.delenv(variable, raising=False)


def test_the_checkout_is_home() -> None:
    assert settings.project_home() == ROOT


def test_a_chosen_home_comes_first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CASUALTIES_HOME", str(tmp_path))
    assert settings.project_home() == tmp_path
    assert settings.in_home("raw") == tmp_path / "raw"


def test_installed_from_a_wheel_the_working_directory_is_home(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(settings, "PACKAGE", tmp_path / "site-packages" / "pipeline")
    monkeypatch.chdir(tmp_path)
    assert settings.project_home() == tmp_path


def test_a_folder_that_a_person_names_is_taken_from_where_they_are(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    assert settings.chosen(Path("texts"), "raw") == tmp_path / "texts"
    assert settings.chosen(None, "raw") == ROOT / "raw"


def test_a_new_run_history_has_no_telemetry(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CASUALTIES_HOME", str(tmp_path))
    home = settings.dagster_home()
    assert home == tmp_path / ".dagster"
    instance = yaml.safe_load((home / "dagster.yaml").read_text())
    assert instance["telemetry"] == {"enabled": False}
    assert instance["nux"] == {"enabled": False}


def test_an_instance_that_somebody_set_up_is_left_alone(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "dagster.yaml").write_text("telemetry: {enabled: false}\n")
    monkeypatch.setenv("DAGSTER_HOME", str(tmp_path))
    assert settings.dagster_home() == tmp_path
    assert (tmp_path / "dagster.yaml").read_text() == "telemetry: {enabled: false}\n"
