"""The hash of a table's content: the same for the same values in any form, another for another value."""

import hashlib
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.store.hashing import content_hash, table_hash

VALUES: dict[str, list[Any]] = {
    "text": ["é", None, ""],
    "number": [1, None, -7],
    "share": [0.5, None, -0.0],
    "flag": [True, None, False],
    "day": [date(2013, 5, 22), None, date(1969, 1, 1)],
    "moment": [datetime(2013, 5, 22, 1, 2, 3, 4, UTC), None, datetime(1960, 1, 1, tzinfo=UTC)],
    "names": [["a", "b"], [], None],
    "changes": [[{"who": "F1", "proposed": 117}], [], None],
}
KNOWN = "942e8e1146d0bfefaad34cfbd9e33649d8a7c88e409362a12d479ebbf5d0bb52"
CHANGE = pa.struct([("who", pa.string()), ("proposed", pa.int64())])


def arrow(**other: list[object]) -> pa.Table:
    table = pa.table({name: values for name, values in (VALUES | other).items() if name != "changes"})
    return table.append_column("changes", pa.array((VALUES | other)["changes"], pa.list_(CHANGE)))


def layout(values: list[Any]) -> bytes:
    """The documented layout, written plainly: what a hash is computed over, for texts, lists and integers."""
    valid = bytes(value is not None for value in values)
    if any(isinstance(value, str) for value in values):
        texts = [(value or "").encode() for value in values]
        return valid + word("string") + integers(map(len, texts)) + b"".join(texts)
    if any(isinstance(value, list) for value in values):
        lists = [value or [] for value in values]
        return (
            valid
            + word("list")
            + integers(map(len, lists))
            + layout([item for each in lists for item in each])
        )
    return valid + word("integer") + integers(value or 0 for value in values)


def integers(values: Iterable[int]) -> bytes:
    return b"".join(value.to_bytes(8, "little", signed=True) for value in values)


def word(text: str) -> bytes:
    return integers([len(text.encode())]) + text.encode()


def test_the_hash_is_over_the_documented_layout() -> None:
    columns = {name: VALUES[name] for name in ("text", "number", "flag", "names")}
    plain = integers([3]) + b"".join(word(name) + layout(columns[name]) for name in sorted(columns))
    assert table_hash(pa.table(columns)) == hashlib.sha256(plain).hexdigest()


def test_the_hash_of_known_rows_never_changes() -> None:
    assert table_hash(arrow()) == KNOWN


@pytest.mark.parametrize(
    "same",
    [
        pytest.param(lambda table: pa.concat_tables([table.slice(0, 1), table.slice(1)]), id="chunks"),
        pytest.param(lambda table: pa.concat_tables([table, table]).slice(3), id="slice"),
        pytest.param(lambda table: table.select(sorted(table.column_names)), id="order of columns"),
        pytest.param(lambda table: pl.DataFrame(table).to_arrow(), id="polars string views"),
        pytest.param(
            lambda table: pl.DataFrame(table).to_arrow(compat_level=pl.CompatLevel.oldest()), id="polars"
        ),
        pytest.param(
            lambda table: table.set_column(1, "number", table["number"].cast(pa.int8())), id="integer width"
        ),
        pytest.param(lambda table: table.append_column("extractor_version", [["2"] * 3]), id="provenance"),
        pytest.param(lambda table: table.replace_schema_metadata({"made": "today"}), id="metadata"),
    ],
)
def test_the_same_values_in_another_form_hash_the_same(same) -> None:  # type: ignore[no-untyped-def]
    assert table_hash(same(arrow())) == table_hash(arrow())


@pytest.mark.parametrize(
    ("column", "values"),
    [
        ("text", ["é", "", None]),
        ("text", ["é", None, "x"]),
        ("number", [1, None, 7]),
        ("number", [1, 0, -7]),
        ("share", [0.5, 0.0, 0.0]),
        ("flag", [True, False, False]),
        ("day", [date(2013, 5, 23), None, date(1969, 1, 1)]),
        ("names", [["a"], ["b"], None]),
        ("names", [["a", "b"], None, []]),
        ("names", [["ab", ""], [], None]),
        ("changes", [[{"who": "F1", "proposed": 118}], [], None]),
        ("changes", [[{"who": None, "proposed": 117}], [], None]),
    ],
)
def test_another_value_hashes_otherwise(column: str, values: list[object]) -> None:
    assert table_hash(arrow(**{column: values})) != table_hash(arrow())


def test_another_name_of_a_column_hashes_otherwise() -> None:
    renamed = arrow().rename_columns(["words", *arrow().column_names[1:]])
    assert table_hash(renamed) != table_hash(arrow())


@given(st.lists(st.one_of(st.none(), st.text(max_size=3)), max_size=4))
def test_texts_never_run_into_one_another(texts: list[str | None]) -> None:
    joined = [None if texts[0] is None else texts[0] + "a", *texts[1:]] if texts else ["a"]
    hashes = {table_hash(pa.table({"text": pa.array(side, pa.string())})) for side in (texts, joined)}
    assert len(hashes) == (1 if joined == texts else 2)


def test_a_type_outside_the_contract_is_refused() -> None:
    with pytest.raises(TypeError, match=r"decimal.* has no canonical form"):
        table_hash(pa.table({"price": pa.array([None], pa.decimal128(5, 2))}))


def test_the_hash_of_a_release_depends_on_which_table_holds_the_rows() -> None:
    assert content_hash({"a": arrow(), "b": arrow().slice(1)}) != content_hash(
        {"a": arrow().slice(1), "b": arrow()}
    )
    assert content_hash({"a": arrow(), "b": arrow()}) == content_hash({"b": arrow(), "a": arrow()})
