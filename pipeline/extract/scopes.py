"""What a claim covers: one incident, a period, a stock, the past, or only the headline's summary.

The scope is decided for each claim from the words of its clause. A clause without a sign of its own (a phrase of
`lexicon/scope.toml`, a date, an event) takes the scope of the clause before it in the sentence.
"""

from bisect import bisect_left
from calendar import month_name
from datetime import date
from typing import Final

from pipeline.extract.claims import CONDITIONS, Claim
from pipeline.extract.clauses import COMPARED
from pipeline.extract.dates import DateKind, DateMention
from pipeline.extract.dating import Dated, When, since
from pipeline.extract.event_words import CAUSING, tells_event
from pipeline.extract.lexicon import Lexicon, Tag
from pipeline.extract.many_events import counts_many_events
from pipeline.extract.passage import Passage, Stretch, resumes
from pipeline.extract.phrases import DEED, Hit, find_in_text
from pipeline.extract.tokens import Sentence, Tokens
from pipeline.extract.words import POSSESSIVE
from pipeline.vocabulary import DatePrecision, HarmType, Scope

HISTORICAL: Final = "historical"
PERIOD: Final = "period"
WAR: Final = "war"
TALLY: Final = "tally"
_LONG_PAST: Final = 300
_WEEKS: Final = 14
"""Days: a count that began longer ago is over a period, a shorter one may still be of one event."""
_MONTHS: Final = 90
"""Days: a disaster's or a battle's toll may be counted from its beginning that long."""
_SHORTEST_PERIOD: Final = 6
_NOW: Final = frozenset({"is", "are", "remain", "remains"})
_SINCE_REACH: Final = 5
"""Tokens from "since" to a date."""
_RECORD_REACH: Final = 12
"""Tokens between a superlative and what it compares with."""
_NEAR_RANK: Final = 5
"""Tokens from an ordinal to the stretch of time in which it counts."""
_MANY: Final = 20
"""People: more than that, taken or killed over a stretch of time, are no single event."""
_LONG: Final = frozenset([*(name.lower() for name in month_name[1:]), "year", "month", "quarter", "week"])
_RECORDS: Final = frozenset(
    {
        "worst",
        "deadliest",
        "bloodiest",
        "largest",
        "biggest",
        "first",
        "highest",
        "heaviest",
        "lowest",
        "fewest",
        "most",
    }
)
"""A "since" after one of these compares and counts nothing ("the worst attack since 2009")."""


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
            is_new = before is Scope.HISTORICAL and passage.reading.tokens.tags.startswith(
                f",{Tag.AND}", opens
            )
            if is_new or resumes(passage.reading.tokens, opens):
                before = None
            scope = self._decide(claim, passage, own[id(claim)], today)
            if scope is None:
                scope = before or self._added_to(claim) or self._carried(passage, carried)
            if in_bulletin and scope is Scope.INCIDENT and not _is_attack(passage, claim):
                scope = Scope.PERIOD_TOTAL
            if scope is Scope.PERIOD_TOTAL and claim.phrase.implied:
                scope = Scope.INCIDENT
            if scope is Scope.PERIOD_TOTAL:
                self._period_paragraph = passage.reading.sentence.paragraph
            self._has_told_incident |= scope is Scope.INCIDENT
            before = None if scope is Scope.STOCK else scope
            if claim.scope is Scope.INCIDENT:
                claim.scope = scope
            self._last = claim

    def _added_to(self, claim: Claim) -> Scope | None:
        """ "The war has killed 10,000 people. Another 2,200 have died of cholera": the scope of what it adds to."""
        last = self._last
        is_next = last is not None and claim.reading.sentence.no - last.reading.sentence.no == 1
        if last is None or not is_next or not claim.additive or claim.phrase.implied:
            return None
        return last.scope if last.scope in (Scope.HISTORICAL, Scope.PERIOD_TOTAL) else None

    def _decide(self, claim: Claim, passage: Passage, own: Dated | None, today: date | None) -> Scope | None:
        """The scope that the claim's clause states, or None where it has no sign of one."""
        if passage.reading.sentence.start < self._title_end:
            return Scope.HEADLINE
        if claim.rule == COMPARED:
            return Scope.PERIOD_TOTAL
        if _is_standing(claim, passage) and not self._is_arrest_for_it(claim):
            return Scope.STOCK
        clause, tokens = passage.clause(claim), passage.reading.tokens
        if _is_long_past(own, today, tokens) or _speaks_of_past(claim, passage):
            return Scope.HISTORICAL
        has_lasted = Tag.HAVE in tokens.tags[clause.first : clause.end]
        if has_lasted and _speaks_of_war(claim, passage):
            return Scope.HISTORICAL
        bound = _bound(passage, clause)
        if bound is not None and not _compares(tokens, bound.start):
            return _scope_since(bound, today)
        if counts_many_events(passage):
            return Scope.PERIOD_TOTAL
        if own is not None and has_lasted and _counts_from(own, tokens) and _is_months_ago(own, today):
            return Scope.PERIOD_TOTAL
        is_event = self._is_event(passage, clause, claim)
        if self._names_stretch(passage, clause) and (has_lasted or not is_event):
            return Scope.PERIOD_TOTAL
        if not is_event and self._is_dated_by_period(passage, clause, own):
            return Scope.PERIOD_TOTAL
        return Scope.INCIDENT if is_event or own is not None else None

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
    def _names_stretch(passage: Passage, clause: Stretch) -> bool:
        """Whether a clause names a time over which it counts ("so far this year"; not "last week's raid")."""
        tokens, hits = passage.reading.tokens, passage.hits_in(clause, PERIOD)
        return bool(hits) and any(
            not tokens.raw[hit.last].endswith(POSSESSIVE) and not _ranks(tokens, hit.first) for hit in hits
        )

    def _is_dated_by_period(self, passage: Passage, clause: Stretch, own: Dated | None) -> bool:
        """ "In May 963 civilians were killed"; after a report of an incident a bare month is an earlier incident's."""
        is_tally = passage.has(TALLY)
        if passage.hits_in(clause, DEED) and not is_tally:
            return False
        if own is None:
            return self._is_in_unplaced_month(passage, clause)
        if "since" in passage.reading.tokens.words[clause.first : clause.end]:
            return own.is_period
        is_month = own.when.precision == DatePrecision.MONTH
        return _is_period(own) and not (is_month and self._has_told_incident and not is_tally)

    def _is_in_unplaced_month(self, passage: Passage, clause: Stretch) -> bool:
        """A month or year that nothing dates ("in May", in a report without a date of its own)."""
        if DateKind.PERIOD not in passage.setting.kinds:
            return False
        start, end = passage.characters(clause)
        for mention in passage.setting.dates:
            words = self._text[mention.start : mention.end].lower()
            unplaced = mention.kind is DateKind.PERIOD and mention.date_start is None
            if unplaced and start <= mention.start < end and not _LONG.isdisjoint(words.strip(".,").split()):
                return not self._text.startswith(POSSESSIVE, mention.end)
        return False

    def _carried(self, passage: Passage, carried: When | None) -> Scope:
        """After "April was the bloodiest month", counts without an event of their own are April's."""
        is_event = self._is_event(passage, _whole(passage)) or passage.has(DEED)
        is_short = carried is not None and carried.days < _SHORTEST_PERIOD
        if is_event or is_short or (carried is None and self._period_paragraph < 0):
            return Scope.INCIDENT
        return Scope.PERIOD_TOTAL if self._continues_period(passage.reading.sentence) else Scope.INCIDENT

    def _continues_period(self, sentence: Sentence) -> bool:
        if sentence.paragraph - self._period_paragraph <= 1:
            return True
        before = self._sentences[sentence.no - 1] if sentence.no else None
        return before is not None and any(
            hit.kind == PERIOD for hit in find_in_text(self._text[before.start : before.end])
        )


