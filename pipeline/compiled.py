"""Finds extraction compiled to machine code, where `make compiled` has made it of the sources as they are now.

The binaries lie in `build/compiled/KEY`, where KEY hashes all that they were made of. After an edit the key is another,
nothing is there, and Python reads the sources until `make compiled` runs again: a stale binary cannot hide a change.

Beside the sources Python would load binaries unasked, however old. The hashes over the package's files, which say
whether a step must run again, what a release was made of and whether two machines run the same code, would change too.
"""

import hashlib
import sys
from collections.abc import Iterator, Sequence
from functools import cached_property
from importlib.abc import MetaPathFinder
from importlib.machinery import EXTENSION_SUFFIXES, ModuleSpec
from importlib.util import find_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Final

from pipeline.settings import PACKAGE, compiled_allowed

BUILDS: Final = PACKAGE.parent / "build" / "compiled"
COMPILED: Final = "extract"
SOURCES: Final = (COMPILED, "gazetteer", "vocabulary.py")
"""What is compiled, and what it imports: the compiler takes types and constants over from there."""
SHARED: Final = "pipeline_extract"
"""Begins the name of the library with the code of all modules, which each of them imports."""
SUFFIX: Final = EXTENSION_SUFFIXES[0]


class CompiledFinder(MetaPathFinder):
    """Finds compiled modules in the build of the sources in `package`, all of them or none.

    A compiled module takes the others for compiled and reads their memory as such. So the files are listed once: should
    one be gone later, its import fails and does not turn to the source.
    """

    def __init__(self, package: Path = PACKAGE, builds: Path = BUILDS) -> None:
        self.package = package
        self.builds = builds

    @cached_property
    def files(self) -> dict[str, Path]:
        """Module -> its binary; empty where there is no build of these sources, or `$CASUALTIES_COMPILED` is 0."""
        if not compiled_allowed():
            return {}
        build = self.builds / build_key(self.package)
        files = build.rglob(f"*{SUFFIX}")
        return {".".join(file.relative_to(build).parts).removesuffix(SUFFIX): file for file in files}

    def find_spec(
        self, fullname: str, _path: Sequence[str] | None = None, _target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Where the compiled module `fullname` is; None leaves it to Python's own finders."""
        if not fullname.startswith((f"pipeline.{COMPILED}.", SHARED)):
            return None
        file = self.files.get(fullname)
        return spec_from_file_location(fullname, file) if file else None


def build_key(package: Path = PACKAGE) -> str:
    """16 hex digits over the names and bytes of the sources in `package`, and the kind of Python that runs."""
    digest = hashlib.sha256(SUFFIX.encode())
    for path in sorted(_sources(package)):
        digest.update(path.relative_to(package).as_posix().encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


def _sources(package: Path) -> Iterator[Path]:
    for name in SOURCES:
        path = package / name
        yield from path.rglob("*.py") if path.is_dir() else [path]


def prefer_compiled() -> None:
    """Import compiled modules from now on, where there are any."""
    if BUILDS.is_dir():
        sys.meta_path.insert(0, CompiledFinder())


def runs_compiled() -> bool:
    """Whether extraction runs compiled in this process."""
    spec = find_spec(f"pipeline.{COMPILED}.reader")
    return spec is not None and (spec.origin or "").endswith(SUFFIX)
