"""Events that a sentence names only to say what this one is like: by their year, by a superlative, by a "since".

"A 2010 fire in which 14 people died", "the deadliest shooting since one in Oslo that left 14 dead", "the worst loss
since 2009, when 17 sailors died".
"""

from datetime import date
from typing import Final

from pipeline.extract.claims import Claim
from pipeline.extract.dates import DateKind
from pipeline.extract.dating import When, interval
from pipeline.extract.event_words import RECORDS
from pipeline.extract.lexicon import Tag
from pipeline.extract.number_reading import is_year
from pipeline.extract.passage import Passage, resumes

_SINCE: Final = DateKind.SINCE
_NOUN_PHRASE: Final = 12
"""Tokens of a noun phrase before its relative clause."""
_RELATIVE_REACH: Final = 30
"""Tokens of a relative clause up to its number."""
_ANTECEDENT: Final = 5
"""Tokens before a relative clause in which the event stands that it tells of."""


def is_of_dated_event(claim: Claim, passage: Passage) -> bool:
    """ "over a 2010 nightclub fire in which 14 people died": an event known by its year."""
    tokens, number = passage.reading.tokens, claim.phrase.first
    opens = tokens.tags.rfind(Tag.RELATIVE, max(0, number - _RELATIVE_REACH), number)
    if opens < 0 or f",{Tag.AND}" in tokens.tags[opens:number]:
        return False
    if any(resumes(tokens, at) for at in range(opens, number)):
        return False
    return any(is_year(word) for word in tokens.words[max(0, opens - _ANTECEDENT) : opens])


def is_compared(claim: Claim, passage: Passage) -> bool:
    """ "the deadliest shooting since one in Oslo that left 14 dead": the event that a superlative reaches back to."""
    words, tags, number = passage.reading.tokens.words, passage.reading.tokens.tags, claim.phrase.first
    if "since" not in words[:number]:
        return False
    since = number - 1 - words[:number][::-1].index("since")
    if any(resumes(passage.reading.tokens, at) for at in range(since, number)):
        return False  # "the deadliest since a 2013 attack that killed 89, left 31 dead"
    if RECORDS.isdisjoint(words[max(0, since - _NOUN_PHRASE) : since]) or f",{Tag.AND}" in tags[since:number]:
        return False
    return number == since + 1 or Tag.RELATIVE in tags[since:number] or "when" in words[since:number]


def recalled(claim: Claim, passage: Passage) -> When | None:
    """The date that the claim's clause explains ("the worst loss since 2009, when 17 sailors died")."""
    if _SINCE not in passage.setting.kinds:
        return None
    words, tokens = passage.reading.tokens.words, passage.reading.tokens
    start = passage.clause(claim).first
    opens = next(
        (at for at in range(claim.phrase.first, start - 1, -1) if words[at] in ("when", "in which")), None
    )
    if opens is None:
        return None
    for mention in passage.setting.dates:
        gap = tokens.starts[opens] - mention.end
        if mention.kind is _SINCE and 0 <= gap <= 3 and mention.date_start is not None:
            return _named_day(mention.date_start, tokens.text[mention.start : mention.end])
    return None


def _named_day(first: date, words: str) -> When:
    """The day that a bound names, or the year where it names no more."""
    last = date(first.year, 12, 31) if words.strip().isdigit() else first
    return interval(first, last)
