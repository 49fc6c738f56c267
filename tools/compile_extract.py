"""`make compiled`: extraction as machine code, by mypyc and a C compiler, where `pipeline.compiled` looks for it.

Nothing needs it, and the rows are the same. It exits 0 when the compiled modules are there, and 1 with the reason where
they could not be made. mypyc takes less than all of Python: it names the line of a source that it does not take.
"""

import io
import os
import shlex
import shutil
import sys
import sysconfig
import tempfile
import time
from collections.abc import Iterator
from contextlib import chdir, contextmanager, redirect_stdout
from pathlib import Path
from typing import Final

from mypyc.build import mypycify
from rich.console import Console
from setuptools import Extension, setup

from pipeline.compiled import BUILDS, COMPILED, SHARED, build_key
from pipeline.settings import PACKAGE

CONFIGURATION: Final = PACKAGE.parent / "pyproject.toml"
OPTIMISATION: Final = "1"
"""Of gcc. With 3 it works three times as long for 2 % fewer instructions."""


class NotCompiledError(Exception):
    """Why extraction cannot be compiled here."""


def main() -> int:
    """Compile extraction unless it is; the exit code."""
    console = Console(stderr=True)
    try:
        made = compiled(console)
    except NotCompiledError as error:
        console.print(f"Extraction is not compiled: {error}", markup=False)
        return 1
    console.print(f"Extraction runs compiled: {made}", markup=False, soft_wrap=True)
    return 0


def compiled(console: Console) -> Path:
    """The build of the present sources, made if it is not there. Raises `NotCompiledError`."""
    present = BUILDS / build_key()
    if present.is_dir():
        return present
    require_compiler()
    BUILDS.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".making-", dir=BUILDS) as folder:
        # A copy is compiled, so that an edit meanwhile cannot come under the key of what was there before it.
        copy = Path(folder) / "pipeline"
        shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
        build = BUILDS / build_key(copy)
        if not build.is_dir():
            _compile(copy.parent, console).rename(build)
    _remove_others(build)
    return build


def require_compiler() -> None:
    """Raise `NotCompiledError` where there is no C compiler, or nothing of Python for it to compile against."""
    command = os.environ.get("CC") or sysconfig.get_config_var("CC") or "cc"
    compiler = shlex.split(command)[0]
    if shutil.which(compiler) is None:
        raise NotCompiledError(
            f"it needs a C compiler, and there is no {compiler} (Debian: apt install gcc)."
        )
    header = Path(sysconfig.get_path("include")) / "Python.h"
    if not header.is_file():
        raise NotCompiledError(f"it needs Python's headers, and there is no {header} (Debian: python3-dev).")


def modules(package: Path) -> list[Path]:
    """The sources to compile in `package`. The `__init__`s stay Python: they find tables by their own place."""
    return sorted(path for path in (package / COMPILED).rglob("*.py") if path.name != "__init__.py")


def _compile(folder: Path, console: Console) -> Path:
    """Compile the package in `folder`; the folder of the binaries. Raises `NotCompiledError`."""
    sources = [str(path.relative_to(folder)) for path in modules(folder / "pipeline")]
    with chdir(folder):
        with _step(f"1 of 2: mypyc translates {len(sources)} modules into C", console):
            extensions = _translate(sources)
        with _step("2 of 2: the C compiler compiles them, which takes minutes", console):
            _build(extensions)
    return folder / "made"


@contextmanager
def _step(what: str, console: Console) -> Iterator[None]:
    """Say what is done and, after it, how long it took. Raises `NotCompiledError` where a compiler gives up."""
    start = time.monotonic()
    console.print(what)
    try:
        with console.status("Working"):
            yield
    except SystemExit as error:
        raise NotCompiledError(error.code if isinstance(error.code, str) else "see above.") from error
    console.print(f"        done in {time.monotonic() - start:.0f} s")


def _translate(sources: list[str]) -> list[Extension]:
    said = io.StringIO()
    try:
        with redirect_stdout(said):
            return mypycify(
                [f"--config-file={CONFIGURATION}", *sources],
                opt_level=OPTIMISATION,
                debug_level="0",
                group_name=SHARED,
            )
    except SystemExit:
        # Its warnings are about speed alone, and many; they are worth reading only for the error among them.
        print(*(line for line in said.getvalue().splitlines() if ": warning: " not in line), sep="\n")
        raise


def _build(extensions: list[Extension]) -> None:
    folders = ["--build-lib=made", "--build-temp=objects"]
    setup(
        name=SHARED,
        ext_modules=extensions,
        script_name="setup.py",
        script_args=["--quiet", "build_ext", *folders, f"--parallel={os.cpu_count() or 1}"],
    )


def _remove_others(build: Path) -> None:
    """Builds of sources that are no more; unfinished ones are left to who makes them."""
    for other in BUILDS.iterdir():
        if other != build and not other.name.startswith("."):
            shutil.rmtree(other)


if __name__ == "__main__":
    sys.exit(main())
