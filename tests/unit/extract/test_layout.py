"""The head and the foot of news texts: a text, and the parts expected from it."""

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.dateline import AGENCIES, agency_name, read_byline
from pipeline.extract.layout import Layout, Span, read_layout, sentences_of
from pipeline.extract.written_date import find_dates
from pipeline.vocabulary import DateBasis

STORY = "Two bombs in the market killed 14 people.\n\nPolice blamed nobody."
HEADLINE = "Market bombs kill 14 in Hilla"
DAY = date(2013, 5, 22)


def words(text: str, span: Span | None) -> str | None:
    return None if span is None else text[span.start : span.end]


@pytest.mark.parametrize(
    "byline",
    [
        "Jane Doe 22 May 2013",
        "Jane Doe, May 22, 2013",
        "By Jane Doe, 22 May 2013",
        "BY JANE DOE, MAY 22, 2013",
        "By Ahmed al-Rubaye and Jane Doe - May 22nd, 2013",
        "22 May 2013",
        "Wednesday, May 22, 2013",
        "Published: 2013-05-22",
        "Published on 22 May 2013 at 10:04 by Jane Doe",
        "Last updated 23 May 2013 | Published 22 May 2013 10:04 BST",
        "Jane Doe | May 22, 2013 10:04 am EDT",
        "2013-05-22T10:04:00Z",
        "22/05/2013",
        "05/22/2013",
        "22.05.2013",
        "22nd of May 2013",
        "Date: 22 May 13",
        "News desk 22 May 2013",
        "By our special correspondent in Hilla, May 22, 2013",
    ],
)
@pytest.mark.parametrize("title", [HEADLINE, None])
@pytest.mark.parametrize("break_", ["\n\n", "\n", "\r\n\r\n"])
def test_byline_with_date(byline: str, title: str | None, break_: str) -> None:
    text = break_.join(part for part in (title, byline) if part) + "\n\n" + STORY
    layout = read_layout(text)
    assert words(text, layout.title) == title
    assert words(text, layout.byline) == byline
    assert (layout.published_on, layout.date_basis) == (DAY, DateBasis.BYLINE)
    assert words(text, layout.body) == STORY


@pytest.mark.parametrize(
    ("byline", "publisher"),
    [
        ("By Jane Doe", None),
        ("BY JANE DOE AND JOHN ROE", None),
        ("By Jane Doe in Hilla", None),
        ("By Jane Doe, Reuters", "Reuters"),
        ("Associated Press", "AP"),
        ("03/04/2013", None),
    ],
)
def test_byline_without_a_certain_date(byline: str, publisher: str | None) -> None:
    text = f"{HEADLINE}\n\n{byline}\n\n{STORY}"
    layout = read_layout(text)
    assert words(text, layout.byline) == byline
    assert (layout.published_on, layout.date_basis, layout.publisher) == (None, DateBasis.NONE, publisher)


@pytest.mark.parametrize(
    "line",
    [
        "Five people died on 22 May 2013.",
        "By 22 May 2013 the toll stood at 5",
        "Police in Hilla counted 5 dead, 22 May 2013",
        "By nightfall the market was empty.",
        "Reuters reported 5 dead.",
        "31 February 2013",
    ],
)
def test_a_sentence_is_no_byline(line: str) -> None:
    assert read_byline(line, after_title=True) is None


def test_two_credit_lines_are_one_byline() -> None:
    text = f"{HEADLINE}\nBy Jane Doe, Reuters\n22 May 2013\n\n{STORY}"
    layout = read_layout(text)
    assert words(text, layout.byline) == "By Jane Doe, Reuters\n22 May 2013"
    assert (layout.published_on, layout.publisher) == (DAY, "Reuters")


