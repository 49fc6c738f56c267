"""Totals of one quantity set side by side: misprints, revisions and rival sources."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.audit.choice import (
    accepted_total,
    earliest_first,
    far_apart,
    grouped,
    quantity_of,
    quantity_of_source,
    reported_by,
    value_of,
    what_counted,
    whom,
)
from pipeline.audit.constraints import bounds
from pipeline.audit.digits import slip
from pipeline.audit.records import Change, Observation, Total, TotalsCase
from pipeline.audit.wording import (
    listed,
    number,
    quoted,
    sentence,
)
from pipeline.resolve.settings import settings
from pipeline.resolve.tolls import overlap
from pipeline.vocabulary import Severity


class _Deviation(NamedTuple):
    """A total that contradicts the accepted one; how the misprint came about, and the total it repeats."""

    accepted: Total
    deviant: Total
    misprint: str | None
    copied: Total | None

    @property
    def severity(self) -> Severity | None:
        """An error where a distinctive number is repeated."""
        is_distinctive = value_of(self.deviant) >= settings().audit.distinctive_number
        return Severity.ERROR if self.copied is not None and is_distinctive else None


def misprinted_total(case: TotalsCase) -> Iterator[Observation]:
    """A total that differs from the same source's elsewhere by a slip, or repeats a number beside it."""
    for deviation in _deviations(case):
        if deviation.misprint is not None:
            yield _misprint_of(deviation, deviation.misprint)


def restated_total(case: TotalsCase) -> Iterator[Observation]:
    """A total of one source that a later report gives with another value."""
    look = "See whether the source revised its count"
    for accepted, deviant, misprint, _ in _deviations(case):
        if misprint is None and _is_later(accepted, deviant):
            yield _two_values(accepted, deviant, "later restated as", look)


def conflicting_totals(case: TotalsCase) -> Iterator[Observation]:
    """A total of one source that reports of about the same time give differently, no slip explaining it."""
    look = "See what the source itself printed"
    for accepted, deviant, misprint, _ in _deviations(case):
        if misprint is None and not _is_later(accepted, deviant):
            yield _two_values(accepted, deviant, "elsewhere given as", look)


def rival_totals(case: TotalsCase) -> Iterator[Observation]:
    """Totals for one period, area, harm and class that are far apart, of different sources or in one
    article.
    """
    for totals in grouped(case.totals, quantity_of).values():
        of_source = [accepted_total(same) for same in grouped(totals, lambda one: one.source).values()]
        accepted = {one.claim.figure_id: one for one in [*of_source, *_side_by_side(totals)]}
        ordered = sorted(accepted.values(), key=lambda one: (value_of(one), one.source, *earliest_first(one)))
        if len(ordered) > 1 and far_apart(value_of(ordered[0]), value_of(ordered[-1])):
            yield _rivalry(ordered)


def _side_by_side(totals: Sequence[Total]) -> list[Total]:
    """The totals of articles that themselves give several values for one quantity."""
    by_article = grouped(totals, lambda one: one.article.article_id).values()
    return [one for same in by_article if len({value_of(one) for one in same}) > 1 for one in same]


def _deviations(case: TotalsCase) -> Iterator[_Deviation]:
    """The accepted total of each quantity and source, with each article's total that contradicts it."""
    by_article = grouped(case.totals, lambda total: total.article.article_id)
    by_release = grouped(case.totals, _release)
    for totals in grouped(case.totals, quantity_of_source).values():
        accepted = accepted_total(totals)
        seen = {value_of(accepted)}
        for total in sorted(totals, key=earliest_first):
            if value_of(total) not in seen and _contradicts(total, accepted):
                seen.add(value_of(total))
                beside = [*by_article[total.article.article_id], *by_release[_release(total)]]
                yield _deviation(accepted, total, beside)


