"""Table of articles."""

from typing import Annotated

import polars as pl

from pipeline.tables.columns import HEX_16
from pipeline.tables.model import TableModel, column
from pipeline.tables.rules import DATE_HAS_BASIS, ID_IS_HASH_OF_TEXT, NOT_A_REPRINT_OF_ITSELF
from pipeline.vocabulary import DateBasis

_WEB_ADDRESS = r"^https?://\S+$"
_LANGUAGE_TAG = "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
_NOT_BLANK = r"^\s*\S"


class Articles(
    TableModel,
    name="articles",
    title="Articles",
    primary_key=("article_id",),
    sort_key=("source_path", "article_id"),
    row_rules=(ID_IS_HASH_OF_TEXT, DATE_HAS_BASIS, NOT_A_REPRINT_OF_ITSELF),
):
    """One row per distinct article text. Spans of every other table index `text`."""

    article_id: Annotated[
        pl.String,
        column(
            "Article",
            "A and the first 16 hex digits of the SHA-256 of the text in UTF-8.",
            pattern=f"^A{HEX_16}",
        ),
    ]
    source_path: Annotated[
        pl.String, column("Source file", "File that the text came from, relative to raw/.", min_length=1)
    ]
    publisher: Annotated[
        pl.String, column("Publisher", "Who published the article.", nullable=True, min_length=1)
    ]
    title: Annotated[pl.String, column("Title", "The article's own headline.", nullable=True, min_length=1)]
    published_on: Annotated[pl.Date, column("Published on", "Day of publication.", nullable=True)]
    date_basis: Annotated[
        pl.String, column("Basis of the date", "Where the day of publication was read.", enum=DateBasis)
    ]
    url: Annotated[
        pl.String,
        column(
            "Address",
            "Web address of the article or of the facts in it.",
            nullable=True,
            pattern=_WEB_ADDRESS,
        ),
    ]
    licence: Annotated[
        pl.String, column("Licence", "Terms on which the text may be used.", nullable=True, min_length=1)
    ]
    language: Annotated[
        pl.String,
        column("Language", "Language of the text, as a BCP 47 tag.", nullable=True, pattern=_LANGUAGE_TAG),
    ]
    text: Annotated[
        pl.String,
        column("Text", "The whole text as stored, damage included; never rewritten.", pattern=_NOT_BLANK),
    ]
    duplicate_of: Annotated[
        pl.String,
        column(
            "Reprint of",
            "Earlier article whose letters and digits are the same; a reprint is no independent report.",
            nullable=True,
            pattern=f"^A{HEX_16}",
            references="articles.article_id",
        ),
    ]
