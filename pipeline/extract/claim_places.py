"""Where a claim's own sentence says that it happened: in the claim's words, in its clause, or around them.

How one of several places is chosen is said in `placing`.
"""

from pipeline.extract.claims import Claim
from pipeline.extract.lexicon import Tag
from pipeline.extract.passage import Passage, Stretch
from pipeline.extract.place_mention import ResolvedPlace, Role
from pipeline.extract.placing import Where, place_near, place_within, where_of
from pipeline.gazetteer import PlaceKind
from pipeline.vocabulary import Scope

_STOCK = Scope.STOCK
_OWN = frozenset({Role.NAMED, Role.NEAR})
"""Roles of a place that stands alone beside a number."""


def own_place(claim: Claim, passage: Passage) -> Where | None:
    """The place in the claim's own words, else in its clause."""
    places, text = _places(claim, passage), passage.reading.tokens.text
    if not places:
        return None
    at = _place_of_count(claim, passage)
    phrase, clause = passage.phrase(claim), passage.clause(claim)
    found = place_within(text, places, at, *passage.characters(phrase))
    found = found or place_within(text, places, at, *passage.characters(clause))
    return found or _only_place(places, passage, phrase)


def _only_place(places: list[ResolvedPlace], passage: Passage, phrase: Stretch) -> Where | None:
    """ "Sofala recorded 37 deaths and Zambezia 24": each number has its own place."""
    if len(set(passage.phrases.values())) < 2:
        return None
    start, end = passage.characters(phrase)
    inside = [place for place in places if start <= place.start < end and place.role in _OWN]
    if len(inside) != 1 or inside[0].place.kind is PlaceKind.COUNTRY:
        return None
    opening = passage.reading.tokens.text[start : inside[0].start].strip(" ,;").lower()
    is_subject = opening in ("", "and", "the", "and the")
    return where_of(inside[0]) if is_subject or inside[0].role is Role.NEAR else None


def place_around(claim: Claim, passage: Passage, known: Where | None) -> Where | None:
    """The nearest place of the sentence; once the place of the report is `known`, not where its victims are from."""
    places = _places(claim, passage)
    if not places:
        return None
    is_incident = claim.scope is Scope.INCIDENT
    if known is not None:
        _, end = passage.characters(passage.clause(claim))
        places = [place for place in places if place.start < end]
        if is_incident:
            places = [place for place in places if not passage.is_of_victims(place)]
    return place_near(places, _place_of_count(claim, passage), known if is_incident else None)


def is_national(claim: Claim, passage: Passage) -> bool:
    """A count of the whole country, or a stock, which is seldom of the town spoken of before."""
    if claim.scope is _STOCK:
        return not passage.setting.places
    hits = passage.by_kind.get("nationwide")
    if hits is None:
        return False
    clause, number = passage.clause(claim), claim.phrase.core[0]
    return any(hit.last < number or clause.first <= hit.first < clause.end for hit in hits)


def _places(claim: Claim, passage: Passage) -> list[ResolvedPlace]:
    """The sentence's places, without those where its people had been before."""
    places = passage.setting.places
    if Tag.RELATIVE not in passage.reading.tokens.tags:
        return places
    return [place for place in places if not passage.tells_before(claim, place.start)]


def _place_of_count(claim: Claim, passage: Passage) -> int:
    """The character near which the place stands; a stock is of its whole sentence."""
    return passage.reading.sentence.start if claim.scope is _STOCK else passage.anchor(claim)
