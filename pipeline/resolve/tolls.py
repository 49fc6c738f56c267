"""Tolls: what the figures of one report say together about one kind of harm.

A `Toll` is an interval with the number that the report itself stands for. Within one report the top-level
figures of one harm type are read as a sequence of *statements*. Figures are added inside a statement when
they count different people ("six Iranians and one Iraqi", "two more died in hospital"); a statement that
repeats, refines or contradicts an earlier one is never added to it, and a figure never to its own parts.
"""

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple

from pipeline.resolve.claims import ADDITIVE, DETAIL, IMPLIED, Claim
from pipeline.resolve.settings import settings
from pipeline.vocabulary import Qualifier, VictimClass

_WORD = re.compile(r"[a-z]+")
_SENTENCE_END = re.compile(r"[.!?\n]")
_LONGEST_CUE = 120
_MANY_SUMS = 10_000


class Toll(NamedTuple):
    """People: `low`..`high` (`high` null when unbounded), `point` the number the report stands for, if it
    does.
    """

    low: int
    point: int | None
    high: int | None

    def fallback(self) -> int:
        """The point, or else the conservative end: the printed lower bound, else the printed upper bound."""
        if self.point is not None:
            return self.point
        return self.low if self.low > 0 or self.high is None else self.high


class Role(StrEnum):
    """How a statement stands to the main statement of its report."""

    MAIN = "main"
    RESTATED = "restated"
    PART = "part"
    RIVAL = "rival"
    EARLIER = "earlier"


class Statement(NamedTuple):
    """One telling of a toll: figures that are added together."""

    claims: tuple[Claim, ...]
    toll: Toll
    role: Role


