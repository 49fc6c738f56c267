"""What the contract must reject: a value for every column constraint, a row for every row rule."""

from datetime import date
from typing import Any

import good_rows as good
import polars as pl

BAD_VALUES: dict[tuple[str, str], Any] = {
    ("article_id", "pattern"): "A123",
    ("article_id", "minLength"): "",
    ("source_path", "minLength"): "",
    ("publisher", "minLength"): "",
    ("title", "minLength"): "",
    ("date_basis", "enum"): "guess",
    ("url", "pattern"): "javascript:alert(1)",
    ("licence", "minLength"): "",
    ("language", "pattern"): "English",
    ("text", "pattern"): " \n\t ",
    ("duplicate_of", "pattern"): "dispatches/samarra.txt",
    ("figure_id", "pattern"): "f0000000000000000",
    ("sentence_no", "minimum"): -1,
    ("char_start", "minimum"): -1,
    ("char_end", "minimum"): 0,
    ("number_text", "minLength"): "",
    ("quote", "minLength"): "",
    ("harm_type", "enum"): "died",
    ("value", "minimum"): -1,
    ("value_low", "minimum"): -1,
    ("value_high", "minimum"): -1,
    ("qualifier", "enum"): "roughly",
    ("victim_class", "enum"): "cattle",
    ("victim_text", "minLength"): "",
    ("weapon", "minLength"): "",
    ("perpetrator", "minLength"): "",
    ("source", "minLength"): "",
    ("scope", "enum"): "war",
    ("place_id", "minLength"): "",
    ("place_name", "minLength"): "",
    ("adm1", "minLength"): "",
    ("country", "minLength"): "",
    ("where_prec", "enum"): 8,
    ("date_prec", "enum"): 0,
    ("parent_figure_id", "pattern"): "F01",
    ("part_relation", "enum"): "some",
    ("rule_id", "minLength"): "",
    ("extractor_version", "minLength"): "",
    ("reason", "enum"): "other",
    ("reason", "minLength"): "",
    ("name", "minLength"): "",
    ("country_code", "pattern"): "IRQ",
    ("latitude", "minimum"): -90.1,
    ("latitude", "maximum"): 90.1,
    ("longitude", "minimum"): -180.1,
    ("longitude", "maximum"): 180.1,
    ("incident_id", "pattern"): "1",
    ("target", "minLength"): "",
    ("event_clarity", "enum"): 3,
    ("number_of_reports", "minimum"): 0,
    ("number_of_sources", "minimum"): -1,
    ("low", "minimum"): -1,
    ("best", "minimum"): -1,
    ("high", "minimum"): -1,
    ("method", "minLength"): "",
    ("total_id", "pattern"): "T1",
    ("finding_id", "pattern"): "1",
    ("rule", "minLength"): "",
    ("severity", "enum"): "fatal",
    ("expected", "minLength"): "",
    ("observed", "minLength"): "",
    ("message", "minLength"): "",
    ("suggestion", "minLength"): "",
    ("table_name", "minLength"): "",
    ("row_key", "minLength"): "",
    ("column_name", "minLength"): "",
    ("release_id", "minLength"): "",
    ("snapshot_id", "minimum"): -1,
    ("inputs_hash", "minLength"): "",
    ("content_hash", "minLength"): "",
    ("code_version", "minLength"): "",
    ("dependency_versions", "minLength"): "",
    ("row_counts", "minLength"): "",
}
"""(column, constraint) -> a value that it must reject, in every table that has that column and constraint."""

LATE, EARLY = date(2013, 5, 4), date(2013, 5, 3)
CHANGE = good.ROWS["findings"][0]["changes"][0]

VALUE_CASES: dict[str, list[good.Row]] = {
    "bounds_order": [{"qualifier": "range", "value": None, "value_low": 9, "value_high": 7}],
    "bounds_follow_qualifier": [
        {"qualifier": "exact", "value": None, "value_low": None, "value_high": None},
        {"qualifier": "exact", "value": 40, "value_low": 40, "value_high": None},
        {"qualifier": "exact", "value": 40, "value_low": 39, "value_high": 40},
        {"qualifier": "about", "value": 53, "value_low": 50, "value_high": 56},
        {"qualifier": "at_least", "value": 13, "value_low": 13, "value_high": 13},
        {"qualifier": "at_least", "value": 13, "value_low": 14, "value_high": None},
        {"qualifier": "more_than", "value": 200, "value_low": 200, "value_high": None},
        {"qualifier": "at_most", "value": 22, "value_low": None, "value_high": 22},
        {"qualifier": "fewer_than", "value": 10, "value_low": 0, "value_high": 10},
    ],
    "vague_has_no_value": [
        {"qualifier": "range", "value": 8, "value_low": 7, "value_high": 9},
        {"qualifier": "vague", "value": 24, "value_low": 24, "value_high": 99},
    ],
    "range_has_bounds": [
        {"qualifier": "range", "value": None, "value_low": 7, "value_high": None},
        {"qualifier": "range", "value": None, "value_low": None, "value_high": 9},
    ],
    "vague_has_lower_bound": [{"qualifier": "vague", "value": None, "value_low": None, "value_high": 99}],
}


