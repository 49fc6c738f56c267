"""Signs in a claim's clause of what its number covers: the past, a war, a stretch of time, what there is now."""

from bisect import bisect_left
from datetime import date
from typing import Final

from pipeline.extract.claims import CONDITIONS, Claim
from pipeline.extract.dates import DateKind, DateMention
from pipeline.extract.dating import Dated, since
from pipeline.extract.event_words import RECORDS
from pipeline.extract.lexicon import Tag
from pipeline.extract.passage import Passage, Stretch
from pipeline.extract.phrases import Hit
from pipeline.extract.tokens import Tokens
from pipeline.vocabulary import DatePrecision, Scope

_SINCE: Final = DateKind.SINCE
HISTORICAL: Final = "historical"
WAR: Final = "war"
_LONG_PAST: Final = 300
"""Days: what happened longer ago is history to the report."""
_WEEKS: Final = 14
"""Days: a count that began longer ago is over a period, a shorter one may still be of one event."""
SHORTEST_PERIOD: Final = 6
"""Days over which a bulletin may count."""
_NOW: Final = frozenset({"is", "are", "remain", "remains"})
_SINCE_REACH: Final = 5
"""Tokens from "since" to a date."""
_RECORD_REACH: Final = 12
"""Tokens between a superlative and what it compares with."""
_NEAR_RANK: Final = 5
"""Tokens from an ordinal to the stretch of time in which it counts."""


def is_standing(claim: Claim, passage: Passage) -> bool:
    """ "1.4 million people are displaced": how many there are now."""
    if claim.harm not in CONDITIONS or claim.rule not in ("passive", "predicate"):
        return False
    tokens, cue = passage.reading.tokens, passage.reading.chunks[claim.cue_at].first
    first = min(claim.phrase.last, cue)
    return not _NOW.isdisjoint(tokens.words[first : cue + 1]) and Tag.IRREALIS not in tokens.tags[first:cue]


def is_long_past(own: Dated | None, today: date | None, tokens: Tokens) -> bool:
    """Whether a claim's own date is that of another year, and not one from which it counts."""
    if own is None or today is None or _counts_from(own, tokens):
        return False
    return (today - own.when.end).days > _LONG_PAST


def _counts_from(own: Dated, tokens: Tokens) -> bool:
    """Whether a date is that of the event from which one counts ("since the coup in February last year")."""
    number = bisect_left(tokens.starts, own.start)
    return "since" in tokens.words[max(0, number - _SINCE_REACH) : number]


def is_period(own: Dated | None) -> bool:
    """ "in May", "between 1 and 7 August"; not "last week's collapse"."""
    return (
        own is not None
        and own.is_period
        and not own.is_possessive
        and (own.when.days >= SHORTEST_PERIOD or own.when.precision >= DatePrecision.MONTH)
    )


def speaks_of_past(claim: Claim, passage: Passage) -> bool:
    """ "Each year", "in the civil war", said of the claim."""
    tokens, hits = passage.reading.tokens, passage.hits_in(passage.clause(claim), HISTORICAL)
    return bool(hits) and any(_covers(tokens, claim, hit) for hit in hits)


def _covers(tokens: Tokens, claim: Claim, hit: Hit) -> bool:
    """Whether words of the past are about the claim: no comparison, nor told of its place ("a region that ...")."""
    if compares(tokens, tokens.starts[hit.first]):
        return False
    return Tag.RELATIVE not in tokens.tags[claim.phrase.last + 1 : hit.first]


def speaks_of_war(claim: Claim, passage: Passage) -> bool:
    """ "A ten-year insurgency has killed": the war as the subject of the claim."""
    number, hits = claim.phrase.core[0], passage.hits_in(passage.clause(claim), WAR)
    return bool(hits) and any(hit.last < number for hit in hits)


def lower_bound(passage: Passage, clause: Stretch) -> DateMention | None:
    """The "since" of a clause."""
    setting = passage.setting
    return since(setting.dates, *passage.characters(clause)) if _SINCE in setting.kinds else None


def scope_since(bound: DateMention, today: date | None) -> Scope | None:
    """Counted from a day until now: a total, unless that day may be the event's own."""
    if bound.date_start is None:
        return Scope.HISTORICAL
    is_long = today is None or (today - bound.date_start).days >= _WEEKS
    return Scope.PERIOD_TOTAL if is_long else None


def compares(tokens: Tokens, at: int) -> bool:
    """Whether a superlative stands not far before character `at`."""
    number = bisect_left(tokens.starts, at)
    return not RECORDS.isdisjoint(tokens.words[max(0, number - _RECORD_REACH) : number])


def ranks(tokens: Tokens, at: int) -> bool:
    """ "the third such raid this month": the stretch says how many events there were, not how many people."""
    before = slice(max(0, at - _NEAR_RANK), at)
    return Tag.ORDINAL in tokens.tags[before] or "second" in tokens.words[before]
