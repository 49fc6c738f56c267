"""The layers of extraction are those that its package says, and their imports run one way."""

import ast
import re
from pathlib import Path

import pipeline.extract

ROOT = Path(pipeline.extract.__file__).parent
OUTSIDE = {"__init__", "reader"}
"""The package itself, and the module that runs all layers."""
LAYER = re.compile(r"^- (.+?)(?=^- |\Z)", re.MULTILINE | re.DOTALL)
NAMED = re.compile(r"`(\w+)`")
LONGEST = 300
"""Lines of a module that is read at one sitting."""


def _layers() -> list[list[str]]:
    return [NAMED.findall(layer) for layer in LAYER.findall(pipeline.extract.__doc__ or "")]


def _modules() -> set[str]:
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")}
    return {path.stem for path in ROOT.glob("*.py")} - OUTSIDE | packages


def _imports(module: str) -> set[str]:
    path = ROOT / f"{module}.py"
    tree = ast.parse((path if path.exists() else ROOT / module / "__init__.py").read_text("utf8"))
    froms = (node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom))
    return {name.split(".")[2] for name in froms if name.startswith("pipeline.extract.")}


def test_the_package_names_each_module_in_one_layer() -> None:
    named = [module for layer in _layers() for module in layer]
    assert sorted(named) == sorted(_modules()), "name it in its layer in pipeline/extract/__init__.py"


def test_modules_import_no_later_layer() -> None:
    place = {module: number for number, layer in enumerate(_layers()) for module in layer}
    later = [(m, i) for m in place for i in _imports(m) if place.get(i, len(place)) > place[m]]
    assert not later


def test_modules_fit_one_reading() -> None:
    sizes = {path.name: len(path.read_text("utf8").splitlines()) for path in ROOT.rglob("*.py")}
    assert not {name: size for name, size in sizes.items() if size > LONGEST}, "split by meaning"
