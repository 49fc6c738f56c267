"""The notation of expected figures says what it seems to say, and the comparison sees what is wrong."""

import pytest

from pipeline.vocabulary import HarmType, PartRelation, Qualifier, Scope, VictimClass
from tests.golden.cases import Case, derived_totals
from tests.golden.matching import agree, compare
from tests.golden.notation import Amount, NotationError, read_amount, read_figure, write_amount

TEXT = "A bomb killed a guard and 12 people, among them two children."


def case_of(*notes: str, text: str = TEXT) -> Case:
    figures = tuple(read_figure(note, text) for note in notes)
    return Case("notation/test", "", text, None, figures, (), derived_totals(figures))


@pytest.mark.parametrize(
    ("words", "amount"),
    [
        ("8", Amount(8, 8, 8, Qualifier.EXACT)),
        (">=13", Amount(13, 13, None, Qualifier.AT_LEAST)),
        (">200", Amount(200, 201, None, Qualifier.MORE_THAN)),
        ("<=22", Amount(22, 0, 22, Qualifier.AT_MOST)),
        ("<10", Amount(10, 0, 9, Qualifier.FEWER_THAN)),
        ("~53", Amount(53, 53, 53, Qualifier.ABOUT)),
        ("7-9", Amount(None, 7, 9, Qualifier.RANGE)),
        ("vague 24-99", Amount(None, 24, 99, Qualifier.VAGUE)),
    ],
)
def test_amounts_follow_the_contract(words: str, amount: Amount) -> None:
    assert read_amount(words) == amount
    assert write_amount(amount) == words


def test_a_note_is_read_whole() -> None:
    figure = read_figure(
        "them [two]: killed 2 civilian; period_total; subset of 1; weapon=bomb; source=", TEXT
    )
    assert TEXT[figure.start : figure.end] == "two"
    assert (figure.harm, figure.victim_class) == (HarmType.KILLED, VictimClass.CIVILIAN)
    assert (figure.scopes, figure.parent, figure.relation) == ((Scope.PERIOD_TOTAL,), 0, PartRelation.SUBSET)
    assert figure.attributes == {"weapon": "bomb", "source": None}


@pytest.mark.parametrize(
    "note", ["a: killed 1", "thirteen: killed 13", "12: harmed 12", "12: killed 12; wepon=bomb"]
)
def test_a_note_that_cannot_be_read_is_refused(note: str) -> None:
    with pytest.raises((NotationError, ValueError)):
        read_figure(note, "A bomb killed a guard and a cook, and 12 people fled.")


def test_comparison_sees_figures_missing_too_many_and_different() -> None:
    whole, part = "12: killed 12", "two: killed 2; subset of 1"
    right = compare(case_of("[a] guard: killed 1", whole, "two: killed 2 civilian; subset of 2"))
    assert (right.missing, right.extra, right.differences) == ((), (), ())
    assert compare(case_of(whole, part)).extra == (0,)
    assert compare(case_of("[a] guard: killed 1", whole, part, "bomb: killed 1")).missing == (3,)
    assert [d.aspect for d in compare(case_of("12: killed >=12", part)).differences] == ["amount"]


@pytest.mark.parametrize(
    ("name", "expected", "found", "is_same"),
    [
        ("place", "Medellin", "Medellín", True),
        ("place", "Homs", "Hama", False),
        ("source", "army", "the Ukrainian army", True),
        ("source", "army", "armymen", False),
        ("date", "2014-05-01..2014-05-31", "2014-05-03..2014-05-03", True),
        ("date", "2014-05-03", "2014-05-01..2014-05-31", False),
        ("weapon", "bomb", None, False),
    ],
)
def test_attributes_agree_when_they_are_the_same_thing(
    name: str, expected: str, found: str | None, is_same: bool
) -> None:
    assert agree(name, expected, found) is is_same
