"""Rows of hand-coded numbers: a text, and how many people a coder says were killed and wounded."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple

from pipeline.vocabulary import HarmType

HARMS: Final = (HarmType.KILLED, HarmType.WOUNDED)
"""The harms that databases of political violence code; in this order everywhere."""


class Perpetrators(StrEnum):
    """Whether dead and wounded perpetrators count: GTD and ACLED count them, many lists do not."""

    INCLUDE = "include"
    EXCLUDE = "exclude"


class BoundKind(StrEnum):
    """How a coder bounded a number: `10+`, `7-9`, `~30`, or `5 (+1)` for victims and perpetrators."""

    AT_LEAST = "at_least"
    RANGE = "range"
    ABOUT = "about"
    PLUS_PERPS = "plus_perps"


class Bound(NamedTuple):
    """A bounded number of people; `high` is null when nothing bounds it; `perps` only for `plus_perps`.

    For `plus_perps`, `low` is the victims and `high` the victims and perpetrators together.
    """

    kind: BoundKind
    low: int
    high: int | None
    perps: int = 0


class Coded(NamedTuple):
    """What a coder says of one harm: a number, a bound, a range to fall into, or nothing."""

    value: int | None = None
    bound: Bound | None = None
    span: tuple[int, int] | None = None


class GoldRow(NamedTuple):
    """A coded text. `number` is its line in JSON Lines, or its row in a sheet whose header is row 1."""

    number: int
    row_id: str
    text: str
    published_on: date | None
    coded: Mapping[HarmType, Coded]


class RefusedRow(NamedTuple):
    """A row that cannot be compared, and why."""

    number: int
    message: str


class Columns(NamedTuple):
    """The names of a file's columns, or of the fields of its JSON objects."""

    text: str = "text"
    killed: str = "killed"
    wounded: str = "wounded"
    date: str = "date"