def test_standfirst_before_the_byline_stays_in_the_body() -> None:
    text = f"{HEADLINE}\n\nThe worst day since March, say doctors.\n\nJane Doe 22 May 2013\n\n{STORY}"
    layout = read_layout(text)
    assert layout.published_on == DAY
    assert text[layout.body.start :].startswith("The worst day")
    assert words(text, layout.byline) == "Jane Doe 22 May 2013"


@pytest.mark.parametrize(
    ("dateline", "place", "publisher", "published_on", "month_day"),
    [
        ("HILLA, May 22 (Reuters) - ", "HILLA", "Reuters", None, (5, 22)),
        ("HILLA (AP) — ", "HILLA", "AP", None, None),
        ("HILLA, Iraq, May 22, 2013 — ", "HILLA, Iraq", None, DAY, None),
        ("HILLA, Iraq, Wednesday, May 22 - ", "HILLA, Iraq", None, None, (5, 22)),
        ("Hilla, 22 May 2013 (IRIN) - ", "Hilla", "IRIN", DAY, None),
        ("Hilla, Iraq (CNN) ", "Hilla, Iraq", "CNN", None, None),
        ("(CNN) -- ", None, "CNN", None, None),
        ("GENEVA (22 May 2013) – ", "GENEVA", None, DAY, None),
        ("22 May 2013 – ", None, None, DAY, None),
        ("MOSCOW, May 22. /TASS/. ", "MOSCOW", "TASS", None, (5, 22)),
        ("Quito, Jul 24 (EFE).- ", "Quito", "EFE", None, (7, 24)),
        ("Mexico City, 3 May.- ", "Mexico City", None, None, (5, 3)),
        ("MOSCOW, Feb. 3 (Interfax) - ", "MOSCOW", "Interfax", None, (2, 3)),
        ("Baghdad / NINA /-- ", "Baghdad", "NINA", None, None),
        ("PESHAWAR: ", "PESHAWAR", None, None, None),
        ("WASHINGTON, D.C. (AP) — ", "WASHINGTON, D.C.", "AP", None, None),
        ("LIMA, 9 JAN 90 (DPA) -- [TEXT] ", "LIMA", "DPA", date(1990, 1, 9), None),
        ("LIMA, 9 JAN 05 (XINHUA) -- ", "LIMA", "Xinhua", date(2005, 1, 9), None),
        (
            "LIMA (PERU), 26 JAN 89 -- [REPORT] [ANA DIAZ] [TEXT] ",
            "LIMA (PERU)",
            None,
            date(1989, 1, 26),
            None,
        ),
        ("LIMA, NO DATE (RADIO LIMA) -- [TEXT] ", "LIMA", "RADIO LIMA", None, None),
        ("NO CITY, 9 JAN 90 (EFE) -- ", None, "EFE", date(1990, 1, 9), None),
    ],
)
def test_dateline(
    dateline: str,
    place: str | None,
    publisher: str | None,
    published_on: date | None,
    month_day: tuple[int, int] | None,
) -> None:
    text = dateline + STORY
    layout = read_layout(text)
    assert words(text, layout.dateline) == dateline
    assert (layout.place, layout.publisher) == (place, publisher)
    assert (layout.published_on, layout.month_day) == (published_on, month_day)
    assert layout.date_basis == (DateBasis.DATELINE if published_on else DateBasis.NONE)
    assert text[layout.body.start :] == STORY


@pytest.mark.parametrize(
    "text",
    [
        "Two people - a guard and a clerk - were shot.",
        "Kukawa, Nigeria massacre: gunmen shot 97 people.",
        "2-4 killed - two of them guards.",
        "ISIS — which claimed the attack — lost 5 men.",
        "BREAKING: Five killed in Hilla.",
        "CAR BOMB IN BOGOTA - 5 DEAD IN THE CAPITAL.",
        "May 22 – A bomb killed 5 in Hilla.",
        "The Sons of Iraq (SOI) — Local guards — lost 5 men.",
        "The agency of Syria (SANA) said 5 died.",
        "On 22 May 2013 – The day of the attack – 5 died.",
        "al-Qaeda - 5 dead.",
        "",
        " \n\t ",
    ],
)
def test_no_dateline(text: str) -> None:
    assert read_layout(text).dateline is None


