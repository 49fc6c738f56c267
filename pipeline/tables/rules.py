"""Rules over several columns of one row, as data that the table declarations name."""

import hashlib
import json

import polars as pl

from pipeline.tables.model import RowRule
from pipeline.vocabulary import DateBasis, DatePrecision, Qualifier, WherePrecision

_VALUE, _LOW, _HIGH = pl.col("value"), pl.col("value_low"), pl.col("value_high")

PRINTED_BOUNDS: dict[Qualifier, tuple[pl.Expr, pl.Expr]] = {
    Qualifier.EXACT: (_VALUE, _VALUE),
    Qualifier.ABOUT: (_VALUE, _VALUE),
    Qualifier.AT_LEAST: (_VALUE, pl.lit(None, pl.Int64)),
    Qualifier.MORE_THAN: (_VALUE + 1, pl.lit(None, pl.Int64)),
    Qualifier.AT_MOST: (pl.lit(0, pl.Int64), _VALUE),
    Qualifier.FEWER_THAN: (pl.lit(0, pl.Int64), _VALUE - 1),
}
"""Qualifier of a single printed number -> the lower and upper bound that follow from it."""


def _bounds_follow() -> pl.Expr:
    follows = pl.lit(True)
    for qualifier, (low, high) in PRINTED_BOUNDS.items():
        agrees = _VALUE.is_not_null() & _LOW.eq_missing(low) & _HIGH.eq_missing(high)
        follows = pl.when(pl.col("qualifier") == qualifier.value).then(agrees).otherwise(follows)
    return follows


SPAN_ORDER = RowRule(
    "span_order",
    ("char_start", "char_end"),
    pl.col("char_start") < pl.col("char_end"),
    "the span must start before it ends",
)
SPAN_LENGTH = RowRule(
    "span_length",
    ("char_start", "char_end", "number_text"),
    pl.col("char_end") - pl.col("char_start") == pl.col("number_text").str.len_chars(),
    "the span must be as long as the printed number",
)
NUMBER_IN_QUOTE = RowRule(
    "number_in_quote",
    ("quote", "number_text"),
    pl.col("quote").str.contains(pl.col("number_text"), literal=True),
    "the quoted clause must contain the printed number",
)
BOUNDS_ORDER = RowRule(
    "bounds_order",
    ("value_low", "value_high"),
    _LOW <= _HIGH,
    "the lower bound must not exceed the upper bound",
)
BOUNDS_FOLLOW_QUALIFIER = RowRule(
    "bounds_follow_qualifier",
    ("qualifier", "value", "value_low", "value_high"),
    _bounds_follow(),
    "a printed number needs its value and the bounds that its qualifier implies (exact 40: 40 to 40; "
    "at least 13: 13 up; more than 200: 201 up; at most 22: 0 to 22; fewer than 10: 0 to 9; about 53: 53)",
)
VAGUE_HAS_NO_VALUE = RowRule(
    "vague_has_no_value",
    ("qualifier", "value"),
    ~pl.col("qualifier").is_in([Qualifier.RANGE.value, Qualifier.VAGUE.value]) | _VALUE.is_null(),
    "a range or a vague word prints no single number, so value must be missing",
)
RANGE_HAS_BOUNDS = RowRule(
    "range_has_bounds",
    ("qualifier", "value_low", "value_high"),
    (pl.col("qualifier") != Qualifier.RANGE.value) | (_LOW.is_not_null() & _HIGH.is_not_null()),
    "a range needs both of its bounds",
)
VAGUE_HAS_LOWER_BOUND = RowRule(
    "vague_has_lower_bound",
    ("qualifier", "value_low"),
    (pl.col("qualifier") != Qualifier.VAGUE.value) | _LOW.is_not_null(),
    "a vague word needs the lower bound that the vocabulary gives it",
)
VALUE_RULES = (
    BOUNDS_ORDER,
    BOUNDS_FOLLOW_QUALIFIER,
    VAGUE_HAS_NO_VALUE,
    RANGE_HAS_BOUNDS,
    VAGUE_HAS_LOWER_BOUND,
)


def date_rules(start: str, end: str) -> tuple[RowRule, ...]:
    """Return the rules of a dated row, given the names of the columns with its first and last day."""
    first, last, precision = pl.col(start), pl.col(end), pl.col("date_prec")
    undated = first.is_null() & last.is_null()
    return (
        RowRule("date_order", (start, end), first <= last, "the first day must not be after the last"),
        RowRule(
            "date_precision_known",
            (start, end, "date_prec"),
            undated == precision.is_null(),
            "a dated row needs a precision, and an undated one has none",
        ),
        RowRule(
            "day_is_one_day",
            (start, end, "date_prec"),
            (precision != DatePrecision.DAY.value) | first.eq_missing(last),
            "precision 1 means one day, so the first day must be the last",
        ),
    )


