"""Generated news: reports of about 2.5 kB in eleven kinds, and one-line summaries of events."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bench.grammar import load
from bench.scene import MONTHS, Scene

SHORTEST, LONGEST = 2_100, 2_700
"""Characters after which a report ends with the sentence it is in."""

SHARE_OF_HARM = 0.29
"""Chance that a sentence after the lead prints people harmed; with lead and headline, a third of all do."""

SHARE_OF_NUMBERS = 0.4
"""Chance that a sentence without people harmed prints a number of something else."""


@dataclass(frozen=True)
class Report:
    """A generated article, how many sentences it has, headline included, and how many are about harm."""

    text: str
    published_on: date
    sentences: int
    about_harm: int


def reports(count: int, seed: str) -> list[Report]:
    """`count` articles; the n-th depends on `seed` and n alone."""
    kinds = list(load("harm"))
    return [_report(Scene(f"report {seed} {number}"), kinds[number % len(kinds)]) for number in range(count)]


def summaries(count: int, seed: str) -> list[str]:
    """`count` one-line summaries of events; the n-th depends on `seed` and n alone."""
    lines = load("summaries")["lines"]
    scenes = (Scene(f"summary {seed} {number}") for number in range(count))
    return [scene.fill(scene.chance.choice(lines)) for scene in scenes]


def _report(scene: Scene, kind: str) -> Report:
    lead = scene.fill(scene.chance.choice(load("harm")[kind]["leads"]))
    sentences, about_harm = [_dateline(scene) + lead], 2
    size = scene.chance.randint(SHORTEST, LONGEST)
    for sentence, harmful in _body(scene, kind):
        if sum(map(len, sentences)) >= size:
            break
        sentences.append(sentence)
        about_harm += harmful
    head = f"{_title(scene, kind)}\n\n{_byline(scene)}"
    return Report(
        "\n\n".join([head, *_paragraphs(scene, sentences)]) + "\n", scene.day, len(sentences) + 1, about_harm
    )


def _body(scene: Scene, kind: str) -> Iterator[tuple[str, bool]]:
    """Sentences without end, and whether each is about harm; none comes again before all have come."""
    quiet, harmful = load("background"), load("harm")[kind]["sentences"]
    lists = {
        name: _shuffled(scene, lines) for name, lines in [("n", quiet["numbered"]), ("p", quiet["plain"])]
    }
    lists["h"] = _shuffled(scene, harmful)
    while True:
        about_harm = scene.chance.random() < SHARE_OF_HARM
        name = "h" if about_harm else "n" if scene.chance.random() < SHARE_OF_NUMBERS else "p"
        yield scene.fill(next(lists[name])), about_harm


def _shuffled(scene: Scene, lines: list[str]) -> Iterator[str]:
    while True:
        yield from scene.chance.sample(lines, len(lines))


def _title(scene: Scene, kind: str) -> str:
    quiet = load("background")
    noun = scene.chance.choice(quiet["nouns"][kind])
    title: str = scene.chance.choice(quiet["titles"])
    return scene.fill(title.replace("{noun}", noun).replace("{Noun}", noun.capitalize()))


def _byline(scene: Scene) -> str:
    return f"{scene.fill('{reporter}')} {scene.day.day} {MONTHS[scene.day.month - 1]} {scene.day.year}"


def _dateline(scene: Scene) -> str:
    if scene.chance.random() < 0.5:
        return ""
    month = MONTHS[scene.day.month - 1]
    return f"{scene.town.upper()}, {month} {scene.day.day} ({scene.fill('{agency}')}) - "


def _paragraphs(scene: Scene, sentences: list[str]) -> Iterator[str]:
    rest = sentences
    while rest:
        length = scene.chance.randint(1, 3)
        yield " ".join(rest[:length])
        rest = rest[length:]
