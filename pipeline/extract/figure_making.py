"""The record of a claim: its columns as the table `figures` has them."""

from typing import Final

from pipeline.extract.claims import Claim
from pipeline.extract.dating import When
from pipeline.extract.placing import Where
from pipeline.extract.records import Figure

_QUOTE_SIDE: Final = 120
"""Characters of context kept on each side of a number, cut at clause marks."""
Settled = dict[int, tuple[When | None, Where | None]]
"""Date and place of each claim, by the claim's identity."""


def figures(claims: list[Claim], settled: Settled, text: str) -> tuple[Figure, ...]:
    """Figures in order of their characters."""
    ordered = sorted(claims, key=lambda c: (c.char_start, c.char_end, c.harm))
    position = {id(claim): i for i, claim in enumerate(ordered)}
    return tuple(_figure(claim, position, *settled[id(claim)], text) for claim in ordered)


def _figure(
    claim: Claim, position: dict[int, int], when: When | None, where: Where | None, text: str
) -> Figure:
    number, victims, place = claim.number, claim.victims, where.place if where else None
    start, end = claim.char_start, claim.char_end
    return Figure(
        sentence_no=claim.reading.sentence.no,
        char_start=start,
        char_end=end,
        number_text=text[start:end],
        quote=_quote(claim, start, end, text),
        harm_type=claim.harm,
        value=number.value,
        value_low=number.low,
        value_high=number.high,
        qualifier=number.qualifier,
        victim_class=victims.victim_class,
        victim_text=victims.text,
        of_perpetrators=victims.attackers,
        weapon=claim.weapon,
        perpetrator=claim.perpetrator,
        source=claim.source,
        scope=claim.scope,
        place_id=place.place_id if place else None,
        place_name=where.name if where else None,
        adm1=place.adm1 if place else None,
        country=place.country if place else None,
        where_prec=where.precision if where else None,
        date_start=when.start if when else None,
        date_end=when.end if when else None,
        date_prec=when.precision if when else None,
        parent=position[id(claim.parent)] if claim.parent is not None else None,
        part_relation=claim.relation if claim.parent is not None else None,
        rule_id=claim.rule_id,
    )


def _quote(claim: Claim, char_start: int, char_end: int, text: str) -> str:
    """The clause around the number: from its governor or noun phrase to the end of both, within the sentence."""
    sentence, tokens, phrase = claim.reading.sentence, claim.reading.tokens, claim.phrase
    cue = claim.reading.chunks[claim.cue_at]
    first = tokens.starts[phrase.first if phrase.first < cue.first else cue.first]
    last = tokens.ends[phrase.last if phrase.last > cue.last else cue.last]
    start = max(min(first, char_start), char_start - _QUOTE_SIDE, sentence.start)
    end = min(max(last, char_end), char_end + _QUOTE_SIDE, sentence.end)
    return text[start:end]
