"""A lead that sums up several attacks ("a series of car bombs killed 27"), and the counts that are its details."""

from pipeline.extract.claims import Claim
from pipeline.extract.passage import Passage
from pipeline.extract.retelling import OTHER_COUNTS
from pipeline.vocabulary import HarmType, PartRelation, Scope

_INCIDENT = Scope.INCIDENT


class Overview:
    """The lead of each harm, and how many of its people the details have told."""

    def __init__(self) -> None:
        self._leads: dict[HarmType, Claim] = {}
        self._first: dict[HarmType, Claim] = {}
        self._told: dict[HarmType, int] = {}

    def enter(self, passage: Passage) -> None:
        """Make a sentence's counts parts of the lead, or take one up as the lead.

        Once the parts make up the lead's number, further counts are of events that it does not sum up.
        """
        for claim in passage.claims:
            self._enter(claim)

    def _enter(self, claim: Claim) -> None:
        is_of_it = claim.scope is _INCIDENT and OTHER_COUNTS.isdisjoint(claim.details)
        if not is_of_it or claim.parent is not None:
            return
        lead, first = self._leads.get(claim.harm), self._first.get(claim.harm)
        if lead is not None:
            self._add(claim, lead)
        elif "detail" in claim.details and first is not None:
            self._detail(claim, first)
        elif "summary" in claim.details and (first is None or _is_no_detail(claim, first)):
            self._leads[claim.harm] = claim
            self._told[claim.harm] = 0
        if not claim.is_part:
            self._first.setdefault(claim.harm, claim)

    @staticmethod
    def _detail(claim: Claim, first: Claim) -> None:
        """ "In the deadliest attack 14 died": of those that the report counts first."""
        value, total = claim.number.value, first.number.low
        if value is not None and total is not None and value < total and first.reading is not claim.reading:
            claim.become_part_of(first, PartRelation.SUBSET)

    def _add(self, claim: Claim, lead: Claim) -> None:
        value, total = claim.number.value, lead.number.low
        if value is None or total is None or lead.reading is claim.reading or "separate" in claim.details:
            return
        told = self._told[claim.harm] + value
        if 0 < value < total and told <= total:
            self._told[claim.harm] = told
            claim.become_part_of(lead, PartRelation.SUBSET)
            if told == total:
                lead.details[lead.details.index("summary")] = "told_in_full"


def _is_no_detail(claim: Claim, first: Claim) -> bool:
    """Whether a count may sum up attacks after another count: one below it may be told of the same event."""
    return (claim.number.low or 0) >= (first.number.low or 0) or first.reading is claim.reading
