"""Totals: one row for each figure of scope `period_total`, nothing added to it and nothing left out."""

import hashlib
from collections.abc import Mapping, Sequence

from pipeline.resolve.claims import Claim
from pipeline.resolve.geography import extent_of
from pipeline.vocabulary import ALL_VICTIMS, Scope, VictimClass


def total_rows(claims: Sequence[Claim]) -> list[dict[str, object]]:
    """The rows of `totals` for the figures of any number of articles."""
    by_id = {claim.figure_id: claim for claim in claims}
    return [_row(claim, by_id) for claim in claims if claim.scope == Scope.PERIOD_TOTAL]


def total_class(claim: Claim, by_id: Mapping[str, Claim]) -> str:
    """The victim class of a period figure: `all` where it counts everybody.

    A figure whose class is unsaid counts everybody when it is no part of another, or when it is the share
    of another such figure that falls to a smaller area or period.
    """
    if claim.victim_class != VictimClass.UNKNOWN:
        return claim.victim_class
    seen = {claim.figure_id}
    while claim.parent_figure_id is not None and claim.parent_figure_id in by_id:
        whole = by_id[claim.parent_figure_id]
        if extent_of(whole) == extent_of(claim) or whole.figure_id in seen:
            return VictimClass.UNKNOWN.value
        if whole.victim_class != VictimClass.UNKNOWN:
            return whole.victim_class
        seen.add(whole.figure_id)
        claim = whole
    return ALL_VICTIMS


def _row(claim: Claim, by_id: Mapping[str, Claim]) -> dict[str, object]:
    return {
        "total_id": "T" + hashlib.sha256(claim.figure_id.encode()).hexdigest()[:16],
        "article_id": claim.article_id,
        "figure_id": claim.figure_id,
        "period_start": claim.date_start,
        "period_end": claim.date_end,
        "date_prec": claim.date_prec,
        "place_id": claim.place_id,
        "place_name": claim.place_name,
        "adm1": claim.adm1,
        "country": claim.country,
        "harm_type": claim.harm_type,
        "victim_class": total_class(claim, by_id),
        "source": claim.source,
        "qualifier": claim.qualifier,
        "value": claim.value,
        "value_low": claim.value_low,
        "value_high": claim.value_high,
    }
