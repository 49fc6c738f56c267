"""Which event mentions are compared: those of one province and neighbouring days, not all with all.

A mention stands in one block for each day that it may have happened on. Mentions that know only the
country, or no place, share blocks of their own; besides, they are compared with every mention of the day
that counts the same number of people, since reports often leave the place to an earlier one. A block larger
than `largest_block` is split by the exact place, so that one busy day in one province does not cost the
square of its reports. The joins run in polars.
"""

from collections.abc import Sequence
from datetime import timedelta

import polars as pl

from pipeline.resolve.features import Features
from pipeline.resolve.settings import settings

_ANYWHERE = ""


def candidate_pairs(features: Sequence[Features]) -> list[tuple[int, int]]:
    """The pairs of positions in `features` to be scored, each once, the smaller first, in ascending order."""
    blocks, counts = _blocks(features), _counts(features)
    found = [_pairs(_small(blocks), ["area", "day"]), _pairs(_large(blocks), ["area", "day", "place"])]
    unplaced = _small(counts).filter(~pl.col("placed"))
    found.append(_pairs(_small(counts), ["day", "harm_type", "number"], unplaced))
    pairs = pl.concat(found).unique().sort("left", "right")
    return list(pairs.iter_rows())


def _blocks(features: Sequence[Features]) -> pl.DataFrame:
    rows = [
        (i, _area(one), day, one.place.key or _ANYWHERE)
        for i, one in enumerate(features)
        for day in _days(one)
    ]
    schema = {"mention": pl.Int64, "area": pl.String, "day": pl.Int64, "place": pl.String}
    frame = pl.DataFrame(rows, schema=schema, orient="row")
    return frame.with_columns(size=pl.len().over("area", "day"))


def _counts(features: Sequence[Features]) -> pl.DataFrame:
    """The numbers that mentions state for a harm, small ones left out, by day."""
    least = settings().count.small
    rows = [
        (i, day, harm_type, toll.fallback(), one.place.adm1 is not None)
        for i, one in enumerate(features)
        for day in _days(one)
        for harm_type, tolls in one.tolls.items()
        for toll in tolls
        if toll.fallback() > least
    ]
    columns = {"mention": pl.Int64, "day": pl.Int64, "harm_type": pl.String}
    schema = {**columns, "number": pl.Int64, "placed": pl.Boolean}
    frame = pl.DataFrame(rows, schema=schema, orient="row")
    return frame.with_columns(size=pl.len().over("day", "harm_type", "number"))


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


def _pairs(blocks: pl.DataFrame, on: list[str], some: pl.DataFrame | None = None) -> pl.DataFrame:
    """Pairs of mentions in one block, the smaller position first; one of them is in `some`, if given."""
    one = (blocks if some is None else some).select(pl.col("mention").alias("one"), *on)
    other = blocks.select(pl.col("mention").alias("other"), *on)
    joined = one.join(other, on=on).filter(pl.col("one") != pl.col("other"))
    left, right = pl.min_horizontal("one", "other"), pl.max_horizontal("one", "other")
    return joined.select(left.alias("left"), right.alias("right")).unique()
