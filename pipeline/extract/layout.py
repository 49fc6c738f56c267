"""The layout of a news text: title, byline, dateline, body and footer, as spans of its characters.

Only the head and the tail of a text are read, line by line, so that the cost does not grow with its length.
"""

import re
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from pipeline.extract.dateline import Byline, Dateline, agency_name, read_byline, read_dateline
from pipeline.extract.line_breaks import breaks_line
from pipeline.extract.tokens import Sentence, sentences
from pipeline.vocabulary import DateBasis

__all__ = ["Layout", "Span", "agency_name", "read_layout"]

_LONGEST_TITLE = 250
_LONGEST_HEAD_LINE = 400
_MOST_HEAD_LINES = 5
_TAIL = 2_500
_LONGEST_LOOSE_LINE = 100

_NON_SPACE = re.compile(r"\S")
_BLANK_LINE = re.compile(r"[^\S\n]*\n[^\S\n]*\n")
_TITLE_END = re.compile(r"(?:[^.:;,…\"”’)\s]|[^.…][\"”’)]|(?:\b[A-Z]\.){2})$")
_FOOTNOTES = re.compile(r"(?:\[[\w ]{1,15}\])+$")
_FOOTER_CUE = re.compile(
    r"[\W_]*(?:(?i:to contact (?:the|us|our|this)\b|contact(?: us| the (?:author|editor)s?)?\s*(?::|$)"
    r"|copyright\b|©|\(c\) ?\d{4}|all rights reserved|sign up (?:for|to) (?:our|the|receive|get)\b"
    r"|subscribe (?:to|now|today|here)\b|read (?:more|also|next)\s*(?::|$)|also read\s*:|see also\s*:"
    r"|related(?: articles?| stories| coverage| news| topics| content)?\s*(?::|$)|further reading\s*(?::|$)"
    r"|our standards\s*:|follow us\b|share this\b|click here\b|for media (?:enquiries|inquiries)\b"
    r"|the author also recommends|(?:this|the) (?:article|story) (?:was )?(?:first |originally )"
    r"(?:appeared|published))"
    r"|(?i:(?:additional |with )?(?:reporting|writing|edit(?:ed|ing))(?: and \w+)? by )[A-Z(])"
)
_CONTRIBUTED = "contributed to this report"
_INLINE_CREDIT = re.compile(
    r"\((?i:additional )?(?i:reporting|writing|editing)(?i: and \w+)? by [A-Z][^()]*\)\s*\Z"
)


class Span(NamedTuple):
    """Characters `start` to `end` (exclusive) of a text."""

    start: int
    end: int


class Layout(NamedTuple):
    """Where the parts of a news text are, and what its head says of the publication.

    `body` is everything that reports: it starts after title, byline and dateline, ends before the footer, and
    is empty at worst. A standfirst between title and byline counts as body, and the byline then lies inside.
    `month_day` is the dateline's date when its year is unsaid and no hint gives it; then only a
    byline can give `published_on`. `publisher` is the agency that the dateline or else the byline names.
    """

    title: Span | None
    byline: Span | None
    dateline: Span | None
    body: Span
    footer: Span | None
    published_on: date | None
    date_basis: DateBasis
    publisher: str | None
    place: str | None
    month_day: tuple[int, int] | None


_FIRST_OF_TWO = "New|San|Santa|Sao|São|Port|Buenos|Addis|Kuala|Tel|Cape|Mexico|Hong"
"""First words of names of cities: of "Mine kills two in Kono Port Loko, May 3 -" the last two words are the place."""
_DATELINE_AFTER_WORD = re.compile(
    r"(?<=[a-z\d'’])\s(?=(?P<capitals>[A-Z][A-Z'’-]{2,}[ ,(/]))|(?<=[A-Z\d]{2})\s(?=[A-Z][a-z]+[ ,(])"
    rf"|(?<!\bin)(?<!\bat)(?<!\bof)(?<!\bnear)(?<!\bfrom)\s(?=(?:(?:{_FIRST_OF_TWO}) )?[A-Z][a-z'’-]+"
    r", [A-Z][a-z]{2,8}\.? \d{1,2} ?[-(–—])"
)
"""Where a dateline may begin that no line end parts from the title."""
_PLACE_AFTER_TITLE = re.compile(r"(?<=[a-z\d'’])\s(?P<place>[A-Z]{4,})\s(?=[A-Z][a-z])")


