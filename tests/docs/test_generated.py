"""What the documents generate is not stale: the queries and their answers, and the tables of rules."""

import re

import pytest

from pipeline.audit import ARTICLE_RULES, EVENT_RULES, TOTALS_RULES
from pipeline.publish import methodology, query_guide
from pipeline.publish.query_guide import Guide, read_guide, render
from pipeline.resolve import incidents
from pipeline.store import connect, reader_paths
from tests.project import ROOT, BuiltProject

QUERIES = (ROOT / "docs" / "QUERIES.md").read_text("utf8")
METHODOLOGY = (ROOT / "METHODOLOGY.md").read_text("utf8")
CHAPTER = re.compile(
    r"^## (?P<name>\w+)\n\n(?P<question>[^\n]+)\n\n```sql\n(?P<example>.*?)\n```$", re.MULTILINE | re.DOTALL
)
RELEASE = re.compile(r"those of release `(R[0-9a-f]{16})`")


@pytest.fixture(scope="module")
def guides(corpus: BuiltProject) -> list[Guide]:
    with connect(reader_paths(corpus.warehouse).database, read_only=True) as connection:
        return read_guide(connection)


def test_the_page_asks_what_the_file_answers(guides: list[Guide]) -> None:
    shown = [(found["name"], found["question"], found["example"]) for found in CHAPTER.finditer(QUERIES)]
    wanted = [(guide.name, guide.question, guide.example) for guide in guides]
    assert shown == wanted, "renew docs/QUERIES.md with `make docs`"


def test_every_example_runs_on_the_built_file(corpus: BuiltProject, guides: list[Guide]) -> None:
    assert guides
    with connect(reader_paths(corpus.warehouse).database, read_only=True) as connection:
        empty = [guide.name for guide in guides if not query_guide.answer(connection, guide.example).rows]
    assert set(empty) <= {"quarantine_by_rule_and_outlet", "totals_failing_arithmetic"}


def test_examples_run_as_the_command_line_runs_them(corpus: BuiltProject, guides: list[Guide]) -> None:
    guide = next(guide for guide in guides if guide.kind == "macro")
    assert corpus.query(guide.example)


def test_answers_are_those_of_the_release_that_the_page_names(corpus: BuiltProject) -> None:
    (release,) = RELEASE.findall(QUERIES)
    if release != corpus.outcome["release_id"]:
        pytest.skip(f"the page shows {release}, raw/ now builds {corpus.outcome['release_id']}: `make docs`")
    assert render(reader_paths(corpus.warehouse).database) == QUERIES


def test_cells_cannot_break_out_of_their_table() -> None:
    hostile = "a|b\n<script>[x](http://y)`*" + "z" * 500
    cell = query_guide.markdown_cell(hostile)
    assert "\n" not in cell
    assert not re.search(r"(?<!\\)[|<>\[\]`*]", cell)
    assert len(cell) < 250


def test_the_tables_of_the_methodology_are_those_of_the_rules() -> None:
    assert methodology.renewed(METHODOLOGY) == METHODOLOGY, "renew METHODOLOGY.md with `make docs`"


def test_every_generated_table_is_in_the_methodology() -> None:
    assert {found["name"] for found in methodology.BLOCK.finditer(METHODOLOGY)} == set(methodology.BLOCKS)


def test_every_rule_is_explained_with_its_severity() -> None:
    shown = [
        f"| `{rule.rule}` | {rule.severity} | {rule.description} |"
        for rules in (ARTICLE_RULES, EVENT_RULES, TOTALS_RULES)
        for rule in rules
    ]
    assert not [line for line in shown if line not in METHODOLOGY]


def test_every_reason_of_an_inclusion_is_explained(corpus: BuiltProject) -> None:
    given = {row["reason"]: row["included"] for row in corpus.query("FROM incident_figures")}
    explained = {reason: says == "yes" for reason, says in methodology.REASONS.items()}
    assert given.items() <= explained.items()
    assert incidents.LATEST in given


def test_an_unknown_table_is_refused() -> None:
    with pytest.raises(methodology.UnknownBlockError, match="nonsense"):
        methodology.renewed("<!-- generated: nonsense -->\n<!-- end -->")
