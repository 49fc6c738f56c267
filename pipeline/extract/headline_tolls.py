"""The toll that headline and report both print: it is that of the event, and no count beside it adds to it.

"Ferry sinks off Tanga, 38 drowned. ... At least 38 people drowned ... The crew had spoken of 20": what a report tells
besides are parts of the 38, counts of others, or other events. A headline whose number the report tells in two ("11
soldiers and two guides") is read alike. People of another kind than a headline counts ("33 rebels killed") stay apart,
and so do those of another attack elsewhere in a report of a few sentences.
"""

from collections import defaultdict
from typing import Final, NamedTuple

from pipeline.extract.coreference import has, point_value
from pipeline.extract.records import Figure
from pipeline.extract.side_events import is_another_day
from pipeline.vocabulary import HarmType, Scope, VictimClass

_TOLLS: Final = ("toll", "total")
_OUTSIDE: Final = ("retrospect", "superseded", "separate")
_MOST_RAISED: Final = 2
"""How many times the dead whom a report counts its headline's toll may be: a greater one is of a longer time."""


class HeadlineToll(NamedTuple):
    """The figures of the report that have a headline's number, by their indexes; whom the headline counts."""

    members: dict[int, Figure]
    classes: frozenset[VictimClass]

    def takes_in(self, index: int, figure: Figure, is_long: bool) -> bool:
        """Whether a count of the same harm adds nothing to it; a short report may sum up several attacks."""
        if index in self.members or figure.of_perpetrators:
            return False
        lead = next(iter(self.members.values()))
        is_counted = any(figure.victim_class.may_be(each) for each in self.classes)
        is_apart = figure.sentence_no == lead.sentence_no or _is_added(figure, lead)
        is_of_round_up = not is_long and _is_other_attack(figure, lead) and not is_another_day(figure, lead)
        return is_counted and not is_apart and not is_of_round_up


def corrections(figures: tuple[Figure, ...]) -> dict[HarmType, int]:
    """By harm type the headline's count, where the report prints none but one that no longer holds: "Quake kills 84.
    ... The crisis centre, which had earlier reported 70 deaths".
    """
    told = [f for f in figures if f.scope is Scope.INCIDENT and _is_whole(f) and not has(f, "separate")]
    gone = {f.harm_type for f in told if has(f, "superseded")}
    gone -= {f.harm_type for f in told if _is_of_event(f)}
    first: dict[HarmType, int] = {}
    for index, figure in enumerate(figures):
        if figure.scope is Scope.HEADLINE and figure.harm_type in gone and _is_toll(figure):
            first.setdefault(figure.harm_type, index)
    return first


def _is_toll(figure: Figure) -> bool:
    """Not "divers find 19 more bodies"."""
    return _is_whole(figure) and not has(figure, "implied") and not has(figure, "additive")


