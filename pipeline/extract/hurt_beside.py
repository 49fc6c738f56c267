"""People hurt beside dead whom a toll told before has counted: they are among those whom it tells hurt.

"Blasts in two cities killed 171 people and wounded 500. ... In the first, 106 died and 233 were wounded": the 106 are
of the 171, so the 233 are of the 500. Where the dead are of another event than the report's, so are those hurt with
them.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from pipeline.extract.coreference import has, point_value
from pipeline.extract.records import Figure
from pipeline.extract.side_events import is_another_day
from pipeline.extract.tallying import Toll
from pipeline.vocabulary import HarmType, Scope

_REASON: Final = "told beside dead who are counted already"
_OUTSIDE: Final = ("background", "retrospect", "superseded")
_BY_CHANCE: Final = ("part of the count told first", "restates an earlier count")
"""Reasons that rest on numbers alone."""


class _Lead(NamedTuple):
    """The first sentence that counts dead and hurt people."""

    dead: Figure
    hurt: Figure


def without_known_hurt(decided: Sequence[Toll], figures: tuple[Figure, ...]) -> Iterator[Toll]:
    """The decisions, without the people hurt beside dead who are known."""
    lead = _lead(decided, figures)
    dead_of = _uncounted_dead(decided, figures)
    for toll in decided:
        figure = figures[toll.figure_no]
        is_open = toll.counted and figure.harm_type is HarmType.WOUNDED and not figure.of_perpetrators
        if lead is not None and is_open and _is_known(figure, lead, dead_of.get(figure.sentence_no, [])):
            yield toll._replace(counted=False, reason=_REASON)
        else:
            yield toll


def _lead(decided: Sequence[Toll], figures: tuple[Figure, ...]) -> _Lead | None:
    counted = [figures[toll.figure_no] for toll in decided if toll.counted]
    hurt = next((f for f in counted if f.harm_type is HarmType.WOUNDED), None)
    if hurt is None or hurt.of_perpetrators:
        return None
    dead = [f for f in counted if f.harm_type is HarmType.KILLED and not f.of_perpetrators]
    beside = [f for f in dead if f.sentence_no == hurt.sentence_no]
    return _Lead(beside[0], hurt) if len(beside) == 1 else None


def _uncounted_dead(decided: Sequence[Toll], figures: tuple[Figure, ...]) -> dict[int, list[Figure]]:
    """By sentence the dead of the report's time, in sentences of which none adds to the toll."""
    by_sentence: dict[int, list[Figure]] = defaultdict(list)
    fresh: set[int] = set()
    for toll in decided:
        figure = figures[toll.figure_no]
        if figure.harm_type is not HarmType.KILLED or figure.of_perpetrators:
            continue
        is_surely_known = figure.parent is not None or toll.reason not in _BY_CHANCE
        is_of_time = figure.scope is Scope.INCIDENT and not any(has(figure, d) for d in _OUTSIDE)
        if toll.counted or not is_of_time or not is_surely_known:
            fresh.add(figure.sentence_no)
        else:
            by_sentence[figure.sentence_no].append(figure)
    return {no: dead for no, dead in by_sentence.items() if no not in fresh}


def _is_known(figure: Figure, lead: _Lead, dead: list[Figure]) -> bool:
    if not dead or figure.sentence_no <= lead.hurt.sentence_no or figure.rule_id.startswith("toll"):
        return False
    if any(is_another_day(each, lead.dead) for each in dead):
        return True
    return point_value(figure) <= point_value(lead.hurt)
