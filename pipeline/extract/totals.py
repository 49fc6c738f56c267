"""A document's total per harm type: each incident-scope toll counted once.

News tells one toll several times: headline, lead and body repeat it, later reports correct it, lists break it down.
`tolls` says of each figure whether it adds to the document's total and why; `document_totals` adds up.
Perpetrators are kept apart, since some databases count them and some do not (eval convention: victims and perpetrators
of incident-scope figures that are no part of another figure).
"""

from collections import defaultdict
from typing import NamedTuple

from pipeline.extract.records import Extraction, Figure
from pipeline.vocabulary import HarmType, Qualifier, Scope, VictimClass

_PRONOUNS = frozenset({"he", "him", "she", "her", "his"})
_OF_THOSE = ("of the ", "of those ", "of these ", "of them")
_SHORTEST_NAME = 4
"""Letters of a word by which two mentions of a person are matched."""


class Toll(NamedTuple):
    """Whether figure `figure_no` of the extraction adds to the total of its harm type, and why or why not.

    `rival_of` is the figure that counts the same people on another source's word.
    """

    figure_no: int
    counted: bool
    reason: str
    rival_of: int | None = None


class Total(NamedTuple):
    """People of one harm type: the printed number (a range's middle), its bounds, and the perpetrators apart.

    Rival counts of other sources widen the bounds; the number is that of the source told first.
    """

    victims: int
    low: int
    high: int | None
    perpetrators: int


def point_value(figure: Figure) -> int:
    """The printed number; the middle of a range; nothing for a vague word."""
    if figure.value is not None:
        return figure.value
    if figure.qualifier is Qualifier.RANGE and figure.value_low is not None and figure.value_high is not None:
        return (figure.value_low + figure.value_high) // 2
    return 0


def _same_place(a: Figure, b: Figure) -> bool:
    """Not said to be in two provinces or countries; a report names one event's place now finely, now roughly."""
    if a.where_prec != b.where_prec or a.place_id is None or a.place_id == b.place_id:
        return True
    return a.adm1 is not None and (a.country, a.adm1) == (b.country, b.adm1)


def _same_people(a: Figure, b: Figure) -> bool:
    unknown = VictimClass.UNKNOWN
    if a.of_perpetrators != b.of_perpetrators:
        return False
    return a.victim_class == b.victim_class or unknown in (a.victim_class, b.victim_class)


def _names(figure: Figure) -> set[str]:
    words = (figure.victim_text or "").casefold().replace("'s", "").split()
    return {word for word in words if len(word) >= _SHORTEST_NAME}


def _is_same_person(figure: Figure, other: Figure) -> bool:
    """A pronoun, or a name or description that shares a word with one told before."""
    if not _has(other, "implied"):
        return False
    return figure.number_text.casefold() in _PRONOUNS or not _names(figure).isdisjoint(_names(other))


def _is_one_of(figure: Figure, other: Figure) -> bool:
    """ "one of the soldiers", "the first": among the people of a larger count told before."""
    anaphoric = (figure.victim_text or "").startswith(_OF_THOSE)
    ordinal = figure.victim_text is None and figure.number_text.casefold() == "the"
    larger = point_value(figure) < point_value(other)
    return (anaphoric or ordinal) and larger and _same_people(figure, other)


def _are_rivals(figure: Figure, other: Figure) -> bool:
    """ "the ministry spoke of 64 dead, but hospitals counted 88": two counts of the same people."""
    apart = figure.source is not None and other.source is not None and figure.source != other.source
    near = abs(figure.sentence_no - other.sentence_no) <= 1
    alike = figure.victim_class == other.victim_class and not figure.of_perpetrators
    return apart and near and alike and _same_place(figure, other) and not _has(figure, "separate")


def _is_fresh(figure: Figure) -> bool:
    """Whether a figure is of the event that the document reports, not of an earlier one."""
    return figure.scope is Scope.INCIDENT and figure.parent is None and not _has(figure, "background")


def _has(figure: Figure, detail: str) -> bool:
    """Whether the extraction marked the figure so (`rule_id` is the relation, then its details)."""
    return detail in figure.rule_id.split(".")[1:]


