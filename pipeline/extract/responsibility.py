"""Who owned up to the attack that a report tells, or was blamed for it, in a sentence without harm of its own.

"Al-Shabaab claimed responsibility." "The Taliban was blamed for the attack." "Officials blamed the bombing on ETA."
"""

from collections.abc import Iterator
from typing import Final

from pipeline.extract.attributes import Agent, agent, noun_phrase_end
from pipeline.extract.lexicon import Lexicon, Tag
from pipeline.extract.tokens import Sentence, Tokens, tokenise

_SIGNS: Final = ("responsibility", "blamed", "claimed by", "suspected")
_CLAIMED: Final = frozenset({"claimed", "claims", "claim", "claiming", "took", "admitted"})
_VERBS: Final = _CLAIMED | {"blamed", "suspected"}
_OTHERS: Final = frozenset({"similar", "many", "other", "previous", "earlier", "past", "such"})
"""After the verb: of attacks other than the one reported."""
_POINTING: Final = frozenset({"the", "this", "that"})
_NOMINAL: Final = frozenset("TDHXxjpPKChk")
_NAME: Final = frozenset("XxpPKCUh")
_REACH: Final = 3
_LONGEST: Final = 8
_LONGEST_NAME: Final = 5


def responsible(text: str, sentences: list[Sentence], lexicon: Lexicon) -> tuple[str, int] | None:
    """The name of the first who is, and the character up to which it is told; None if nobody is."""
    for sentence in _signed(text, sentences):
        tokens = tokenise(text, sentence.start, sentence.end, lexicon)
        if _is_of_others(tokens.words) or tokens.tags[:1] == Tag.ZERO:
            continue
        found = _claiming(tokens, lexicon) or _blamed(tokens, lexicon)
        if found is not None:
            return found, sentence.end
    return None


def _is_of_others(words: list[str]) -> bool:
    """ "Claimed responsibility for many such attacks"."""
    at = next((i for i, word in enumerate(words) if word in _VERBS), 0)
    objects = words.index("for", at) + 1 if "for" in words[at:] else at
    return not _OTHERS.isdisjoint(words[objects : objects + _REACH])


def _signed(text: str, sentences: list[Sentence]) -> Iterator[Sentence]:
    """The sentences that may tell it; each word is looked for in the whole text once."""
    found = [sign for sign in _SIGNS if sign in text]
    for sentence in sentences if found else ():
        for sign in found:
            if text.find(sign, sentence.start, sentence.end) >= 0:
                yield sentence
                break


def _claiming(tokens: Tokens, lexicon: Lexicon) -> str | None:
    """ "Hizbul-Ahrar claimed responsibility": a group, or whoever has a name."""
    words = tokens.words
    at = next((i for i, word in enumerate(words) if word in _CLAIMED), None)
    if "responsibility" not in words or at is None or Tag.ZERO in tokens.tags[max(0, at - 4) : at]:
        return None
    if tokens.tags[at - 1 : at] == ",":
        at = max(tokens.tags.rfind(",", 0, at - 1), 0)
    start = at
    while start > 0 and tokens.tags[start - 1] in _NOMINAL:
        start -= 1
    while start < at and tokens.tags[start] in "TD":
        start += 1
    while at > start and tokens.tags[at - 1] == Tag.HAVE:
        at -= 1
    found = agent(tokens, start, at, lexicon)
    if found is not None:
        return found.text if found.is_sure else None
    return tokens.span(start, at) if start < at and _is_name(tokens, start, at) else None


def _is_name(tokens: Tokens, start: int, end: int) -> bool:
    capital = tokens.raw[start][0].isupper() and tokens.raw[end - 1][0].isupper()
    return capital and end - start <= _LONGEST_NAME and not set(tokens.tags[start:end]) - _NAME


def _blamed(tokens: Tokens, lexicon: Lexicon) -> str | None:
    """ "Was blamed for the attack", "blamed the bombing on", "the blast was claimed by", "are suspected"."""
    words = tokens.words
    at = next((i for i, word in enumerate(words) if word in _VERBS), None)
    if at is None or not (_points_at_event(tokens, lexicon) or at == len(words) - 2):
        return None
    if words[at] == "claimed":
        return _after(tokens, at + 2, lexicon) if words[at + 1 : at + 2] == ["by"] else None
    if Tag.BE in tokens.tags[max(0, at - 2) : at]:
        start = at - 1
        while start > 0 and tokens.tags[start - 1] in _NOMINAL:
            start -= 1
        return _sure(agent(tokens, start, at - 1, lexicon))
    if words[at] == "blamed" and "on" in words[at : at + _LONGEST]:
        return _after(tokens, words.index("on", at) + 1, lexicon)
    return None


def _points_at_event(tokens: Tokens, lexicon: Lexicon) -> bool:
    return any(
        word in lexicon.events and not _POINTING.isdisjoint(tokens.words[max(0, at - _REACH) : at])
        for at, word in enumerate(tokens.words)
    )


def _after(tokens: Tokens, first: int, lexicon: Lexicon) -> str | None:
    return _sure(agent(tokens, first, noun_phrase_end(tokens, first), lexicon))


def _sure(found: Agent | None) -> str | None:
    return found.text if found is not None and found.is_sure else None
