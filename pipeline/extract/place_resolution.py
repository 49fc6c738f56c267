"""Decides which place each mention means, with the whole article as its witness.

A mention means the candidate with the best sum of prominence and evidence (`place_evidence`). A stated
container ("Tripoli, Lebanon", "Iraq's Anbar") binds, and a village that the gazetteer lacks is known by its
container.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.extract.place_evidence import (
    DIVISIONS,
    EVIDENCE_CITY,
    EVIDENCE_DATELINE,
    EVIDENCE_DIVISION,
    MOST_EVIDENCE,
    SAME_DIVISION,
    Evidence,
)
from pipeline.extract.place_mention import Link, Mention, ResolvedPlace, Role
from pipeline.extract.place_runs import NAME_PARTICLES, is_own
from pipeline.gazetteer import PRECISION, Place, PlaceKind
from pipeline.gazetteer.names import name_key
from pipeline.vocabulary import WherePrecision

_CITY = PlaceKind.CITY
_DISTRICT = PlaceKind.DISTRICT
_NEAR = Role.NEAR
_PART_OF_NAME = Role.PART_OF_NAME
_SMALL = 5.0
"""Prominence (100,000 people) from which a name needs no support."""
_TOWN = 4.0
"""Prominence (10,000 people) from which a name that is no location is a place of a country in evidence."""
_VILLAGE = 3.4
"""Prominence (2,500 people) below which only evidence for the country makes a location a place."""
_WORLD_CITY = 6.3
"""Prominence (2 million people) from which a city needs no country beside it."""
_PLAUSIBLE = 1.5
_LARGER = 1.0

UNLISTED = "named in the text, not in the gazetteer"
"""Source of a place that only the text knows.

