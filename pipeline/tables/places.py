"""Table of the gazetteer entries in use."""

from typing import Annotated

import polars as pl

from pipeline.tables import columns as shared
from pipeline.tables import rules
from pipeline.tables.model import TableModel, column


class Places(
    TableModel,
    name="places",
    title="Places",
    primary_key=("place_id",),
    sort_key=("place_id",),
    row_rules=(rules.PROVINCE_IN_COUNTRY, rules.COORDINATES_TOGETHER),
):
    """One row per gazetteer entry that a figure, an incident or a total refers to."""

    place_id: Annotated[
        pl.String,
        column("Place", "Identifier of the gazetteer entry, the same in every release.", min_length=1),
    ]
    name: Annotated[pl.String, column("Name", "Plain English name of the place.", min_length=1)]
    adm1: shared.Adm1
    country: shared.Country
    country_code: Annotated[
        pl.String,
        column(
            "Country code", "ISO 3166-1 alpha-2 code of the country.", nullable=True, pattern="^[A-Z]{2}$"
        ),
    ]
    latitude: Annotated[
        pl.Float64,
        column(
            "Latitude",
            "Latitude of the place or of its centre.",
            unit="degrees north (WGS 84)",
            nullable=True,
            minimum=-90,
            maximum=90,
        ),
    ]
    longitude: Annotated[
        pl.Float64,
        column(
            "Longitude",
            "Longitude of the place or of its centre.",
            unit="degrees east (WGS 84)",
            nullable=True,
            minimum=-180,
            maximum=180,
        ),
    ]
    source: Annotated[pl.String, column("Source", "Where the gazetteer has the entry from.", min_length=1)]
