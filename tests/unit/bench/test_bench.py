"""The benchmark: its texts are what it says they are, and it measures what is there."""

import json
import re
from itertools import chain
from typing import Any

import pytest

from bench import adversarial, commands
from bench.__main__ import SECTIONS, main
from bench.grammar import load
from bench.scene import Scene
from bench.texts import reports, summaries
from pipeline.extract import extract


def test_the_same_seed_gives_the_same_texts_and_another_gives_others() -> None:
    assert reports(40, "a") == reports(40, "a")
    assert reports(40, "a")[:10] == reports(10, "a")
    assert not {each.text for each in reports(40, "a")} & {each.text for each in reports(40, "b")}
    assert summaries(40, "a")[:10] == summaries(10, "a")


def test_articles_are_of_two_and_a_half_kilobytes_and_all_differ() -> None:
    texts = [each.text for each in reports(220, "size")]
    assert 2_400 < sum(len(text.encode()) for text in texts) / len(texts) < 2_700
    assert all(1_800 < len(text) < 3_300 for text in texts)
    assert len(set(texts)) == len(texts)


def test_about_a_third_of_the_sentences_are_about_harm() -> None:
    made = reports(220, "share")
    assert 0.30 < sum(each.about_harm for each in made) / sum(each.sentences for each in made) < 0.37


def test_articles_are_in_english_sentences_without_an_open_slot() -> None:
    for text in chain((each.text for each in reports(110, "slots")), summaries(200, "slots")):
        assert "{" not in text
        assert "}" not in text
        assert "  " not in text


def test_every_sentence_of_the_grammar_can_be_filled() -> None:
    scene = Scene("any")
    harm, background = load("harm"), load("background")
    kinds = [line for kind in harm.values() for lines in kind.values() for line in lines]
    rest = [*background["numbered"], *background["plain"], *load("summaries")["lines"]]
    words = [line for lines in load("words").values() for line in lines]
    for template in [*kinds, *rest, *words]:
        assert "{" not in scene.fill(template)
    assert set(background["nouns"]) == set(harm)


def test_background_sentences_print_no_harm() -> None:
    background = load("background")
    quiet = [*background["numbered"], *background["plain"]]
    assert [
        line for line in quiet if re.search(r"\b(killed|wounded|injured|dead|died|missing)\b", line)
    ] == []


@pytest.mark.parametrize("make", adversarial.TEXTS)
def test_an_adversarial_text_doubles_with_its_size(make: Any) -> None:
    once, twice = make(1_000), make(2_000)
    assert 1.8 < len(twice) / len(once) < 2.1
    extract(once)


def test_the_result_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    only = ["--only", "articles", "--only", "summaries", "--only", "engine"]
    assert main(["--articles", "4", "--summaries", "5", "--repeats", "1", "--json", *only]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert set(printed) == {"machine", "measures"}
    assert printed["machine"]["extraction"] in ("pure Python", "compiled")
    values = {(each["section"], each["name"]): each for each in printed["measures"]}
    speed = values["extraction, one core", "articles"]
    assert speed["unit"] == "articles/s"
    assert speed["note"].startswith("4 articles of 2.")
    assert all(each["value"] > 0 for each in printed["measures"])


def test_the_result_as_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--articles", "2", "--summaries", "5", "--repeats", "1", "--only", "summaries"]) == 0
    printed = capsys.readouterr().out
    assert "summaries/s" in printed
    assert re.search("Extraction: (pure Python|compiled)", printed)


def test_what_fails_is_said_and_the_rest_goes_on(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(commands, "CASUALTIES", ("false",))
    options = ["--articles", "2", "--summaries", "2", "--repeats", "1", "--json"]
    assert main([*options, "--only", "build", "--only", "summaries"]) == 1
    failed, *others = json.loads(capsys.readouterr().out)["measures"]
    assert (failed["section"], failed["value"]) == ("build", None)
    assert failed["note"].startswith("CommandFailed: ")
    assert {each["unit"] for each in others} == {"summaries/s"}


def test_a_count_below_one_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--articles", "0"])
    assert "0 is less than 1" in capsys.readouterr().err


def test_sections_are_the_choices_of_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    printed = capsys.readouterr().out
    assert all(name in printed for name in SECTIONS)
