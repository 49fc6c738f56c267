"""Imports run one way, and only the outermost layer knows Dagster."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

import pipeline

ROOT = Path(pipeline.__file__).parent
ORDER = (
    "settings",
    "compiled",
    "vocabulary",
    "gazetteer",
    "extract",
    "tables",
    "ingest",
    "resolve",
    "audit",
    "engine",
    "store",
    "publish",
    "evaluate",
    "assets",
    "definitions",
    "cli",
)
"""A part may import the parts before it, and itself."""
NARROWER = {
    "extract": {"vocabulary", "gazetteer"},
    "tables": {"vocabulary"},
    "gazetteer": {"vocabulary"},
    "evaluate": {"vocabulary", "extract"},
}
"""Parts that may import fewer than all before them."""
KNOWS_DAGSTER = {"assets", "definitions"}


class Import(NamedTuple):
    part: str
    module: str
    target: str
    lazy: bool


def _imports() -> Iterator[Import]:
    for path in sorted(ROOT.rglob("*.py")):
        module = path.relative_to(ROOT).as_posix()
        part = module.split("/")[0].removesuffix(".py")
        if part == "__init__":
            continue
        tree = ast.parse(path.read_text("utf8"))
        eager = {id(node) for node in _at_module_level(tree)}
        for node in ast.walk(tree):
            for target in _targets(node):
                yield Import(part, module, target, id(node) not in eager)


def _at_module_level(node: ast.AST) -> Iterator[ast.AST]:
    """Nodes that run when the module is imported: none in a function, none for type checkers only."""
    for child in ast.iter_child_nodes(node):
        typing_only = isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test)
        if not typing_only and not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            yield child
            yield from _at_module_level(child)


def _targets(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        assert node.level == 0, "imports are absolute here"
        module = node.module or ""
        return [f"{module}.{alias.name}" for alias in node.names] if module == "pipeline" else [module]
    return []


IMPORTS = list(_imports())


def _internal() -> Iterator[tuple[Import, str]]:
    for each in IMPORTS:
        if each.target.split(".")[0] == "pipeline":
            yield each, each.target.split(".")[1]


def test_every_part_has_its_place_in_the_order() -> None:
    parts = {
        path.name.removesuffix(".py") for path in ROOT.iterdir() if path.suffix == ".py" or path.is_dir()
    }
    assert parts - {"__init__", "__pycache__"} == set(ORDER)


def test_imports_run_one_way() -> None:
    wrong = [
        f"{each.module} imports {target}"
        for each, target in _internal()
        if ORDER.index(target) > ORDER.index(each.part)
        or target not in NARROWER.get(each.part, set(ORDER)) | {each.part}
    ]
    assert not wrong, "\n".join(wrong)


def test_only_the_outermost_layer_imports_dagster() -> None:
    wrong = [
        f"{each.module} imports {each.target}"
        for each in IMPORTS
        if each.target.split(".")[0].startswith("dagster")
        and each.part not in KNOWS_DAGSTER
        and not (each.part == "cli" and each.lazy)
    ]
    assert not wrong, "\n".join(wrong)


def test_extraction_needs_the_standard_library_alone() -> None:
    wrong = [
        f"{each.module} imports {each.target}"
        for each in IMPORTS
        if each.part == "extract" and each.target.split(".")[0] not in sys.stdlib_module_names | {"pipeline"}
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("heavy", ["dagster", "pandera", "polars", "duckdb", "pyarrow"])
def test_the_command_line_answers_without_heavy_imports(heavy: str) -> None:
    code = f"import sys, pipeline.cli; sys.exit({heavy!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_extraction_does_not_load_the_heavy_libraries() -> None:
    heavy = {"dagster", "pandera", "polars", "duckdb"}
    code = f"import sys, pipeline.extract; print(*({heavy!r} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.split() == []
