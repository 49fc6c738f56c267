"""Tables of what extraction reads: figures, and the number expressions that are none."""

from typing import Annotated

import polars as pl

from pipeline.tables import columns as shared
from pipeline.tables import rules
from pipeline.tables.model import TableModel, column
from pipeline.vocabulary import PartRelation, Scope, SetAsideReason


class Figures(
    TableModel,
    name="figures",
    title="Figures",
    primary_key=("figure_id",),
    sort_key=("article_id", "char_start", "char_end", "harm_type", "figure_id"),
    row_rules=(
        rules.SPAN_ORDER,
        rules.SPAN_LENGTH,
        rules.NUMBER_IN_QUOTE,
        *rules.VALUE_RULES,
        *rules.date_rules("date_start", "date_end"),
        *rules.LOCATED_RULES,
        rules.PARENT_WITH_RELATION,
        rules.NOT_ITS_OWN_PARENT,
    ),
):
    """One row per claim of a number of people harmed or moved.

    Figures of different scopes are never added together, and a part is never added to its whole.
    """

    figure_id: shared.FigureId
    article_id: shared.ArticleId
    sentence_no: shared.SentenceNo
    char_start: shared.CharStart
    char_end: shared.CharEnd
    number_text: shared.NumberText
    quote: Annotated[
        pl.String,
        column("Quote", "Clause of the article around the number, the number included.", min_length=1),
    ]
    harm_type: shared.HarmTypeColumn
    value: shared.Value
    value_low: shared.ValueLow
    value_high: shared.ValueHigh
    qualifier: shared.QualifierColumn
    victim_class: shared.VictimClassColumn
    victim_text: Annotated[
        pl.String,
        column("Victims in words", "The report's own words for the victims.", nullable=True, min_length=1),
    ]
    of_perpetrators: Annotated[
        pl.Boolean, column("Perpetrators", "Whether the people counted are the attackers themselves.")
    ]
    weapon: shared.Weapon
    perpetrator: shared.Perpetrator
    source: shared.NumberSource
    scope: Annotated[
        pl.String,
        column(
            "Scope",
            "What the number covers: one incident, a total over a period, a stock at a date, an earlier "
            "time, or a headline's summary.",
            enum=Scope,
        ),
    ]
    place_id: shared.OptionalPlaceId
    place_name: shared.PlaceName
    adm1: shared.Adm1
    country: shared.Country
    where_prec: shared.WherePrec
    date_start: shared.DateStart
    date_end: shared.DateEnd
    date_prec: shared.DatePrec
    parent_figure_id: Annotated[
        pl.String,
        column(
            "Part of",
            "Figure of the same article that this one is a part of.",
            nullable=True,
            pattern=f"^F{shared.HEX_16}",
            references="figures.figure_id",
        ),
    ]
    part_relation: Annotated[
        pl.String,
        column(
            "Relation to the whole",
            "subset may leave a rest; the partition parts of one whole together are the whole.",
            nullable=True,
            enum=PartRelation,
        ),
    ]
    rule_id: Annotated[pl.String, column("Rule", "Rule of the grammar that read the figure.", min_length=1)]
    extractor_version: shared.ExtractorVersion


class SetAside(
    TableModel,
    name="set_aside",
    title="Numbers set aside",
    primary_key=("article_id", "char_start", "char_end"),
    sort_key=("article_id", "char_start", "char_end"),
    row_rules=(rules.SPAN_ORDER, rules.SPAN_LENGTH),
):
    """One row per number expression that is not a figure, with the reason, so that none is silently lost."""

    article_id: shared.ArticleId
    sentence_no: shared.SentenceNo
    char_start: shared.CharStart
    char_end: shared.CharEnd
    number_text: shared.NumberText
    reason: Annotated[
        pl.String, column("Reason", "What the number expression is instead of a figure.", enum=SetAsideReason)
    ]
