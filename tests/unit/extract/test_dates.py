"""Expressions of time: a text, the day of publication, and the days that each expression means."""

import re
import time
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.date_calendar import Span, precision, shift_months
from pipeline.extract.date_patterns import DIGITS, OPENERS, RULES
from pipeline.extract.date_readers import READERS
from pipeline.extract.dates import DATE_TRIGGERS, DateKind, find_dates

WEDNESDAY = date(2013, 5, 22)


def days(text: str, anchor: date | None = WEDNESDAY) -> list[tuple[str, str | None]]:
    """(expression, "first..last day" or the day alone) for each mention."""
    found = []
    for mention in find_dates(text, anchor=anchor):
        first, last = mention.date_start, mention.date_end
        span = None if first is None else str(first) if first == last else f"{first}..{last}"
        found.append((text[mention.start : mention.end], span))
    return found


ABSOLUTE = [
    ("A bomb exploded on 22 May 2013 in Ramadi.", "22 May 2013", "2013-05-22"),
    ("The attack of May 22, 2013 was the worst.", "May 22, 2013", "2013-05-22"),
    ("On the 3rd of April 2012 rebels entered the town.", "3rd of April 2012", "2012-04-03"),
    ("Gunmen struck on Friday, 12 October 2012.", "Friday, 12 October 2012", "2012-10-12"),
    ("It happened on Sept. 11, 2001.", "Sept. 11, 2001", "2001-09-11"),
    ("Report filed 2013-05-20 by the station.", "2013-05-20", "2013-05-20"),
    ("Entry 22/05/2013: two dead.", "22/05/2013", "2013-05-22"),
    ("Entry 05/22/2013: two dead.", "05/22/2013", "2013-05-22"),
    ("Entry 04/04/2013: two dead.", "04/04/2013", "2013-04-04"),
    ("Police counted the dead of April 2013.", "April 2013", "2013-04-01..2013-04-30"),
    ("Clashes on July 1 and 2 left six dead.", "July 1 and 2", "2012-07-01..2012-07-02"),
    ("Between 1 and 5 May 2013 nine people died.", "1 and 5 May 2013", "2013-05-01..2013-05-05"),
    ("Fighting from 3 to 7 May cut the road.", "3 to 7 May", "2013-05-03..2013-05-07"),
    ("On the night of 21-22 May shells fell.", "21-22 May", "2013-05-21..2013-05-22"),
    ("From 28 April to 3 May the camp was closed.", "28 April to 3 May", "2013-04-28..2013-05-03"),
    (
        "From April 28 to May 3, 2013, the camp was closed.",
        "April 28 to May 3, 2013",
        "2013-04-28..2013-05-03",
    ),
    ("In early May the siege began.", "early May", "2013-05-01..2013-05-10"),
    ("Shelling resumed in mid-March 2012.", "mid-March 2012", "2012-03-11..2012-03-20"),
    ("By the end of June 2012 all had fled.", "end of June 2012", None),
    ("The offensive of mid-2014 failed.", "mid-2014", "2014-05-02..2014-08-30"),
    ("In 2011 the revolt spread.", "2011", "2011-01-01..2011-12-31"),
    (
        "In the first four months of 2013 they counted 300.",
        "first four months of 2013",
        "2013-01-01..2013-04-30",
    ),
    ("In the second half of 2012 it doubled.", "second half of 2012", "2012-07-01..2012-12-31"),
    ("Between January and March 2012 it fell.", "January and March 2012", "2012-01-01..2012-03-31"),
    ("The war of 2003-2011 killed many.", "2003-2011", "2003-01-01..2011-12-31"),
    ("In the summer of 2006 bombs fell daily.", "summer of 2006", "2006-06-01..2006-08-31"),
    ("A MINE EXPLODED ON 9 JAN 90 NEAR THE BRIDGE.", "9 JAN 90", "1990-01-09"),
    ("TWO POLICEMEN DIED ON 16 NOVEMBER 1989.", "16 NOVEMBER 1989", "1989-11-16"),
]


@pytest.mark.parametrize(("text", "printed", "span"), ABSOLUTE)
def test_dates_that_say_their_day_month_or_year(text: str, printed: str, span: str | None) -> None:
    assert (printed, span) in days(text)


