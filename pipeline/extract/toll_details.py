"""Counts of a sentence that goes on about the event told before it: details of that event's toll, not more people.

"Ten people died in a blast. Three Americans and three Nepalese were killed in the attack": the sentence takes up the
event with "the" and tells of no other. "A crash killed 48. 38 died at once": so does a number without a noun. And what
stands beside a part of the dead ("three officers were among the dead, while 8 others were hurt") is told of the same
people as the sentence before.
"""

from collections.abc import Callable, Iterable
from itertools import groupby
from typing import Final

from pipeline.extract.claims import Claim
from pipeline.extract.lexicon import Tag, word_list
from pipeline.extract.lexicon.tags import DETERMINERS
from pipeline.extract.tokens import Tokens
from pipeline.vocabulary import VictimClass

_TAKES_UP: Final = frozenset({"the", "this", "that"})
_BEFORE_NOUN: Final = frozenset("xjXUKp")
_REACH: Final = 4
"""Tokens from an article to the noun of its event."""
_FEWEST: Final = 2
"""People of a toll that is told in detail."""


def sentences_going_on(claims: Iterable[Claim], events: frozenset[str]) -> frozenset[int]:
    """The sentences that take up the event told before them, or count some of its people, and tell of no other."""
    reaching = {
        c.reading.sentence.no
        for c in claims
        if _opens_bare(c) or (c.parent is not None and c.parent.reading is not c.reading)
    }
    read = {claim.reading.sentence.no: claim.reading.tokens for claim in claims}
    nouns = events | word_list("events", "disasters")
    articles = {no: _articles(tokens, nouns) for no, tokens in read.items()}
    return frozenset(
        no for no, found in articles.items() if _TAKES_UP.issuperset(found) and (found or no in reaching)
    )


def _opens_bare(claim: Claim) -> bool:
    """ "38 died at once", "One, a sergeant, lost a hand": a number without a noun opens the sentence."""
    phrase = claim.phrase
    return claim.chunk == 0 and phrase.kind == "N" and phrase.head is None and not phrase.implied


def attach_details(
    told: list[Claim], going_on: frozenset[int], is_together: Callable[[Claim, Claim], bool]
) -> None:
    """Make the counts of sentences that go on about an event parts of its toll; `told` are one harm's, in order."""
    whole: Claim | None = None
    room = 0
    for no, sentence in groupby(told, key=lambda claim: claim.reading.sentence.no):
        own = [claim for claim in sentence if claim.parent is None]
        counted = sum(claim.number.low or 0 for claim in own)
        if not own:
            continue
        if whole is not None and no in going_on and counted <= room and _are_details(own, whole, is_together):
            room -= counted
            for claim in own:
                claim.become_part_of(whole)
        else:
            whole = _toll_of(own)
            room = whole.number.low or 0 if whole is not None else 0


def _toll_of(own: list[Claim]) -> Claim | None:
    """The one count of a sentence that may be told in detail."""
    tolls = [claim for claim in own if not claim.phrase.implied]
    return tolls[0] if len(tolls) == 1 and (tolls[0].number.low or 0) >= _FEWEST else None


def _are_details(own: list[Claim], whole: Claim, is_together: Callable[[Claim, Claim], bool]) -> bool:
    return all(_is_detail(claim, whole) and is_together(whole, claim) for claim in own)


def _is_detail(claim: Claim, whole: Claim) -> bool:
    """Whether people may be some of a toll: it counts everybody, or they are given no noun of their own.

    The same number is no detail but the toll told again; those in hospital are left to `tallying`.
    """
    if (
        "aftermath" in claim.details
        or claim.number.value is None
        or claim.number.value >= (whole.number.low or 0)
    ):
        return False
    if not whole.victims.may_be(claim.victims) or (claim.additive and not _follows_count(claim)):
        return False
    return whole.victims.victim_class is VictimClass.UNKNOWN or claim.phrase.head is None


def _follows_count(claim: Claim) -> bool:
    """ "8 others were hurt" after "three officers" in the same sentence: others than those."""
    return any(chunk.number is not None for chunk in claim.reading.chunks[: claim.chunk])


def _articles(tokens: Tokens, nouns: frozenset[str]) -> set[str]:
    """The determiners of the events that a sentence names."""
    if nouns.isdisjoint(tokens.vocabulary):
        return set()
    return {
        _article(tokens, at)
        for at, word in enumerate(tokens.words)
        if word in nouns and tokens.tags[at] != Tag.HARM_ING
    }


def _article(tokens: Tokens, noun: int) -> str:
    """The determiner of a noun; nothing where there is none near."""
    for at in range(noun - 1, max(-1, noun - 1 - _REACH), -1):
        if tokens.tags[at] in DETERMINERS or tokens.tags[at] in (Tag.DIGITS, Tag.SMALL_NUMBER):
            return tokens.words[at]
        if tokens.tags[at] not in _BEFORE_NOUN:
            break
    return ""
