"""From one text to its figures: the layers of `pipeline.extract` in order."""

from datetime import date
from typing import Final

from pipeline.extract.accusations import mark_accusations
from pipeline.extract.all_told import take_up_all
from pipeline.extract.anaphora import attach_parts
from pipeline.extract.antecedents import Antecedents, inherit_classes, share_class
from pipeline.extract.asides import set_aside
from pipeline.extract.attackers import mark_attackers, spare_suicides
from pipeline.extract.background import BACKGROUND
from pipeline.extract.bodies import add_more_bodies
from pipeline.extract.bulletins import left_out, read_bulletin
from pipeline.extract.claims import Claim, ClaimBook
from pipeline.extract.company import attach_company
from pipeline.extract.complements import add_complements
from pipeline.extract.dates import DateMention
from pipeline.extract.dating import event_date
from pipeline.extract.few_survivors import add_few_survivors
from pipeline.extract.figure_making import figures
from pipeline.extract.frames import Frames
from pipeline.extract.headline_settling import settle_headlines
from pipeline.extract.included import add_included
from pipeline.extract.layout import Layout, read_layout, sentences_of
from pipeline.extract.lexicon import Lexicon, load
from pipeline.extract.named_dead import add_named_dead
from pipeline.extract.no_survivors import add_no_survivors
from pipeline.extract.overview import Overview
from pipeline.extract.passage import Passage
from pipeline.extract.period_parts import attach_period_parts
from pipeline.extract.perpetrators import can_take
from pipeline.extract.prefilter import sentences_with
from pipeline.extract.pronominal_parts import add_pronominal_parts
from pipeline.extract.records import Extraction, SetAside
from pipeline.extract.responsibility import responsible
from pipeline.extract.retelling import Retelling
from pipeline.extract.sentence_claims import read_claims
from pipeline.extract.sentence_reading import SentenceReading, read_sentence
from pipeline.extract.settling import Settler
from pipeline.extract.taken_up import add_all_of_them, add_taken_up
from pipeline.extract.takings import keep_captive
from pipeline.extract.tokens import Sentence
from pipeline.extract.told_as_murder import tell_as_murder
from pipeline.extract.toll_parts import attach_toll_parts
from pipeline.extract.wholes import Wholes, breaks_down, settle_relations
from pipeline.vocabulary import Scope, SetAsideReason

_HEADLINE: Final = Scope.HEADLINE
_PERIOD_TOTAL: Final = Scope.PERIOD_TOTAL
_DATE_REASONS: Final = {"time": SetAsideReason.TIME, "duration": SetAsideReason.DURATION}
_NUMERIC: Final = frozenset("0123456789")


