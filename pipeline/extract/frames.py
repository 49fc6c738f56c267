"""The frame of place and date that a report sets once and carries on from sentence to sentence.

A sentence without a place or date of its own takes those of the last that had them ("In this past week, ...").
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from pipeline.extract.dates import DateMention
from pipeline.extract.dating import When, event_date, later_date
from pipeline.extract.event_days import event_day_in, event_place_in
from pipeline.extract.layout import Layout
from pipeline.extract.lexicon import Lexicon
from pipeline.extract.place_mention import ResolvedPlace, Role
from pipeline.extract.placing import (
    Where,
    capital_of,
    contains,
    country_of,
    fronted,
    is_elsewhere,
    place_near,
    where_of,
)
from pipeline.extract.sentence_setting import OPENING, Setting, SettingReader
from pipeline.extract.tokens import Sentence
from pipeline.gazetteer import PlaceKind
from pipeline.vocabulary import DatePrecision

_CAPITAL: Final = " in the capital"
_ANAPHORA: Final = re.compile(
    r"\b(?:them|they|their|he|his|she|her|others?|both|another|more|there"
    r"|the (?:dead|wounded|injured|victims|village))\b",
    re.IGNORECASE,
)
"""Words by which a sentence goes on about the place and people of the one before."""
_FIRST: Final = 10
"""Sentences of a report among which the day of its event stands, if not in the lead."""
_RECENT: Final = timedelta(days=6)
"""A news report without a date of its own tells of the week up to its publication."""


class Frames:
    """The frame of an article, carried from one sentence to the next."""

    def __init__(
        self, text: str, sentences: list[Sentence], layout: Layout, anchor: date | None, lexicon: Lexicon
    ) -> None:
        self._text = text
        self._sentences = sentences
        self._layout = layout
        self._anchor = anchor
        self._published = When(anchor, anchor, int(DatePrecision.DAY)) if anchor else None
        self._reader = SettingReader(text, sentences, layout, anchor, lexicon)
        self._lexicon = lexicon
        self._passed: set[int] = set()
        self.when: When | None = None
        self.later: When | None = None
        """The day of what came after the event, where nothing better is known."""
        self._event_places: dict[str, list[Where]] = {}
        self._event_days: list[When | None] = []
        self.where: Where | None = None
        self._around: tuple[int, Where] | None = None
        self.wide: Where | None = None
        """The country of `where`, if a sentence has named it since: what counts over a period are of it."""

    def dates(self, no: int) -> list[DateMention]:
        """Date, time and duration mentions of sentence `no`."""
        return self._reader.dates(no)

    def own_dates(self, no: int) -> list[DateMention]:
        """The mentions of sentence `no` that are no part of byline or dateline."""
        return self._reader.own_dates(no)

    def setting(self, no: int) -> Setting:
        """Dates and places of sentence `no`."""
        return self._reader.setting(no)

    def home(self) -> Where | None:
        """The country that the report speaks of most."""
        return self._reader.home()

    # -- the frame -------------------------------------------------------------------------------

    def look_back(self, no: int) -> None:
        """Take the frame of a sentence without place or date from up to two before it in its paragraph.

        Only from those that told of no harm.
        """
        sentence, setting = self._sentences[no], self.setting(no)
        self._passed.add(no)
        if setting.places and event_date(setting.dated) is not None:
            return
        for before in (no - 2, no - 1):
            if (
                before >= 0
                and self._sentences[before].paragraph == sentence.paragraph
                and before not in self._passed
            ):
                self.enter(before)

    def enter(self, no: int, *, dates_event: bool = True) -> None:
        """Let sentence `no` set the frame for what follows: its last event date, its fronted or finest place.

        The day of an arrest is no day of the event (`dates_event`).

        A village that only the text knows is the place of its own paragraph, not of the report.
        """
        setting = self.setting(no)
        self._passed.add(no)
        if dates_event or self.when is None:
            self.when = event_date(setting.dated) or self.when
        self.later = later_date(setting.dated) or self.later
        told = self._told(no, setting.places)
        if told is not None and self._is_one_of_several(told, setting.places):
            return
        if told is not None and told.is_unlisted and self.where is not None and self._around is None:
            self._around = (self._sentences[no].paragraph, self.where)
        elif told is not None and not told.is_unlisted:
            self._around = None
        found = told or self._capital(no) or self._there(no)
        self.wide = None if found is not None else self._country_around(setting.places) or self.wide
        self.where = found or self.where

    def move_to(self, no: int) -> None:
        """Sentence `no` is read next: in a new paragraph the place around a village is in force again."""
        sentence = self._sentences[no]
        if self._around is None:
            return
        goes_on = _ANAPHORA.search(self._text, sentence.start, sentence.end)
        if self._around[0] != sentence.paragraph or not goes_on:
            self.where, self._around = self._around[1], None

    def _told(self, no: int, places: list[ResolvedPlace]) -> Where | None:
        """The fronted or the finest of a sentence's places."""
        if not places:
            return None
        start = self._sentences[no].start
        return fronted(self._text, start, places) or place_near(places, start, self.where)

    def _is_one_of_several(self, found: Where, places: list[ResolvedPlace]) -> bool:
        """ "23 bodies in Maze and 17 in Tcholu": the report goes on about the area around both."""
        around = self.where
        if around is None or not contains(around, found):
            return False
        apart = [where_of(p) for p in places if p.role is Role.LOCATION]
        return any(contains(around, other) and is_elsewhere(other, found) for other in apart)

    def _country_around(self, places: list[ResolvedPlace]) -> Where | None:
        if not places or self.where is None:
            return None
        countries = (where_of(p) for p in places if p.place.kind is PlaceKind.COUNTRY)
        return next((c for c in countries if contains(c, self.where)), None)

    def _there(self, no: int) -> Where | None:
        """ "The unrest began with the storming of a camp there": at the last place of the sentence before."""
        sentence = self._sentences[no]
        if no == 0 or not self._text[sentence.start : sentence.end].rstrip(' ."”').endswith(" there"):
            return None
        places = self.setting(no - 1).places
        located = [p for p in places if p.role is Role.LOCATION and p.place.kind is not PlaceKind.COUNTRY]
        return where_of(located[-1]) if located else None

    def _capital(self, no: int) -> Where | None:
        """ "Most of the attacks were in the capital": of the country spoken of."""
        sentence = self._sentences[no]
        if self._text.find(_CAPITAL, sentence.start, sentence.end) < 0:
            return None
        known = self.where or self._reader.dateline
        return capital_of(known) if known is not None else None

    def event_day(self) -> When | None:
        """The day of the event that the report is about, as its first sentences tell it; read once."""
        if not self._event_days:
            found = (
                event_day_in(self._text, sentence, self.own_dates(sentence.no), self._lexicon)
                for sentence in self._sentences[:_FIRST]
            )
            self._event_days.append(next((day for day in found if day is not None), None))
        return self._event_days[0]

    def event_place(self, area: Where) -> Where | None:
        """The town inside an area where the report's first sentences say that its event was; read once."""
        known = self._event_places.get(area.name)
        if known is None:
            found = [w for w in map(where_of, self._event_towns()) if contains(area, w)]
            towns = [w for w in found if w.place.kind is not PlaceKind.ADM1]
            known = self._event_places[area.name] = (towns or found)[:1]
        return known[0] if known else None

    def _event_towns(self) -> Iterator[ResolvedPlace]:
        title = self._layout.title
        for sentence in self._sentences[:_FIRST]:
            places = self.setting(sentence.no).places
            if title is not None and sentence.start < title.end:
                yield from (p for p in places if p.role is Role.LOCATION and p.place.kind is PlaceKind.CITY)
            else:
                yield from event_place_in(self._text, sentence, places, self._lexicon)

    def title_date(self) -> When | None:
        """The date of the title ("Overnight log, 3-4 February 2018")."""
        return (
            event_date(self.setting(0).dated) if self._layout.title is not None and self._sentences else None
        )

    def fallback(self) -> Where | None:
        """The place of a claim in a report that has named none: the title's, or the dateline's country."""
        title = self._layout.title
        if title is not None and self._sentences:
            found = place_near(self.setting(0).places, title.start)
            if found is not None:
                return found
        return self.home() if self._reader.dateline is not None else None

    def subject(self) -> Where | None:
        """The country that the first sentences of a report name, be it of its people only."""
        return self.country([sentence.no for sentence in self._sentences[:OPENING]])

    def country(self, numbers: list[int]) -> Where | None:
        """The country that sentences name first, or that of their first place; else the dateline's."""
        places = [place for no in numbers for place in self.setting(no).places]
        named = [place for place in places if place.place.kind is PlaceKind.COUNTRY] or places
        found = where_of(named[0]) if named else self._reader.dateline
        return country_of(found) if found is not None else None

    def recent(self) -> When | None:
        """The week up to publication."""
        if self._anchor is None:
            return None
        return When(self._anchor - _RECENT, self._anchor, int(DatePrecision.WEEK))

    def publication_day(self) -> When | None:
        """The day of publication."""
        return self._published
