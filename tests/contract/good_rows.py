"""A small ledger that keeps the whole contract: the rows that every test of the contract starts from."""

import hashlib
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

import polars as pl

from pipeline.tables import TABLES, from_rows, validate

Row = dict[str, Any]

# An astral character before the numbers: offsets count code points, not bytes or UTF-16 units.
TEXT = "Blast 𝔻ay in Samárra\n\nA car bomb killed 12 people, 5 of them soldiers and 7 civilians, on 3 May."
REPRINT_TEXT = TEXT.upper()


def article_id(text: str) -> str:
    return "A" + hashlib.sha256(text.encode()).hexdigest()[:16]


ARTICLE, REPRINT = article_id(TEXT), article_id(REPRINT_TEXT)
WHOLE, SOLDIERS, CIVILIANS = (f"F{n:016x}" for n in range(3))
INCIDENT, TOTAL, FINDING = "I" + "0" * 16, "T" + "0" * 16, "N" + "0" * 16
PLACE = "place:samarra"


def span(words: str) -> Row:
    start = TEXT.index(words)
    return {"char_start": start, "char_end": start + len(words), "number_text": words}


def figure(figure_id: str, words: str, value: int, **others: Any) -> Row:
    return {
        "figure_id": figure_id,
        "article_id": ARTICLE,
        "sentence_no": 1,
        **span(words),
        "quote": "A car bomb killed 12 people, 5 of them soldiers and 7 civilians",
        "harm_type": "killed",
        "value": value,
        "value_low": value,
        "value_high": value,
        "qualifier": "exact",
        "victim_class": "unknown",
        "victim_text": "people",
        "of_perpetrators": False,
        "weapon": "car bomb",
        "perpetrator": None,
        "source": None,
        "scope": "incident",
        "place_id": PLACE,
        "place_name": "Samarra",
        "adm1": "Salah al-Din",
        "country": "Iraq",
        "where_prec": 1,
        "date_start": date(2013, 5, 3),
        "date_end": date(2013, 5, 3),
        "date_prec": 1,
        "parent_figure_id": None,
        "part_relation": None,
        "rule_id": "voice.active",
        "extractor_version": "1",
    } | others


def part(figure_id: str, words: str, value: int, **others: Any) -> Row:
    return figure(figure_id, words, value, parent_figure_id=WHOLE, part_relation="partition", **others)


ROWS: dict[str, list[Row]] = {
    "articles": [
        {
            "article_id": ARTICLE,
            "source_path": "dispatches/samarra.txt",
            "publisher": "Press",
            "title": "Blast day in Samarra",
            "published_on": date(2013, 5, 4),
            "date_basis": "byline",
            "url": "https://example.org/samarra",
            "licence": "CC0-1.0",
            "language": "en",
            "text": TEXT,
            "duplicate_of": None,
        },
        {
            "article_id": REPRINT,
            "source_path": "dispatches/samarra-again.txt",
            "date_basis": "none",
            "text": REPRINT_TEXT,
            "duplicate_of": None,
        },
    ],
    "figures": [
        figure(WHOLE, "12", 12),
        part(SOLDIERS, "5", 5, victim_class="military", victim_text="soldiers"),
        part(CIVILIANS, "7", 7, victim_class="civilian", victim_text="civilians"),
    ],
    "set_aside": [{"article_id": ARTICLE, "sentence_no": 1, **span("3 May"), "reason": "date"}],
    "places": [
        {
            "place_id": PLACE,
            "name": "Samarra",
            "adm1": "Salah al-Din",
            "country": "Iraq",
            "country_code": "IQ",
            "latitude": 34.2,
            "longitude": 43.87,
            "source": "test",
        }
    ],
    "incidents": [
        {
            "incident_id": INCIDENT,
            "date_start": date(2013, 5, 3),
            "date_end": date(2013, 5, 3),
            "date_prec": 1,
            "place_id": PLACE,
            "place_name": "Samarra",
            "adm1": "Salah al-Din",
            "country": "Iraq",
            "where_prec": 1,
            "weapon": "car bomb",
            "perpetrator": "unknown",
            "target": "market",
            "event_clarity": 1,
            "number_of_reports": 1,
            "number_of_sources": 1,
        }
    ],
    "incident_figures": [
        {"incident_id": INCIDENT, "figure_id": WHOLE, "included": True, "reason": "the only report"}
    ],
    "estimates": [
        {
            "incident_id": INCIDENT,
            "harm_type": "killed",
            "victim_class": "all",
            "low": 12,
            "best": 12,
            "high": 13,
            "method": "latest_report",
        }
    ],
    "totals": [
        {
            "total_id": TOTAL,
            "article_id": ARTICLE,
            "figure_id": WHOLE,
            "period_start": date(2013, 5, 1),
            "period_end": date(2013, 5, 31),
            "date_prec": 4,
            "place_id": PLACE,
            "place_name": "Samarra",
            "adm1": "Salah al-Din",
            "country": "Iraq",
            "harm_type": "killed",
            "victim_class": "all",
            "source": "UNAMI",
            "qualifier": "exact",
            "value": 12,
            "value_low": 12,
            "value_high": 12,
        }
    ],
    "findings": [
        {
            "finding_id": FINDING,
            "rule": "part_exceeds_whole",
            "severity": "error",
            "article_id": ARTICLE,
            "incident_id": INCIDENT,
            "figure_ids": [WHOLE],
            "expected": "12",
            "observed": "13",
            "message": "The parts are 13, the whole is 12.",
            "suggestion": "Read 13 for 12.",
            "changes": [
                {
                    "figure_id": WHOLE,
                    "column": "value",
                    "printed": 12,
                    "proposed": 13,
                    "evidence": "5 and 8 are printed twice",
                }
            ],
        }
    ],
    "quarantine": [
        {
            "table_name": "articles",
            "row_key": "empty.txt",
            "rule": "empty_file",
            "column_name": "text",
            "value": "",
            "message": "The file has no text.",
            "article_id": None,
        }
    ],
    "releases": [
        {
            "release_id": "2013-05-04.1",
            "created_at": datetime(2013, 5, 4, 12, 30, 0, 123456, tzinfo=UTC),
            "snapshot_id": 1,
            "inputs_hash": "0" * 64,
            "content_hash": "1" * 64,
            "code_version": "0.1.0",
            "extractor_version": "1",
            "dependency_versions": '{"polars": "2.1.0"}',
            "row_counts": '{"articles": 2}',
        }
    ],
}
"""Table -> rows; in the first row of each table every column that is not a link to a whole has a value."""


def good_row(table: str) -> Row:
    return dict(ROWS[table][0])


def frame(table: str, *rows: Row) -> pl.DataFrame:
    """The rows as a validated frame; fails when one of them breaks a row rule."""
    validation = validate(table, from_rows(table, rows))
    assert validation.quarantine.is_empty(), validation.quarantine.to_dicts()
    return validation.valid


@cache
def _good_frame(table: str) -> pl.DataFrame:
    return frame(table, *ROWS[table])


def ledger(**tables: list[Row]) -> dict[str, pl.DataFrame]:
    """Every table, the named ones with other rows than the good ones."""
    return {name: frame(name, *tables[name]) if name in tables else _good_frame(name) for name in TABLES}
