"""A bulletin: a report whose lead counts the people harmed over one month, and whose other counts are of it too.

Title and lead set the month and the country once ("At least 900 people were killed in Iraq in May"); what follows is
of that month unless it names another, and of that country unless a province stands beside it.
"""

import re
from calendar import month_name, monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final, NamedTuple

from pipeline.extract.claims import Claim
from pipeline.extract.dates import DateKind, DateMention
from pipeline.extract.dating import Dated, When, interval, since
from pipeline.extract.event_words import tells_event
from pipeline.extract.frames import Frames
from pipeline.extract.layout import Layout
from pipeline.extract.lexicon import Lexicon, Tag
from pipeline.extract.listed_places import is_left_out
from pipeline.extract.passage import Passage, whole_of
from pipeline.extract.phrases import find_phrases
from pipeline.extract.placing import Where
from pipeline.extract.prefilter import sentences_with
from pipeline.extract.tokens import Sentence, tokenise
from pipeline.gazetteer import PlaceKind
from pipeline.vocabulary import DatePrecision

_LEAD: Final = 5
"""Sentences of the text among which the month is looked for."""
_LATEST: Final = 62
"""Days from the end of a month to the latest bulletin of it."""
_WHOLE_MONTH: Final = 28
_MONTHS: Final = {name: number for number, name in enumerate(month_name) if name}
_NAMES_MONTH: Final = re.compile(rf"\b(?=[ADFJMNOSm])(?:{'|'.join(_MONTHS)}|month)\b", re.ASCII)
_MONTH_NAME: Final = re.compile(rf"(?<!\S)[.,]*({'|'.join(_MONTHS)})[.,]*(?!\S)")
_YEAR: Final = re.compile(r"\b(?:for|over|of) ((?:19|20)\d\d) as a whole\b", re.ASCII)
_AMBIGUOUS: Final = frozenset({"March", "May"})
"""Months that are other words where a sentence begins with them."""
_NUMBERS: Final = frozenset((Tag.DIGITS, Tag.SMALL_NUMBER, Tag.TENS))
_BEFORE: Final = 4
"""Words before a date among which a comparison stands."""
_COMPARES: Final = frozenset(
    {"than", "as", "against", "above", "below", "half", "third", "twice", "times", "unlike", "before"}
    | {"compared", "comparison", "month", "months", "previous", "since", "year"}
)
_PUBLISHED: Final = frozenset(
    {"public", "known", "announced", "released", "published", "out", "issued", "said", "says", "reported"}
    | {"told", "stated", "added", "report"}
)


class Bulletin(NamedTuple):
    """The month that a bulletin counts over, and the country."""

    when: When
    where: Where | None


def read_bulletin(
    text: str, sentences: list[Sentence], layout: Layout, frames: Frames, lexicon: Lexicon
) -> Bulletin | None:
    """The frame that the lead of a bulletin sets, or None for any other report."""
    today = frames.publication_day()
    if today is None:
        return None
    lead = list(_lead(sentences, layout))
    if not any(_NAMES_MONTH.search(text, sentences[no].start, sentences[no].end) for no in lead):
        return None
    dates = {no: frames.own_dates(no) for no in lead}
    found = next((m for no in lead for m in _months(text, dates[no], today.start)), None)
    found = found or next((m for no in lead for m in _named(text, sentences[no], layout, today.start)), None)
    opening = [no for no in lead if sentences[no].paragraph == sentences[lead[0]].paragraph]
    if found is None or _tells_count_first(text, sentences, opening, lexicon):
        return None
    if any(_is_of_event(text, sentences[no], dates[no], lexicon) for no in opening):
        return None
    return Bulletin(found, frames.country(lead))


def _tells_count_first(text: str, sentences: list[Sentence], opening: list[int], lexicon: Lexicon) -> bool:
    """ "Three were found dead. ... The country closed March with 574": a count stands before the month."""
    for no in opening:
        sentence = sentences[no]
        if _NAMES_MONTH.search(text, sentence.start, sentence.end):
            return False
        tags = tokenise(text, sentence.start, sentence.end, lexicon).tags
        if not _NUMBERS.isdisjoint(tags) and sentences_with(lexicon, text, [sentence]):
            return True
    return False


def _lead(sentences: list[Sentence], layout: Layout) -> Iterator[int]:
    """Numbers of the sentences of the first paragraph of the text, then the title's, then those of the second."""
    title = layout.title.end if layout.title is not None else 0
    told = [s for s in sentences[: 2 * _LEAD] if not _is_furniture(s, layout)]
    body = [s for s in told if s.start >= title][:_LEAD]
    if not body:
        return
    opening = body[0].paragraph
    yield from (s.no for s in body if s.paragraph == opening)
    yield from (s.no for s in told if s.start < title)
    yield from (s.no for s in body if s.paragraph == opening + 1)


def _is_furniture(sentence: Sentence, layout: Layout) -> bool:
    return layout.byline is not None and layout.byline.start <= sentence.start < layout.byline.end


