"""Words that tell of one event, or of the shares that many events had in a count."""

from typing import Final

from pipeline.extract.lexicon import Tag, word_list
from pipeline.extract.lexicon.tags import DETERMINERS
from pipeline.extract.passage import Passage, Stretch
from pipeline.extract.phrases import ACT, WEAPON, Hit
from pipeline.extract.tokens import Tokens
from pipeline.extract.words import POSSESSIVE

CAUSING: Final = frozenset(
    {"cause", "causes", "caused", "causing", "accounted", "accounts", "responsible", "attributed"}
)
"""Words by which a bulletin tells what share of its count a weapon or a party had."""
RECORDS: Final = frozenset(
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
_COUNTED: Final = frozenset((Tag.DIGITS, Tag.SMALL_NUMBER))
_NOUNS: Final = frozenset("xUCPX")
_BEFORE_NOUN: Final = frozenset("xjXUKhpCocPgd")
_BEFORE_SUBJECT: Final = frozenset((Tag.DATE, Tag.SUBORDINATOR, Tag.PROPER, Tag.DASH, ",", ";"))
SEPARATE: Final = "separate"
_REACH: Final = 5
_FEW: Final = frozenset({"a pair", "a couple", "the pair"})


def tells_event(tokens: Tokens, hits: list[Hit], clause: Stretch, events: frozenset[str]) -> bool:
    """Whether a clause tells of one event: an act, "a blast", "two car bombs", "the raid that killed"."""
    if clause.first and tokens.tags[clause.first] == Tag.RELATIVE:
        is_governed = tokens.tags[clause.first - 1] == Tag.PREPOSITION
        clause = Stretch(max(0, clause.first - 1 - is_governed), clause.end)
    for hit in hits:
        if clause.first <= hit.first < clause.end and (
            hit.kind == ACT or (hit.kind == WEAPON and _is_singled_out(tokens, hit.first, hit.last))
        ):
            return True
    if events.isdisjoint(tokens.vocabulary):
        return False
    return any(
        tokens.words[at] in events and _is_singled_out(tokens, at, at)
        for at in range(clause.first, clause.end)
    )


def mark_another(passage: Passage, events: frozenset[str]) -> None:
    """ "On Friday another small plane came down": an event of its own, like "in a separate accident"."""
    tokens = passage.reading.tokens
    if "another" not in tokens.vocabulary:
        return
    at = tokens.words.index("another")
    if _is_subject(tokens, at) and _names_event(tokens, at, events | word_list("events", "vehicles")):
        passage.by_kind.setdefault(SEPARATE, []).append(Hit(SEPARATE, "", at, at, 1))


def _is_subject(tokens: Tokens, at: int) -> bool:
    """Not "collided with another bus", "hit another car"."""
    is_said = tokens.words[at - 1] in word_list("sources", "inverted")
    return at == 0 or is_said or tokens.tags[at - 1] in _BEFORE_SUBJECT


def _names_event(tokens: Tokens, article: int, events: frozenset[str]) -> bool:
    """Whether an article is that of an event ("another small plane"; not "another crash victim")."""
    for noun in range(article + 1, min(article + _REACH, len(tokens.tags))):
        if tokens.words[noun] in events:
            return tokens.tags[noun + 1 : noun + 2] not in _NOUNS
        if tokens.tags[noun] not in _BEFORE_NOUN:
            return False
    return False


def _is_plural(word: str) -> bool:
    return word.endswith("s") and not word.endswith("ss")


def _is_singled_out(tokens: Tokens, first: int, last: int) -> bool:
    """Whether a noun stands in the singular with an article, or with its number: one event, or a few."""
    follows = tokens.tags[last + 1 : last + 2]
    plural = _is_plural(tokens.words[last]) or (follows in _NOUNS and _is_plural(tokens.words[last + 1]))
    for at in range(first - 1, max(-1, first - _REACH), -1):
        tag = tokens.tags[at]
        if tag in _COUNTED:
            return True
        if tag in DETERMINERS or tokens.raw[at].endswith(POSSESSIVE):
            return not plural
        if tokens.words[at] == "of" and tokens.words[max(0, at - 1)] in _FEW:
            return True
        if tag not in _BEFORE_NOUN:
            return False
    return first < _REACH and not plural and follows != Tag.AND
