"""Why a count adds nothing to the total of its document: it is of another event, told better by another count, or of
people counted already.
"""

from collections.abc import Mapping
from typing import Final, NamedTuple

from pipeline.extract.coreference import goes_on_about, has, point_value
from pipeline.extract.headline_tolls import corrections
from pipeline.extract.lexicon import word_list
from pipeline.extract.outcomes import outlived
from pipeline.extract.plus_perpetrators import RULE as PLUS_PERPETRATORS
from pipeline.extract.records import Extraction, Figure
from pipeline.extract.side_events import Leads, is_beside_lead, is_beside_news, leads_of
from pipeline.extract.table_cells import RULE as TABLE_CELL
from pipeline.extract.victims import STATE_ARMED
from pipeline.vocabulary import BODILY, HarmType, Scope

_ROW_RULES: Final = (PLUS_PERPETRATORS, TABLE_CELL)
_MOST: Final = 6
"""Figures between a detail of the toll and the others who complete it."""
_POSSESSIVE: Final = frozenset({"his", "her", "their"})
_RELATIONS: Final = word_list("people", "relations")
_NEW_PERSON: Final = frozenset({"a", "an", "another"})


def _is_fresh(figure: Figure) -> bool:
    """Whether a figure is of the event that the document reports, and no part of another."""
    return figure.parent is None and is_told_of_event(figure)


def is_told_of_event(figure: Figure) -> bool:
    """Not of an earlier event."""
    is_earlier = has(figure, "background") or has(figure, "retrospect")
    return figure.scope is Scope.INCIDENT and not is_earlier


def _is_news(figure: Figure) -> bool:
    """ "No casualties in quake", "Bomb kills judge": what a headline says of the event reported."""
    return figure.scope is Scope.HEADLINE and figure.harm_type in BODILY


def _is_part(figure: Figure, figures: tuple[Figure, ...]) -> bool:
    """Whether another figure of the event counts its people; the sum of a log's period does not, nor does "many of the
    wounded" in another sentence.
    """
    if figure.parent is None:
        return False
    whole = figures[figure.parent]
    is_vague = point_value(whole) == 0 and whole.value is None and whole.sentence_no != figure.sentence_no
    return whole.scope is Scope.INCIDENT and not is_vague


def _are_armed(a: Figure, b: Figure) -> bool:
    """ "A prison guard was murdered. Sergeant Ruiz was stabbed": the ranks of the state's forces overlap."""
    return a.victim_class in STATE_ARMED and b.victim_class in STATE_ARMED


def _is_relation(figure: Figure) -> bool:
    """ "The editor was shot dead. His wife was hit in the arm", "the brother": another person."""
    words = figure.victim_text.casefold().split() if figure.victim_text else []
    return bool(words) and (figure.number_text.casefold() in _POSSESSIVE or words[-1] in _RELATIONS)


class _Accounts(NamedTuple):
    """The first victims that a report tells dead, and the sentence in which it first tells of any surely hurt."""

    dead: Figure | None
    hurt: int | None

    def tells_how_dead(self, figure: Figure) -> bool:
        """ "A student was murdered. ... He was shot in the back": how somebody died whom the report has told dead."""
        is_known = figure.number_text.casefold() not in _NEW_PERSON and not has(figure, "additive")
        is_person = has(figure, "unsure") and has(figure, "implied") and is_known
        if not is_person or self.dead is None or self.dead.sentence_no >= figure.sentence_no:
            return False
        if point_value(self.dead) == 1 and _is_relation(figure):
            return False
        if goes_on_about(figure, self.dead):
            return True
        if not figure.victim_class.may_be(self.dead.victim_class) and not _are_armed(figure, self.dead):
            return False  # "a judge was murdered; the driver was hit": another person
        return self.hurt is None or self.hurt > figure.sentence_no


def _accounts(figures: tuple[Figure, ...]) -> _Accounts:
    told = [f for f in figures if _is_fresh(f) and not f.of_perpetrators and point_value(f)]
    dead = (f for f in told if f.harm_type is HarmType.KILLED)
    hurt = (f.sentence_no for f in told if f.harm_type is HarmType.WOUNDED and not has(f, "unsure"))
    return _Accounts(next(dead, None), next(hurt, None))


def _is_of_row(figure: Figure) -> bool:
    """A cell of a table row, whose text tells the same people again: "0 (+1) || 2 || A man slashed two wardens"."""
    return figure.rule_id.startswith(_ROW_RULES)


