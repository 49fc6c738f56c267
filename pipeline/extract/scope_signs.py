"""Signs in a claim's clause of what its number covers: the past, a war, a stretch of time, what there is now."""

from bisect import bisect_left
from calendar import day_name
from datetime import date
from typing import Final

from pipeline.extract.claims import CONDITIONS, Claim
from pipeline.extract.dates import DateKind, DateMention
from pipeline.extract.dating import Dated, since
from pipeline.extract.event_words import RECORDS
from pipeline.extract.lexicon import Tag, word_list
from pipeline.extract.lexicon.tags import DETERMINERS
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
_WEEKDAYS: Final = frozenset(name.lower() for name in day_name)
_TIMES: Final = frozenset({"day", "night", "week", "month", "year", "summer", "winter", "spring", "autumn"})
_OPENING: Final = 4
"""Tokens at the head of a sentence."""
_RECORD_REACH: Final = 12
"""Tokens between a superlative and what it compares with."""
_NEAR_RANK: Final = 5
"""Tokens from an ordinal to the stretch of time in which it counts."""
_SUBJECT: Final = 8
"""Tokens from a war to the "has" of which it is the subject ("war on the state in the south has killed")."""
_VERBAL: Final = frozenset((";", Tag.VERB, Tag.HARM_PAST, Tag.RELATIVE, Tag.SUBORDINATOR, Tag.BE))
_LONG_UNITS: Final = frozenset({"weeks", "months", "years", "decades"})
_UNITS: Final = _LONG_UNITS | {"days"}
_BACK: Final = frozenset(
    {"past", "last", "previous", "preceding", "less than", "fewer than", "under", "barely"}
)
_WITHIN: Final = frozenset({"in", "over", "during", "within"})
_SPAN: Final = 6
"""Tokens from "in" to the unit ("in less than 15 days", "over the past two and a half years")."""


def spans_weeks(claim: Claim, passage: Passage, clause: Stretch) -> bool:
    """ "In the past 10 years", "in less than 15 days": a stretch up to now that is longer than one event."""
    tokens = passage.reading.tokens
    words = tokens.words
    if _UNITS.isdisjoint(tokens.vocabulary):
        return False
    for at in range(clause.first, min(clause.end, len(words))):
        if words[at] not in _UNITS:
            continue
        before = words[max(clause.first, at - _SPAN) : at]
        opens = next((i for i, word in enumerate(before) if word in _WITHIN), None)
        is_back = opens is not None and not _BACK.isdisjoint(before[opens:])
        is_long = words[at] in _LONG_UNITS or _says_a_week(words[at - 1])
        is_of_place = Tag.RELATIVE in tokens.tags[claim.phrase.last + 1 : at]
        if is_back and is_long and not is_of_place and not _is_compared(tokens, at):
            return True
    return False


def _says_a_week(number: str) -> bool:
    return number.isdigit() and int(number) >= SHORTEST_PERIOD


def _is_compared(tokens: Tokens, at: int) -> bool:
    return compares(tokens, tokens.starts[at]) or ranks(tokens, at)


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


def goes_on_for_days(own: Dated, tokens: Tokens) -> bool:
    """ "Clashes from 10 to 17 June in Osh left 420 dead": one event, which its days date."""
    return own.when.days <= _WEEKS and not word_list("events", "protracted").isdisjoint(tokens.vocabulary)


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
    """ "A ten-year insurgency has killed", "the group's uprising in the north has cost": the war as the subject."""
    number, clause = claim.phrase.core[0], passage.clause(claim)
    hits = passage.hits_in(clause, WAR)
    return any(hit.last < number for hit in hits) or _is_war(passage.reading.tokens, clause.first, number)


def _is_war(tokens: Tokens, first: int, number: int) -> bool:
    lasts = tokens.tags.find(Tag.HAVE, first, number)
    start = max(first, lasts - _SUBJECT)
    wars = [at for at in range(start, lasts) if tokens.words[at] in word_list("scope", "war", "nouns")]
    if not wars or _VERBAL.intersection(tokens.tags[wars[-1] + 1 : lasts]):
        return False
    opens = next((at for at in range(wars[-1], start, -1) if tokens.tags[at] in DETERMINERS), start)
    return tokens.tags[opens - 1 : opens] not in (Tag.PREPOSITION, Tag.OF)


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


def is_of_day(tokens: Tokens, at: int) -> bool:
    """ "On Thursday of last week", "Thursday last week": the stretch only says which Thursday."""
    before = tokens.words[max(0, at - 2) : at]
    return before[-1:] != [] and (before[-1] in _WEEKDAYS or (before[-1] == "of" and before[0] in _WEEKDAYS))


def names_same_time(claim: Claim) -> bool:
    """ "That same week", at the head of the sentence."""
    opening = claim.reading.tokens.words[:_OPENING]
    return "same" in opening and not _TIMES.isdisjoint(opening[opening.index("same") :])