RELATIVE = [
    ("Gunmen killed two yesterday.", "yesterday", "2013-05-21"),
    ("He died today in hospital.", "today", "2013-05-22"),
    ("The day before yesterday a mosque was hit.", "day before yesterday", "2013-05-20"),
    ("Rockets fell overnight.", "overnight", "2013-05-21..2013-05-22"),
    ("In the night to Tuesday huts were burned.", "Tuesday", "2013-05-20..2013-05-21"),
    ("On Saturday and Sunday seven were killed.", "Saturday and Sunday", "2013-05-18..2013-05-19"),
    ("In April last year 25 were killed.", "April last year", "2012-04-01..2012-04-30"),
    ("On 3 May last year 25 were killed.", "3 May last year", "2012-05-03"),
    ("They were kidnapped last Friday.", "last Friday", "2013-05-17"),
    ("A blast on Monday killed five.", "Monday", "2013-05-20"),
    ("On Monday morning a car blew up.", "Monday morning", "2013-05-20"),
    ("On Wednesday a car blew up.", "Wednesday", "2013-05-22"),
    ("Last Wednesday a car blew up.", "Last Wednesday", "2013-05-15"),
    ("Talks resume next Sunday.", "next Sunday", "2013-05-26"),
    ("Over the weekend a bus burned.", "weekend", "2013-05-18..2013-05-19"),
    ("In this past week 200 have died.", "this past week", "2013-05-15..2013-05-22"),
    ("Last week 40 were killed.", "Last week", "2013-05-13..2013-05-19"),
    ("Some 20 have died this week.", "this week", "2013-05-20..2013-05-22"),
    ("In the past 24 hours eight died.", "past 24 hours", "2013-05-21..2013-05-22"),
    ("A raid last month killed 53.", "last month", "2013-04-01..2013-04-30"),
    ("The past month saw 90 dead.", "past month", "2013-04-22..2013-05-22"),
    ("Earlier this year a priest was shot.", "Earlier this year", "2013-01-01..2013-05-22"),
    ("Last year 300 were killed.", "Last year", "2012-01-01..2012-12-31"),
    ("In the last three years 900 died.", "last three years", "2010-05-22..2013-05-22"),
    ("Two days ago the market was hit.", "Two days ago", "2013-05-20"),
    ("Three weeks ago the market was hit.", "Three weeks ago", "2013-04-29..2013-05-05"),
    ("A year ago the market was hit.", "A year ago", "2012-01-01..2012-12-31"),
    ("In April 712 were killed.", "April", "2013-04-01..2013-04-30"),
    ("In December the ceasefire broke.", "December", "2012-12-01..2012-12-31"),
    ("Last May the ceasefire broke.", "Last May", "2012-05-01..2012-05-31"),
    ("On 30 December a convoy was hit.", "30 December", "2012-12-30"),
    ("On May 3 a convoy was hit.", "May 3", "2013-05-03"),
    ("Last summer a convoy was hit.", "Last summer", "2012-06-01..2012-08-31"),
    ("At the start of the month a convoy was hit.", "start of the month", "2013-05-01..2013-05-10"),
]


@pytest.mark.parametrize(("text", "printed", "span"), RELATIVE)
def test_dates_counted_from_the_day_of_publication(text: str, printed: str, span: str) -> None:
    assert (printed, span) in days(text)


@pytest.mark.parametrize(("text", "printed"), [case[:2] for case in RELATIVE])
def test_without_a_day_of_publication_they_are_found_but_mean_no_days(text: str, printed: str) -> None:
    assert (printed, None) in days(text, anchor=None)


LAST_MENTIONED = [
    ("Six died on Monday and two a day earlier.", "a day earlier", "2013-05-19"),
    ("Six died on 3 May; the following day two more.", "following day", "2013-05-04"),
    ("Six died on 3 May. On the same day two more were shot.", "same day", "2013-05-03"),
    ("Six died on 3 May. Two weeks later two more were shot.", "Two weeks later", "2013-05-13..2013-05-19"),
    ("The previous day two were shot.", "previous day", None),
    ("Two more were shot on the same day.", "same day", None),
]


@pytest.mark.parametrize(("text", "printed", "span"), LAST_MENTIONED)
def test_dates_counted_from_the_day_last_mentioned(text: str, printed: str, span: str | None) -> None:
    assert (printed, span) in days(text)


