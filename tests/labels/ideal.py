"""Figures as a reader without mistakes would give them, as far as the labels say.

What is missed with these is the fault of linkage and audit, not of extraction. Labels say nothing of the place,
day, weapon and source of an event's figures: these stay as they were read, and a number that was not read takes
them from the figure next to it.
"""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any, Final

import polars as pl

from pipeline.audit import audit
from pipeline.resolve import resolve
from pipeline.vocabulary import PartRelation, Qualifier, Scope, VictimClass, WherePrecision
from tests.labels.corpus import Line
from tests.labels.pairing import Paired, Pairing, Row
from tests.labels.reading import Label, Reference, text_of

NATION: Final = "Iraq"
"""`place` of labels for totals of the whole country."""

TOWNS: Final = {"Ramadi": "Anbar", "Fallujah": "Anbar"}
"""Provinces of the towns that labels name; every other place of a label is a province."""


def ideal(line: Line, pairing: Pairing) -> Line:
    """The line with the labelled figures and what resolution and audit make of them."""
    article_of = dict(line.articles.select("source_path", "article_id").iter_rows())
    read: dict[str, list[Row]] = {}
    for row in line.figures.iter_rows(named=True):
        read.setdefault(row["article_id"], []).append(row)
    told = [(one.label, _figure(one, read.get(article_of[one.label.at.file], []))) for one in pairing.pairs]
    known = [(label, figure) for label, figure in told if figure is not None]
    id_of = {(label.at, label.harm_type): figure["figure_id"] for label, figure in known}
    rows = [{**figure, **_labelled(label), **_part(label, figure, id_of)} for label, figure in known]
    figures = pl.DataFrame(rows, schema=line.figures.schema, orient="row").unique("figure_id", keep="first")
    resolution = resolve(line.articles, figures)
    findings = audit(line.articles, figures, resolution)
    return line._replace(figures=figures, resolution=resolution, findings=findings)


def _figure(pair: Paired, read: Sequence[Row]) -> Row | None:
    """The figure read, or one made from the nearest of its article; none where nothing was read at all."""
    if pair.figure is not None or not read:
        return pair.figure
    label, near = pair.label, min(read, key=lambda row: abs(row["char_start"] - pair.label.at.start))
    key = f"{near['article_id']}|{label.at.start}|{label.at.end}|{label.harm_type}|label"
    return {
        **near,
        "figure_id": "F" + hashlib.sha256(key.encode()).hexdigest()[:16],
        "char_start": label.at.start,
        "char_end": label.at.end,
        "number_text": label.number_text,
        "quote": text_of(label.at.file)[label.at.start : label.at.end],
        "harm_type": label.harm_type,
        "victim_class": VictimClass.UNKNOWN.value,
        "victim_text": None,
        "of_perpetrators": False,
        "rule_id": "label",
    }


def _labelled(label: Label) -> dict[str, Any]:
    """The columns that a label gives; the toll of a nationwide day is that of an event."""
    columns: dict[str, Any] = {"scope": label.scope or Scope.INCIDENT.value}
    if label.qualifier != Qualifier.VAGUE:
        bounds = {"value": label.value, "value_low": label.low, "value_high": label.high}
        columns |= {**bounds, "qualifier": label.qualifier}
    if label.victim_class is not None:
        columns["victim_class"] = label.victim_class
    if label.scope == Scope.PERIOD_TOTAL and label.period is not None:
        columns |= {"date_start": label.period.start, "date_end": label.period.end}
    if label.scope == Scope.PERIOD_TOTAL and label.place is not None:
        columns |= _area(label.place)
    return columns


def _area(place: str) -> dict[str, Any]:
    adm1 = None if place == NATION else TOWNS.get(place, place)
    precision = WherePrecision.COUNTRY if adm1 is None else WherePrecision.PROVINCE
    if place in TOWNS:
        precision = WherePrecision.EXACT
    name = None if adm1 is None else place
    return {
        "place_id": None,
        "place_name": name,
        "adm1": adm1,
        "country": NATION,
        "where_prec": precision.value,
    }


def _part(label: Label, figure: Row, id_of: Mapping[tuple[Reference, str], str]) -> dict[str, Any]:
    """The whole that the label names and how the figure is a part of it; as read where it says so."""
    if label.parent is None:
        return {"parent_figure_id": None, "part_relation": None}
    relation = figure["part_relation"] or PartRelation.SUBSET.value
    return {"parent_figure_id": id_of.get((label.parent, label.harm_type)), "part_relation": relation}
