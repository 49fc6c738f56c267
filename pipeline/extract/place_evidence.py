"""What an article has said so far of the countries and provinces that it speaks of.

Evidence for a country, strongest first: its name, the dateline, a province or region of it, its people
("Iraqi"), a city that has no rival of the name.
"""

from collections import defaultdict
from collections.abc import Iterable

from pipeline.extract.place_mention import Mention, Role
from pipeline.gazetteer import Place, PlaceKind, load

_ADM1 = PlaceKind.ADM1
_COUNTRY = PlaceKind.COUNTRY
_DEMONYM = Role.DEMONYM
_ORIGIN = Role.ORIGIN
_PART_OF_NAME = Role.PART_OF_NAME
EVIDENCE_COUNTRY = 3.0
EVIDENCE_DATELINE = 2.5
EVIDENCE_DIVISION = 2.0
EVIDENCE_DEMONYM = 1.5
EVIDENCE_CITY = 1.0
EVIDENCE_IN_NAME = 1.0
MOST_EVIDENCE = 5.0
SAME_DIVISION = 1.0
_REPEATED = 0.25
_AS_CALLED = 3.0
_NOT_AS_CALLED = -2.0
_NO_RIVAL_WITHIN = 1.0

AREAS = (PlaceKind.ADM1, PlaceKind.REGION)
DIVISIONS = (*AREAS, PlaceKind.DISTRICT)


class Evidence:
    """Weights by country, and the provinces named."""

    def __init__(self) -> None:
        self._countries: dict[str, float] = defaultdict(float)
        self._divisions: set[tuple[str | None, str | None]] = set()
        self._spoken_of: set[str] = set()
        self._named: set[str] = set()
        self._told: dict[str, float] = defaultdict(float)
        self._dateline: str | None = None

    def of(self, country_code: str | None) -> float:
        """The weight of a country; 0 if the article has said nothing of it."""
        return self._countries.get(country_code or "", 0.0)

    def speaks_of(self, country_code: str | None) -> bool:
        """Whether more than a town's name has pointed to a country."""
        return country_code in self._spoken_of

    def names(self, country_code: str | None) -> bool:
        """Whether a country or its people are named."""
        return country_code in self._named

    def most(self) -> float:
        """The weight of the country with the most evidence."""
        return max(self._countries.values(), default=0.0)

    def country(self) -> Place | None:
        """The country with the most evidence, the first of those that have as much.

        That of a dateline ("GENEVA") yields to another where the text never comes back to it.
        """
        if not self._countries:
            return None
        code = max(self._countries, key=self._countries.__getitem__)
        told = max(self._told, key=self._told.__getitem__, default=code)
        if self._dateline == code and code not in self._told and self._told[told] >= EVIDENCE_DIVISION:
            code = told
        return load().place(f"country:{code}")

    def home(self) -> Place | None:
        """The one province that the article speaks of, or else its country; `None` where neither was named."""
        country = self.country()
        if country is None or self.of(country.country_code) < EVIDENCE_DEMONYM:
            return None
        provinces = {adm1 for code, adm1 in self._divisions if code == country.country_code and adm1}
        if len(provinces) != 1:
            return country
        found = (place for place in load().candidates(provinces.pop()) if place.kind is _ADM1)
        return next((place for place in found if place.country_code == country.country_code), country)

    def score(self, mention: Mention, place: Place) -> float:
        """How well `place` fits the mention.

        Its prominence, the evidence for it, and what the text calls it.
        """
        score = place.prominence + self._countries.get(place.country_code or "", 0.0)
        if (place.country_code, place.adm1) in self._divisions:
            score += SAME_DIVISION
        if mention.wanted is _ADM1:
            score += _AS_CALLED if place.kind in AREAS else _NOT_AS_CALLED
        elif mention.wanted is not None:
            score += _AS_CALLED if place.kind in (PlaceKind.CITY, PlaceKind.DISTRICT) else _NOT_AS_CALLED
        return score

    def support(self, code: str, weight: float) -> None:
        """Add evidence for a country; repeated evidence counts a little each time."""
        known = self._countries[code]
        if weight > EVIDENCE_CITY:
            self._spoken_of.add(code)
        self._countries[code] = min(MOST_EVIDENCE, max(known, weight) + (_REPEATED if known else 0.0))

    def see(self, mentions: Iterable[Mention]) -> None:
        """Take evidence from the mentions of one sentence."""
        for mention in mentions:
            if mention.candidates and not mention.rare:
                seen = self._see_one(mention)
                if seen is not None:
                    self.support(*seen)
                    if mention.role is _DEMONYM or mention.candidates[0].kind is _COUNTRY:
                        self._named.add(seen[0])
                    self._told[seen[0]] = self._countries[seen[0]] if seen[0] != self._dateline else seen[1]

    def see_dateline(self, dateline: str) -> None:
        """Take evidence from a dateline: `BEIRUT`, `TRIPOLI, Lebanon`, `MADRID (SPAIN)`."""
        inside: str | None = None
        for part in reversed(dateline.replace("(", ",").replace(")", "").split(",")):
            found = (place for place in load().candidates(part) if inside in (None, place.country_code))
            best = next(found, None)
            if best is not None and best.country_code:
                inside = best.country_code
                self._dateline = inside
                self.support(inside, EVIDENCE_DATELINE)

    def _see_one(self, mention: Mention) -> tuple[str, float] | None:
        """The country that a mention points to, and how strongly."""
        best = mention.candidates[0]
        if best.country_code is None or mention.role is _ORIGIN:
            return None
        if mention.role is _PART_OF_NAME:
            is_area = best.kind in (_COUNTRY, _ADM1)
            return (best.country_code, EVIDENCE_IN_NAME) if is_area else None
        if mention.role is _DEMONYM:
            return best.country_code, EVIDENCE_DEMONYM
        if best.kind is _COUNTRY:
            return best.country_code, EVIDENCE_COUNTRY
        if not _has_no_rival(mention):
            return None
        self._divisions.add((best.country_code, best.adm1))
        return best.country_code, EVIDENCE_DIVISION if best.kind in DIVISIONS else EVIDENCE_CITY


def _has_no_rival(mention: Mention) -> bool:
    best = mention.candidates[0]
    rivals = (place for place in mention.candidates if place.country_code != best.country_code)
    rival = next(rivals, None)
    return rival is None or best.prominence - rival.prominence > _NO_RIVAL_WITHIN
