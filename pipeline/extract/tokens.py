"""Sentences and tokens with character offsets.

A token is a word, a number or a punctuation mark that the grammar uses; quotation marks and full stops inside a
sentence are no tokens. A phrase of the lexicon ("at least", "shot dead") is one token.
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from pipeline.extract.lexicon import Lexicon, Tag

_PEOPLE_ENDINGS = ("ers", "ors", "ists", "men", "women", "ees", "ians", "ants")
"""Endings by which an unknown plural noun after a number most likely names people ("12 marchers")."""
_PRONOUN_LIKE = frozenset((Tag.PRONOUN_PLURAL, Tag.RELATIVE, Tag.BE))
_CAN_BE_NAMES = frozenset(
    (Tag.HARM_PAST, Tag.HARM_PRESENT, Tag.HARM_PREDICATE, Tag.HARM_NOUN, Tag.VERB, Tag.THING)
)
MAX_SENTENCE = 3000
"""Characters; a longer stretch without an end is cut at white space, so that time stays linear."""

_ABBREVIATIONS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "gen",
        "lt",
        "col",
        "maj",
        "capt",
        "sgt",
        "cpl",
        "brig",
        "adm",
        "st",
        "sr",
        "jr",
        "rev",
        "prof",
        "gov",
        "sen",
        "rep",
        "hon",
        "no",
        "nos",
        "vs",
        "etc",
        "al",
        "inc",
        "ltd",
        "co",
        "corp",
        "dept",
        "univ",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "approx",
        "est",
        "fig",
        "art",
        "sec",
        "vol",
        "pp",
        "ave",
        "blvd",
        "mt",
        "ft",
        "supt",
        "insp",
        "det",
        "const",
        "pvt",
        "pfc",
        "cmdr",
    ]
)
_SENTENCE_END = re.compile(r"[.!?]+[\"'”’)\]*]*(?=\s)|\n[ \t]*\n\s*")
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_TOKEN = re.compile(
    r"(?:[A-Za-z]\.){2,}|\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?![\d.,]\d|\d)"
    r"|\d+(?:[.,]\d+)*(?:st|nd|rd|th|s)?(?![^\W\d_])|\d+|[^\W\d_]+(?:['’][^\W\d_]+)*|[-–—,;:()\[\]$€£%&+/]"
)
_PUNCTUATION = {
    ",": ",", ";": ";", ":": ":", "(": "(", "[": "(", ")": ")", "]": ")",
    "—": Tag.DASH, "–": Tag.HYPHEN, "-": Tag.HYPHEN,
    "%": Tag.THING, "$": "$", "€": "$", "£": "$", "&": Tag.AND, "+": Tag.QUALIFIER_AFTER, "/": "/",
}  # fmt: skip


class Sentence(NamedTuple):
    """A sentence: `text[start:end]`; `no` counts from 0 in the article, `paragraph` likewise."""

    no: int
    start: int
    end: int
    paragraph: int


class Tokens(NamedTuple):
    """Parallel lists, one entry per token; `tags` is a string of one character each."""

    words: list[str]
    raw: list[str]
    starts: list[int]
    ends: list[int]
    tags: str
    text: str

    def span(self, first: int, end: int) -> str:
        """The characters of tokens first..end-1, white space folded."""
        return " ".join(self.text[self.starts[first] : self.ends[end - 1]].split())


def _ends_sentence(text: str, match: re.Match[str], limit: int) -> bool:
    """Whether a full stop ends a sentence: not after an abbreviation or initial, nor before a lower-case word."""
    at = match.start()
    if text[at] == "\n":
        following = text[match.end() : match.end() + 1]
        before = text[at - 1 : at]
        return not following.islower() or before in '.!?"”:'
    word_start = at
    while word_start > 0 and at - word_start < 12 and text[word_start - 1].isalpha():
        word_start -= 1
    word = text[word_start:at]
    if len(word) == 1 and word != "I" and text[at] == ".":
        return False
    if word.lower() in _ABBREVIATIONS and text[at] == "." and not word.isupper():
        return False
    after = match.end()
    while after < limit and text[after].isspace():
        after += 1
    return after >= limit or not text[after].islower()


def _pieces(start: int, end: int, text: str) -> Iterator[tuple[int, int]]:
    """Cut a stretch longer than MAX_SENTENCE at white space."""
    while end - start > MAX_SENTENCE:
        cut = text.rfind(" ", start, start + MAX_SENTENCE)
        cut = cut if cut > start else start + MAX_SENTENCE
        yield start, cut
        start = cut
    if start < end:
        yield start, end


def sentences(text: str) -> list[Sentence]:
    """Sentences in order.

    A paragraph break inside a sentence (a page break: no full stop before, lower case after) is read through.
    """
    found: list[Sentence] = []
    start, paragraph = 0, 0
    bounds = [m.end() for m in _SENTENCE_END.finditer(text) if _ends_sentence(text, m, len(text))]
    for end in (*bounds, len(text)):
        if end <= start or text[start:end].isspace():
            continue
        first = _first_letter(text, start, end)
        if found and _BLANK_LINE.search(text, found[-1].end - 2, first):
            paragraph += 1
        for a, b in _pieces(first, end, text):
            found.append(Sentence(len(found), a, b, paragraph))
        start = end
    return found


def _first_letter(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start


def _mark(char: str, text: str, at: int) -> str:
    """A spaced hyphen or a doubled one is a dash; one between characters joins them."""
    tag = _PUNCTUATION[char]
    if tag == Tag.HYPHEN:
        around = text[at - 1 : at] + text[at + 1 : at + 2]
        if " " in around or "-" in around or "\n" in around or (char == "–" and not around[:1].isdigit()):
            return Tag.DASH
    return tag


def tokenise(text: str, start: int, end: int, lexicon: Lexicon) -> Tokens:
    """Tokens of `text[start:end]`, phrases of the lexicon joined; `words` are lower case without possessive 's."""
    spans = [match.span() for match in _TOKEN.finditer(text, start, end)]
    raw = [text[a:b] for a, b in spans]
    words = [token.lower() for token in raw]
    if "'" in text[start:end] or "’" in text[start:end]:
        words = [_without_possessive(word.replace("’", "'")) for word in words]
    return _join_phrases(words, raw, spans, text, lexicon)


