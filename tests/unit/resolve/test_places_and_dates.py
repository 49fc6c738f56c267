"""Places and dates: how two of them stand to each other, and the gazetteer entries in use."""

import csv
import re
from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.gazetteer import load
from pipeline.resolve.dates import DateRelation, Span, common_span, date_precision, date_relation, gap_days
from pipeline.resolve.geography import Located, Place, PlaceRelation, distance_km, finest, relation
from pipeline.resolve.places import NOT_FOUND, locate, places_in_use
from pipeline.resolve.settings import parse_settings
from pipeline.resolve.weapons import families
from pipeline.tables import validate
from tests.unit.resolve.reporting import (
    CAPITAL,
    COUNTRY,
    DAY,
    EAST_END,
    LOCATED,
    NEARBY,
    NEXT_DAY,
    NORTH,
    OLVAR,
    SOUTH,
    TERMEZ,
    WEST_END,
    ledger,
    report,
    told,
)

ABROAD = Place("country:YY", "Elsewhere", None, "Elsewhere", 6)
NOWHERE = Place(None, None, None, None, None)
DAYS = st.dates(date(2013, 1, 1), date(2013, 3, 1))
SPANS = st.builds(lambda start, days: Span(start, start + timedelta(days=days)), DAYS, st.integers(0, 40))


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        (OLVAR, OLVAR, PlaceRelation.SAME_TOWN),
        (CAPITAL, CAPITAL, PlaceRelation.SAME_CITY),
        (EAST_END, EAST_END, PlaceRelation.SAME_CITY),
        (OLVAR._replace(where_prec=3), OLVAR._replace(where_prec=3), PlaceRelation.SAME_DISTRICT),
        (OLVAR, NEARBY, PlaceRelation.NEAR),
        (OLVAR, TERMEZ, PlaceRelation.DIFFERENT),
        (CAPITAL, EAST_END, PlaceRelation.NESTED),
        (EAST_END, WEST_END, PlaceRelation.DIFFERENT),
        (OLVAR, NORTH, PlaceRelation.NESTED),
        (NORTH, NORTH, PlaceRelation.SAME_PROVINCE),
        (NORTH, SOUTH, PlaceRelation.DIFFERENT),
        (COUNTRY, COUNTRY, PlaceRelation.SAME_COUNTRY),
        (COUNTRY, OLVAR, PlaceRelation.COUNTRY_ONLY),
        (COUNTRY, ABROAD, PlaceRelation.DIFFERENT),
        (NOWHERE, OLVAR, PlaceRelation.UNKNOWN),
    ],
)
def test_how_two_places_stand_to_each_other(one: Place, other: Place, how: PlaceRelation) -> None:
    assert relation(one, other, LOCATED) == how
    assert relation(other, one, LOCATED) == how


def test_without_positions_two_names_are_two_places() -> None:
    assert relation(OLVAR, NEARBY, {}) == PlaceRelation.DIFFERENT


def test_a_degree_of_latitude_is_111_km() -> None:
    apart = distance_km(Located(34.0, 44.0, 0), Located(35.0, 44.0, 0))
    assert apart == pytest.approx(111.2, abs=0.2)
    assert distance_km(Located(None, None, 0), Located(35.0, 44.0, 0)) is None


def test_the_finest_place_is_the_one_told_most_exactly() -> None:
    assert finest([COUNTRY, NORTH, OLVAR, NORTH]) == OLVAR
    assert finest([]) == NOWHERE


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        (Span(DAY, DAY), Span(DAY, DAY), DateRelation.SAME_DAY),
        (Span(DAY, DAY), Span(NEXT_DAY, NEXT_DAY), DateRelation.ADJACENT_DAY),
        (Span(DAY, DAY), Span(date(2013, 5, 22), date(2013, 5, 22)), DateRelation.DIFFERENT),
        (Span(DAY, DAY), Span(date(2013, 5, 15), date(2013, 5, 22)), DateRelation.WITHIN_WEEK),
        (Span(DAY, DAY), Span(date(2013, 5, 14), date(2013, 5, 20)), DateRelation.END_OF_WEEK),
        (Span(DAY, DAY), Span(date(2013, 5, 14), date(2013, 5, 21)), DateRelation.END_OF_WEEK),
        (Span(DAY, DAY), Span(date(2013, 5, 1), date(2013, 5, 31)), DateRelation.WITHIN_MONTH),
        (Span(DAY, DAY), Span(date(2013, 1, 1), date(2013, 12, 31)), DateRelation.UNKNOWN),
        (Span(DAY, DAY), Span(None, DAY), DateRelation.UNKNOWN),
        (Span(DAY, DAY), Span(None, date(2013, 5, 1)), DateRelation.DIFFERENT),
        (Span(None, None), Span(DAY, DAY), DateRelation.UNKNOWN),
    ],
)
def test_how_two_dates_stand_to_each_other(one: Span, other: Span, how: DateRelation) -> None:
    assert date_relation(one, other, 1) == how
    assert date_relation(other, one, 1) == how


