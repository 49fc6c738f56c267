"""Place names: sentences of our own from many wars, and the places that they mean."""

import time
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.place_mention import ResolvedPlace, Role
from pipeline.extract.place_resolution import Resolver
from pipeline.extract.places import find_places


def resolve_article(
    text: str, sentences: Iterable[tuple[int, int]], dateline: str | None = None
) -> list[list[ResolvedPlace]]:
    """Places of every sentence (`start`, `end` offsets into `text`), each sentence resolved in the light of all."""
    mentions = [find_places(text, start, end) for start, end in sentences]
    resolver = Resolver(dateline)
    for sentence in mentions:
        resolver.see(sentence)
    return [resolver.resolve(sentence) for sentence in mentions]


def resolve(text: str, dateline: str | None = None) -> list[ResolvedPlace]:
    """Places of a text of one sentence."""
    [places] = resolve_article(text, [(0, len(text))], dateline)
    return places


def located(text: str) -> list[tuple[str, str | None, str | None, int]]:
    """(name, adm1, country, where_prec) of the places where a sentence says that something happened."""
    return [
        (found.name, found.place.adm1, found.place.country, found.where_prec)
        for found in resolve(text)
        if found.role in (Role.LOCATION, Role.NEAR)
    ]


WORLD = [
    # Iraq
    ("Two car bombs exploded in Basra in southern Iraq.", "Basra", "Basra", "Iraq", 1),
    ("Armed men killed five in Haditha in the western province of Anbar.", "Haditha", "Anbar", "Iraq", 1),
    ("Troops stormed a sit-in at Hawija, Iraq.", "Hawija", "Kirkuk", "Iraq", 1),
    ("Gunmen attacked Sulaiman Bek.", "Sulaiman Bek", "Salah al-Din", "Iraq", 1),
    ("A suicide bomber struck in Tuz Khurmatu.", "Tuz Khurmatu", "Salah al-Din", "Iraq", 1),
    ("A blast hit the Zayouna district of Baghdad.", "Zayouna", "Baghdad", "Iraq", 3),
    ("Raids were reported across Nineveh province.", "Nineveh", "Nineveh", "Iraq", 4),
    ("Raids were reported across Ninewa Governorate.", "Nineveh", "Nineveh", "Iraq", 4),
    ("Shelling killed two in Salahuddin province, Iraq.", "Salah al-Din", "Salah al-Din", "Iraq", 4),
    ("Clashes killed five in north Sinai.", "North Sinai", "North Sinai", "Egypt", 4),
    # Syria and its neighbours
    ("Barrel bombs fell on Douma in Syria.", "Douma", "Rif Dimashq", "Syria", 1),
    ("The convoy was hit in Deir ez-Zor.", "Deir ez-Zor", "Deir ez-Zor", "Syria", 1),
    ("A mine exploded in the Syrian town of Kobani.", "Kobani", "Aleppo", "Syria", 1),
    ("A car bomb exploded in Arsal, Lebanon.", "Arsal", "Baalbek-Hermel", "Lebanon", 1),
    ("Two soldiers died in Cizre in Turkey's Sirnak province.", "Cizre", "Sirnak", "Turkey", 1),
    ("A rocket hit a house in Sderot, Israel.", "Sderot", "Southern District", "Israel", 1),
    ("An air strike hit a house in the Gaza Strip.", "Gaza Strip", "Gaza Strip", "Palestine", 4),
    ("A man was shot in Hebron in the West Bank.", "Hebron", "West Bank", "Palestine", 1),
    (
        "Militants attacked a checkpoint in Sheikh Zuweid in Sinai.",
        "Sheikh Zuweid",
        "North Sinai",
        "Egypt",
        1,
    ),
    ("Fighters clashed in Sirte, Libya.", "Sirte", "Sirte", "Libya", 1),
    ("A strike killed nine in Yemen's Abyan province.", "Abyan", "Abyan", "Yemen", 4),
    ("A mosque was bombed in Sana'a.", "Sanaa", "Sanaa", "Yemen", 1),
    # Afghanistan, Pakistan, India, Kashmir, Sri Lanka
    ("A roadside bomb killed four in Sangin, Helmand province.", "Sangin", "Helmand", "Afghanistan", 1),
    ("A bomber attacked a wedding in Mazar-e-Sharif.", "Mazar-i-Sharif", "Balkh", "Afghanistan", 1),
    (
        "A drone strike hit a car in Miranshah, North Waziristan.",
        "Miranshah",
        "Khyber Pakhtunkhwa",
        "Pakistan",
        1,
    ),
    ("Pilgrims were shot in Mastung in Balochistan.", "Mastung", "Balochistan", "Pakistan", 1),
    ("Militants fired on a patrol in Pulwama, Kashmir.", "Pulwama", "Jammu and Kashmir", "India", 1),
    ("Maoists ambushed a convoy in Sukma district of Chhattisgarh.", "Sukma", "Chhattisgarh", "India", 3),
    ("A mine killed three in Jaffna, Sri Lanka.", "Jaffna", "Northern", "Sri Lanka", 1),
    # South-East Asia
    ("A teacher was shot in Yala province in Thailand.", "Yala", "Yala", "Thailand", 4),
    ("Two marines died in Patikul, Sulu, in the Philippines.", "Patikul", "Bangsamoro", "Philippines", 1),
    ("Villages burned in Myanmar's Rakhine State.", "Rakhine", "Rakhine", "Myanmar", 4),
    ("Bombs killed 20 in Kuta on the Indonesian island of Bali.", "Kuta", "Bali", "Indonesia", 1),
    # Africa
    ("Gunmen attacked a market in Maiduguri, Nigeria.", "Maiduguri", "Borno", "Nigeria", 1),
    ("Herders killed ten in Barkin Ladi in Plateau State, Nigeria.", "Barkin Ladi", "Plateau", "Nigeria", 1),
    ("A truck bomb exploded in Mogadishu.", "Mogadishu", "Banadir", "Somalia", 1),
    ("A truck bomb exploded in the Somali capital.", "Mogadishu", "Banadir", "Somalia", 1),
    ("Jihadists raided a post in Menaka in northern Mali.", "Menaka", "Menaka", "Mali", 1),
    ("Rebels killed 12 in Beni, North Kivu.", "Beni", "North Kivu", "DR Congo", 1),
    ("A bus was ambushed in Burkina Faso's Sahel region.", "Sahel", "Sahel", "Burkina Faso", 4),
    ("Insurgents beheaded three in Palma, Mozambique.", "Palma", "Cabo Delgado", "Mozambique", 1),
    ("Fighting was reported in El Fasher in Darfur.", "El Fasher", "North Darfur", "Sudan", 1),
    ("A church was attacked in Mombasa, Kenya.", "Mombasa", "Mombasa", "Kenya", 1),
    # Europe and the Caucasus
    ("Shells hit a bus stop in Donetsk, Ukraine.", "Donetsk", "Donetsk", "Ukraine", 1),
    ("A missile struck Kharkiv.", "Kharkiv", "Kharkiv", "Ukraine", 1),
    ("A policeman was shot in Londonderry.", "Derry", "Northern Ireland", "United Kingdom", 1),
    ("A soldier died in Crossmaglen, County Armagh.", "Crossmaglen", "Northern Ireland", "United Kingdom", 1),
    ("A bomb exploded in Grozny, Chechnya.", "Grozny", "Chechnya", "Russia", 1),
    ("Bombs went off on trains in Madrid.", "Madrid", "Madrid", "Spain", 1),
    # The Americas
    ("A pipeline was blown up in Saravena in Arauca, Colombia.", "Saravena", "Arauca", "Colombia", 1),
    (
        "Guerrillas attacked a barracks in Zacatecoluca, El Salvador.",
        "Zacatecoluca",
        "La Paz",
        "El Salvador",
        1,
    ),
    ("A mayor was killed in Huanta, Ayacucho, Peru.", "Huanta", "Ayacucho", "Peru", 1),
    ("Gunmen killed nine in Ciudad Juarez, Mexico.", "Ciudad Juarez", "Chihuahua", "Mexico", 1),
    ("Nine were shot in Charleston, South Carolina.", "Charleston", "South Carolina", "United States", 1),
    (
        "A standoff took place in Wounded Knee, South Dakota.",
        "Wounded Knee",
        "South Dakota",
        "United States",
        1,
    ),
    # Oceania
    ("A gunman opened fire in Christchurch, New Zealand.", "Christchurch", "Canterbury", "New Zealand", 1),
]


