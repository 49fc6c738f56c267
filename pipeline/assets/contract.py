"""How the contract's tables become Dagster asset specs."""

from dagster import AssetSpec

from pipeline.assets.versions import code_version
from pipeline.tables import TABLES

KINDS = {"polars", "parquet"}


def spec(name: str, step: str, deps: tuple[str, ...] = ()) -> AssetSpec:
    """The asset that the table `name` is: its description, its step as group, its code's version."""
    return AssetSpec(
        name,
        deps=deps,
        description=TABLES[name].facts().description,
        group_name=step,
        code_version=code_version(step),
        kinds=KINDS,
    )
