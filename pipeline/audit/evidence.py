"""Evidence that a certain figure of a contradiction is the misprint; weights are in `rules.toml`, section
`evidence`.
"""

from collections.abc import Sequence
from typing import NamedTuple

from pipeline.audit.constraints import Constraint, apart, bounds
from pipeline.audit.digits import slip
from pipeline.audit.records import ArticleCase, Printed
from pipeline.audit.wording import cited, described, number, quoted
from pipeline.resolve.claims import Claim
from pipeline.resolve.settings import settings
from pipeline.vocabulary import Scope

_ROUND = 10
_HUNDRED = 100


class Evidence(NamedTuple):
    """Why a change is likely: its weight, and words for it (empty for evidence that needs none)."""

    weight: float
    words: str


def evidence_for(claim: Claim, proposed: int, broken: Constraint, case: ArticleCase) -> tuple[Evidence, ...]:
    """What speaks for and against `claim` being the misprint in a contradicted constraint, and `proposed`
    the number meant.
    """
    weights = settings().evidence
    found = [*_other_articles(claim, proposed, case), *_same_article(claim, proposed, broken, case)]
    how = slip(claim.value or 0, proposed)
    if how is not None:
        found.append(Evidence(weights.digit_slip, how))
    if claim.figure_id == broken.whole.figure_id:
        return (*found, Evidence(weights.whole, ""))
    most = bounds(broken.whole).high
    if len(broken.parts) > 1 and most is not None and bounds(claim).low > most:
        found.append(Evidence(weights.exceeds_whole, "it alone is more than the whole"))
    if not any(one.whole.figure_id == claim.figure_id for one in case.constraints):
        found.append(Evidence(weights.leaf, ""))
    if (claim.value or 0) % _HUNDRED == 0 and proposed % _ROUND:
        found.append(Evidence(weights.round_number, "it is a round number"))
    return tuple(found)


def _other_articles(claim: Claim, proposed: int, case: ArticleCase) -> list[Evidence]:
    told = case.elsewhere.get(case.quantities.get(claim.figure_id, ()), [])
    same = {case.article.article_id, case.article.duplicate_of}
    others = [one for one in told if one.article.article_id not in same]
    found = []
    for value, weight, verb in (
        (proposed, settings().evidence.second_source, "prints"),
        (claim.value, settings().evidence.confirmed, "too prints"),
    ):
        agreeing = [one for one in others if one.claim.value == value]
        if agreeing:
            found.append(Evidence(weight, f"{_named(agreeing)} {verb} {number(value or 0)} for it"))
    return found


def _named(told: Sequence[Printed]) -> str:
    first = min(told, key=lambda one: (one.article.source_path, one.claim.char_start))
    others = len({one.article.article_id for one in told}) - 1
    more = f" and {others} more" if others else ""
    return f"{first.article.title or first.article.source_path} ({cited(first.article)}){more}"


def _same_article(claim: Claim, proposed: int, broken: Constraint, case: ArticleCase) -> list[Evidence]:
    weights, least = settings().evidence, settings().audit.copied_number_in_text
    inside = {other.figure_id for other in broken.claims}
    others = [
        other for other in case.claims if other.figure_id not in inside and other.scope != Scope.HEADLINE
    ]
    found = []
    copied = next((other for other in others if other.value == claim.value and _is_other(other, claim)), None)
    if copied is not None and (claim.value or 0) >= least:
        text = f"{number(claim.value or 0)} is also printed for {_whom(copied)} ({quoted(copied)})"
        found.append(Evidence(weights.copied, text))
    stated = next(
        (other for other in others if other.value == proposed and other.harm_type == claim.harm_type), None
    )
    if stated is not None and proposed >= least:
        found.append(
            Evidence(weights.proposed_printed, f"{number(proposed)} stands elsewhere ({quoted(stated)})")
        )
    return found


def _is_other(a: Claim, b: Claim) -> bool:
    """Whether two figures count different things, so that the same number for both is a coincidence or a
    slip.
    """
    return a.harm_type != b.harm_type or apart(a, b, {})


def _whom(claim: Claim) -> str:
    return described(claim).removeprefix(f"{number(claim.value or 0)} ")
