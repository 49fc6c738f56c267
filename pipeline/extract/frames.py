"""The setting of each sentence, and the frame of place and date that a report sets once and carries on.

A sentence without a place or date of its own takes those of the last that had them ("In this past week, ...").
"""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from pipeline.extract.dates import DateKind, DateMention, find_dates
from pipeline.extract.dating import Dated, When, event_date, read_dated
from pipeline.extract.layout import Layout
from pipeline.extract.lexicon import Lexicon
from pipeline.extract.place_mention import Mention, ResolvedPlace, Role
from pipeline.extract.place_resolution import Resolver
from pipeline.extract.places import find_places
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
from pipeline.extract.side_places import is_aside, is_origin
from pipeline.extract.tokens import Sentence
from pipeline.gazetteer import PlaceKind
from pipeline.vocabulary import DatePrecision, WherePrecision

_CAPITAL: Final = " in the capital"
_OPENING: Final = 4
"""Sentences, title and byline among them, that name the country of a report without any other place."""
_ANAPHORA: Final = re.compile(
    r"\b(?:them|they|their|he|his|she|her|others?|both|another|more|there"
    r"|the (?:dead|wounded|injured|victims|village))\b",
    re.IGNORECASE,
)
"""Words by which a sentence goes on about the place and people of the one before."""
_RECENT: Final = timedelta(days=6)
"""A news report without a date of its own tells of the week up to its publication."""


@dataclass(slots=True, eq=False)
class Setting:
    """What one sentence says of dates and places; the dateline's own are left out."""

    dates: list[DateMention]
    dated: list[Dated]
    places: list[ResolvedPlace]
    kinds: frozenset[DateKind]
    """What the dates say, so that a rule about bounds or days need not look at a sentence that has none."""


