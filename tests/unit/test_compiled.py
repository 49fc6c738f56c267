"""Compiled extraction runs only where it was made of the sources that are there. Nothing is compiled here."""

import os
import shutil
import sys
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path

import pytest
from rich.console import Console

from pipeline import compiled
from pipeline.compiled import CompiledFinder, build_key, runs_compiled
from pipeline.settings import PACKAGE
from tests.architecture.test_imports import NARROWER
from tools import compile_extract
from tools.compile_extract import NotCompiledError, modules, require_compiler

SUFFIX = EXTENSION_SUFFIXES[0]
TOKENS = "pipeline.extract.tokens"
LIBRARY = "pipeline_extract__mypyc"


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A copy of the package that a test may change."""
    copy = tmp_path / "pipeline"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    return copy


@pytest.fixture
def builds(package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a build of that copy, of one module, which may be used."""
    monkeypatch.delenv("CASUALTIES_COMPILED")
    build = tmp_path / "builds" / build_key(package)
    for module in (TOKENS, LIBRARY):
        file = build / f"{module.replace('.', '/')}{SUFFIX}"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    return build.parent


def _found(package: Path, builds: Path, module: str) -> str | None:
    spec = CompiledFinder(package, builds).find_spec(module)
    return spec.origin if spec else None


def test_the_tests_run_the_sources_unless_told_otherwise() -> None:
    assert runs_compiled() is False or os.environ["CASUALTIES_COMPILED"] != "0"


def test_a_build_of_the_present_sources_is_found(package: Path, builds: Path) -> None:
    for module in (TOKENS, LIBRARY):
        assert (_found(package, builds, module) or "").endswith(SUFFIX)


@pytest.mark.parametrize(
    "module", ["pipeline.extract", "pipeline.extract.lexicon", "pipeline.settings", "json"]
)
def test_all_that_is_not_compiled_is_left_to_python(package: Path, builds: Path, module: str) -> None:
    assert _found(package, builds, module) is None


@pytest.mark.parametrize(
    "source", ["extract/tokens.py", "extract/lexicon/tags.py", "gazetteer/cache.py", "vocabulary.py"]
)
def test_after_an_edit_of_a_source_no_build_is_found(package: Path, builds: Path, source: str) -> None:
    with (package / source).open("a") as file:
        file.write("\n# changed\n")
    assert _found(package, builds, TOKENS) is None


def test_a_new_and_a_lost_module_count_as_edits(package: Path) -> None:
    keys = {build_key(package)}
    (package / "extract" / "novel.py").touch()
    keys.add(build_key(package))
    (package / "extract" / "tokens.py").unlink()
    keys.add(build_key(package))
    assert len(keys) == 3


def test_word_lists_are_read_when_extraction_runs_and_need_no_new_build(package: Path) -> None:
    key = build_key(package)
    (package / "extract" / "lexicon" / "harm.toml").write_text("")
    assert build_key(package) == key


def test_a_build_may_be_left_unused(package: Path, builds: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASUALTIES_COMPILED", "0")
    assert _found(package, builds, TOKENS) is None


def test_a_build_for_another_python_is_not_found(
    package: Path, builds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compiled, "SUFFIX", ".cpython-399.so")
    assert _found(package, builds, TOKENS) is None


def test_a_build_that_goes_while_it_runs_is_not_mixed_with_sources(package: Path, builds: Path) -> None:
    finder = CompiledFinder(package, builds)
    assert finder.find_spec(LIBRARY)
    shutil.rmtree(builds)
    assert finder.find_spec(TOKENS)


def test_the_key_covers_all_that_extraction_imports() -> None:
    sources = {name.removesuffix(".py") for name in compiled.SOURCES}
    assert sources >= NARROWER["extract"] | NARROWER["gazetteer"] | {"extract"}


def test_every_module_but_the_packages_is_compiled() -> None:
    chosen = {path.relative_to(PACKAGE / "extract").as_posix() for path in modules(PACKAGE)}
    assert {"reader.py", "tokens.py", "lexicon/compiling.py"} <= chosen
    assert len(chosen) == len(
        [path for path in (PACKAGE / "extract").rglob("*.py") if path.stem != "__init__"]
    )


def test_a_missing_compiler_is_said_with_the_exit_code_of_a_failure(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CC", "no-such-compiler -O2")
    monkeypatch.setattr(compile_extract, "BUILDS", tmp_path / "builds")
    assert compile_extract.main() == 1
    assert "needs a C compiler, and there is no no-such-compiler" in " ".join(capsys.readouterr().err.split())
    assert not (tmp_path / "builds").exists()


def test_missing_headers_are_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CC", sys.executable)
    monkeypatch.setattr(compile_extract.sysconfig, "get_path", lambda _: str(tmp_path))
    with pytest.raises(NotCompiledError, match="needs Python's headers"):
        require_compiler()


def test_what_is_compiled_already_is_not_compiled_again(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(compile_extract, "BUILDS", tmp_path)
    monkeypatch.setenv("CC", "no-such-compiler")
    (tmp_path / build_key()).mkdir()
    assert compile_extract.compiled(Console()) == tmp_path / build_key()
