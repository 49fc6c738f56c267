"""Events told as so long before another ("six were shot days after a bomb had killed 40")."""

from typing import Final

from pipeline.extract.claims import Claim
from pipeline.extract.dates import DateKind
from pipeline.extract.lexicon import Lexicon, Tag
from pipeline.extract.passage import Passage
from pipeline.extract.phrases import Hit

_POINT: Final = DateKind.POINT
_COUNTED: Final = frozenset((Tag.DIGITS, Tag.SMALL_NUMBER, Tag.DATE))
_JUST: Final = frozenset({"the", "a", "just", "only", "barely"})
_DATELINE_ENDS: Final = ("-", "–", "—", ")")
_DAYS: Final = {"day": 1, "week": 7}


def is_told_after(claim: Claim, passage: Passage, hit: Hit) -> bool:
    """ "Six were shot dead days after a bomb had killed 40", "the day after 11 died": not of "the" event reported."""
    tokens, first = passage.reading.tokens, hit.first
    is_near = passage.clause(claim).first <= hit.last < claim.phrase.first
    if not is_near or tokens.tags[hit.last + 1] == Tag.DEFINITE or tokens.tags[first - 1] in _COUNTED:
        return False
    if _begins_anew(claim, tokens.ends[hit.last]):
        return False
    while first and tokens.words[first - 1] in _JUST:
        first -= 1
    return not _opens_news(claim, tokens.starts[first], tokens.ends[hit.last])


def days_after(claim: Claim, passage: Passage, lexicon: Lexicon) -> int | None:
    """How many days before the event reported a claim's was ("came 11 days after ten rebels were killed")."""
    if _POINT not in passage.setting.kinds:
        return None
    for mention in passage.setting.dates:
        if mention.date_start is not None or mention.kind is not _POINT:
            continue
        words = passage.reading.tokens.text[mention.start : mention.end].lower().split()
        if len(words) != 3 or words[2] != "after" or mention.end > claim.char_start:
            continue
        if _opens_news(claim, mention.start, mention.end) or _begins_anew(claim, mention.end):
            continue
        count = int(words[0]) if words[0].isdigit() else lexicon.numbers.get(words[0], 1)
        size = _DAYS.get(words[1].rstrip("s"))
        if size is not None:
            return count * size
    return None


def _opens_news(claim: Claim, start: int, end: int) -> bool:
    """ "Five days after a blast in the mine, its owner said that 60 had died": after the comma it is the news."""
    tokens, opening = claim.reading.tokens, claim.reading.sentence.start
    before = tokens.text[opening:start].rstrip()
    is_first = before == "" or before.endswith(_DATELINE_ENDS)
    return is_first and "," in tokens.text[end : claim.char_start]


def _begins_anew(claim: Claim, end: int) -> bool:
    """ "Was found dead a day after he was abducted, and riots that followed cost three lives": another clause."""
    return ", and " in claim.reading.tokens.text[end : claim.char_start]
