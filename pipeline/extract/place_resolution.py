"""Decides which place each mention means, with the whole article as its witness.

Evidence for a country, strongest first: its name, a province or region of it, the dateline, its people
("Iraqi"), a city that has no rival of the name. A mention means the candidate with the best sum of
prominence and evidence; a stated container ("Tripoli, Lebanon", "Iraq's Anbar") binds.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from pipeline.extract.place_mention import Link, Mention, ResolvedPlace, Role
from pipeline.extract.place_runs import is_own
from pipeline.gazetteer import PRECISION, Place, PlaceKind, load
from pipeline.vocabulary import WherePrecision

EVIDENCE_COUNTRY = 3.0
EVIDENCE_DIVISION = 2.0
EVIDENCE_DATELINE = 2.5
EVIDENCE_DEMONYM = 1.5
EVIDENCE_CITY = 1.0
EVIDENCE_IN_NAME = 1.0
_MOST_EVIDENCE = 5.0
_SAME_DIVISION = 1.0
_REPEATED = 0.25
_AS_CALLED = 3.0
_NOT_AS_CALLED = -2.0
_NO_RIVAL_WITHIN = 1.0
_SMALL = 5.0
"""Prominence (100,000 people) from which a name needs no support."""
_TOWN = 4.0
"""Prominence (10,000 people) from which a name that is no location is a place of a country in evidence."""
_VILLAGE = 3.4
"""Prominence (2,500 people) below which only evidence for the country makes a location a place."""
_PLAUSIBLE = 1.5

_AREAS = (PlaceKind.ADM1, PlaceKind.REGION)
_DIVISIONS = (*_AREAS, PlaceKind.DISTRICT)
_LOCATING = (Role.LOCATION, Role.NEAR)


class Resolver:
    """Gathers evidence over one article and resolves its mentions.

    `dateline` is the place of the dateline as printed, `country_codes` ISO 3166-1 codes known from
    elsewhere (the publisher's beat).
    """

    def __init__(self, dateline: str | None = None, country_codes: Iterable[str] = ()) -> None:
        self._countries: dict[str, float] = defaultdict(float)
        self._divisions: set[tuple[str | None, str | None]] = set()
        for code in country_codes:
            self._support(code, EVIDENCE_DATELINE)
        if dateline:
            self._see_dateline(dateline)

    def see(self, mentions: Iterable[Mention]) -> None:
        """Take evidence from the mentions of one sentence. Call it for every sentence before `resolve`."""
        for mention in mentions:
            if not mention.rare:
                self._see_one(mention)

    def resolve(self, mentions: Sequence[Mention]) -> list[ResolvedPlace]:
        """The places of one sentence's mentions, in order.

        Names that turn out to be none, or part of another, are left out.
        """
        places = [mention for mention in mentions if mention.role is not Role.PART_OF_NAME]
        options, inner, outer = self._bind(places)
        resolved = []
        for index, mention in enumerate(places):
            place = self._best(mention, options[index])
            if place is not None and (index in inner or index in outer or self._is_supported(mention, place)):
                role = Role.CONTAINER if index in outer else mention.role
                resolved.append(_resolved(mention, place, role))
        return resolved

    def country(self) -> Place | None:
        """The country that the article speaks of most, as far as it was seen; `None` without any evidence."""
        if not self._countries:
            return None
        code = max(self._countries, key=lambda code: (self._countries[code], code))
        return load().place(f"country:{code}")

    # -- evidence --------------------------------------------------------------------------------

    def _support(self, code: str, weight: float) -> None:
        known = self._countries[code]
        self._countries[code] = min(_MOST_EVIDENCE, max(known, weight) + (_REPEATED if known else 0.0))

    def _see_one(self, mention: Mention) -> None:
        best = mention.candidates[0]
        if best.country_code is None:
            return
        if mention.role is Role.PART_OF_NAME:
            if best.kind is PlaceKind.COUNTRY or best.kind is PlaceKind.ADM1:
                self._support(best.country_code, EVIDENCE_IN_NAME)
        elif mention.role is Role.DEMONYM:
            self._support(best.country_code, EVIDENCE_DEMONYM)
        elif best.kind is PlaceKind.COUNTRY:
            self._support(best.country_code, EVIDENCE_COUNTRY)
        elif self._has_no_rival(mention):
            self._support(best.country_code, EVIDENCE_DIVISION if best.kind in _DIVISIONS else EVIDENCE_CITY)
            self._divisions.add((best.country_code, best.adm1))

    @staticmethod
    def _has_no_rival(mention: Mention) -> bool:
        best = mention.candidates[0]
        rivals = (place for place in mention.candidates if place.country_code != best.country_code)
        rival = next(rivals, None)
        return rival is None or best.prominence - rival.prominence > _NO_RIVAL_WITHIN

    def _see_dateline(self, dateline: str) -> None:
        candidates: list[Place] = []
        for part in reversed(dateline.replace("(", ",").replace(")", "").split(",")):
            candidates = [
                place
                for place in load().candidates(part)
                if not candidates or place.country_code == candidates[0].country_code
            ]
            if candidates and candidates[0].country_code:
                self._support(candidates[0].country_code, EVIDENCE_DATELINE)

    # -- choice ----------------------------------------------------------------------------------

    def _score(self, mention: Mention, place: Place) -> float:
        score = place.prominence + self._countries.get(place.country_code or "", 0.0)
        if (place.country_code, place.adm1) in self._divisions:
            score += _SAME_DIVISION
        if mention.wanted is PlaceKind.ADM1:
            score += _AS_CALLED if place.kind in _AREAS else _NOT_AS_CALLED
        elif mention.wanted is not None:
            score += _AS_CALLED if place.kind in (PlaceKind.CITY, PlaceKind.DISTRICT) else _NOT_AS_CALLED
        return score

    def _best(self, mention: Mention, options: Sequence[Place]) -> Place | None:
        if len(options) == 1 or (mention.wanted is None and _is_beyond_rivals(options)):
            return options[0]
        return max(options, key=lambda place: (self._score(mention, place), place.place_id), default=None)

    def _is_supported(self, mention: Mention, place: Place) -> bool:
        """Whether an unbound name really is this place.

        Small towns and rare names need the article's help.
        """
        if mention.role is Role.DEMONYM:
            return True
        evidence = self._countries.get(place.country_code or "", 0.0)
        locating = mention.role in _LOCATING
        if mention.rare:
            return locating and (evidence > 0 or place.prominence >= _SMALL or is_own(place))
        if place.prominence >= _SMALL or (locating and is_own(place)):
            return True
        if evidence > EVIDENCE_CITY:
            return locating or place.prominence >= _TOWN
        elsewhere = max(self._countries.values(), default=0.0) >= EVIDENCE_DIVISION
        return locating and place.prominence >= _VILLAGE and not elsewhere

    def _bind(self, places: Sequence[Mention]) -> tuple[list[Sequence[Place]], set[int], set[int]]:
        """Candidates left once stated containers bind, the indexes of what they contain, and their own."""
        options: list[Sequence[Place]] = [mention.candidates for mention in places]
        contained: set[int] = set()
        containers: set[int] = set()
        for index in range(len(places) - 1, 0, -1):
            link = places[index].link
            if link in (Link.NONE, Link.AND) or Role.DEMONYM in (places[index].role, places[index - 1].role):
                continue
            if len(options[index - 1]) == 1 and options[index - 1][0] in options[index]:
                options[index] = options[index - 1]
                continue
            inner, outer = (index, index - 1) if link is Link.POSSESSIVE else (index - 1, index)
            inside, around = self._contained(
                places[inner], options[inner], places[outer], options[outer], link
            )
            if inside:
                options[inner], options[outer] = inside, around
                contained.add(inner)
                containers.add(outer)
        return options, contained, containers

    def _contained(
        self, inner: Mention, inners: Sequence[Place], outer: Mention, outers: Sequence[Place], link: Link
    ) -> tuple[list[Place], list[Place]]:
        best = max((self._score(outer, place) for place in outers), default=0.0)
        meant = self._best(inner, inners)
        likely = [
            place
            for place in outers
            if place.kind is PlaceKind.COUNTRY
            or self._score(outer, place) > best - _PLAUSIBLE
            or (meant is not None and place.kind is PlaceKind.ADM1 and _holds(place, meant, link))
        ]
        inside = [place for place in inners if any(_holds(big, place, link) for big in likely)]
        if inside and link is Link.COMMA and not self._is_apposition(inner, inners, inside, likely):
            return [], []
        return inside, [big for big in likely if any(_holds(big, place, link) for place in inside)]

    def _is_apposition(
        self, inner: Mention, inners: Sequence[Place], inside: Sequence[Place], likely: Sequence[Place]
    ) -> bool:
        """Whether "A, B" says "A in B" and is no list of two places."""
        if any(place.kind is PlaceKind.COUNTRY for place in likely):
            return True
        best = max(self._score(inner, place) for place in inners)
        return max(self._score(inner, place) for place in inside) > best - _PLAUSIBLE


def _is_beyond_rivals(options: Sequence[Place]) -> bool:
    """Whether no evidence can turn a name to its second place."""
    return options[0].prominence - options[1].prominence >= _MOST_EVIDENCE + _SAME_DIVISION


def _holds(outer: Place, inner: Place, link: Link) -> bool:
    if outer.country_code != inner.country_code or outer.place_id == inner.place_id:
        return False
    if outer.kind is PlaceKind.COUNTRY:
        return inner.kind is not PlaceKind.COUNTRY
    if outer.kind is PlaceKind.ADM1:
        return inner.kind not in (PlaceKind.COUNTRY, PlaceKind.ADM1) and inner.adm1 == outer.name
    if outer.kind is PlaceKind.CITY:
        near = inner.kind is PlaceKind.DISTRICT or (
            link is Link.IN and outer.prominence - inner.prominence > _NO_RIVAL_WITHIN
        )
        return near and inner.adm1 == outer.adm1
    return inner.kind is PlaceKind.CITY and (outer.adm1 is None or outer.adm1 == inner.adm1)


def _resolved(mention: Mention, place: Place, role: Role) -> ResolvedPlace:
    precision = int(PRECISION[place.kind])
    if mention.role is Role.NEAR and precision < WherePrecision.DISTRICT:
        precision = int(WherePrecision.NEAR)
    elif mention.wanted is PlaceKind.DISTRICT and place.kind is PlaceKind.CITY:
        precision = int(WherePrecision.DISTRICT)
    name = place.name
    if mention.part and place.kind is PlaceKind.COUNTRY:
        precision, name = int(WherePrecision.REGION), f"{mention.part} {place.name}"
    return ResolvedPlace(mention.start, mention.end, role, place, precision, name)


def resolve_article(
    text: str, sentences: Iterable[tuple[int, int]], dateline: str | None = None
) -> list[list[ResolvedPlace]]:
    """Find and resolve the places of every sentence (`start`, `end` offsets into `text`).

    One list per sentence.
    """
    from pipeline.extract.places import find_places

    mentions = [find_places(text, start, end) for start, end in sentences]
    resolver = Resolver(dateline)
    for sentence in mentions:
        resolver.see(sentence)
    return [resolver.resolve(sentence) for sentence in mentions]
