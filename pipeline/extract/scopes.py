"""What a claim covers: one incident, a period, a stock, the past, or only the headline's summary.

The scope is decided for each claim from the words of its clause. A clause without a sign of its own (a phrase of
`lexicon/scope.toml`, a date, an event) takes the scope of the clause before it in the sentence.
"""

import re
from calendar import month_name
from datetime import date
from typing import Final

from pipeline.extract.claims import Claim
from pipeline.extract.dates import DateKind
from pipeline.extract.dating import Dated, When
from pipeline.extract.event_words import CAUSING, tells_event
from pipeline.extract.gapping import COMPARED
from pipeline.extract.lexicon import Lexicon, Tag
from pipeline.extract.many_events import counts_many_events, sums_up_recurring
from pipeline.extract.passage import Passage, Stretch, resumes, whole_of
from pipeline.extract.phrases import DEED, WEAPON, find_in_text
from pipeline.extract.running_tolls import counts_since_upheaval, is_running, up_to_toll
from pipeline.extract.scope_signs import (
    SHORTEST_PERIOD,
    compares,
    goes_on_for_days,
    is_long_past,
    is_of_day,
    is_period,
    is_standing,
    lower_bound,
    names_same_time,
    ranks,
    scope_since,
    spans_weeks,
    speaks_of_past,
    speaks_of_war,
)
from pipeline.extract.tokens import Sentence
from pipeline.extract.weapons import DISASTERS
from pipeline.extract.words import POSSESSIVE
from pipeline.vocabulary import DatePrecision, HarmType, Scope

_PERIOD: Final = DateKind.PERIOD
_HISTORICAL: Final = Scope.HISTORICAL
_INCIDENT: Final = Scope.INCIDENT
_PERIOD_TOTAL: Final = Scope.PERIOD_TOTAL
_STOCK: Final = Scope.STOCK
PERIOD: Final = "period"
TALLY: Final = "tally"
_MANY: Final = 20
"""People: more than that, taken or killed over a stretch of time, are no single event."""
_NUMBERS: Final = re.compile(r"\d{1,2}(?!\d)")
_TO_RELATIVE: Final = 24
"""Tokens from a count and its verb to the relative clause after them."""
_SHORT: Final = frozenset({"week", "days"})
_BOTH_ENDS: Final = 2
_LONG: Final = frozenset([*(name.lower() for name in month_name[1:]), "year", "month", "quarter", "week"])