@given(SPANS, SPANS)
def test_spans_that_share_a_day_have_no_gap(one: Span, other: Span) -> None:
    assert gap_days(one, other) == gap_days(other, one)
    shared = common_span([one, other])
    if gap_days(one, other) == 0:
        assert shared == common_span([other, one])
        assert all(gap_days(shared, span) == 0 for span in (one, other))
        assert shared.days is not None
        assert shared.days <= min(one.days or 0, other.days or 0)
    else:
        assert shared in (one, other)


@pytest.mark.parametrize(
    ("days", "precision"), [(1, 1), (2, 2), (6, 2), (7, 3), (8, 3), (9, 4), (31, 4), (32, 5)]
)
def test_date_precision_follows_ucdp(days: int, precision: int) -> None:
    assert date_precision(Span(DAY, DAY + timedelta(days=days - 1))) == precision


def test_an_open_date_is_no_finer_than_a_year_and_none_is_none() -> None:
    assert date_precision(Span(None, DAY)) == 5
    assert date_precision(Span(None, None)) is None


@pytest.mark.parametrize(
    ("weapon", "found"),
    [
        ("suicide truck bomb", {"explosive"}),
        ("suicide vest + gunfire", {"explosive", "shooting"}),
        ("mortars", {"shelling"}),
        ("mixed", set()),
        ("a strange device", set()),
        (None, set()),
    ],
)
def test_weapons_fall_into_families(weapon: str | None, found: set[str]) -> None:
    assert families(weapon) == found


def _entry(name: str, kind: str) -> Place:
    entry = next(one for one in load().candidates(name) if one.kind == kind)
    return Place(entry.place_id, entry.name, entry.adm1, entry.country, 1)


def test_places_in_use_are_the_gazetteers_entries_each_once() -> None:
    paris, france = _entry("Paris", "city"), _entry("France", "country")
    here = told("[2] were wounded", at=france._replace(where_prec=6))
    tables = ledger(report("one", told("[1] was killed", at=paris), told("[2] were killed", at=paris), here))
    found = places_in_use(tables.figures, tables.figures.clear())
    assert found["place_id"].to_list() == sorted([paris.place_id or "", france.place_id or ""])
    assert validate("places", found).quarantine.is_empty()
    assert found.filter(pl.col("name") == "Paris")["latitude"][0] == pytest.approx(48.85, abs=0.1)


def test_a_place_is_found_under_its_countrys_name_when_its_own_says_more() -> None:
    north = _entry("France", "country")._replace(name="northern France", where_prec=5)
    tables = ledger(report("one", told("[1] was killed", at=north)))
    found = places_in_use(tables.figures, tables.figures.clear())
    assert found.select("name", "country_code").row(0) == ("France", "FR")


def test_a_place_that_the_gazetteer_lacks_is_given_as_told() -> None:
    tables = ledger(report("one", told("[1] was killed")))
    found = places_in_use(tables.figures, tables.figures.clear())
    assert found.select("place_id", "name", "latitude", "source").row(0) == (
        "town:olvar",
        "Olvar",
        None,
        NOT_FOUND,
    )
    assert validate("places", found).quarantine.is_empty()


def test_a_district_knows_its_city_and_unknown_places_are_left_out() -> None:
    montreuil, paris = _entry("Montreuil", "city"), _entry("Paris", "city")
    tables = ledger(report("one", *(told("[1] was killed", at=place) for place in (montreuil, paris, OLVAR))))
    located = locate(tables.claims)
    assert set(located) == {montreuil.place_id, paris.place_id}
    assert located[montreuil.place_id or ""].city_id == paris.place_id
    assert located[paris.place_id or ""].city_id is None


RULES = files("pipeline.resolve").joinpath("rules.toml").read_text(encoding="utf-8")
LABELS = Path(__file__).parents[2] / "labels" / "incidents.csv"


def test_a_misspelt_rule_is_an_error() -> None:
    with pytest.raises(TypeError, match="day_gapp"):
        parse_settings(RULES.replace("day_gap =", "day_gapp ="))


def test_rules_name_no_place_of_the_corpus() -> None:
    with LABELS.open(encoding="utf-8") as labels:
        places = {row["place"].casefold() for row in csv.DictReader(labels)} - {""}
    assert places
    assert places.isdisjoint(re.findall(r"[a-z]+", RULES.casefold()))


def test_every_rule_says_why() -> None:
    assert [line for line in RULES.splitlines() if re.match(r"[a-z_]+ = -?[0-9.]+ *$", line)] == []
