"""What extraction returns: one record per figure and per number set aside.

Field names and their order are those of the tables `figures` and `set_aside` (`pipeline.tables`), without the columns
that need the article (`figure_id`, `article_id`, `extractor_version`); `parent` is the index of the parent figure in
`Extraction.figures` where the table has `parent_figure_id`. Offsets are code points into the article's text.
"""

import hashlib
from collections import Counter
from datetime import date
from typing import Any, NamedTuple

from pipeline.vocabulary import HarmType, PartRelation, Qualifier, Scope, SetAsideReason, VictimClass


class Figure(NamedTuple):
    """One claim of a number of people harmed or moved; see the table `figures` for units and meaning."""

    sentence_no: int
    char_start: int
    char_end: int
    number_text: str
    quote: str
    harm_type: HarmType
    value: int | None
    value_low: int | None
    value_high: int | None
    qualifier: Qualifier
    victim_class: VictimClass
    victim_text: str | None
    of_perpetrators: bool
    weapon: str | None
    perpetrator: str | None
    source: str | None
    scope: Scope
    place_id: str | None
    place_name: str | None
    adm1: str | None
    country: str | None
    where_prec: int | None
    date_start: date | None
    date_end: date | None
    date_prec: int | None
    parent: int | None
    part_relation: PartRelation | None
    rule_id: str


class SetAside(NamedTuple):
    """A number expression in a sentence about harm that is not a figure, and why."""

    sentence_no: int
    char_start: int
    char_end: int
    number_text: str
    reason: SetAsideReason


class Extraction(NamedTuple):
    """All that was read in one text of so many `sentences`; `figures` in order of their characters."""

    figures: tuple[Figure, ...]
    set_aside: tuple[SetAside, ...]
    sentences: int


def _figure_id(article_id: str, figure: Figure, repeat: int) -> str:
    key = f"{article_id}|{figure.char_start}|{figure.char_end}|{figure.harm_type}|{repeat}"
    return "F" + hashlib.sha256(key.encode()).hexdigest()[:16]


def figure_ids(article_id: str, figures: tuple[Figure, ...]) -> list[str]:
    """One id per figure: a function of the article, the number's characters, the harm type and the count of repeats."""
    seen: Counter[tuple[int, int, HarmType]] = Counter()
    ids = []
    for figure in figures:
        key = (figure.char_start, figure.char_end, figure.harm_type)
        ids.append(_figure_id(article_id, figure, seen[key]))
        seen[key] += 1
    return ids


def figure_rows(article_id: str, extraction: Extraction, extractor_version: str) -> list[dict[str, Any]]:
    """Rows of the table `figures`, in its column order."""
    ids = figure_ids(article_id, extraction.figures)
    rows = []
    for figure_id, figure in zip(ids, extraction.figures, strict=True):
        row: dict[str, Any] = {"figure_id": figure_id, "article_id": article_id}
        for name, value in figure._asdict().items():
            if name == "parent":
                row["parent_figure_id"] = None if value is None else ids[value]
            else:
                row[name] = value
        row["extractor_version"] = extractor_version
        rows.append(row)
    return rows


def set_aside_rows(article_id: str, extraction: Extraction) -> list[dict[str, Any]]:
    """Rows of the table `set_aside`, in its column order."""
    return [{"article_id": article_id, **aside._asdict()} for aside in extraction.set_aside]