class Reader:
    """Reads one text. Order matters only inside an article: each sentence may lean on those before it."""

    def __init__(self, text: str, published_on: date | None) -> None:
        self.text = text
        self.lexicon: Lexicon = load()
        self.layout: Layout = read_layout(text, year_hint=published_on.year if published_on else None)
        self.sentences = sentences_of(text, self.layout)
        anchor = published_on or self.layout.published_on
        self.frames = Frames(text, self.sentences, self.layout, anchor, self.lexicon)
        title_end = self.layout.title.end if self.layout.title is not None else 0
        self.bulletin = read_bulletin(text, self.sentences, self.layout, self.frames, self.lexicon)
        self.settler = Settler(text, self.sentences, self.frames, self.bulletin, title_end, self.lexicon)
        self.claims: list[Claim] = []
        self.asides: list[SetAside] = []
        self.wholes = Wholes()
        self.antecedents = Antecedents(text, self.sentences, self.frames, self.lexicon)
        self.overview = Overview()
        self.retelling = Retelling(self.layout, self.settler.settled)

    def run(self) -> Extraction:
        """Figures and set-aside numbers in order of their characters."""
        for sentence in sentences_with(self.lexicon, self.text, self.sentences):
            if self._is_told(sentence):
                self._read(sentence)
        self._period_parts()
        attach_toll_parts(self.claims, self.settler.settled, self.lexicon.events)
        attach_company(self.claims, self.settler.settled)
        inherit_classes(self.claims)
        settle_relations(self.claims)
        self._claims_of_responsibility()
        mark_attackers(self.claims, self.lexicon)
        spare_suicides(self.claims, self.lexicon)
        settle_headlines(self.claims, self.settler.settled)
        told = figures(self.claims, self.settler.settled, self.text)
        return Extraction(told, tuple(self.asides), len(self.sentences))

    # -- sentences -------------------------------------------------------------------------------

    def _is_told(self, sentence: Sentence) -> bool:
        """Not in the byline or the footer."""
        layout, start = self.layout, sentence.start
        if layout.footer is not None and start >= layout.footer.start:
            return False
        return layout.byline is None or not layout.byline.start <= start < layout.byline.end

    def _read(self, sentence: Sentence) -> None:
        dates = self.frames.dates(sentence.no)
        reading = read_sentence(
            self.text, sentence, [(d.start, d.end) for d in dates] if dates else [], self.lexicon
        )
        book = read_claims(reading, self.lexicon)
        tell_as_murder(reading, self.claims)
        keep_captive(book, self.claims)
        add_complements(book, self.claims)
        add_included(book, self.claims)
        add_more_bodies(book, self.claims)
        add_taken_up(book, self.claims, self.antecedents)
        add_all_of_them(book, self.claims, self.antecedents)
        add_no_survivors(book, self.claims, self.antecedents)
        add_few_survivors(book, self.claims, self.antecedents)
        add_named_dead(book, self.claims)
        add_pronominal_parts(book, self.claims)
        claims = book.claims
        if claims:
            passage = self.settler.settle(reading, claims)
            self._link(passage, book)
            self.claims.extend(claims)
        if claims or any(kind in "AFG~JEL" for kind in reading.string):
            self._set_aside(reading, claims, book, dates)

    def _set_aside(
        self, reading: SentenceReading, claims: list[Claim], book: ClaimBook, dates: list[DateMention]
    ) -> None:
        masked = [
            (d.start, d.end, _DATE_REASONS.get(d.kind, SetAsideReason.DATE))
            for d in dates
            if self._prints_number(self.text[d.start : d.end])
        ]
        self.asides.extend(set_aside(reading, claims, book.unreal_numbers, masked, self.text, self.lexicon))

    def _prints_number(self, words: str) -> bool:
        return not _NUMERIC.isdisjoint(words) or not self.lexicon.numbers.keys().isdisjoint(
            words.lower().split()
        )

    # -- across sentences --------------------------------------------------------------------------

    def _link(self, passage: Passage, book: ClaimBook) -> None:
        """Parts and wholes of different sentences."""
        claims, has_own_date = passage.claims, event_date(passage.setting.dated) is not None
        attach_parts(claims, book.orphans, self.claims)
        mark_accusations(claims, self.claims)
        take_up_all(claims, self.claims)
        share_class(claims, self.claims, self.antecedents)
        breaks_down(claims, self.claims)
        self.overview.enter(passage)
        self.retelling.enter(passage)
        for claim in claims:
            if claim.scope is _PERIOD_TOTAL:
                self.wholes.enter(claim, self.settler.settled[id(claim)][1], has_own_date)
            elif claim.scope is not _HEADLINE:
                self.wholes.interrupt()
        for claim in claims:
            whole = claim.parent
            if whole is not None and (whole.rule != "toll" or whole.scope is Scope.INCIDENT):
                claim.scope = whole.scope

    def _period_parts(self) -> None:
        if self.bulletin is not None:
            without = left_out(self.text, self.sentences, self.frames, self.lexicon)
            attach_period_parts(self.claims, self.settler.settled, without)

    def _claims_of_responsibility(self) -> None:
        """Who claimed the attack or was blamed for it: of the incidents told before."""
        told = responsible(self.text, self.sentences, self.lexicon) if self.claims else None
        if told is None:
            return
        who, at = told
        for claim in self.claims:
            if claim.char_start < at and BACKGROUND not in claim.details and can_take(claim):
                claim.perpetrator = who


def extract(text: str, published_on: date | None = None) -> Extraction:
    """Figures and set-aside numbers of one text.

    `published_on` anchors relative dates ("last Friday"); without it the byline or dateline does. Pure: the same text
    and date give the same result. Time is linear in the length of the text.
    """
    return Reader(text, published_on).run()