@pytest.mark.parametrize(
    ("text", "name", "adm1", "country", "precision"),
    [case for case in WORLD if case[1]],
    ids=lambda value: value,
)
def test_the_place_of_an_event(text: str, name: str, adm1: str, country: str, precision: int) -> None:
    assert located(text)[0] == (name, adm1, country, precision)


ROLES = [
    ("A car bomb in Balad, 80 km north of Baghdad, hit a bus.", [("Balad", "location"), ("Baghdad", "near")]),
    ("A mine exploded near Baquba.", [("Baquba", "near")]),
    ("Gunmen fired on the outskirts of Peshawar.", [("Peshawar", "near")]),
    ("Troops close to Goma withdrew.", [("Goma", "near")]),
    (
        "In Balad, Salah al-Din, Iraq, two died.",
        [("Balad", "location"), ("Salah al-Din", "container"), ("Iraq", "container")],
    ),
    (
        "A raid in Afghanistan's Helmand province failed.",
        [("Afghanistan", "container"), ("Helmand", "location")],
    ),
    ("Attacks hit Basra in southern Iraq.", [("Basra", "location"), ("Iraq", "container")]),
    ("Jordan has closed its border with Iraq.", [("Jordan", "named"), ("Iraq", "oblique")]),
    ("The government of Colombia denied it.", [("Colombia", "named")]),
    ("Two Iraqi policemen died.", [("Iraqi", "demonym")]),
    ("Two died in Anbar Province, Iraq.", [("Anbar", "location"), ("Iraq", "container")]),
    ("US soldiers and a UK-led force were hit.", [("US", "demonym"), ("UK", "demonym")]),
    (
        "The US said that two died in the US and the UK.",
        [("US", "named"), ("US", "location"), ("UK", "location")],
    ),
    ("Nine died in the Philippines.", [("Philippines", "location")]),
    ("Three Afghans and two Sri Lankans died.", [("Afghans", "demonym"), ("Sri Lankans", "demonym")]),
    (
        "In the provinces of Diyala, Kirkuk and Anbar 40 died.",
        [("Diyala", "location"), ("Kirkuk", "location"), ("Anbar", "location")],
    ),
    ("The Iraqi capital, Baghdad, was hit.", [("Iraqi capital", "named"), ("Baghdad", "named")]),
    ("Fighting on the Kabul-Kandahar highway went on.", [("Kabul", "location"), ("Kandahar", "location")]),
    ("A pipeline in Benin city of Edo State burned.", [("Benin", "location"), ("Edo", "container")]),
]


