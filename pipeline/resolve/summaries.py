"""Figures that sum up several events: "66 killed in the country", of whom 40 died in one town and 7 in another.

The sum of a country is one thing, the toll of a town another, though the first has the second as a part: its
parts in towns are events of their own. So are the parts that lie outside the town which the sum itself names,
since such a town is only where the sum was reported from, and those in several towns that add up to it. Parts
that only tell who the victims were ("12 of them police") stay with their whole.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from pipeline.resolve.claims import Claim, children_of, is_of_incident
from pipeline.resolve.geography import Located, Place, PlaceRelation, place_of, relation
from pipeline.resolve.tolls import add_tolls, overlap, toll_of
from pipeline.vocabulary import WherePrecision


class Summaries(NamedTuple):
    """`own` are the figures that are events of their own though parts of a sum; `sums` are these sums by
    figure_id, those that name a wrong town with the area of their parts.
    """

    own: frozenset[str]
    sums: dict[str, Claim]


def summaries_of(claims: Sequence[Claim], located: Mapping[str, Located]) -> Summaries:
    """The sums among the incident figures of one article, and their parts that are events of their own."""
    by_id = {claim.figure_id: claim for claim in claims}
    own: set[str] = set()
    sums = {}
    for whole_id, parts in children_of(filter(is_of_incident, claims)).items():
        whole = by_id.get(whole_id)
        if whole is None:
            continue
        same = [part for part in parts if part.harm_type == whole.harm_type]
        events = _events_among(same, whole, located)
        if events:
            own |= {part.figure_id for part in events}
            sums[whole_id] = _widened(whole, events) if place_of(whole).is_point else whole
    return Summaries(frozenset(own), sums)


def _events_among(parts: Sequence[Claim], whole: Claim, located: Mapping[str, Located]) -> list[Claim]:
    """The parts of one whole that are events of their own."""
    area = place_of(whole)
    in_towns = [part for part in parts if place_of(part).is_point]
    if area.is_point:
        return [part for part in in_towns if _is_elsewhere(place_of(part), area, located)]
    if len({place_of(part).key for part in in_towns}) > 1 and overlap(
        add_tolls(map(toll_of, parts)), toll_of(whole)
    ):
        return in_towns
    if area.country is None or area.adm1 is not None:
        return []
    return [part for part in in_towns if part.victim_class == whole.victim_class]


def _is_elsewhere(place: Place, town: Place, located: Mapping[str, Located]) -> bool:
    return relation(place, town, located) == PlaceRelation.DIFFERENT


def _widened(whole: Claim, parts: Iterable[Claim]) -> Claim:
    """The whole with the area that holds it and its parts: their province, else their country, else none."""
    provinces = {(place.country, place.adm1) for place in map(place_of, (whole, *parts))}
    countries = {country for country, _ in provinces}
    country = next(iter(countries)) if len(countries) == 1 else None
    adm1 = next(iter(provinces))[1] if len(provinces) == 1 else None
    precision = WherePrecision.PROVINCE if adm1 else WherePrecision.COUNTRY if country else None
    return whole._replace(
        place_id=None,
        place_name=adm1 or country,
        adm1=adm1,
        country=country,
        where_prec=precision and precision.value,
    )
