"""A document's total per harm type: each incident-scope toll counted once.

News tells one toll several times: headline, lead and body repeat it, later reports correct it, lists break it down.
`tolls` says of each figure whether it adds to the document's total and why; `document_totals` adds up.
Perpetrators are kept apart, since some databases count them and some do not: those counted by themselves, and those
told as part of a count of all the dead, who are taken out of it.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Final, NamedTuple

from pipeline.extract.coreference import (
    are_rivals,
    fills_bound,
    has,
    is_among_all,
    is_one_of,
    is_same_person,
    point_value,
    same_people,
    same_place,
)
from pipeline.extract.outcomes import outlived
from pipeline.extract.records import Extraction, Figure
from pipeline.extract.side_events import is_side_event, leads_of
from pipeline.vocabulary import HarmType, Scope, VictimClass


class Toll(NamedTuple):
    """Whether figure `figure_no` of the extraction adds to the total of its harm type, and why or why not.

    `rival_of` is the figure that counts the same people on another source's word; `elsewhere` of its people are told
    again by what came of them ("four were shot, two fatally") or are attackers, who count apart.
    """

    figure_no: int
    counted: bool
    reason: str
    rival_of: int | None = None
    elsewhere: int = 0


class Total(NamedTuple):
    """People of one harm type: the printed number (a range's middle), its bounds, and the perpetrators apart.

    Rival counts of other sources widen the bounds; the number is that of the source told first.
    """

    victims: int
    low: int
    high: int | None
    perpetrators: int


NOBODY: Final = Total(0, 0, 0, 0)
"""The total of a harm that a text does not tell of."""


def _is_fresh(figure: Figure) -> bool:
    """Whether a figure is of the event that the document reports, not of an earlier one."""
    return (
        figure.scope is Scope.INCIDENT
        and figure.parent is None
        and not has(figure, "background")
        and not has(figure, "retrospect")
    )


def _denies(figure: Figure) -> bool:
    """ "No casualties in quake": what a headline says of the event reported."""
    return figure.scope is Scope.HEADLINE and figure.value == 0


class _Tally:
    """Decides on the figures of one harm type in the order of the text."""

    def __init__(self, figures: tuple[Figure, ...]) -> None:
        self.figures = figures
        self.kept: list[int] = []
        self.decisions: list[Toll] = []
        self.details = 0
        self.aftermath = 0

    def take(self, index: int) -> None:
        """Decide on the next figure."""
        figure = self.figures[index]
        rival = next((i for i in self.kept if are_rivals(figure, self.figures[i])), None)
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
        is_latest = figure.rule_id.startswith("toll") and self._is_latest_toll(value)
        if has(figure, "recorded_here") or is_latest or fills_bound(figure, earlier):
            self._supersede()
            return None
        if rival is not None or (earlier and has(figure, "recounted")):
            return "a rival count of another source"
        if has(figure, "restated"):
            return "restates an earlier count"
        if self._is_sum(figure, value):
            return "the counts told before together"
        if not earlier:
            return None
        if figure.rule_id.startswith("part.") or has(figure, "condition"):
            return "part of a count told before"
        if any(is_one_of(figure, other) for other in earlier):
            return "among those told before"
        if self._is_aftermath(figure, value, earlier):
            return "among those told before"
        if self._is_detail(figure, value):
            return "detail of the total told first"
        if has(figure, "additive"):
            return None
        if has(figure, "implied") and any(is_same_person(figure, o) for o in earlier):
            return "the same person again"
        if has(figure, "separate"):
            return None
        if any(self._restates(figure, o) for o in earlier):
            return "restates an earlier count"
        if has(figure, "total") and value >= sum(map(point_value, earlier)):
            self._supersede()
        return None

    def _restates(self, figure: Figure, other: Figure) -> bool:
        """The same number of the same people; "A blast killed one" begins an event of its own."""
        if has(figure, "an_event") and has(other, "an_event"):
            return False
        alike = point_value(other) == point_value(figure)
        return alike and same_people(figure, other) and same_place(figure, other)

    def _is_aftermath(self, figure: Figure, value: int, earlier: list[Figure]) -> bool:
        """ "31 drowned. Divers recovered 19 bodies": what became of people told before, as long as these suffice."""
        if not has(figure, "aftermath") or has(figure, "additive") or has(figure, "separate"):
            return False
        told = [f for f in earlier if f.of_perpetrators == figure.of_perpetrators and same_place(figure, f)]
        if self.aftermath + value > max(map(point_value, told), default=0):
            return False
        self.aftermath += value
        return True

    def _is_detail(self, figure: Figure, value: int) -> bool:
        """After "a string of attacks killed 46", counts up to 46 are its details."""
        lead = self.figures[self.kept[0]]
        told_as_one = has(lead, "summary") and not has(figure, "separate")
        if not (told_as_one or has(figure, "detail")) or lead.sentence_no == figure.sentence_no:
            return False
        if self.details + value > point_value(lead):
            return False
        self.details += value
        return True

    def _is_sum(self, figure: Figure, value: int) -> bool:
        """ "A farmer and his son were shot dead. 2 fatalities.": a closing line adds up the counts before it, those of
        perpetrators among them.
        """
        is_line = figure.rule_id.startswith(("count_noun", "label")) and not has(figure, "additive")
        told = [self.figures[i] for i in self.kept]
        closes = len(told) > 1 or any(other.sentence_no == figure.sentence_no for other in told)
        is_sum = closes and value == sum(map(point_value, told))
        return is_line and is_sum and figure.victim_class is VictimClass.UNKNOWN

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
        self._drop([i for i in self.kept if self._dies_twice(i)], "among other attackers told dead")
        lead, *rest = (self.figures[i] for i in self.kept)
        told_later = all(figure.sentence_no > lead.sentence_no for figure in rest)
        if len(rest) > 1 and told_later and sum(map(point_value, rest)) == point_value(lead):
            self._drop(self.kept[1:], "part of the count told first")

    def _dies_twice(self, index: int) -> bool:
        """ "Two suicide bombers ...; one of them blew himself up"; "... and all ten attackers died"."""
        figure = self.figures[index]
        if not figure.rule_id.startswith("suicide") or has(figure, "additive"):
            return False
        value = point_value(figure)
        for i in self.kept:
            other = self.figures[i]
            is_bombers = other.rule_id.startswith("suicide")
            larger = point_value(other) > value if is_bombers else i > index and point_value(other) >= value
            if i != index and other.of_perpetrators and larger and (i < index or not is_bombers):
                return True
        return False

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


def _is_part(figure: Figure, figures: tuple[Figure, ...]) -> bool:
    """Whether another figure of the event counts its people; the sum of a log's period does not."""
    return figure.parent is not None and figures[figure.parent].scope is Scope.INCIDENT


def tolls(extraction: Extraction) -> list[Toll]:
    """One decision per figure, in their order."""
    figures = extraction.figures
    tallies: dict[HarmType, _Tally] = defaultdict(lambda: _Tally(figures))
    outside: list[Toll] = []
    has_fresh = any(_is_fresh(figure) or _denies(figure) for figure in figures)
    leads = leads_of(figures)
    standing = {f.harm_type for f in figures if _is_fresh(f) and not has(f, "superseded")}
    for index, figure in enumerate(figures):
        if figure.scope is not Scope.INCIDENT:
            outside.append(Toll(index, False, f"scope {figure.scope}"))
        elif _is_part(figure, figures):
            outside.append(Toll(index, False, "part of another figure"))
        elif has(figure, "retrospect") or (has(figure, "background") and has_fresh):
            outside.append(Toll(index, False, "an earlier event"))
        elif is_side_event(figure, leads.get(figure.harm_type)):
            outside.append(Toll(index, False, "another event"))
        elif has(figure, "superseded") and figure.harm_type in standing:
            outside.append(Toll(index, False, "superseded by a later toll"))
        else:
            tallies[figure.harm_type].take(index)
    for tally in tallies.values():
        tally.finish()
    decided = [
        d._replace(elsewhere=_told_apart(d.figure_no, figures)) if d.counted else d
        for tally in tallies.values()
        for d in tally.decisions
    ]
    return sorted([*decided, *outside])


def _told_apart(figure_no: int, figures: tuple[Figure, ...]) -> int:
    attackers = sum(map(point_value, _attackers_among(figure_no, figures)))
    return min(point_value(figures[figure_no]), attackers + outlived(figure_no, figures))


def _attackers_among(figure_no: int, figures: tuple[Figure, ...]) -> Iterator[Figure]:
    """ "31 people, including five assailants, were killed": attackers who are part of a count of all the dead."""
    if figures[figure_no].of_perpetrators:
        return
    for part in figures:
        if part.of_perpetrators and part.parent == figure_no and is_among_all(part):
            yield part


def _with_at_least(total: Total, attackers: int) -> Total:
    """Attackers who were counted by themselves too are the same people."""
    return total._replace(perpetrators=max(total.perpetrators, attackers))


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
            before = sums.get(figure.harm_type, NOBODY)
            sums[figure.harm_type] = _plus(before, figure, rivals[toll.figure_no], toll.elsewhere)
    for toll in decided:
        attackers = sum(map(point_value, _attackers_among(toll.figure_no, figures))) if toll.counted else 0
        if attackers:
            harm = figures[toll.figure_no].harm_type
            sums[harm] = _with_at_least(sums[harm], attackers)
    return sums


def _plus(before: Total, figure: Figure, rivals: list[Figure], elsewhere: int) -> Total:
    """A total with one more count, whose bounds take in those of its rivals, less the people told elsewhere."""
    value = point_value(figure) - elsewhere
    if figure.of_perpetrators:
        return before._replace(perpetrators=before.perpetrators + value)
    told = [figure, *rivals]
    low = max(0, min(each.value_low or 0 for each in told) - elsewhere)
    highs = [each.value_high for each in told if each.value_high is not None]
    is_open = before.high is None or len(highs) < len(told)
    high = None if is_open else (before.high or 0) + max(highs)
    return Total(before.victims + value, before.low + low, high, before.perpetrators)