class _Line(NamedTuple):
    start: int
    end: int
    alone: bool


class _Head(NamedTuple):
    title: Span | None
    byline: Span | None
    credit: Byline | None
    end: int
    dateline: Dateline | None


def read_layout(text: str, year_hint: int | None = None) -> Layout:
    """Reads the layout of one article.

    `year_hint` completes a dateline without a year ("BAGHDAD, May 22 (Reuters)"). The byline's date goes
    before the dateline's. A first line without a final period, followed by a blank line, a byline or a
    paragraph, is the title, unless that text runs on in lower case (a page break). A text of one line has
    only a dateline and a body.
    """
    head = _read_head(text)
    start = head.dateline.end if head.dateline else head.end
    end = _trimmed(text, start, len(text))
    footer_start = _find_footer(text, start, end)
    footer = None if footer_start is None else Span(footer_start, end)
    body = Span(start, end if footer_start is None else _trimmed(text, start, footer_start))
    return _assemble(head, body, footer, year_hint)


def sentences_of(text: str, layout: Layout) -> list[Sentence]:
    """The sentences of a text in order; a title that no line end parts from the lead is one by itself."""
    told, title, dateline = sentences(text), layout.title, layout.dateline
    if title is None or dateline is None or not told[0].start < dateline.start < told[0].end:
        return told
    lead = Sentence(1, dateline.start, told[0].end, 1)
    after = [Sentence(s.no + 1, s.start, s.end, s.paragraph + 1) for s in told[1:]]
    return [Sentence(0, told[0].start, title.end, 0), lead, *after]


def _assemble(head: _Head, body: Span, footer: Span | None, year: int | None) -> Layout:
    credit, dateline = head.credit, head.dateline
    printed = dateline.date if dateline else None
    resolved = printed.resolve(year) if printed else None
    by_credit = credit.published_on if credit else None
    basis = DateBasis.BYLINE if by_credit else DateBasis.DATELINE if resolved else DateBasis.NONE
    return Layout(
        title=head.title,
        byline=head.byline,
        dateline=Span(head.end, dateline.end) if dateline else None,
        body=body,
        footer=footer,
        published_on=by_credit or resolved,
        date_basis=basis,
        publisher=(dateline.agency if dateline else None) or (credit.agency if credit else None),
        place=dateline.place if dateline else None,
        month_day=(printed.month, printed.day) if printed and resolved is None else None,
    )


def _read_head(text: str) -> _Head:
    """Title and byline, in either order, and where the text after them starts."""
    lines = _head_lines(text)
    title, byline, credit = None, None, None
    for line, following in pairwise(lines):
        words = text[line.start : line.end]
        dateline = read_dateline(text, line.start)
        if dateline and (dateline.end >= line.end or dateline.date or dateline.agency):
            return _Head(title, byline, credit, line.start, dateline)
        found = read_byline(words, after_title=title is not None)
        if found is not None:
            byline = Span(byline.start if byline else line.start, line.end)
            credit = _joined(credit, found)
        elif title is None and _is_title(text, words, line, following):
            title = Span(line.start, line.end)
        else:
            if title and byline is None and line.alone:
                byline, credit = _byline_after_standfirst(text, following)
            return _Head(title, byline, credit, line.start, dateline)
    end = lines[-1].start if lines else _first_character(text, 0)
    dateline = read_dateline(text, end)
    if len(lines) <= 1 and dateline is None:
        inline = _title_before_dateline(text, end)
        if inline is not None:
            title, dateline = inline
            end = _first_character(text, title.end)
    return _Head(title, byline, credit, end, dateline)