def headline_tolls(figures: tuple[Figure, ...]) -> dict[HarmType, HeadlineToll]:
    """By harm type; none where headline and report do not agree on a number."""
    printed: dict[HarmType, list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.scope is Scope.HEADLINE and _is_toll(figure):
            printed[figure.harm_type].append(figure)
    tolls = ((harm, _told(harm, counts, figures)) for harm, counts in printed.items())
    return {harm: toll for harm, toll in tolls if toll is not None}


def told_in_headline(
    harm: HarmType, counted: list[Figure], figures: tuple[Figure, ...]
) -> HeadlineToll | None:
    """ "Bomb kills judge and five guards", over a report of which none is `counted`, or only persons told one by one.
    Who was "shot" may be the dead, unless the headline tells of these too.
    """
    titles = {i: f for i, f in enumerate(figures) if f.scope is Scope.HEADLINE and _is_whole(f)}
    tells_dead = any(f.harm_type is HarmType.KILLED for f in titles.values())
    told = {i: f for i, f in titles.items() if f.harm_type is harm and (tells_dead or not has(f, "unsure"))}
    looks_back = any(f.harm_type is harm and has(f, "retrospect") for f in figures)
    if looks_back or not told or not all(has(f, "implied") for f in counted):
        return None
    is_more = not counted or sum(map(point_value, told.values())) > sum(map(point_value, counted))
    return HeadlineToll(told, frozenset({VictimClass.UNKNOWN})) if is_more else None


def raised_in_headline(harm: HarmType, counted: int, figures: tuple[Figure, ...]) -> HeadlineToll | None:
    """ "Another patron dies, taking toll to 16", over a report that counts 12 and three: the headline is the latest."""
    tolls = {
        index: figure
        for index, figure in enumerate(figures)
        if figure.scope is Scope.HEADLINE and figure.harm_type is harm and _is_toll(figure)
    }
    raising = {figure.parent for figure in figures if figure.scope is Scope.HEADLINE}
    is_raised = len(tolls) == 1 and all(
        f.rule_id.startswith("toll") and i in raising for i, f in tolls.items()
    )
    if not is_raised or not counted < sum(map(point_value, tolls.values())) <= _MOST_RAISED * counted:
        return None
    return HeadlineToll(tolls, frozenset({VictimClass.UNKNOWN}))


def _told(harm: HarmType, printed: list[Figure], figures: tuple[Figure, ...]) -> HeadlineToll | None:
    """The first figure, or figures of one sentence, of the headline's number."""
    number = sum(map(point_value, printed))
    classes = frozenset(figure.victim_class for figure in printed)
    by_sentence: dict[int, list[int]] = defaultdict(list)
    for index, figure in enumerate(figures):
        if figure.harm_type is harm and _is_of_event(figure):
            by_sentence[figure.sentence_no].append(index)
    for indexes in by_sentence.values() if number > 1 else ():
        alike = [index for index in indexes if point_value(figures[index]) == number]
        is_earlier = any(has(figures[index], "background") for index in indexes)
        makes_up = sum(point_value(figures[index]) for index in indexes) == number and not is_earlier
        if alike or makes_up:
            told = alike[:1] or indexes
            told = _raised(figures[told[0]], number, figures) or told
            return HeadlineToll({index: figures[index] for index in told}, classes)
    return None


def _raised(lead: Figure, number: int, figures: tuple[Figure, ...]) -> list[int]:
    """ "One of them died later, taking the toll to six", under a headline of five: the last that says how it rose."""
    rises = {
        figure.parent
        for figure in figures
        if figure.parent is not None
        and figures[figure.parent].sentence_no == figure.sentence_no
        and not figure.rule_id.startswith("part.")
    }
    tolls = [
        index
        for index in sorted(rises)
        if figures[index].harm_type is lead.harm_type
        and figures[index].rule_id.startswith(_TOLLS)
        and point_value(figures[index]) > number
        and _is_of_event(figures[index])
        and not is_another_day(figures[index], lead)
    ]
    return tolls[-1:]


def _is_whole(figure: Figure) -> bool:
    return figure.parent is None and not figure.of_perpetrators


def _is_of_event(figure: Figure) -> bool:
    is_event = figure.scope is Scope.INCIDENT and _is_whole(figure)
    return is_event and not any(has(figure, detail) for detail in _OUTSIDE)


def _is_added(figure: Figure, lead: Figure) -> bool:
    """ "Eight died on the spot. Another three died in hospital": the sentence after it goes on counting."""
    is_next = figure.sentence_no == lead.sentence_no + 1
    return is_next and has(figure, "additive") and not has(figure, "bodies")


def _is_other_attack(figure: Figure, lead: Figure) -> bool:
    """ "In Mosul, gunmen shot dead two", in a report on bombs in Baghdad."""
    by_others = figure.weapon not in (None, lead.weapon) or figure.perpetrator not in (None, lead.perpetrator)
    return by_others and None not in (figure.adm1, lead.adm1) and figure.adm1 != lead.adm1
