"""Parts against wholes: what contradicts, each change that would mend it, and what follows unprinted."""

from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pipeline.audit import audit
from pipeline.audit.constraints import bounds, constraints_of, contradictions, is_contradicted
from pipeline.audit.digits import slip
from pipeline.audit.repairs import changed, with_change
from pipeline.resolve import resolve
from tests.unit.resolve.reporting import (
    COUNTRY,
    LOCATED,
    NORTH,
    OLVAR,
    SOUTH,
    TERMEZ,
    Ledger,
    Report,
    Told,
    ledger,
    report,
    told,
)

APRIL = {"on": (date(2013, 4, 1), date(2013, 4, 30)), "scope": "period_total", "at": COUNTRY}
Finding = dict[str, Any]


def findings(tables: Ledger, *rules: str) -> list[Finding]:
    found = audit(tables.articles, tables.figures, resolve(tables.articles, tables.figures, LOCATED), LOCATED)
    return found.filter(pl.col("rule").is_in(rules)).to_dicts()


def of(*figures: Told, rule: str = "part_sum") -> list[Finding]:
    return findings(ledger(report("one", *figures)), rule)


def changes(finding: Finding) -> list[tuple[int, int]]:
    return [(change["printed"], change["proposed"]) for change in finding["changes"]]


def total(number: str, **columns: Any) -> Told:
    return told(f"[{number}] people were killed", **{"name": "whole", **APRIL, **columns})


def civilians(number: str, **columns: Any) -> Told:
    return told(f"[{number}] civilians were killed", **{"victim_class": "civilian", **APRIL, **columns})


def forces(number: str, **columns: Any) -> Told:
    return told(
        f"[{number}] of the forces were killed", **{"victim_class": "security_forces", **APRIL, **columns}
    )


MONTH = (
    total("712"),
    civilians("595", part_of="whole", name="civilians"),
    told("[161] police among the killed", part_of="civilians", victim_class="police", **APRIL),
    forces("290", part_of="whole"),
)


def test_parts_that_exceed_their_whole_are_one_error_with_each_change_the_likeliest_first() -> None:
    police = told("[290] police were wounded", victim_class="police", **APRIL)
    found = of(*MONTH, police)
    assert len(found) == 1
    assert found[0]["severity"] == "error"
    assert changes(found[0]) == [(290, 117), (595, 422), (712, 885)]
    assert (found[0]["expected"], found[0]["observed"]) == (
        "civilians killed and security forces killed = 712",
        "595 + 290 = 885",
    )
    first = found[0]["changes"][0]["evidence"]
    assert "712 − 595 leaves 117" in first
    assert 'also printed for police wounded ("290 police were wounded")' in first
    assert found[0]["suggestion"].startswith("Likeliest: 290 security forces killed should read 117")


def test_without_the_repeated_number_the_leaf_is_still_likelier_than_a_part_with_parts() -> None:
    assert changes(of(*MONTH)[0]) == [(290, 117), (595, 422), (712, 885)]


def test_another_report_that_prints_the_proposed_number_decides() -> None:
    bulletin = report(
        "bulletin", total("712", name="b"), civilians("422", part_of="b"), forces("290", part_of="b")
    )
    found = findings(ledger(report("one", *MONTH[:2], MONTH[3]), bulletin), "part_sum")
    assert [changes(one)[0] for one in found] == [(595, 422)]
    assert "bulletin" in found[0]["changes"][0]["evidence"]
    assert "too prints 290 for it" in str(found[0]["changes"])


def test_a_reprint_proves_nothing() -> None:
    article = report("a", *MONTH[:2], MONTH[3])
    copied = [one._replace(name=None if one.name is None else f"{one.name}2") for one in article.figures]
    copied = [one._replace(part_of=None if one.part_of is None else f"{one.part_of}2") for one in copied]
    reprint = Report("b", None, "b", "News", tuple(copied), "a")
    found = findings(ledger(article, reprint), "part_sum")
    assert len(found) == 2
    assert "too prints" not in str([one["changes"] for one in found])


def test_a_slip_of_a_digit_speaks_for_the_whole() -> None:
    found = of(
        told("[7,906] were wounded", name="w", at=NORTH, on=APRIL["on"], scope="period_total"),
        told(
            "[360] were wounded",
            part_of="w",
            at=OLVAR,
            on=APRIL["on"],
            scope="period_total",
            part_relation="partition",
        ),
        told(
            "[436] were wounded",
            part_of="w",
            at=TERMEZ,
            on=APRIL["on"],
            scope="period_total",
            part_relation="partition",
        ),
    )
    assert changes(found[0])[0] == (7906, 796)
    assert "a digit is added" in found[0]["changes"][0]["evidence"]