def _release(total: Total) -> tuple[object, ...]:
    """What one source gives for one period and harm, in whatever articles."""
    claim = total.claim
    return total.source, claim.harm_type, claim.date_start, claim.date_end


def _contradicts(total: Total, accepted: Total) -> bool:
    tolerance = settings().audit.about_tolerance
    elsewhere = total.article.article_id != accepted.article.article_id
    return elsewhere and not overlap(bounds(total.claim, tolerance), bounds(accepted.claim, tolerance))


def _deviation(accepted: Total, deviant: Total, beside: Sequence[Total]) -> _Deviation:
    """How the deviant number may have come about: copied from beside it, or a slip of a digit."""
    value = value_of(deviant)
    copied = next(
        (one for one in beside if value_of(one) == value and quantity_of(one) != quantity_of(deviant)), None
    )
    if copied is not None and value >= settings().audit.copied_number_in_text:
        how = f"{number(value)} is also the number for {what_counted(copied)} ({quoted(copied.claim)})"
        return _Deviation(accepted, deviant, how, copied)
    return _Deviation(accepted, deviant, slip(value, value_of(accepted)), None)


def _is_later(accepted: Total, deviant: Total) -> bool:
    first, second = accepted.article.published_on, deviant.article.published_on
    if first is None or second is None:
        return False
    return abs((second - first).days) >= settings().audit.restated_days


def _misprint_of(deviation: _Deviation, how: str) -> Observation:
    accepted, deviant = deviation.accepted, deviation.deviant
    proposed, claim = value_of(accepted), deviant.claim
    named = [deviant, accepted, *([deviation.copied] if deviation.copied is not None else [])]
    evidence = f"{reported_by(accepted)} prints {number(proposed)} ({quoted(accepted.claim)}); {how}"
    return Observation(
        figure_ids=tuple(total.claim.figure_id for total in named),
        message=sentence(
            [
                f"{number(value_of(deviant))} is printed for {what_counted(deviant)} ({reported_by(deviant)})"
                f", but {number(proposed)} by {reported_by(accepted)}",
                f"The first looks like a misprint: {how}",
            ]
        ),
        expected=f"{number(proposed)} {whom(deviant)}",
        observed=f"{number(value_of(deviant))} {whom(deviant)}",
        suggestion=f"{number(value_of(deviant))} should read {number(proposed)}.",
        changes=(Change(claim.figure_id, "value", value_of(deviant), proposed, evidence),),
        severity=deviation.severity,
        article_id=deviant.article.article_id,
    )


def _two_values(accepted: Total, deviant: Total, how: str, look: str) -> Observation:
    first, second = sorted((accepted, deviant), key=earliest_first)
    return Observation(
        figure_ids=(first.claim.figure_id, second.claim.figure_id),
        message=sentence(
            [
                f"{what_counted(first)}: {number(value_of(first))} ({reported_by(first)}), {how} "
                f"{number(value_of(second))} ({reported_by(second)})",
                look,
            ]
        ),
        expected=f"{number(value_of(first))} {whom(first)}",
        observed=f"{number(value_of(second))} {whom(second)}",
        article_id=second.article.article_id,
    )


def _rivalry(ordered: Sequence[Total]) -> Observation:
    told = dict.fromkeys(f"{number(value_of(one))} by {_source_of(one)}" for one in ordered)
    return Observation(
        figure_ids=tuple(one.claim.figure_id for one in ordered),
        message=sentence(
            [
                f"Sources differ on {what_counted(ordered[0])}: {listed(list(told))}",
                "They may count other people or other places; do not average them",
            ]
        ),
        expected=f"{number(value_of(ordered[-1]))} {whom(ordered[-1])}",
        observed=f"{number(value_of(ordered[0]))} {whom(ordered[0])}",
    )


def _source_of(total: Total) -> str:
    """Whose count a total is, in the article's words, and the article."""
    source = total.claim.source
    return f"{source} ({reported_by(total)})" if source is not None else reported_by(total)
