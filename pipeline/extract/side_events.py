"""Other events that a long report goes on to tell: their counts are no part of the total of the event that it is about.

A summary of a few sentences lists the attacks of a day, and its total is their sum. A newspaper article opens with its
event and that event's toll; what it tells paragraphs later of another town, of another day or "meanwhile" is another
event, and what it tells there of the same people adds nobody: it goes into detail, or quotes somebody else's count.
"""

from collections.abc import Mapping
from typing import Final, NamedTuple

from pipeline.extract.coreference import has, point_value
from pipeline.extract.records import Extraction, Figure
from pipeline.vocabulary import HarmType, Scope, VictimClass

_LONG: Final = 12
"""Sentences; a shorter report is a summary, unless it still counts people in a sentence as late as `_LATE`."""
_LATE: Final = 8
_LATE_IN_FOLLOW_UP: Final = 4
_NEWS: Final = 2
"""The first sentences, in which a report has its news."""
_LEAD: Final = 8
"""The first sentences, headline, byline and scene among them, in which a report counts the people of its event."""
_OPENING: Final = 4
"""The first sentences of all, which tell of no other event."""
_NEAR: Final = 2
"""Sentences after the toll of the lead that may still go on to another attack."""
_DAYS: Final = 1
"""UCDP date_prec: only days can differ."""


def is_long(extraction: Extraction) -> bool:
    """Whether a report is an article on one event, and no summary of several: by its length, or as it opens with the
    toll of an event known already.
    """
    figures = extraction.figures
    if not figures:
        return False
    opening = (f for f in figures if f.sentence_no < _NEWS)
    is_follow_up = any(f.rule_id.startswith("toll") and f.scope is Scope.INCIDENT for f in opening)
    is_late = figures[-1].sentence_no >= (_LATE_IN_FOLLOW_UP if is_follow_up else _LATE)
    return is_late or extraction.sentences >= _LONG


def is_beside_news(figure: Figure) -> bool:
    """Whether a report is about something else than the earlier event of a count: it opens with another event, in which
    nobody was harmed, or tells the count only behind its opening.
    """
    return has(figure, "beside_event") or figure.sentence_no >= _LEAD


class Leads(NamedTuple):
    """The counts that a long report opens with, by harm type; the first dead person, where it counts no dead; and the
    sentences that tell who died in other events.
    """

    first: Mapping[HarmType, Figure]
    person: Figure | None
    elsewhere: frozenset[int]

    def is_of_other_event(self, figure: Figure) -> bool:
        """Whether a figure told after the lead is of another event than it."""
        lead = self.first.get(figure.harm_type)
        if lead is not None and is_side_event(figure, lead):
            return True
        if figure.harm_type is HarmType.KILLED:
            opening = self.person or self.first.get(HarmType.WOUNDED)
            return lead is None and opening is not None and _is_told_apart(figure, opening)
        return self.is_hurt_elsewhere(figure)

    def is_hurt_elsewhere(self, figure: Figure) -> bool:
        """ "In a separate attack a mine killed three soldiers and wounded nine": the nine were hurt in the event that
        killed the three.
        """
        dead = self.first.get(HarmType.KILLED) or self.person
        if dead is None or figure.harm_type is not HarmType.WOUNDED:
            return False
        is_apart = has(figure, "separate") or figure.sentence_no in self.elsewhere
        return is_apart and figure.sentence_no > max(_OPENING - 1, dead.sentence_no + 1)


def leads_of(extraction: Extraction) -> Leads:
    """The leads of a report; none for a summary."""
    if not is_long(extraction):
        return Leads({}, None, frozenset())
    figures = extraction.figures
    opening = [f for f in figures if f.sentence_no < _LEAD]
    counts = [f for f in figures if _is_count(f)]
    dead = next((f for f in opening if _is_count(f) and f.harm_type is HarmType.KILLED), None)
    person = next(filter(_is_person, opening), None) if dead is None else None
    if dead is not None and dead.of_perpetrators:
        dead = None
    killed = [f for f in figures if f.harm_type is HarmType.KILLED]
    apart = [f for f in killed if dead is not None and (is_side_event(f, dead) or _outnumbers(f, dead))]
    apart += [f for f in killed if person is not None and _is_told_apart(f, person)]
    leads = Leads({}, person, frozenset(f.sentence_no for f in apart))
    first: dict[HarmType, Figure] = {}
    if dead is not None:
        first[HarmType.KILLED] = dead
        leads = leads._replace(first=first)
    for figure in counts:
        is_hurt = figure.harm_type is HarmType.WOUNDED
        is_early = figure.sentence_no < _LEAD or (is_hurt and not has(figure, "background"))
        if is_early and not leads.is_hurt_elsewhere(figure):
            first.setdefault(figure.harm_type, figure)
    return leads._replace(first=first)


def _outnumbers(figure: Figure, dead: Figure) -> bool:
    """ "Nine died. ... A bombing in 1985 killed 60 and injured 250": more than the lead counts, and no toll."""
    return is_beside_lead(figure, dead) and point_value(figure) > point_value(dead)


def _is_person(figure: Figure) -> bool:
    """Somebody told dead in the event by name or noun."""
    is_fresh = figure.parent is None and figure.scope is Scope.INCIDENT and not has(figure, "background")
    return (
        is_fresh
        and figure.harm_type is HarmType.KILLED
        and not figure.of_perpetrators
        and has(figure, "implied")
    )


def _is_told_apart(figure: Figure, person: Figure) -> bool:
    """ "In a separate attack three died", well after the person, or those hurt, whom the report is about."""
    return has(figure, "separate") and figure.sentence_no > max(_OPENING, person.sentence_no + 1)


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
    """Whether a figure is told after the toll of its harm, of people whom that may count, and not as more."""
    if lead is None or lead.of_perpetrators or has(lead, "background") or figure.of_perpetrators:
        return False
    is_larger = point_value(figure) > point_value(lead)
    is_told_as_toll = (figure.rule_id.startswith("toll") or has(figure, "total")) and is_larger
    is_later = figure.sentence_no > lead.sentence_no
    is_new = is_told_as_toll or _is_more(figure, lead) or _is_next_attack(figure, lead)
    return is_later and not is_new and figure.victim_class.may_be(lead.victim_class)


def _is_next_attack(figure: Figure, lead: Figure) -> bool:
    """ "A bomb in Basra killed three. In Kut, gunmen killed five", "two guards died. ... 30 persons were killed": a
    report may yet go on to another attack, or to its toll.
    """
    is_near = figure.sentence_no <= lead.sentence_no + _NEAR
    is_elsewhere = None not in (figure.adm1, lead.adm1) and figure.adm1 != lead.adm1
    return is_near and (is_elsewhere or point_value(figure) > point_value(lead))


def _is_more(figure: Figure, lead: Figure) -> bool:
    """ "Three others died"; "two members also died" after 21 peasants, not after 21 people; not "a further 45 were
    treated at the university hospital", well after 700 wounded.
    """
    is_late = figure.sentence_no > lead.sentence_no + _NEAR
    is_found = has(figure, "additive") and (has(figure, "bodies") or (is_late and has(figure, "aftermath")))
    says_also = has(figure, "also") and lead.victim_class is not VictimClass.UNKNOWN
    return says_also or (has(figure, "additive") and not is_found)


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