class _Tally:
    """Decides on the figures of one harm type in the order of the text."""

    def __init__(self, figures: tuple[Figure, ...]) -> None:
        self.figures = figures
        self.kept: list[int] = []
        self.decisions: list[Toll] = []
        self.details = 0

    def take(self, index: int) -> None:
        figure = self.figures[index]
        rival = next((i for i in self.kept if _are_rivals(figure, self.figures[i])), None)
        decision = self._decide(figure, rival)
        if decision is None:
            self.kept.append(index)
            self.decisions.append(Toll(index, True, "adds to the toll"))
        else:
            self.decisions.append(Toll(index, False, decision, rival))

    def _decide(self, figure: Figure, rival: int | None) -> str | None:
        """Why the figure adds nothing, or None when it adds to the toll."""
        value = point_value(figure)
        earlier = [self.figures[i] for i in self.kept if self.figures[i].sentence_no != figure.sentence_no]
        if figure.rule_id.startswith("toll") and self._is_latest_toll(value):
            self._supersede()
            return None
        if rival is not None:
            return "a rival count of another source"
        if not earlier:
            return None
        if figure.rule_id.startswith("part.") or _has(figure, "condition"):
            return "part of a count told before"
        if any(_is_one_of(figure, other) for other in earlier):
            return "among those told before"
        if self._is_detail(figure, value):
            return "detail of the total told first"
        if _has(figure, "implied") and any(_is_same_person(figure, o) for o in earlier):
            return "the same person again"
        if _has(figure, "additive") or _has(figure, "separate"):
            return None
        if any(
            point_value(o) == value and _same_people(figure, o) and _same_place(figure, o) for o in earlier
        ):
            return "restates an earlier count"
        if _has(figure, "total") and value >= sum(map(point_value, earlier)):
            self._supersede()
        return None

    def _is_detail(self, figure: Figure, value: int) -> bool:
        """After "a string of attacks killed 46", counts up to 46 are its details."""
        lead = self.figures[self.kept[0]]
        told_as_one = _has(lead, "summary") and not _has(figure, "separate")
        if not (told_as_one or _has(figure, "detail")) or lead.sentence_no == figure.sentence_no:
            return False
        if self.details + value > point_value(lead):
            return False
        self.details += value
        return True

    def _is_latest_toll(self, value: int) -> bool:
        """A toll corrects tolls told before, and closes counts that it is not smaller than."""
        kept = [self.figures[i] for i in self.kept]
        return bool(kept) and (
            all(f.rule_id.startswith("toll") for f in kept) or value >= sum(point_value(f) for f in kept)
        )

    def finish(self) -> None:
        """Later counts that make up the first one together are its breakdown: 22 told, then 13 and nine."""
        if not self.kept:
            return
        lead, *rest = (self.figures[i] for i in self.kept)
        told_later = all(figure.sentence_no > lead.sentence_no for figure in rest)
        if len(rest) > 1 and told_later and sum(map(point_value, rest)) == point_value(lead):
            self._drop(self.kept[1:], "part of the count told first")

    def _drop(self, figures: list[int], reason: str) -> None:
        """Take back figures that were kept."""
        gone = frozenset(figures)
        self.decisions = [
            Toll(d.figure_no, False, reason) if d.figure_no in gone else d for d in self.decisions
        ]
        self.kept = [index for index in self.kept if index not in gone]

    def _supersede(self) -> None:
        """A death toll closes the counts told before it."""
        self._drop(self.kept, "superseded by a later toll")


def tolls(extraction: Extraction) -> list[Toll]:
    """One decision per figure, in their order."""
    figures = extraction.figures
    tallies: dict[HarmType, _Tally] = defaultdict(lambda: _Tally(figures))
    outside: list[Toll] = []
    has_fresh = any(_is_fresh(figure) for figure in figures)
    for index, figure in enumerate(figures):
        if figure.scope is not Scope.INCIDENT:
            outside.append(Toll(index, False, f"scope {figure.scope}"))
        elif figure.parent is not None:
            outside.append(Toll(index, False, "part of another figure"))
        elif _has(figure, "outcome_told"):
            outside.append(Toll(index, False, "its outcome is told apart"))
        elif _has(figure, "background") and has_fresh:
            outside.append(Toll(index, False, "an earlier event"))
        else:
            tallies[figure.harm_type].take(index)
    for tally in tallies.values():
        tally.finish()
    decided = [d for tally in tallies.values() for d in tally.decisions]
    return sorted([*decided, *outside])


def document_totals(extraction: Extraction) -> dict[HarmType, Total]:
    """Totals of every harm type that the document counts."""
    figures, decided = extraction.figures, tolls(extraction)
    rivals: dict[int, list[Figure]] = defaultdict(list)
    for toll in decided:
        if toll.rival_of is not None:
            rivals[toll.rival_of].append(figures[toll.figure_no])
    sums: dict[HarmType, Total] = {}
    for toll in decided:
        if toll.counted:
            figure = figures[toll.figure_no]
            before = sums.get(figure.harm_type, Total(0, 0, 0, 0))
            sums[figure.harm_type] = _plus(before, figure, rivals[toll.figure_no])
    return sums


def _plus(before: Total, figure: Figure, rivals: list[Figure]) -> Total:
    """A total with one more count, whose bounds take in those of its rivals."""
    value = point_value(figure)
    if figure.of_perpetrators:
        return before._replace(perpetrators=before.perpetrators + value)
    told = [figure, *rivals]
    low = min(each.value_low or 0 for each in told)
    highs = [each.value_high for each in told if each.value_high is not None]
    is_open = before.high is None or len(highs) < len(told)
    high = None if is_open else (before.high or 0) + max(highs)
    return Total(before.victims + value, before.low + low, high, before.perpetrators)
