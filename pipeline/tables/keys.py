"""Table-wide rules about identity: keys are unique, references exist, and rows that belong together agree."""

from collections.abc import Iterator

import polars as pl

from pipeline.tables.registry import TABLES, ColumnFacts, table_columns, table_facts
from pipeline.tables.violations import Frames, TableRule, Violation, violations


def _duplicate_keys(frames: Frames) -> Iterator[Violation]:
    for table, frame in frames.items():
        key = table_facts(table).primary_key
        if key:
            rows = frame.filter(frame.select(key).is_duplicated())
            yield from violations(table, "unique_key", rows, f"{', '.join(key)} must be unique")


def _dangling_references(frames: Frames) -> Iterator[Violation]:
    for table, frame in frames.items():
        for column in table_columns(table):
            if column.references is not None and column.references[0] in frames:
                yield from _dangling(frames, table, frame, column, *column.references)


def _dangling(
    frames: Frames, table: str, frame: pl.DataFrame, column: ColumnFacts, target: str, target_column: str
) -> Iterator[Violation]:
    targets = frames[target].select(pl.col(target_column).alias(column.name))
    held = frame.explode(column.name) if isinstance(column.dtype, pl.List) else frame
    rows = held.filter(pl.col(column.name).is_not_null()).join(targets, on=column.name, how="anti")
    says = f"{column.name} must be among {target}.{target_column}"
    yield from violations(table, "reference_exists", rows, says, column.name)


def _chained_reprints(frames: Frames) -> Iterator[Violation]:
    articles = frames["articles"]
    originals = articles.select(
        pl.col("article_id").alias("duplicate_of"),
        pl.col("duplicate_of").alias("original_is_reprint_of"),
        pl.col("source_path").alias("original_path"),
    )
    rows = articles.join(originals, on="duplicate_of").filter(
        pl.col("original_is_reprint_of").is_not_null() | (pl.col("original_path") >= pl.col("source_path"))
    )
    says = "a reprint must point to the first article with its text, which stands earlier by source_path"
    yield from violations(
        "articles", "reprint_of_first", rows, says, "source_path", "duplicate_of", "original_path"
    )


def _set_aside_figures(frames: Frames) -> Iterator[Violation]:
    span = ["article_id", "char_start", "char_end"]
    rows = frames["set_aside"].join(frames["figures"].select(span), on=span, how="semi")
    says = "a number is a figure or it is set aside, not both"
    yield from violations("set_aside", "set_aside_is_no_figure", rows, says, "number_text", "reason")


def _incidents_without_figures(frames: Frames) -> Iterator[Violation]:
    rows = frames["incidents"].join(frames["incident_figures"], on="incident_id", how="anti")
    says = "an incident must rest on at least one figure"
    yield from violations("incidents", "incident_has_figure", rows, says)


def _totals_of_other_articles(frames: Frames) -> Iterator[Violation]:
    figures = frames["figures"].select("figure_id", pl.col("article_id").alias("figure_article_id"))
    rows = (
        frames["totals"]
        .join(figures, on="figure_id")
        .filter(pl.col("article_id") != pl.col("figure_article_id"))
    )
    says = "a total must be of the article that its figure is in"
    yield from violations("totals", "total_of_its_article", rows, says, "article_id", "figure_article_id")


def _unknown_tables(frames: Frames) -> Iterator[Violation]:
    rows = frames["quarantine"].filter(~pl.col("table_name").is_in(list(TABLES)))
    says = f"table_name must be one of {', '.join(TABLES)}"
    yield from violations("quarantine", "table_exists", rows, says, "table_name")


KEY_RULES = (
    TableRule("unique_key", (), _duplicate_keys),
    TableRule("reference_exists", (), _dangling_references),
    TableRule("reprint_of_first", ("articles",), _chained_reprints),
    TableRule("set_aside_is_no_figure", ("set_aside", "figures"), _set_aside_figures),
    TableRule("incident_has_figure", ("incidents", "incident_figures"), _incidents_without_figures),
    TableRule("total_of_its_article", ("totals", "figures"), _totals_of_other_articles),
    TableRule("table_exists", ("quarantine",), _unknown_tables),
)
