"""A small ledger, every table of it, for tests of what is stored and published."""

from datetime import date

import polars as pl

from pipeline.tables import TABLES, from_rows

TEXT = "A bomb killed at least 13 people\nand wounded forty more in Samarra."
ARTICLE, FIGURE, WOUNDED = "A" + "0" * 16, "F" + "0" * 16, "F" + "1" * 16
INCIDENT = "I" + "0" * 16


def article(article_id: str = ARTICLE, text: str = TEXT) -> dict[str, object]:
    return {
        "article_id": article_id,
        "source_path": f"raw/{article_id}.txt",
        "publisher": "Press",
        "title": "A bomb",
        "published_on": date(2013, 5, 22),
        "date_basis": "byline",
        "text": text,
    }


def figure(
    figure_id: str, words: str, harm_type: str, value: int, extractor_version: str
) -> dict[str, object]:
    start = TEXT.index(words)
    return {
        "figure_id": figure_id,
        "article_id": ARTICLE,
        "sentence_no": 0,
        "char_start": start,
        "char_end": start + len(words),
        "number_text": words,
        "quote": TEXT,
        "harm_type": harm_type,
        "value": value,
        "value_low": value,
        "qualifier": "at_least",
        "victim_class": "unknown",
        "of_perpetrators": False,
        "scope": "incident",
        "rule_id": "voice.active",
        "extractor_version": extractor_version,
    }


def ledger(
    *, killed: int = 13, extra_articles: int = 0, extractor_version: str = "1"
) -> dict[str, pl.DataFrame]:
    """Every table but `releases`; `killed` and `extra_articles` make contents that differ."""
    rows: dict[str, list[dict[str, object]]] = {
        "articles": [
            article(),
            *(article(f"A{n:016x}", f"{TEXT} {n}") for n in range(1, extra_articles + 1)),
        ],
        "figures": [
            figure(FIGURE, "13", "killed", killed, extractor_version),
            figure(WOUNDED, "forty", "wounded", 40, extractor_version),
        ],
        "places": [
            {"place_id": "P1", "name": "Samarra", "country": "Iraq", "latitude": 34.2, "source": "test"}
        ],
        "incidents": [
            {"incident_id": INCIDENT, "event_clarity": 1, "number_of_reports": 1, "number_of_sources": 1}
        ],
        "incident_figures": [
            {"incident_id": INCIDENT, "figure_id": name, "included": True, "reason": "the only report"}
            for name in (FIGURE, WOUNDED)
        ],
        "estimates": [
            {
                "incident_id": INCIDENT,
                "harm_type": "killed",
                "victim_class": "all",
                "low": killed,
                "best": killed,
                "method": "only_report",
            }
        ],
        "findings": [
            {
                "finding_id": "X" + "0" * 16,
                "rule": "test",
                "severity": "error",
                "article_id": ARTICLE,
                "figure_ids": [WOUNDED, FIGURE],
                "message": "13 and 40 cannot both be right.",
                "changes": [
                    {
                        "figure_id": FIGURE,
                        "column": "value",
                        "printed": killed,
                        "proposed": 3,
                        "evidence": "another report",
                    }
                ],
            }
        ],
    }
    return {name: from_rows(name, rows.get(name, [])) for name in TABLES if name != "releases"}
