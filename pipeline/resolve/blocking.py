"""Which event mentions are compared: those of one province and neighbouring days, not all with all.

A mention stands in one block for each day that it may have happened on. Mentions that know only the
country, or no place, share blocks of their own. A block larger than `largest_block` is split by the exact
place, so that one busy day in one province does not cost the square of its reports. The join runs in
polars.
"""

from collections.abc import Sequence
from datetime import timedelta

import polars as pl

from pipeline.resolve.features import Features
from pipeline.resolve.settings import settings

_ANYWHERE = ""


def candidate_pairs(features: Sequence[Features]) -> list[tuple[int, int]]:
    """The pairs of positions in `features` to be scored, each once, the smaller first, in ascending order."""
    blocks = _blocks(features)
    if blocks.is_empty():
        return []
    pairs = pl.concat(
        [_pairs(_small(blocks), ["area", "day"]), _pairs(_large(blocks), ["area", "day", "place"])]
    )
    return list(pairs.unique().sort("left", "right").iter_rows())


def _blocks(features: Sequence[Features]) -> pl.DataFrame:
    rows = [
        (i, _area(one), day, one.place.key or _ANYWHERE)
        for i, one in enumerate(features)
        for day in _days(one)
    ]
    schema = {"mention": pl.Int64, "area": pl.String, "day": pl.Int64, "place": pl.String}
    frame = pl.DataFrame(rows, schema=schema, orient="row")
    return frame.with_columns(size=pl.len().over("area", "day"))


def _area(one: Features) -> str:
    return f"{one.place.country or _ANYWHERE}|{one.place.adm1 or _ANYWHERE}"


def _days(one: Features) -> range:
    """The ordinals of the days that a mention stands in, the window on one side; none when its date is too
    vague.
    """
    blocking = settings().blocking
    start, end = one.span.start, one.span.end
    if start is None or end is None or (end - start).days >= blocking.longest_window_days:
        return range(0)
    return range(start.toordinal(), (end + timedelta(days=blocking.window_days)).toordinal() + 1)


def _small(blocks: pl.DataFrame) -> pl.DataFrame:
    return blocks.filter(pl.col("size") <= settings().blocking.largest_block)


def _large(blocks: pl.DataFrame) -> pl.DataFrame:
    return blocks.filter(pl.col("size") > settings().blocking.largest_block)


def _pairs(blocks: pl.DataFrame, on: list[str]) -> pl.DataFrame:
    left = blocks.select(pl.col("mention").alias("left"), *on)
    right = blocks.select(pl.col("mention").alias("right"), *on)
    joined = left.join(right, on=on).filter(pl.col("left") < pl.col("right"))
    return joined.select("left", "right").unique()
