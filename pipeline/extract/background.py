"""Which claims tell of an earlier event, sum up several attacks, or close a count (`details` of a claim).

A report explains today's event by earlier ones: "In 2012 a gunman killed 13 at the same school". Their counts are
figures like any other, marked `background`, so that totals leave them out.
"""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final, NamedTuple

from pipeline.extract.armed_claims import is_boast
from pipeline.extract.claims import Claim
from pipeline.extract.dates import DateKind
from pipeline.extract.dating import Dated, When
from pipeline.extract.days_after import days_after, is_told_after
from pipeline.extract.event_words import SEPARATE
from pipeline.extract.lexicon import Lexicon, Tag, word_list
from pipeline.extract.onlookers import is_onlookers_count, is_other_accounts, is_put_beside
from pipeline.extract.passage import Passage, Stretch
from pipeline.extract.phrases import Hit
from pipeline.extract.recalled_events import is_compared, is_of_dated_event, recalled
from pipeline.extract.superseded import mark_superseded
from pipeline.vocabulary import DatePrecision, Scope

_POINT: Final = DateKind.POINT
BACKGROUND: Final = "background"
BESIDE_EVENT: Final = "beside_event"
"""Detail of a background count, where the event that the report is about harmed nobody."""
_SOME_TIME_AFTER: Final = "some_time_after"
RECORDED_HERE: Final = "recorded_here"
_OPENS_CLAUSE: Final = (Tag.SUBORDINATOR, ",", ";")
_RELATIVE_TOO: Final = re.compile(f"{Tag.AND}{Tag.PREPOSITION}?{Tag.RELATIVE}")
""" "Riots that followed the vote and in which 14 died": a second relative clause is about the riots."""
_NOUN_PHRASE: Final = 12
"""Tokens of a noun phrase before its relative clause."""
_FRESH_DAYS: Final = 10
"""Days; an event dated longer before publication, or before the event reported, is background to the report."""
_OPENING: Final = 8
"""Sentences; after them an article may turn to what was before."""
_TO_RELATIVE: Final = 5
"""Tokens from "where" to the number."""
_IN_MAIN_CLAUSES: Final = re.compile(
    f"[^{Tag.SUBORDINATOR}{Tag.RELATIVE};:]*(?:,{Tag.AND}|;)[^{Tag.SUBORDINATOR}{Tag.RELATIVE};:]*"
)
_ROUND_UP: Final = timedelta(31)
"""Over which a round-up goes from its first event."""
_MONTH_AND_DAY: Final = frozenset({DateKind.PERIOD, DateKind.POINT})
_VERBS: Final = frozenset((Tag.BE, Tag.HAVE, Tag.VERB, Tag.HARM_PAST, Tag.HARM_INTRANSITIVE))
_NAMED_BY: Final = 4
"""Tokens at the head of a sentence that name its event."""
_OUTSIDE: Final = (Scope.HEADLINE, Scope.PERIOD_TOTAL, Scope.STOCK)


class Told(NamedTuple):
    """What the sentences before have told: whether they had claims, the first day of the earliest of those, whether
    they belong to a round-up; and where they had no claims, whether they told an event, of which nobody was harmed.
    """

    has_claims: bool = False
    earliest: date | None = None
    in_round_up: bool = False
    harmless_event: bool = False

    def and_of(self, dates: Iterable[When | None], in_round_up: bool) -> "Told":
        """With the claims of one more sentence, of those dates."""
        days = [when.start for when in dates if when is not None]
        if self.earliest is not None:
            days.append(self.earliest)
        return Told(True, min(days, default=None), self.in_round_up or in_round_up)


