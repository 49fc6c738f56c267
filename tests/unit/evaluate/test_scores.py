"""Scores of cases made by hand."""

import pytest

from pipeline.evaluate.gold import Bound, BoundKind, Coded, Perpetrators
from pipeline.evaluate.scores import as_object, score
from pipeline.evaluate.share import Share
from pipeline.extract.totals import Total
from tests.unit.evaluate.cases import KILLED, WOUNDED, bounded, case

EXCLUDE, INCLUDE = Perpetrators.EXCLUDE, Perpetrators.INCLUDE

CASES = [
    case("Two died.", killed=2, wounded=0, found=2),
    case("Two died, 5 hurt.", killed=2, wounded=5, found=2, found_wounded=6),
    case("A man died.", killed=1, wounded=9, found=1),
    case("Three died, not 4.", killed=4, wounded=None, found=3),
    case("Nobody died.", killed=0, found=7),
    case("Nine died.", found=9),
]


def test_shares_are_over_what_is_coded() -> None:
    killed = score(CASES, EXCLUDE).harms[KILLED]
    assert killed.exact == Share(3, 5)
    assert killed.within_one == Share(4, 5)
    assert killed.precision == Share(3, 5)
    assert killed.recall == Share(3, 4)


def test_printed_recall_is_over_numbers_that_stand_in_the_text() -> None:
    assert score(CASES, EXCLUDE).harms[KILLED].printed_recall == Share(2, 3)
    assert score(CASES, EXCLUDE).harms[WOUNDED].printed_recall == Share(0, 1)


def test_zero_found_where_some_are_coded_lowers_recall_but_not_precision() -> None:
    wounded = score(CASES, EXCLUDE).harms[WOUNDED]
    assert (wounded.exact, wounded.precision, wounded.recall) == (Share(1, 3), Share(0, 1), Share(0, 2))


def test_both_are_compared_where_both_are_coded() -> None:
    assert score(CASES, EXCLUDE).both_exact == Share(1, 3)


@pytest.mark.parametrize(("perpetrators", "exact"), [(EXCLUDE, Share(0, 1)), (INCLUDE, Share(1, 1))])
def test_perpetrators_count_or_not(perpetrators: Perpetrators, exact: Share) -> None:
    bombing = case(killed=6, found=Total(5, 5, 5, 1))
    assert score([bombing], perpetrators).harms[KILLED].exact == exact


@pytest.mark.parametrize(("found", "hits"), [(3, 1), (5, 1), (9, 1), (2, 0), (10, 0)])
def test_a_range_holds_its_ends(found: int, hits: int) -> None:
    of = case(killed=Coded(span=(3, 9)), found=found)
    assert score([of], EXCLUDE).harms[KILLED].in_range == Share(hits, 1)


def test_a_failure_is_wrong_even_where_nobody_is_coded() -> None:
    killed = score([case(killed=Coded(0, None, (0, 0)), failure="ValueError")], EXCLUDE).harms[KILLED]
    assert (killed.exact, killed.within_one, killed.in_range) == (Share(0, 1), Share(0, 1), Share(0, 1))


def test_the_json_has_the_keys_that_were_promised() -> None:
    said = as_object(score(CASES, EXCLUDE))
    assert list(said) == ["n", "both_exact", "killed", "wounded", "texts_per_second"]
    assert {"n", "exact", "precision", "recall", "printed_recall"} <= set(said["killed"])
    assert said["n"] == 6
    assert said["both_exact"] == 33.3
    assert said["killed"]["n"] == 5
    assert said["killed"]["exact"] == 60.0
    assert said["texts_per_second"] == 2.0


def test_what_was_not_compared_is_null() -> None:
    said = as_object(score([case(killed=2, found=2)], EXCLUDE))
    assert said["both_exact"] is None
    assert said["wounded"]["exact"] is None
    assert "bounds" not in said["killed"]


@pytest.mark.parametrize(
    ("text", "bound", "found", "right"),
    [
        ("at least 10", Bound(BoundKind.AT_LEAST, 10, None), Total(10, 10, None, 0), True),
        ("more than 10", Bound(BoundKind.AT_LEAST, 10, None), Total(10, 11, None, 0), True),
        ("10", Bound(BoundKind.AT_LEAST, 10, None), Total(10, 10, 10, 0), False),
        ("10 and 9", Bound(BoundKind.AT_LEAST, 10, None), Total(9, 9, None, 0), False),
        ("7-9", Bound(BoundKind.RANGE, 7, 9), Total(8, 7, 9, 0), True),
        ("7-9", Bound(BoundKind.RANGE, 7, 9), Total(7, 7, 7, 0), False),
        ("about 30", Bound(BoundKind.ABOUT, 30, 30), Total(30, 30, 30, 0), True),
        ("about 30", Bound(BoundKind.ABOUT, 30, 30), Total(30, 30, None, 0), False),
        ("5 and 1", Bound(BoundKind.PLUS_PERPS, 5, 6, 1), Total(5, 5, 5, 1), True),
        ("5 and 1", Bound(BoundKind.PLUS_PERPS, 5, 6, 1), Total(6, 6, 6, 0), False),
    ],
)
def test_bounds_agree_in_kind_low_and_high(text: str, bound: Bound, found: Total, right: bool) -> None:
    bounds = score([case(text, killed=bounded(bound), found=found)], EXCLUDE).harms[KILLED].bounds
    assert bounds.agreement == Share(right, 1)
    assert bounds.by_kind == {bound.kind: Share(right, 1)}


def test_victims_and_perpetrators_may_agree_in_their_sum_alone() -> None:
    bound = bounded(Bound(BoundKind.PLUS_PERPS, 5, 6, 1))
    bounds = score([case("5 and 1", killed=bound, found=6)], EXCLUDE).harms[KILLED].bounds
    assert (bounds.agreement, bounds.summed) == (Share(0, 1), Share(1, 1))


def test_bounds_whose_numbers_are_not_printed_are_counted_but_not_compared() -> None:
    hidden = case("Dozens died.", killed=bounded(Bound(BoundKind.AT_LEAST, 30, None)))
    half = case("7 died.", killed=bounded(Bound(BoundKind.RANGE, 7, 9)), found=7)
    bounds = score([hidden, half], EXCLUDE).harms[KILLED].bounds
    assert (bounds.coded, bounds.agreement) == (2, Share(0, 0))


def test_perpetrators_move_the_bounds_of_a_total_where_they_count() -> None:
    of = case("at least 6", killed=bounded(Bound(BoundKind.AT_LEAST, 6, None)), found=Total(5, 5, None, 1))
    assert score([of], INCLUDE).harms[KILLED].bounds.agreement == Share(1, 1)
    assert score([of], EXCLUDE).harms[KILLED].bounds.agreement == Share(0, 1)
