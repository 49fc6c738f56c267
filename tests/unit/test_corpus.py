"""The sample corpus: its manifest, its labels, and that every sentence of it is our own."""

import csv
import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from pipeline.vocabulary import HarmType, Qualifier, Scope, VictimClass

ROOT = Path(__file__).parents[2]
RAW = ROOT / "raw"
LABELS = ROOT / "tests" / "labels"
SEED = ROOT.parent / "shared" / "seed" / "article.txt"

SHINGLE = 8
"""Words in a row that two texts must not share."""


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


MANIFEST = rows(RAW / "manifest.csv")
INCIDENTS = rows(LABELS / "incidents.csv")
TEXTS = {path.name: path.read_text(encoding="utf-8") for path in sorted(RAW.glob("*.txt"))}


def position(text: str, number_text: str, occurrence: int) -> int:
    """Offset of the nth standing-alone `number_text`; -1 where there are fewer."""
    hits = [match.start() for match in re.finditer(rf"(?<!\w){re.escape(number_text)}(?!\w)", text)]
    return hits[occurrence - 1] if 0 < occurrence <= len(hits) else -1


def own_words(text: str) -> str:
    """The text without its byline and closing lines, which are alike on purpose."""
    body = text.split("\nDigest: ")[0]
    return re.sub(r"\nLedger Desk[^\n]*\n", "\n", body)


def shingles(text: str, size: int = SHINGLE) -> Iterator[str]:
    for sentence in re.split(r"(?<=[.!?])\s+", text):
        words = re.findall(r"[a-z0-9]+", sentence.casefold())
        yield from (" ".join(words[start : start + size]) for start in range(len(words) - size + 1))


def test_every_file_is_in_the_manifest_and_the_reverse() -> None:
    assert sorted(TEXTS) == [row["file"] for row in MANIFEST]


def test_manifest_hashes_titles_and_dates_match_the_files() -> None:
    for row in MANIFEST:
        content = (RAW / row["file"]).read_bytes()
        assert hashlib.sha256(content).hexdigest() == row["sha256"], row["file"]
        assert TEXTS[row["file"]].split("\n")[0] == row["title"]
        assert row["publisher"] and row["licence"]
        assert not row["published_on"] or date.fromisoformat(row["published_on"])


def test_every_file_says_that_it_is_a_digest() -> None:
    for name, text in TEXTS.items():
        assert "\nDigest: " in text, name


def test_no_two_files_are_alike() -> None:
    hashes = [row["sha256"] for row in MANIFEST]
    assert len(set(hashes)) == len(hashes)


def test_every_label_names_a_number_that_stands_in_its_file() -> None:
    for label in INCIDENTS:
        assert position(TEXTS[label["file"]], label["number_text"], int(label["occurrence"])) >= 0, label


def test_parents_of_labels_are_labelled_too() -> None:
    numbers = {(row["file"], row["harm_type"], row["number_text"], row["occurrence"]) for row in INCIDENTS}
    for row in INCIDENTS:
        if row["parent_number_text"]:
            parent = (row["file"], row["harm_type"], row["parent_number_text"], row["parent_occurrence"])
            assert parent in numbers, row


def test_labels_use_the_vocabulary() -> None:
    for row in INCIDENTS:
        assert HarmType(row["harm_type"]) and Qualifier(row["qualifier"])
        assert not row["scope"] or Scope(row["scope"])
        assert not row["victim_class"] or VictimClass(row["victim_class"])


def bounds_follow(row: dict[str, str]) -> bool:
    low, high = row["low"], row["high"]
    if row["qualifier"] == Qualifier.VAGUE:
        return not (row["value"] or low or high)
    value = int(row["value"])
    expected = {
        Qualifier.AT_LEAST: (str(value), ""),
        Qualifier.MORE_THAN: (str(value + 1), ""),
        Qualifier.AT_MOST: ("0", str(value)),
        Qualifier.FEWER_THAN: ("0", str(value - 1)),
    }
    return (low, high) == expected.get(Qualifier(row["qualifier"]), (str(value), str(value)))


def test_bounds_of_labels_follow_from_value_and_qualifier() -> None:
    assert [row for row in INCIDENTS if not bounds_follow(row)] == []


def test_no_label_is_given_twice() -> None:
    keys = [(row["file"], row["harm_type"], row["number_text"], row["occurrence"]) for row in INCIDENTS]
    assert [pair for pair in pairwise(sorted(keys)) if pair[0] == pair[1]] == []


def figures_named(row: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    """File, number text and occurrence of every figure that an expected finding or non-finding names."""
    for reference in row["figures"].split(" | "):
        file, _, number = reference.partition(": ")
        number_text, _, occurrence = number.partition("#")
        yield file, number_text, occurrence


@pytest.mark.parametrize("name", ["expected_findings.csv", "expected_non_findings.csv"])
def test_expectations_name_labelled_numbers(name: str) -> None:
    labelled = {(row["file"], row["number_text"], row["occurrence"]) for row in INCIDENTS}
    for row in rows(LABELS / name):
        assert labelled.issuperset(figures_named(row)), row


def test_pairs_that_must_stay_apart_are_two_labelled_events() -> None:
    events = {row["incident_id"] for row in INCIDENTS}
    for row in rows(LABELS / "never_merge.csv"):
        assert row["incident_a"] != row["incident_b"]
        assert {row["incident_a"], row["incident_b"]} <= events, row


def test_every_event_and_month_of_the_facts_is_reported() -> None:
    events = {row["incident_id"] for row in INCIDENTS} - {""}
    months = {row["period"] for row in INCIDENTS if re.fullmatch(r"\d{4}-\d{2}", row["period"])}
    assert events == {f"IQ13-{number:03d}" for number in range(1, 39)}
    assert months == {"2012-11", "2012-12"} | {
        f"{year}-{month:02d}" for year in (2013, 2014) for month in range(1, 13)
    }


def test_no_two_files_share_eight_words_in_a_row() -> None:
    files: dict[str, set[str]] = defaultdict(set)
    for name, text in TEXTS.items():
        for shingle in shingles(own_words(text)):
            files[shingle].add(name)
    assert {shingle: sorted(names) for shingle, names in files.items() if len(names) > 1} == {}


def test_nothing_is_copied_from_the_first_article() -> None:
    if not SEED.exists():
        pytest.skip("the first article is not at hand (../shared/seed), nothing to compare with")
    theirs = set(shingles(SEED.read_text(encoding="utf-8")))
    copied = {name: sorted(theirs.intersection(shingles(own_words(text)))) for name, text in TEXTS.items()}
    assert {name: words for name, words in copied.items() if words} == {}
