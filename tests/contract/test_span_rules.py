"""Spans are offsets of Python strings: code points, in any script, and quickly in any length of text."""

import time

import good_rows as good
import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.tables import empty
from pipeline.tables.spans import SPAN_RULES

ARTICLE = good.frame("articles", good.good_row("articles"))
ASIDE = good.frame("set_aside", good.good_row("set_aside")).drop("char_start", "char_end", "number_text")


def is_sound(text: str, spans: pl.DataFrame) -> bool:
    """Whether the rules on spans hold for numbers set aside in one article."""
    articles = ARTICLE.with_columns(text=pl.lit(text))
    frames = {"articles": articles, "figures": empty("figures"), "set_aside": spans}
    return not [violation for rule in SPAN_RULES for violation in rule.broken(frames)]


def spans_of(starts: list[int], ends: list[int], words: list[str]) -> pl.DataFrame:
    return pl.DataFrame(
        {"char_start": starts, "char_end": ends, "number_text": words},
        schema_overrides={"char_start": pl.Int32, "char_end": pl.Int32},
    ).join(ASIDE, how="cross")


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60), st.data())
def test_a_span_is_sound_exactly_when_the_text_has_its_number_there(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert is_sound(text, spans_of([start], [end], [text[start:end]]))
    assert not is_sound(text, spans_of([start], [end], [text[start:end] + "!"]))


def test_a_long_article_with_many_numbers_takes_linear_time() -> None:
    text = "ä 12 " * 1_000_000
    starts = list(range(2, len(text), 250))
    begun = time.monotonic()
    assert is_sound(text, spans_of(starts, [start + 2 for start in starts], ["12"] * len(starts)))
    # Counting from the start of the text for each span would take minutes.
    assert time.monotonic() - begun < 20


def test_a_span_of_an_article_that_is_not_there_is_not_sound() -> None:
    spans = spans_of([0], [5], ["Blast"])
    assert is_sound("Blast", spans)
    assert not is_sound("Blast", spans.with_columns(article_id=pl.lit(good.REPRINT)))