def _is_attack(passage: Passage, claim: Claim) -> bool:
    """Whether a count of a bulletin is of one attack after all (an offensive named in passing, "71 abducted": none)."""
    clause = passage.clause(claim)
    if not CAUSING.isdisjoint(passage.reading.tokens.words[clause.first : clause.end]):
        return False
    reduced = {c.cue_at for c in passage.claims if c.rule == "reduced_passive"}
    cues = {passage.reading.chunks[at].first for at in reduced}
    hits = [hit for hit in passage.hits if hit.first not in cues]
    return tells_event(passage.reading.tokens, hits, clause, frozenset())


def _whole(passage: Passage) -> Stretch:
    return Stretch(0, len(passage.reading.tokens.tags))


def _is_standing(claim: Claim, passage: Passage) -> bool:
    """ "1.4 million people are displaced": how many there are now."""
    if claim.harm not in CONDITIONS or claim.rule not in ("passive", "predicate"):
        return False
    reading = passage.reading
    first = min(claim.phrase.last, reading.chunks[claim.cue_at].first)
    return not _NOW.isdisjoint(
        reading.tokens.words[first : reading.chunks[claim.cue_at].first + 1]
    ) and not any(
        tag == Tag.IRREALIS for tag in reading.tokens.tags[first : reading.chunks[claim.cue_at].first]
    )


