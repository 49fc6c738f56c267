"""Reports that look back: a trial, an inquiry, an anniversary. The harm that they tell is not of today.

"A court jailed three men for the attack that killed 148": the sentence is the news, the 148 are history. A report
looks back when its first sentences tell of such a proceeding and of harm only in passing: in a relative clause, under a
preposition, as a participle, or not at all. Then every count without a day of its own is of the old event.
"""

import re
from calendar import day_name
from typing import Final

from pipeline.extract.background import BACKGROUND
from pipeline.extract.claims import Claim
from pipeline.extract.date_mention import DateKind, DateMention
from pipeline.extract.dating import Dated
from pipeline.extract.lexicon import Tag
from pipeline.extract.passage import Passage
from pipeline.extract.phrases import Hit, find_in_text
from pipeline.extract.tokens import Sentence
from pipeline.vocabulary import HarmType, Scope

RETROSPECT: Final = "retrospect"
"""Detail of a claim that tells an old event."""
_SURE: Final = RETROSPECT
_PERHAPS: Final = "perhaps_retrospect"
_COUNTED: Final = (Scope.INCIDENT, Scope.PERIOD_TOTAL)
_LONG_AGO: Final = "long_ago"
_YEARS_AFTER: Final = "years_after"
_REACH_OF_MAIN_CLAUSE: Final = 4
"""Tokens: a time told later than these follows a main clause."""
_PARTING: Final = frozenset((",", ";", ":", Tag.RELATIVE, Tag.SUBORDINATOR, Tag.AND, Tag.DASH))
HAPPENS: Final = "happens"
_PASSING: Final = HarmType.DETAINED
"""Who is jailed is of the proceeding, not of the event."""
_OPENING: Final = 3
"""Sentences in which a report says what it is about."""
_REACH: Final = 30
"""Tokens of a relative clause up to its number."""
_AUXILIARIES: Final = re.compile(f"[{Tag.BE}{Tag.HAVE}]+")
_BOTH_CLAUSES: Final = 2
_GOVERNED: Final = frozenset((Tag.PREPOSITION, Tag.OF, Tag.BY))
_TODAY: Final = frozenset(day.lower() for day in (*day_name, "today", "yesterday", "tonight", "overnight"))


class Retrospect:
    """Whether an article looks back, decided at its first sentence with claims after the title."""

    def __init__(self, text: str, sentences: list[Sentence]) -> None:
        self._text = text
        self._sentences = sentences
        self._looks_back: bool | None = None

    def settle(self, passage: Passage, own: dict[int, Dated | None]) -> None:
        """Mark the counts of an old event; those without a date of their own (`own`) are historical."""
        claims = [c for c in passage.claims if c.scope in _COUNTED and c.harm is not _PASSING]
        if self._looks_back is None and not any(c.scope is Scope.HEADLINE for c in passage.claims):
            self._looks_back = self._begins(passage, claims)
        for claim in claims:
            if (self._looks_back and not _is_of_today(claim, passage)) or _is_long_ago(claim, passage):
                claim.details.append(RETROSPECT)
                if own[id(claim)] is None or claim.scope is not Scope.INCIDENT:
                    claim.scope = Scope.HISTORICAL

    def _begins(self, passage: Passage, claims: list[Claim]) -> bool:
        no = passage.reading.sentence.no
        if no >= _OPENING or (claims and _opens_with_event(passage.hits)):
            return False
        if passage.has(_SURE):
            return all(_is_told_in_passing(claim, passage) for claim in claims)
        if passage.has(_PERHAPS):
            return all(_is_told_in_passing(c, passage) and _has_month_or_year(c, passage) for c in claims)
        return any(self._tells_proceeding(sentence) for sentence in self._sentences[:no])

    def _tells_proceeding(self, sentence: Sentence) -> bool:
        hits = find_in_text(self._text[sentence.start : sentence.end])
        return any(hit.kind == _SURE for hit in hits) and not _opens_with_event(hits)


def _opens_with_event(hits: list[Hit]) -> bool:
    """ "A gunman opened fire at a memorial service": what happens is told before what it happened to."""
    first = next((hit.kind for hit in hits if hit.kind in (HAPPENS, _SURE, _PERHAPS)), None)
    return first == HAPPENS


def _is_told_in_passing(claim: Claim, passage: Passage) -> bool:
    """ "the gunmen who killed 148", "the deaths of 48 people", "the 67 miners killed"."""
    tags, chunks = passage.reading.tokens.tags, passage.reading.chunks
    if BACKGROUND in claim.details or claim.rule == "reduced_passive":
        return True
    cue, number = chunks[claim.cue_at], claim.phrase
    if tags[max(0, cue.first - 1)] in _GOVERNED or claim.rule == "of_phrase":
        return True
    relative = Tag.RELATIVE in tags[max(passage.clause(claim).first, number.first - _REACH) : number.first]
    return relative or (cue.first > number.last and _is_in_relative(tags[number.last + 1 : cue.first]))


def _is_in_relative(between: str) -> bool:
    """Whether a cue is that of the relative clause after its people ("who were killed"), not of the main clause that
    follows it ("who were at a funeral were killed").
    """
    return between.startswith(Tag.RELATIVE) and len(_AUXILIARIES.findall(between)) < _BOTH_CLAUSES


def _dates(claim: Claim, passage: Passage) -> list[DateMention]:
    start, end = passage.characters(passage.clause(claim))
    return [mention for mention in passage.setting.dates if start <= mention.start < end]


def _has_month_or_year(claim: Claim, passage: Passage) -> bool:
    return any(mention.kind is DateKind.PERIOD for mention in _dates(claim, passage))


def _is_long_ago(claim: Claim, passage: Passage) -> bool:
    """ "five people were killed there three years ago": nothing parts the time from the claim."""
    if not (passage.has(_LONG_AGO) or passage.has(_YEARS_AFTER)):
        return False
    tags, cue = passage.reading.tokens.tags, passage.reading.chunks[claim.cue_at]
    first, last = min(cue.first, claim.phrase.first), max(cue.last, claim.phrase.last)
    for hit in passage.by_kind.get(_LONG_AGO, ()):
        between = (
            tags[last + 1 : hit.first] if hit.first > last else tags[hit.last + 1 : first].removeprefix(",")
        )
        if _PARTING.isdisjoint(between):
            return True
    return any(_counts_from_it(claim, passage, hit) for hit in passage.by_kind.get(_YEARS_AFTER, ()))


def _counts_from_it(claim: Claim, passage: Passage, hit: Hit) -> bool:
    """ "reopened two years after a fire that killed 43": in the clause of the old event, not in one after it."""
    tags, number = passage.reading.tokens.tags, claim.phrase.first
    between = tags[hit.last + 1 : number]
    if hit.last > number or f",{Tag.AND}" in between:
        return False
    return "," not in between or hit.first >= _REACH_OF_MAIN_CLAUSE


def _is_of_today(claim: Claim, passage: Passage) -> bool:
    """Told in a main clause with a day of the week."""
    if _is_told_in_passing(claim, passage):
        return False
    text = passage.reading.tokens.text
    words = (text[m.start : m.end].lower().split() for m in _dates(claim, passage))
    return any(not _TODAY.isdisjoint(mention) for mention in words)