def test_dateline_year_comes_from_the_hint_or_not_at_all() -> None:
    text = "HILLA, May 22 (Reuters) - " + STORY
    assert read_layout(text).published_on is None
    hinted = read_layout(text, year_hint=2013)
    assert (hinted.published_on, hinted.date_basis, hinted.month_day) == (DAY, DateBasis.DATELINE, None)
    assert read_layout("HILLA, Feb 29 (Reuters) - x", year_hint=2013).published_on is None


def test_byline_goes_before_dateline() -> None:
    layout = read_layout(f"{HEADLINE}\n\nBy Jane Doe, 23 May 2013\n\nHILLA, May 22, 2013 (AP) — {STORY}")
    assert (layout.published_on, layout.date_basis) == (date(2013, 5, 23), DateBasis.BYLINE)
    assert (layout.place, layout.publisher) == ("HILLA", "AP")


def test_dateline_on_a_line_of_its_own_is_no_byline() -> None:
    layout = read_layout(f"{HEADLINE}\n\nHILLA, MAY 22, 2013\n\n{STORY}")
    assert (layout.place, layout.published_on, layout.byline) == ("HILLA", DAY, None)


@pytest.mark.parametrize(
    "text",
    [
        "Two bombs killed 14 people in Hilla on Monday.\n\nPolice blamed nobody.",
        "In all 712 people were killed and another 1,633\n\nwounded in the month.",
        "HILLA (AP) — Two bombs killed 14\n\nPolice blamed nobody.",
        "The dead were:\n\nAli Hassan, 40",
        "A hard-wrapped first line goes on\nto the next line of the paragraph.\n\nMore.",
        HEADLINE,
        HEADLINE + "\n\n  \n",
        "He said: “We will not accept it.”\n\nMore.",
    ],
)
def test_no_title(text: str) -> None:
    assert read_layout(text).title is None


@pytest.mark.parametrize(
    "title", [HEADLINE, "Who bombed Hilla?", "Guards killed in raid by the U.S.", "MARKET BOMBS KILL 14"]
)
def test_title(title: str) -> None:
    text = f"\n\n{title}\n\n{STORY}"
    layout = read_layout(text)
    assert words(text, layout.title) == title
    assert words(text, layout.body) == STORY


@pytest.mark.parametrize(
    "footer",
    [
        "To contact the paper and its editors visit:\n\npaper.example/contact",
        "Copyright 2013 The Paper. All rights reserved.",
        "© The Paper",
        "(Reporting by Jane Doe; Editing by John Roe)",
        "Reporting by Jane Doe; editing by John Roe.\nOur Standards: The principles.",
        "Sign up for our newsletter.",
        "Read more:\n\nBombs in Hilla\n\nBombs in Kut",
        "Associated Press writer Jane Doe contributed to this report.",
    ],
)
def test_footer(footer: str) -> None:
    text = f"{HEADLINE}\n\n{STORY}\n\n{footer}\n"
    layout = read_layout(text)
    assert words(text, layout.footer) == footer
    assert words(text, layout.body) == STORY


def test_credit_at_the_end_of_the_last_sentence_is_a_footer() -> None:
    text = "HILLA (AP) — Bombs killed 14 people. (Reporting by Jane Doe; Editing by John Roe)\n"
    layout = read_layout(text)
    assert words(text, layout.footer) == "(Reporting by Jane Doe; Editing by John Roe)"
    assert words(text, layout.body) == "Bombs killed 14 people."


