"""From an identifier to the figures behind it and their words."""

import json
from pathlib import Path
from typing import Any

import pytest
from release_samples import ARTICLE, FIGURE, INCIDENT, TEXT, WOUNDED, ledger

from pipeline.cli.explain import as_object
from pipeline.publish import publish
from pipeline.publish.explanation import LONGEST_SENTENCE, UnknownIdError, explain
from pipeline.store import NoReleaseError, arrow_table, reader_paths
from pipeline.store.database import build_database
from pipeline.tables import TABLES, from_rows

TOTAL, PARTS = "T" + "0" * 16, ["F" + "a" * 16, "F" + "b" * 16, "F" + "c" * 16]
UNRELATED = "F" + "d" * 16
MONTH = "In May 900 were killed: 700 civilians, 50 of them women, and 300 police. " + "x" * 3000 + " 8 more."
Row = dict[str, Any]


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    warehouse = tmp_path_factory.mktemp("warehouse")
    publish(ledger(), warehouse=warehouse, inputs_hash="i", code_version="c", extractor_version="1")
    return reader_paths(warehouse).database


def part(figure_id: str, words: str, parent: str | None, **said: Any) -> Row:
    start = MONTH.index(words)
    return {
        "figure_id": figure_id,
        "article_id": ARTICLE,
        "sentence_no": 0,
        "char_start": start,
        "char_end": start + len(words),
        "number_text": words,
        "quote": MONTH,
        "harm_type": "killed",
        "value": int(words),
        "value_low": int(words),
        "value_high": int(words),
        "qualifier": "exact",
        "victim_class": "unknown",
        "of_perpetrators": False,
        "scope": "period_total",
        "parent_figure_id": parent,
        "part_relation": parent and "subset",
        "rule_id": "test",
        "extractor_version": "1",
    } | said


def total(total_id: str, figure_id: str, value: int, **said: Any) -> Row:
    numbers = {"qualifier": "exact", "value": value, "value_low": value, "value_high": value}
    counted = {"harm_type": "killed", "victim_class": "all", "country": "Iraq", "place_name": "Iraq"}
    return {"total_id": total_id, "article_id": ARTICLE, "figure_id": figure_id} | numbers | counted | said


@pytest.fixture(scope="module")
def totals(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A whole, its part and the part of that; and a figure of the same article that is none of them."""
    path: Path = tmp_path_factory.mktemp("totals") / "casualties.duckdb"
    rows: dict[str, list[Row]] = {
        "articles": [{"article_id": ARTICLE, "source_path": "m.txt", "date_basis": "none", "text": MONTH}],
        "figures": [
            part(PARTS[0], "900", None),
            part(PARTS[1], "700", PARTS[0]),
            part(PARTS[2], "50", PARTS[1]),
            part(UNRELATED, "8", None, scope="historical"),
        ],
        "totals": [
            total(TOTAL, PARTS[0], 900),
            total("T" + "1" * 16, PARTS[1], 700),
            total("T" + "2" * 16, PARTS[2], 50, victim_class="civilian"),
        ],
    }
    tables = {name: arrow_table(name, from_rows(name, rows.get(name, []))) for name in TABLES}
    build_database(path, tables, "R1")
    return path


def shown(explained: Any) -> list[str]:
    return [figure["figure_id"] for report in explained.reports for figure in report.figures]


def test_an_incident_leads_to_its_estimates_figures_words_and_findings(database: Path) -> None:
    found = explain(database, INCIDENT)
    assert found.kind == "incident"
    assert [(row["harm_type"], row["victim_class"], row["best"]) for row in found.estimates] == [
        ("killed", "all", 13)
    ]
    assert shown(found) == [FIGURE, WOUNDED]
    (report,) = found.reports
    assert [(f["included"], f["reason"]) for f in report.figures] == [(True, "the only report")] * 2
    assert [row["rule"] for row in found.findings] == ["test"]


def test_one_estimate_leads_to_its_own_figures(database: Path) -> None:
    assert shown(explain(database, INCIDENT, harm_type="killed", victim_class="all")) == [FIGURE]


def test_an_estimate_that_is_not_there_is_answered_with_those_that_are(database: Path) -> None:
    with pytest.raises(UnknownIdError, match="--harm killed --class all"):
        explain(database, INCIDENT, harm_type="killed", victim_class="police")


def test_a_figure_is_shown_in_its_sentence(database: Path) -> None:
    (report,) = explain(database, FIGURE).reports
    (figure,) = report.figures
    assert report.article["text"][figure["sentence_start"] : figure["sentence_end"]] == TEXT
    assert figure["incident_id"] == INCIDENT


def test_a_finding_leads_to_the_figures_that_it_names(database: Path) -> None:
    found = explain(database, "X0")
    assert (found.kind, set(shown(found))) == ("finding", {FIGURE, WOUNDED})
    assert len(found.findings) == 1


def test_a_total_leads_to_its_parts_and_to_other_values_of_it(totals: Path) -> None:
    found = explain(totals, TOTAL)
    assert shown(found) == PARTS
    assert [row["value"] for row in found.other_totals] == [700]
    assert shown(explain(totals, PARTS[2])) == PARTS


def test_a_very_long_sentence_is_cut_around_the_number(totals: Path) -> None:
    (report,) = explain(totals, UNRELATED).reports
    (figure,) = report.figures
    assert figure["sentence_end"] - figure["sentence_start"] <= LONGEST_SENTENCE + 1
    assert figure["sentence_start"] <= figure["char_start"] < figure["char_end"] <= figure["sentence_end"]


def test_the_start_of_an_identifier_is_enough_when_it_is_the_only_one(database: Path) -> None:
    assert explain(database, "F1").subject["figure_id"] == WOUNDED
    with pytest.raises(UnknownIdError, match=f"{FIGURE}, {WOUNDED}"):
        explain(database, "F")


@pytest.mark.parametrize(
    ("reference", "said"),
    [("I9", "casualties query"), ("' OR 1=1", "No incident"), (ARTICLE, "is an article")],
)
def test_an_unknown_identifier_is_answered_with_what_to_do(database: Path, reference: str, said: str) -> None:
    with pytest.raises(UnknownIdError, match=said):
        explain(database, reference)


def test_without_a_release_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(NoReleaseError, match="casualties build"):
        explain(tmp_path / "casualties.duckdb", INCIDENT)


def test_json_has_each_sentence_and_no_whole_text(totals: Path) -> None:
    said = json.loads(json.dumps(as_object(explain(totals, TOTAL)), default=str))
    (report,) = said["reports"]
    assert "text" not in report["article"]
    assert report["figures"][0]["sentence"] == MONTH.split(" xxx")[0]
