"""Date and place of a headline's figures: those of the figure of the body that they restate."""

from pipeline.extract.background import BACKGROUND
from pipeline.extract.claims import Claim
from pipeline.extract.figure_making import Settled
from pipeline.extract.placing import contains, is_foreign
from pipeline.vocabulary import Scope

_HEADLINE = Scope.HEADLINE
_INCIDENT = Scope.INCIDENT


def settle_headlines(claims: list[Claim], settled: Settled) -> None:
    """Let each take what the first figure of the same harm in the body has, and that it lacks itself."""
    for claim in claims:
        if claim.scope is not _HEADLINE:
            continue
        told = _restated(claim, claims)
        if told is None:
            continue
        when, where = settled[id(claim)]
        day, place = settled[id(told)]
        is_vague = where is None or place is None or contains(where, place) or is_foreign(where, place)
        settled[id(claim)] = (when or day, (place or where) if is_vague else where)


def _restated(claim: Claim, claims: list[Claim]) -> Claim | None:
    """The first figure of the body of that harm and number, else of that harm and half the number or more.

    A headline over a week ("Hundreds killed") restates none of its attacks.
    """
    body = [
        other
        for other in claims
        if other.harm is claim.harm and other.scope is _INCIDENT and BACKGROUND not in other.details
    ]
    same = (other for other in body if other.number.low == claim.number.low)
    near = (other for other in body if 2 * (other.number.low or 0) >= (claim.number.low or 0))
    return next(same, None) or next(near, None)
