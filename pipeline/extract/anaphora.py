"""Parts of the counts of earlier sentences: "two of them", "five of the dead", "among the 92 victims were six women".

A partitive is a part of the count that it points back to: the last that can hold it, or the one whose number it names.
"""

from typing import Final

from pipeline.extract.claims import Claim
from pipeline.extract.lexicon import Tag
from pipeline.extract.part_markers import AMONG, OF_THOSE
from pipeline.extract.parts import LATER_DEATH, tells_dying
from pipeline.vocabulary import HarmType, Scope, VictimClass

_HISTORICAL: Final = Scope.HISTORICAL
_INCIDENT: Final = Scope.INCIDENT
_PERIOD_TOTAL: Final = Scope.PERIOD_TOTAL
_UNKNOWN: Final = VictimClass.UNKNOWN
_ANAPHORS: Final = (
    "of those",
    "most of those",
    "the dead",
    "those killed",
    "those wounded",
    "those injured",
    "the victims",
    "among the",
    "among those",
    "the number of",
    "the wounded",
    "the injured",
    "the slain",
    "the deceased",
    "the fatalities",
)
_INCLUDING_VERBS: Final = frozenset({"included", "include", "includes"})
_AT_ONCE: Final = (
    "of the dead",
    "among those",
    "among the dead",
    "of those killed",
    "of the killed",
    "on the spot",
    "instantly",
    "immediately",
)
_OTHERS_COUNTS: Final = frozenset({"superseded", "recounted", "rival"})
"""Details of counts that are not those of the report."""
_PRONOMINAL: Final = frozenset({"of them", "of these", "out of them"})
_DEFINITE: Final = ("of the", "of those", "of these")
REMEMBERED: Final = 60
"""Claims among which the whole of a later part is looked for."""
_NEAR: Final = 1
"""Paragraphs between people and a definite noun phrase that takes them up again."""


def attach_parts(claims: list[Claim], orphans: list[Claim], earlier: list[Claim]) -> None:
    """Make partitives parts of the counts of earlier sentences; `orphans` are those that no marker ties to one."""
    for claim in claims:
        if claim.parent is not None:
            continue
        if is_pronominal(claim):
            if not has_people_before(claim):
                _attach(claim, [whole for whole in earlier[-REMEMBERED:] if _is_just_before(whole, claim)])
        elif _is_of_the_deaths(claim) or _is_of_the_victims(claim):
            _attach(claim, [whole for whole in earlier[-REMEMBERED:] if _counts_all(whole, claim)])
        elif _is_definite(claim):
            _attach(claim, [whole for whole in earlier[-REMEMBERED:] if _takes_up(claim, whole)])
        elif claim in orphans and _refers_back(claim) and not _restricts(claim):
            _attach_orphan(claim, orphans, earlier[-REMEMBERED:])
        elif claim in orphans:
            _join_sibling(claim, orphans)
    for claim in claims:
        if claim.rule == "gapped" and claim.parent is None:
            _join_sibling(claim, claims)


def _attach_orphan(part: Claim, orphans: list[Claim], earlier: list[Claim]) -> None:
    """ "The slain include a constable", "among the 92 victims were 28 women and 16 children": the whole that still
    stands, of that number where one is told; what follows the first part is of the same whole.
    """
    _join_sibling(part, orphans)
    if part.parent is None:
        told = [c for c in earlier if c.parent is None and not c.phrase.implied and _can_hold(c, part)]
        alike = [c for c in told if c.harm is part.harm and c.victims.may_be(part.victims)]
        tolls = [c for c in alike if not _is_some_of_them(c)]
        _attach(part, _of_named_number(part, told) or tolls or alike or told)


def _is_some_of_them(claim: Claim) -> bool:
    """ "27 of the dead have been identified", "14 were buried": no toll of which others could be a part."""
    after = claim.reading.string[claim.chunk + 1 : claim.chunk + 2]
    is_partitive = claim.phrase.head is None and after in (Tag.OF, Tag.OF_WHOM)
    return "aftermath" in claim.details or is_partitive or _is_definite(claim)


def _can_hold(whole: Claim, part: Claim) -> bool:
    """Not a count that no longer holds, nor another source's, nor one of attackers, and of people of the event."""
    classes = (whole.victims.victim_class, part.victims.victim_class)
    is_apart = classes.count(VictimClass.MILITANT) == 1 and _UNKNOWN not in classes
    no_longer_stands = not _OTHERS_COUNTS.isdisjoint(whole.details)
    return not (is_apart or no_longer_stands or _is_of_longer(part, whole))


def _is_of_longer(part: Claim, whole: Claim) -> bool:
    """ "the police, of whom 17 have been killed this year": more than the event's people."""
    return whole.scope is _INCIDENT and part.scope in (_PERIOD_TOTAL, _HISTORICAL)


def _join_sibling(gapped: Claim, claims: list[Claim]) -> None:
    """ "Of the dead, 29 were killed by bombs and 24 by shells", "29 were women and 24 children": the second shares the
    whole with the verb, or with the marker.
    """
    siblings = (c for c in claims if c.cue_at == gapped.cue_at and c.harm is gapped.harm)
    whole = next((c.parent for c in siblings if c.parent is not None), None)
    if whole is not None and whole.reading is not gapped.reading and _fits(gapped, whole):
        gapped.become_part_of(whole)