def test_parts_that_are_all_of_one_harm_are_all_of_the_other() -> None:
    def in_town(clause: str, at: Any, whole: str) -> Told:
        return told(clause, at=at, part_of=whole, on=APRIL["on"], scope="period_total")

    north = {"at": NORTH, "on": APRIL["on"], "scope": "period_total"}
    found = of(
        told("[268] were killed", name="k", **north),
        told("[7,906] were wounded", name="w", **north),
        in_town("[53] were killed", OLVAR, "k"),
        in_town("[360] were wounded", OLVAR, "w"),
        in_town("[215] were killed", TERMEZ, "k"),
        in_town("[436] were wounded", TERMEZ, "w"),
    )
    assert [changes(one)[0] for one in found] == [(7906, 796)]


def test_a_part_greater_than_its_whole_is_an_error() -> None:
    figures = told("[5] were killed", name="whole"), told("[8] policemen killed", part_of="whole")
    found = of(*figures, rule="part_exceeds_whole")
    assert [changes(one) for one in found] == [[(8, 5), (5, 8)]]
    assert not of(*figures)


@pytest.mark.parametrize(
    "figures",
    [
        pytest.param(
            (total("712"), civilians("595", part_of="whole"), forces("117", part_of="whole")), id="adds up"
        ),
        pytest.param((total("712"), civilians("595", part_of="whole")), id="leaves a rest"),
        pytest.param(
            (
                total("712"),
                civilians("595", part_of="whole"),
                told("[211] were killed there", part_of="whole", **{**APRIL, "at": SOUTH}),
            ),
            id="by class and by place are not added",
        ),
        pytest.param(
            (
                total("712"),
                civilians("595", part_of="whole"),
                told("[161] police were killed", part_of="whole", victim_class="police", **APRIL),
            ),
            id="police may be among the civilians",
        ),
        pytest.param(
            (
                told("[712] were killed", qualifier="more_than", name="whole", **APRIL),
                civilians("595", part_of="whole", scope="incident"),
                told("[290] soldiers killed", part_of="whole", victim_class="military", **APRIL),
            ),
            id="an open bound is never exceeded",
        ),
        pytest.param(
            (
                told("[10] were killed", name="whole"),
                told("[8] policemen killed", part_of="whole", victim_class="police"),
                told("[6] pilgrims killed", part_of="whole", victim_text="pilgrims"),
            ),
            id="parts of two sentences may overlap",
        ),
    ],
)
def test_consistent_parts_are_no_finding(figures: tuple[Told, ...]) -> None:
    assert not of(*figures)
    assert not of(*figures, rule="part_exceeds_whole")


def test_victims_listed_in_one_sentence_are_apart() -> None:
    found = of(
        told("[10] were killed", name="whole"),
        told("among them [8] policemen were killed", part_of="whole", victim_class="police"),
        told(
            "[6] children", harm_type="killed", part_of="whole", victim_class="civilian", same_sentence=True
        ),
    )
    assert len(found) == 1


def test_a_contradiction_within_the_slack_of_about_is_only_worth_knowing() -> None:
    found = of(
        told("[50] were killed", name="whole", qualifier="about"),
        told("[52] policemen killed", part_of="whole"),
        rule="part_exceeds_whole",
    )
    assert [one["severity"] for one in found] == ["info"]


def test_a_change_that_would_break_another_sum_is_not_proposed() -> None:
    by_place = (
        told("[400] killed there", part_of="whole", part_relation="partition", **{**APRIL, "at": NORTH}),
        told("[312] killed here", part_of="whole", part_relation="partition", **{**APRIL, "at": SOUTH}),
    )
    found = of(*MONTH, *by_place)
    assert changes(found[0]) == [(290, 117), (595, 422)]


PARTS = st.lists(st.integers(1, 5000), min_size=2, max_size=5)
AREAS = [COUNTRY._replace(place_id=f"adm1:{i}", name=f"P{i}", adm1=f"P{i}", where_prec=4) for i in range(5)]


def _divided(whole: int, parts: list[int], relation: str) -> Ledger:
    figures = [
        told(f"[{part}] were killed", part_of="whole", part_relation=relation, **{**APRIL, "at": area})
        for part, area in zip(parts, AREAS, strict=False)
    ]
    return ledger(report("one", total(str(whole)), *figures))


@settings(max_examples=40, deadline=None)
@given(PARTS)
def test_a_consistent_partition_never_gives_a_finding(parts: list[int]) -> None:
    assert not findings(_divided(sum(parts), parts, "partition"), "part_sum", "part_exceeds_whole")


@settings(max_examples=40, deadline=None)
@given(PARTS, st.integers(1, 20_000), st.sampled_from(["partition", "subset"]))
def test_each_proposed_change_restores_consistency(parts: list[int], whole: int, relation: str) -> None:
    assume(sum(parts) > whole if relation == "subset" else sum(parts) != whole)
    tables = _divided(whole, parts, relation)
    claims = {claim.figure_id: claim for claim in tables.claims}
    constraints = constraints_of(tables.claims, LOCATED)
    assert contradictions(constraints)
    for finding in findings(tables, "part_sum", "part_exceeds_whole"):
        named = [
            one for one in constraints if {x.figure_id for x in one.claims} == set(finding["figure_ids"])
        ]
        for change in finding["changes"]:
            after = changed(claims[change["figure_id"]], change["proposed"])
            assert any(is_contradicted(one) for one in named)
            assert not any(is_contradicted(with_change(one, after)) for one in named)


