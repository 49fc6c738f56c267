"""Every rule over whole tables blocks a ledger that breaks it, and names the rows."""

from collections.abc import Callable
from itertools import pairwise

import good_rows as good
import polars as pl
import pytest

from pipeline.tables import TABLE_RULES, TABLES, ContractError, check_tables, empty

Frames = dict[str, pl.DataFrame]
OTHER = "F" + "9" * 16


def with_rows(table: str, *rows: good.Row) -> Frames:
    """The good ledger with further rows in one table."""
    return good.ledger(**{table: [*good.ROWS[table], *rows]})


def changed(table: str, **values: object) -> Frames:
    """The good ledger with other values in the first row of one table."""
    return good.ledger(**{table: [good.good_row(table) | values, *good.ROWS[table][1:]]})


def figures(*rows: good.Row) -> Frames:
    """Figures alone, as they are after extraction, and no finding yet."""
    return {"figures": good.frame("figures", *rows), "findings": empty("findings")}


def tampered(frames: Frames, table: str, *values: pl.Expr) -> Frames:
    """Frames changed after they were validated."""
    return frames | {table: frames[table].with_columns(*values)}


def subset(figure_id: str, value: int, **others: object) -> good.Row:
    words = {12: "12", 5: "5", 7: "7"}[value]
    return good.figure(figure_id, words, value, parent_figure_id=good.WHOLE, part_relation="subset", **others)


WHOLE_OF_FIVE = good.figure(good.WHOLE, "5", 5)

BROKEN: list[tuple[str, str, Callable[[], Frames], list[str]]] = [
    (
        "row_rules",
        "minimum",
        lambda: tampered(good.ledger(), "estimates", pl.lit(-1, pl.Int64).alias("low")),
        [f"{good.INCIDENT}|killed|all"],
    ),
    (
        "row_rules",
        "number_in_quote",
        lambda: tampered(good.ledger(), "figures", pl.lit("A bomb killed people").alias("quote")),
        [good.WHOLE, good.SOLDIERS, good.CIVILIANS],
    ),
    ("unique_key", "unique_key", lambda: with_rows("places", good.good_row("places")), [good.PLACE] * 2),
    (
        "reference_exists",
        "reference_exists",
        lambda: changed("figures", place_id="place:nowhere"),
        [good.WHOLE],
    ),
    (
        "reference_exists",
        "reference_exists",
        lambda: changed("findings", figure_ids=[good.WHOLE, OTHER]),
        [good.FINDING],
    ),
    (
        "reference_exists",
        "reference_exists",
        lambda: changed("figures", parent_figure_id=OTHER, part_relation="subset"),
        [good.WHOLE],
    ),
    (
        "reprint_of_first",
        "reprint_of_first",
        lambda: changed("articles", duplicate_of=good.REPRINT, source_path="a.txt"),
        [good.ARTICLE],
    ),
    (
        "set_aside_is_no_figure",
        "set_aside_is_no_figure",
        lambda: with_rows("set_aside", good.good_row("set_aside") | good.span("12")),
        [f"{good.ARTICLE}|{good.TEXT.index('12')}|{good.TEXT.index('12') + 2}"],
    ),
    (
        "incident_has_figure",
        "incident_has_figure",
        lambda: with_rows("incidents", good.good_row("incidents") | {"incident_id": "I" + "9" * 16}),
        ["I" + "9" * 16],
    ),
    (
        "total_of_its_article",
        "total_of_its_article",
        lambda: changed("totals", article_id=good.REPRINT),
        [good.TOTAL],
    ),
    (
        "table_exists",
        "table_exists",
        lambda: changed("quarantine", table_name="artikles"),
        ["artikles|empty.txt|empty_file|text||The file has no text."],
    ),
    (
        "span_matches_text",
        "span_matches_text",
        lambda: changed(
            "figures",
            char_start=good.TEXT.encode().index(b"12"),
            char_end=good.TEXT.encode().index(b"12") + 2,
        ),
        [good.WHOLE],
    ),
    (
        "span_matches_text",
        "span_matches_text",
        lambda: changed("set_aside", number_text="4 May"),
        [f"{good.ARTICLE}|{good.TEXT.index('3 May')}|{len(good.TEXT) - 1}"],
    ),
    (
        "parent_in_article",
        "parent_in_article",
        lambda: figures(good.good_row("figures"), subset(OTHER, 5, article_id=good.REPRINT)),
        [OTHER],
    ),
    (
        "no_cycle_of_parts",
        "no_cycle_of_parts",
        lambda: figures(
            good.good_row("figures") | {"parent_figure_id": OTHER, "part_relation": "subset"},
            subset(OTHER, 12),
            subset(good.SOLDIERS, 5),
        ),
        [good.WHOLE, OTHER],
    ),
    (
        "part_within_whole",
        "part_within_whole",
        lambda: figures(WHOLE_OF_FIVE, subset(good.CIVILIANS, 7)),
        [good.CIVILIANS],
    ),
    (
        "partition_is_whole",
        "partition_is_whole",
        lambda: figures(*good.ROWS["figures"][:2]),
        [good.WHOLE],
    ),
    (
        "partition_is_whole",
        "partition_is_whole",
        lambda: figures(*good.ROWS["figures"], good.part(OTHER, "7", 7)),
        [good.WHOLE],
    ),
    (
        "distinct_parts_within_whole",
        "distinct_parts_within_whole",
        lambda: figures(
            good.figure(good.WHOLE, "7", 7),
            subset(good.SOLDIERS, 5, victim_class="military"),
            subset(good.CIVILIANS, 7, victim_class="civilian"),
        ),
        [good.WHOLE],
    ),
    (
        "distinct_parts_within_whole",
        "distinct_parts_within_whole",
        lambda: figures(
            good.figure(good.WHOLE, "7", 7), subset(good.SOLDIERS, 5), subset(good.CIVILIANS, 7, adm1="Anbar")
        ),
        [good.WHOLE],
    ),
]
"""(table rule, rule reported, ledger that must be blocked, keys of the rows that must be named)."""