def _attach(part: Claim, wholes: list[Claim]) -> None:
    """Make a claim a part of the last of some counts that can hold it; who died leaves those who were wounded."""
    for whole in reversed(wholes):
        if not _fits(part, whole):
            continue
        if whole.harm is part.harm:
            part.become_part_of(whole)
            return
        if whole.harm is HarmType.WOUNDED and _is_next(whole, part) and _died_later(part):
            part.details.append(LATER_DEATH)
            return


def _is_next(whole: Claim, part: Claim) -> bool:
    return part.reading.sentence.no - whole.reading.sentence.no <= 1


def _died_later(part: Claim) -> bool:
    """ "Two of them died in hospital", not "of the dead", nor "on the spot"."""
    words = f" {' '.join(part.reading.tokens.words)} "
    return tells_dying(part) and not any(f" {phrase} " in words for phrase in _AT_ONCE)


def is_pronominal(claim: Claim) -> bool:
    """ "two of them"."""
    marker = claim.reading.chunks[claim.chunk + 1 : claim.chunk + 2]
    return bool(marker) and claim.reading.tokens.words[marker[0].first] in _PRONOMINAL


def has_people_before(claim: Claim) -> bool:
    """Whether its own sentence tells of people before it, whom it then may point back to."""
    return any(chunk.head is not None and chunk.kind in "NP" for chunk in claim.reading.chunks[: claim.chunk])


def _is_definite(claim: Claim) -> bool:
    """ "five of the passengers"."""
    words = claim.reading.tokens.words[claim.phrase.core[1] : claim.phrase.core[1] + 2]
    return claim.phrase.head is not None and " ".join(words).startswith(_DEFINITE)


def _is_of_the_deaths(claim: Claim) -> bool:
    """ "268 of the deaths"."""
    return claim.phrase.kind == "S" and _is_definite(claim)


def _is_of_the_victims(claim: Claim) -> bool:
    """ "Two of the victims are in a critical condition"."""
    reading, marker = claim.reading, claim.chunk + 1
    if not reading.string.startswith(Tag.OF_WHOM, marker):
        return False
    return reading.tokens.words[reading.chunks[marker].last].endswith("victims")


def _is_just_before(whole: Claim, part: Claim) -> bool:
    before = part.reading.sentence.no - whole.reading.sentence.no
    return before == 1 and not whole.phrase.implied and _is_less(part, whole)


def _takes_up(part: Claim, whole: Claim) -> bool:
    """Whether a definite noun phrase may speak of the people of an earlier count: the same noun, or the same class."""
    apart = part.reading.sentence.paragraph - whole.reading.sentence.paragraph
    if apart > _NEAR or not _is_less(part, whole) or whole.scope is not part.scope:
        return False
    same_class = part.victims.victim_class is whole.victims.victim_class
    is_classed = part.victims.victim_class not in (_UNKNOWN, VictimClass.CIVILIAN)
    return (same_class and is_classed) or _noun(part) == _noun(whole)


def _counts_all(whole: Claim, part: Claim) -> bool:
    return whole.parent is None and whole.scope is part.scope and _is_less(part, whole)


def _noun(claim: Claim) -> str | None:
    return None if claim.phrase.head is None else claim.reading.tokens.words[claim.phrase.head].rstrip("s")


def _is_less(part: Claim, whole: Claim) -> bool:
    told, high = part.number.value or part.number.low, whole.number.high or whole.number.low
    return told is not None and high is not None and told < high


def _fits(part: Claim, whole: Claim) -> bool:
    low, high = part.number.low, whole.number.high
    return low is None or high is None or low <= high


def _refers_back(claim: Claim) -> bool:
    """Whether a sentence speaks of people counted before ("among the dead", "of the bodies found")."""
    reading, words = claim.reading, " ".join(claim.reading.tokens.words)
    if Tag.OF_WHOM in reading.string or any(phrase in words for phrase in _ANAPHORS):
        return True
    return OF_THOSE.search(reading.string, 0, claim.chunk) is not None


def _of_named_number(part: Claim, wholes: list[Claim]) -> list[Claim]:
    """ "Among the 92 victims were 28 women": of the wholes those of that number."""
    fronted = AMONG.search(part.reading.string, 0, part.chunk)
    number = part.reading.chunks[fronted.start() + 1].number if fronted is not None else None
    return [whole for whole in wholes if number is not None and whole.number.value == number.value]


def _restricts(orphan: Claim) -> bool:
    """ "most of those wounded were civilians, including 290 police": the civilians have no number."""
    reading, marker = orphan.reading, max(0, orphan.chunk - 1)
    before = reading.string[:marker].rstrip(",")
    is_verb = reading.tokens.words[reading.chunks[marker].first] in _INCLUDING_VERBS
    return orphan.rule == "part.including" and before.endswith("P") and not is_verb
