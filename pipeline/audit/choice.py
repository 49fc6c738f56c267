"""Choosing among totals: what each counts, and which of several values for one quantity is accepted."""

from collections import Counter
from collections.abc import Callable, Sequence

from pipeline.audit.records import Total
from pipeline.audit.wording import area, cited, people, period
from pipeline.resolve.geography import area_of
from pipeline.resolve.settings import settings

Key = tuple[object, ...]


def grouped(totals: Sequence[Total], key: Callable[[Total], object]) -> dict[object, list[Total]]:
    """Totals that print a number, grouped, in the order of their articles."""
    groups: dict[object, list[Total]] = {}
    for total in sorted(totals, key=earliest_first):
        if total.claim.value is not None:
            groups.setdefault(key(total), []).append(total)
    return groups


def quantity_of(total: Total) -> Key:
    """What a total counts, whoever prints it: area, harm, class and period."""
    claim = total.claim
    return (*area_of(claim), claim.harm_type, total.victim_class, claim.date_start, claim.date_end)


def quantity_of_source(total: Total) -> Key:
    """What a total counts, and whose count it is."""
    return (*quantity_of(total), total.source)


def series_of(total: Total) -> Key:
    """What a total counts in whichever period, whoever prints it."""
    return (*area_of(total.claim), total.claim.harm_type, total.victim_class)


def accepted_total(totals: Sequence[Total]) -> Total:
    """The total that most articles print; among equals the one that its article's arithmetic supports, then
    the earliest.
    """
    articles = {(value_of(total), total.article.article_id) for total in totals}
    printed = Counter(value for value, _ in articles)
    supported: Counter[int] = Counter()
    for total in totals:
        supported[value_of(total)] += total.supported
    return min(
        totals,
        key=lambda total: (-printed[value_of(total)], -supported[value_of(total)], *earliest_first(total)),
    )


def earliest_first(total: Total) -> tuple[str, str, int]:
    """A key that puts totals in the order of their articles' dates, undated ones last."""
    article = total.article
    return str(article.published_on or "9999"), article.source_path, total.claim.char_start


def value_of(total: Total) -> int:
    """The number that a total prints; `grouped` keeps only totals that print one."""
    return total.claim.value or 0


def far_apart(low: int, high: int) -> bool:
    """Whether two numbers of people are further apart than the tolerance."""
    rules = settings().audit
    return high - low > rules.conflict_people and high - low > rules.conflict_share * high


def whom(total: Total) -> str:
    """Whom a total counts, in words."""
    return people(total.victim_class, total.claim.harm_type)


def what_counted(total: Total) -> str:
    """What a total counts, in words."""
    return f"{whom(total)} in {area(total.claim)}, {period(total.claim)}"


def reported_by(total: Total) -> str:
    """The article of a total, in words."""
    return cited(total.article)
