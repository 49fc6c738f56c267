"""Sentences and tokens with character offsets.

A token is a word, a number or a punctuation mark that the grammar uses; quotation marks and full stops inside a
sentence are no tokens. A phrase of the lexicon ("at least", "shot dead") is one token.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate

from pipeline.extract.full_stops import is_abbreviated
from pipeline.extract.lexicon import Lexicon, Tag
from pipeline.extract.line_breaks import breaks_line, ends_long_line
from pipeline.extract.name_particles import join_particles
from pipeline.extract.name_tags import name_tag
from pipeline.extract.words import TIMES, words_of

_AFTER_TARGET = frozenset((Tag.BY, Tag.PREPOSITION, Tag.AND, Tag.SUBORDINATOR, ",", ";", Tag.HYPHEN))
MAX_SENTENCE = 3000
"""Characters; a longer stretch without an end is cut at white space, so that time stays linear."""

_SENTENCE_END = re.compile(
    r"[.!?\n](?:(?<=[a-z]{7}\.)(?=\s+[A-Z])(?P<sure>)"
    r"|(?<!\n)[.!?]*[\"'”’)\]*]*(?:\[[\w ]{1,15}\])*(?=\s)|(?<=\n)(?:[^\S\n]*\n\s*)?)"
)
"""`sure` is a full stop after a word longer than any abbreviation and before a capital."""
_ANSWER = re.compile(r"[ \t]+\d+(?:,\d{3})*[,.](?=\s)")
"""A number that answers the question before it ("How many died? 979, says the mission")."""
_ABBREVIATED = re.compile(r"\.[ \t]?[a-z]")
""" "No. killed: 6": the word "number"."""
_PARTICLES = ([Tag.PREPOSITION], [Tag.BY])
""" "A pick-up", "a drive-by": the second half of a noun, and no preposition."""
_SPELT_TWICE = re.compile(r"(?<=[1nt])\([1nt]\)")
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
_TOKEN = re.compile(
    r"((?=[^\s.\"“”])(?:(?<=\d)[xX](?=[A-Z]{2})|[A-Za-z]{2,}+(?![^\W_]|['’])|,"
    r"|(?<=\()\d{1,3}[A-Z]{1,4}(?=\))"
    r"|(?!Rs\d)[A-Z][A-Za-z]{0,5}\d{1,4}[A-Za-z]{0,2}(?![^\W_]|[.,]\d)"
    r"|[A-Za-z]\.(?:[A-Za-z]\.)+|\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?![\d.,]\d|\d)"
    r"|\d++(?:[.,]\d++)*(?:st|nd|rd|th|s|ST|ND|RD|TH|[Kk])?(?![^\W\d_])|\d+|[^\W\d_]+(?:['’][^\W\d_]+)*"
    r"|-{2,}|[-–—;:()\[\]$€£%&+/|]|\?(?=[ \t]+\d)))"
)
"""Plain words and commas come first because most tokens are; a short word with digits is a name ("A320", "M23"). One
group, for `split` to keep them.
"""
_SLUG = re.compile(r"\b(?:UPDATE|WRAPUP|WRAP|RPT|REFILE|CORRECTED) \d$")
"""What an agency puts before a headline ("UPDATE 2-Three killed")."""
_LONGEST_SLUG = 12
_FOOTNOTE = re.compile(r"(?<=\S)\[(?:\d{1,3}|[a-z]|(?:note|nb) \d{1,3}|citation needed)\]")


@dataclass(slots=True, eq=False)
class Sentence:
    """A sentence: `text[start:end]`; `no` counts from 0 in the article, `paragraph` likewise."""

    no: int
    start: int
    end: int
    paragraph: int


@dataclass(slots=True, eq=False)
class Tokens:
    """Parallel lists, one entry per token; `tags` is a string of one character each."""

    words: list[str]
    raw: list[str]
    starts: list[int]
    ends: list[int]
    tags: str
    text: str
    vocabulary: frozenset[str] = field(init=False)
    """The different words, for rules to ask whether theirs are among them."""

    def __post_init__(self) -> None:
        self.vocabulary = frozenset(self.words)

    def span(self, first: int, end: int) -> str:
        """The characters of tokens first..end-1, white space folded."""
        return " ".join(self.text[self.starts[first] : self.ends[end - 1]].split())


def _ends_sentence(text: str, match: re.Match[str]) -> bool:
    """Whether a full stop ends a sentence: not after an abbreviation or initial, nor before a lower-case word."""
    at, after = match.span()
    mark = text[at]
    if mark == "\n" and after == at + 1:
        return text[at - 1 : at] not in (".", "!", "?") and breaks_line(text, at)
    if mark == "\n":
        return not text[after : after + 1].islower() or text[at - 1 : at] in '.!?"”:'
    following = _first_letter(text, after, len(text))
    if text[following : following + 1].islower() or (mark == "?" and _ANSWER.match(text, after)):
        return False
    return mark != "." or not is_abbreviated(text, at, following)


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
    bounds = [
        match.end()
        for match in _SENTENCE_END.finditer(text)
        if match.lastgroup or _ends_sentence(text, match)
    ]
    for end in (*bounds, len(text)):
        first = _first_letter(text, start, end)
        if first >= end:
            continue
        if first - start > 1 or "\n" in text[max(0, start - 2) : first]:
            paragraph += found != [] and _begins_paragraph(text, max(0, start - 2), first)
        if end - first <= MAX_SENTENCE:
            found.append(Sentence(len(found), first, end, paragraph))
        else:
            found.extend(
                Sentence(no, a, b, paragraph)
                for no, (a, b) in enumerate(_pieces(first, end, text), len(found))
            )
        start = end
    return found


def _begins_paragraph(text: str, start: int, first: int) -> bool:
    """Whether a blank line stands between two sentences, or the end of a long line."""
    if _BLANK_LINE.search(text, start, first) is not None:
        return True
    newline = text.find("\n", start, first)
    return newline >= 0 and ends_long_line(text, newline)


def _first_letter(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start


def tokenise(text: str, start: int, end: int, lexicon: Lexicon) -> Tokens:
    """Tokens of `text[start:end]`, phrases of the lexicon joined; `words` are lower case without possessive 's."""
    pieces = _TOKEN.split(text[start:end])
    offsets = list(accumulate(map(len, pieces), initial=start))
    raw, starts, ends = pieces[1::2], offsets[1:-1:2], offsets[2::2]
    if "[" in raw:
        raw, starts, ends = _without_footnotes(text, raw, starts, ends)
    known = words_of(lexicon)
    found = [known[token] for token in raw]
    words, tags = [word.text for word in found], [word.tag for word in found]
    joined: list[tuple[int, int]] = []
    after = 0
    for i in [i for i, word in enumerate(found) if word.varies]:
        if i < after:
            continue
        word, after = found[i], i + 1
        if word.text == TIMES and _multiplies(raw, i):
            joined.append((i, i))
            continue
        candidates = word.phrases.get(words[after]) if word.phrases and after < len(words) else None
        if candidates is not None:
            after = i + _phrase_size(words, i, candidates)
            if words[after - 1] == "at" and _names_place(tags, i, after):
                after = i + 1
        if after > i + 1:
            joined.append((i, after))
            tags[i] = lexicon.tags[" ".join(words[i:after])]
        elif tags[i] == Tag.HYPHEN:
            tags[i] = _mark(text, starts[i])
            if tags[i] == Tag.HYPHEN and tags[after : after + 1] in _PARTICLES and raw[i - 1].isalpha():
                tags[after] = Tag.WORD
        elif raw[i] == "/" and text[starts[i] - 1 : starts[i] + 2] == " / ":
            tags[i] = ","
        if tags[i] == Tag.ZERO and _ABBREVIATED.match(text, ends[i]):
            tags[i] = Tag.WORD
        if raw[i] == "A" and i and text[ends[i] : ends[i] + 1] == ".":
            tags[i] = Tag.PROPER  # "Karen A. Lindquist"
        elif word.is_capital:
            tags[i] = name_tag(tags[i], found, raw, i, after, lexicon)
    for i, after in reversed(joined):
        if after == i:
            del words[i], raw[i], tags[i], starts[i], ends[i]
            continue
        words[i:after] = [" ".join(words[i:after])]
        raw[i:after] = [text[starts[i] : ends[after - 1]]]
        tags[i:after] = [tags[i]]
        ends[i:after] = [ends[after - 1]]
        del starts[i + 1 : after]
    join_particles(words, raw, tags)
    for start, end in _second_spellings(words, "".join(tags), lexicon) if "(" in tags else ():
        del words[start:end], raw[start:end], tags[start:end], starts[start:end], ends[start:end]
    return Tokens(words, raw, starts, ends, "".join(tags), text)


