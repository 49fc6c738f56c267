"""What each sentence of an article says of dates and places, read when asked for."""

import re
from dataclasses import dataclass, replace
from datetime import date
from itertools import takewhile
from typing import Final

from pipeline.extract.dates import DateKind, DateMention, find_dates
from pipeline.extract.dating import Dated, read_dated
from pipeline.extract.layout import Layout, Span
from pipeline.extract.lexicon import Lexicon
from pipeline.extract.place_mention import Mention, ResolvedPlace, Role
from pipeline.extract.place_resolution import Resolver
from pipeline.extract.places import find_places
from pipeline.extract.placing import Where, country_of, where_of
from pipeline.extract.side_places import is_aside, is_origin
from pipeline.extract.tokens import Sentence
from pipeline.vocabulary import DatePrecision, WherePrecision

_POINT: Final = DateKind.POINT
_COUNTRY: Final = WherePrecision.COUNTRY
OPENING: Final = 4
"""Sentences, title and byline among them, that name the country of a report without any other place."""
_DAY_REACH: Final = 4
"""Sentences back to the day that "the next day" counts from."""


@dataclass(slots=True, eq=False)
class Setting:
    """What one sentence says of dates and places; the dateline's own are left out."""

    dates: list[DateMention]
    dated: list[Dated]
    places: list[ResolvedPlace]
    kinds: frozenset[DateKind]
    """What the dates say, so that a rule about bounds or days need not look at a sentence that has none."""


_SENT_ABROAD: Final = (
    r" (?:forces|army|troops|soldiers|settlers|invaders|occupiers|occupation|invasion|warplanes|jets|drones?|missiles?"
    r"|rockets?|shelling|artillery|strikes?|airstrikes?|air|militants?|fighters|rebels)\b"
)
"""After the adjective of a country: those may strike another one ("Russian shelling")."""


_NO_CREDIT: Final = (0, 0)


def _credits_in(sentences: list[Sentence], credits: list[Span]) -> dict[int, tuple[int, int]]:
    """By sentence the characters from the first to the last of the byline and the dateline in it."""
    found: dict[int, tuple[int, int]] = {}
    end = max((credit.end for credit in credits), default=0)
    for sentence in takewhile(lambda s: s.start < end, sentences):
        inside = [c for c in credits if c.start < sentence.end and c.end > sentence.start]
        if inside:
            found[sentence.no] = min(c.start for c in inside), max(c.end for c in inside)
    return found


class SettingReader:
    """Reads the settings of an article's sentences; the names of its opening are evidence for all of them."""

    def __init__(
        self, text: str, sentences: list[Sentence], layout: Layout, anchor: date | None, lexicon: Lexicon
    ) -> None:
        self._text = text
        self._named_countries: dict[str, bool] = {}
        self._sentences = sentences
        self._credits = _credits_in(sentences, [s for s in (layout.byline, layout.dateline) if s is not None])
        self._anchor = anchor
        self._resolver = Resolver(layout.place)
        self._common_words = lexicon.tags
        self._abbreviations = lexicon.abbreviations
        self._dates: dict[int, list[DateMention]] = {}
        self._settings: dict[int, Setting] = {}
        self._mentions: dict[int, list[Mention]] = {}
        self.dateline: Where | None = None

    def dates(self, no: int) -> list[DateMention]:
        """Date, time and duration mentions of sentence `no`, each sentence read once."""
        known = self._dates.get(no)
        if known is None:
            sentence = self._sentences[no]
            known = find_dates(self._text, sentence.start, sentence.end, self._anchor)
            if known and any(self._counts_on(mention) for mention in known):
                base = self._day_before(no)
                known = find_dates(self._text, sentence.start, sentence.end, self._anchor, base)
            self._dates[no] = known
        return known

    def _counts_on(self, mention: DateMention) -> bool:
        """ "A day later", "the next day", and not "11 days after ten Maoists were killed"."""
        unplaced = mention.kind is _POINT and mention.date_start is None
        return unplaced and not self._text[mention.start : mention.end].lower().endswith(("after", "before"))

    def _day_before(self, no: int) -> date | None:
        """The day that the sentences just before mention last, which "a day later" counts from."""
        for before in range(no - 1, max(-1, no - _DAY_REACH), -1):
            days = [m for m in self.own_dates(before) if m.kind is _POINT and m.prec == DatePrecision.DAY]
            if days:
                return days[-1].date_start
        return None

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
        if not self._mentions:
            for opening in self._sentences[:OPENING]:
                self._seen(opening)
        if no:
            self._seen(self._sentences[no - 1])
        mentions = self._seen(sentence)
        places = self._resolver.resolve(mentions) if mentions else []
        start, end = self._dateline_span(sentence)
        if end:
            self.dateline = next((where_of(p) for p in places if p.start < end), None)
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
        names = self._resolver.names
        places = [
            p
            for p in places
            if not known or p.place.country is None or p.place.country in known or names(p.place.country_code)
        ]
        return [self._spread(p) for p in places if not is_origin(self._text, p)]

    def _seen(self, sentence: Sentence) -> list[Mention]:
        """The place names of a sentence, found and taken for evidence once; those of the opening come first."""
        known = self._mentions.get(sentence.no)
        if known is None:
            found = find_places(self._text, sentence.start, sentence.end)
            known = [m for m in found if self._is_name(m.start, m.end, sentence)] if found else found
            self._mentions[sentence.no] = known
            start, end = self._dateline_span(sentence)
            self._resolver.see([m for m in known if not start <= m.start < end] if end else known)
        return known

    def _names(self, country: str) -> bool:
        """Whether the text names a country anywhere; searched for once."""
        if country not in self._named_countries:
            found = re.search(rf"\b{re.escape(country)}(?!\w*{_SENT_ABROAD})", self._text)
            self._named_countries[country] = found is not None
        return self._named_countries[country]

    def _past(self, dated: list[Dated]) -> list[Dated]:
        """Without what lies after publication: nobody has been harmed then ("less than a week after ...")."""
        today = self._anchor
        return [d for d in dated if d.when.start <= today] if today is not None else dated

    def _spread(self, place: ResolvedPlace) -> ResolvedPlace:
        """ "Struck Leeds and other cities" tells of the country, "a Leeds gang" only of whose it is."""
        if is_aside(self._text, place):
            return replace(place, role=Role.OBLIQUE)
        if not self._text.startswith(" and other ", place.end):
            return place
        country = country_of(where_of(place))
        if country is None:
            return place
        return replace(place, place=country.place, where_prec=country.precision, name=country.name)

    def _dateline_span(self, sentence: Sentence) -> tuple[int, int]:
        """The characters of a sentence that are byline or dateline: where and when the report was written."""
        return self._credits.get(sentence.no, _NO_CREDIT)

    def _is_name(self, start: int, end: int, sentence: Sentence) -> bool:
        """Not an abbreviation of the grammar ("CIV"), nor one of its words that begins the sentence ("Most")."""
        name = self._text[start:end]
        if name in self._abbreviations:
            return False
        return start > sentence.start + 1 or name.lower() not in self._common_words

    def home(self) -> Where | None:
        """The country that the report speaks of most, by its first sentences and those read since."""
        for sentence in self._sentences[:OPENING]:
            self._seen(sentence)
        place = self._resolver.country()
        return Where(place, place.name, int(_COUNTRY)) if place is not None else None