KINDS = [
    ("The deadliest month since June 2008.", "June 2008", DateKind.SINCE),
    ("Since last December they have protested.", "last December", DateKind.SINCE),
    ("Since 2003 thousands have died.", "2003", DateKind.SINCE),
    ("He was held until Friday.", "Friday", DateKind.BEFORE),
    ("By 3 May the toll was 40.", "3 May", DateKind.BEFORE),
    ("Tens of thousands died in past years.", "past years", DateKind.BACKGROUND),
    ("During the 1990s bombs were common.", "1990s", DateKind.BACKGROUND),
    ("Violence has grown in recent weeks.", "recent weeks", DateKind.BACKGROUND),
    ("Many were locked up for years.", "years", DateKind.BACKGROUND),
    ("On Fridays crowds gather.", "Fridays", DateKind.BACKGROUND),
    ("The bomb went off at 7 p.m. near a school.", "7 p.m.", DateKind.TIME),
    ("The bomb went off at 7pm.", "7pm", DateKind.TIME),
    ("The quake struck at 10:30.", "10:30", DateKind.TIME),
    ("The ship was hit at 0700 GMT.", "0700 GMT", DateKind.TIME),
    ("AT 0600 THIS MORNING A BOMB EXPLODED.", "0600", DateKind.TIME),
    ("At 6 o'clock the shelling stopped.", "6 o'clock", DateKind.TIME),
    ("A curfew was imposed for 48 hours.", "48 hours", DateKind.DURATION),
    ("The siege lasted three days.", "three days", DateKind.DURATION),
    ("A two-week siege ended.", "two-week", DateKind.DURATION),
    ("He was jailed for 20 years.", "20 years", DateKind.DURATION),
    ("The truce held for two to three weeks.", "two to three weeks", DateKind.DURATION),
    ("In April 712 were killed.", "April", DateKind.PERIOD),
    ("A blast on Monday killed five.", "Monday", DateKind.POINT),
]


@pytest.mark.parametrize(("text", "printed", "kind"), KINDS)
def test_kinds(text: str, printed: str, kind: DateKind) -> None:
    assert (printed, kind) in [(text[m.start : m.end], m.kind) for m in find_dates(text, anchor=WEDNESDAY)]


NO_DATES = [
    "A further 12 people may be killed in the march on the capital.",
    "At least 1,633 were wounded.",
    "2013 people were displaced.",
    "A 20-year-old man and a boy of 12 years of age were shot.",
    "He was the second of three brothers, 35, 40 and 44.",
    "They fired 105 mm shells from 40 km away and killed 9.",
    "One in five was wounded; two and three more died.",
    "A dec of cards, a mar on the wall, an oct of wine.",
    "Interest rose by 3.5 per cent to $22.50.",
]


@pytest.mark.parametrize("text", NO_DATES)
def test_other_numbers_and_words_are_no_dates(text: str) -> None:
    assert days(text) == []


def test_a_number_after_in_and_a_month_counts_people() -> None:
    assert days("In May 22 people were killed.") == [("May", "2013-05-01..2013-05-31")]


def test_a_date_that_britons_and_americans_read_differently_means_no_day() -> None:
    [mention] = find_dates("Entry 03/04/2013: two dead.", anchor=WEDNESDAY)
    assert (mention.date_start, mention.date_end, mention.prec) == (None, None, None)


def test_a_day_that_does_not_exist_means_no_day() -> None:
    assert days("It happened on 31 April 2013.") == [("31 April 2013", None)]


def test_a_bound_gives_only_its_own_end() -> None:
    since, until = find_dates("Since June 2008 and until Friday it held.", anchor=WEDNESDAY)
    assert (since.date_start, since.date_end, since.prec) == (date(2008, 6, 1), WEDNESDAY, None)
    assert (until.date_start, until.date_end, until.prec) == (None, date(2013, 5, 17), None)


TOLD = [
    ("Two died on Monday, police said on Tuesday.", [("Monday", DateKind.POINT), ("Tuesday", DateKind.SAID)]),
    (
        "The army said Tuesday that two died on Monday.",
        [("Tuesday", DateKind.SAID), ("Monday", DateKind.POINT)],
    ),
    (
        "POLICE REPORTED TODAY THAT TWO DIED YESTERDAY.",
        [("TODAY", DateKind.SAID), ("YESTERDAY", DateKind.POINT)],
    ),
    ("Two people died, police said on Tuesday.", [("Tuesday", DateKind.SAID)]),
    ("Two died on Monday and one on Tuesday.", [("Monday", DateKind.POINT), ("Tuesday", DateKind.POINT)]),
]


@pytest.mark.parametrize(("text", "kinds"), TOLD)
def test_the_day_on_which_something_was_told_is_told_from_the_day_on_which_it_happened(
    text: str, kinds: list[tuple[str, DateKind]]
) -> None:
    assert [(text[m.start : m.end], m.kind) for m in find_dates(text, anchor=WEDNESDAY)] == kinds


PRECISIONS = [
    ("On Monday two died.", 1),
    ("Over the weekend two died.", 2),
    ("In the past week two died.", 3),
    ("In April two died.", 4),
    ("In early May two died.", 4),
    ("In 2012 two died.", 5),
    ("In the last three years two died.", 5),
]