class Scopes:
    """Decides the scopes of an article's claims in their order."""

    def __init__(self, text: str, sentences: list[Sentence], title_end: int, lexicon: Lexicon) -> None:
        self._text = text
        self._sentences = sentences
        self._title_end = title_end
        self._events = lexicon.events
        self._period_paragraph = -2
        self._has_told_incident = False
        self._last: Claim | None = None

    def settle(
        self,
        passage: Passage,
        own: dict[int, Dated | None],
        carried: When | None,
        today: date | None,
        in_bulletin: bool,
    ) -> None:
        """Set the scope of each claim of a sentence; `own` has the dates that the claims' clauses state.

        In a bulletin what is no event of its own is counted over the bulletin's period.
        """
        before: Scope | None = None
        for claim in passage.claims:
            opens = passage.clause(claim).first
            is_new = before is _HISTORICAL and passage.reading.tokens.tags.startswith(f",{Tag.AND}", opens)
            if is_new or resumes(passage.reading.tokens, opens):
                before = None
            scope = self._decide(claim, passage, own[id(claim)], today)
            if scope is None:
                scope = before or self._added_to(claim) or self._carried(passage, carried)
            if in_bulletin and scope is _INCIDENT and not _is_attack(passage, claim):
                scope = _PERIOD_TOTAL
            is_one = claim.phrase.implied and claim.parent is None
            goes_on = before is _INCIDENT and self._goes_on(claim)
            if scope is _PERIOD_TOTAL and (is_one or goes_on):
                scope = _INCIDENT
            if scope is _PERIOD_TOTAL:
                self._period_paragraph = passage.reading.sentence.paragraph
            self._has_told_incident |= scope is _INCIDENT
            before = None if scope is _STOCK else scope
            if claim.scope is _INCIDENT:
                claim.scope = scope
            self._last = claim

    def _goes_on(self, claim: Claim) -> bool:
        """ "A teacher and two pupils were killed this week and four others hurt": as the one before."""
        last = self._last
        return last is not None and (claim.additive or claim.cue_at == last.cue_at) and last.parent is None

    def _is_of_same_time(self, claim: Claim) -> bool:
        """ "In 2009 a fire killed 122. The same week 29 died in a shop": as long past as the sentence before."""
        last = self._last
        if last is None or last.scope is not _HISTORICAL:
            return False
        return claim.reading.sentence.no - last.reading.sentence.no == 1 and names_same_time(claim)

    def _added_to(self, claim: Claim) -> Scope | None:
        """ "The war has killed 10,000 people. Another 2,200 have died of cholera": the scope of what it adds to; so too
        "two million have been driven from their homes".
        """
        last = self._last
        is_next = last is not None and claim.reading.sentence.no - last.reading.sentence.no == 1
        if last is None or not is_next or claim.phrase.implied or not (claim.additive or _has_fled(claim)):
            return None
        return last.scope if last.scope in (_HISTORICAL, _PERIOD_TOTAL) else None

    def _decide(self, claim: Claim, passage: Passage, own: Dated | None, today: date | None) -> Scope | None:
        """The scope that the claim's clause states, or None where it has no sign of one."""
        if passage.reading.sentence.start < self._title_end:
            return Scope.HEADLINE
        if claim.rule == COMPARED or is_running(claim, passage):
            return _PERIOD_TOTAL
        if counts_since_upheaval(claim):
            return _PERIOD_TOTAL
        if self._is_of_same_time(claim):
            return _HISTORICAL
        if is_standing(claim, passage) and not self._is_arrest_for_it(claim):
            return _STOCK
        tokens = passage.reading.tokens
        clause = _up_to_relative(claim, up_to_toll(claim, passage))
        if is_long_past(own, today, tokens) or speaks_of_past(claim, passage):
            return _HISTORICAL
        has_lasted = Tag.HAVE in tokens.tags[clause.first : clause.end]
        if has_lasted and speaks_of_war(claim, passage):
            return _HISTORICAL
        bound = lower_bound(passage, clause)
        if bound is not None and not compares(tokens, bound.start):
            return scope_since(bound, today)
        if counts_many_events(passage) or (own is None and self._sums_up(claim, passage)):
            return _PERIOD_TOTAL
        is_event = self._is_event(passage, clause, claim)
        if self._names_stretch(claim, passage, clause) and (has_lasted or not is_event):
            return _PERIOD_TOTAL
        if not is_event and self._is_dated_by_period(passage, clause, own):
            return _PERIOD_TOTAL
        return _INCIDENT if is_event or own is not None else None

    def _sums_up(self, claim: Claim, passage: Passage) -> bool:
        """Whether a count is of events of which the sentence before tells how often they happened."""
        no = passage.reading.sentence.no
        if no == 0 or not self._has_told_incident:
            return False
        before = self._sentences[no - 1]
        return sums_up_recurring(claim, passage, self._text[before.start : before.end])

    def _is_arrest_for_it(self, claim: Claim) -> bool:
        """ "Two suspects are in custody": after an incident they are its own, not all who are held."""
        return claim.harm is HarmType.DETAINED and self._has_told_incident

    def _is_event(self, passage: Passage, clause: Stretch, claim: Claim | None = None) -> bool:
        """Whether a clause tells of one event; the harm itself ("800 people were abducted") is none."""
        hits = passage.hits
        if claim is not None and claim.rule == "passive" and (claim.number.low or 0) > _MANY:
            first, own = claim.phrase.first, passage.reading.chunks[claim.cue_at].first
            tags = passage.reading.tokens.tags
            if tags[first] != Tag.DEFINITE and tags[max(0, first - 1)] != ",":
                hits = [hit for hit in hits if not hit.first <= own <= hit.last]
        return tells_event(passage.reading.tokens, hits, clause, self._events)

    @staticmethod
    def _names_stretch(claim: Claim, passage: Passage, clause: Stretch) -> bool:
        """Whether a clause names a time over which it counts ("so far this year"; not "last week's raid")."""
        tokens, hits = passage.reading.tokens, passage.hits_in(clause, PERIOD)
        if _is_of_disaster(passage):
            hits = [hit for hit in hits if tokens.words[hit.last] not in _SHORT]  # "floods this week"
        is_named = bool(hits) and any(
            not tokens.raw[hit.last].endswith(POSSESSIVE)
            and not ranks(tokens, hit.first)
            and not is_of_day(tokens, hit.first)
            for hit in hits
        )
        return is_named or spans_weeks(claim, passage, clause)

    def _is_dated_by_period(self, passage: Passage, clause: Stretch, own: Dated | None) -> bool:
        """ "In May 963 civilians were killed"; after a report of an incident a bare month is an earlier incident's."""
        is_tally = passage.has(TALLY)
        if passage.hits_in(clause, DEED) and not is_tally:
            return False
        if own is None:
            return not _is_of_disaster(passage) and self._is_in_unplaced_month(passage, clause)
        if "since" in passage.reading.tokens.words[clause.first : clause.end]:
            return own.is_period
        if goes_on_for_days(own, passage.reading.tokens):
            return False
        is_month = own.when.precision == DatePrecision.MONTH
        return is_period(own) and not (is_month and self._has_told_incident and not is_tally)

    def _is_in_unplaced_month(self, passage: Passage, clause: Stretch) -> bool:
        """A month or year that nothing dates ("in May", in a report without a date of its own)."""
        if _PERIOD not in passage.setting.kinds:
            return False
        start, end = passage.characters(clause)
        for mention in passage.setting.dates:
            words = self._text[mention.start : mention.end].lower()
            unplaced = mention.kind is _PERIOD and mention.date_start is None and not _is_of_days(words)
            if unplaced and start <= mention.start < end and not _LONG.isdisjoint(words.strip(".,").split()):
                return not self._text.startswith(POSSESSIVE, mention.end)
        return False

    def _carried(self, passage: Passage, carried: When | None) -> Scope:
        """After "April was the bloodiest month", counts without an event of their own are April's."""
        is_event = self._is_event(passage, whole_of(passage.reading.tokens)) or passage.has(DEED)
        is_short = carried is not None and carried.days < SHORTEST_PERIOD
        if is_event or is_short or (carried is None and self._period_paragraph < 0):
            return _INCIDENT
        return _PERIOD_TOTAL if self._continues_period(passage.reading.sentence) else _INCIDENT

    def _continues_period(self, sentence: Sentence) -> bool:
        if sentence.paragraph - self._period_paragraph <= 1:
            return True
        before = self._sentences[sentence.no - 1] if sentence.no else None
        last = self._last
        if last is not None and last.scope is _INCIDENT and last.reading.sentence is before:
            return False
        return before is not None and any(
            hit.kind == PERIOD for hit in find_in_text(self._text[before.start : before.end])
        )


