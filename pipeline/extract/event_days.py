"""The day of the event that a report is about, where its lead tells only what came later.

"The death toll rose to 60 on Tuesday. ... The riot began on Sunday." "She had been in a coma since Tuesday's attack."
"""

import re
from typing import Final

from pipeline.extract.dates import DateKind, DateMention
from pipeline.extract.dating import Dated, When, read_dated
from pipeline.extract.lexicon import Lexicon
from pipeline.extract.tokens import Sentence
from pipeline.vocabulary import DatePrecision

_ONSET: Final = re.compile(
    r"\b(?:began|started|happened|occurred|took place|broke out|erupted|capsized|sank|exploded|went off|detonated"
    r"|crashed|collapsed|derailed|overturned|struck|hit|opened fire|attacked|stormed|ambushed|raided|blew up|fell"
    r"|came|burst|ploughed|plowed|rammed|caught fire|went down|mounted|shot|stabbed|fired|tore through)\b[^.;]{0,60}$",
    re.IGNORECASE,
)
"""What stands before the day on which something happened."""
_REACH: Final = 96
_NOUNS: Final = 3
"""Words after a possessive date among which its event stands ("last Friday's air strike")."""
_DISASTERS: Final = frozenset(
    {"stampede", "crush", "massacre", "violence", "collapse", "derailment", "sinking", "siege", "disaster"}
    | {"tragedy", "landslide", "avalanche", "murder", "murders", "killing", "killings", "unrest", "fighting"}
)
"""What happens once, beside the events that are counted."""
_POSSESSIVES: Final = ("'s", "’s", "'S", "’S")


def event_day_in(text: str, sentence: Sentence, mentions: list[DateMention], lexicon: Lexicon) -> When | None:
    """The day that a sentence gives the event."""
    for mention in mentions:
        if mention.date_start is not None and _names_event(text, sentence, mention, lexicon):
            return When(mention.date_start, mention.date_start, int(DatePrecision.DAY))
    return next((d.when for d in read_dated(text, mentions) if _is_onset(text, sentence, d)), None)


def _names_event(text: str, sentence: Sentence, mention: DateMention, lexicon: Lexicon) -> bool:
    """ "Tuesday evening's attack", be it after "since" or "before"."""
    if mention.kind is DateKind.PERIOD or not text.startswith(_POSSESSIVES, mention.end):
        return False
    following = text[mention.end + 2 : sentence.end].lower().split()[:_NOUNS]
    return any(word.strip(".,;:") in lexicon.events or word.strip(".,;:") in _DISASTERS for word in following)


def _is_onset(text: str, sentence: Sentence, dated: Dated) -> bool:
    if dated.is_later or dated.is_period or dated.when.days > DatePrecision.TWO_TO_SIX_DAYS:
        return False
    return _ONSET.search(text, max(sentence.start, dated.start - _REACH), dated.start) is not None
