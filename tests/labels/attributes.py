"""Figures against their labels: how many were found, and which of their columns are as labelled."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final, NamedTuple

from pipeline.vocabulary import HarmType, Qualifier, Scope
from tests.labels.pairing import Paired, Pairing, Row, overlaps
from tests.labels.reading import Label, Reference

COUNTED: Final = (HarmType.KILLED.value, HarmType.WOUNDED.value)


class Share(NamedTuple):
    """`right` of `of`."""

    right: int
    of: int

    @property
    def share(self) -> float:
        """Between 0 and 1; 1 of nothing."""
        return self.right / self.of if self.of else 1.0


class Miss(NamedTuple):
    """What a figure has and should have; `found` is null where no figure is."""

    measure: str
    at: Reference
    harm_type: str
    expected: str
    found: str | None


class Agreement(NamedTuple):
    """Shares by the name of the measure, and everything that is not as labelled."""

    shares: dict[str, Share]
    misses: tuple[Miss, ...]


def agreement(pairing: Pairing) -> Agreement:
    """Killed and wounded exact, the precision of figures, and each column that labels give."""
    shares, misses = {}, []
    counted = [one for one in pairing.pairs if one.label.harm_type in COUNTED]
    shares["killed and wounded exact"], wrong = _measure("exact", counted, _number_of, _number_told)
    misses += wrong
    for harm_type in HarmType:
        told = [one for one in pairing.pairs if one.label.harm_type == harm_type]
        if told:
            shares[f"{harm_type} exact"] = _measure("exact", told, _number_of, _number_told)[0]
    strangers = [row for row in pairing.unlabelled if _is_victims(row)]
    found = sum(one.figure is not None for one in counted)
    shares["killed and wounded that are labelled"] = Share(found, found + len(strangers))
    misses += [_stranger(row, pairing) for row in strangers]
    for name, (expected, observed) in _columns(pairing).items():
        shares[name], wrong = _measure(name, _found(pairing.pairs), expected, observed)
        misses += wrong
    return Agreement(shares, tuple(misses))


_Expected = Callable[[Label], str | None]
_Observed = Callable[[Row, Label], str]


def _columns(pairing: Pairing) -> Mapping[str, tuple[_Expected, _Observed]]:
    """Of the figures found, what a label gives (null where it gives nothing) and what the figure has."""
    return {
        "scope": (lambda label: label.scope, lambda row, _: str(row["scope"])),
        "victim class": (lambda label: label.victim_class, lambda row, _: str(row["victim_class"])),
        "parent": (_parent_of, lambda row, label: _parent_told(row, label, pairing)),
        "area of totals": (_place_of, lambda row, _: _area(row)),
        "period of totals": (_period_of, _period_told),
    }


def _measure(
    name: str, pairs: Iterable[Paired], expected: _Expected, observed: _Observed
) -> tuple[Share, list[Miss]]:
    right, of, misses = 0, 0, []
    for label, figure in pairs:
        wanted = expected(label)
        if wanted is None:
            continue
        told = None if figure is None else observed(figure, label)
        of, right = of + 1, right + (told == wanted)
        if told != wanted:
            misses.append(Miss(name, label.at, label.harm_type, wanted, told))
    return Share(right, of), misses


def _found(pairs: Iterable[Paired]) -> list[Paired]:
    return [one for one in pairs if one.figure is not None]


def _number_of(label: Label) -> str:
    if label.qualifier == Qualifier.VAGUE:
        return label.qualifier
    return _bounded(label.qualifier, label.value, label.low, label.high)


def _number_told(row: Row, label: Label) -> str:
    if label.qualifier == Qualifier.VAGUE == row["qualifier"]:
        return str(row["qualifier"])
    return _bounded(row["qualifier"], row["value"], row["value_low"], row["value_high"])


def _bounded(qualifier: str, value: int | None, low: int | None, high: int | None) -> str:
    return f"{qualifier} {value} [{low}, {'' if high is None else high}]"


def _parent_of(label: Label) -> str:
    return "none" if label.parent is None else _at(label.parent)


def _parent_told(row: Row, label: Label, pairing: Pairing) -> str:
    if row["parent_figure_id"] is None:
        return "none"
    parent = pairing.at[row["parent_figure_id"]]
    return _at(label.parent if label.parent is not None and overlaps(parent, label.parent) else parent)


def _at(reference: Reference) -> str:
    return f"{reference.start}-{reference.end}"


def _place_of(label: Label) -> str | None:
    if label.place is None or label.scope != Scope.PERIOD_TOTAL:
        return None
    return label.place.casefold()


def _area(row: Row) -> str:
    """The name of the smallest area that a figure names."""
    return str(row["place_name"] or row["adm1"] or row["country"] or "nowhere").casefold()


def _period_of(label: Label) -> str | None:
    if label.period is None or label.scope != Scope.PERIOD_TOTAL:
        return None
    return f"{label.period.start or ''}/{label.period.end or ''}"


def _period_told(row: Row, label: Label) -> str:
    """First and last day; an end that the label leaves open is not compared."""
    period = label.period
    start = row["date_start"] if period is None or period.start is not None else None
    end = row["date_end"] if period is None or period.end is not None else None
    return f"{start or ''}/{end or ''}"


def _is_victims(row: Row) -> bool:
    """Whether a figure counts killed or wounded victims; perpetrators are not labelled."""
    return row["harm_type"] in COUNTED and not row["of_perpetrators"]


def _stranger(row: Row, pairing: Pairing) -> Miss:
    told = _bounded(row["qualifier"], row["value"], row["value_low"], row["value_high"])
    return Miss("precision", pairing.at[row["figure_id"]], row["harm_type"], "no figure", told)
