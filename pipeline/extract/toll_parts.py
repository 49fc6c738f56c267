"""Counts and people told after a toll that takes them in, found once the whole report is read.

"Five people died when a van hit a tree. ... Its driver was killed at once. ... A couple and their daughter died in
hospital": once a report has given the toll of its event, a person of whom it then tells without another event is one of
them, and later counts that add up to the toll are its breakdown. `retelling` ties what it can while the report is read;
here is what only the end of it shows.
"""

from collections import defaultdict
from itertools import islice
from typing import Final

from pipeline.extract.background import BACKGROUND
from pipeline.extract.claims import Claim
from pipeline.extract.event_words import SEPARATE, tells_event
from pipeline.extract.figure_making import Settled
from pipeline.extract.passage import whole_of
from pipeline.extract.phrases import find_phrases
from pipeline.extract.placing import is_elsewhere
from pipeline.extract.retelling import OTHER_COUNTS, RECOUNTED
from pipeline.extract.toll_details import attach_details, sentences_going_on
from pipeline.vocabulary import BODILY, HarmType, PartRelation, Scope

_INCIDENT: Final = Scope.INCIDENT
_PERIOD_TOTAL: Final = Scope.PERIOD_TOTAL
_TOLD: Final = BODILY | {HarmType.MISSING}
_NEW: Final = OTHER_COUNTS | {RECOUNTED, "later_death"}
_LONGEST_LIST: Final = 12
"""Counts of a breakdown that is spread over sentences."""
_NEAR: Final = 3
_FAR: Final = 12
"""Sentences between a toll and one of its people: named, and described."""
_FEWEST_OF_REST: Final = 5
"""People of a rest that is known by its number alone: smaller ones add up by chance."""
_FEWEST: Final = 3
"""People of a toll among whom a single person is looked for."""
_MOST_SUMS: Final = 24
"""Counts of a period whose entries are looked for: a log has few, and time stays linear."""