def test_the_good_ledger_breaks_nothing() -> None:
    assert check_tables(good.ledger()) == []


def test_every_table_rule_has_a_ledger_that_it_must_block() -> None:
    assert {rule for rule, *_ in BROKEN} == {rule.name for rule in TABLE_RULES}


@pytest.mark.parametrize(("rule", "reported", "frames", "keys"), BROKEN)
def test_a_ledger_that_breaks_a_table_rule_is_blocked(
    rule: str, reported: str, frames: Callable[[], Frames], keys: list[str]
) -> None:
    found = [violation for violation in check_tables(frames()) if violation.rule == reported]
    assert [sorted(violation.row_keys) for violation in found] == [sorted(keys)], rule
    for violation in found:
        assert violation.table in violation.message
        assert reported in violation.message
        assert keys[0] in violation.message


def test_a_violation_shows_the_values_that_disagree() -> None:
    (violation,) = check_tables(changed("set_aside", number_text="4 May"))
    assert "number_text = 4 May, text_there = 3 May" in violation.message


def test_a_violation_over_many_rows_names_all_and_tells_a_few() -> None:
    rows = [good.figure(f"F{n:016x}", "12", 12, place_id="place:nowhere") for n in range(100)]
    (violation,) = check_tables(
        {"figures": good.frame("figures", *rows), "places": good.frame("places", *good.ROWS["places"])}
    )
    assert len(violation.row_keys) == 100
    assert violation.message.endswith("and 95 more")


def test_empty_tables_are_sound() -> None:
    assert check_tables({table: empty(table) for table in TABLES}) == []


def test_a_rule_waits_for_the_tables_that_it_needs() -> None:
    broken = changed("figures", place_id="place:nowhere")
    assert check_tables({"figures": broken["figures"], "articles": broken["articles"]}) == []