def _second_spellings(words: list[str], tags: str, lexicon: Lexicon) -> list[tuple[int, int]]:
    """The second of two spellings of one number ("three (3) persons"), the last first."""
    found = [match.span() for match in _SPELT_TWICE.finditer(tags)]
    return [
        (start, end)
        for start, end in reversed(found)
        if _value(words[start - 1], lexicon) == _value(words[start + 1], lexicon)
    ]


def _value(word: str, lexicon: Lexicon) -> int | None:
    return int(word) if word.isdecimal() else lexicon.numbers.get(word)


def _without_footnotes(
    text: str, raw: list[str], starts: list[int], ends: list[int]
) -> tuple[list[str], list[int], list[int]]:
    """The tokens that are not in marks like "[12]"."""
    notes = {at for m in _FOOTNOTE.finditer(text, starts[0], ends[-1]) for at in range(*m.span())}
    kept = [i for i, at in enumerate(starts) if at not in notes]
    return [raw[i] for i in kept], [starts[i] for i in kept], [ends[i] for i in kept]


def _phrase_size(words: list[str], i: int, phrases: tuple[tuple[str, ...], ...]) -> int:
    """Words of the first of `phrases`, the longest, that begins at `i`, 1 for none."""
    for phrase in phrases:
        if tuple(words[i : i + len(phrase)]) == phrase:
            return len(phrase)
    return 1


def _names_place(tags: list[str], i: int, after: int) -> bool:
    """ "were shot at a petrol station" says where; "were shot at by snipers", "shot at a car" at whom."""
    is_passive = Tag.BE in tags[max(0, i - 2) : i]
    return is_passive and after < len(tags) and tags[after] not in _AFTER_TARGET


def _multiplies(raw: list[str], i: int) -> bool:
    """Whether "x" stands between a number and a word ("2X ANP"; not "4 x 4")."""
    return 0 < i < len(raw) - 1 and raw[i - 1][-1].isdigit() and raw[i + 1][0].isalpha()


def _mark(text: str, at: int) -> str:
    """A spaced hyphen or a doubled one is a dash; one between characters joins them."""
    if _SLUG.search(text, max(0, at - _LONGEST_SLUG), at):
        return Tag.DASH
    around = text[at - 1 : at] + text[at + 1 : at + 2]
    if around[:1].isalpha() and around[1:].isupper():
        return Tag.HYPHEN  # "the Kabul–Kandahar road"
    if " " in around or "-" in around or "\n" in around or (text[at] == "–" and not around[:1].isdigit()):
        return Tag.DASH
    return Tag.HYPHEN