def attach_toll_parts(claims: list[Claim], settled: Settled, events: frozenset[str]) -> None:
    """Make later counts and persons parts of the total told before them, and a log's entries parts of its sum."""
    _sum_up(claims, settled)
    going_on = sentences_going_on(claims, events)
    by_harm: dict[HarmType, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.scope is _INCIDENT and claim.harm in _TOLD and _NEW.isdisjoint(claim.details):
            by_harm[claim.harm].append(claim)
    for told in by_harm.values():
        if len(told) > 1:
            _TollParts(told, settled, events).attach(going_on)


def _sum_up(claims: list[Claim], settled: Settled) -> None:
    """ "In the week 4 were killed": the entries of a log that together make up the count of its period."""
    wholes = (c for c in claims if c.scope is _PERIOD_TOTAL and c.parent is None)
    for whole in islice(wholes, _MOST_SUMS):
        parts = [c for c in claims if c.harm is whole.harm and _is_entry(c, whole, settled)]
        if len(parts) >= _FEWEST and sum(c.number.value or 0 for c in parts) == whole.number.value:
            for part in parts:
                part.become_part_of(whole, PartRelation.PARTITION)


def _is_entry(claim: Claim, whole: Claim, settled: Settled) -> bool:
    """Whether a claim tells of an event in the period of a count."""
    is_event = claim.scope is _INCIDENT and claim.parent is None and BACKGROUND not in claim.details
    if not is_event or claim.number.value == 0:
        return False
    period, when = settled[id(whole)][0], settled[id(claim)][0]
    return period is None or when is None or (period.start <= when.start and when.end <= period.end)


def _is_bereft(claim: Claim) -> bool:
    """ "Rifkatu Dung, who lost two sons"."""
    cue = claim.reading.tokens.words[claim.reading.chunks[claim.cue_at].last]
    return cue in ("lost", "lose", "loses") and (claim.number.low or _FEWEST) < _FEWEST


def _stands_beside(claim: Claim, person: Claim | None) -> bool:
    """ "the deputy and his two guards were hurt": of one coordination with a person of the toll."""
    return person is not None and claim.reading is person.reading and claim.cue_at == person.cue_at


class _TollParts:
    """The counts of one harm of a report's event, in their order."""

    def __init__(self, told: list[Claim], settled: Settled, events: frozenset[str]) -> None:
        self._all = told
        self._told = [claim for claim in told if SEPARATE not in claim.details]
        self._settled = settled
        self._events = events

    def attach(self, going_on: frozenset[int]) -> None:
        """First breakdowns that add up, then what sentences `going_on` about the event tell, then single persons."""
        for at, whole in enumerate(self._all):
            if whole.parent is None and not whole.phrase.implied:
                self._break_down(whole, at)
                self._complete(whole, at)
        attach_details(self._told, going_on, self._is_together)
        self._find_persons()

    # -- breakdowns --------------------------------------------------------------------------------

    def _break_down(self, whole: Claim, at: int) -> None:
        """ "13 people died. ... Nine bodies were found on Monday. Four more were recovered on Tuesday"."""
        parts: list[Claim] = []
        total, told = whole.number.low, 0
        for part in self._all[at + 1 : at + 1 + _LONGEST_LIST]:
            if part.parent is not None or part.reading is whole.reading:
                continue
            value = part.number.value
            if value is None or total is None or not self._may_hold(whole, part):
                return
            parts.append(part)
            told += value
            if told >= total:
                break
        counted = sum(p.number.value or 0 for p in parts if not p.phrase.implied)
        if len(parts) > 1 and total is not None and told == total <= 2 * counted:
            for part in parts:
                part.become_part_of(whole, PartRelation.PARTITION)

    def _complete(self, whole: Claim, at: int) -> None:
        """ "112 were hurt in the blasts. ... Forty-two were hurt in Cauca. ... 70 were hurt in Tumaco": the one later
        count that makes up the whole together with the parts told by themselves, wherever it was.
        """
        before, later = (
            self._all[max(0, at - _LONGEST_LIST) : at],
            self._all[at + 1 : at + 1 + _LONGEST_LIST],
        )
        parts = (c for c in [*before, *later] if c.parent is whole and not c.rule.startswith("part."))
        told = [part.number.value or 0 for part in parts]
        rest = (whole.number.low or 0) - sum(told)
        if not told or rest < _FEWEST_OF_REST:
            return
        fits = [c for c in later if c.parent is None and c.number.value == rest and not c.additive]
        if len(fits) == 1 and whole.victims.may_be(fits[0].victims):
            fits[0].become_part_of(whole, PartRelation.PARTITION)

    def _may_hold(self, whole: Claim, part: Claim) -> bool:
        """Whether a later count may be of people whom an earlier one counts: not of other people, not elsewhere."""
        return whole.victims.may_be(part.victims) and self._is_together(whole, part)

    def _is_together(self, whole: Claim, part: Claim) -> bool:
        (when, where), (then, there) = self._settled[id(whole)], self._settled[id(part)]
        if where is not None and there is not None and is_elsewhere(there, where):
            return False
        return when is None or then is None or (when.start <= then.end and then.start <= when.end)

    # -- persons -----------------------------------------------------------------------------------

    def _find_persons(self) -> None:
        left: dict[int, int] = {}
        whole: Claim | None = None
        before: Claim | None = None
        for claim in self._told:
            if claim.parent is not None:
                continue
            if whole is not None and (self._is_one_of(claim, whole) or _stands_beside(claim, before)):
                left[id(whole)] = left.get(id(whole), whole.number.low or 0) - (claim.number.low or 0)
                if left[id(whole)] >= 0:
                    claim.become_part_of(whole)
                    before = claim
            elif not claim.phrase.implied and (claim.number.low or 0) >= _FEWEST:
                whole = claim
            elif not claim.phrase.implied:
                whole = None

    def _is_one_of(self, claim: Claim, whole: Claim) -> bool:
        is_person = claim.phrase.implied or _is_bereft(claim)
        if not is_person or claim.additive or not self._is_described(claim, whole):
            return False
        return claim.perpetrator is None and self._may_hold(whole, claim) and not self._tells_own_event(claim)

    @staticmethod
    def _is_described(claim: Claim, whole: Claim) -> bool:
        """By a noun in a later sentence, or by a name or a pronoun not far behind."""
        apart = claim.reading.sentence.no - whole.reading.sentence.no
        return (
            0
            < apart
            <= (_FAR if claim.phrase.head is not None else _NEAR if claim.phrase.kind in "XZ" else 0)
        )

    def _tells_own_event(self, claim: Claim) -> bool:
        tokens = claim.reading.tokens
        return tells_event(tokens, find_phrases(tokens), whole_of(tokens), self._events)