def _months(text: str, mentions: list[DateMention], today: date) -> Iterator[When]:
    """The whole months of a sentence that ended not long before the report and that nothing is compared with."""
    for mention in mentions:
        first, last = mention.date_start, mention.date_end
        if mention.kind is not DateKind.PERIOD or first is None or last is None or first.day != 1:
            continue
        is_month = (last - first).days + 1 == monthrange(first.year, first.month)[1]
        if is_month and 0 <= (today - last).days <= _LATEST and not _is_compared(text, mention.start):
            yield interval(first, last)


def _named(text: str, sentence: Sentence, layout: Layout, today: date) -> Iterator[When]:
    """The months that a sentence of the lead names without a preposition ("made June the most lethal month")."""
    start = sentence.start
    if layout.dateline is not None and layout.dateline.start < sentence.end:
        start = max(start, layout.dateline.end)
    months = _bare_months(text, start, sentence.end, today)
    return (month for month in months if (today - month.end).days <= _LATEST)


def _bare_months(text: str, start: int, end: int, today: date) -> Iterator[When]:
    """The last month of each month name in characters start..end that is no part of a date or of a comparison."""
    for found in _MONTH_NAME.finditer(text, start, end):
        month, at = _MONTHS[found[1]], found.start()
        opens = at == start and found[0] in _AMBIGUOUS
        is_day = text[found.end() : found.end() + 2].strip().isdigit()
        is_day = is_day or text[max(start, at - 2) : at].strip().isdigit()
        if not opens and not is_day and not _is_compared(text, at):
            year = today.year if month < today.month else today.year - 1
            last = date(year, month, monthrange(year, month)[1])
            yield interval(last.replace(day=1), last)


def _is_of_event(text: str, sentence: Sentence, mentions: list[DateMention], lexicon: Lexicon) -> bool:
    """Whether a sentence of the lead tells of one event, or of one day other than that of publication."""
    days = [m for m in mentions if m.kind is DateKind.POINT and m.date_start is not None]
    if any(not _is_publication(text, m.start) and not _is_compared(text, m.start) for m in days):
        return True
    tokens = tokenise(text, sentence.start, sentence.end, lexicon)
    hits = find_phrases(tokens)
    return tells_event(tokens, hits, whole_of(tokens), lexicon.events)


def _words_before(text: str, at: int) -> list[str]:
    """The last words before a character, up to a number or the end of a clause, lower case."""
    words: list[str] = []
    for word in reversed(text[max(0, at - 60) : at].lower().split()):
        if len(words) == _BEFORE or word[-1] in ",.;:" or any(c.isdigit() for c in word):
            break
        words.append(word)
    return words


def _is_compared(text: str, at: int) -> bool:
    """Whether a date stands only to be compared with ("fewer than in June", "any month of 2014")."""
    before = _words_before(text, at)
    if before[:2] in (["of", "that"], ["of", "those"]):
        return True
    return not _COMPARES.isdisjoint(before)


def _is_publication(text: str, at: int) -> bool:
    return not _PUBLISHED.isdisjoint(_words_before(text, at))


def left_out(text: str, sentences: list[Sentence], frames: Frames, lexicon: Lexicon) -> frozenset[str]:
    """The provinces that a bulletin says its totals are without, wherever it says so."""
    found: set[str] = set()
    for sentence in sentences:
        tokens = tokenise(text, sentence.start, sentence.end, lexicon)
        hits = [hit for hit in find_phrases(tokens) if hit.kind in ("without", "left_out")]
        if hits:
            places = frames.setting(sentence.no).places
            provinces = [p for p in places if p.place.kind is PlaceKind.ADM1 or p.place.name == p.place.adm1]
            found |= {p.place.adm1 for p in provinces if p.place.adm1 and is_left_out(p, tokens, hits)}
    return frozenset(found)


def period_of(claim: Claim, passage: Passage, text: str, bulletin: Bulletin) -> When:
    """The period that a count of a bulletin's own sentence gives it, or the bulletin's month."""
    at = claim.char_start
    bound = since(passage.setting.dates, *passage.characters(passage.clause(claim)))
    if bound is not None and bound.date_start is not None and bound.date_start < bulletin.when.end:
        return interval(bound.date_start, bulletin.when.end)
    periods = [d for d in passage.setting.dated if _is_own(d, text)]
    before = [d.when for d in periods if d.start < at]
    after = [d.when for d in periods if d.start > at and ";" not in text[at : d.start]]
    if before or after:
        return before[-1] if before else after[0]
    start = passage.reading.sentence.start
    return _whole_year(text, start, at) or next(
        _bare_months(text, start, at, bulletin.when.end + timedelta(1)), bulletin.when
    )


def _whole_year(text: str, start: int, end: int) -> When | None:
    """ "The count for 2014 as a whole": that year."""
    found = _YEAR.search(text, start, end)
    return interval(date(int(found[1]), 1, 1), date(int(found[1]), 12, 31)) if found else None


def _is_own(dated: Dated, text: str) -> bool:
    when = dated.when
    is_month = when.precision != DatePrecision.MONTH or when.start.day == 1
    is_period = dated.is_period and not dated.is_later and when.days >= _WHOLE_MONTH
    return is_period and is_month and not _is_compared(text, dated.start)
