"""Event mentions: the figures of one article that speak of one event.

A figure belongs with its parent, unless that sums up several events (`summaries`); a top-level figure joins
the event told last that its place, date, weapon and perpetrator allow, and that the words between do not
leave. Indefinite event nouns ("a car bomb killed", "gunmen shot") introduce a new event once the present
one has a different number for the same harm; definite ones do not (the novelty condition on indefinites,
Heim 1982). Only figures of scope `incident` take part.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from pipeline.resolve.claims import DETAIL, IMPLIED, Claim, is_of_incident, root_of
from pipeline.resolve.dates import Span, common_span
from pipeline.resolve.geography import Located, Place, PlaceRelation, finest, place_of, relation
from pipeline.resolve.persons import is_same_person
from pipeline.resolve.settings import settings
from pipeline.resolve.summaries import summaries_of
from pipeline.resolve.tolls import Statement, Toll, overlap, says, statements, toll_of, words_in
from pipeline.resolve.weapons import families

_SENTENCE_END = re.compile(r"[.!?\n]")
_UNPLACED = 9
_SAME_PLACE = (
    PlaceRelation.SAME_TOWN,
    PlaceRelation.SAME_CITY,
    PlaceRelation.SAME_DISTRICT,
    PlaceRelation.SAME_PROVINCE,
    PlaceRelation.SAME_COUNTRY,
)


class Mention(NamedTuple):
    """One event as one article tells it; `claims` in text order, its parts included; `text` is the
    article's.
    """

    article_id: str
    claims: tuple[Claim, ...]
    place: Place
    span: Span
    text: str

    @property
    def key(self) -> tuple[str, str]:
        """What identifies a mention whatever the order of articles: its article and first figure."""
        return self.article_id, self.claims[0].figure_id


def mentions_of(claims: Sequence[Claim], text: str, located: Mapping[str, Located]) -> list[Mention]:
    """The event mentions of one article, in order of their first figure.

    `claims` are the article's figures in text order, `text` is the article's, `located` what the gazetteer
    knows.
    """
    own, sums = summaries_of(claims, located)
    claims = [sums.get(claim.figure_id, claim) for claim in claims]
    by_id = {claim.figure_id: claim for claim in claims}
    events: list[_Event] = []
    home: dict[str, _Event] = {}
    for claim in filter(is_of_incident, claims):
        root = root_of(claim, by_id, own)
        if root.figure_id not in home:
            home[root.figure_id] = _event_for(root, events, text, located)
            home[root.figure_id].add(root)
        if claim.figure_id != root.figure_id:
            home[root.figure_id].add(claim)
    return sorted(
        (mention_of(event.claims, text) for event in events), key=lambda mention: mention.claims[0].char_start
    )


def mention_of(figures: Iterable[Claim], text: str) -> Mention:
    """The mention that figures of one event in one article make; at least one figure."""
    claims = tuple(sorted(figures, key=lambda claim: (claim.char_start, claim.char_end, claim.figure_id)))
    span = common_span(Span(claim.date_start, claim.date_end) for claim in claims)
    wholes = [claim for claim in top_level(claims) if not claim.is_marked(DETAIL)] or claims
    return Mention(claims[0].article_id, claims, finest(map(place_of, wholes)), span, text)


def top_level(claims: Sequence[Claim]) -> list[Claim]:
    """The figures that are no part of another of the same mention, of the victims' side."""
    here = {claim.figure_id for claim in claims}
    return [claim for claim in claims if claim.parent_figure_id not in here and not claim.of_perpetrators]


def statements_of(mention: Mention, harm_type: str) -> list[Statement]:
    """What the figures of one mention state about one harm type (see `pipeline.resolve.tolls`)."""
    told = [claim for claim in top_level(mention.claims) if claim.harm_type == harm_type]
    return statements(told, mention.text) if told else []


