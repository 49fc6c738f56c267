"""Builds small ledgers for tests of resolution and audit: reports told in a few words, with their figures.

A figure is written as its clause with the number in brackets: `told("[13] people were killed", at=OLVAR)`.
Places are of an invented country, so that no rule can know them.
"""

import hashlib
from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

import polars as pl

from pipeline.resolve.claims import Claim, claims_of
from pipeline.resolve.geography import Located, Place
from pipeline.tables import from_rows, polars_schema
from pipeline.vocabulary import DateBasis, Qualifier

DAY = date(2013, 5, 20)
NEXT_DAY = date(2013, 5, 21)
WEEK_LATER = date(2013, 5, 27)

COUNTRY = Place("country:ZZ", "Arvand", None, "Arvand", 6)
NORTH = Place("adm1:ZZ-N", "North Arvand", "North Arvand", "Arvand", 4)
SOUTH = Place("adm1:ZZ-S", "South Arvand", "South Arvand", "Arvand", 4)
OLVAR = Place("town:olvar", "Olvar", "North Arvand", "Arvand", 1)
TERMEZ = Place("town:termez", "Termez", "North Arvand", "Arvand", 1)
NEARBY = Place("town:nearby", "Olvar Bridge", "North Arvand", "Arvand", 1)
CAPITAL = Place("city:capital", "Sarvan", "South Arvand", "Arvand", 1)
EAST_END = Place("district:east", "East End", "South Arvand", "Arvand", 1)
WEST_END = Place("district:west", "West End", "South Arvand", "Arvand", 1)

LOCATED: dict[str, Located] = {
    "town:olvar": Located(34.0, 44.0, 40_000),
    "town:nearby": Located(34.05, 44.05, 2_000),
    "town:termez": Located(34.9, 44.9, 60_000),
    "city:capital": Located(33.30, 44.40, 3_000_000),
    "district:east": Located(33.35, 44.45, 0, "city:capital"),
    "district:west": Located(33.25, 44.35, 0, "city:capital"),
}

_BOUNDS = {
    Qualifier.AT_LEAST: lambda value: (value, None),
    Qualifier.MORE_THAN: lambda value: (value + 1, None),
    Qualifier.AT_MOST: lambda value: (0, value),
    Qualifier.FEWER_THAN: lambda value: (0, value - 1),
}


class Told(NamedTuple):
    """A figure to be: its clause, and the columns that differ from the defaults."""

    clause: str
    columns: Mapping[str, Any]
    name: str | None
    part_of: str | None
    same_sentence: bool


class Ledger(NamedTuple):
    """The two tables that resolution reads; `figure_of` gives a named figure's id."""

    articles: pl.DataFrame
    figures: pl.DataFrame
    figure_of: Mapping[str, str]

    @property
    def claims(self) -> list[Claim]:
        return claims_of(self.figures)


class Report(NamedTuple):
    """An article to be."""

    path: str
    published_on: date | None
    publisher: str | None
    title: str
    figures: tuple[Told, ...]
    reprint_of: str | None


def told(
    clause: str,
    *,
    at: Place | None = OLVAR,
    on: date | tuple[date | None, date | None] | None = DAY,
    name: str | None = None,
    part_of: str | None = None,
    same_sentence: bool = False,
    **columns: Any,
) -> Told:
    """A figure; `clause` has its number in brackets, `columns` are columns of `figures`."""
    start, end = on if isinstance(on, tuple) else (on, on)
    where = dict(
        zip(("place_id", "place_name", "adm1", "country", "where_prec"), at or (None,) * 5, strict=True)
    )
    harm_type = "wounded" if "wounded" in clause else "killed"
    dates = {"date_start": start, "date_end": end, "date_prec": _precision(start, end)}
    given = {"harm_type": harm_type, **where, **dates, **columns}
    return Told(clause, given, name, part_of, same_sentence)