PLACE_IS_NAMED = RowRule(
    "place_is_named",
    ("place_id", "place_name"),
    pl.col("place_id").is_null() | pl.col("place_name").is_not_null(),
    "a place with an identifier needs its name",
)
PROVINCE_IN_COUNTRY = RowRule(
    "province_in_country",
    ("adm1", "country"),
    pl.col("adm1").is_null() | pl.col("country").is_not_null(),
    "a province needs its country",
)
PRECISION_OF_A_PLACE = RowRule(
    "precision_of_a_place",
    ("where_prec", "place_name"),
    pl.col("where_prec").is_null() | pl.col("place_name").is_not_null(),
    "a precision of place needs a place",
)
COUNTRY_HAS_NO_PROVINCE = RowRule(
    "country_has_no_province",
    ("where_prec", "adm1"),
    (pl.col("where_prec") != WherePrecision.COUNTRY.value) | pl.col("adm1").is_null(),
    "a place known to the country only (precision 6) has no province",
)
PLACE_RULES = (PLACE_IS_NAMED, PROVINCE_IN_COUNTRY)
LOCATED_RULES = (*PLACE_RULES, PRECISION_OF_A_PLACE, COUNTRY_HAS_NO_PROVINCE)

PARENT_WITH_RELATION = RowRule(
    "parent_with_relation",
    ("parent_figure_id", "part_relation"),
    pl.col("parent_figure_id").is_null() == pl.col("part_relation").is_null(),
    "a part needs both its whole and how it stands to it, and other figures have neither",
)
NOT_ITS_OWN_PARENT = RowRule(
    "not_its_own_parent",
    ("figure_id", "parent_figure_id"),
    pl.col("parent_figure_id") != pl.col("figure_id"),
    "a figure is no part of itself",
)


def article_id_of(text: str) -> str:
    """ "A" and the first 16 hex digits of the SHA-256 of the text in UTF-8."""
    return "A" + hashlib.sha256(text.encode()).hexdigest()[:16]


def _article_ids(texts: pl.Series) -> pl.Series:
    return pl.Series([None if text is None else article_id_of(text) for text in texts], dtype=pl.String)


ID_IS_HASH_OF_TEXT = RowRule(
    "id_is_hash_of_text",
    ("article_id", "text"),
    pl.col("article_id") == pl.col("text").map_batches(_article_ids, return_dtype=pl.String),
    "the identifier must be A and the first 16 hex digits of the SHA-256 of the text",
)
DATE_HAS_BASIS = RowRule(
    "date_has_basis",
    ("published_on", "date_basis"),
    pl.col("published_on").is_null() == (pl.col("date_basis") == DateBasis.NONE.value),
    "a date of publication needs where it was read, and a missing one has the basis none",
)
NOT_A_REPRINT_OF_ITSELF = RowRule(
    "not_a_reprint_of_itself",
    ("article_id", "duplicate_of"),
    pl.col("duplicate_of") != pl.col("article_id"),
    "an article is no reprint of itself",
)
COORDINATES_TOGETHER = RowRule(
    "coordinates_together",
    ("latitude", "longitude"),
    pl.col("latitude").is_null() == pl.col("longitude").is_null(),
    "latitude and longitude are given together or not at all",
)
ESTIMATE_ORDER = RowRule(
    "estimate_order",
    ("low", "best", "high"),
    (pl.col("low") <= pl.col("best")).fill_null(True)
    & (pl.col("best") <= pl.col("high")).fill_null(True)
    & (pl.col("low") <= pl.col("high")).fill_null(True),
    "low, best and high must not fall",
)
ESTIMATE_SAYS_SOMETHING = RowRule(
    "estimate_says_something",
    ("low", "best", "high"),
    pl.col("low").is_not_null() | pl.col("best").is_not_null() | pl.col("high").is_not_null(),
    "an estimate needs at least one of low, best and high",
)

_CHANGES = pl.col("changes").list
VALUE_COLUMNS = ("value", "value_low", "value_high")
CHANGES_ARE_OF_ITS_FIGURES = RowRule(
    "changes_are_of_its_figures",
    ("changes", "figure_ids"),
    _CHANGES.eval(pl.element().struct.field("figure_id")).list.set_difference("figure_ids").list.len() == 0,
    "every proposed change must be of a figure that the finding names",
)
CHANGES_ARE_OF_VALUES = RowRule(
    "changes_are_of_values",
    ("changes",),
    _CHANGES.eval(pl.element().struct.field("column").is_in(VALUE_COLUMNS).fill_null(False)).list.all(),
    "a proposed change must be of value, value_low or value_high",
)
CHANGES_CHANGE = RowRule(
    "changes_change",
    ("changes",),
    _CHANGES.eval(
        (pl.element().struct.field("proposed") >= 0).fill_null(False)
        & pl.element().struct.field("proposed").ne_missing(pl.element().struct.field("printed"))
    ).list.all(),
    "a proposed change must name a number of people, 0 or more, other than the one printed",
)


def _is_json_object(text: str) -> bool:
    try:
        return isinstance(json.loads(text), dict)
    except ValueError:
        return False


def json_object(name: str) -> RowRule:
    """Return the rule that a text column holds a JSON object."""
    return RowRule(
        f"{name}_is_json",
        (name,),
        pl.col(name).map_elements(_is_json_object, return_dtype=pl.Boolean),
        "the text must be a JSON object",
    )
