"""Dates, bylines and wire datelines: what the head of a news text says of itself.

Every reader looks at one line or at a bounded prefix, whatever the length of the article.
"""

import re
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from pipeline.extract.written_date import NUMERIC_DATE, WrittenDate, find_dates

AGENCIES = MappingProxyType(
    {
        "afp": "AFP",
        "agence france-presse": "AFP",
        "acan-efe": "EFE",
        "ansa": "ANSA",
        "ap": "AP",
        "associated press": "AP",
        "the associated press": "AP",
        "aswat al-iraq": "Aswat al-Iraq",
        "bbc": "BBC",
        "bbc news": "BBC",
        "cnn": "CNN",
        "dpa": "DPA",
        "efe": "EFE",
        "interfax": "Interfax",
        "ips": "IPS",
        "irin": "IRIN",
        "irna": "IRNA",
        "itar-tass": "TASS",
        "kuna": "KUNA",
        "kyodo": "Kyodo",
        "nina": "NINA",
        "notimex": "Notimex",
        "prensa latina": "Prensa Latina",
        "pti": "PTI",
        "reuter": "Reuters",
        "reuters": "Reuters",
        "thomson reuters": "Reuters",
        "rudaw": "Rudaw",
        "sana": "SANA",
        "tass": "TASS",
        "un news": "UN News",
        "upi": "UPI",
        "voa": "VOA",
        "wam": "WAM",
        "xinhua": "Xinhua",
        "yonhap": "Yonhap",
    }
)
"""News agencies and broadcasters as datelines and bylines print them, case-folded, and the ledger's names."""

_MEDIA_WORD = re.compile(
    r"\b(?:news|press|radio|tv|television|times|post|agency|online|network|media|service)\b|\.\w", re.I
)
_LABEL = re.compile(
    r"\b(?=[dfilmpu])(?:(?:first |last )?(?:published|posted|updated|modified|issued|filed)(?: on| at|(?= ?:))?"
    r"|date(?= ?:))",
    re.I,
)
_CLOCK = re.compile(
    r"\b(?:at )?\d{1,2}(?:[:.h]\d\d(?::\d\d)?(?: ?[ap]\.?m\b\.?)?| ?[ap]\.?m\b\.?)"
    r"(?: ?(?:[A-Z]{2,4}\b|[+-]\d\d:?\d\d))?|T\d\d:\d\d\S*",
    re.I,
)
_WEEKDAY = re.compile(
    r"\b(?=[fmstw])(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b[.,]*", re.I
)
_UPDATED = re.compile(r"\b(?:updated|modified)\b", re.I)
_PUBLISHED = re.compile(r"\b(?:published|posted)\b", re.I)
_AUTHOR = re.compile(r"^\W*(?:words |written |report )?by:? (?=\S)", re.I)
_CREDIT_SEPARATOR = re.compile(r"[\s,|·•/()–—:;-]+")
_PARTICLE = re.compile(
    r"(?:a|abd|abu|al|and|at|bin|da|de|del|den|der|di|dos|du|el|en|for|ibn|in|la|le|of|the|van|von|with|y|&)$",
    re.I,
)
_ROLE = re.compile(
    r"(?:agencies|bureau|chief|correspondents?|desk|editors?|our|reporters?|special|staff|writers?)$", re.I
)
_NO_PLACE = re.compile(
    r"(?:after|at|before|by|during|for|from|in|on|over|since|the|this|when|while"
    r"|analysis|breaking|correction|exclusive|live|note|opinion|photos|update|urgent|video|watch)$",
    re.I,
)
_NO_DATE, _NO_CITY = "NO DATE", "NO CITY"
_INITIALS = re.compile(r"\.\w\.$")

_LONGEST_BYLINE = 160
_LONGEST_DATELINE = 160
_EVIDENCE_END = frozenset("0123456789)/.]")
_MARK = re.compile(r"[-—–:)/\n]")
_SEPARATOR = re.compile(
    r"(?P<dash>(?:--+|[—–]|(?<=\s)-(?=\s)|(?<=[)/])-|(?<=\.)-(?=\s))\s*)|(?P<colon>:\s+)|(?P<line>(?=\n))"
    r"|\)(?P<bracket>[^\S\n]*(?=[A-Z\[]))|/(?P<slash>\.?\s+)"
)
_AGENCY_END = re.compile(r"\s*(?:[(\[](?P<paren>[^()]{2,60})\)|/\s?(?P<slash>[^()/]{2,60}?)\s?/)[.,]?$")
_MARKERS = re.compile(r"(?:\[[^\[\]\n]{1,110}\]\s*){1,6}")


class Byline(NamedTuple):
    """What a credit line says: the date of publication and the agency, each if it does."""

    published_on: date | None
    agency: str | None


class Dateline(NamedTuple):
    """The opening of a wire report; `end` is where its story begins, an offset into the text read."""

    place: str | None
    date: WrittenDate | None
    agency: str | None
    end: int


def agency_name(printed: str) -> str | None:
    """The ledger's name of a known agency, or None; "XINHUA" and "Xinhua" are both "Xinhua"."""
    return AGENCIES.get(printed.strip().casefold())


