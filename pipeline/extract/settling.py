"""Settles the attributes of an article's claims: scope, date, place, weapon, source and perpetrator.

Each attribute comes from the claim's own words where they have one, else from its sentence, else from the event that
the report is telling.
"""

from typing import Final

from pipeline.extract.background import BACKGROUND, Told, is_long_before, mark
from pipeline.extract.bulletins import Bulletin, period_of
from pipeline.extract.claim_dates import ClaimDates, own_date
from pipeline.extract.claim_places import is_national, own_place, place_around
from pipeline.extract.claims import Claim
from pipeline.extract.combat import Around, fought
from pipeline.extract.counted_off import mark_counted_off
from pipeline.extract.dating import Dated, When, event_date
from pipeline.extract.event_words import mark_another
from pipeline.extract.figure_making import Settled
from pipeline.extract.frames import Frames
from pipeline.extract.lexicon import Lexicon
from pipeline.extract.listed_places import place_before, place_in_list
from pipeline.extract.passage import Passage, read_passage
from pipeline.extract.perpetrators import ATTRIBUTABLE, can_take, perpetrator_around
from pipeline.extract.phrases import ACT, ORGANISATION, WEAPON, find_in_text, find_phrases
from pipeline.extract.place_entries import PlaceEntries
from pipeline.extract.placing import Where, country_of, is_elsewhere, is_foreign, place_near
from pipeline.extract.retrospect import HAPPENS, Retrospect
from pipeline.extract.round_ups import is_round_up
from pipeline.extract.scopes import Scopes
from pipeline.extract.sentence_reading import SentenceReading
from pipeline.extract.source_seats import leave_out_seats
from pipeline.extract.sources import Attribution, SourceMemory, attributions, source_of
from pipeline.extract.tokens import Sentence, tokenise
from pipeline.extract.weapons import HAZARDS, weapon_of
from pipeline.gazetteer import PlaceKind
from pipeline.vocabulary import BODILY, HarmType, Scope

_DETAINED: Final = HarmType.DETAINED
_HISTORICAL: Final = Scope.HISTORICAL
_INCIDENT: Final = Scope.INCIDENT
_PERIOD_TOTAL: Final = Scope.PERIOD_TOTAL
_NOT_ONE: Final = ("summary", "separate", "nationwide", "total")
"""What says that a count is not of the one event of the report."""
_AREAS: Final = (PlaceKind.COUNTRY, PlaceKind.ADM1)
_OPENING: Final = 8
"""Sentences that may have told an event without claims."""
_OF_EVENTS: Final = (ACT, WEAPON, HAPPENS)
_SAME_EVENT: Final = 1
"""Paragraphs over which an event's weapon and perpetrator carry."""


