"""Resolve: figures to incidents with their estimates, and to totals of periods."""

from collections.abc import Iterator

from dagster import MaterializeResult, multi_asset

from pipeline.assets.contract import spec
from pipeline.assets.faults import retry_transient
from pipeline.assets.metadata import table_metadata
from pipeline.assets.resources import StagingArea
from pipeline.resolve import places_in_use, resolve

INPUTS = ("articles", "figures")
TABLES = ("places", "incidents", "incident_figures", "estimates", "totals")


@multi_asset(specs=[spec(name, "resolve", INPUTS) for name in TABLES], name="resolve")
def resolved_tables(staging: StagingArea) -> Iterator[MaterializeResult[None]]:
    """Resolve every figure of every article together."""
    with retry_transient():
        articles, figures = (staging.tables.read(name) for name in INPUTS)
        resolution = resolve(articles, figures)
        frames = {**resolution._asdict(), "places": places_in_use(figures, resolution.incidents)}
        for name in TABLES:
            valid = staging.tables.write(name, frames[name])
            yield MaterializeResult(name, metadata=table_metadata(name, valid))