def _is_long_past(own: Dated | None, today: date | None, tokens: Tokens) -> bool:
    if own is None or today is None or _counts_from(own, tokens):
        return False
    return (today - own.when.end).days > _LONG_PAST


def _is_months_ago(own: Dated, today: date | None) -> bool:
    return today is not None and (today - own.when.start).days > _MONTHS


def _counts_from(own: Dated, tokens: Tokens) -> bool:
    """Whether a date is that of the event from which one counts ("since the coup in February last year")."""
    number = bisect_left(tokens.starts, own.start)
    return "since" in tokens.words[max(0, number - _SINCE_REACH) : number]


def _speaks_of_past(claim: Claim, passage: Passage) -> bool:
    tokens, hits = passage.reading.tokens, passage.hits_in(passage.clause(claim), HISTORICAL)
    return bool(hits) and any(_covers(tokens, claim, hit) for hit in hits)


def _speaks_of_war(claim: Claim, passage: Passage) -> bool:
    number, hits = claim.phrase.core[0], passage.hits_in(passage.clause(claim), WAR)
    return bool(hits) and any(hit.last < number for hit in hits)


def _bound(passage: Passage, clause: Stretch) -> DateMention | None:
    """The "since" of a clause."""
    setting = passage.setting
    return since(setting.dates, *passage.characters(clause)) if DateKind.SINCE in setting.kinds else None


def _scope_since(bound: DateMention, today: date | None) -> Scope | None:
    """Counted from a day until now: a total, unless that day may be the event's own."""
    if bound.date_start is None:
        return Scope.HISTORICAL
    is_long = today is None or (today - bound.date_start).days >= _WEEKS
    return Scope.PERIOD_TOTAL if is_long else None


def _compares(tokens: Tokens, at: int) -> bool:
    """Whether a superlative stands not far before character `at`."""
    number = bisect_left(tokens.starts, at)
    return not _RECORDS.isdisjoint(tokens.words[max(0, number - _RECORD_REACH) : number])


def _ranks(tokens: Tokens, at: int) -> bool:
    """ "the third such raid this month": the stretch says how many events there were, not how many people."""
    before = slice(max(0, at - _NEAR_RANK), at)
    return Tag.ORDINAL in tokens.tags[before] or "second" in tokens.words[before]


def _is_period(own: Dated | None) -> bool:
    """ "in May", "between 1 and 7 August"; not "last week's collapse"."""
    return (
        own is not None
        and own.is_period
        and not own.is_possessive
        and (own.when.days >= _SHORTEST_PERIOD or own.when.precision >= DatePrecision.MONTH)
    )


def _covers(tokens: Tokens, claim: Claim, hit: Hit) -> bool:
    """Whether words of the past are about the claim: no comparison, nor told of its place ("a region that ...")."""
    if _compares(tokens, tokens.starts[hit.first]):
        return False
    return Tag.RELATIVE not in tokens.tags[claim.phrase.last + 1 : hit.first]
