"""What a release was made of: its inputs, the code and the libraries, as hashes and versions."""

import hashlib
import re
from collections.abc import Iterable
from functools import cache
from importlib import metadata
from pathlib import Path

from pipeline.settings import PACKAGE

DISTRIBUTION = "casualty-ledger"
SOURCE_DIGITS = 12
REQUIREMENT = re.compile(r"(?P<name>[A-Za-z0-9._-]+)(?P<rest>.*)")


def inputs_hash(files: Iterable[Path], root: Path, *, code_version: str, extractor_version: str) -> str:
    """Hash (64 hex) of all that decides a release: the raw files, the manifest among them, and the code.

    `files` are taken by their path below `root`, in any order, and by the SHA-256 of their bytes.
    """
    lines = sorted(f"{path.relative_to(root).as_posix()}\0{file_hash(path)}" for path in files)
    return _hash_lines([*lines, f"code\0{code_version}", f"extractor\0{extractor_version}"])


def file_hash(path: Path) -> str:
    """SHA-256 of the file's bytes (64 hex), read in pieces."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@cache
def code_version() -> str:
    """Version of the code, such as `0.1.0+src.3f9c0a1b2c4d`: of the package, and a hash of all files in it.

    The hash, and not a commit, names what ran: it is the same from a clone or a wheel, needs no git, and
    differs as soon as a rule or a gazetteer entry does.
    """
    sources = (path for path in PACKAGE.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    lines = sorted(f"{path.relative_to(PACKAGE).as_posix()}\0{file_hash(path)}" for path in sources)
    return f"{metadata.version(DISTRIBUTION)}+src.{_hash_lines(lines)[:SOURCE_DIGITS]}"


@cache
def dependency_versions() -> dict[str, str]:
    """Installed version of each library that the package asks for without an extra, by name."""
    required = filter(None, (REQUIREMENT.match(line) for line in metadata.requires(DISTRIBUTION) or ()))
    names = sorted(found["name"] for found in required if "extra ==" not in found["rest"])
    return {name: metadata.version(name) for name in names}


def _hash_lines(lines: Iterable[str]) -> str:
    return hashlib.sha256("".join(f"{line}\n" for line in lines).encode()).hexdigest()
