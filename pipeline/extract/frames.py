"""Where and when: the place and date of each claim, from its sentence or from the frame that the report has set.

A report says place and date once and goes on ("In this past week, ..."); a sentence without its own takes those of the
last that had them. Precision codes are UCDP GED's.
"""

from datetime import date, timedelta
from typing import NamedTuple

from pipeline.extract.dates import DateMention, find_dates
from pipeline.extract.lexicon import Lexicon
from pipeline.extract.place_mention import ResolvedPlace, Role
from pipeline.extract.place_resolution import Resolver
from pipeline.extract.places import find_places
from pipeline.extract.tokens import Sentence
from pipeline.gazetteer import Place, PlaceKind, load
from pipeline.vocabulary import DatePrecision, WherePrecision

_PLACED = frozenset({Role.LOCATION, Role.NAMED, Role.NEAR})
_EVENT_KINDS = frozenset({"point", "period"})
_RECENT = timedelta(days=6)
"""A news report without a date of its own tells of the week up to its publication."""


class When(NamedTuple):
    """First and last day, both inclusive, and the UCDP precision code."""

    start: date
    end: date
    precision: int


class Where(NamedTuple):
    """A gazetteer place, the name to print and the UCDP precision code."""

    place: Place
    name: str
    precision: int


class Setting(NamedTuple):
    """What one sentence says of dates and places."""

    dates: list[DateMention]
    places: list[ResolvedPlace]


def _when(mention: DateMention) -> When | None:
    if mention.date_start is None or mention.date_end is None or mention.prec is None:
        return None
    return When(mention.date_start, mention.date_end, mention.prec)


def event_dates(dates: list[DateMention]) -> list[tuple[DateMention, When]]:
    """Mentions that can date an event, with their intervals."""
    found = []
    for mention in dates:
        when = _when(mention) if mention.kind in _EVENT_KINDS else None
        if when is not None:
            found.append((mention, when))
    return found


def date_near(dates: list[DateMention], at: int) -> When | None:
    """The event date nearest to a character."""
    found = event_dates(dates)
    if not found:
        return None
    return min(found, key=lambda f: min(abs(f[0].start - at), abs(f[0].end - at)))[1]


def _where(resolved: ResolvedPlace) -> Where:
    return Where(resolved.place, resolved.name, resolved.where_prec)


def _holds(outer: Place, inner: Place) -> bool:
    """Whether `inner` is a narrower place inside `outer`."""
    if outer.country_code != inner.country_code or outer.place_id == inner.place_id:
        return False
    if outer.kind is PlaceKind.COUNTRY:
        return inner.kind is not PlaceKind.COUNTRY
    return outer.kind is PlaceKind.ADM1 and outer.adm1 == inner.adm1 and inner.kind is not PlaceKind.ADM1


def _country(place: Place) -> Where | None:
    found = [c for c in load().candidates(place.country or "") if c.kind is PlaceKind.COUNTRY]
    return Where(found[0], found[0].name, int(WherePrecision.COUNTRY)) if found else None


def _common(places: list[ResolvedPlace]) -> Where | None:
    """Three or more places apart in one country: the country."""
    if len({p.place.place_id for p in places}) < 3 or len({p.place.country_code for p in places}) != 1:
        return None
    if any(_holds(a.place, b.place) for a in places for b in places if a is not b):
        return None
    return _country(places[0].place)


def _rank(mention: ResolvedPlace) -> int:
    """A place where something happens, then one that is named, then a point of reference, then a whole country."""
    if mention.role is Role.LOCATION:
        return 0
    if mention.place.kind is PlaceKind.COUNTRY:
        return 3
    return 1 if mention.role is Role.NAMED else 2


def _located(places: list[ResolvedPlace]) -> list[ResolvedPlace]:
    """The mentions of the best rank, and the finer ones of any rank inside them."""
    placed = [p for p in places if p.role in _PLACED]
    if not placed:
        return []
    best = min(map(_rank, placed))
    chosen = [p for p in placed if _rank(p) == best]
    return [p for p in placed if p in chosen or any(_holds(c.place, p.place) for c in chosen)]