def test_a_frame_that_is_not_in_the_contracts_form_is_a_fault_of_the_code() -> None:
    with pytest.raises(ContractError, match="set_aside: not in the contract's form"):
        check_tables({"set_aside": good.ledger()["set_aside"].drop("reason")})
    with pytest.raises(ContractError, match="char_start String"):
        check_tables({"set_aside": good.ledger()["set_aside"].cast({"char_start": pl.String})})


class TestContradictionsThatAFindingNames:
    """What is printed is kept as printed: a contradiction blocks nothing once a finding says so."""

    FRAMES = figures(WHOLE_OF_FIVE, subset(good.CIVILIANS, 7))

    def rules(self, *figure_ids: str) -> list[str]:
        named = good.frame(
            "findings", good.good_row("findings") | {"figure_ids": [*figure_ids], "changes": []}
        )
        return [violation.rule for violation in check_tables(self.FRAMES | {"findings": named})]

    def test_a_finding_on_the_whole_and_its_part_explains_it(self) -> None:
        assert "part_within_whole" not in self.rules(good.WHOLE, good.CIVILIANS)

    def test_a_finding_on_one_of_them_does_not(self) -> None:
        assert "part_within_whole" in self.rules(good.WHOLE)
        assert "part_within_whole" in self.rules(good.CIVILIANS)

    def test_two_findings_on_one_each_do_not(self) -> None:
        row = good.good_row("findings") | {"changes": []}
        named = good.frame(
            "findings",
            row | {"figure_ids": [good.WHOLE]},
            row | {"figure_ids": [good.CIVILIANS], "finding_id": "N" + "1" * 16},
        )
        assert "part_within_whole" in [v.rule for v in check_tables(self.FRAMES | {"findings": named})]

    def test_a_sum_is_explained_by_a_finding_on_the_whole_and_one_part(self) -> None:
        frames = figures(*good.ROWS["figures"][:2])
        row = good.good_row("findings") | {"changes": [], "figure_ids": [good.WHOLE, good.SOLDIERS]}
        assert check_tables(frames)
        violations = check_tables(frames | {"findings": good.frame("findings", row)})
        assert "partition_is_whole" not in [violation.rule for violation in violations]


class TestPartsThatMayOverlap:
    """Parts are only added where nobody can be in two of them."""

    def test_parts_of_one_kind_of_people_are_not_added(self) -> None:
        parts = [
            subset(OTHER, 7, victim_class="civilian"),
            subset(good.CIVILIANS, 7, victim_class="journalist"),
        ]
        assert check_tables(figures(good.good_row("figures"), *parts)) == []

    def test_police_may_be_counted_among_civilians(self) -> None:
        parts = [subset(OTHER, 7, victim_class="police"), subset(good.CIVILIANS, 7, victim_class="civilian")]
        assert check_tables(figures(good.good_row("figures"), *parts)) == []

    def test_a_part_by_place_is_not_added_to_a_part_by_people(self) -> None:
        parts = [
            subset(OTHER, 7, victim_class="civilian", adm1=None, where_prec=6),
            subset(good.SOLDIERS, 7, victim_class="unknown"),
        ]
        assert check_tables(figures(good.good_row("figures"), *parts)) == []

    def test_a_whole_without_an_upper_bound_holds_any_part(self) -> None:
        whole = WHOLE_OF_FIVE | {"qualifier": "at_least", "value_high": None}
        assert check_tables(figures(whole, subset(good.CIVILIANS, 7))) == []

    def test_a_partition_with_an_open_part_may_fall_short(self) -> None:
        open_part = good.ROWS["figures"][1] | {"qualifier": "at_least", "value_high": None}
        assert check_tables(figures(good.good_row("figures"), open_part)) == []


def test_a_chain_of_parts_of_any_length_is_no_cycle() -> None:
    rows = [good.figure(f"F{n:016x}", "12", 12) for n in range(3_000)]
    for whole, figure in pairwise(rows):
        figure |= {"parent_figure_id": whole["figure_id"], "part_relation": "subset"}
    assert check_tables(figures(*rows)) == []
