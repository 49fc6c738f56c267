"""Settings of the engine, and the words in which it tells of trouble."""

import sys

import pyarrow as pa
import pytest

from pipeline.engine import EngineKind, EngineSettings, RayUnavailable, map_batches, settings_from
from pipeline.engine.errors import describe_exit
from tests.unit.engine import batch_functions as functions


def test_an_empty_environment_gives_the_defaults() -> None:
    assert settings_from({}) == EngineSettings()
    assert settings_from({"CASUALTIES_ENGINE": "", "CASUALTIES_WORKERS": ""}) == EngineSettings()


def test_the_environment_names_engine_workers_and_address() -> None:
    settings = settings_from(
        {
            "CASUALTIES_ENGINE": "ray",
            "CASUALTIES_WORKERS": "3",
            "CASUALTIES_RAY_ADDRESS": "127.0.0.1:6379",
        }
    )
    assert settings == EngineSettings(EngineKind.RAY, workers=3, ray_address="127.0.0.1:6379")


@pytest.mark.parametrize(
    ("environment", "message"),
    [
        ({"CASUALTIES_ENGINE": "spark"}, r"\$CASUALTIES_ENGINE is 'spark'; it must be one of: local, ray"),
        ({"CASUALTIES_WORKERS": "-1"}, r"\$CASUALTIES_WORKERS is '-1'; it must be a whole number"),
        ({"CASUALTIES_WORKERS": "two"}, r"\$CASUALTIES_WORKERS is 'two'; it must be a whole number"),
        ({"CASUALTIES_WORKERS": "٣"}, "it must be a whole number"),
    ],
)
def test_a_wrong_variable_is_named_with_its_value(environment: dict[str, str], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        settings_from(environment)


@pytest.mark.parametrize("name", ["workers", "retries", "in_flight"])
def test_a_negative_setting_is_refused_by_name(name: str) -> None:
    with pytest.raises(ValueError, match=f"Engine setting {name} is -1"):
        EngineSettings(**{name: -1})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("code", "words"), [(-9, "SIGKILL"), (-11, "SIGSEGV"), (1, "exit code 1"), (-200, "signal 200")]
)
def test_an_exit_code_is_told_in_words(code: int, words: str) -> None:
    assert describe_exit(code) == words


def test_a_missing_ray_is_told_with_the_way_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    batches = [pa.table({"n": [1]})]
    with pytest.raises(RayUnavailable, match=r"pip install 'casualty-ledger\[ray\]'"):
        list(map_batches(functions.squares, batches, settings=EngineSettings(EngineKind.RAY)))
