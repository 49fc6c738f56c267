"""Code versions follow the sources, and nothing else."""

import shutil
from pathlib import Path

import pytest

from pipeline.assets import versions
from pipeline.assets.versions import STEPS, code_version


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the package that a test may change, from which versions are taken."""
    copy = tmp_path / "pipeline"
    shutil.copytree(versions.PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(versions, "PACKAGE", copy)
    monkeypatch.setattr(versions, "code_version", code_version.__wrapped__)
    return copy


def _versions() -> dict[str, str]:
    return {step: versions.code_version(step) for step in STEPS}


def test_a_copy_elsewhere_has_the_same_versions(package: Path) -> None:
    assert package.is_dir()
    assert _versions() == {step: code_version(step) for step in STEPS}


@pytest.mark.parametrize(
    ("source", "changed"),
    [
        ("resolve/rules.toml", {"resolve", "audit"}),
        ("audit/__init__.py", {"audit"}),
        ("store/lake.py", {"publish"}),
        ("vocabulary.py", set(STEPS)),
        ("cli/app.py", set()),
    ],
)
def test_a_changed_source_changes_the_steps_that_rest_on_it(
    package: Path, source: str, changed: set[str]
) -> None:
    before = _versions()
    with (package / source).open("a") as file:
        file.write("\n# changed\n")
    after = _versions()
    assert {step for step in STEPS if before[step] != after[step]} == changed


def test_a_source_that_is_gone_is_an_error(package: Path) -> None:
    shutil.rmtree(package / "audit")
    with pytest.raises(FileNotFoundError, match="audit"):
        versions.code_version("audit")
