"""Names of releases: from content, and looked up by a person."""

from datetime import UTC, datetime

import pytest

from pipeline.store import NoReleaseError, Release, find_release
from pipeline.store.releases import release_from, release_id

HASH, OTHER = "a" * 64, "b" * 64


def release(name: str, content_hash: str = HASH) -> Release:
    return Release(
        inputs_hash="i",
        content_hash=content_hash,
        code_version="1",
        extractor_version="1",
        dependency_versions={"duckdb": "1.5.5"},
        row_counts={"articles": 2},
        release_id=name,
        created_at=datetime(2024, 1, 1, tzinfo=UTC),
        snapshot_id=1,
    )


def test_the_first_release_of_a_content_is_named_by_its_hash_alone() -> None:
    assert release_id(HASH, []) == release_id(HASH, [release("R1", OTHER)]) == "R" + "a" * 16


def test_content_that_comes_back_is_a_release_of_its_own() -> None:
    names = [release_id(HASH, [release(str(n)) for n in range(times)]) for times in range(3)]
    assert len(set(names)) == 3
    assert all(len(name) == 17 for name in names)


def test_a_release_survives_its_row() -> None:
    assert release_from(release("R1").row()) == release("R1")


@pytest.mark.parametrize(
    ("reference", "found"),
    [("Rabc", "Rabc1"), ("Rabc1", "Rabc1"), ("latest", "Rabd2"), ("previous", "Rabc1")],
)
def test_a_release_is_found_by_id_start_or_order(reference: str, found: str) -> None:
    assert find_release([release("Rabc1"), release("Rabd2")], reference).release_id == found


@pytest.mark.parametrize(
    ("reference", "message"),
    [("Rx", "is no release"), ("Rab", "more than one"), ("", "is no release"), ("previous", "is no release")],
)
def test_a_reference_that_names_none_or_several_lists_all(reference: str, message: str) -> None:
    known = [release("Rabc1")] if reference == "previous" else [release("Rabc1"), release("Rabd2")]
    with pytest.raises(NoReleaseError, match=f"{message}.*Rabc1"):
        find_release(known, reference)
