"""Projects in temporary folders, and two that are built once for all tests that only read them."""

import os
import shutil
from pathlib import Path

import hypothesis
import pytest

from pipeline.settings import COMPILED_VARIABLE
from tests.project import MARKET, MONTH, PAGE, ROOT, BuiltProject, Project

os.environ.setdefault(COMPILED_VARIABLE, "0")
"""Tests run the sources. Set to 1, they run what `make compiled` has made of these very sources, if it has."""

hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project with no articles yet."""
    (tmp_path / "raw").mkdir()
    return Project(tmp_path)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> BuiltProject:
    """A project of three articles, built once; tests must not change it."""
    home = tmp_path_factory.mktemp("built")
    project = Project(home)
    project.write("market.txt", MARKET)
    project.write("month.txt", MONTH)
    project.write("flood.html", PAGE)
    return BuiltProject(home, outcome=project.build())


@pytest.fixture
def built_copy(built: BuiltProject, tmp_path: Path) -> Project:
    """A copy of the built project that a test may change."""
    home = tmp_path / "copy"
    shutil.copytree(built.home, home)
    return Project(home)


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> BuiltProject:
    """The project's own raw articles, built once; tests must not change it."""
    home = tmp_path_factory.mktemp("corpus")
    shutil.copytree(ROOT / "raw", home / "raw")
    shutil.copytree(ROOT / "examples", home / "examples")
    return BuiltProject(home, outcome=Project(home).build())
