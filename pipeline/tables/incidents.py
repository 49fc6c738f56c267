"""Tables of what resolution makes of figures: incidents, their figures and estimates, and totals."""

from typing import Annotated

import polars as pl

from pipeline.tables import columns as shared
from pipeline.tables import rules
from pipeline.tables.model import TableModel, column
from pipeline.vocabulary import EventClarity


class Incidents(
    TableModel,
    name="incidents",
    title="Incidents",
    primary_key=("incident_id",),
    sort_key=("date_start", "country", "adm1", "place_name", "incident_id"),
    row_rules=(*rules.date_rules("date_start", "date_end"), *rules.LOCATED_RULES),
):
    """One row per event, across the reports that speak of it."""

    incident_id: Annotated[
        pl.String,
        column(
            "Incident",
            "I and 16 hex digits, a function of the event's content.",
            pattern=f"^I{shared.HEX_16}",
        ),
    ]
    date_start: shared.DateStart
    date_end: shared.DateEnd
    date_prec: shared.DatePrec
    place_id: shared.OptionalPlaceId
    place_name: shared.PlaceName
    adm1: shared.Adm1
    country: shared.Country
    where_prec: shared.WherePrec
    weapon: shared.Weapon
    perpetrator: shared.Perpetrator
    target: Annotated[
        pl.String,
        column(
            "Target",
            "What or whom the attack was aimed at, in the report's words.",
            nullable=True,
            min_length=1,
        ),
    ]
    event_clarity: Annotated[
        pl.Int8,
        column(
            "Clarity of the event",
            "UCDP GED event_clarity: 1 a clear event, 2 less clear, such as a summary over several.",
            unit="UCDP GED code",
            enum=EventClarity,
        ),
    ]
    number_of_reports: Annotated[
        pl.Int32,
        column(
            "Reports",
            "Independent articles that speak of it; reprints do not count.",
            unit="articles",
            minimum=1,
        ),
    ]
    number_of_sources: Annotated[
        pl.Int32,
        column("Sources", "Different publishers and named sources behind them.", unit="sources", minimum=0),
    ]


class IncidentFigures(
    TableModel,
    name="incident_figures",
    title="Figures of incidents",
    primary_key=("incident_id", "figure_id"),
    sort_key=("incident_id", "figure_id"),
):
    """One row per figure linked to an incident, with the reason it counts in the estimate or does not."""

    incident_id: shared.IncidentId
    figure_id: shared.FigureId
    included: Annotated[pl.Boolean, column("Included", "Whether the estimate rests on the figure.")]
    reason: Annotated[pl.String, column("Reason", "Why the figure was included or left out.", min_length=1)]


class Estimates(
    TableModel,
    name="estimates",
    title="Estimates",
    primary_key=("incident_id", "harm_type", "victim_class"),
    sort_key=("incident_id", "harm_type", "victim_class"),
    row_rules=(rules.ESTIMATE_ORDER, rules.ESTIMATE_SAYS_SOMETHING),
):
    """One row per incident, kind of harm and class of victims: the resolved toll."""

    incident_id: shared.IncidentId
    harm_type: shared.HarmTypeColumn
    victim_class: shared.VictimGroup
    low: Annotated[
        pl.Int64,
        column(
            "Low", "Fewest people that the reports support.", unit=shared.PEOPLE, nullable=True, minimum=0
        ),
    ]
    best: Annotated[
        pl.Int64,
        column("Best", "Number that the method prefers.", unit=shared.PEOPLE, nullable=True, minimum=0),
    ]
    high: Annotated[
        pl.Int64,
        column(
            "High",
            "Most people that the reports support; missing when none of them sets a bound.",
            unit=shared.PEOPLE,
            nullable=True,
            minimum=0,
        ),
    ]
    method: Annotated[pl.String, column("Method", "How low, best and high were chosen.", min_length=1)]


class Totals(
    TableModel,
    name="totals",
    title="Totals over periods",
    primary_key=("total_id",),
    sort_key=("period_start", "period_end", "country", "adm1", "harm_type", "victim_class", "total_id"),
    row_rules=(*rules.VALUE_RULES, *rules.date_rules("period_start", "period_end"), *rules.PLACE_RULES),
):
    """One row per total that a report gives for a period, an area, a kind of harm and a class of victims."""

    total_id: Annotated[
        pl.String,
        column(
            "Total", "T and 16 hex digits, a function of the total's content.", pattern=f"^T{shared.HEX_16}"
        ),
    ]
    article_id: shared.ArticleId
    figure_id: shared.FigureId
    period_start: Annotated[
        pl.Date, column("First day", "First day of the period that the total covers.", nullable=True)
    ]
    period_end: Annotated[
        pl.Date,
        column("Last day", "Last day, itself included, of the period that the total covers.", nullable=True),
    ]
    date_prec: shared.DatePrec
    place_id: shared.OptionalPlaceId
    place_name: shared.PlaceName
    adm1: shared.Adm1
    country: shared.Country
    harm_type: shared.HarmTypeColumn
    victim_class: shared.VictimGroup
    source: shared.NumberSource
    qualifier: shared.QualifierColumn
    value: shared.Value
    value_low: shared.ValueLow
    value_high: shared.ValueHigh