def mark(
    passage: Passage,
    own: dict[int, Dated | None],
    told: Told,
    today: date | None,
    lexicon: Lexicon,
) -> None:
    """Add the details of a sentence's claims; `told` is of the sentences before."""
    summary, total = passage.has("summary"), passage.has("total")
    others = ["detail"] if passage.has("detail") else []
    separate = passage.by_kind.get(SEPARATE)
    words = passage.reading.tokens.words
    if _tells_an_event(words):
        others.append("an_event")
    including = _including_events(passage) if summary else len(words)
    before: Claim | None = None
    for claim in passage.claims:
        is_others = is_other_accounts(claim, passage) or is_boast(claim, passage)
        if is_others or is_onlookers_count(claim, passage) or is_put_beside(claim, passage):
            claim.details.append("rival")
        counts_back = days_after(claim, passage, lexicon) is not None
        is_sum = counts_back and any(part.parent is claim for part in passage.claims)
        goes_on = before is not None and _goes_on_from(before, claim, passage, own)
        if (counts_back and not is_sum) or goes_on or _is_background(claim, passage, own, told, today):
            claim.details.append(BACKGROUND)
            if told.harmless_event or is_compared(claim, passage):
                claim.details.append(BESIDE_EVENT)
        elif total:
            claim.details.append("total")
        elif summary and including > claim.phrase.first:
            claim.details.append("summary")
        claim.details.extend(others)
        if _says_also(claim):
            claim.details.append("also")
        if separate and not _comes_after(claim, separate, passage):
            claim.details.append(SEPARATE)
        if passage.has(RECORDED_HERE) and passage.hits_in(passage.clause(claim), RECORDED_HERE):
            claim.details.append(RECORDED_HERE)
        before = claim
    mark_superseded(passage)


def _says_also(claim: Claim) -> bool:
    """ "Two guards who resisted also lost their lives", "killed also a cook"."""
    words, cue = claim.reading.tokens.words, claim.reading.chunks[claim.cue_at]
    if "also" not in claim.reading.tokens.vocabulary:
        return False
    return "also" in words[min(cue.first, claim.phrase.last) : max(cue.last, claim.phrase.first) + 1]


def _goes_on_from(before: Claim, claim: Claim, passage: Passage, own: dict[int, Dated | None]) -> bool:
    """ "Two weeks ago 14 died in another incident, and nine were injured": the same event, told in two main clauses. So
    is what a second relative clause tells of ("used in Galle on 3 May, where 16 died, and in Kandy, where the toll
    was 14").
    """
    if BACKGROUND not in before.details or own[id(claim)] is not None:
        return False
    if _is_in_relative(before, passage, 0) and _is_in_relative(claim, passage, before.phrase.last):
        return True
    if before.harm is claim.harm and claim.rule != "toll":
        return False
    tags = passage.reading.tokens.tags
    return _IN_MAIN_CLAUSES.fullmatch(tags[: claim.phrase.first]) is not None


def _is_in_relative(claim: Claim, passage: Passage, after: int) -> bool:
    """ "where 16 people died", "in which the toll was 14", from token `after` on: of what is named before it."""
    tags, number = passage.reading.tokens.tags, claim.phrase.first
    return tags.rfind(Tag.RELATIVE, max(after, number - _TO_RELATIVE), number) > 0


def _including_events(passage: Passage) -> int:
    """The "including" of "attacks across the country, including a blast that killed nine"; not of people."""
    words = passage.reading.tokens.words
    at = words.index("including") if "including" in words else len(words)
    after = next((claim for claim in passage.claims if claim.phrase.first > at), None)
    return at if after is None or after.parent is None else len(words)


def _comes_after(claim: Claim, separate: list[Hit], passage: Passage) -> bool:
    """ "19 were hurt there when a second rocket struck minutes later": the new event is told of the same people."""
    tags, number = passage.reading.tokens.tags, claim.phrase.last
    return all(hit.first > number and Tag.SUBORDINATOR in tags[number : hit.first] for hit in separate)


def _tells_an_event(words: list[str]) -> bool:
    """ "A bomb killed one", "an explosion left two hurt": the sentence begins with an event told for the first time."""
    return words[0] in ("a", "an") and not word_list("events", "first_told").isdisjoint(words[1:_NAMED_BY])


def _is_background(
    claim: Claim, passage: Passage, own: dict[int, Dated | None], told: Told, today: date | None
) -> bool:
    number, clause = claim.phrase.core[0], passage.clause(claim)
    for hit in passage.by_kind.get(BACKGROUND, ()):
        is_before = hit.last < number and _antecedent(passage, clause.first) <= hit.last
        if not is_before or _is_charge_for_it(passage, hit.first, number):
            continue
        if _RELATIVE_TOO.search(passage.reading.tokens.tags, hit.last, number) is None:
            return True
    if any(is_told_after(claim, passage, hit) for hit in passage.by_kind.get(_SOME_TIME_AFTER, ())):
        return True
    if passage.hits_in(clause, "recorded_elsewhere") or _points_elsewhere(passage, clause):
        return True
    has_told = told.has_claims or passage.reading.sentence.no >= _OPENING
    past = passage.hits_in(clause, "past") if has_told or told.harmless_event else []
    if past and any(not _is_of_what_they_did(claim, passage, hit) for hit in past):
        return True
    if (has_told or _is_of_other_year(own[id(claim)], told)) and _is_old(own[id(claim)], told, today):
        return True
    if is_of_dated_event(claim, passage) or is_compared(claim, passage):
        return True
    return _is_older_than_another(claim, passage) or recalled(claim, passage) is not None


