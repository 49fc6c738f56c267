"""What a release was made of: hashes that change with every input and with nothing else."""

import hashlib
import json
from importlib import metadata
from pathlib import Path

import pytest

from pipeline.publish import code_version, dependency_versions, file_hash, inputs_hash, provenance


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = tmp_path / "raw"
    (folder / "un").mkdir(parents=True)
    (folder / "manifest.csv").write_text("file\n")
    (folder / "un" / "may.txt").write_text("May")
    return folder


def hashed(raw: Path, code: str = "1", extractor: str = "1") -> str:
    files = [path for path in raw.rglob("*") if path.is_file()]
    forth, back = (
        inputs_hash(order, raw, code_version=code, extractor_version=extractor)
        for order in (sorted(files), sorted(files, reverse=True))
    )
    assert forth == back
    return forth


def test_the_order_and_place_of_files_do_not_matter(raw: Path, tmp_path: Path) -> None:
    before = hashed(raw)
    assert hashed(raw.rename(tmp_path / "elsewhere")) == before


def test_every_input_matters(raw: Path) -> None:
    hashes = [hashed(raw), hashed(raw, code="2"), hashed(raw, extractor="2")]
    (raw / "manifest.csv").write_text("file\nun/may.txt\n")
    hashes.append(hashed(raw))
    (raw / "un" / "may.txt").write_text("June")
    hashes.append(hashed(raw))
    (raw / "un" / "may.txt").rename(raw / "un" / "june.txt")
    hashes.append(hashed(raw))
    (raw / "empty.txt").touch()
    hashes.append(hashed(raw))
    assert len(set(hashes)) == len(hashes)


def test_a_files_hash_is_that_of_its_bytes(raw: Path) -> None:
    assert file_hash(raw / "un" / "may.txt") == hashlib.sha256(b"May").hexdigest()


def test_the_code_version_changes_with_any_source_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "pipeline"
    (package / "__pycache__").mkdir(parents=True)
    (package / "a.py").write_text("x = 1\n")
    monkeypatch.setattr(provenance, "PACKAGE", package)
    versions = [code_version.__wrapped__()]
    (package / "__pycache__" / "a.pyc").write_bytes(b"compiled")
    assert code_version.__wrapped__() == versions[0]
    (package / "a.py").write_text("x = 2\n")
    versions.append(code_version.__wrapped__())
    (package / "rules.csv").write_text("dozens,24,99\n")
    versions.append(code_version.__wrapped__())
    assert len(set(versions)) == 3


def test_the_code_version_starts_with_the_packages() -> None:
    assert code_version().startswith(f"{metadata.version('casualty-ledger')}+src.")


def test_dependencies_are_those_of_the_package_without_extras() -> None:
    versions = dependency_versions()
    assert versions["duckdb"] == metadata.version("duckdb")
    assert "pandera" in versions
    assert not {"ray", "pytest"} & versions.keys()
    assert json.loads(json.dumps(versions)) == versions
