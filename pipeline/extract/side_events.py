"""Other events that a long report goes on to tell: their counts are no part of the total of the event that it is about.

A summary of a few sentences lists the attacks of a day, and its total is their sum. A newspaper article opens with its
event and that event's toll; what it tells paragraphs later of another town, of another day or "meanwhile" is another
event, and what it tells there of the same people adds nobody: it goes into detail, or quotes somebody else's count.
"""

from collections.abc import Mapping
from typing import Final, NamedTuple

from pipeline.extract.coreference import has, point_value
from pipeline.extract.records import Figure
from pipeline.vocabulary import HarmType, Scope

_LONG: Final = 8
"""Sentences; a shorter report is a summary."""
_LEAD: Final = 8
"""The first sentences, headline, byline and scene among them, in which a report counts the people of its event."""
_OPENING: Final = 4
"""The first sentences of all, which tell of no other event."""
_NEAR: Final = 2
"""Sentences after the toll of the lead that may still go on counting."""
_DAYS: Final = 1
"""UCDP date_prec: only days can differ."""


def is_long(figures: tuple[Figure, ...]) -> bool:
    """Whether a report is an article on one event, and no summary of several."""
    return bool(figures) and figures[-1].sentence_no >= _LONG


def is_beside_news(figure: Figure) -> bool:
    """Whether a report is about something else than the earlier event of a count: it opens with another event, in which
    nobody was harmed, or tells the count only behind its opening.
    """
    return has(figure, "beside_event") or figure.sentence_no >= _LEAD


class Leads(NamedTuple):
    """The counts that a long report opens with, by harm type, and the sentences that tell who died in other events."""

    first: Mapping[HarmType, Figure]
    elsewhere: frozenset[int]

    def is_of_other_event(self, figure: Figure) -> bool:
        """Whether a figure told after the lead is of another event than it."""
        lead = self.first.get(figure.harm_type)
        return is_side_event(figure, lead) if lead is not None else self.is_hurt_elsewhere(figure)

    def is_hurt_elsewhere(self, figure: Figure) -> bool:
        """ "In a separate attack a mine killed three soldiers and wounded nine": where the lead tells of the dead
        alone, the nine were hurt in the event that killed the three.
        """
        dead = self.first.get(HarmType.KILLED)
        if dead is None or figure.harm_type is not HarmType.WOUNDED:
            return False
        is_apart = has(figure, "separate") or figure.sentence_no in self.elsewhere
        return is_apart and figure.sentence_no > max(_OPENING, dead.sentence_no + 1)


def leads_of(figures: tuple[Figure, ...]) -> Leads:
    """The leads of a report; none for a summary, nor persons told one by one."""
    if not is_long(figures):
        return Leads({}, frozenset())
    counts = [f for f in figures if _is_count(f)]
    first: dict[HarmType, Figure] = {}
    for figure in counts:
        if figure.sentence_no < _LEAD:
            first.setdefault(figure.harm_type, figure)
    dead = first.get(HarmType.KILLED)
    if dead is None or dead.of_perpetrators:
        return Leads(first, frozenset())
    apart = (f for f in figures if f.harm_type is HarmType.KILLED and is_side_event(f, dead))
    leads = Leads(first, frozenset(f.sentence_no for f in apart))
    hurt = (f for f in counts if f.harm_type is HarmType.WOUNDED and not has(f, "background"))
    told_later = next((f for f in hurt if not leads.is_hurt_elsewhere(f)), None)
    if told_later is not None:
        first.setdefault(HarmType.WOUNDED, told_later)
    return leads


def _is_count(figure: Figure) -> bool:
    is_count = point_value(figure) > 1 or figure.value == 0
    return is_count and figure.parent is None and figure.scope is Scope.INCIDENT


def is_side_event(figure: Figure, lead: Figure | None) -> bool:
    """Whether a figure told well after the lead of its harm type is of another event than it; a toll never is."""
    if lead is None or figure.rule_id.startswith("toll") or figure.sentence_no < _OPENING:
        return False
    if figure.sentence_no <= lead.sentence_no + 1:
        return False
    return has(figure, "separate") or is_another_day(figure, lead) or _is_elsewhere(figure, lead)


def is_beside_lead(figure: Figure, lead: Figure | None) -> bool:
    """Whether a figure is told well after the toll of its harm, of people whom that may count, and not as more."""
    if lead is None or lead.of_perpetrators or has(lead, "background") or figure.of_perpetrators:
        return False
    is_larger = point_value(figure) > point_value(lead)
    is_told_as_toll = (figure.rule_id.startswith("toll") or has(figure, "total")) and is_larger
    is_found = has(figure, "additive") and has(figure, "bodies")
    is_more = has(figure, "additive") and not is_found
    is_later = figure.sentence_no > lead.sentence_no + (0 if is_found else _NEAR)
    return is_later and not is_told_as_toll and not is_more and figure.victim_class.may_be(lead.victim_class)


def is_another_day(figure: Figure, lead: Figure) -> bool:
    """Whether both are dated to the day, and to different days."""
    if None in (figure.date_prec, lead.date_prec) or max(figure.date_prec or 9, lead.date_prec or 9) > _DAYS:
        return False
    if not (figure.date_start and figure.date_end and lead.date_start and lead.date_end):
        return False
    return figure.date_end < lead.date_start or figure.date_start > lead.date_end


def _is_elsewhere(figure: Figure, lead: Figure) -> bool:
    """In another country."""
    return None not in (figure.country, lead.country) and figure.country != lead.country
