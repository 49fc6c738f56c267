"""How rows are cast, judged and quarantined, beyond the single rules."""

from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

import good_rows as good
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.tables import ContractError, empty, from_rows, polars_schema, table_columns, validate
from pipeline.tables.messages import LONGEST_VALUE
from pipeline.vocabulary import Qualifier


def quarantined(table: str, frame: pl.DataFrame) -> list[dict[str, Any]]:
    return validate(table, frame).quarantine.to_dicts()


def test_each_broken_rule_of_each_row_is_reported_with_the_row_the_value_and_what_would_be_right() -> None:
    bad = good.good_row("figures") | {"value": -1, "harm_type": "died", "country": None}
    lines = quarantined("figures", from_rows("figures", [good.figure("F" + "9" * 16, "12", 12), bad]))
    assert {line["row_key"] for line in lines} == {good.WHOLE}
    assert {line["article_id"] for line in lines} == {good.ARTICLE}
    said = {line["rule"]: (line["column_name"], line["value"], line["message"]) for line in lines}
    assert said["minimum"] == ("value", "-1", "value: must be at least 0; found: -1")
    assert said["enum"][:2] == ("harm_type", "died")
    assert "killed, wounded, missing" in said["enum"][2]
    assert said["province_in_country"][1] == "adm1 = Salah al-Din, country = None"
    assert said["bounds_follow_qualifier"][1].startswith("qualifier = exact, value = -1, value_low = 12")


def test_the_right_rows_are_blamed_and_the_others_go_on_in_their_order() -> None:
    rows = [
        good.figure(f"F{n:016x}", "12", 12) | {"sentence_no": n - 3 if n % 4 == 0 else n} for n in range(8)
    ]
    validation = validate("figures", from_rows("figures", rows))
    assert [line["row_key"][-1] for line in validation.quarantine.to_dicts()] == ["0"]
    assert [figure_id[-1] for figure_id in validation.valid["figure_id"]] == list("1234567")


def test_a_row_without_a_whole_key_is_named_by_its_position() -> None:
    rows = [good.good_row("set_aside"), good.good_row("set_aside") | {"char_end": None}]
    assert [line["row_key"] for line in quarantined("set_aside", from_rows("set_aside", rows))] == ["row 1"]


def test_a_composite_key_is_joined_by_bars() -> None:
    row = good.good_row("estimates") | {"best": 99}
    assert (
        quarantined("estimates", from_rows("estimates", [row]))[0]["row_key"] == f"{good.INCIDENT}|killed|all"
    )


def test_long_and_undecodable_text_is_shown_short_and_escaped() -> None:
    row = good.good_row("articles") | {"title": "\ud800", "language": "x" * 10_000}
    values = {
        line["column_name"]: line["value"] for line in quarantined("articles", from_rows("articles", [row]))
    }
    assert values["title"] == "\\ud800"
    assert len(values["language"]) == LONGEST_VALUE + 1


def test_a_missing_or_unexpected_column_is_a_fault_of_the_code() -> None:
    frame = from_rows("set_aside", good.ROWS["set_aside"])
    with pytest.raises(ContractError, match="set_aside: columns are missing: reason"):
        validate("set_aside", frame.drop("reason"))
    with pytest.raises(ContractError, match="does not have: note"):
        validate("set_aside", frame.with_columns(note=pl.lit("x")))
    with pytest.raises(ContractError, match="no columns: note"):
        from_rows("set_aside", [{"note": "x"}])
    with pytest.raises(ContractError, match="no table is named 'figurs'; the tables are articles, figures"):
        validate("figurs", frame)


def test_columns_come_in_any_order_and_leave_in_the_contracts() -> None:
    frame = from_rows("figures", good.ROWS["figures"])
    shuffled = frame.select(sorted(frame.columns))
    assert validate("figures", shuffled).valid.equals(frame, null_equal=True)


def test_rows_without_a_key_for_a_column_have_nothing_in_it() -> None:
    assert from_rows("articles", [{"text": "x"}]).row(0, named=True)["publisher"] is None
    assert from_rows("articles", []).schema == polars_schema("articles")


class TestQuarantinedWholes:
    """A part, or a reprint, of a row in quarantine follows it: left behind, it would refer to nothing."""

    def test_parts_follow_their_whole_through_every_level(self) -> None:
        grandchild = good.figure(
            "F" + "9" * 16, "5", 5, parent_figure_id=good.SOLDIERS, part_relation="subset"
        )
        whole, soldiers, civilians = good.ROWS["figures"]
        lines = quarantined(
            "figures", from_rows("figures", [grandchild, soldiers, civilians, whole | {"scope": "war"}])
        )
        assert {(line["row_key"], line["rule"]) for line in lines} == {
            (good.WHOLE, "enum"),
            (good.SOLDIERS, "reference"),
            (good.CIVILIANS, "reference"),
            (grandchild["figure_id"], "reference"),
        }

    def test_reprints_follow_their_original(self) -> None:
        original, reprint = good.ROWS["articles"]
        rows = [original | {"language": "?"}, reprint | {"duplicate_of": good.ARTICLE}]
        assert validate("articles", from_rows("articles", rows)).valid.is_empty()

    def test_parts_of_a_whole_that_is_elsewhere_stay(self) -> None:
        _, soldiers, civilians = good.ROWS["figures"]
        validation = validate("figures", from_rows("figures", [soldiers, civilians | {"scope": "war"}]))
        assert validation.valid["figure_id"].to_list() == [good.SOLDIERS]


