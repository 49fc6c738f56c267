"""When a claim happened: the date of its own words, of its clause or sentence, else that of the event told."""

import re
from typing import Final

from pipeline.extract.claims import CONDITIONS, TAKING, Claim
from pipeline.extract.dating import Dated, When, days_before, event_date, interval, later_date, nearest, since
from pipeline.extract.days_after import days_after
from pipeline.extract.frames import Frames
from pipeline.extract.lexicon import Lexicon
from pipeline.extract.passage import Passage
from pipeline.extract.recalled_events import recalled
from pipeline.vocabulary import HarmType, Scope

_HEADLINE: Final = Scope.HEADLINE
_HISTORICAL: Final = Scope.HISTORICAL
_INCIDENT: Final = Scope.INCIDENT
_PERIOD_TOTAL: Final = Scope.PERIOD_TOTAL
_STOCK: Final = Scope.STOCK
_LASTING: Final = TAKING | CONDITIONS | {HarmType.MISSING}
"""States that last: a count without a date is as of publication."""
_WEEK: Final = 7
_SEPARATE: Final = "separate"
_REACH: Final = 80
_INSERTION: Final = re.compile(r", (?:which|who|whose|where)\b[^,;]*$", re.IGNORECASE)


def own_date(claim: Claim, passage: Passage) -> Dated | None:
    """The date in the claim's own words, else in its clause; that of an event before that of what came later."""
    if not passage.setting.dated:
        return None
    at = passage.anchor(claim)
    dated = [d for d in passage.setting.dated if not passage.names_other_event(claim, d)]
    if claim.rule == "toll":
        return next((d for d in dated if d.is_possessive), None)
    dated = [d for d in dated if not _is_inserted(d, at, passage)]
    clause = passage.characters(passage.clause(claim))
    phrase = nearest(dated, at, *passage.characters(passage.phrase(claim)))
    around = nearest(dated, at, *clause) if phrase is None or phrase.is_later else None
    return phrase if around is None or around.is_later else around


def _is_inserted(dated: Dated, at: int, passage: Passage) -> bool:
    """ "The army, which sent a patrol on Saturday, spoke of 19 dead": of the patrol."""
    if dated.end > at:
        return False
    text, start = passage.reading.tokens.text, passage.reading.sentence.start
    opening = _INSERTION.search(text, max(start, dated.start - _REACH), dated.start)
    return opening is not None and "," in text[dated.end : at]


class ClaimDates:
    """Dates the claims of an article in their order."""

    def __init__(self, frames: Frames, lexicon: Lexicon) -> None:
        self._frames = frames
        self._lexicon = lexicon

    def of(self, claim: Claim, passage: Passage, own: Dated | None) -> When | None:
        """The date of a claim; `own` is that of its own words."""
        frames = self._frames
        stated = self._stated(claim, passage, own)
        lasting = claim.harm in _LASTING
        if claim.scope is _STOCK or (claim.scope is _HISTORICAL and lasting and stated is None):
            return frames.publication_day()
        if stated is not None or claim.scope in (_HISTORICAL, _HEADLINE):
            return stated
        title = frames.title_date() if claim.scope is _PERIOD_TOTAL else None
        if title is not None and title.days > 1:
            return title
        told = frames.when or frames.event_day() or later_date(passage.setting.dated) or frames.later
        return told or frames.title_date() or frames.recent()

    def _stated(self, claim: Claim, passage: Passage, own: Dated | None) -> When | None:
        """The date that the sentence gives the claim."""
        if own is not None and self._is_of(claim, passage, own):
            return own.when
        setting = passage.setting
        if not setting.dates:
            return None
        counts_on = claim.scope in (_HISTORICAL, _PERIOD_TOTAL)
        bound = since(setting.dates, *passage.characters(passage.clause(claim))) if counts_on else None
        if bound is not None and bound.date_start is not None and bound.date_end is not None:
            return interval(bound.date_start, bound.date_end)
        told = recalled(claim, passage) or self._counted_back(claim, passage)
        if told is not None or (claim.rule == "toll" and self._frames.when is not None):
            return told
        at = claim.char_start
        outside = [d for d in passage.dated_outside(claim) if not _is_inserted(d, at, passage)]
        found = nearest(outside, at, 0, passage.reading.sentence.end)
        return found.when if found is not None and self._is_of(claim, passage, found) else None

    def _is_of(self, claim: Claim, passage: Passage, dated: Dated) -> bool:
        """Whether a date is that of a claim's event.

        Neither a time that still goes on ("the deadliest attack this year") nor, where the event's day is known,
        the day of what came after it.
        """
        if claim.scope is not _INCIDENT:
            return True
        if dated.is_later and not passage.has(_SEPARATE):
            told = event_date(passage.setting.dated) or self._frames.when or self._frames.event_day()
            return told is None
        today = self._frames.publication_day()
        is_long = dated.is_period and dated.when.days > _WEEK
        return not (is_long and today is not None and dated.when.end >= today.start)

    def _counted_back(self, claim: Claim, passage: Passage) -> When | None:
        """ "The ambush came 11 days after ten Maoists were killed": eleven days before the ambush."""
        days = days_after(claim, passage, self._lexicon)
        base = self._frames.when
        return days_before(base, days) if base is not None and days is not None else None
