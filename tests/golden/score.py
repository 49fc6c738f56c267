"""Precision and recall of figures and their attributes on the golden cases: `python -m tests.golden.score`.

A figure is found when its number's characters and its harm type are. An attribute's precision is over the
figures found that have it, its recall over all expected ones that have it: a missed figure costs recall too.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Final, NamedTuple

from rich.console import Console
from rich.table import Table

from pipeline.extract import Figure
from pipeline.vocabulary import VictimClass
from tests.golden.cases import Case, articles, sentences
from tests.golden.matching import Comparison, agree, compare, found_attribute, reading
from tests.golden.notation import ATTRIBUTES, Amount, Expected


class Score(NamedTuple):
    """Counts of one aspect: right, given by the extractor, expected."""

    right: int
    given: int
    expected: int

    @property
    def precision(self) -> float:
        """Share of what was given that is right, in per cent."""
        return 100 * self.right / self.given if self.given else 100.0

    @property
    def recall(self) -> float:
        """Share of what was expected that was given, in per cent."""
        return 100 * self.right / self.expected if self.expected else 100.0


class Judged(NamedTuple):
    """One aspect of an expected figure: is it expected, is it given, do the two agree."""

    is_expected: bool
    is_given: bool
    is_right: bool


Judge = Callable[[Expected, Figure | None], Judged | None]


def _amount(wanted: Expected, figure: Figure | None) -> Judged:
    given = figure and Amount(figure.value, figure.value_low, figure.value_high, figure.qualifier)
    return Judged(True, figure is not None, given == wanted.amount)


def _scope(wanted: Expected, figure: Figure | None) -> Judged:
    return Judged(True, figure is not None, figure is not None and figure.scope in wanted.scopes)


def _victim_class(wanted: Expected, figure: Figure | None) -> Judged | None:
    if wanted.victim_class is None:
        return None
    given = None if figure is None or figure.victim_class is VictimClass.UNKNOWN else figure.victim_class
    expected = None if wanted.victim_class is VictimClass.UNKNOWN else wanted.victim_class
    return Judged(expected is not None, given is not None, expected is not None and expected is given)


def _perpetrators(wanted: Expected, figure: Figure | None) -> Judged | None:
    if wanted.perpetrators is None:
        return None
    given = figure is not None and figure.of_perpetrators
    return Judged(wanted.perpetrators, given, wanted.perpetrators and given)


def _attribute(name: str) -> Judge:
    def judge(wanted: Expected, figure: Figure | None) -> Judged | None:
        if name not in wanted.attributes:
            return None
        expected = wanted.attributes[name]
        found = None if figure is None else found_attribute(figure, name)
        both = expected is not None and found is not None
        return Judged(expected is not None, found is not None, both and agree(name, expected, found))

    return judge


JUDGES: Final[dict[str, Judge]] = {
    "value and qualifier": _amount,
    "scope": _scope,
    "victim class": _victim_class,
    "perpetrators apart": _perpetrators,
    **{name: _attribute(name) for name in ATTRIBUTES},
}


def _sum(judged: Iterable[Judged]) -> Score:
    counts: Counter[str] = Counter()
    for one in judged:
        counts.update(right=one.is_right, given=one.is_given, expected=one.is_expected)
    return Score(counts["right"], counts["given"], counts["expected"])


def _figures(compared: list[tuple[Case, Comparison]]) -> Score:
    right = given = expected = 0
    for case, comparison in compared:
        wrong_spans = sum(d.aspect == "number_text" for d in comparison.differences)
        right += len(comparison.pairs) - wrong_spans
        given += len(reading(case).figures)
        expected += len(comparison.pairs) + len(comparison.missing)
    return Score(right, given, expected)


def _parents(compared: list[tuple[Case, Comparison]]) -> Score:
    judged = []
    for case, comparison in compared:
        unequal = {d.note for d in comparison.differences if d.aspect == "parent"}
        for i, wanted in enumerate(case.figures):
            j = comparison.pairs.get(i)
            is_given = j is not None and reading(case).figures[j].parent is not None
            is_part = wanted.parent is not None and (j is not None or not wanted.is_optional)
            judged.append(Judged(is_part, is_given, is_part and is_given and wanted.note not in unequal))
    return _sum(judged)


def _judge(compared: list[tuple[Case, Comparison]], judge: Judge) -> Iterator[Judged]:
    for case, comparison in compared:
        for i, wanted in enumerate(case.figures):
            j = comparison.pairs.get(i)
            if j is None and wanted.is_optional:
                continue
            one = judge(wanted, None if j is None else reading(case).figures[j])
            if one is not None:
                yield one


def scores(cases: Iterable[Case]) -> dict[str, Score]:
    """Scores by aspect, "figures" first."""
    compared = [(case, compare(case)) for case in cases]
    rows = {"figures": _figures(compared), "parent": _parents(compared)}
    return rows | {name: _sum(_judge(compared, judge)) for name, judge in JUDGES.items()}


def table(title: str, rows: dict[str, Score]) -> Table:
    """The scores of each aspect in per cent, with their counts."""
    found = Table(title=title)
    found.add_column("aspect")
    for name in ("precision %", "recall %", "right", "given", "expected"):
        found.add_column(name, justify="right")
    for aspect, score in rows.items():
        if score.given or score.expected:
            found.add_row(aspect, f"{score.precision:.1f}", f"{score.recall:.1f}", *map(str, score))
    return found


def main() -> None:
    """Prints the scores of the sentences and of the articles."""
    console = Console()
    for title, cases in (("sentences", sentences()), ("articles", articles())):
        console.print(table(f"{len(cases)} golden {title}", scores(cases)))


if __name__ == "__main__":
    main()
