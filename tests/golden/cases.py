"""The golden cases as they stand in the TOML files beside this module."""

import re
import tomllib
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from pipeline.vocabulary import HarmType, Qualifier, Scope, SetAsideReason
from tests.golden.notation import ATTRIBUTES, UNCHECKED, Expected, NotationError, read_figure

HERE: Final = Path(__file__).parent
_WORDS_OF_ID: Final = 7


class Aside(NamedTuple):
    """A number that must be set aside, with the reason."""

    number_text: str
    reason: SetAsideReason


class Case(NamedTuple):
    """A text and all that must be read in it; `totals` has the harm types whose total is compared."""

    id: str
    title: str
    text: str
    published_on: date | None
    figures: tuple[Expected, ...]
    set_aside: tuple[Aside, ...]
    totals: dict[HarmType, float]


def _identity(stem: str, text: str) -> str:
    words = re.findall(r"\w+", text.lower())[:_WORDS_OF_ID]
    return f"{stem}/{'-'.join(words)}"


def _aside(words: str) -> Aside:
    number, _, reason = words.rpartition(" ")
    return Aside(number, SetAsideReason(reason))


def derived_totals(figures: tuple[Expected, ...]) -> dict[HarmType, float]:
    """Killed and wounded of the top-level incident figures, a range by its middle; none if a vague one adds.

    Where no figure is of an incident, of those of a period. A text that tells one toll twice needs its `total` written
    out instead.
    """
    totals: dict[HarmType, float] = {}
    news = Scope.INCIDENT if any(f.scopes[0] is Scope.INCIDENT for f in figures) else Scope.PERIOD_TOTAL
    for harm in (HarmType.KILLED, HarmType.WOUNDED):
        top = [f.amount for f in figures if f.harm is harm and f.scopes[0] is news and f.parent is None]
        if all(amount.qualifier is not Qualifier.VAGUE for amount in top):
            middles = (
                amount.value if amount.value is not None else _middle(amount.low, amount.high)
                for amount in top
            )
            totals[harm] = sum(middles)
    return totals


def _middle(low: int | None, high: int | None) -> float:
    return ((low or 0) + (high or 0)) / 2


def _case(case_id: str, title: str, row: dict[str, Any], text: str, figures: tuple[Expected, ...]) -> Case:
    for figure in figures:
        if figure.parent is not None and not 0 <= figure.parent < len(figures):
            raise NotationError(
                f"{case_id}: {figure.note!r} is a part of figure {figure.parent + 1}, which is not there"
            )
    written = row.get("total")
    totals = (
        derived_totals(figures) if written is None else {HarmType(k): float(v) for k, v in written.items()}
    )
    asides = tuple(_aside(words) for words in row.get("set_aside", ()))
    return Case(case_id, title, text, row.get("published_on"), figures, asides, totals)


def _read_sentences(path: Path) -> Iterator[Case]:
    phenomenon = tomllib.loads(path.read_text(encoding="utf-8"))
    for row in phenomenon["case"]:
        text = row["text"].removesuffix("\n")
        figures = tuple(read_figure(note, text) for note in row["figures"])
        yield _case(_identity(path.stem, text), phenomenon["title"], row, text, figures)


@cache
def sentences() -> tuple[Case, ...]:
    """Every case of `sentences/*.toml`, in the order of the files; raises NotationError on two of one id."""
    found = [case for path in sorted((HERE / "sentences").glob("*.toml")) for case in _read_sentences(path)]
    ids = [case.id for case in found]
    repeated = sorted({i for i in ids if ids.count(i) > 1})
    if repeated:
        raise NotationError(f"two cases begin alike, reword one of each: {', '.join(repeated)}")
    return tuple(found)


def _complete(figure: Expected, common: dict[str, str]) -> Expected:
    """An article's figure with the attributes common to the article, and none where nothing is said."""
    attributes: dict[str, str | None] = {name: common.get(name) for name in ATTRIBUTES} | figure.attributes
    compared = {name: value for name, value in attributes.items() if value != UNCHECKED}
    return figure._replace(attributes=compared)


def read_article(path: Path) -> Case:
    """The article whose figures `path` lists, its text beside it."""
    row = tomllib.loads(path.read_text(encoding="utf-8"))
    text = path.with_suffix(".txt").read_text(encoding="utf-8")
    figures = tuple(_complete(read_figure(note, text), row.get("common", {})) for note in row["figures"])
    return _case(f"articles/{path.stem}", row["title"], row, text, figures)


@cache
def articles() -> tuple[Case, ...]:
    """Every article of `articles/`, by number."""
    return tuple(read_article(path) for path in sorted((HERE / "articles").glob("*.toml")))


@cache
def known_misses() -> dict[str, str]:
    """What the extractor does not read yet, by id, with the reason (`known_misses.toml`)."""
    rows = tomllib.loads((HERE / "known_misses.toml").read_text(encoding="utf-8")).get("miss", [])
    return {row["id"]: row["why"] for row in rows}
