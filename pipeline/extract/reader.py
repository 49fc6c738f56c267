"""From one text to its figures: the layers of `pipeline.extract` in order."""

from datetime import date
from typing import Final

from pipeline.extract.asides import set_aside
from pipeline.extract.attackers import mark_attackers
from pipeline.extract.attributes import find_phrases, flat_words, organisations, source_of, weapon_of, weapons
from pipeline.extract.claims import Claim, ClaimBook
from pipeline.extract.frames import Frames, When, Where, date_near, event_dates, place_near
from pipeline.extract.layout import Layout, read_layout
from pipeline.extract.lexicon import Lexicon, load
from pipeline.extract.prefilter import sentences_with
from pipeline.extract.records import Extraction, Figure, SetAside
from pipeline.extract.scopes import covers_period, has_phrase, padded, scope_phrases
from pipeline.extract.sentence_claims import read_claims
from pipeline.extract.sentence_reading import SentenceReading, read_sentence
from pipeline.extract.tokens import Sentence, sentences
from pipeline.extract.wholes import Wholes, attach_orphans, breaks_down, demote_lone_parts
from pipeline.vocabulary import HarmType, Scope, SetAsideReason

_DATE_REASONS: Final = {"time": SetAsideReason.TIME, "duration": SetAsideReason.DURATION}
_NUMERIC: Final = frozenset("0123456789")
_LASTING: Final = frozenset({HarmType.DETAINED, HarmType.DISPLACED, HarmType.MISSING, HarmType.KIDNAPPED})
"""States that last: a count without a date is as of publication."""
_YEAR: Final = 366
_FRESH_DAYS: Final = 10
"""Days; an event dated longer before publication is background to the report."""
_QUOTE_SIDE: Final = 120
"""Characters of context kept on each side of a number, cut at clause marks."""