@pytest.mark.parametrize(("text", "code"), PRECISIONS)
def test_precision_is_the_code_of_ucdp(text: str, code: int) -> None:
    assert [m.prec for m in find_dates(text, anchor=WEDNESDAY)] == [code]


def test_offsets_count_from_the_beginning_of_the_text() -> None:
    text = "Nothing here. On Monday two died. Nothing there."
    [mention] = find_dates(text, 14, 33, WEDNESDAY)
    assert text[mention.start : mention.end] == "Monday"


def test_a_line_break_stands_for_a_space() -> None:
    assert days("It happened on 22 May\n2013 in Ramadi.") == [("22 May\n2013", "2013-05-22")]


def test_letters_whose_small_form_is_longer_do_not_shift_offsets() -> None:
    text = "İİİ in İzmir on 22 May 2013."
    [mention] = find_dates(text, anchor=WEDNESDAY)
    assert text[mention.start : mention.end] == "22 May 2013"


def test_every_rule_has_a_reader_and_can_be_reached() -> None:
    reachable = {name for pattern in (*OPENERS.values(), DIGITS) for name in pattern.groupindex}
    assert set(RULES) == set(READERS)
    assert set(RULES) <= reachable


WORDS = [text for text, *_ in (*ABSOLUTE, *RELATIVE, *LAST_MENTIONED, *KINDS)]


@given(st.lists(st.sampled_from(WORDS) | st.text(max_size=30), max_size=6), st.none() | st.dates())
def test_mentions_lie_in_the_text_apart_and_in_order(pieces: list[str], anchor: date | None) -> None:
    text = " ".join(pieces)
    end = 0
    for mention in find_dates(text, anchor=anchor):
        assert end <= mention.start < mention.end <= len(text)
        end = mention.end


@given(st.sampled_from(WORDS), st.dates())
def test_first_days_come_before_last_days_and_codes_follow_from_them(text: str, anchor: date) -> None:
    for mention in find_dates(text, anchor=anchor):
        if mention.date_start and mention.date_end:
            assert mention.date_start <= mention.date_end
            if mention.prec is not None:
                assert mention.prec == precision(Span(mention.date_start, mention.date_end))


@given(
    st.sampled_from(
        ["yesterday", "on Monday", "two days ago", "in the past 24 hours", "overnight", "last Friday"]
    ),
    st.dates(date(1900, 1, 1), date(2100, 1, 1)),
)
def test_a_week_later_everything_counted_in_days_is_a_week_later(expression: str, anchor: date) -> None:
    week = timedelta(days=7)
    [before], [after] = (
        find_dates(f"They died {expression}.", anchor=day) for day in (anchor, anchor + week)
    )
    assert before.date_start is not None
    assert after.date_start == before.date_start + week
    assert after.date_end == (before.date_end or date.min) + week


@given(
    st.dates(date(1990, 1, 1), date(2089, 12, 31)),
    st.sampled_from(["%d %B %Y", "%B %d, %Y", "%Y-%m-%d", "%d %b %Y"]),
)
def test_a_full_date_is_read_back_whatever_the_day_of_publication(day: date, form: str) -> None:
    [mention] = find_dates(f"A bomb exploded on {day.strftime(form)}.", anchor=WEDNESDAY)
    assert (mention.date_start, mention.date_end, mention.prec) == (day, day, 1)


@given(st.dates(), st.integers(-30_000, 30_000))
def test_months_shift_without_leaving_the_month(day: date, months: int) -> None:
    shifted = shift_months(day, months)
    assert shifted is None or (shifted.year * 12 + shifted.month) - (day.year * 12 + day.month) == months


@pytest.mark.parametrize("text", WORDS)
def test_a_sentence_without_a_trigger_word_or_figure_has_no_expression_of_time(text: str) -> None:
    words = set(re.findall(r"[a-z.']+", text.lower())) | {w.strip(".") for w in text.lower().split()}
    assert (
        not find_dates(text)
        or not words.isdisjoint(DATE_TRIGGERS)
        or re.search(r"\d{4}|\d[:/]\d|\d ?[ap]m", text)
    )


ADVERSARIAL = ["1,1", "may ", "the last ", "1 to ", "may 1 and ", "a few a ", "1 2 3 4 ", "since the "]


@pytest.mark.parametrize("piece", ADVERSARIAL)
def test_time_is_linear_in_the_length_of_the_text(piece: str) -> None:
    """200,000 characters take a fraction of a second; at quadratic cost they would take an hour."""
    begin = time.monotonic()
    find_dates(piece * (200_000 // len(piece)), anchor=WEDNESDAY)
    assert time.monotonic() - begin < 20