@pytest.mark.parametrize(
    "end",
    [
        "Read more: the UN report\n\nMore than 40 people were wounded.",
        "Reporting by the UN mission counts 712 dead.",
        "Related violence killed 3 people.",
        "To contact relatives, 300 people walked to Hilla.",
    ],
)
def test_no_footer_takes_reporting_away(end: str) -> None:
    text = f"{STORY}\n\n{end}"
    layout = read_layout(text)
    assert layout.footer is None
    assert layout.body.end == len(text)


@pytest.mark.parametrize(
    ("head", "dateline"),
    [
        (HEADLINE, "HILLA, Iraq, May 22 (AP) - "),
        (HEADLINE, "HILLA, Iraq - "),
        ("Toll in Hilla rises to 14", "BAGHDAD — "),
        ("MARKET BOMBS KILL 14", "Hilla, 22 May 13 (AFP) -- "),
    ],
)
def test_title_that_no_line_end_parts_from_the_lead(head: str, dateline: str) -> None:
    text = f"{head} {dateline}Two bombs killed 14 people. Police blamed nobody."
    layout = read_layout(text)
    assert words(text, layout.title) == head
    told = [text[s.start : s.end].strip() for s in sentences_of(text, layout)]
    assert told == [head, f"{dateline}Two bombs killed 14 people.", "Police blamed nobody."]


@pytest.mark.parametrize(
    "text",
    [
        "Two bombs killed 14 people in HILLA (AP) - police blamed nobody.",
        "A bomb hit the UNHCR, Médecins Sans Frontières and two schools - nobody was hurt.",
    ],
)
def test_a_sentence_is_no_title_before_a_dateline(text: str) -> None:
    assert read_layout(text).title is None


def test_one_line_has_only_a_body() -> None:
    text = "Jane Doe 22 May 2013"
    assert read_layout(text) == Layout(
        None, None, None, Span(0, len(text)), None, None, DateBasis.NONE, None, None, None
    )


def test_agencies_are_looked_up_case_folded() -> None:
    assert all(name == name.casefold() for name in AGENCIES)
    assert agency_name(" XINHUA ") == "Xinhua"
    assert agency_name("Ministry of Defence") is None


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1)))
def test_every_printed_form_of_a_day_reads_back(day: date) -> None:
    month = day.strftime("%B")
    for printed in (f"{day.day} {month} {day.year}", f"{month} {day.day}, {day.year}", day.isoformat()):
        assert [found.resolve() for found in find_dates(printed)][:1] == [day]


PIECES = st.sampled_from(
    [
        "\n",
        "\n\n",
        " ",
        "HILLA",
        "(AP)",
        " - ",
        "—",
        "22 May 2013",
        "By Jane Doe",
        "Read more:",
        "14 died.",
        ":",
        "ſep 3",
    ]
)


@given(st.one_of(st.text(), st.lists(PIECES, max_size=12).map("".join)))
def test_spans_are_ordered_and_lie_in_any_text(text: str) -> None:
    layout = read_layout(text)
    spans = [
        span for span in (layout.title, layout.byline, layout.dateline, layout.body, layout.footer) if span
    ]
    assert all(0 <= span.start <= span.end <= len(text) for span in spans)
    assert layout.dateline is None or layout.dateline.end == layout.body.start
    assert layout.footer is None or layout.body.end <= layout.footer.start
    outside = text[: layout.body.start] + text[layout.body.end :]
    named = [words(text, span) or "" for span in spans if span is not layout.body]
    assert len("".join(outside.split())) <= sum(len("".join(part.split())) for part in named)
    assert (layout.date_basis == DateBasis.NONE) == (layout.published_on is None)


@pytest.mark.parametrize(
    "unit", ["(", "BAGHDAD, ", "- ", "\n", " ", "May 22 ", "(Reporting by A", "a\n", "[TEXT] "]
)
def test_time_is_linear_in_hostile_text(unit: str) -> None:
    text = unit * (2_000_000 // len(unit))
    start = time.perf_counter()
    read_layout(text)
    assert time.perf_counter() - start < 1.0
