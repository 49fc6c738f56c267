"""Day and place of the event that a report is about, where its lead tells only what came later or a wide area.

"The death toll rose to 60 on Tuesday. ... The riot began on Sunday." "She had been in a coma since Tuesday's attack."
"A bomb killed 20 in the northwest of the country. ... The explosion, on the edge of Kohat, came after prayers."
"""

import re
from collections.abc import Iterator
from typing import Final

from pipeline.extract.dates import DateKind, DateMention
from pipeline.extract.dating import Dated, When, read_dated
from pipeline.extract.lexicon import Lexicon, word_list
from pipeline.extract.place_mention import ResolvedPlace, Role
from pipeline.extract.place_words import TRANSITIVE_ATTACK
from pipeline.extract.tokens import Sentence
from pipeline.extract.words import POSSESSIVE
from pipeline.gazetteer import PlaceKind
from pipeline.vocabulary import DatePrecision

_ONSET: Final = re.compile(
    r"\b(?:began|started|happened|occurred|took place|broke out|erupted|capsized|sank|exploded|went off|detonated"
    r"|crashed|collapsed|derailed|overturned|struck|hit|opened fire|attacked|stormed|ambushed|raided|blew up|fell"
    r"|came|burst|ploughed|plowed|rammed|caught fire|went down|mounted|shot|stabbed|fired|tore through)\b[^.;]{0,60}$",
    re.IGNORECASE,
)
"""What stands before the day on which something happened."""
_HAPPENED: Final = re.compile(
    r"\b(?:it|this|that|which) (?:happened|occurred|took place|came)\b", re.IGNORECASE
)
_OTHER_EVENT: Final = re.compile(
    r"\b(?:another|other|first|felt|heard|separate|separately|elsewhere|second|similar|previous|earlier|last|meanwhile|since|after)\b"
)
_LOCATING: Final = (Role.LOCATION, Role.NEAR)
_VERB_REACH: Final = 16
_REACH: Final = 96
_NOUNS: Final = 3
"""Words after a possessive date among which its event stands ("last Friday's air strike")."""


def event_day_in(text: str, sentence: Sentence, mentions: list[DateMention], lexicon: Lexicon) -> When | None:
    """The day that a sentence gives the event."""
    for mention in mentions:
        if mention.date_start is not None and _names_event(text, sentence, mention, lexicon):
            return When(mention.date_start, mention.date_start, int(DatePrecision.DAY))
    return next((d.when for d in read_dated(text, mentions) if _is_onset(text, sentence, d)), None)


def _names_event(text: str, sentence: Sentence, mention: DateMention, lexicon: Lexicon) -> bool:
    """ "Tuesday evening's attack", be it after "since" or "before"."""
    if mention.kind is DateKind.PERIOD or not text.startswith(POSSESSIVE, mention.end):
        return False
    following = text[mention.end + 2 : sentence.end].lower().split()[:_NOUNS]
    return any(_is_event(word.strip(".,;:"), lexicon) for word in following)


def _is_event(word: str, lexicon: Lexicon) -> bool:
    return word in lexicon.events or word in word_list("events", "disasters")


def _is_onset(text: str, sentence: Sentence, dated: Dated) -> bool:
    if dated.is_later or dated.is_period or dated.when.days > DatePrecision.TWO_TO_SIX_DAYS:
        return False
    return _ONSET.search(text, max(sentence.start, dated.start - _REACH), dated.start) is not None


def event_place_in(
    text: str, sentence: Sentence, places: list[ResolvedPlace], lexicon: Lexicon
) -> Iterator[ResolvedPlace]:
    """Towns and provinces where a sentence says that the event told before was ("the blast, near Kohat")."""
    for place in places:
        is_inside = place.place.kind is not PlaceKind.COUNTRY and _is_located(text, place)
        if is_inside and _tells_of_event(text, sentence, place.start, lexicon):
            yield place


def _is_located(text: str, place: ResolvedPlace) -> bool:
    """Something happens there, or the name is the object of what struck it ("the quake hit Rosas")."""
    if place.role in _LOCATING:
        return True
    before = text[max(0, place.start - _VERB_REACH) : place.start].lower().split()[-1:]
    return place.role is Role.NAMED and not TRANSITIVE_ATTACK.isdisjoint(before)


def _tells_of_event(text: str, sentence: Sentence, at: int, lexicon: Lexicon) -> bool:
    before = text[max(sentence.start, at - _REACH) : at].lower()
    if _OTHER_EVENT.search(before):
        return False
    words = before.replace(",", " ").split()
    named = (
        {"the", "this"} & set(words[max(0, n - _NOUNS) : n])
        for n, word in enumerate(words)
        if _is_event(word, lexicon)
    )
    return any(named) or _HAPPENED.search(before) is not None