class _Event:
    """An event of the article as told so far, with what a next figure is compared with."""

    def __init__(self) -> None:
        self.claims: list[Claim] = []
        self.place = finest([])
        self.latest_start = date.min
        self.earliest_end = date.max
        self.weapons: frozenset[str] = frozenset()
        self.perpetrators: set[str] = set()
        self.counted: dict[str, set[Toll]] = {}
        self.persons: list[Claim] = []

    def add(self, claim: Claim) -> None:
        """Takes in a figure."""
        self.claims.append(claim)
        self.place = min(self.place, place_of(claim), key=lambda place: place.where_prec or _UNPLACED)
        self.latest_start = max(self.latest_start, claim.date_start or date.min)
        self.earliest_end = min(self.earliest_end, claim.date_end or date.max)
        self.weapons |= families(claim.weapon)
        self.perpetrators |= set(words_in(claim.perpetrator or ""))
        if claim.is_marked(IMPLIED) and len(self.persons) < settings().mention.remembered_tolls:
            self.persons.append(claim)
        if claim.parent_figure_id is None:
            told = self.counted.setdefault(claim.harm_type, set())
            if len(told) < settings().mention.remembered_tolls:
                told.add(toll_of(claim))

    def counts_otherwise(self, claim: Claim) -> bool:
        """Whether the event already has a number for the figure's harm, and none that agrees with it."""
        told = self.counted.get(claim.harm_type)
        return bool(told) and not any(overlap(toll_of(claim), toll) for toll in told or ())


def _event_for(claim: Claim, events: list[_Event], text: str, located: Mapping[str, Located]) -> _Event:
    for event in reversed(events[-settings().mention.open_events :]):
        if _same_event(claim, event, text, located):
            return event
    events.append(_Event())
    return events[-1]


def _same_event(claim: Claim, event: _Event, text: str, located: Mapping[str, Located]) -> bool:
    if any(is_same_person(claim, earlier) for earlier in event.persons):
        return True
    if (claim.date_start or date.min) > event.earliest_end or (
        claim.date_end or date.max
    ) < event.latest_start:
        return False
    if _is_toll_of(claim, event):
        return True
    if not _place_allows(claim, event, located) or not _means_allow(claim, event):
        return False
    return not _is_new_event(claim, event, text)


def _is_toll_of(claim: Claim, event: _Event) -> bool:
    """ "the death toll" is that of the event just told, wherever its source sits."""
    sentences = claim.sentence_no - event.claims[-1].sentence_no
    return claim.is_toll and 0 <= sentences <= settings().mention.unplaced_sentences


def _place_allows(claim: Claim, event: _Event, located: Mapping[str, Located]) -> bool:
    rules, sentences = settings().mention, abs(claim.sentence_no - event.claims[-1].sentence_no)
    how = relation(place_of(claim), event.place, located)
    if how in _SAME_PLACE or _is_detail(claim, event, how):
        return True
    if how in (PlaceRelation.NESTED, PlaceRelation.COUNTRY_ONLY):
        return sentences <= rules.nested_place_sentences and not event.counts_otherwise(claim)
    return how == PlaceRelation.UNKNOWN and sentences <= rules.unplaced_sentences


def _is_detail(claim: Claim, event: _Event, how: PlaceRelation) -> bool:
    """Whether a figure gives one of the attacks in a city whose toll was told before, and so a part of it."""
    told = event.counted.get(claim.harm_type, ())
    is_less = any(toll_of(claim).fallback() < toll.fallback() for toll in told)
    return how == PlaceRelation.NESTED and event.place.is_point and claim.is_marked(DETAIL) and is_less


def _means_allow(claim: Claim, event: _Event) -> bool:
    """Different weapons are different events, unless one sentence names both; so are different
    perpetrators.
    """
    if claim.sentence_no == event.claims[-1].sentence_no:
        return True
    mine = families(claim.weapon)
    if mine and event.weapons and not mine & event.weapons:
        return False
    if claim.perpetrator is None or not event.perpetrators or not event.counts_otherwise(claim):
        return True
    return not event.perpetrators.isdisjoint(words_in(claim.perpetrator))


def _is_new_event(claim: Claim, event: _Event, text: str) -> bool:
    last = event.claims[-1]
    before, around = _description(claim, last, text)
    if says(before, settings().words.new_event):
        return True
    if claim.sentence_no == last.sentence_no or not event.counts_otherwise(claim):
        return False
    return _introduces_event(around)


def _introduces_event(text: str) -> bool:
    words = settings().words
    told = words_in(text)
    return any(
        word in words.event_nouns and not words.indefinite.isdisjoint(told[max(0, i - 3) : i + 1])
        for i, word in enumerate(told)
    )


def _description(claim: Claim, last: Claim, text: str) -> tuple[str, str]:
    """The words between the event's last figure and this one, and these with the rest of the sentence."""
    reach = settings().mention.description_characters
    start = max(0, claim.char_start - reach, last.char_end if last.char_end <= claim.char_start else 0)
    end = min(len(text), claim.char_end + reach)
    stop = _SENTENCE_END.search(text, claim.char_end, end)
    return text[start : claim.char_start], text[start : stop.start() if stop else end]