def _is_of_disaster(passage: Passage) -> bool:
    """Floods and storms go on for days, and are one event."""
    return any(hit.name in DISASTERS for hit in passage.by_kind.get(WEAPON, ()))


def _is_of_days(words: str) -> bool:
    """ "the night of 3-4 June": days, and too few of them for a bulletin."""
    days = [int(number) for number in _NUMBERS.findall(words)]
    return len(days) == _BOTH_ENDS and 0 < days[1] - days[0] < SHORTEST_PERIOD


def _up_to_relative(claim: Claim, clause: Stretch) -> Stretch:
    """A claim's clause without the relative one after it: "seven were killed in the south, where rebels have fought
    since 2004".
    """
    told = max(claim.phrase.last, claim.reading.chunks[claim.cue_at].last) + 1
    opens = claim.reading.tokens.tags.find(f",{Tag.RELATIVE}", told, min(clause.end, told + _TO_RELATIVE))
    return clause if opens < 0 else Stretch(clause.first, opens)


def _has_fled(claim: Claim) -> bool:
    """ "Some 14 million have been driven from their homes"."""
    tags, cue = claim.reading.tokens.tags, claim.reading.chunks[claim.cue_at].first
    return claim.harm is HarmType.DISPLACED and Tag.HAVE in tags[claim.phrase.last : cue + 1]


def _is_attack(passage: Passage, claim: Claim) -> bool:
    """Whether a count of a bulletin is of one attack after all (an offensive named in passing, "71 abducted": none)."""
    clause = passage.clause(claim)
    if not CAUSING.isdisjoint(passage.reading.tokens.words[clause.first : clause.end]):
        return False
    reduced = {c.cue_at for c in passage.claims if c.rule == "reduced_passive"}
    cues = {passage.reading.chunks[at].first for at in reduced}
    hits = [hit for hit in passage.hits if hit.first not in cues]
    return tells_event(passage.reading.tokens, hits, clause, frozenset())