@pytest.mark.parametrize(("text", "roles"), ROLES)
def test_what_a_place_does_in_its_sentence(text: str, roles: list[tuple[str, str]]) -> None:
    found = [(text[place.start : place.end], str(place.role)) for place in resolve(text)]
    assert found == roles


NO_PLACE = [
    "Mr Hamilton and Mrs. Lincoln were shot, the police said.",
    "President Washington and Colonel Santiago were killed.",
    "The Jerusalem Post and the New York Times reported it.",
    "Al Qaeda in Iraq claimed the attack.",
    "The Islamic State of Iraq claimed the attack.",
    "The Kurdistan Workers' Party denied it.",
    "Boko Haram and Abu Sayyaf are blamed.",
    "Michael Jordan and George Washington were among the dead.",
    "Police said most of the dead were civilians.",
    "Since then, March and May have been quiet.",
    "In addition, an SUV was burned.",
    "Hassan Ali and Florence Reading were wounded.",
    "Gunmen killed four in Kani Sev.",
]


@pytest.mark.parametrize("text", NO_PLACE)
def test_names_of_people_papers_and_organisations_are_no_places(text: str) -> None:
    assert resolve(text) == []


NEIGHBOURS = [
    ("Clashes in Tripoli killed two. Lebanon sent troops.", "Tripoli", "Lebanon"),
    ("Clashes in Tripoli killed two. Libya sent troops.", "Tripoli", "Libya"),
    ("A bomb in Hyderabad killed two. Pakistan mourned.", "Hyderabad", "Pakistan"),
    ("A bomb in Hyderabad killed two. India mourned.", "Hyderabad", "India"),
    ("A bus burned in Cordoba. Colombian police came.", "Cordoba", "Colombia"),
    ("A bus burned in San Jose. The Costa Rican police came.", "San Jose", "Costa Rica"),
    ("A shell fell on Merida. Venezuela protested.", "Merida", "Venezuela"),
]