def date_cases(start: str, end: str) -> dict[str, list[good.Row]]:
    return {
        "date_order": [{start: LATE, end: EARLY, "date_prec": 2}],
        "date_precision_known": [
            {start: None, end: None, "date_prec": 4},
            {start: EARLY, end: LATE, "date_prec": None},
            {start: None, end: LATE, "date_prec": None},
        ],
        "day_is_one_day": [
            {start: EARLY, end: LATE, "date_prec": 1},
            {start: None, end: LATE, "date_prec": 1},
        ],
    }


PLACE_CASES: dict[str, list[good.Row]] = {
    "place_is_named": [{"place_name": None, "where_prec": None}],
    "province_in_country": [{"country": None}],
}
LOCATED_CASES: dict[str, list[good.Row]] = PLACE_CASES | {
    "precision_of_a_place": [{"place_id": None, "place_name": None}],
    "country_has_no_province": [{"where_prec": 6}],
}
SPAN_CASES: dict[str, list[good.Row]] = {
    "span_order": [{"char_end": 1, "char_start": 1}, {"char_end": 3, "char_start": 9}],
    "span_length": [{"number_text": "twelve"}],
}

BAD_ROWS: dict[str, dict[str, list[good.Row]]] = {
    "articles": {
        "id_is_hash_of_text": [{"text": good.TEXT + " "}, {"article_id": "A" + "0" * 16}],
        "date_has_basis": [{"date_basis": "none"}, {"published_on": None}],
        "not_a_reprint_of_itself": [{"duplicate_of": good.ARTICLE}],
    },
    "figures": SPAN_CASES
    | VALUE_CASES
    | date_cases("date_start", "date_end")
    | LOCATED_CASES
    | {
        "number_in_quote": [{"quote": "A car bomb killed a dozen people"}],
        "parent_with_relation": [{"parent_figure_id": good.SOLDIERS}, {"part_relation": "subset"}],
        "not_its_own_parent": [{"parent_figure_id": good.WHOLE, "part_relation": "subset"}],
    },
    "set_aside": SPAN_CASES,
    "places": {
        "province_in_country": PLACE_CASES["province_in_country"],
        "coordinates_together": [{"latitude": None}, {"longitude": None}],
    },
    "incidents": date_cases("date_start", "date_end") | LOCATED_CASES,
    "incident_figures": {},
    "estimates": {
        "estimate_order": [
            {"low": 13, "best": 12},
            {"best": 14, "high": 13},
            {"low": 14, "best": None, "high": 13},
        ],
        "estimate_says_something": [{"low": None, "best": None, "high": None}],
    },
    "totals": VALUE_CASES
    | date_cases("period_start", "period_end")
    | {"place_is_named": [{"place_name": None}], "province_in_country": [{"country": None}]},
    "findings": {
        "changes_are_of_its_figures": [{"figure_ids": [good.SOLDIERS]}, {"figure_ids": []}],
        "changes_are_of_values": [{"changes": [CHANGE | {"column": "harm_type"}]}],
        "changes_change": [
            {"changes": [CHANGE | {"proposed": 12}]},
            {"changes": [CHANGE | {"proposed": -1}]},
            {"changes": [CHANGE, CHANGE | {"proposed": None}]},
        ],
    },
    "quarantine": {},
    "releases": {
        "dependency_versions_is_json": [{"dependency_versions": "polars 2"}, {"dependency_versions": "[]"}],
        "row_counts_is_json": [{"row_counts": "{"}],
    },
}
"""Table -> row rule -> changes to the good row, each of which the rule must reject."""

WRONG_TYPES: dict[type[pl.DataType], Any] = {
    pl.String: 7,
    pl.Int8: 1.5,
    pl.Int32: 2**31,
    pl.Int64: "many",
    pl.Float64: "north",
    pl.Boolean: "maybe",
    pl.Date: "last Friday",
    pl.Datetime: "yesterday",
    pl.List: [{"unknown": 1}],
}
"""Polars type -> a value that no column of the type may hold."""
