"""Places in the name of a source: where it has its seat, and not where the event was."""

from dataclasses import replace
from typing import Final

from pipeline.extract.passage import Passage
from pipeline.extract.phrases import ACT, WEAPON
from pipeline.extract.place_mention import ResolvedPlace, Role
from pipeline.extract.sources import Attribution
from pipeline.extract.tokens import Tokens

_COUNTING: Final = frozenset({"recorded", "registered", "counted"})
_DEMOTED: Final = frozenset({Role.LOCATION, Role.NEAR, Role.NAMED})


def leave_out_seats(passage: Passage, cited: list[Attribution]) -> None:
    """ "The hospital in Hajjah said that it had received 40 bodies", "police in Abancay spoke of five dead".

    Not where the sentence tells of an attack of its own: "police in Mosul said that a bomb killed two".
    """
    setting = passage.setting
    if not setting.places or passage.has(ACT) or passage.has(WEAPON):
        return
    tokens = passage.reading.tokens
    named = [one for one in cited if one.end > one.first and not _counts_its_own(one, tokens)]
    spans = [(tokens.starts[one.first], tokens.ends[one.end - 1]) for one in named]
    setting.places = [_demoted(place, spans) for place in setting.places]


def _counts_its_own(source: Attribution, tokens: Tokens) -> bool:
    """ "Sofala recorded 37 deaths": a province that counts, counts its own."""
    return not _COUNTING.isdisjoint(tokens.words[source.end : source.end + 2])


def _demoted(place: ResolvedPlace, spans: list[tuple[int, int]]) -> ResolvedPlace:
    inside = any(start <= place.start < end for start, end in spans)
    return replace(place, role=Role.OBLIQUE) if inside and place.role in _DEMOTED else place
