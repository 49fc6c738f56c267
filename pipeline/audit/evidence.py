"""Evidence that a certain figure of a contradiction is the misprint; weights are in `rules.toml`, section
`evidence`.
"""

from collections.abc import Collection, Sequence
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
    if not any(one.whole.figure_id == claim.figure_id for one in case.constraints_on[claim.figure_id]):
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
    value, found = claim.value or 0, []
    beside = [other for other in case.by_value.get(value, []) if _is_beside(other, inside)]
    copied = next((other for other in beside if _is_other(other, claim)), None)
    if copied is not None and value >= least:
        text = f"{number(value)} is also printed for {_whom(copied)} ({quoted(copied)})"
        found.append(Evidence(weights.copied, text))
    meant = [other for other in case.by_value.get(proposed, []) if _is_beside(other, inside)]
    stated = next((other for other in meant if other.harm_type == claim.harm_type), None)
    if stated is not None and proposed >= least:
        text = f"{number(proposed)} stands elsewhere ({quoted(stated)})"
        found.append(Evidence(weights.proposed_printed, text))
    return found


def _is_beside(other: Claim, inside: Collection[str]) -> bool:
    """Whether a figure of the article is outside the contradiction, and in the body."""
    return other.figure_id not in inside and other.scope != Scope.HEADLINE


def _is_other(a: Claim, b: Claim) -> bool:
    """Whether two figures count different things, so that one number for both is chance or a slip."""
    return a.harm_type != b.harm_type or apart(a, b, {})


def _whom(claim: Claim) -> str:
    return described(claim).removeprefix(f"{number(claim.value or 0)} ")