class Reader:
    """Reads one text. Order matters only inside an article: each sentence may lean on those before it."""

    def __init__(self, text: str, published_on: date | None) -> None:
        self.text = text
        self.lexicon: Lexicon = load()
        self.layout: Layout = read_layout(text, year_hint=published_on.year if published_on else None)
        self.sentences = sentences(text)
        self.frames = Frames(
            text, self.sentences, published_on or self.layout.published_on, self.layout.place, self.lexicon
        )
        self.claims: list[Claim] = []
        self.asides: list[SetAside] = []
        self.wholes = Wholes()
        self.settled: dict[int, tuple[When | None, Where | None]] = {}
        self._last_weapon: tuple[int, str | None] = (-1, None)
        self._last_source: tuple[int, str | None] = (-1, None)
        self._period_paragraph = -2

    def run(self) -> Extraction:
        """Figures and set-aside numbers in order of their characters."""
        for sentence in sentences_with(self.lexicon.stems, self.text, self.sentences):
            if self._is_told(sentence):
                self._read(sentence)
        demote_lone_parts(self.claims)
        mark_attackers(self.claims)
        return Extraction(self._figures(), tuple(self.asides))

    # -- sentences -------------------------------------------------------------------------------

    def _is_told(self, sentence: Sentence) -> bool:
        """Not in the byline or the footer."""
        layout, start = self.layout, sentence.start
        if layout.footer is not None and start >= layout.footer.start:
            return False
        return layout.byline is None or not layout.byline.start <= start < layout.byline.end

    def _read(self, sentence: Sentence) -> None:
        dates = self.frames.dates(sentence.no)
        reading = read_sentence(self.text, sentence, [(d.start, d.end) for d in dates], self.lexicon)
        book = read_claims(reading, self.lexicon)
        claims = book.claims
        if claims:
            self._settle(reading, claims, book)
        if claims or any(kind in "AFG~JEL" for kind in reading.string):
            masked = [
                (d.start, d.end, _DATE_REASONS.get(d.kind, SetAsideReason.DATE))
                for d in dates
                if self._prints_number(self.text[d.start : d.end])
            ]
            self.asides.extend(
                set_aside(reading, claims, book.unreal_numbers, masked, self.text, self.lexicon)
            )

    def _prints_number(self, words: str) -> bool:
        return not _NUMERIC.isdisjoint(words) or not self.lexicon.numbers.keys().isdisjoint(
            words.lower().split()
        )

    def _settle(self, reading: SentenceReading, claims: list[Claim], book: ClaimBook) -> None:
        """Everything about the sentence's claims that needs the article around it."""
        no = reading.sentence.no
        words = flat_words(reading.tokens)
        setting = self.frames.setting(no)
        if not event_dates(setting.dates) or not setting.places:
            self.frames.look_back(no)
        sentence_text = padded(words)
        self._describe(claims, reading, words)
        own_date = bool(event_dates(setting.dates))
        scope = self._sentence_scope(reading, sentence_text, words, setting_date=self._sentence_date(no))
        self._place_and_date(claims, no, scope)
        self._mark(claims, reading, sentence_text)
        self._link(claims, book, own_date)
        self.frames.enter(no)
        self.claims.extend(claims)

    def _describe(self, claims: list[Claim], reading: SentenceReading, words: list[str]) -> None:
        paragraph = reading.sentence.paragraph
        weapon = weapon_of(words)
        if weapon is None and self._last_weapon[0] >= paragraph - 1:
            weapon = self._last_weapon[1]
        elif weapon is not None:
            self._last_weapon = (paragraph, weapon)
        source = source_of(reading, self.lexicon)
        if source is not None:
            self._last_source = (paragraph, source)
        for claim in claims:
            claim.weapon, claim.source = weapon, source

    # -- scope -----------------------------------------------------------------------------------

    def _sentence_date(self, no: int) -> When | None:
        found = event_dates(self.frames.setting(no).dates)
        return found[-1][1] if found else None

    def _sentence_scope(
        self, reading: SentenceReading, sentence_text: str, words: list[str], setting_date: When | None
    ) -> Scope:
        layout, phrases = self.layout, scope_phrases()
        if layout.title is not None and reading.sentence.start < layout.title.end:
            return Scope.HEADLINE
        if has_phrase(sentence_text, phrases.historical) or self._is_long_past(setting_date):
            return Scope.HISTORICAL
        if "k" in reading.string and self._reaches_back(reading.sentence.no):
            return Scope.HISTORICAL
        when = setting_date or self.frames.when
        has_event = bool(find_phrases(words, weapons())) or not self.lexicon.events.isdisjoint(words)
        if has_phrase(sentence_text, phrases.period) and (not has_event or "k" in reading.string):
            return self._period(reading)
        if (
            covers_period(when.precision if when else None)
            and not has_event
            and self._continues_period(reading, setting_date)
        ):
            return self._period(reading)
        return Scope.INCIDENT

    def _period(self, reading: SentenceReading) -> Scope:
        self._period_paragraph = reading.sentence.paragraph
        return Scope.PERIOD_TOTAL

    def _continues_period(self, reading: SentenceReading, setting_date: When | None) -> bool:
        """After "April was the bloodiest month", counts without an event of their own are April's."""
        if reading.sentence.paragraph - self._period_paragraph <= 1:
            return True
        before = self.sentences[reading.sentence.no - 1] if reading.sentence.no else None
        if before is None:
            return False
        previous = padded(self.text[before.start : before.end].lower().replace(",", " ").split())
        return has_phrase(previous, scope_phrases().period)

    def _reaches_back(self, no: int) -> bool:
        """ "have been killed since 1980": a count that began more than a year ago."""
        today = self.frames.publication_day()
        for mention in self.frames.setting(no).dates:
            if mention.kind == "since" and mention.date_start is not None:
                if today is None or (today.start - mention.date_start).days > _YEAR:
                    return True
        return False

    def _is_long_past(self, when: When | None) -> bool:
        published = self.frames.publication_day()
        return when is not None and published is not None and (published.start - when.end).days > 730

    # -- place and date ----------------------------------------------------------------------------

    def _place_and_date(self, claims: list[Claim], no: int, scope: Scope) -> None:
        setting = self.frames.setting(no)
        for claim in claims:
            if claim.scope is Scope.INCIDENT or scope is Scope.HEADLINE:
                claim.scope = scope
            at = claim.char_start
            where = (
                place_near(
                    setting.places, at if claim.scope is not Scope.STOCK else claim.reading.sentence.start
                )
                or self.frames.where
            )
            self.settled[id(claim)] = (self._when(claim, date_near(setting.dates, at)), where)
            if claim.scope is Scope.PERIOD_TOTAL and claim.source is None and self._last_source[0] >= no - 99:
                claim.source = self._period_source(claim)

    def _when(self, claim: Claim, own: When | None) -> When | None:
        lasting = claim.harm in _LASTING
        if claim.scope is Scope.STOCK or (claim.scope is Scope.HISTORICAL and lasting and own is None):
            return self.frames.publication_day()
        if own is not None or claim.scope in (Scope.HISTORICAL, Scope.HEADLINE):
            return own
        carried = self.frames.when
        return carried if carried is not None else self.frames.recent()

    def _period_source(self, claim: Claim) -> str | None:
        """A bulletin names its source once."""
        paragraph, source = self._last_source
        if source is not None and claim.reading.sentence.paragraph - paragraph <= 2:
            return source
        return self._organisation_before(claim.reading.sentence.no)

    def _organisation_before(self, no: int) -> str | None:
        for before in (no, no - 1):
            if before >= 0 and self.sentences[before].paragraph >= self.sentences[no].paragraph - 1:
                words = (
                    self.text[self.sentences[before].start : self.sentences[before].end]
                    .lower()
                    .replace(",", " ")
                    .split()
                )
                found = find_phrases(words, organisations())
                if found:
                    source = max(found, key=lambda f: f[1])[2]
                    self._last_source = (self.sentences[no].paragraph, source)
                    return source
        return None

    def _mark(self, claims: list[Claim], reading: SentenceReading, sentence_text: str) -> None:
        """Say of each claim whether it sums up several attacks, closes a count, or tells of an earlier event."""
        phrases = scope_phrases()
        summary = has_phrase(sentence_text, phrases.summary)
        total = has_phrase(sentence_text, phrases.total)
        others = [
            name for name in ("separate", "detail") if has_phrase(sentence_text, getattr(phrases, name))
        ]
        past = has_phrase(sentence_text, phrases.past) or self._is_earlier(reading.sentence.no)
        for claim in claims:
            before = padded(
                self.text[reading.sentence.start : claim.char_start].lower().replace(",", " ").split()
            )
            if (past and self.claims) or has_phrase(before, phrases.background):
                claim.details.append("background")
            elif total:
                claim.details.append("total")
            elif summary and " including " not in before:
                claim.details.append("summary")
            claim.details.extend(others)

    def _is_earlier(self, no: int) -> bool:
        """Whether the sentence dates itself well before the report."""
        own, today = self._sentence_date(no), self.frames.publication_day()
        return own is not None and today is not None and (today.start - own.end).days > _FRESH_DAYS

    # -- parts and wholes --------------------------------------------------------------------------

    def _link(self, claims: list[Claim], book: ClaimBook, own_date: bool) -> None:
        attach_orphans(book.orphans, self.claims)
        breaks_down(claims, self.claims)
        for claim in claims:
            if claim.scope is Scope.PERIOD_TOTAL:
                self.wholes.enter(claim, self.settled[id(claim)][1], own_date)
            elif claim.scope is not Scope.HEADLINE:
                self.wholes.interrupt()
        for claim in claims:
            if claim.parent is not None and claim.scope is not claim.parent.scope:
                claim.scope = claim.parent.scope

    # -- records -----------------------------------------------------------------------------------

    def _figures(self) -> tuple[Figure, ...]:
        ordered = sorted(self.claims, key=lambda c: (c.char_start, c.char_end, c.harm))
        position = {id(claim): i for i, claim in enumerate(ordered)}
        return tuple(self._figure(claim, position) for claim in ordered)

    def _figure(self, claim: Claim, position: dict[int, int]) -> Figure:
        when, where = self.settled[id(claim)]
        number, victims, place = claim.number, claim.victims, where.place if where else None
        return Figure(
            sentence_no=claim.reading.sentence.no,
            char_start=claim.char_start,
            char_end=claim.char_end,
            number_text=self.text[claim.char_start : claim.char_end],
            quote=self._quote(claim),
            harm_type=claim.harm,
            value=number.value,
            value_low=number.low,
            value_high=number.high,
            qualifier=number.qualifier,
            victim_class=victims.victim_class,
            victim_text=victims.text,
            of_perpetrators=victims.attackers,
            weapon=claim.weapon,
            perpetrator=claim.perpetrator,
            source=claim.source,
            scope=claim.scope,
            place_id=place.place_id if place else None,
            place_name=where.name if where else None,
            adm1=place.adm1 if place else None,
            country=place.country if place else None,
            where_prec=where.precision if where else None,
            date_start=when.start if when else None,
            date_end=when.end if when else None,
            date_prec=when.precision if when else None,
            parent=position[id(claim.parent)] if claim.parent is not None else None,
            part_relation=claim.relation if claim.parent is not None else None,
            rule_id=claim.rule_id,
        )

    def _quote(self, claim: Claim) -> str:
        """The clause around the number: from its governor or noun phrase to the end of both, within the sentence."""
        sentence, tokens = claim.reading.sentence, claim.reading.tokens
        cue = claim.reading.chunks[claim.cue_at]
        first = min(tokens.starts[claim.phrase.first], tokens.starts[cue.first], claim.char_start)
        last = max(tokens.ends[claim.phrase.last], tokens.ends[cue.last], claim.char_end)
        start = max(first, claim.char_start - _QUOTE_SIDE, sentence.start)
        end = min(last, claim.char_end + _QUOTE_SIDE, sentence.end)
        return self.text[start:end]


def extract(text: str, published_on: date | None = None) -> Extraction:
    """Figures and set-aside numbers of one text.

    `published_on` anchors relative dates ("last Friday"); without it the byline or dateline does. Pure: the same text
    and date give the same result. Time is linear in the length of the text.
    """
    return Reader(text, published_on).run()