Its `place_id` begins with `unlisted:` and it has no coordinates.
"""

_CONTAINERS = frozenset((*DIVISIONS, PlaceKind.COUNTRY))
_LOCATING = (Role.LOCATION, Role.NEAR, Role.OBLIQUE)
_PEOPLES = {Role.DEMONYM, Role.ORIGIN}


class _Bindings(NamedTuple):
    """Candidates left for each mention once stated containers bind; mention -> its container, by index.

    `loose` are containers stated for a mention that none of its candidates lies in.
    """

    options: list[Sequence[Place]]
    within: dict[int, int]
    loose: dict[int, int]


class Resolver:
    """Gathers evidence over one article and resolves its mentions.

    `dateline` is the place of the dateline as printed, `country_codes` ISO 3166-1 codes known from
    elsewhere (the publisher's beat).
    """

    def __init__(self, dateline: str | None = None, country_codes: Iterable[str] = ()) -> None:
        self._evidence = Evidence()
        for code in country_codes:
            self._evidence.support(code, EVIDENCE_DATELINE)
        if dateline:
            self._evidence.see_dateline(dateline)

    def see(self, mentions: Iterable[Mention]) -> None:
        """Take evidence from the mentions of one sentence. Call it for every sentence before `resolve`."""
        self._evidence.see(mentions)

    def country(self) -> Place | None:
        """The country that the article speaks of most, as far as it was seen; `None` without any evidence."""
        return self._evidence.country()

    def names(self, country_code: str | None) -> bool:
        """Whether the article names a country or its people."""
        return self._evidence.names(country_code)

    def resolve(self, mentions: Sequence[Mention]) -> list[ResolvedPlace]:
        """The places of one sentence's mentions, in order.

        Names that turn out to be none, or part of another, are left out.
        """
        places = [mention for mention in mentions if mention.role is not _PART_OF_NAME]
        bindings = self._bind(places)
        containers = set(bindings.within.values())
        resolved = []
        for index, mention in enumerate(places):
            place = self._best(mention, bindings.options[index])
            bound = index in bindings.within or index in containers
            if place is None or not (bound or self._is_supported(mention, place)):
                place = self._unlisted(index, places, bindings)
            elif not bound and self._is_of_that_name_at_home(mention, place):
                place = self._unlisted(index, places, bindings) or self._at_home(mention)
            if place is not None:
                role = Role.CONTAINER if index in containers else mention.role
                resolved.append(_resolved(mention, place, role))
        return resolved

    def _best(self, mention: Mention, options: Sequence[Place]) -> Place | None:
        if len(options) == 1 or (options and mention.wanted is None and _is_beyond_rivals(options)):
            return options[0]
        score = self._evidence.score
        return max(options, key=lambda place: (score(mention, place), place.place_id), default=None)

    def _is_supported(self, mention: Mention, place: Place) -> bool:
        """Whether an unbound name really is this place.

        Small towns and rare names need the article's help.
        """
        if mention.role in _PEOPLES:
            return True
        evidence = self._evidence.of(place.country_code)
        locating = mention.role in _LOCATING
        if mention.rare:
            return locating and (evidence > 0 or place.prominence >= _SMALL or is_own(place))
        if place.prominence >= _SMALL or (locating and is_own(place)):
            return True
        if evidence > EVIDENCE_CITY:
            return locating or place.prominence >= _TOWN
        elsewhere = self._evidence.most() >= EVIDENCE_DIVISION
        return locating and place.prominence >= _VILLAGE and not elsewhere

    def _is_of_that_name_at_home(self, mention: Mention, place: Place) -> bool:
        """Whether a town abroad is meant only by name: the report never speaks of its country, but of another.

        News that happened abroad say so, except of cities that everybody knows.
        """
        if place.kind not in (_CITY, _DISTRICT) or mention.role in _PEOPLES:
            return False
        evidence = self._evidence
        if evidence.speaks_of(place.country_code) or evidence.most() < EVIDENCE_DIVISION or is_own(place):
            return False
        rivals = any(other.country_code != place.country_code for other in mention.candidates)
        return place.prominence < (_WORLD_CITY if rivals or mention.rare else _SMALL)

    def _at_home(self, mention: Mention) -> Place | None:
        """A place of that name in the report's country, which the gazetteer lacks."""
        home = self._evidence.country()
        if home is None or mention.rare or mention.role not in _LOCATING:
            return None
        return _named_only(mention.name, home)

    def _unlisted(self, index: int, places: Sequence[Mention], bindings: _Bindings) -> Place | None:
        """A village that the gazetteer lacks, known by the province, region or country stated for it.

        `Karida, in Papua New Guinea's Hela province` lies in Hela; what stands alone lies where the article is at
        home.
        """
        mention, outer = places[index], bindings.loose.get(index)
        if mention.rare or mention.role not in _LOCATING:
            return None
        if outer is None:
            is_strange = mention.wanted in (None, _CITY) and not self._is_known(mention)
            around = self._evidence.home() if is_strange else None
        else:
            outer += bindings.within.get(outer + 1) == outer
            around = self._best(places[outer], bindings.options[outer])
        if around is None or around.kind not in _CONTAINERS:
            return None
        return _named_only(mention.name, around)

    def _is_known(self, mention: Mention) -> bool:
        """Whether a place of the name lies in a country that the article speaks of."""
        return any(self._evidence.of(place.country_code) > 0 for place in mention.candidates)

    # -- containers ------------------------------------------------------------------------------

    def _bind(self, places: Sequence[Mention]) -> _Bindings:
        bindings = _Bindings([mention.candidates for mention in places], {}, {})
        named = [index for index, mention in enumerate(places) if mention.role not in _PEOPLES]
        for before, index in reversed(list(pairwise(named))):
            link, options = places[index].link, bindings.options
            if link in (Link.NONE, Link.AND):
                continue
            if len(options[before]) == 1 and options[before][0] in options[index]:
                options[index] = options[before]
                continue
            inner, outer = (index, before) if link is Link.POSSESSIVE else (before, index)
            inside, around = self._contained(places, inner, outer, options, link)
            if inside:
                options[inner], options[outer] = inside, around
                bindings.within[inner] = outer
            else:
                bindings.loose[inner] = outer
        return bindings

    def _contained(
        self, places: Sequence[Mention], inner: int, outer: int, options: list[Sequence[Place]], link: Link
    ) -> tuple[list[Place], list[Place]]:
        """The candidates of the inner mention that lie in candidates of the outer one, and those."""
        score = self._evidence.score
        best = max((score(places[outer], place) for place in options[outer]), default=0.0)
        meant = self._best(places[inner], options[inner])
        likely = [
            place
            for place in options[outer]
            if place.kind is PlaceKind.COUNTRY
            or score(places[outer], place) > best - _PLAUSIBLE
            or (meant is not None and place.kind is PlaceKind.ADM1 and _holds(place, meant, link))
        ]
        inside = [place for place in options[inner] if any(_holds(big, place, link) for big in likely)]
        if inside and link is Link.COMMA and not self._is_apposition(places[inner], inside, likely):
            return [], []
        return inside, [big for big in likely if any(_holds(big, place, link) for place in inside)]

    def _is_apposition(self, inner: Mention, inside: Sequence[Place], likely: Sequence[Place]) -> bool:
        """Whether "A, B" says "A in B" and is no list of two places."""
        if any(place.kind is PlaceKind.COUNTRY for place in likely):
            return True
        score = self._evidence.score
        best = max(score(inner, place) for place in inner.candidates)
        return max(score(inner, place) for place in inside) > best - _PLAUSIBLE


def _is_beyond_rivals(options: Sequence[Place]) -> bool:
    """Whether no evidence can turn a name to its second place."""
    return options[0].prominence - options[1].prominence >= MOST_EVIDENCE + SAME_DIVISION


def _holds(outer: Place, inner: Place, link: Link) -> bool:
    if outer.country_code != inner.country_code or outer.place_id == inner.place_id:
        return False
    if outer.kind is PlaceKind.COUNTRY:
        return inner.kind is not PlaceKind.COUNTRY
    if outer.kind is PlaceKind.ADM1:
        return inner.kind not in (PlaceKind.COUNTRY, PlaceKind.ADM1) and inner.adm1 == outer.name
    if outer.kind is _CITY:
        near = inner.kind is _DISTRICT or (link is Link.IN and outer.prominence - inner.prominence > _LARGER)
        return near and inner.adm1 == outer.adm1
    return inner.kind is _CITY and (outer.adm1 is None or outer.adm1 == inner.adm1)


def _title_case(name: str) -> str:
    """`SAN LORENZO DE PAMPAS` -> `San Lorenzo de Pampas`."""
    words = name.split()
    return " ".join([words[0].title(), *(_word_case(word) for word in words[1:])]) if name.isupper() else name


def _word_case(word: str) -> str:
    return word.lower() if word.lower() in NAME_PARTICLES else word.title()


def _named_only(name: str, around: Place) -> Place:
    name = _title_case(name)
    slug = "-".join(name_key(f"{name} {around.adm1 or ''} {around.country_code or ''}").split())
    return Place(
        place_id=f"unlisted:{slug}",
        name=name,
        adm1=around.adm1,
        country=around.country,
        country_code=around.country_code,
        latitude=None,
        longitude=None,
        kind=_CITY,
        population=0,
        prominence=0.0,
        source=UNLISTED,
    )


def _resolved(mention: Mention, place: Place, role: Role) -> ResolvedPlace:
    precision = int(PRECISION[place.kind])
    if mention.role is _NEAR and precision < WherePrecision.DISTRICT:
        precision = int(WherePrecision.NEAR)
    elif mention.wanted is _DISTRICT and place.kind is _CITY:
        precision = int(WherePrecision.DISTRICT)
    name = place.name
    if mention.part and place.kind is PlaceKind.COUNTRY:
        precision, name = int(WherePrecision.REGION), f"{mention.part} {place.name}"
    return ResolvedPlace(mention.start, mention.end, role, place, precision, name)
