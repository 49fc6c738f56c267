"""Incidents against the labelled events: B-cubed precision and recall (Bagga and Baldwin 1998).

The items are the labelled numbers that carry an event. A number that the line missed or links to no incident
stands alone, which costs recall. Linked figures without a labelled event (totals, background, unlabelled
numbers) are strangers: they count in the precision of their incident's members. Perpetrators, whom nobody
labelled, are left out.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import polars as pl

from tests.labels.pairing import Pairing


class Item(NamedTuple):
    """A labelled number: its place among the labels, its labelled event, its incident."""

    label_no: int
    event: str
    incident: str


class Clusters(NamedTuple):
    """B-cubed scores between 0 and 1, over all labelled numbers and over those of incidents only."""

    precision: float
    recall: float
    items: tuple[Item, ...]
    strangers: dict[str, list[str]]
    """figure_ids without a labelled event, by incident, where the incident has labelled numbers."""

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def clusters(pairing: Pairing, incident_figures: pl.DataFrame) -> Clusters:
    """The scores of `incident_figures` against the labelled events."""
    incident_of = dict(incident_figures.select("figure_id", "incident_id").iter_rows())
    items, labelled = [], set()
    for number, (label, figure) in enumerate(pairing.pairs):
        if label.incident_id is not None:
            figure_id = figure["figure_id"] if figure is not None else ""
            labelled.add(figure_id)
            items.append(Item(number, label.incident_id, incident_of.get(figure_id, f"alone {number}")))
    known = {item.incident for item in items}
    labelled |= {row["figure_id"] for row in pairing.unlabelled if row["of_perpetrators"]}
    strangers: dict[str, list[str]] = {}
    for figure_id, incident in incident_of.items():
        if figure_id not in labelled and incident in known:
            strangers.setdefault(incident, []).append(figure_id)
    precision, recall = b_cubed(items, {incident: len(told) for incident, told in strangers.items()})
    return Clusters(precision, recall, tuple(items), strangers)


def b_cubed(items: Sequence[Item], strangers: Mapping[str, int]) -> tuple[float, float]:
    """Precision and recall, each the mean over the items; `strangers` counts others by incident."""
    together = Counter((item.event, item.incident) for item in items)
    events = Counter(item.event for item in items)
    incidents = Counter(item.incident for item in items)
    if not items:
        return 1.0, 1.0
    shared = [together[item.event, item.incident] for item in items]
    sizes = [incidents[item.incident] + strangers.get(item.incident, 0) for item in items]
    precision = sum(same / size for same, size in zip(shared, sizes, strict=True)) / len(items)
    recall = sum(same / events[item.event] for same, item in zip(shared, items, strict=True)) / len(items)
    return precision, recall


def merged(found: Clusters, pairs: Sequence[tuple[str, str]]) -> list[tuple[str, str, str]]:
    """The pairs of events that must stay apart and share an incident, with that incident."""
    incidents: dict[str, set[str]] = {}
    for item in found.items:
        incidents.setdefault(item.event, set()).add(item.incident)
    return [
        (one, other, incident)
        for one, other in pairs
        for incident in sorted(incidents.get(one, set()) & incidents.get(other, set()))
    ]