def _is_of_what_they_did(claim: Claim, passage: Passage, hit: Hit) -> bool:
    """ "A man who had been fired two days earlier shot seven": the time is of the relative clause's own verb."""
    tags, cue = passage.reading.tokens.tags, passage.reading.chunks[claim.cue_at].first
    opens = tags.rfind(Tag.RELATIVE, 0, hit.first)
    if opens < 0 or hit.last >= min(cue, claim.phrase.first):
        return False
    return not _VERBS.isdisjoint(tags[opens : hit.first])


def _is_charge_for_it(passage: Passage, first: int, number: int) -> bool:
    """ "charged with murder after two students were stabbed": the report tells the deed itself."""
    words = passage.reading.tokens.words[first:number]
    return words[:1] == ["charged"] and "after" in words


def _antecedent(passage: Passage, first: int) -> int:
    """Where the noun phrase begins that a relative clause is about ("after a similar blast in Dakar which killed")."""
    tags = passage.reading.tokens.tags
    if tags[first : first + 1] != Tag.RELATIVE:
        return first
    opens = max(tags.rfind(mark, max(0, first - _NOUN_PHRASE), first) for mark in _OPENS_CLAUSE)
    return opens if opens >= 0 else first


def _points_elsewhere(passage: Passage, clause: Stretch) -> bool:
    """ "(see d102)": another record of the database."""
    words, tags = passage.reading.tokens.words, passage.reading.tokens.tags
    if "(" not in tags:
        return False
    for at in range(clause.first + 1, min(clause.end, len(words)) - 1):
        if words[at] == "see" and tags[at - 1] == "(":
            closing = tags.find(")", at)
            pointed = words[at + 1 : closing if closing > at else at + 4]
            return any(character.isdigit() for word in pointed for character in word)
    return False


def _is_of_other_year(dated: Dated | None, told: Told) -> bool:
    """ "A bomb went off. In 1985 a blast killed 60": named by its year, where the event told first has none."""
    return told.harmless_event and dated is not None and dated.when.precision >= DatePrecision.YEAR


def _is_old(dated: Dated | None, told: Told, today: date | None) -> bool:
    """Dated well before the report; without its date, dated by a year or a month after claims that are not."""
    if dated is None:
        return False
    if told.in_round_up and told.earliest is not None:
        return abs(told.earliest - dated.when.end) > _ROUND_UP
    if today is not None:
        return (today - dated.when.end).days > _FRESH_DAYS
    is_year = dated.when.precision >= DatePrecision.YEAR
    if told.earliest is None:
        return is_year or told.has_claims  # "on Friday six were killed. On April 26, 2023, ten ..."
    return is_year and told.earliest > dated.when.end


def is_long_before(claim: Claim, when: When | None, told: Told) -> bool:
    """ "The last crash with loss of life was in May 1999. Seven died": after an article's opening, a date carried from
    the sentence before that is months before all that it has told.
    """
    is_late = claim.scope is Scope.INCIDENT and claim.reading.sentence.no >= _OPENING
    if when is None or told.earliest is None or told.in_round_up or not is_late:
        return False
    return when.end + _ROUND_UP < told.earliest


def _is_older_than_another(claim: Claim, passage: Passage) -> bool:
    """ "an ambush that killed three in May, was shot dead on Sunday": a month beside another claim's day."""
    if not passage.setting.kinds >= _MONTH_AND_DAY or claim.scope in _OUTSIDE:
        return False
    start, end = passage.characters(passage.clause(claim))
    months = any(
        m.kind is DateKind.PERIOD
        and (m.prec is None or m.prec >= DatePrecision.MONTH)
        and start <= m.start < end
        for m in passage.setting.dates
    )
    days = any(m.kind is _POINT and not start <= m.start < end for m in passage.setting.dates)
    return months and days
