"""Tables of what the audit says: findings, quarantined rows and releases."""

from typing import Annotated

import polars as pl

from pipeline.tables import columns as shared
from pipeline.tables import rules
from pipeline.tables.model import TableModel, column
from pipeline.vocabulary import Severity

CHANGE = pl.Struct(
    {
        "figure_id": pl.String,
        "column": pl.String,
        "printed": pl.Int64,
        "proposed": pl.Int64,
        "evidence": pl.String,
    }
)
"""One single change that would restore consistency: the figure, its column, the number as it stands, the
number that would mend it (both in people), and what speaks for it."""


class Findings(
    TableModel,
    name="findings",
    title="Findings",
    primary_key=("finding_id",),
    sort_key=("rule", "article_id", "incident_id", "finding_id"),
    row_rules=(rules.CHANGES_ARE_OF_ITS_FIGURES, rules.CHANGES_ARE_OF_VALUES, rules.CHANGES_CHANGE),
):
    """One row per rule that fired: a contradiction, or a value that follows though nobody printed it.

    Nothing is mended: a finding only says what would.
    """

    finding_id: Annotated[
        pl.String,
        column(
            "Finding",
            "One or two capital letters and 16 hex digits, a function of the finding's content.",
            pattern=f"^[A-Z]{{1,2}}{shared.HEX_16}",
        ),
    ]
    rule: Annotated[pl.String, column("Rule", "Consistency rule that fired.", min_length=1)]
    severity: Annotated[
        pl.String,
        column("Severity", "error says that the printed numbers cannot all be right.", enum=Severity),
    ]
    article_id: shared.OptionalArticleId
    incident_id: shared.OptionalIncidentId
    figure_ids: Annotated[
        pl.List,
        pl.String,
        column("Figures", "Figures that the finding is about.", references="figures.figure_id"),
    ]
    expected: Annotated[
        pl.String, column("Expected", "What consistency asks for.", nullable=True, min_length=1)
    ]
    observed: Annotated[pl.String, column("Observed", "What is printed.", nullable=True, min_length=1)]
    message: Annotated[
        pl.String, column("Message", "The finding in plain words, with the numbers.", min_length=1)
    ]
    suggestion: Annotated[
        pl.String,
        column(
            "Suggestion",
            "The changes that would mend it in words, the likeliest first.",
            nullable=True,
            min_length=1,
        ),
    ]
    changes: Annotated[
        pl.List,
        CHANGE,
        column(
            "Changes",
            "Each single change that would restore consistency, the likeliest first: the figure, its column, "
            "the number printed and the number proposed (people), and the evidence.",
        ),
    ]


class Quarantine(
    TableModel,
    name="quarantine",
    title="Quarantine",
    sort_key=("table_name", "row_key", "rule", "column_name", "value", "message", "article_id"),
):
    """One row per rule that a row or an input file broke; such a row is kept out of its table."""

    table_name: Annotated[pl.String, column("Table", "Table that the row was meant for.", min_length=1)]
    row_key: Annotated[
        pl.String,
        column("Row", "Primary key of the row, its parts joined by |, or the input file.", min_length=1),
    ]
    rule: Annotated[pl.String, column("Rule", "Rule that the row broke.", min_length=1)]
    column_name: Annotated[
        pl.String,
        column(
            "Column", "Column, or columns with commas, that the rule is about.", nullable=True, min_length=1
        ),
    ]
    value: Annotated[
        pl.String,
        column(
            "Value", "The offending value as text, shortened; missing when there was none.", nullable=True
        ),
    ]
    message: Annotated[
        pl.String, column("Message", "What is wrong and what would be right, in plain words.", min_length=1)
    ]
    article_id: Annotated[
        pl.String,
        column(
            "Article",
            "Article that the row came from, where known; it may be in quarantine itself.",
            nullable=True,
            min_length=1,
        ),
    ]


class Releases(
    TableModel,
    name="releases",
    title="Releases",
    primary_key=("release_id",),
    sort_key=("created_at", "release_id"),
    row_rules=(rules.json_object("dependency_versions"), rules.json_object("row_counts")),
):
    """One row per published version. A release never changes."""

    release_id: Annotated[pl.String, column("Release", "Name of the release.", min_length=1)]
    created_at: Annotated[pl.Datetime, "us", "UTC", column("Created at", "Moment of publication, in UTC.")]
    snapshot_id: Annotated[
        pl.Int64,
        column("Snapshot", "Version of the lake that holds the release.", unit="snapshot number", minimum=0),
    ]
    inputs_hash: Annotated[pl.String, column("Hash of the inputs", "Hash over the raw files.", min_length=1)]
    content_hash: Annotated[
        pl.String, column("Hash of the contents", "Hash over every table's rows.", min_length=1)
    ]
    code_version: Annotated[pl.String, column("Code version", "Version of the code.", min_length=1)]
    extractor_version: shared.ExtractorVersion
    dependency_versions: Annotated[
        pl.String, column("Dependencies", "JSON object: library -> version.", min_length=1)
    ]
    row_counts: Annotated[pl.String, column("Row counts", "JSON object: table -> rows.", min_length=1)]