@given(st.integers(0, 10**6), st.sampled_from(["exact", "at_least", "more_than", "at_most", "fewer_than"]))
def test_a_changed_figure_has_the_bounds_of_its_qualifier(value: int, qualifier: str) -> None:
    claim = ledger(report("one", told("[5] were killed", qualifier=qualifier))).claims[0]
    after = bounds(changed(claim, value))
    assert after.high is None or after.low <= after.high or value == 0
    assert changed(claim, claim.value or 0) == claim


WOUNDED = (
    told("[1,633] people were wounded", name="whole", **APRIL),
    told("[195] of the forces were wounded", part_of="whole", victim_class="security_forces", **APRIL),
)


def test_the_rest_of_a_whole_follows() -> None:
    found = of(*WOUNDED, rule="derived_value")
    assert [(one["expected"], one["observed"], one["severity"]) for one in found] == [
        ("1,438 civilians wounded", "not printed", "info")
    ]
    assert "1,633 − 195 leaves 1,438" in found[0]["message"]


def test_what_another_report_prints_for_a_derived_value_is_said() -> None:
    bulletin = report(
        "bulletin",
        told("[1,481] civilians were wounded", victim_class="civilian", **APRIL),
        on=date(2013, 6, 3),
    )
    found = findings(ledger(report("one", *WOUNDED), bulletin), "derived_value")
    assert "bulletin, 3 June 2013 prints 1,481" in found[0]["message"]


@pytest.mark.parametrize(
    "figures",
    [
        pytest.param(
            (*WOUNDED, told("[1,438] civilians wounded", part_of="whole", victim_class="civilian", **APRIL)),
            id="it is printed",
        ),
        pytest.param(
            (
                told("[1,633] people were wounded", name="whole", qualifier="at_least", **APRIL),
                WOUNDED[1],
            ),
            id="the whole is a bound",
        ),
        pytest.param(
            (
                told("[13] people were wounded", name="whole"),
                told("[5] soldiers wounded", part_of="whole", victim_class="security_forces"),
            ),
            id="the convention is for totals",
        ),
    ],
)
def test_nothing_follows(figures: tuple[Told, ...]) -> None:
    assert not of(*figures, rule="derived_value")


def test_a_vague_whole_is_the_sum_of_its_partition() -> None:
    found = of(
        told("[dozens] were killed", name="whole", qualifier="vague", value_low=24, value_high=99),
        told("[20] policemen killed", part_of="whole", part_relation="partition", victim_class="police"),
        told("[12] soldiers killed", part_of="whole", part_relation="partition", victim_class="military"),
        rule="derived_value",
    )
    assert [one["expected"] for one in found] == ["32 people killed"]


def test_a_distinctive_number_for_two_quantities_is_worth_a_look() -> None:
    killed, wounded = told("[290] were killed", **APRIL), told("[290] were wounded", **APRIL)
    assert [one["observed"] for one in of(killed, wounded, rule="repeated_number")] == ["290"]


@pytest.mark.parametrize(
    ("killed", "wounded"),
    [("13", "13"), ("300", "300"), ("290", "291")],
    ids=["small numbers recur", "round numbers recur", "two numbers"],
)
def test_chance_is_no_repetition(killed: str, wounded: str) -> None:
    figures = told(f"[{killed}] were killed", **APRIL), told(f"[{wounded}] were wounded", **APRIL)
    assert not of(*figures, rule="repeated_number")


def test_one_quantity_told_twice_is_no_repetition() -> None:
    assert not of(total("290"), told("in all [290] were killed", **APRIL), rule="repeated_number")


@pytest.mark.parametrize(
    ("printed", "meant", "how"),
    [
        (807, 804, "one digit differs"),
        (7906, 796, "a digit is added"),
        (79, 796, "a digit is dropped"),
        (1438, 1483, "two digits changed places"),
        (290, 117, None),
        (1481, 1438, None),
        (5, 5, None),
        (3, 7, None),
    ],
)
def test_slips_of_a_digit(printed: int, meant: int, how: str | None) -> None:
    assert slip(printed, meant) == how


@given(st.integers(10, 10**9), st.integers(0, 8), st.integers(0, 9))
def test_one_changed_digit_is_always_a_slip(number: int, place: int, digit: int) -> None:
    digits = list(str(number))
    assume(place < len(digits) and digits[place] != str(digit) and not (place == 0 and digit == 0))
    digits[place] = str(digit)
    assert slip(int("".join(digits)), number) == "one digit differs"