class Frames:
    """Settings of an article's sentences, read when asked for, and the frame carried from one to the next."""

    def __init__(
        self, text: str, sentences: list[Sentence], layout: Layout, anchor: date | None, lexicon: Lexicon
    ) -> None:
        self._text = text
        self._named_countries: dict[str, bool] = {}
        self._sentences = sentences
        self._layout = layout
        self._credits = [span for span in (layout.byline, layout.dateline) if span is not None]
        self._credits_end = max((span.end for span in self._credits), default=0)
        self._anchor = anchor
        self._published = When(anchor, anchor, int(DatePrecision.DAY)) if anchor else None
        self._resolver = Resolver(layout.place)
        self._common_words = lexicon.tags
        self._abbreviations = lexicon.abbreviations
        self._dates: dict[int, list[DateMention]] = {}
        self._settings: dict[int, Setting] = {}
        self._mentions: dict[int, list[Mention]] = {}
        self._dateline: Where | None = None
        self._passed: set[int] = set()
        self.when: When | None = None
        self.where: Where | None = None
        self._around: tuple[int, Where] | None = None
        self.wide: Where | None = None
        """The country of `where`, if a sentence has named it since: what counts over a period are of it."""

    def dates(self, no: int) -> list[DateMention]:
        """Date, time and duration mentions of sentence `no`, each sentence read once."""
        known = self._dates.get(no)
        if known is None:
            sentence = self._sentences[no]
            known = self._dates[no] = find_dates(self._text, sentence.start, sentence.end, self._anchor)
        return known

    def own_dates(self, no: int) -> list[DateMention]:
        """The mentions of sentence `no` that are no part of byline or dateline."""
        start, end = self._dateline_span(self._sentences[no])
        return [d for d in self.dates(no) if not start <= d.start < end] if end else self.dates(no)

    def setting(self, no: int) -> Setting:
        """Dates and places of sentence `no`, each sentence read once."""
        known = self._settings.get(no)
        if known is None:
            known = self._settings[no] = self._read(no)
        return known

    def _read(self, no: int) -> Setting:
        sentence = self._sentences[no]
        for opening in (*self._sentences[:_OPENING], *self._sentences[max(0, no - 1) : no]):
            self._seen(opening)
        mentions = self._seen(sentence)
        places = self._resolver.resolve(mentions) if mentions else []
        start, end = self._dateline_span(sentence)
        if end:
            self._dateline = next((where_of(p) for p in places if p.start < end), None)
            places = [p for p in places if not start <= p.start < end]
        places = self._located(places) if places else []
        dates = self.own_dates(no)
        if not dates:
            return Setting([], [], places, frozenset())
        kinds = frozenset([mention.kind for mention in dates])
        return Setting(dates, self._past(read_dated(self._text, dates)), places, kinds)

    def _located(self, places: list[ResolvedPlace]) -> list[ResolvedPlace]:
        """Without namesakes in countries that the text does not name, and without those that people are from."""
        known = {p.place.country for p in places if p.place.country and self._names(p.place.country)}
        places = [p for p in places if not known or p.place.country in known or p.place.country is None]
        return [self._spread(p) for p in places if not self._is_beside(p)]

    def _seen(self, sentence: Sentence) -> list[Mention]:
        """The place names of a sentence, found and taken for evidence once; those of the opening come first."""
        known = self._mentions.get(sentence.no)
        if known is None:
            found = find_places(self._text, sentence.start, sentence.end)
            known = [m for m in found if self._is_name(m.start, m.end, sentence)]
            self._mentions[sentence.no] = known
            self._resolver.see(known)
        return known

    def _names(self, country: str) -> bool:
        """Whether the text names a country anywhere; searched for once."""
        if country not in self._named_countries:
            self._named_countries[country] = country in self._text
        return self._named_countries[country]

    def _past(self, dated: list[Dated]) -> list[Dated]:
        """Without what lies after publication: nobody has been harmed then ("less than a week after ...")."""
        today = self._anchor
        return [d for d in dated if d.when.start <= today] if today is not None else dated

    def _spread(self, place: ResolvedPlace) -> ResolvedPlace:
        """ "Struck Leeds and other cities" tells of the country."""
        if not self._text.startswith(" and other ", place.end):
            return place
        country = country_of(where_of(place))
        if country is None:
            return place
        return replace(place, place=country.place, where_prec=country.precision, name=country.name)

    def _is_beside(self, place: ResolvedPlace) -> bool:
        """Whether the sentence names a place for another reason than that something happened there.

        Of a report that knows no more than the country, the town of a hospital tells something all the same.
        """
        if is_origin(self._text, place):
            return True
        known = self.where is not None and self.where.place.adm1 is not None
        return known and is_aside(self._text, place)

    def _dateline_span(self, sentence: Sentence) -> tuple[int, int]:
        """The characters of a sentence that are byline or dateline: where and when the report was written."""
        if sentence.start >= self._credits_end:
            return 0, 0
        inside = [s for s in self._credits if s.start < sentence.end and s.end > sentence.start]
        return (min(s.start for s in inside), max(s.end for s in inside)) if inside else (0, 0)

    def _is_name(self, start: int, end: int, sentence: Sentence) -> bool:
        """Not an abbreviation of the grammar ("CIV"), nor one of its words that begins the sentence ("Most")."""
        name = self._text[start:end]
        if name in self._abbreviations:
            return False
        return start > sentence.start + 1 or name.lower() not in self._common_words

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

    def enter(self, no: int) -> None:
        """Let sentence `no` set the frame for what follows: its last event date, its fronted or finest place.

        A village that only the text knows is the place of its own paragraph, not of the report.
        """
        setting = self.setting(no)
        self._passed.add(no)
        self.when = event_date(setting.dated) or self.when
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
        countries = (where_of(p) for p in places if p.place.kind is PlaceKind.COUNTRY)
        return next((c for c in countries if self.where is not None and contains(c, self.where)), None)

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
        known = self.where or self._dateline
        return capital_of(known) if known is not None else None

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
        return country_of(self._dateline) if self._dateline is not None else None

    def subject(self) -> Where | None:
        """The country that the first sentences of a report name, be it of its people only."""
        return self.country([sentence.no for sentence in self._sentences[:_OPENING]])

    def country(self, numbers: list[int]) -> Where | None:
        """The country that sentences name first, or that of their first place; else the dateline's."""
        places = [place for no in numbers for place in self.setting(no).places]
        named = [place for place in places if place.place.kind is PlaceKind.COUNTRY] or places
        found = where_of(named[0]) if named else self._dateline
        return country_of(found) if found is not None else None

    def home(self) -> Where | None:
        """The country that the report speaks of most, by its first sentences and those read since."""
        for sentence in self._sentences[:_OPENING]:
            self._seen(sentence)
        place = self._resolver.country()
        return Where(place, place.name, int(WherePrecision.COUNTRY)) if place is not None else None

    def recent(self) -> When | None:
        """The week up to publication."""
        if self._anchor is None:
            return None
        return When(self._anchor - _RECENT, self._anchor, int(DatePrecision.WEEK))

    def publication_day(self) -> When | None:
        """The day of publication."""
        return self._published