def read_byline(line: str, *, after_title: bool) -> Byline | None:
    """Reads a credit line: author, date, publisher, in any order; None when the line says anything else.

    A line is a credit when only capitalised names are left once dates, times, labels ("Published:") and
    separators are taken out, and it has a date with its year, begins with "By", or names a known agency.
    Where no title stands before it, names with a date may be a headline, so that they have to be fewer.
    """
    if len(line) > _LONGEST_BYLINE:
        return None
    agency, author = _agency_in(line), _AUTHOR.search(line)
    if not (agency or author or any(map(str.isdigit, line))):
        return None
    rest, dates = _without_dates(line)
    labelled = _LABEL.search(rest) is not None
    rest = _WEEKDAY.sub(" ", _CLOCK.sub(" ", _LABEL.sub(" ", rest)))
    author = _AUTHOR.search(rest)
    names = [name for name in _CREDIT_SEPARATOR.split(rest[author.end() :] if author else rest) if name]
    most = 12 if author or labelled else 7 if after_title else 4
    named = all(_is_name(name) or _ROLE.match(name) for name in names)
    if len(names) > most or not named or (not dates and line.endswith((".", "!", "?"))):
        return None
    if not (dates or agency or (author and names) or NUMERIC_DATE.search(line)):
        return None
    return Byline(dates[0].resolve() if dates else None, agency)


def read_dateline(text: str, start: int) -> Dateline | None:
    """Reads a dateline at `start`: place, date and agency before a dash, each optional but not all.

    "BAGHDAD, May 22 (Reuters) - ", "GENEVA (22 May 2013) – ", "MOSCOW, May 22. /TASS/. ", "BAGHDAD — ".
    Markers of monitoring services right after it ("[TEXT]", "[REPORT] [NELSON LOPEZ]") belong to it.
    """
    head = text[start : start + _LONGEST_DATELINE]
    if not head or not (head[0].isupper() or head[0].isdigit() or head[0] == "("):
        return None
    for mark in _MARK.finditer(head):
        separator = _SEPARATOR.match(head, mark.start())
        kind = separator.lastgroup if separator else None
        if separator is None or kind is None:
            continue
        found = _parse_prefix(head[: separator.start(kind)].rstrip(), kind, head[separator.end() :])
        if found is not None:
            markers = _MARKERS.match(text, start + separator.end())
            return found._replace(end=markers.end() if markers else start + separator.end())
        if kind == "line":
            return None
    return None


def _without_dates(line: str) -> tuple[str, list[WrittenDate]]:
    """The line with its full dates blanked out, and those dates: of publication first, then as printed."""
    dates = sorted(
        (found for found in find_dates(line) if found.year is not None), key=lambda found: found.start
    )
    updated = _UPDATED.search(line) if len(dates) > 1 else None
    published = _PUBLISHED.search(line) if updated else None
    if updated and published and updated.start() < published.start():
        dates.sort(key=lambda found: (found.start < published.start(), found.start))
    for found in dates:
        line = line[: found.start] + " " * (found.end - found.start) + line[found.end :]
    return NUMERIC_DATE.sub(" ", line), dates


def _is_name(word: str) -> bool:
    return not any(map(str.isdigit, word)) and (word[0].isupper() or _PARTICLE.match(word) is not None)


def _agency_in(line: str) -> str | None:
    parts = re.split(r"\s*[,|·•/()–—]\s*|\s+-\s+", _AUTHOR.sub("", line))
    return next(filter(None, map(agency_name, parts)), None)


def _parse_prefix(prefix: str, separator: str, story: str) -> Dateline | None:
    """The dateline that a prefix spells, if the prefix, its separator and the story after it bear it out."""
    if not (prefix[:2].isupper() or prefix[-1:] in _EVIDENCE_END) or story[:1].islower():
        return None
    rest, inside = _split_bracket(prefix)
    written, place = _trailing_date(rest)
    undated = place.endswith(_NO_DATE)
    agency = _bracketed_agency(inside, dated=undated or written is not None)
    if inside and agency is None:
        inner, left = _trailing_date(inside)
        if inner is not None and not left:
            written = inner
        elif written is None:
            place = prefix
    place = _tidy(place)
    if place and not _is_place(place):
        return None
    found = Dateline(place or None, written, agency, 0)
    return found if _is_borne_out(found, separator, story) else None


def _tidy(place: str) -> str:
    place = place.removesuffix(_NO_DATE).strip(" ,/").removeprefix(_NO_CITY).strip()
    return place if _INITIALS.search(place) else place.removesuffix(".")


def _is_borne_out(found: Dateline, separator: str, story: str) -> bool:
    dated = found.date is not None and found.date.year is not None
    if separator in ("bracket", "slash", "line") or found.agency is not None:
        return found.agency is not None or (separator == "line" and dated and _in_capitals(found.place))
    if separator == "dash" and (dated or (found.date is not None and found.place is not None)):
        return True
    mixed_story = any(map(str.islower, story[:60]))
    return found.date is None and mixed_story and _in_capitals(found.place)


def _split_bracket(prefix: str) -> tuple[str, str]:
    bracket = _AGENCY_END.search(prefix)
    if bracket is None:
        return prefix, ""
    return prefix[: bracket.start()], bracket["paren"] or bracket["slash"]


def _trailing_date(words: str) -> tuple[WrittenDate | None, str]:
    """The date that ends the words, year or none, and the words before it without a day of the week."""
    end = len(words.rstrip(" .,"))
    for written in find_dates(words):
        if written.end >= end:
            return written, _WEEKDAY.sub("", words[: written.start]).rstrip(" ,.")
    return None, words.rstrip(" ,")


def _bracketed_agency(inside: str, *, dated: bool) -> str | None:
    known = agency_name(inside)
    if known or not inside:
        return known
    named = all(map(_is_name, inside.split())) and not any(map(str.isdigit, inside))
    return inside if (named and dated) or _MEDIA_WORD.search(inside) else None


def _is_place(words: str) -> bool:
    parts = words.replace("(", " ").replace(")", " ").replace(",", " ").split()
    if len(words) > 80 or not 1 <= len(parts) <= 8 or _NO_PLACE.match(parts[0]):
        return False
    return all(map(_is_name, parts)) and parts[0][0].isupper()


def _in_capitals(place: str | None) -> bool:
    first = (place or "").split(",")[0]
    return len(first) > 1 and first.isupper()
