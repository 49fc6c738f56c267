"""What is known of a token wherever it stands: its lower-case word, its tag, the phrases that it may open."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from pipeline.extract.lexicon import Lexicon, Tag, word_list

_PEOPLE_ENDINGS = ("ers", "ors", "ists", "men", "women", "ees", "ians", "ants")
"""Endings by which an unknown plural noun after a number most likely names people ("12 marchers")."""
_CHANGED_BY_NEIGHBOURS = frozenset(
    (
        *(Tag.HARM_PAST, Tag.HARM_PRESENT, Tag.HARM_PREDICATE, Tag.HARM_NOUN, Tag.HARM_INTRANSITIVE),
        *(Tag.VERB, Tag.THING),
        *(Tag.PRONOUN_PLURAL, Tag.RELATIVE, Tag.BE, Tag.MODAL),
    )
)
"""Tags that a capitalised word may lose inside a name."""
_PERSONAL = frozenset((Tag.PERSON, Tag.PEOPLE, Tag.PERSON_OR_ADJECTIVE))
"""A possessor is no head of a noun phrase ("the driver's wife")."""
_PUNCTUATION = {
    ",": ",", ";": ";", ":": ":", "(": "(", "[": "(", ")": ")", "]": ")", "?": "?",
    "—": Tag.DASH, "–": Tag.HYPHEN, "-": Tag.HYPHEN,
    "%": Tag.THING, "$": "$", "€": "$", "£": "$", "&": Tag.AND, "+": Tag.QUALIFIER_AFTER, "/": "/", "|": ";",
}  # fmt: skip
_SHORTEST_PLAIN = 3
_SHORTEST_ADVERB = 6
"""Letters of a word in capitals that is no abbreviation, nor a name like ITALY or KELLY."""
TIMES = "x"
"""The sign between a number and what it counts ("2X ANP", "3 x soldiers"): no word."""
POSSESSIVE: Final = ("'s", "’s", "'S", "’S")
"""How a possessor ends."""
SINGULAR_BE: Final = frozenset({"was", "is"})
SINGULAR_VERBS: Final = frozenset({"was", "is", "has", "had"})
PLURAL_VERBS: Final = frozenset({"were", "are", "have", "had"})
"""Verb forms of one subject, among them those of "be", and of several."""
_REMEMBERED = 1 << 15

Phrases = dict[str, tuple[tuple[str, ...], ...]]
"""Phrases by their second word, longest first."""


@dataclass(slots=True, eq=False)
class Word:
    """A token by itself; where it `varies`, its neighbours may change the tag or join it to a phrase."""

    text: str
    tag: str
    phrases: Phrases | None
    is_capital: bool
    is_title: bool
    varies: bool


class Words(dict[str, Word]):
    """Words by token as printed, read when first met; a bounded memory."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__()
        self._lexicon = lexicon
        self._phrases = {first: _by_second(phrases) for first, phrases in lexicon.phrases.items()}

    def __missing__(self, token: str) -> Word:
        if len(self) >= _REMEMBERED:
            self.clear()
        word = self[token] = self._read(token)
        return word

    def _read(self, token: str) -> Word:
        printed = token.lower().replace("’", "'")
        text = self._lexicon.abbreviations.get(token) or printed.removesuffix("'s")
        tag = self._lexicon.tags.get(text)
        is_mark = tag is None and token in ("-", "–")
        tag = tag or _open_class_tag(token)
        if tag in _PERSONAL and printed.endswith("'s"):
            tag = Tag.MODIFIER
        phrases, is_capital = self._phrases.get(text), token[0].isupper()
        is_title = is_capital and text in self._lexicon.titles
        varies = phrases is not None or is_mark or is_title or text in (TIMES, "/")
        varies = varies or (is_capital and tag in _CHANGED_BY_NEIGHBOURS)
        return Word(text, tag, phrases, is_capital, is_title, varies)


def _by_second(phrases: tuple[tuple[str, ...], ...]) -> Phrases:
    found: Phrases = {}
    for phrase in phrases:
        found[phrase[1]] = (*found.get(phrase[1], ()), phrase)
    return found


def _open_class_tag(token: str) -> str:
    first = token[0]
    if first.islower():
        return Tag.LIKELY_PEOPLE if token.endswith(_PEOPLE_ENDINGS) else Tag.WORD
    if first.isupper():
        return Tag.WORD if _is_plain(token) else Tag.PROPER
    if token.startswith("--"):
        return Tag.DASH
    if first in _PUNCTUATION:
        return _PUNCTUATION[first]
    if first.isdigit():
        return Tag.DIGITS if token[-1].isdigit() or token[-1] in "Kk" else Tag.ORDINAL
    return Tag.WORD


def _is_plain(token: str) -> bool:
    """Whether a word in capitals is none of a name: an adverb ("SERIOUSLY WOUNDED"), or listed."""
    if len(token) < _SHORTEST_PLAIN or not token.isupper():
        return False
    is_adverb = token.endswith("LY") and len(token) >= _SHORTEST_ADVERB
    return is_adverb or token.lower() in word_list("capitals", "plain")


@lru_cache(maxsize=4)
def words_of(lexicon: Lexicon) -> Words:
    """The words of a lexicon."""
    return Words(lexicon)