def toll_of(claim: Claim) -> Toll:
    """The toll that one figure states; a range stands for its middle, a vague word for no number."""
    low = claim.value_low if claim.value_low is not None else 0
    if claim.qualifier in (Qualifier.EXACT, Qualifier.ABOUT):
        return Toll(low, claim.value, claim.value_high)
    if claim.qualifier == Qualifier.RANGE and claim.value_high is not None:
        return Toll(low, (low + claim.value_high) // 2, claim.value_high)
    return Toll(low, None, claim.value_high)


def add_tolls(tolls: Iterable[Toll]) -> Toll:
    """The sum of tolls: bounds add up, and one missing point or upper bound leaves the sum's missing."""
    low, point, high = 0, 0, 0
    has_point = has_high = True
    for toll in tolls:
        low += toll.low
        has_point = has_point and toll.point is not None
        has_high = has_high and toll.high is not None
        point += toll.point or 0
        high += toll.high or 0
    return Toll(low, point if has_point else None, high if has_high else None)


def sums_of(tolls: Iterable[Toll], most: int | None) -> set[int]:
    """What any of the tolls make together, as far as `most`; not all of them when there are very many."""
    reached = {0}
    for toll in tolls:
        added = {total + toll.fallback() for total in reached}
        reached |= {total for total in added if most is None or total <= most}
        if len(reached) > _MANY_SUMS:
            break
    return reached - {0}


def overlap(a: Toll, b: Toll) -> bool:
    """Whether two tolls can both be right."""
    return (a.high is None or b.low <= a.high) and (b.high is None or a.low <= b.high)


def refines(a: Toll, b: Toll) -> bool:
    """Whether `a` lies inside `b` and says more."""
    inside = a.low >= b.low and (b.high is None or (a.high is not None and a.high <= b.high))
    return inside and a != b


def statements(claims: Sequence[Claim], text: str) -> list[Statement]:
    """The statements of one report about one harm type, in text order, with their roles.

    `claims` are the top-level figures of one harm type of one event in one article, `text` is the
    article's. The first statement is the main one unless a later one says that the toll rose, gives a
    number where it had only a vague word or a bound, or counts people where it denied that there were
    any ("no officers were hurt ... three passers-by were").
    """
    groups: list[list[Claim]] = []
    for claim in claims:
        if groups and _adds_to(claim, groups[-1]):
            groups[-1].append(claim)
        else:
            groups.append([claim])
    told = [_Told(group, add_tolls(map(toll_of, group)), text) for group in groups]
    main = _main(told)
    return [Statement(tuple(one.claims), one.toll, _role(one, main, told)) for one in told]


def main_statement(told: Sequence[Statement]) -> Statement | None:
    """The statement that a report stands for; None when it makes none."""
    return next((statement for statement in told if statement.role == Role.MAIN), None)


def words_in(text: str) -> list[str]:
    """The lower-case words of a text."""
    return _WORD.findall(text.lower())


def says(text: str, phrases: Iterable[str]) -> bool:
    """Whether a text has one of the phrases, as whole words."""
    padded = " " + " ".join(words_in(text)) + " "
    return any(f" {phrase} " in padded for phrase in phrases)


def _adds_to(claim: Claim, group: Sequence[Claim]) -> bool:
    last = group[-1]
    if claim.source != last.source and None not in (claim.source, last.source):
        return False
    if is_additive(claim):
        return True
    if claim.sentence_no != last.sentence_no or len(group) >= settings().words.longest_list:
        return False
    return claim.is_marked(ADDITIVE) or all(_different_people(claim, other) for other in group)


def is_additive(claim: Claim) -> bool:
    """Whether the words around the number say that it comes on top of one before; "more than" does not."""
    words = settings().words.additive
    at = claim.quote.lower().find(claim.number_text.lower())
    if claim.qualifier == Qualifier.MORE_THAN or at < 0:
        return False
    before = words_in(claim.quote[:at])[-2:]
    after = words_in(claim.quote[at + len(claim.number_text) :])[:2]
    return any(word in words for word in before) or (after[:1] == ["more"] and after[1:] != ["than"])


def _different_people(a: Claim, b: Claim) -> bool:
    if a.victim_class != b.victim_class:
        return True
    return a.victim_text is not None and b.victim_text is not None and a.victim_text != b.victim_text


class _Told(NamedTuple):
    """A statement before its role is known, with the article's text."""

    claims: Sequence[Claim]
    toll: Toll
    text: str

    @property
    def is_of_persons(self) -> bool:
        """Whether it tells of persons one by one, without a number."""
        return all(claim.is_marked(IMPLIED) for claim in self.claims)

    def says_before(self, phrases: Sequence[str]) -> bool:
        """Whether one of the phrases stands shortly before one of the numbers, in its sentence."""
        return any(says(_words_before(claim, self.text), phrases) for claim in self.claims)

    def is_of_before(self) -> bool:
        """Whether the words say that the count was given before and holds no longer."""
        words = settings().words
        ends = tuple(f" {phrase}" for phrase in words.denied)
        is_denied = any(f" {_words_before(claim, self.text)}".endswith(ends) for claim in self.claims)
        return is_denied or self.says_before(words.earlier)

    def is_part_of(self, main: "_Told") -> bool:
        """Whether a lower statement counts some of the main one's people: a person, a class, or one attack."""
        if all(claim.is_marked(DETAIL) for claim in self.claims) or (self.is_of_persons > main.is_of_persons):
            return True
        specific = all(claim.victim_class != VictimClass.UNKNOWN for claim in self.claims)
        return specific and any(claim.victim_class == VictimClass.UNKNOWN for claim in main.claims)

    def denies_some(self) -> bool:
        """Whether it says of one kind of people that none was harmed ("no officers were hurt")."""
        return self.toll.high == 0 and all(claim.victim_text is not None for claim in self.claims)

    def role_beside(self, main: "_Told") -> Role:
        """The role of a statement that is not the main one."""
        if self.toll.low < main.toll.fallback() and (self.is_part_of(main) or self.denies_some()):
            return Role.PART
        if overlap(self.toll, main.toll):
            return Role.RESTATED
        words = settings().words
        lower = self.toll.fallback() < main.toll.fallback()
        updated = self.is_of_before() or (lower and main.says_before(words.superseding))
        return Role.EARLIER if updated else Role.RIVAL


def _role(one: _Told, main: _Told, told: Sequence[_Told]) -> Role:
    """A lower statement that makes up the main number with the others is its part: 7 told, then 3 and 4."""
    if one is main:
        return Role.MAIN
    others = [other.toll for other in told if other is not main and other is not one]
    rest = (main.toll.point or 0) - one.toll.fallback()
    if one.toll.point is not None and rest > 0 and rest in sums_of(others, rest):
        return Role.PART
    return one.role_beside(main)


def _main(told: Sequence[_Told]) -> _Told:
    words = settings().words
    current = [one for one in told if not one.is_of_before()] or told
    main = current[0]
    for one in current[1:]:
        is_count_of_all = main.is_of_persons > one.is_of_persons and one.toll.low > main.toll.low
        is_finer = main.toll.point is None and refines(one.toll, main.toll)
        is_of_others = main.toll.high == 0 and one.toll.low > 0
        if one.says_before(words.superseding) or is_finer or is_count_of_all or is_of_others:
            main = one
    return main


def _words_before(claim: Claim, text: str) -> str:
    """The last words before a number, back to the start of its sentence."""
    before = text[max(0, claim.char_start - _LONGEST_CUE) : claim.char_start] if text else ""
    words = words_in(_SENTENCE_END.split(before)[-1])
    return " ".join(words[-settings().words.cue_words :])
