"""The index file: names to keys, the constant map, and when the index is built."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.gazetteer import cache
from pipeline.gazetteer.constant_map import ConstantMap, serialise
from pipeline.gazetteer.names import fold, name_key

KEYS = [
    ("Deir ez-Zor", "deir ez zor"),
    ("Şanlıurfa", "sanliurfa"),
    ("Ḩadīthah", "hadithah"),
    ("Sana'a", "sanaa"),
    ("Sana’a", "sanaa"),
    ("St. Louis", "saint louis"),
    ("Saint-Louis", "saint louis"),
    ("U.S.", "us"),
    ("  Tel   Aviv ", "tel aviv"),
    ("Łódź", "lodz"),
    ("Ürümqi", "urumqi"),
    ("İzmir", "izmir"),
    ("Æbeltoft", "aebeltoft"),
    ("...", ""),
]


@pytest.mark.parametrize(("name", "key"), KEYS)
def test_name_keys(name: str, key: str) -> None:
    assert name_key(name) == key


@given(st.text())
def test_a_key_is_its_own_key(name: str) -> None:
    assert name_key(name_key(name)) == name_key(name)


@given(st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=126)))
def test_folding_plain_text_only_lowers_it(text: str) -> None:
    assert fold(text) == text.lower()


@given(st.dictionaries(st.binary(max_size=40), st.binary(max_size=40), max_size=60), st.binary(max_size=40))
def test_the_map_gives_back_what_was_put_in_and_nothing_else(
    entries: dict[bytes, bytes], other: bytes
) -> None:
    found = ConstantMap(serialise(entries))
    assert {key: found.get(key) for key in entries} == entries
    assert found.get(other) == entries.get(other)


def test_the_map_is_read_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "names.map"
    path.write_bytes(serialise({b"basra": b"1"}))
    assert ConstantMap.open(path).get(b"basra") == b"1"


def test_another_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "names.map"
    path.write_bytes(b"something else altogether")
    with pytest.raises(ValueError, match="not a constant map"):
        ConstantMap.open(path)


@pytest.fixture
def small_build(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Replaces the ten-second build by one of a single entry; the list grows with every build."""
    builds: list[int] = []

    def build() -> bytes:
        builds.append(1)
        return serialise({b"x": b"y"})

    monkeypatch.setattr("pipeline.gazetteer.index.build", build)
    return builds


def test_the_cache_directory_can_be_moved(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(cache.CACHE_VARIABLE, str(tmp_path))
    assert cache.index_path().parent == tmp_path


def test_the_index_is_built_once_and_kept(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, small_build: list[int]
) -> None:
    monkeypatch.setenv(cache.CACHE_VARIABLE, str(tmp_path))
    cache.load.__wrapped__()
    cache.load.__wrapped__()
    assert len(small_build) == 1
    assert cache.index_path().exists()
    assert [path.suffix for path in tmp_path.iterdir() if path.suffix not in (".map", ".lock")] == []


def test_a_damaged_index_is_built_again(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, small_build: list[int]
) -> None:
    monkeypatch.setenv(cache.CACHE_VARIABLE, str(tmp_path))
    cache.index_path().write_bytes(b"half an index, or less")
    cache.load.__wrapped__()
    assert len(small_build) == 1
    assert ConstantMap.open(cache.index_path()).get(b"x") == b"y"


def test_where_the_cache_cannot_be_written_the_index_stays_in_memory(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, small_build: list[int]
) -> None:
    file = tmp_path / "a file, no directory"
    file.write_text("")
    monkeypatch.setenv(cache.CACHE_VARIABLE, str(file))
    cache.load.__wrapped__()
    assert len(small_build) == 1
    assert file.read_text() == ""


def test_the_version_changes_with_our_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    before = cache.data_version()
    monkeypatch.setattr(cache, "table_bytes", lambda table: table.encode())
    assert cache.data_version() != before