@pytest.mark.parametrize(("text", "printed", "country"), NEIGHBOURS)
def test_another_sentence_of_the_article_decides_between_namesakes(
    text: str, printed: str, country: str
) -> None:
    stop = text.index(". ") + 1
    first, _ = resolve_article(text, [(0, stop), (stop, len(text))])
    assert [place.place.country for place in first if text[place.start : place.end] == printed] == [country]


@pytest.mark.parametrize(
    ("dateline", "country"), [("TRIPOLI, Lebanon", "Lebanon"), ("BEIRUT", "Lebanon"), ("BENGHAZI", "Libya")]
)
def test_the_dateline_decides_between_namesakes(dateline: str, country: str) -> None:
    [place] = resolve("Two people were killed in Tripoli.", dateline)
    assert place.place.country == country


def test_a_chain_binds_against_fame() -> None:
    assert [place.place.adm1 for place in resolve("Two were shot in Paris, Texas.")] == ["Texas", "Texas"]
    assert [place.place.country for place in resolve("Two were shot in Atlanta, Georgia.")] == [
        "United States"
    ] * 2


def test_a_part_of_a_country_is_a_region() -> None:
    [place] = resolve("Shelling in eastern Ukraine killed two.")
    assert (place.name, place.where_prec) == ("eastern Ukraine", 5)


def test_near_a_town_is_not_in_it() -> None:
    assert [place.where_prec for place in resolve("A mine exploded near Baquba.")] == [2]


CAPITALS = [
    ("A BOMB EXPLODED IN SANTA TECLA, EL SALVADOR, WOUNDING FIVE.", [("SANTA TECLA", "La Libertad")]),
    ("GUERRILLAS ATTACKED THE TOWN OF MIRAFLORES, COLOMBIA.", [("MIRAFLORES", None)]),
    ("PRESIDENT ALFREDO CRISTIANI SPOKE IN SAN SALVADOR.", [("SAN SALVADOR", "San Salvador")]),
]


@pytest.mark.parametrize(("text", "places"), CAPITALS)
def test_text_in_capitals(text: str, places: list[tuple[str, str | None]]) -> None:
    found = [(text[p.start : p.end], p.place.adm1) for p in resolve(text) if p.role is Role.LOCATION]
    assert [name for name, _ in found] == [name for name, _ in places]
    assert all(adm1 in (None, found[i][1]) for i, (_, adm1) in enumerate(places))


def test_the_country_spoken_of_most() -> None:
    resolver = Resolver()
    assert resolver.country() is None
    for sentence in ("Two Britons died in Idlib.", "Syria blamed rebels.", "Syrian troops advanced."):
        resolver.see(find_places(sentence))
    country = resolver.country()
    assert country is not None
    assert country.name == "Syria"


