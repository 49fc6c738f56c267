"""Arithmetic inside one article: parts against wholes, values that follow, and numbers printed twice."""

from collections.abc import Iterator, Sequence

from pipeline.audit.constraints import (
    Constraint,
    apart,
    bounds,
    complements_of,
    contradictions,
    is_contradicted,
)
from pipeline.audit.records import ArticleCase, Change, Observation, Printed
from pipeline.audit.repairs import repairs
from pipeline.audit.wording import cited, described, listed, number, people, printed, quoted, sentence, shown
from pipeline.resolve.claims import Claim, children_of
from pipeline.resolve.settings import Complement, settings
from pipeline.resolve.tolls import Toll, add_tolls
from pipeline.vocabulary import PartRelation, Scope, Severity

_ROUND = 100


def part_sum(case: ArticleCase) -> Iterator[Observation]:
    """Parts that share no person and do not fit their whole together."""
    for broken in contradictions(case.constraints):
        if len(broken.parts) > 1:
            yield _contradiction(broken, case)


def part_exceeds_whole(case: ArticleCase) -> Iterator[Observation]:
    """A part that is greater than its whole."""
    for broken in contradictions(case.constraints):
        if len(broken.parts) == 1:
            yield _contradiction(broken, case)


def derived_value(case: ArticleCase) -> Iterator[Observation]:
    """A number that follows from the printed ones though nobody printed it."""
    for convention, whole, parts in complements_of(case.claims, case.by_id):
        missing = [name for name in convention.parts if name not in {part.victim_class for part in parts}]
        if len(missing) == 1:
            yield from _derived_part(case, convention, whole, parts, missing[0])
    for whole_id, children in children_of(case.claims).items():
        if whole_id in case.by_id and case.by_id[whole_id].value is None:
            yield from _derived_whole(case, case.by_id[whole_id], children)


def repeated_number(case: ArticleCase) -> Iterator[Observation]:
    """One distinctive number printed for two different quantities: a number may have been copied."""
    for value, told in case.by_value.items():
        claims = [claim for claim in told if claim.scope != Scope.HEADLINE]
        if len(claims) < 2 or not _is_distinctive(value):
            continue
        first, *others = claims
        others = [other for other in others if other.harm_type != first.harm_type or apart(other, first, {})]
        if others:
            yield _repetition(case, value, [first, *others])


def _contradiction(broken: Constraint, case: ArticleCase) -> Observation:
    changes = repairs(broken, case)
    total = add_tolls(bounds(part) for part in broken.parts)
    tolerated = not is_contradicted(broken, settings().audit.about_tolerance)
    return Observation(
        figure_ids=tuple(claim.figure_id for claim in broken.claims),
        message=_contradiction_message(broken, total),
        expected=_expected(broken),
        observed=f"{' + '.join(printed(part) for part in broken.parts)} = {_sum(total)}"
        if len(broken.parts) > 1
        else printed(broken.parts[0]),
        suggestion=_suggestion(changes, case),
        changes=changes,
        severity=Severity.INFO if tolerated else None,
        article_id=case.article.article_id,
    )


def _contradiction_message(broken: Constraint, total: Toll) -> str:
    parts = listed([shown(part) for part in broken.parts])
    whole = bounds(broken.whole)
    if whole.high is not None and total.low > whole.high:
        gap, how = total.low - whole.high, "more than"
    else:
        gap, how = whole.low - (total.high or 0), "fewer than"
    together = f"Together they make {_sum(total)}" if len(broken.parts) > 1 else f"That is {_sum(total)}"
    return sentence(
        [
            f"The text gives {shown(broken.whole)} and, of them, {parts}",
            f"{together}, {number(gap)} {how} the whole, so at least one of these numbers is wrong",
            f"Rule: {broken.why}",
        ]
    )


def _expected(broken: Constraint) -> str:
    names = listed([people(part.victim_class, part.harm_type) for part in broken.parts])
    relation = "=" if broken.exact else "at most"
    return f"{names} {relation} {printed(broken.whole)}"