def report(
    path: str,
    *figures: Told,
    on: date | None = DAY,
    publisher: str | None = None,
    title: str = "News",
    reprint_of: str | None = None,
) -> Report:
    """An article of the figures' clauses; its publisher is its path unless said."""
    return Report(path, on, publisher or path, title, figures, reprint_of)


def ledger(*reports: Report) -> Ledger:
    """The tables of some articles; both are valid by the contract."""
    articles: list[dict[str, Any]] = []
    figures: list[dict[str, Any]] = []
    ids: dict[str, str] = {}
    paths: dict[str, str] = {}
    for one in reports:
        text = _text(one)
        paths[one.path] = article_id = "A" + hashlib.sha256(text.encode()).hexdigest()[:16]
        articles.append(_article_row(one, article_id, text, paths))
        figures += _figure_rows(one, article_id, text, ids)
    return Ledger(from_rows("articles", articles), _frame(figures), ids)


def _frame(rows: list[dict[str, Any]]) -> pl.DataFrame:
    return from_rows("figures", rows) if rows else pl.DataFrame(schema=polars_schema("figures"))


def _text(one: Report) -> str:
    body = f"{one.title} ({one.path})\n\n"
    for figure in one.figures:
        clause = figure.clause.replace("[", "").replace("]", "")
        body = body[:-2] + f" and {clause}. " if figure.same_sentence else body + f"{clause}. "
    return body


def _article_row(one: Report, article_id: str, text: str, paths: Mapping[str, str]) -> dict[str, Any]:
    return {
        "article_id": article_id,
        "source_path": one.path,
        "publisher": one.publisher,
        "title": one.title,
        "published_on": one.published_on,
        "date_basis": DateBasis.NONE if one.published_on is None else DateBasis.MANIFEST,
        "text": text,
        "duplicate_of": None if one.reprint_of is None else paths[one.reprint_of],
    }


def _figure_rows(one: Report, article_id: str, text: str, ids: dict[str, str]) -> list[dict[str, Any]]:
    rows, at, sentence = [], 0, 0
    for figure in one.figures:
        clause = figure.clause.replace("[", "").replace("]", "")
        at = text.index(clause, at)
        sentence += 0 if figure.same_sentence else 1
        number = figure.clause[figure.clause.index("[") + 1 : figure.clause.index("]")]
        start = at + figure.clause.index("[")
        key = f"{article_id}|{start}|{start + len(number)}|{figure.columns['harm_type']}|0"
        figure_id = "F" + hashlib.sha256(key.encode()).hexdigest()[:16]
        if figure.name is not None:
            ids[figure.name] = figure_id
        span = {"char_start": start, "char_end": start + len(number), "sentence_no": sentence}
        rows.append(
            {**_figure_row(figure, clause, number), **span, "article_id": article_id, "figure_id": figure_id}
        )
        at += len(clause)
    for figure, row in zip(one.figures, rows, strict=True):
        row["parent_figure_id"] = None if figure.part_of is None else ids[figure.part_of]
    return rows


def _figure_row(figure: Told, clause: str, number: str) -> dict[str, Any]:
    value = int(number.replace(",", "")) if number.replace(",", "").isdigit() else None
    qualifier = Qualifier(figure.columns.get("qualifier", Qualifier.EXACT))
    low, high = (
        (value, value) if value is None else _BOUNDS.get(qualifier, lambda exact: (exact, exact))(value)
    )
    defaults = {
        "number_text": number,
        "quote": clause,
        "value": value,
        "value_low": low,
        "value_high": high,
        "qualifier": qualifier,
        "victim_class": "unknown",
        "of_perpetrators": False,
        "scope": "incident",
        "part_relation": None if figure.part_of is None else "subset",
        "rule_id": "test",
        "extractor_version": "test",
    }
    return {**defaults, **figure.columns}


def _precision(start: date | None, end: date | None) -> int | None:
    if start is None and end is None:
        return None
    if start is None or end is None:
        return 5
    days = (end - start).days + 1
    return 1 if days == 1 else 2 if days < 7 else 3 if days <= 8 else 4 if days <= 31 else 5
