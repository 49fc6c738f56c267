"""Figures as records: one `Claim` for each row of the `figures` table, with the columns that resolution
reads.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import NamedTuple

import polars as pl

from pipeline.vocabulary import Scope

ADDITIVE = "additive"
"""Extraction's mark of a count beside others of its sentence or of before ("and six others", "a third")."""

DETAIL = "detail"
"""Extraction's mark of a count that belongs to one of several attacks told before ("in the deadliest ...")."""

IMPLIED = "implied"
"""Extraction's mark of a person told by name, pronoun or description, without a number."""

TOLL = "toll"
"""Extraction's rule for a number that a toll governs."""

DEEPEST = 32
"""Parts of parts are followed no deeper: no text goes so far, and a faulty chain must not cost its square."""


class Claim(NamedTuple):
    """A claim of a number of people harmed; fields are the columns of `figures` of the same name."""

    figure_id: str
    article_id: str
    sentence_no: int
    char_start: int
    char_end: int
    number_text: str
    quote: str
    harm_type: str
    value: int | None
    value_low: int | None
    value_high: int | None
    qualifier: str
    victim_class: str
    victim_text: str | None
    of_perpetrators: bool
    weapon: str | None
    perpetrator: str | None
    source: str | None
    scope: str
    place_id: str | None
    place_name: str | None
    adm1: str | None
    country: str | None
    where_prec: int | None
    date_start: date | None
    date_end: date | None
    date_prec: int | None
    parent_figure_id: str | None
    part_relation: str | None
    rule_id: str

    @property
    def is_toll(self) -> bool:
        """Whether the words are those of a toll ("the death toll", "the number of injured"), which is of some event."""
        return self.rule_id.startswith(TOLL)

    def is_marked(self, mark: str) -> bool:
        """Whether extraction marked the figure so; `rule_id` is its rule, then its marks, parted by dots."""
        return mark in self.rule_id.split(".")[1:]


def claims_of(figures: pl.DataFrame) -> list[Claim]:
    """The rows of a `figures` frame in order of article and place in its text."""
    columns = figures.select(Claim._fields).sort("article_id", "char_start", "char_end", "figure_id")
    return [Claim(*row) for row in columns.iter_rows()]


def by_article(claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    """Claims grouped by article, their order kept."""
    groups: dict[str, list[Claim]] = {}
    for claim in claims:
        groups.setdefault(claim.article_id, []).append(claim)
    return groups


def children_of(claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    """Claims grouped by the figure that they are a part of."""
    groups: dict[str, list[Claim]] = {}
    for claim in claims:
        if claim.parent_figure_id is not None:
            groups.setdefault(claim.parent_figure_id, []).append(claim)
    return groups


def root_of(claim: Claim, claims: Mapping[str, Claim], own: Collection[str] = ()) -> Claim:
    """The topmost figure of the same scope that a figure is a part of, or itself.

    The figures in `own` are parts of no other here.
    """
    seen = {claim.figure_id}
    while claim.parent_figure_id is not None and claim.parent_figure_id in claims and len(seen) < DEEPEST:
        parent = claims[claim.parent_figure_id]
        if parent.scope != claim.scope or parent.figure_id in seen or claim.figure_id in own:
            break
        seen.add(parent.figure_id)
        claim = parent
    return claim


def is_of_incident(claim: Claim) -> bool:
    """Whether a figure speaks of one event rather than of a period, a stock, the past, or in a headline."""
    return claim.scope == Scope.INCIDENT
