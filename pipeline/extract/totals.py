"""A document's total per harm type: each incident-scope toll counted once.

News tells one toll several times: headline, lead and body repeat it, later reports correct it, lists break it down.
`tolls` says of each figure whether it adds to the document's total and why; `document_totals` adds up.
Perpetrators are kept apart, since some databases count them and some do not: those counted by themselves, and those
told as part of a count of all the dead, who are taken out of it.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Final, NamedTuple

from pipeline.extract.coreference import is_among_all, point_value
from pipeline.extract.counted_off import counted_up_to
from pipeline.extract.headline_tolls import HeadlineToll, headline_tolls, raised_in_headline, told_in_headline
from pipeline.extract.hurt_beside import without_known_hurt
from pipeline.extract.news import with_news
from pipeline.extract.outcomes import outlived
from pipeline.extract.outside_toll import Report, is_told_of_event
from pipeline.extract.records import Extraction, Figure
from pipeline.extract.side_events import is_long
from pipeline.extract.tallying import Tally, Toll
from pipeline.vocabulary import BODILY, HarmType, Scope


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


def tolls(extraction: Extraction) -> list[Toll]:
    """One decision per figure, in their order."""
    extraction = with_news(extraction)
    figures, report = extraction.figures, Report.of(extraction)
    tallies: dict[HarmType, Tally] = defaultdict(lambda: Tally(figures))
    outside: list[Toll] = []
    for index, figure in enumerate(figures):
        if report.is_correction(index):
            outside.append(Toll(index, True, "adds to the toll"))
        elif (reason := report.why_outside(index)) is not None:
            outside.append(Toll(index, False, reason))
        else:
            tallies[figure.harm_type].take(index)
    for tally in tallies.values():
        tally.finish()
    told = [d for tally in tallies.values() for d in tally.decisions]
    decided = list(_by_headlines(sorted([*told, *outside]), extraction))
    decided = list(without_known_hurt(decided, figures))
    known = _deaths_told_before(decided, figures)
    return [
        d._replace(elsewhere=_told_apart(d.figure_no, figures, known)) if d.counted else d for d in decided
    ]


def _deaths_told_before(decided: list[Toll], figures: tuple[Figure, ...]) -> frozenset[int]:
    """ "17 were killed and 43 hurt. ... The count rose as three of the wounded died": they are among the 17."""
    dead = [d for d in decided if figures[d.figure_no].harm_type is HarmType.KILLED]
    last = max((d.figure_no for d in dead if d.counted), default=len(figures))
    return frozenset(d.figure_no for d in dead if not d.counted and d.figure_no > last)


def _by_headlines(decided: list[Toll], extraction: Extraction) -> Iterator[Toll]:
    """The decisions, where a headline's toll is the event's."""
    figures = extraction.figures
    tolls_by_harm, is_article = _headline_tolls(decided, figures), is_long(extraction)
    for decision in decided:
        index, figure = decision.figure_no, figures[decision.figure_no]
        toll = tolls_by_harm.get(figure.harm_type)
        if toll is not None and index in toll.members:
            yield Toll(index, True, "adds to the toll")
        elif toll is not None and decision.counted and toll.takes_in(index, figure, is_article):
            yield Toll(index, False, "beside the toll of the headline")
        else:
            yield decision


def _headline_tolls(decided: list[Toll], figures: tuple[Figure, ...]) -> dict[HarmType, HeadlineToll]:
    """The headline's tolls by harm type, and those that the report does not print again."""
    found = headline_tolls(figures)
    told = [figures[d.figure_no] for d in decided if d.counted]
    for harm in BODILY - found.keys():
        counted = [f for f in told if f.harm_type is harm]
        toll = told_in_headline(harm, counted, figures)
        if toll is None and harm is HarmType.KILLED:
            toll = raised_in_headline(harm, sum(map(point_value, counted)), figures)
        if toll is not None:
            found[harm] = toll
    return found


def _told_apart(figure_no: int, figures: tuple[Figure, ...], known: frozenset[int]) -> int:
    apart = _attackers_among(figure_no, figures) + outlived(figure_no, figures, known)
    return min(point_value(figures[figure_no]), apart)


def _attackers_among(figure_no: int, figures: tuple[Figure, ...]) -> int:
    """ "31 people, including five assailants, were killed": attackers who are part of a count of all the dead."""
    if figures[figure_no].of_perpetrators:
        return 0
    parts = (part for part in figures if part.of_perpetrators and part.parent == figure_no)
    return sum(point_value(part) for part in parts if is_among_all(part))


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
        attackers = _attackers_among(toll.figure_no, figures) if toll.counted else 0
        if attackers:
            harm = figures[toll.figure_no].harm_type
            sums[harm] = _with_at_least(sums[harm], attackers)
    return _with_counted_off(sums, figures)


def _with_counted_off(sums: dict[HarmType, Total], figures: tuple[Figure, ...]) -> dict[HarmType, Total]:
    """ "The ninth person killed in the attack", where fewer are told by themselves: nine died."""
    told = (
        f for f in figures if (is_told_of_event(f) or f.scope is Scope.HEADLINE) and not f.of_perpetrators
    )
    number = max((counted_up_to(f.rule_id) for f in told), default=0)
    dead = sums.get(HarmType.KILLED, NOBODY)
    if number <= dead.victims:
        return sums
    high = None if dead.high is None else max(dead.high, number)
    return {**sums, HarmType.KILLED: dead._replace(victims=number, low=max(dead.low, number), high=high)}


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
