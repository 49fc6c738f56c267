"""Properties of extraction that hold for any text: numbers, spans, independence of what stands around."""

from functools import cache

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from pipeline.extract import Extraction, Figure, extract
from pipeline.extract.layout import read_layout
from pipeline.extract.lexicon import Lexicon, load
from pipeline.extract.numbers import magnitude
from pipeline.vocabulary import HarmType, Qualifier
from tests.golden.cases import sentences


def words_of(line: str) -> tuple[str, ...]:
    return tuple(line.split())


UNRELATED = "The market reopened on Monday."
LARGEST = 999_999_999
SMALL = words_of(
    """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen"""
)
TENS = dict(zip(range(2, 10), words_of("twenty thirty forty fifty sixty seventy eighty ninety"), strict=True))
MULTIPLIERS = ((1_000_000, "million"), (1_000, "thousand"), (100, "hundred"))
TEXTS = [case.text for case in sentences()]
FRAGMENTS = words_of(
    """killed wounded dead missing people soldiers of them another more than a the bomb 3 12 1,200 two dozen
    hundreds to - — , . ; : ( ) including and was were no one 7-9 in Baghdad on Monday said % km year-old"""
)

numbers = st.integers(1, LARGEST)
golden_texts = st.sampled_from(TEXTS)
headless_texts = st.sampled_from([text for text in TEXTS if read_layout(text).dateline is None])
"""A dateline after another sentence would be none."""
word_salads = st.lists(st.sampled_from((*FRAGMENTS, "\n", "\n\n")), max_size=60).map(" ".join)
any_texts = st.one_of(st.text(max_size=300), word_salads, golden_texts)
careful = settings(max_examples=150, deadline=None)


@cache
def lexicon() -> Lexicon:
    return load()


def in_words(number: int, conjunction: str = " and ", hyphen: str = "-") -> str:
    """English words for 1 to 999,999,999."""
    if number < len(SMALL):
        return SMALL[number]
    if number < 100:
        tens, unit = divmod(number, 10)
        return TENS[tens] + (hyphen + SMALL[unit] if unit else "")
    size, name = next(multiplier for multiplier in MULTIPLIERS if number >= multiplier[0])
    count, rest = divmod(number, size)
    head = f"{in_words(count, conjunction, hyphen)} {name}"
    if not rest:
        return head
    return f"{head}{conjunction if rest < 100 else ' '}{in_words(rest, conjunction, hyphen)}"


def claims(extraction: Extraction) -> list[tuple[object, ...]]:
    """What figures say, wherever they stand."""
    return [
        (
            f.number_text,
            f.harm_type,
            f.value,
            f.value_low,
            f.value_high,
            f.victim_class,
            f.of_perpetrators,
            f.parent,
        )
        for f in extraction.figures
    ]


def only(extraction: Extraction) -> Figure:
    assert len(extraction.figures) == 1, extraction.figures
    return extraction.figures[0]


def assert_spans(text: str, extraction: Extraction) -> None:
    for figure in extraction.figures:
        assert text[figure.char_start : figure.char_end] == figure.number_text
        assert figure.number_text in figure.quote
    for aside in extraction.set_aside:
        assert text[aside.char_start : aside.char_end] == aside.number_text


@careful
@given(numbers)
def test_numbers_round_trip_through_words(number: int) -> None:
    words = in_words(number).replace("-", " ").split()
    assert magnitude(words, lexicon()) == number


@careful
@given(numbers)
def test_digits_with_separators_are_read(number: int) -> None:
    assert magnitude([f"{number:,}"], lexicon()) == number


@careful
@given(numbers, st.sampled_from([" and ", " "]), st.sampled_from(["-", " "]))
def test_a_sentence_reads_a_number_in_words_whole(number: int, conjunction: str, hyphen: str) -> None:
    words = in_words(number, conjunction, hyphen)
    figure = only(extract(f"Officials said {words} people were killed in the floods."))
    assert (figure.number_text, figure.value, figure.harm_type) == (words, number, HarmType.KILLED)


@careful
@given(st.integers(2, 99_999), st.integers(2, 99_999))
def test_a_range_is_read_in_order(low: int, high: int) -> None:
    assume(low < high)
    figure = only(extract(f"Between {low:,} and {high:,} people were wounded."))
    assert (figure.value, figure.value_low, figure.value_high) == (None, low, high)
    assert figure.qualifier is Qualifier.RANGE


@careful
@given(any_texts)
def test_no_text_crashes_extraction_and_spans_match(text: str) -> None:
    assert_spans(text, extract(text))


@careful
@given(golden_texts, st.floats(0, 1), st.floats(0, 1))
def test_a_text_cut_anywhere_is_read(text: str, start: float, end: float) -> None:
    words = text.split(" ")
    cut = " ".join(words[round(start * len(words)) : round(end * len(words))])
    assert_spans(cut, extract(cut))


@careful
@given(golden_texts, golden_texts)
def test_spans_match_when_paragraphs_are_joined(first: str, second: str) -> None:
    text = f"{first}\n\n{second}"
    assert_spans(text, extract(text))


@careful
@given(golden_texts)
def test_an_unrelated_sentence_after_changes_no_figure(text: str) -> None:
    assert extract(f"{text} {UNRELATED}").figures == extract(text).figures


@careful
@given(headless_texts)
def test_an_unrelated_sentence_before_changes_no_claim(text: str) -> None:
    assert claims(extract(f"{UNRELATED} {text}")) == claims(extract(text))


@careful
@given(golden_texts, golden_texts)
def test_what_was_read_before_changes_nothing(text: str, other: str) -> None:
    before = extract(text)
    extract(other)
    assert extract(text) == before


@careful
@given(any_texts)
@example("0- KILLED- ,")
def test_parents_are_earlier_or_later_figures_and_never_their_own(text: str) -> None:
    figures = extract(text).figures
    for number, figure in enumerate(figures):
        seen = {number}
        parent = figure.parent
        while parent is not None:
            assert parent not in seen, "a figure is a part of itself"
            seen.add(parent)
            parent = figures[parent].parent


@careful
@given(any_texts)
def test_figures_stand_in_the_order_of_the_text(text: str) -> None:
    starts = [figure.char_start for figure in extract(text).figures]
    assert starts == sorted(starts)