def _without_possessive(word: str) -> str:
    return word[:-2] if word.endswith("'s") else word


def _phrase_at(words: list[str], i: int, candidates: tuple[tuple[str, ...], ...]) -> int:
    following = words[i + 1] if i + 1 < len(words) else ""
    for phrase in candidates:
        if phrase[1] == following and tuple(words[i : i + len(phrase)]) == phrase:
            return len(phrase)
    return 1


def _join_phrases(
    words: list[str], raw: list[str], spans: list[tuple[int, int]], text: str, lexicon: Lexicon
) -> Tokens:
    phrases, tag_of = lexicon.phrases, lexicon.tags.get
    joined = Tokens([], [], [], [], "", text)
    tags: list[str] = []
    i, size = 0, len(words)
    while i < size:
        word, token, (start, end) = words[i], raw[i], spans[i]
        after = i + 1
        if word in phrases:
            after = i + _phrase_at(words, i, phrases[word])
            if after > i + 1:
                word, end = " ".join(words[i:after]), spans[after - 1][1]
                token = text[start:end]
        tag = tag_of(word) or _open_class_tag(token, text, start)
        if token[0].isupper():
            tag = _name_tag(tag, word, words, raw, i, after, lexicon)
        joined.words.append(word)
        joined.raw.append(token)
        joined.starts.append(start)
        joined.ends.append(end)
        tags.append(tag)
        i = after
    return joined._replace(tags="".join(tags))


def _name_tag(
    tag: str, word: str, words: list[str], raw: list[str], i: int, after: int, lexicon: Lexicon
) -> str:
    """The tag of a capitalised token, which may be a title or part of a name."""
    token = raw[i]
    if (
        word in lexicon.titles
        and after < len(raw)
        and _begins_name(raw[after], words[after], lexicon.tags.get)
    ):
        return Tag.PERSON
    if i and tag in _CAN_BE_NAMES and _is_in_name(tag, token, raw[i - 1], raw, after):
        return Tag.NUMBERED if tag == Tag.THING else Tag.PROPER
    if tag in _PRONOUN_LIKE and len(token) > 1 and token.isupper() and _beside_lower_case(raw, i):
        return Tag.PROPER
    return tag


def _is_in_name(tag: str, token: str, before: str, raw: list[str], after: int) -> bool:
    """A cue or a thing inside a name: "Wounded Knee", "Flight 752" (not in headlines, where all words are capital)."""
    if after >= len(raw) or token.isupper():
        return False
    if tag == Tag.THING:
        return raw[after][0].isdigit()
    return before.islower() and raw[after][0].isupper()


def _beside_lower_case(raw: list[str], i: int) -> bool:
    """Not in a text of capitals: "US soldiers", "the WHO"."""
    return any(word.islower() for word in raw[max(0, i - 3) : i + 4])


def _begins_name(token: str, word: str, get: Callable[[str], str | None]) -> bool:
    """A capitalised word that the lexicon does not know: after a title, a name."""
    return token[0].isupper() and get(word) is None


def _open_class_tag(token: str, text: str, at: int) -> str:
    first = token[0]
    if first.islower():
        return Tag.LIKELY_PEOPLE if token.endswith(_PEOPLE_ENDINGS) else Tag.WORD
    if first.isupper():
        return Tag.PROPER
    if first in _PUNCTUATION:
        return _mark(first, text, at)
    if first.isdigit():
        return Tag.DIGITS if token[-1].isdigit() else Tag.ORDINAL
    return Tag.WORD