def _replaces(other: Figure, figure: Figure) -> bool:
    """Whether another count takes the place of a first one; a person, or attackers told later, never do."""
    return (
        other.harm_type is figure.harm_type
        and (other.char_start < figure.char_start or other.of_perpetrators == figure.of_perpetrators)
        and not (has(other, "implied") and point_value(figure) > 1)
    )


class Report(NamedTuple):
    """What one document tells as a whole, against which each of its counts is held."""

    figures: tuple[Figure, ...]
    leads: Leads
    accounts: _Accounts
    corrected: Mapping[HarmType, int]
    standing: tuple[Figure, ...]
    rows: frozenset[tuple[int, HarmType]]
    has_news: bool

    @classmethod
    def of(cls, extraction: Extraction) -> "Report":
        """The document of an extraction."""
        figures, leads = extraction.figures, leads_of(extraction)
        fresh = (f for f in figures if _is_fresh(f) and not has(f, "superseded"))
        return cls(
            figures,
            leads,
            _accounts(figures),
            corrections(figures),
            tuple(f for f in fresh if not leads.is_of_other_event(f)),
            frozenset((f.sentence_no, f.harm_type) for f in figures if _is_of_row(f)),
            any(_is_fresh(f) or _is_news(f) for f in figures),
        )

    def is_correction(self, index: int) -> bool:
        """Whether a figure is the toll to which the document corrects itself."""
        return self.corrected.get(self.figures[index].harm_type) == index

    def why_outside(self, index: int) -> str | None:
        """Why a figure adds nothing to the total, in plain words; None where it may add."""
        figure = self.figures[index]
        return self._of_other_people(figure) or self._told_elsewhere(figure, index)

    def _of_other_people(self, figure: Figure) -> str | None:
        if figure.scope is not Scope.INCIDENT:
            return f"scope {figure.scope}"
        if (figure.sentence_no, figure.harm_type) in self.rows and not _is_of_row(figure):
            return "told by the row's own count"
        if _is_part(figure, self.figures):
            return "part of another figure"
        if has(figure, "retrospect") or self._is_earlier(figure):
            return "an earlier event"
        return "another event" if self.leads.is_of_other_event(figure) else None

    def _is_earlier(self, figure: Figure) -> bool:
        return has(figure, "background") and (self.has_news or is_beside_news(figure))

    def _told_elsewhere(self, figure: Figure, index: int) -> str | None:
        lead = self.leads.first.get(figure.harm_type)
        if is_beside_lead(figure, lead) or self._completes_detail(index, lead):
            return "beside the toll of the lead"
        if self.accounts.tells_how_dead(figure) or self._tells_where_they_died(figure):
            return "among the dead told before"
        if has(figure, "refuted"):
            return "said to be false"
        if has(figure, "superseded") and self._is_replaced(figure):
            return "superseded by a later toll"
        return "told again as dead" if has(figure, "implied") and outlived(index, self.figures) else None

    def _tells_where_they_died(self, figure: Figure) -> bool:
        """ "A gunman killed 32 people and wounded 18. Most, 20, were shot in the cafe": more than were wounded."""
        dead = self.leads.first.get(HarmType.KILLED)
        is_count = has(figure, "unsure") and not has(figure, "implied") and not has(figure, "additive")
        if not is_count or dead is None or dead.sentence_no >= figure.sentence_no:
            return False
        hurt = self.leads.first.get(HarmType.WOUNDED)
        is_clear = self.accounts.hurt is None
        if hurt is not None and hurt is not figure and not has(hurt, "unsure"):
            is_clear = point_value(hurt) < point_value(figure)
        is_fewer = point_value(figure) < point_value(dead)
        return is_clear and is_fewer and figure.victim_class.may_be(dead.victim_class)

    def _completes_detail(self, index: int, lead: Figure | None) -> bool:
        """ "The toll is 13. Nine were killed on the spot. Four others died in hospital": others than the nine."""
        figure = self.figures[index]
        if lead is None or figure.sentence_no <= lead.sentence_no or not has(figure, "additive"):
            return False
        before = (f for f in reversed(self.figures[max(0, index - _MOST) : index]) if f.parent is None)
        detail = next((f for f in before if f.harm_type is figure.harm_type), None)
        if detail is None or detail is lead or not is_beside_lead(detail, lead):
            return False
        return point_value(detail) + point_value(figure) <= point_value(lead)

    def _is_replaced(self, figure: Figure) -> bool:
        return figure.harm_type in self.corrected or any(_replaces(f, figure) for f in self.standing)