def test_a_village_only_known_elsewhere_is_no_place_where_the_country_is_known() -> None:
    assert [place.name for place in resolve("In Ituri, DR Congo, 23 bodies lay in Maze.")] == [
        "Ituri",
        "DR Congo",
    ]


UNLISTED = [
    (
        "A drone strike killed four in Landidog, South Waziristan.",
        "Landidog",
        "Khyber Pakhtunkhwa",
        "Pakistan",
    ),
    (
        "Ten died in the village of Karida, in Papua New Guinea's Hela province.",
        "Karida",
        None,
        "Papua New Guinea",
    ),
    ("Ten died in Tol Gram Khel, North Waziristan.", "Tol Gram Khel", "Khyber Pakhtunkhwa", "Pakistan"),
]


@pytest.mark.parametrize(("text", "name", "adm1", "country"), UNLISTED)
def test_a_village_that_the_gazetteer_lacks_is_known_by_its_container(
    text: str, name: str, adm1: str | None, country: str
) -> None:
    place = resolve(text)[0].place
    assert (place.name, place.country, place.latitude) == (name, country, None)
    assert place.place_id.startswith("unlisted:")
    assert adm1 in (None, place.adm1)


def test_a_village_that_stands_alone_lies_where_the_article_is_at_home() -> None:
    text = "Nine died in Hela, Papua New Guinea. Two died in the hamlet of Munima."
    stop = text.index(". ") + 1
    _, [place] = resolve_article(text, [(0, stop), (stop, len(text))])
    assert (place.name, place.place.adm1, place.place.country) == ("Munima", "Hela", "Papua New Guinea")


def test_unknown_names_without_a_container_are_no_places() -> None:
    assert resolve("The body lay in Xanthippolis. He believed in Zorblax and died.") == []


def test_arabic_articles_belong_to_the_name() -> None:
    text = "Troops entered al-Qaim and Al-Hasakah."
    assert [text[p.start : p.end] for p in resolve(text)] == ["al-Qaim", "Al-Hasakah"]


def test_evidence_of_a_sentence_counts_once_seen() -> None:
    resolver = Resolver(country_codes=["LB"])
    [mention] = find_places("Two died in Tripoli.")
    assert [place.place.country for place in resolver.resolve([mention])] == ["Lebanon"]


SENTENCES = (
    [case[0] for case in WORLD] + [case[0] for case in ROLES] + NO_PLACE + [case[0] for case in CAPITALS]
)


@given(st.lists(st.sampled_from(SENTENCES) | st.text(max_size=40), max_size=5))
def test_mentions_lie_in_the_text_apart_and_in_order(pieces: list[str]) -> None:
    text = " ".join(pieces)
    end = 0
    for mention in find_places(text):
        assert end <= mention.start < mention.end <= len(text)
        assert mention.candidates or mention.name
        end = mention.end


@given(st.sampled_from(SENTENCES), st.integers(0, 40))
def test_what_stands_outside_the_sentence_does_not_matter(text: str, padding: int) -> None:
    inside = find_places("x" * padding + ". " + text + " Baghdad", padding + 2, padding + 2 + len(text))
    moved = [
        mention._replace(start=mention.start - padding - 2, end=mention.end - padding - 2)
        for mention in inside
    ]
    assert [(m.start, m.end, m.candidates) for m in moved] == [
        (m.start, m.end, m.candidates) for m in find_places(text)
    ]


@pytest.mark.parametrize(
    "piece", ["San ", "Al-", "A.", "Baghdad, ", "of the ", "Santa Maria de la ", "BAGHDAD "]
)
def test_time_is_linear_in_the_length_of_the_text(piece: str) -> None:
    """200,000 characters take a second or two; at quadratic cost they would take an hour."""
    begin = time.monotonic()
    resolve(piece * (200_000 // len(piece)))
    assert time.monotonic() - begin < 60
