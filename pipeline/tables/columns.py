"""Columns that mean the same in every table that has them, each declared once.

A column that one table alone has is declared in that table's module. Where a column is required in one
table and may be missing in another, both forms come from one declaration.
"""

from functools import partial
from typing import Annotated

import polars as pl

from pipeline.tables.model import column
from pipeline.vocabulary import (
    ALL_VICTIMS,
    DatePrecision,
    HarmType,
    Qualifier,
    VictimClass,
    WherePrecision,
)

HEX_16 = "[0-9a-f]{16}$"
PEOPLE = "people"
CODE_POINTS = "characters (Unicode code points)"

_article = partial(
    column,
    "Article",
    "Article that the row was read from: A and the first 16 hex digits of the SHA-256 of its text in UTF-8.",
    pattern=f"^A{HEX_16}",
    references="articles.article_id",
)
ArticleId = Annotated[pl.String, _article()]
OptionalArticleId = Annotated[pl.String, _article(nullable=True)]

_figure = partial(
    column,
    "Figure",
    "Figure: F and 16 hex digits of the SHA-256 of article, span, kind of harm and a count of equal ones.",
    pattern=f"^F{HEX_16}",
    references="figures.figure_id",
)
FigureId = Annotated[pl.String, _figure()]

_incident = partial(
    column,
    "Incident",
    "Event that one or more reports speak of; the identifier is a function of its content.",
    pattern=f"^I{HEX_16}",
    references="incidents.incident_id",
)
IncidentId = Annotated[pl.String, _incident()]
OptionalIncidentId = Annotated[pl.String, _incident(nullable=True)]

SentenceNo = Annotated[
    pl.Int32,
    column(
        "Sentence",
        "Position of the sentence in the article, the first being 0.",
        unit="sentences before it",
        minimum=0,
    ),
]
CharStart = Annotated[
    pl.Int32,
    column(
        "First character",
        "Offset of the number's first character in articles.text, the text's first being 0.",
        unit=CODE_POINTS,
        minimum=0,
    ),
]
CharEnd = Annotated[
    pl.Int32,
    column(
        "End of the span",
        "Offset just after the number's last character in articles.text.",
        unit=CODE_POINTS,
        minimum=1,
    ),
]
NumberText = Annotated[
    pl.String,
    column(
        "Number as printed",
        "The characters that carry the number, exactly as they stand in the article; where a number is only "
        "implied, the word that carries it (an article, a pronoun, a name).",
        min_length=1,
    ),
]

HarmTypeColumn = Annotated[
    pl.String, column("Kind of harm", "What was done to the people counted.", enum=HarmType)
]
VictimClassColumn = Annotated[
    pl.String,
    column(
        "Victims' class",
        "Who was harmed; security_forces is police and army together, or unsaid which.",
        enum=VictimClass,
    ),
]
VictimGroup = Annotated[
    pl.String,
    column(
        "Victims' class",
        f"Who was harmed: one class, or {ALL_VICTIMS} for every class together.",
        enum=[ALL_VICTIMS, *VictimClass],
    ),
]
QualifierColumn = Annotated[
    pl.String, column("Qualifier", "How the report hedges the number that it prints.", enum=Qualifier)
]
Value = Annotated[
    pl.Int64,
    column(
        "Value",
        "The number as printed; missing for a range and for a vague word such as dozens.",
        unit=PEOPLE,
        nullable=True,
        minimum=0,
    ),
]
ValueLow = Annotated[
    pl.Int64,
    column(
        "Lower bound",
        "Fewest people that the words allow: 201 for more than 200, 0 for at most 22.",
        unit=PEOPLE,
        nullable=True,
        minimum=0,
    ),
]
ValueHigh = Annotated[
    pl.Int64,
    column(
        "Upper bound",
        "Most people that the words allow; missing when they set no bound, as at least 13 does.",
        unit=PEOPLE,
        nullable=True,
        minimum=0,
    ),
]

Weapon = Annotated[
    pl.String,
    column("Weapon", "Means of the harm, in the report's words.", nullable=True, min_length=1),
]
Perpetrator = Annotated[
    pl.String,
    column("Perpetrator", "Who is said to have done it, in the report's words.", nullable=True, min_length=1),
]
NumberSource = Annotated[
    pl.String,
    column(
        "Source",
        "Whom the report names as the source of the number (an agency, an official, a hospital).",
        nullable=True,
        min_length=1,
    ),
]

_place = partial(column, "Place", "Gazetteer entry of the place.", min_length=1, references="places.place_id")
PlaceId = Annotated[pl.String, _place()]
OptionalPlaceId = Annotated[pl.String, _place(nullable=True)]
PlaceName = Annotated[
    pl.String,
    column("Place name", "Plain English name of the place.", nullable=True, min_length=1),
]
Adm1 = Annotated[
    pl.String,
    column(
        "Province",
        "First-level administrative division, by its plain English name (Anbar, Salah al-Din).",
        nullable=True,
        min_length=1,
    ),
]
Country = Annotated[
    pl.String, column("Country", "Country, by its short English name.", nullable=True, min_length=1)
]
WherePrec = Annotated[
    pl.Int8,
    column(
        "Precision of the place",
        "UCDP GED where_prec: 1 exact place, 2 near it, 3 district, 4 province, 5 region, 6 country, "
        "7 international.",
        unit="UCDP GED code",
        nullable=True,
        enum=WherePrecision,
    ),
]

_date_start = partial(column, "First day", "First day of the interval in which it happened.", nullable=True)
_date_end = partial(
    column, "Last day", "Last day, itself included, of the interval in which it happened.", nullable=True
)
DateStart = Annotated[pl.Date, _date_start()]
DateEnd = Annotated[pl.Date, _date_end()]
DatePrec = Annotated[
    pl.Int8,
    column(
        "Precision of the date",
        "UCDP GED date_prec: 1 the day, 2 two to six days, 3 a week, 4 a month, 5 a year.",
        unit="UCDP GED code",
        nullable=True,
        enum=DatePrecision,
    ),
]

ExtractorVersion = Annotated[
    pl.String, column("Extractor version", "Version of the grammar that read the figures.", min_length=1)
]