class TestCasting:
    """A value is cast where that loses nothing; one that would lose something is quarantined."""

    @pytest.mark.parametrize(
        ("column", "given_value", "cast"),
        [
            ("value", "12", 12),
            ("value", 12.0, 12),
            ("where_prec", "1", 1),
            ("date_start", "2013-05-03", date(2013, 5, 3)),
            ("date_start", datetime(2013, 5, 3), date(2013, 5, 3)),
            ("of_perpetrators", "false", False),
            ("qualifier", Qualifier.EXACT, "exact"),
        ],
    )
    def test_what_loses_nothing_is_cast(self, column: str, given_value: Any, cast: Any) -> None:
        frame = good.frame("figures", good.good_row("figures")).drop(column)
        frame = frame.with_columns(pl.Series(column, [given_value]))
        assert validate("figures", frame).valid[column].to_list() == [cast]

    @pytest.mark.parametrize(
        ("column", "values"),
        [
            ("value", pl.Series([12.5])),
            ("value", pl.Series(["12 people"])),
            ("value", pl.Series([float("nan")])),
            ("value", pl.Series([2**70], dtype=pl.Int128)),
            ("value", pl.Series([True])),
            ("value", pl.Series([date(2013, 5, 3)])),
            ("where_prec", pl.Series([300])),
            ("date_start", pl.Series([15_828])),
            ("date_start", pl.Series(["3 May 2013"])),
            ("date_start", pl.Series([datetime(2013, 5, 3, 12)])),
            ("of_perpetrators", pl.Series([1])),
            ("of_perpetrators", pl.Series(["yes"])),
            ("weapon", pl.Series([7])),
            ("weapon", pl.Series([["car bomb"]])),
            ("weapon", pl.Series([b"\xff"])),
            ("weapon", pl.Series([object()], dtype=pl.Object)),
        ],
    )
    def test_what_would_lose_something_is_quarantined(self, column: str, values: pl.Series) -> None:
        frame = good.frame("figures", good.good_row("figures")).drop(column)
        lines = quarantined("figures", frame.with_columns(values.alias(column)))
        assert ("type", column) in {(line["rule"], line["column_name"]) for line in lines}

    def test_moments_of_any_zone_become_utc(self) -> None:
        frame = good.frame("releases", good.good_row("releases"))
        local = pl.Series("created_at", [datetime(2013, 5, 4, 15, 30)]).dt.replace_time_zone("Asia/Baghdad")
        assert validate("releases", frame.with_columns(local)).valid["created_at"].to_list() == [
            datetime(2013, 5, 4, 12, 30, tzinfo=UTC)
        ]

    def test_one_wrong_value_among_python_objects_blames_its_row_alone(self) -> None:
        class Word(StrEnum):
            EXACT = "exact"

        rows = [good.good_row("figures") | {"qualifier": value} for value in (Word.EXACT, 3, "exact")]
        validation = validate("figures", from_rows("figures", rows))
        assert validation.valid.height == 2
        assert validation.quarantine.select("rule", "value").rows() == [("type", "3")]

    def test_lists_without_a_type_of_their_own_are_cast(self) -> None:
        frame = good.frame("findings", good.good_row("findings") | {"figure_ids": [], "changes": []})
        loose = frame.with_columns(figure_ids=pl.Series([[]]), changes=pl.Series([[]]))
        assert validate("findings", loose).valid.equals(frame, null_equal=True)


ANYTHING = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=20),
    st.text(alphabet="\ud800\udfff", max_size=2),
    st.binary(max_size=4),
    st.dates(),
    st.datetimes(),
    st.lists(st.one_of(st.none(), st.text(max_size=5), st.dictionaries(st.text(max_size=3), st.integers()))),
    st.builds(object),
)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_value_makes_validation_crash_and_no_row_is_lost(data: st.DataObject) -> None:
    table = data.draw(st.sampled_from(["articles", "figures", "findings", "releases"]))
    columns = [column.name for column in table_columns(table)]
    changes = st.dictionaries(st.sampled_from(columns), ANYTHING, max_size=4)
    rows = [good.good_row(table) | data.draw(changes) for _ in range(data.draw(st.integers(0, 4)))]
    validation = validate(table, from_rows(table, rows))
    bad_rows = len(rows) - validation.valid.height
    assert bad_rows >= 0
    assert (bad_rows == 0) == validation.quarantine.is_empty()
    assert validation.valid.schema == polars_schema(table)
    assert validate("quarantine", validation.quarantine).quarantine.is_empty()
    assert validate(table, validation.valid).quarantine.is_empty()


def test_switching_pandera_off_in_the_environment_switches_no_check_off(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from pandera.config import CONFIG

    monkeypatch.setattr(CONFIG, "validation_enabled", False)
    assert quarantined("figures", from_rows("figures", [good.good_row("figures") | {"value": -1}]))


def test_an_empty_frame_has_the_contracts_types() -> None:
    assert empty("findings").schema == polars_schema("findings")