def place_near(places: list[ResolvedPlace], at: int) -> Where | None:
    """The place of a claim at character `at`: the nearest location, or the nearest finer one inside it."""
    located = _located(places)
    if not located:
        containers = [p for p in places if p.role in (Role.CONTAINER, Role.DEMONYM)]
        return _where(containers[0]) if containers else None
    common = _common(located)
    if common is not None:
        return common
    nearest = min(located, key=lambda p: min(abs(p.start - at), abs(p.end - at)))
    finer = [p for p in located if _holds(nearest.place, p.place)]
    return _where(min(finer, key=lambda p: abs(p.start - at)) if finer else nearest)


def contains(outer: Where, inner: Where) -> bool:
    """Whether `inner` is a narrower place inside `outer`."""
    return _holds(outer.place, inner.place)


class Frames:
    """Settings of an article's sentences, read when asked for, and the frame carried from one to the next."""

    def __init__(
        self,
        text: str,
        sentences: list[Sentence],
        anchor: date | None,
        dateline: str | None,
        lexicon: Lexicon,
    ) -> None:
        self._text = text
        self._sentences = sentences
        self._anchor = anchor
        self._resolver = Resolver(dateline)
        self._common_words = lexicon.tags
        self._settings: dict[int, Setting] = {}
        self.when: When | None = None
        self.where: Where | None = None

    def dates(self, no: int) -> list[DateMention]:
        """Date, time and duration mentions of sentence `no`."""
        sentence = self._sentences[no]
        return find_dates(self._text, sentence.start, sentence.end, self._anchor)

    def setting(self, no: int) -> Setting:
        """Dates and places of sentence `no`; each sentence is read once."""
        known = self._settings.get(no)
        if known is None:
            sentence = self._sentences[no]
            mentions = [
                m
                for m in find_places(self._text, sentence.start, sentence.end)
                if self._is_name(m.start, m.end, sentence)
            ]
            self._resolver.see(mentions)
            known = Setting(self.dates(no), self._resolver.resolve(mentions))
            self._settings[no] = known
        return known

    def _is_name(self, start: int, end: int, sentence: Sentence) -> bool:
        """Not a word of the grammar that is capital because it begins the sentence ("Most", "Since")."""
        return start > sentence.start + 1 or self._text[start:end].lower() not in self._common_words

    def look_back(self, no: int) -> None:
        """Take the frame from up to two sentences before `no` in its paragraph that told of no harm."""
        sentence = self._sentences[no]
        for before in (no - 2, no - 1):
            if (
                before >= 0
                and self._sentences[before].paragraph == sentence.paragraph
                and before not in self._settings
            ):
                self.enter(before)

    def enter(self, no: int) -> None:
        """Let sentence `no` set the frame for what follows: its last event date, its fronted or finest place."""
        setting = self.setting(no)
        dated = event_dates(setting.dates)
        if dated:
            self.when = dated[-1][1]
        fronted = self._fronted(no, setting.places)
        where = fronted or place_near(setting.places, self._sentences[no].start)
        if where is not None:
            self.where = where

    def _fronted(self, no: int, places: list[ResolvedPlace]) -> Where | None:
        """ "In the western province of Anbar, ..." frames the sentences after it."""
        sentence = self._sentences[no]
        first = next((p for p in places if p.role in _PLACED), None)
        if first is None or not self._text.startswith("In ", sentence.start):
            return None
        comma = self._text.find(",", first.end, first.end + 3)
        return _where(first) if comma >= 0 and self._text.find(",", sentence.start, first.start) < 0 else None

    def recent(self) -> When | None:
        """The week up to publication."""
        if self._anchor is None:
            return None
        return When(self._anchor - _RECENT, self._anchor, int(DatePrecision.WEEK))

    def publication_day(self) -> When | None:
        """The day of publication."""
        return When(self._anchor, self._anchor, int(DatePrecision.DAY)) if self._anchor else None