def _sum(total: Toll) -> str:
    return number(total.low) if total.high == total.low else f"at least {number(total.low)}"


def _suggestion(changes: Sequence[Change], case: ArticleCase) -> str:
    if not changes:
        return "No single change restores consistency: check each of these numbers against the source."
    first, *others = changes
    likeliest = f"{described(case.by_id[first.figure_id])} should read {number(first.proposed)}"
    says = f"Likeliest: {likeliest}, because {first.evidence}"
    rest = [f"{number(one.printed)} should read {number(one.proposed)} ({one.evidence})" for one in others]
    return sentence([says, f"Otherwise {listed(rest, 'or')}" if rest else ""])


def _derived_part(
    case: ArticleCase, convention: Complement, whole: Claim, parts: Sequence[Claim], missing: str
) -> Iterator[Observation]:
    values = [part.value for part in parts]
    if whole.value is None or any(value is None for value in values) or not _are_points([whole, *parts]):
        return
    rest = whole.value - sum(value or 0 for value in values)
    if rest <= 0:
        return
    what = f"{number(rest)} {people(missing, whole.harm_type)}"
    given = listed([shown(part) for part in parts])
    yield Observation(
        figure_ids=tuple(claim.figure_id for claim in (whole, *parts)),
        message=sentence(
            [
                f"The text gives {shown(whole)} and, of them, {given}, but not the rest",
                f"{number(whole.value)} − {' − '.join(number(value or 0) for value in values)} leaves {what}",
                f"Rule: {convention.name}",
                _told_elsewhere(case, whole, missing),
            ]
        ),
        expected=what,
        observed="not printed",
        article_id=case.article.article_id,
    )


def _told_elsewhere(case: ArticleCase, whole: Claim, missing: str) -> str:
    """What other articles print for a quantity that this one leaves out."""
    quantity = case.quantities.get(whole.figure_id, ())
    others = case.elsewhere.get((*quantity[:-1], missing), []) if quantity else []
    told: dict[int, Printed] = {}
    for one in others:
        if one.claim.value is not None and one.article.article_id != case.article.article_id:
            told.setdefault(one.claim.value, one)
    prints = listed([f"{cited(one.article)} prints {number(value)}" for value, one in sorted(told.items())])
    return f"Elsewhere: {prints}" if prints else ""


def _derived_whole(case: ArticleCase, whole: Claim, parts: Sequence[Claim]) -> Iterator[Observation]:
    partition = [part for part in parts if part.part_relation == PartRelation.PARTITION]
    if len(partition) < 2 or any(part.value is None for part in partition) or not _are_points(partition):
        return
    total = sum(part.value or 0 for part in partition)
    what = f"{number(total)} {people(whole.victim_class, whole.harm_type)}"
    yield Observation(
        figure_ids=tuple(claim.figure_id for claim in (whole, *partition)),
        message=sentence(
            [
                f"The text gives {listed([shown(part) for part in partition])}, together {quoted(whole)}",
                f"{' + '.join(printed(part) for part in partition)} makes {what}",
            ]
        ),
        expected=what,
        observed=printed(whole),
        article_id=case.article.article_id,
    )


def _are_points(claims: Sequence[Claim]) -> bool:
    return all(claim.value_low == claim.value_high == claim.value for claim in claims)


def _is_distinctive(value: int) -> bool:
    return value >= settings().audit.distinctive_number and value % _ROUND != 0


def _repetition(case: ArticleCase, value: int, claims: Sequence[Claim]) -> Observation:
    return Observation(
        figure_ids=tuple(claim.figure_id for claim in claims),
        message=sentence(
            [
                f"{number(value)} is printed for {listed([_whom(claim) for claim in claims])}",
                "One of them may have been copied from the other: check them against the source",
            ]
        ),
        observed=number(value),
        article_id=case.article.article_id,
    )


def _whom(claim: Claim) -> str:
    return f"{people(claim.victim_class, claim.harm_type)} ({quoted(claim)})"
