"""A running count that closes the report of a fresh one ("Two were shot, taking the toll to 61 since August 1").

The stretch of time is the running count's alone.
"""

from typing import Final

from pipeline.extract.claims import Claim
from pipeline.extract.lexicon import Tag, word_list
from pipeline.extract.passage import Passage, Stretch

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
    """Whether a toll counts from a day on, beside fresh counts; "since the quake" would say of what it is."""
    if claim.rule != "toll" or all(c.rule == "toll" for c in passage.claims):
        return False
    words = passage.reading.tokens.words
    since = next((at for at in range(claim.phrase.last, len(words)) if words[at] == "since"), None)
    return since is not None and passage.reading.tokens.tags[since + 1 : since + 2] == Tag.DATE


def counts_since_upheaval(claim: Claim) -> bool:
    """ "took the number killed since the coup to 50": of all events since then."""
    if claim.rule != "toll":
        return False
    words = claim.reading.tokens.words
    between = words[claim.reading.chunks[claim.cue_at].last + 1 : claim.phrase.first]
    if "since" not in between:
        return False
    return not word_list("events", "upheavals").isdisjoint(between[between.index("since") :])
