"""One record of a file, whatever its format, to a gold row."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from pipeline.evaluate.gold import HARMS, Bound, BoundKind, Coded, Columns, GoldRow
from pipeline.extract.written_date import read_day
from pipeline.vocabulary import HarmType

EXTRA: Final = "extra"
"""Field of an object with `killed_bound` (kind, low, high) or `killed_range`, and the same for wounded."""
_COUNT = re.compile(r"(\d{1,9}|\d{1,3}(?:,\d{3}){1,2})(?:\.0{1,9})?")
_LONGEST_DATE = 60


class RowError(ValueError):
    """A record that is no gold row; the message names the column and the value."""


def gold_row(number: int, record: Mapping[str, Any], columns: Columns) -> GoldRow:
    """The gold row of a record. An empty or absent number is not coded; an empty date is unknown.

    Raises `RowError` for a record without text, a number that is no whole number of people, or a date that
    cannot be read.
    """
    text = record.get(columns.text)
    if not isinstance(text, str) or not text.strip():
        raise RowError(f"the column {columns.text!r} has no text")
    extra = record.get(EXTRA) or {}
    if not isinstance(extra, Mapping):
        raise RowError(f"the field {EXTRA!r} is {_shown(extra)}, not an object")
    names = dict(zip(HARMS, (columns.killed, columns.wounded), strict=True))
    coded = {harm: _coded(harm, record.get(name), name, extra) for harm, name in names.items()}
    row_id = record.get("id")
    return GoldRow(number, str(row_id or ""), text, _day(record.get(columns.date), columns.date), coded)


def _coded(harm: HarmType, value: object, name: str, extra: Mapping[str, Any]) -> Coded:
    return Coded(
        _count(value, name),
        _bound(extra.get(f"{harm}_bound"), f"{harm}_bound"),
        _span(extra.get(f"{harm}_range"), f"{harm}_range"),
    )


def _count(value: object, name: str) -> int | None:
    """A whole number of people, also as `3.0` or `1,200`; None when the cell is empty."""
    written = "" if value is None else str(value).strip()
    if not written:
        return None
    if isinstance(value, bool) or not (found := _COUNT.fullmatch(written)):
        raise RowError(
            f"the column {name!r} is {_shown(value)}, not a whole number of people; empty it if unknown"
        )
    return int(found[1].replace(",", ""))


def _day(value: object, name: str) -> date | None:
    written = "" if value is None else str(value).strip()
    if not written:
        return None
    found = read_day(written[:_LONGEST_DATE])
    if found is None:
        raise RowError(
            f"the column {name!r} is {_shown(value)}, not a date such as 2014-03-14 or 14 March 2014"
        )
    return found


def _bound(value: object, name: str) -> Bound | None:
    """A bound with numbers; None for one that is exact (the number itself is compared) or only a word."""
    if value is None:
        return None
    if not isinstance(value, Mapping):
        raise RowError(f"{name!r} is {_shown(value)}, not an object with kind, low and high")
    try:
        kind = BoundKind(str(value.get("kind")))
    except ValueError:
        return None
    if kind is BoundKind.PLUS_PERPS:
        victims, perps = _needed(value, "victims", name), _needed(value, "perps", name)
        return Bound(kind, victims, victims + perps, perps)
    return Bound(kind, _needed(value, "low", name), _count(value.get("high"), f"{name}.high"))


def _needed(value: Mapping[str, Any], key: str, name: str) -> int:
    number = _count(value.get(key), f"{name}.{key}")
    if number is None:
        raise RowError(f"{name!r} has no {key!r}")
    return number


def _span(value: object, name: str) -> tuple[int, int] | None:
    if value is None:
        return None
    ends = [_count(end, name) for end in value] if isinstance(value, list) else []
    match ends:
        case [int(low), int(high)] if low <= high:
            return low, high
        case _:
            raise RowError(f"{name!r} is {_shown(value)}, not two numbers in order")


def _shown(value: object) -> str:
    return repr(value)[:80]
