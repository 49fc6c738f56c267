"""Published numbers from release to release."""

from pathlib import Path
from typing import NamedTuple

import polars as pl
import pytest
from release_samples import INCIDENT, ledger

from pipeline.cli.diff import as_object, change_line
from pipeline.publish import publish
from pipeline.publish.comparison import NumberChange, compare
from pipeline.store import NoReleaseError


class Published(NamedTuple):
    """A warehouse and its releases: 13 killed; 14 killed; no estimate, and one article more."""

    warehouse: Path
    releases: list[str]


def release(warehouse: Path, frames: dict[str, pl.DataFrame]) -> str:
    done = publish(frames, warehouse=warehouse, inputs_hash="i", code_version="c", extractor_version="1")
    return done.release_id


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Published:
    folder = tmp_path_factory.mktemp("warehouse")
    last = ledger(killed=14, extra_articles=1)
    states = (ledger(), ledger(killed=14), last | {"estimates": last["estimates"].clear()})
    return Published(folder, [release(folder, frames) for frames in states])


def test_a_number_that_moved(published: Published) -> None:
    (change,) = compare(published.warehouse, *published.releases[:2]).numbers["estimates"]
    assert change.old == {"low": 13, "best": 13, "high": None}
    assert change.new == {"low": 14, "best": 14, "high": None}
    assert change.size == 1
    assert change_line("estimates", change) == f"killed · all · {INCIDENT}: low 13 → 14, best 13 → 14"


def test_a_number_that_is_gone_or_new(published: Published) -> None:
    (gone,) = compare(published.warehouse, "previous", "latest").numbers["estimates"]
    assert gone.new is None
    assert change_line("estimates", gone).endswith(": gone, low 14, best 14, high none")
    (new,) = compare(published.warehouse, "latest", "previous").numbers["estimates"]
    assert change_line("estimates", new).endswith(": new, low 14, best 14, high none")


def test_tables_are_counted(published: Published) -> None:
    found = compare(published.warehouse, "previous", "latest")
    counts = {name: table.counts for name, table in found.tables.items() if any(table.counts.values())}
    assert counts == {
        "articles": {"added": 1, "removed": 0, "changed": 0},
        "estimates": {"added": 0, "removed": 1, "changed": 0},
    }
    assert found.numbers["totals"] == []


def test_a_release_does_not_differ_from_itself(published: Published) -> None:
    found = compare(published.warehouse, "latest", "latest")
    assert not any(any(table.counts.values()) for table in found.tables.values())
    assert not any(found.numbers.values())


def test_json_holds_every_row(published: Published) -> None:
    said = as_object(compare(published.warehouse, *published.releases[:2]))
    assert [said[side]["release_id"] for side in ("old", "new")] == published.releases[:2]
    assert {row["column"] for row in said["tables"]["estimates"]["changed"]} == {"low", "best"}
    assert said["estimates"][0]["new"]["best"] == 14


def test_moved_numbers_come_first_then_new_then_gone(published: Published) -> None:
    changes = compare(published.warehouse, published.releases[0], "latest").numbers["estimates"]
    assert [(change.old is None, change.new is None) for change in changes] == [(False, True)]
    one = {"value": 1, "value_low": 1, "value_high": 1}
    assert change_line("totals", NumberChange({"harm_type": "killed"}, None, one)) == "killed: new, 1"


def test_what_is_not_there_is_said(published: Published, tmp_path: Path) -> None:
    with pytest.raises(NoReleaseError, match="published so far"):
        compare(published.warehouse, "R?", "latest")
    with pytest.raises(NoReleaseError, match="casualties build"):
        compare(tmp_path, "previous", "latest")