class Settler:
    """Settles claims in the order of the text; `settled` has their dates and places."""

    def __init__(
        self,
        text: str,
        sentences: list[Sentence],
        frames: Frames,
        bulletin: Bulletin | None,
        title_end: int,
        lexicon: Lexicon,
    ) -> None:
        self._text = text
        self._sentences = sentences
        self._frames = frames
        self._bulletin = bulletin
        self._lexicon = lexicon
        self._scopes = Scopes(text, sentences, title_end, lexicon)
        self._around = Around(text, sentences)
        self._retrospect = Retrospect(text, sentences)
        self._entries = PlaceEntries()
        self._dates = ClaimDates(frames, lexicon)
        self._sources = SourceMemory()
        self._told = Told()
        self._event_paragraph = -9
        self._weapon: str | None = None
        self._perpetrator: str | None = None
        self.settled: Settled = {}

    def settle(self, reading: SentenceReading, claims: list[Claim]) -> Passage:
        """Everything about a sentence's claims that needs the article around it."""
        frames, no = self._frames, reading.sentence.no
        frames.move_to(no)
        frames.look_back(no)
        passage = read_passage(reading, claims, frames.setting(no))
        mark_another(passage, self._lexicon.events)
        day = frames.publication_day()
        today = day.start if day else None
        own = {id(claim): own_date(claim, passage) for claim in claims}
        self._scopes.settle(passage, own, frames.when, today, self._bulletin is not None)
        mark(passage, own, self._told_before(no), today, self._lexicon)
        mark_counted_off(passage)
        self._retrospect.settle(passage, own)
        self._entries.settle(passage)
        cited = self._attributions(passage)
        if frames.where is not None and cited:
            leave_out_seats(passage, cited)
        before: Where | None = None
        for claim in claims:
            if self._bulletin is not None and claim.scope is _PERIOD_TOTAL:
                self.settled[id(claim)] = self._in_bulletin(claim, passage, self._bulletin)
                continue
            before = self._narrowed(claim, passage, self._where(claim, passage, before))
            when = self._dates.of(claim, passage, own[id(claim)])
            self.settled[id(claim)] = (when, before)
            if own[id(claim)] is None and self._is_of_event_recalled(claim, when):
                claim.details.append(BACKGROUND)
        self._describe(passage, own, cited)
        self._carry(passage)
        return passage

    def _told_before(self, no: int) -> Told:
        """What the sentences before have told; they are asked for an event only while none has claims."""
        if self._told.has_claims:
            return self._told
        before = (self._text[s.start : s.end] for s in self._sentences[max(0, no - _OPENING) : no])
        is_event = any(hit.kind in _OF_EVENTS for text in before for hit in find_in_text(text))
        return self._told._replace(harmless_event=is_event)

    def _is_of_event_recalled(self, claim: Claim, when: When | None) -> bool:
        """ "The last deadly crash was in May 1999. Seven died": of the event that the sentence before recalls."""
        if not is_long_before(claim, when, self._told):
            return False
        before = self._sentences[claim.reading.sentence.no - 1]
        words = set(self._text[before.start : before.end].lower().replace(",", " ").split())
        return "when" in words or not words.isdisjoint(self._lexicon.events)

    def _in_bulletin(
        self, claim: Claim, passage: Passage, bulletin: Bulletin
    ) -> tuple[When | None, Where | None]:
        """Period and place of a count of a bulletin, whose lead has set both."""
        where = place_in_list(claim, passage, bulletin.where)
        where = where or self._pointed_at(passage)
        return period_of(claim, passage, self._text, bulletin), where or bulletin.where

    # -- place -----------------------------------------------------------------------------------

    def _where(self, claim: Claim, passage: Passage, before: Where | None) -> Where | None:
        """The place in the claim's own words, else in its clause, else (`before`) of the claim before it."""
        found = own_place(claim, passage)
        if found is not None:
            return found
        known = self._known(claim)
        if known is not None and is_national(claim, passage):
            return country_of(known)
        if before is not None and passage.clause(claim).first > 0:
            return before
        found = self._pointed_at(passage) or place_around(claim, passage, self._frames.where)
        return found or known or self._frames.home()

    def _narrowed(self, claim: Claim, passage: Passage, where: Where | None) -> Where | None:
        """The town of the event, where the claim's sentence knows only the area ("in northwest Pakistan")."""
        if where is None or where.place.kind not in _AREAS or not _is_of_the_event(claim):
            return where
        return (
            where
            if not passage.by_kind.keys().isdisjoint(_NOT_ONE)
            else self._frames.event_place(where) or where
        )

    def _known(self, claim: Claim) -> Where | None:
        """The place that the report has set so far, for a claim that names none.

        What counts over a period is seldom of the place of an event abroad that was told last.
        """
        frames = self._frames
        if claim.scope is _INCIDENT:
            return frames.where or frames.fallback()
        known = frames.wide or frames.where or frames.fallback()
        if known is None and claim.scope is _PERIOD_TOTAL:
            return frames.subject()
        home = frames.home()
        is_abroad = known is not None and home is not None and is_foreign(known, home)
        return home if is_abroad else known

    def _pointed_at(self, passage: Passage) -> Where | None:
        """ "Six people died there", "in the province": a place of the sentence before."""
        no = passage.reading.sentence.no
        if no == 0 or not (passage.has("same_province") or "there" in passage.reading.tokens.vocabulary):
            return None
        return place_before(passage, self._frames.setting(no - 1).places)

    # -- weapon, source, perpetrator ---------------------------------------------------------------

    def _describe(self, passage: Passage, own: dict[int, Dated | None], found: list[Attribution]) -> None:
        carries = self._is_same_event(passage)
        if not carries:
            self._weapon, self._perpetrator = None, None
        for claim in passage.claims:
            self._arm(claim, passage)
            self._cite(claim, passage, found, own[id(claim)])
            self._blame(claim, passage)

    def _arm(self, claim: Claim, passage: Passage) -> None:
        claim.weapon = weapon_of(claim, passage)
        if claim.weapon is None and _is_of_the_event(claim) and claim.harm in BODILY:
            claim.weapon = self._weapon

    def _attributions(self, passage: Passage) -> list[Attribution]:
        """Those of the sentence; where one is a pronoun, first those of the sentences before it in its paragraph."""
        sentence, tokens = passage.reading.sentence, passage.reading.tokens
        found = attributions(tokens, passage.hits, self._lexicon)
        if not found:
            return found
        if any(one.source is None for one in found):
            for before in self._sentences[max(0, sentence.no - 2) : sentence.no]:
                if before.paragraph == sentence.paragraph:
                    earlier = tokenise(self._text, before.start, before.end, self._lexicon)
                    named = attributions(earlier, find_phrases(earlier), self._lexicon)
                    self._sources.resolve(named, earlier, before.paragraph)
        return self._sources.resolve(found, tokens, sentence.paragraph)

    def _cite(self, claim: Claim, passage: Passage, found: list[Attribution], own: Dated | None) -> None:
        attribution = source_of(claim, passage, found)
        if attribution is not None and attribution.source is not None:
            claim.source = attribution.source
        elif claim.scope is _PERIOD_TOTAL and (own is None or not self._told.has_claims):
            paragraph = passage.reading.sentence.paragraph
            claim.source = self._sources.of_bulletin(paragraph) or self._organisation_before(passage)

    def _organisation_before(self, passage: Passage) -> str | None:
        """A bulletin may name its source in the sentence before, without a verb of saying."""
        no = passage.reading.sentence.no
        for before in (no, no - 1):
            if before < 0 or self._sentences[before].paragraph < self._sentences[no].paragraph - 1:
                continue
            hits = find_in_text(self._text[self._sentences[before].start : self._sentences[before].end])
            named = [hit for hit in hits if hit.kind == ORGANISATION]
            if named:
                source = max(named, key=lambda hit: hit.size).name
                self._sources.name(source, self._sentences[no].paragraph)
                return source
        return None

    def _blame(self, claim: Claim, passage: Passage) -> None:
        if claim.weapon in HAZARDS:
            claim.perpetrator = None
        elif claim.perpetrator is None and claim.harm in ATTRIBUTABLE:
            claim.perpetrator = perpetrator_around(claim, passage, self._lexicon)
        claim.fought = fought(claim, passage, self._around)
        if self._perpetrator is not None and can_take(claim) and _is_of_the_event(claim):
            claim.perpetrator = self._perpetrator

    # -- what is carried ---------------------------------------------------------------------------

    def _is_same_event(self, passage: Passage) -> bool:
        """Whether a sentence goes on about the event told last: near it, with no place or date elsewhere."""
        if passage.reading.sentence.paragraph - self._event_paragraph > _SAME_EVENT or passage.has(
            "separate"
        ):
            return False
        frames, setting = self._frames, passage.setting
        when = event_date(setting.dated)
        if when is not None and frames.when is not None and when.end < frames.when.start:
            return False
        where = place_near(setting.places, passage.reading.sentence.start, frames.where)
        return where is None or frames.where is None or not is_elsewhere(where, frames.where)

    def _carry(self, passage: Passage) -> None:
        """Let the sentence set the frame, unless it only tells of earlier events."""
        dates = [self.settled[id(claim)][0] for claim in passage.claims]
        self._told = self._told.and_of(dates, is_round_up(passage))
        fresh = [
            claim
            for claim in passage.claims
            if BACKGROUND not in claim.details and claim.scope is not _HISTORICAL
        ]
        if not fresh:
            return
        told = passage.setting.dated
        is_earlier = told and any(
            passage.names_other_event(claim, dated) for claim in fresh for dated in told
        )
        dates_event = not is_earlier and any(claim.harm is not _DETAINED for claim in fresh)
        self._frames.enter(passage.reading.sentence.no, dates_event=dates_event)
        possessive = next((d.when for d in told if d.is_possessive), None) if told else None
        self._frames.when = possessive or self._frames.when
        for claim in fresh:
            if _is_of_the_event(claim):
                self._event_paragraph = passage.reading.sentence.paragraph
                self._weapon = claim.weapon or self._weapon
                self._perpetrator = claim.perpetrator or self._perpetrator


def _is_of_the_event(claim: Claim) -> bool:
    return claim.scope is _INCIDENT and BACKGROUND not in claim.details
