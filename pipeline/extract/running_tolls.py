"""A running count that closes the report of a fresh one ("Two were shot, taking the toll to 61 since August 1").

The stretch of time is the running count's alone.
"""

from typing import Final

from pipeline.extract.claims import Claim
from pipeline.extract.lexicon import Tag, word_list
from pipeline.extract.number_reading import is_year
from pipeline.extract.passage import Passage, Stretch

_PERFECT: Final = 3
"""Tokens from "have" to its participle."""
_TO_UPHEAVAL: Final = 7
"""Tokens after "since" in which the upheaval is named."""
_ENDS: Final = frozenset({",", ";", ":", "and", "but"})
_RAISING: Final = frozenset({"bringing", "taking", "raising", "pushing"})


def up_to_toll(claim: Claim, passage: Passage) -> Stretch:
    """A claim's clause, without the running count after it."""
    clause, words = passage.clause(claim), passage.reading.tokens.words
    if _RAISING.isdisjoint(passage.reading.tokens.vocabulary):
        return clause
    number, end = claim.phrase.last, min(clause.end, len(words))
    opens = next((at for at in range(number, end) if words[at] in _RAISING), None)
    if opens is None or "to" not in words[opens:]:
        return clause
    return Stretch(clause.first, opens)


def is_running(claim: Claim, passage: Passage) -> bool:
    """Whether a toll counts from a year on, or beside fresh counts from a day on; "since the quake" would say of what
    it is.
    """
    if claim.rule != "toll" or "since" not in passage.reading.tokens.vocabulary:
        return False
    words, tags = passage.reading.tokens.words, passage.reading.tokens.tags
    since = next((at for at in range(claim.phrase.last, len(words)) if words[at] == "since"), None)
    if since is None or since + 1 == len(words):
        return False
    is_beside = any(c.rule != "toll" for c in passage.claims)
    return is_year(words[since + 1]) or (is_beside and tags[since + 1] == Tag.DATE)


def counts_since_upheaval(claim: Claim) -> bool:
    """ "Took the number killed since the coup to 50", "300 have been shot since he took office": of all events since
    then.
    """
    tokens, cue = claim.reading.tokens, claim.reading.chunks[claim.cue_at]
    if "since" not in tokens.vocabulary:
        return False
    words, start = tokens.words, min(claim.phrase.first, cue.first)
    since = next((at for at in range(start, len(words)) if words[at] == "since"), None)
    has_lasted = Tag.HAVE in tokens.tags[max(0, cue.first - _PERFECT) : cue.first]
    if since is None or not (has_lasted or claim.rule == "toll"):
        return False
    return _names_upheaval(words[since + 1 : since + 1 + _TO_UPHEAVAL])


def _names_upheaval(words: list[str]) -> bool:
    clause = words[: next((at for at, word in enumerate(words) if word in _ENDS), len(words))]
    return not (word_list("events", "upheavals") | word_list("events", "changes_of_power")).isdisjoint(clause)
