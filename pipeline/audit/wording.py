"""How the audit speaks of figures, so that a finding reads as a plain sentence."""

from collections.abc import Iterable, Sequence
from datetime import date

from pipeline.resolve.claims import Claim
from pipeline.resolve.reports import Article
from pipeline.resolve.tolls import Toll
from pipeline.vocabulary import ALL_VICTIMS, Qualifier

_LONGEST_QUOTE = 90
_CLASSES = {
    ALL_VICTIMS: "people",
    "unknown": "people",
    "civilian": "civilians",
    "police": "police",
    "military": "soldiers",
    "paramilitary": "paramilitaries",
    "security_forces": "security forces",
    "militant": "militants",
    "official": "officials",
    "journalist": "journalists",
    "aid_worker": "aid workers",
    "medical": "medical staff",
    "religious": "clergy and worshippers",
}
_ONE = {
    ALL_VICTIMS: "person",
    "unknown": "person",
    "civilian": "civilian",
    "police": "police officer",
    "military": "soldier",
    "paramilitary": "paramilitary",
    "security_forces": "member of the security forces",
    "militant": "militant",
    "official": "official",
    "journalist": "journalist",
    "aid_worker": "aid worker",
    "medical": "member of medical staff",
    "religious": "cleric or worshipper",
}
_HEDGES = {
    Qualifier.AT_LEAST: "at least ",
    Qualifier.MORE_THAN: "more than ",
    Qualifier.AT_MOST: "at most ",
    Qualifier.FEWER_THAN: "fewer than ",
    Qualifier.ABOUT: "about ",
}
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def number(value: int) -> str:
    """A number with thousands separators: 1,633."""
    return f"{value:,}"


def printed(claim: Claim) -> str:
    """A figure's number with its hedge; a vague word as it is printed."""
    if claim.value is None:
        return f'"{" ".join(claim.number_text.split())}"'
    return f"{_HEDGES.get(Qualifier(claim.qualifier), '')}{number(claim.value)}"


def people(victim_class: str, harm_type: str, count: int | None = None) -> str:
    """Whom a quantity counts: "civilians wounded", and of one "civilian wounded"."""
    return f"{(_ONE if count == 1 else _CLASSES)[victim_class]} {harm_type}"


def described(claim: Claim) -> str:
    """A figure in words: "290 security forces killed"."""
    return f"{printed(claim)} {people(claim.victim_class, claim.harm_type, claim.value)}"


def quoted(claim: Claim) -> str:
    """The words around a figure's number, shortened, in quotation marks."""
    words = " ".join(claim.quote.split())
    if len(words) > _LONGEST_QUOTE:
        words = words[: _LONGEST_QUOTE - 1].rsplit(" ", 1)[0] + "…"
    return f'"{words}"'


def shown(claim: Claim) -> str:
    """A figure in words with its quotation."""
    return f"{described(claim)} ({quoted(claim)})"


def day(when: date | None) -> str:
    """A date as people write it: 22 May 2013."""
    return "undated" if when is None else f"{when.day} {_MONTHS[when.month - 1]} {when.year}"


def cited(article: Article) -> str:
    """An article by its publisher, or else its file, and date."""
    return f"{article.publisher or article.source_path}, {day(article.published_on)}"


def period(claim: Claim) -> str:
    """A figure's days: "April 2013" for a whole month, else from and to."""
    start, end = claim.date_start, claim.date_end
    if start is None or end is None:
        return (
            "an unstated period"
            if start is end
            else f"the time {'from' if start else 'to'} {day(start or end)}"
        )
    if start == end:
        return day(start)
    if start.day == 1 and (start.year, start.month) == (end.year, end.month) and is_month(start, end):
        return f"{_MONTHS[start.month - 1]} {start.year}"
    return f"{day(start)} to {day(end)}"


def is_month(start: date, end: date) -> bool:
    """Whether two days are the first and last of one calendar month."""
    next_month = date(start.year + start.month // 12, start.month % 12 + 1, 1)
    return start.day == 1 and (next_month - end).days == 1


def area(claim: Claim) -> str:
    """The name of a figure's place."""
    return claim.place_name or claim.adm1 or claim.country or "an unstated place"


def toll(value: Toll) -> str:
    """A toll in words: 13, at least 13, 24 to 99."""
    if value.point is not None:
        return number(value.point)
    if value.high is None:
        return f"at least {number(value.low)}"
    return (
        f"at most {number(value.high)}" if value.low == 0 else f"{number(value.low)} to {number(value.high)}"
    )


def listed(words: Sequence[str], last: str = "and") -> str:
    """Words as a list: a, b and c."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def sentence(parts: Iterable[str]) -> str:
    """Sentences joined, each with its capital letter and full stop."""
    return " ".join(
        f"{part[0].upper()}{part[1:]}{'' if part[-1] in '.?!' else '.'}" for part in parts if part
    )
