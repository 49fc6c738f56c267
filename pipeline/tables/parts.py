"""Table-wide rules about parts and wholes of one article's figures.

Only what must hold whatever else is true is asked for: the fewest people that the words of the parts allow
must not exceed the most that the words of the whole allow. Parts that may overlap are never added. A
contradiction that a finding names (the whole together with a part) is known, and breaks nothing here.
"""

from collections.abc import Iterator

import polars as pl

from pipeline.tables.violations import Frames, TableRule, Violation, violations
from pipeline.vocabulary import PartRelation, VictimClass

DISTINCT_VICTIMS: dict[str, str] = {
    VictimClass.CIVILIAN.value: "civilians",
    VictimClass.JOURNALIST.value: "civilians",
    VictimClass.AID_WORKER.value: "civilians",
    VictimClass.MEDICAL.value: "civilians",
    VictimClass.MILITARY.value: "forces",
    VictimClass.SECURITY_FORCES.value: "forces",
    VictimClass.MILITANT.value: "militants",
}
"""Victim class -> kind of people; the kinds never overlap. Classes that reports count now with one and now
with another are left out: the UN's civilians include police; paramilitaries, officials and the unknown may be
anybody."""

_PROVINCE = pl.concat_str("country", "adm1", separator="|")
_KIND = pl.col("victim_class").replace_strict(DISTINCT_VICTIMS, default=None, return_dtype=pl.String)


def _parts(frames: Frames) -> pl.DataFrame:
    """Return the figures that are parts, each with its whole's article and bounds."""
    figures = frames["figures"]
    wholes = figures.select(
        pl.col("figure_id").alias("parent_figure_id"),
        pl.col("article_id").alias("whole_article_id"),
        pl.col("value_low").alias("whole_low"),
        pl.col("value_high").alias("whole_high"),
    )
    return figures.join(wholes, on="parent_figure_id")


def _unexplained(parts: pl.DataFrame, frames: Frames) -> pl.DataFrame:
    """Return the parts that no finding names together with their whole."""
    pair = ["figure_id", "parent_figure_id"]
    named = frames["findings"].select("finding_id", pl.col("figure_ids").alias("figure_id"))
    named = named.explode("figure_id")
    of_wholes = parts.select(pair).join(
        named.rename({"figure_id": "parent_figure_id"}), on="parent_figure_id"
    )
    explained = of_wholes.join(named, on=["finding_id", "figure_id"])
    return parts.join(explained, on=pair, how="anti")


def _parents_elsewhere(frames: Frames) -> Iterator[Violation]:
    rows = _parts(frames).filter(pl.col("article_id") != pl.col("whole_article_id"))
    says = "a part and its whole must be in one article"
    yield from violations("figures", "parent_in_article", rows, says, "article_id", "whole_article_id")


def _cycles(frames: Frames) -> Iterator[Violation]:
    parts = frames["figures"].filter(pl.col("parent_figure_id").is_not_null())
    parent_of: dict[str, str] = dict(parts.select("figure_id", "parent_figure_id").iter_rows())
    rows = parts.filter(pl.col("figure_id").is_in(_in_cycles(parent_of)))
    says = "no figure may be a part of itself through others"
    yield from violations("figures", "no_cycle_of_parts", rows, says, "parent_figure_id")


def _in_cycles(parent_of: dict[str, str]) -> list[str]:
    """Return the figures on a cycle. Each is walked over once, so the time is linear."""
    seen: set[str] = set()
    cyclic: list[str] = []
    for start in parent_of:
        path: dict[str, int] = {}
        figure: str | None = start
        while figure is not None and figure not in seen:
            seen.add(figure)
            path[figure] = len(path)
            figure = parent_of.get(figure)
        if figure in path:
            cyclic += [step for step, position in path.items() if position >= path[figure]]
    return cyclic


def _oversized_parts(frames: Frames) -> Iterator[Violation]:
    broken = _parts(frames).filter(pl.col("value_low") > pl.col("whole_high"))
    says = "a part must not exceed its whole, unless a finding names both"
    shown = ("value_low", "parent_figure_id", "whole_high")
    yield from violations("figures", "part_within_whole", _unexplained(broken, frames), says, *shown)


def _uneven_partitions(frames: Frames) -> Iterator[Violation]:
    parts = _parts(frames).filter(pl.col("part_relation") == PartRelation.PARTITION.value)
    sums = parts.group_by("parent_figure_id").agg(
        pl.col("value_low").sum().alias("parts_low"),
        pl.when(pl.col("value_high").is_not_null().all())
        .then(pl.col("value_high").sum())
        .alias("parts_high"),
        pl.col("whole_low", "whole_high").first(),
    )
    broken = sums.filter(
        (pl.col("parts_low") > pl.col("whole_high")).fill_null(False)
        | (pl.col("parts_high") < pl.col("whole_low")).fill_null(False)
    )
    says = "the parts of a partition must add up to their whole, unless a finding names it and one of them"
    yield from _broken_wholes("partition_is_whole", parts, broken, frames, says)


def _oversized_sums(frames: Frames) -> Iterator[Violation]:
    says = (
        "parts that cannot overlap (kinds of victims, provinces) must not exceed their whole together, "
        "unless a finding names it and one of them"
    )
    for group in (_KIND, _PROVINCE):
        parts = _parts(frames).with_columns(group.alias("group")).filter(pl.col("group").is_not_null())
        most = parts.group_by("parent_figure_id", "group").agg(
            pl.col("value_low").max().alias("parts_low"), pl.col("whole_low", "whole_high").first()
        )
        sums = most.group_by("parent_figure_id").agg(
            pl.len().alias("groups"), pl.col("parts_low").sum(), pl.col("whole_low", "whole_high").first()
        )
        broken = sums.filter((pl.col("groups") > 1) & (pl.col("parts_low") > pl.col("whole_high")))
        yield from _broken_wholes("distinct_parts_within_whole", parts, broken, frames, says)


def _broken_wholes(
    rule: str, parts: pl.DataFrame, broken: pl.DataFrame, frames: Frames, says: str
) -> Iterator[Violation]:
    """Yield the violation over the wholes in `broken` that no finding names with one of `parts`."""
    concerned = parts.join(broken, on="parent_figure_id", how="semi")
    explained = concerned.join(_unexplained(concerned, frames), on="figure_id", how="anti")
    unexplained = broken.join(explained, on="parent_figure_id", how="anti")
    rows = unexplained.rename({"parent_figure_id": "figure_id"}).sort("figure_id")
    yield from violations("figures", rule, rows, says, "parts_low", "whole_low", "whole_high")


PART_RULES = (
    TableRule("parent_in_article", ("figures",), _parents_elsewhere),
    TableRule("no_cycle_of_parts", ("figures",), _cycles),
    TableRule("part_within_whole", ("figures", "findings"), _oversized_parts),
    TableRule("partition_is_whole", ("figures", "findings"), _uneven_partitions),
    TableRule("distinct_parts_within_whole", ("figures", "findings"), _oversized_sums),
)