def _title_before_dateline(text: str, start: int) -> tuple[Span, Dateline] | None:
    """ "Raid kills nine SOKOTO, Nigeria, June 14 (AP) - Gunmen ...": a text whose line ends were taken out."""
    for match in _DATELINE_AFTER_WORD.finditer(text, start, start + _LONGEST_TITLE):
        dateline = read_dateline(text, match.end())
        is_sure = dateline is not None and (dateline.date or dateline.agency or match["capitals"])
        if dateline is not None and is_sure:
            return Span(start, match.start()), dateline
    return _title_before_place(text, start)


def _title_before_place(text: str, start: int) -> tuple[Span, Dateline] | None:
    """ "Three martyred in Hakkari HAKKARI Three soldiers ...": in capitals, the place that the title names."""
    for match in _PLACE_AFTER_TITLE.finditer(text, start, start + _LONGEST_TITLE):
        if match["place"].title() in text[start : match.start()]:
            return Span(start, match.start()), Dateline(match["place"], None, None, match.end())
    return None


def _head_lines(text: str) -> list[_Line]:
    """The first lines that are not blank; the last stands for the text after them and is no head line."""
    lines: list[_Line] = []
    start = _first_character(text, 0)
    while start < len(text) and len(lines) <= _MOST_HEAD_LINES:
        newline = text.find("\n", start, start + _LONGEST_HEAD_LINE)
        if newline < 0:
            return [*lines, _Line(start, start, False)]
        lines.append(
            _Line(start, _trimmed(text, start, newline), _BLANK_LINE.match(text, newline) is not None)
        )
        start = _first_character(text, newline)
    return lines


def _is_title(text: str, words: str, line: _Line, following: _Line) -> bool:
    words = _FOOTNOTES.sub("", words)
    if len(words) > _LONGEST_TITLE or not _TITLE_END.search(words) or text[following.start].islower():
        return False
    if line.alone or read_byline(text[following.start : following.end], after_title=True) is not None:
        return True
    newline = text.find("\n", line.end)
    return breaks_line(text, newline) and _is_sentence(_line_at(text, following.start))


def _line_at(text: str, start: int) -> str:
    """The line that starts here, as far as it matters whether it is a sentence."""
    end = text.find("\n", start, start + _LONGEST_HEAD_LINE)
    return text[start : end if end >= 0 else start + _LONGEST_HEAD_LINE]


def _byline_after_standfirst(text: str, line: _Line) -> tuple[Span | None, Byline | None]:
    credit = read_byline(text[line.start : line.end], after_title=True)
    return (Span(line.start, line.end), credit) if credit else (None, None)


def _joined(earlier: Byline | None, later: Byline) -> Byline:
    if earlier is None:
        return later
    return Byline(earlier.published_on or later.published_on, earlier.agency or later.agency)


def _find_footer(text: str, start: int, end: int) -> int | None:
    """Where the footer starts: the first cue among the closing lines that are cues or no sentences."""
    floor = max(start, end - _TAIL)
    inline = _INLINE_CREDIT.search(text, floor, end)
    found = inline.start() if inline else None
    newline = text.rfind("\n", floor, end)
    while newline >= 0:
        line = text[newline + 1 : end].strip()
        if line and (_FOOTER_CUE.match(line) or _CONTRIBUTED in line):
            found = _first_character(text, newline)
        elif _is_sentence(line):
            break
        end = newline
        newline = text.rfind("\n", floor, end)
    return found


def _is_sentence(line: str) -> bool:
    return len(line) > _LONGEST_LOOSE_LINE or line.rstrip("\"'”’)]*").endswith((".", "!", "?", "…"))


def _first_character(text: str, position: int) -> int:
    match = _NON_SPACE.search(text, position)
    return match.start() if match else len(text)


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end
