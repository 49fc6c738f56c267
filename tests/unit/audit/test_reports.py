"""Findings in one telling, between reports of an event and between totals: what fires, what must not."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.audit import ARTICLE_RULES, EVENT_RULES, TOTALS_RULES, audit
from pipeline.resolve import resolve
from pipeline.tables import SORT_KEYS, validate
from tests.unit.resolve.reporting import (
    COUNTRY,
    DAY,
    LOCATED,
    NEXT_DAY,
    NORTH,
    TERMEZ,
    Ledger,
    Report,
    Told,
    ledger,
    report,
    told,
)

MAY_22 = date(2013, 5, 22)
APRIL = (date(2013, 4, 1), date(2013, 4, 30))
MAY = (date(2013, 5, 1), date(2013, 5, 31))
JUNE = (date(2013, 6, 1), date(2013, 6, 30))
BOMB = {"weapon": "car bomb"}
RULES = [rule.rule for rules in (ARTICLE_RULES, EVENT_RULES, TOTALS_RULES) for rule in rules]
IN_APRIL: dict[str, Any] = {"on": APRIL, "at": COUNTRY, "scope": "period_total"}
Finding = dict[str, Any]


def audited(tables: Ledger) -> pl.DataFrame:
    return audit(tables.articles, tables.figures, resolve(tables.articles, tables.figures, LOCATED), LOCATED)


def findings(rule: str, *reports: Report) -> list[Finding]:
    return audited(ledger(*reports)).filter(pl.col("rule") == rule).to_dicts()


def severities(rule: str, *reports: Report) -> list[str]:
    return [finding["severity"] for finding in findings(rule, *reports)]


def killed(number: int, **columns: Any) -> Told:
    return told(f"[{number}] were killed", **{**BOMB, **columns})


def wounded(number: int, **columns: Any) -> Told:
    return told(f"[{number}] were wounded", **{**BOMB, **columns})


def month(number: str, **columns: Any) -> Told:
    given = {**IN_APRIL, "source": "UN", **columns}
    return told(f"[{number}] people {columns.get('harm_type', 'killed')} in the month", **given)


def headline(number: int) -> Told:
    return told(f"Blasts leave [{number}] killed", scope="headline", at=COUNTRY)


# One telling


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param((killed(13),), ["warning"], id="one event with another number"),
        pytest.param((killed(13), killed(4, at=TERMEZ)), ["info"], id="no sum of the events"),
        pytest.param((killed(7), killed(5, at=TERMEZ), killed(9, at=NORTH)), [], id="some of the events"),
        pytest.param((killed(12),), [], id="the number of the body"),
        pytest.param((killed(12, qualifier="at_least"),), [], id="a bound with the number"),
        pytest.param((wounded(40),), [], id="another harm"),
    ],
)
def test_a_headline_of_12_killed(body: tuple[Told, ...], expected: list[str]) -> None:
    assert severities("headline_mismatch", report("one", headline(12), *body)) == expected


def test_a_bound_is_contradicted_by_a_number_outside_it() -> None:
    bound = killed(13, qualifier="at_least")
    assert severities("bound_contradicted", report("one", bound, told("the blast killed [9]"))) == ["warning"]
    assert not findings("bound_contradicted", report("one", bound, told("the blast killed [14]")))


def test_one_toll_with_two_numbers_is_a_finding_unless_the_text_says_that_it_rose() -> None:
    assert severities("restated_differently", report("one", killed(13), told("the blast killed [9]"))) == [
        "warning"
    ]
    assert severities("restated_differently", report("one", killed(41), told("the blast killed [40]"))) == [
        "info"
    ]
    rose = told("the toll rose to [13] killed")
    assert not findings("restated_differently", report("one", told("the blast killed [9]"), rose))


def test_counts_of_two_sources_in_one_report_are_rivals() -> None:
    police = told("police said [46] were killed", source="police")
    morgue = told("the morgue counted [24] killed", source="morgue")
    assert severities("rival_counts", report("one", police, morgue)) == ["warning"]
    assert not findings("restated_differently", report("one", police, morgue))
    assert not findings(
        "rival_counts", report("one", police, told("the morgue has [46] killed", source="morgue"))
    )


# Reports of one event


def test_reports_that_disagree_name_every_figure_and_outlet() -> None:
    found = findings(
        "source_conflict", report("a", killed(7)), report("b", killed(14)), report("c", killed(14))
    )
    assert [(one["severity"], len(one["figure_ids"])) for one in found] == [("warning", 3)]
    assert "7 (a, 20 May 2013) against 14 (b, 20 May 2013) and 14 (c, 20 May 2013)" in found[0]["message"]


@pytest.mark.parametrize(
    "reports",
    [
        pytest.param((report("a", killed(11)), report("b", killed(12))), id="within the tolerance"),
        pytest.param(
            (report("a", killed(5, qualifier="at_least")), report("b", killed(7))), id="a bound that holds"
        ),
        pytest.param((report("a", killed(9)), report("b", killed(18), on=NEXT_DAY)), id="a toll that rose"),
        pytest.param((report("a", killed(9)),), id="one report"),
    ],
)
def test_no_conflict(reports: tuple[Report, ...]) -> None:
    assert not findings("source_conflict", *reports)


def test_a_first_toll_that_no_rise_explains_is_a_conflict() -> None:
    assert severities("source_conflict", report("a", killed(1)), report("b", killed(6), on=NEXT_DAY)) == [
        "warning"
    ]


def test_a_first_toll_that_rose_contradicts_a_lower_one_that_stands() -> None:
    reports = [
        report("a", killed(10)),
        report("b", killed(3), on=NEXT_DAY),
        report("c", killed(12), on=NEXT_DAY),
    ]
    (found,) = findings("source_conflict", *reports)
    assert len(found["figure_ids"]) == 3


def test_a_falling_toll_names_every_earlier_report_above_it() -> None:
    reports = (report("a", killed(12)), report("b", killed(11)), report("c", killed(10), on=NEXT_DAY))
    found = findings("falling_toll", *reports)
    assert [(one["severity"], len(one["figure_ids"])) for one in found] == [("warning", 3)]
    assert (
        "fall from 12 (a, 20 May 2013) and 11 (b, 20 May 2013) to 10 (c, 21 May 2013)" in found[0]["message"]
    )


def test_falling_wounded_and_falling_classes_are_only_worth_knowing() -> None:
    assert severities("falling_toll", report("a", wounded(25)), report("b", wounded(23), on=NEXT_DAY)) == [
        "info"
    ]

    def with_police(path: str, police: int, on: date) -> Report:
        part = told(f"[{police}] policemen killed", part_of=path, victim_class="police")
        return report(path, killed(11, name=path), part, on=on)

    found = findings("falling_toll", with_police("a", 10, DAY), with_police("b", 8, NEXT_DAY))
    assert [(one["severity"], one["observed"]) for one in found] == [("info", "8 police killed")]


@pytest.mark.parametrize(
    "reports",
    [
        pytest.param((report("a", killed(9)), report("b", killed(12), on=NEXT_DAY)), id="it rises"),
        pytest.param(
            (report("a", killed(12)), report("b", killed(9))), id="on one day nobody knows which came first"
        ),
        pytest.param((report("a", killed(12)), report("b", killed(9), on=None)), id="an undated report"),
    ],
)
def test_no_fall(reports: tuple[Report, ...]) -> None:
    assert not findings("falling_toll", *reports)


def test_killed_and_wounded_that_changed_places() -> None:
    reports = (report("a", killed(13), wounded(9)), report("b", killed(3), wounded(13), on=MAY_22))
    found = findings("transposed_counts", *reports)
    assert [(one["severity"], one["observed"]) for one in found] == [("warning", "13 killed and 13 wounded")]


@pytest.mark.parametrize(
    "reports",
    [
        pytest.param(
            (report("a", killed(13), wounded(9)), report("b", killed(13), wounded(13))), id="killed agree"
        ),
        pytest.param(
            (report("a", killed(3), wounded(4)), report("b", killed(4), wounded(3))), id="small numbers"
        ),
        pytest.param((report("a", killed(13), wounded(13)),), id="within one report"),
    ],
)
def test_no_transposition(reports: tuple[Report, ...]) -> None:
    assert not findings("transposed_counts", *reports)


# Totals


def bulletin(path: str, *figures: Told, on: date = date(2013, 5, 2), publisher: str = "UN") -> Report:
    return report(path, *figures, on=on, publisher=publisher)


def test_a_digit_off_is_a_misprint_and_the_supported_number_is_accepted() -> None:
    supported = bulletin(
        "bulletin",
        month("804", name="whole"),
        month("716", part_of="whole", victim_class="civilian"),
        month("88", part_of="whole", victim_class="security_forces"),
    )
    found = findings("misprinted_total", bulletin("agency", month("807"), publisher="Agency"), supported)
    assert [
        (one["severity"], one["changes"][0]["printed"], one["changes"][0]["proposed"]) for one in found
    ] == [("warning", 807, 804)]


def test_a_number_copied_from_beside_is_an_error() -> None:
    true = bulletin(
        "bulletin",
        month("1,978", harm_type="wounded"),
        month("1,511", harm_type="wounded", victim_class="civilian"),
    )
    table = bulletin(
        "table", month("1,978", harm_type="wounded", victim_class="civilian"), on=date(2013, 10, 1)
    )
    found = findings("misprinted_total", table, true)
    assert [(one["severity"], one["expected"]) for one in found] == [("error", "1,511 civilians wounded")]
    assert len(found[0]["figure_ids"]) == 3
    assert not findings("restated_total", table, true)


def test_a_later_value_is_a_restatement_and_one_of_the_same_days_a_conflict() -> None:
    first, table = (
        bulletin("bulletin", month("1,438")),
        bulletin("table", month("1,481"), on=date(2013, 6, 3)),
    )
    assert severities("restated_total", first, table) == ["warning"]
    assert not findings("conflicting_totals", first, table)
    near = bulletin("near", month("1,481"), on=date(2013, 5, 3))
    assert severities("conflicting_totals", first, near) == ["warning"]


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(month("712"), id="the same number"),
        pytest.param(month("700", qualifier="at_least"), id="a bound that holds"),
        pytest.param(month("720", qualifier="about"), id="about"),
        pytest.param(month("245", on=MAY), id="another month"),
        pytest.param(month("245", at=NORTH), id="another area"),
        pytest.param(month("245", victim_class="military"), id="another class"),
        pytest.param(month("245", harm_type="wounded"), id="another harm"),
    ],
)
def test_totals_that_do_not_contradict_each_other(other: Told) -> None:
    reports = bulletin("bulletin", month("712")), bulletin("other", other)
    for rule in ("misprinted_total", "restated_total", "conflicting_totals", "rival_totals"):
        assert not findings(rule, *reports)


def test_rival_sources_stand_side_by_side() -> None:
    ministry = bulletin("press", month("245", source="Interior Ministry"), publisher="Press")
    found = findings("rival_totals", bulletin("bulletin", month("712")), ministry)
    assert [one["severity"] for one in found] == ["warning"]
    assert "245 by Interior Ministry (Press, 2 May 2013)" in found[0]["message"]
    near = bulletin("press", month("700", source="Interior Ministry"), publisher="Press")
    assert not findings("rival_totals", bulletin("bulletin", month("712")), near)


def test_a_province_and_its_namesake_capital_are_one_area_of_totals() -> None:
    capital = NORTH._replace(place_id="city:north", name="North Arvand", where_prec=1)
    first, table = bulletin("bulletin", month("211", at=NORTH)), bulletin("table", month("217", at=capital))
    assert severities("misprinted_total", first, table) == ["warning"]


def test_two_values_in_one_article_are_rivals_even_without_a_source() -> None:
    both = bulletin("press", month("630", source=None), month("1,045", source=None), publisher="Press")
    assert severities("rival_totals", both) == ["warning"]


def test_those_who_are_counted_are_no_source() -> None:
    lost = {"victim_class": "security_forces", "source": "the security forces"}
    found = findings(
        "misprinted_total", bulletin("a", month("804", **lost)), bulletin("b", month("807", **lost))
    )
    assert len(found) == 1
    rival = bulletin("c", month("500", **{**lost, "source": "the defence ministry"}))
    assert severities("rival_totals", bulletin("a", month("804", **lost)), rival) == ["warning"]


def test_a_source_named_in_the_sentence_before_is_the_source_of_a_pronoun() -> None:
    def paper(before: str) -> Report:
        lead = told("x" * 700 + " [7] were killed")
        month_told = told(f"{before}. It counted [807] people killed", **IN_APRIL, source="It")
        return report("paper", lead, month_told, publisher="Paper")

    un = bulletin("bulletin", month("804"))
    assert findings("misprinted_total", un, paper("By the reckoning of the United Nations"))
    assert not findings("misprinted_total", un, paper("By its own reckoning"))


def test_names_of_one_source_are_one() -> None:
    mission = bulletin("a", month("979", source="UNAMI"))
    nations = bulletin("b", month("979", source="the United Nations mission", on=MAY), on=date(2013, 6, 2))
    assert severities("copied_number", mission, nations) == ["warning"]


@pytest.mark.parametrize(
    "second",
    [
        pytest.param(month("979", on=JUNE), id="a month between"),
        pytest.param(month("980", on=MAY), id="another number"),
        pytest.param(month("979", on=MAY, victim_class="police"), id="another class"),
        pytest.param(month("979", on=MAY, source="Interior Ministry"), id="another source"),
        pytest.param(month("979", on=(date(2013, 5, 1), date(2013, 5, 15))), id="half a month"),
    ],
)
def test_no_copy(second: Told) -> None:
    assert not findings(
        "copied_number", bulletin("a", month("979")), bulletin("b", second, on=date(2013, 6, 2))
    )


def test_small_numbers_of_two_months_are_no_copy() -> None:
    assert not findings("copied_number", bulletin("a", month("61")), bulletin("b", month("61", on=MAY)))


def test_incidents_are_summed_beside_their_months_total() -> None:
    events = report("events", killed(13), killed(7, at=TERMEZ))
    found = findings("incidents_against_total", bulletin("un", month("100", on=MAY)), events)
    assert [(one["severity"], one["observed"]) for one in found] == [
        ("info", "20 people killed in 2 incidents")
    ]
    assert "80 fewer: 20 % of the total" in found[0]["message"]
    over = findings("incidents_against_total", bulletin("un", month("15", on=MAY)), events)
    assert [one["severity"] for one in over] == ["warning"]


@pytest.mark.parametrize(
    "total",
    [
        pytest.param(month("100"), id="another month"),
        pytest.param(month("100", on=(date(2013, 5, 13), date(2013, 5, 20))), id="no month"),
        pytest.param(month("100", on=MAY, victim_class="police"), id="one class"),
        pytest.param(month("100", on=MAY, harm_type="wounded"), id="a harm that no incident counts"),
    ],
)
def test_incidents_that_no_total_covers(total: Told) -> None:
    events = report("events", killed(13), killed(7, at=TERMEZ))
    assert not findings("incidents_against_total", bulletin("un", total), events)


def test_a_province_is_set_beside_its_own_incidents() -> None:
    events = report("events", killed(13), killed(7, at=TERMEZ))
    north = bulletin("un", month("50", on=MAY, at=NORTH))
    south = bulletin("un", month("50", on=MAY, at=NORTH._replace(place_id="s", name="S", adm1="S")))
    assert len(findings("incidents_against_total", north, events)) == 1
    assert not findings("incidents_against_total", south, events)


# The whole table

SCENES = [
    report("a", headline(12), killed(13), wounded(9), on=DAY),
    report("b", killed(3), wounded(13), on=MAY_22),
    bulletin("c", month("979"), month("290", victim_class="police")),
    bulletin("d", month("979", on=MAY), month("290", on=MAY, harm_type="wounded"), on=date(2013, 6, 2)),
    bulletin("e", month("997"), on=date(2013, 7, 1)),
]


@settings(max_examples=15, deadline=None)
@given(st.permutations(SCENES))
def test_the_order_of_articles_does_not_matter(order: Sequence[Report]) -> None:
    assert audited(ledger(*order)).equals(audited(ledger(*SCENES)))


def test_findings_keep_the_contract_and_their_order() -> None:
    found = audited(ledger(*SCENES))
    assert found.height > 3
    assert validate("findings", found).quarantine.is_empty()
    assert found["finding_id"].is_unique().all()
    assert found.equals(found.sort(SORT_KEYS["findings"], nulls_last=True))
    assert set(found["rule"]) <= set(RULES)


def test_messages_are_plain_sentences() -> None:
    for message in audited(ledger(*SCENES))["message"]:
        assert message[0].isupper() or message[0].isdigit()
        assert message.endswith((".", "?"))
        assert "None" not in message.replace("None supersedes", "")
        assert "_" not in message


def test_nothing_to_audit_is_an_empty_table() -> None:
    assert audited(ledger(report("one"))).is_empty()


def test_every_rule_is_told_once_and_in_full() -> None:
    assert len(RULES) == len(set(RULES))
    for rules in (ARTICLE_RULES, EVENT_RULES, TOTALS_RULES):
        for rule in rules:
            assert rule.check.__name__ == rule.rule
            assert rule.title and rule.description.endswith(".")
