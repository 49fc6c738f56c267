"""Numbers that stand for people told in an earlier sentence: "two of them", "both", "a third", "five of the dead".

A partitive ("five of the wounded") is a part of the count that it points back to. Where the people before were told
without a number, or suffered something else, a number without a noun still takes their class ("Soldiers ran into an
ambush. Four of them were killed").
"""

from typing import Final

from pipeline.extract.chunks import Chunk
from pipeline.extract.claims import Claim
from pipeline.extract.frames import Frames
from pipeline.extract.lexicon import Lexicon, Tag
from pipeline.extract.parts import LATER_DEATH, tells_dying
from pipeline.extract.sentence_reading import SentenceReading, read_sentence
from pipeline.extract.tokens import Sentence
from pipeline.extract.victims import Victims, victims_of
from pipeline.vocabulary import HarmType, Scope, VictimClass

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
_PRONOMINAL: Final = frozenset({"of them", "of these", "out of them"})
_DEFINITE: Final = ("of the", "of those", "of these")
_REMEMBERED: Final = 60
"""Claims among which the whole of a later part is looked for."""
_NEAR: Final = 1
"""Paragraphs between people and a definite noun phrase that takes them up again."""


# -- parts of an earlier count ---------------------------------------------------------------------


def attach_parts(claims: list[Claim], orphans: list[Claim], earlier: list[Claim]) -> None:
    """Make partitives parts of the counts of earlier sentences; `orphans` are those that no marker ties to one."""
    for claim in claims:
        if claim.parent is not None:
            continue
        if is_pronominal(claim):
            if not _has_people_before(claim):
                _attach(claim, [whole for whole in earlier[-_REMEMBERED:] if _is_just_before(whole, claim)])
        elif _is_of_the_deaths(claim):
            _attach(claim, [whole for whole in earlier[-_REMEMBERED:] if _counts_all(whole, claim)])
        elif _is_definite(claim):
            _attach(claim, [whole for whole in earlier[-_REMEMBERED:] if _takes_up(claim, whole)])
        elif claim in orphans and _refers_back(claim.reading) and not _restricts(claim):
            told = [c for c in earlier[-_REMEMBERED:] if c.parent is None and not c.phrase.implied]
            _attach(claim, [whole for whole in told if not _is_of_longer(claim, whole)])
    for claim in claims:
        if claim.rule == "gapped" and claim.parent is None:
            _join_sibling(claim, claims)


def _is_of_longer(part: Claim, whole: Claim) -> bool:
    """ "the police, of whom 17 have been killed this year": more than the event's people."""
    return whole.scope is Scope.INCIDENT and part.scope in (Scope.PERIOD_TOTAL, Scope.HISTORICAL)


def _join_sibling(gapped: Claim, claims: list[Claim]) -> None:
    """ "Of the dead, 29 were killed by bombs and 24 by shells": the second shares the whole with the verb."""
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


def _has_people_before(claim: Claim) -> bool:
    """Whether its own sentence tells of people before it, whom it then may point back to."""
    return any(chunk.head is not None and chunk.kind in "NP" for chunk in claim.reading.chunks[: claim.chunk])


def _is_definite(claim: Claim) -> bool:
    """ "five of the passengers"."""
    words = claim.reading.tokens.words[claim.phrase.core[1] : claim.phrase.core[1] + 2]
    return claim.phrase.head is not None and " ".join(words).startswith(_DEFINITE)


def _is_of_the_deaths(claim: Claim) -> bool:
    """ "268 of the deaths"."""
    return claim.phrase.kind == "S" and _is_definite(claim)


def _is_just_before(whole: Claim, part: Claim) -> bool:
    before = part.reading.sentence.no - whole.reading.sentence.no
    return before == 1 and not whole.phrase.implied and _is_less(part, whole)


def _takes_up(part: Claim, whole: Claim) -> bool:
    """Whether a definite noun phrase may speak of the people of an earlier count: the same noun, or the same class."""
    apart = part.reading.sentence.paragraph - whole.reading.sentence.paragraph
    if apart > _NEAR or not _is_less(part, whole) or whole.scope is not part.scope:
        return False
    same_class = part.victims.victim_class is whole.victims.victim_class
    is_classed = part.victims.victim_class not in (VictimClass.UNKNOWN, VictimClass.CIVILIAN)
    return (same_class and is_classed) or _noun(part) == _noun(whole)


def _counts_all(whole: Claim, part: Claim) -> bool:
    return whole.parent is None and whole.scope is part.scope and _is_less(part, whole)


def _noun(claim: Claim) -> str | None:
    return None if claim.phrase.head is None else claim.reading.tokens.words[claim.phrase.head].rstrip("s")


def _is_less(part: Claim, whole: Claim) -> bool:
    low, high = part.number.low, whole.number.high or whole.number.low
    return low is not None and high is not None and low < high


def _fits(part: Claim, whole: Claim) -> bool:
    low, high = part.number.low, whole.number.high
    return low is None or high is None or low <= high


def _refers_back(reading: SentenceReading) -> bool:
    """Whether a sentence speaks of people counted before ("among the dead", "of those killed")."""
    words = " ".join(reading.tokens.words)
    return Tag.OF_WHOM in reading.string or any(phrase in words for phrase in _ANAPHORS)


def _restricts(orphan: Claim) -> bool:
    """ "most of those wounded were civilians, including 290 police": the civilians have no number."""
    reading, marker = orphan.reading, max(0, orphan.chunk - 1)
    before = reading.string[:marker].rstrip(",")
    is_verb = reading.tokens.words[reading.chunks[marker].first] in _INCLUDING_VERBS
    return orphan.rule == "part.including" and before.endswith("P") and not is_verb


# -- the class of people told before ---------------------------------------------------------------


class Antecedents:
    """The people told before a number; the sentence before is read when asked for."""

    def __init__(self, text: str, sentences: list[Sentence], frames: Frames, lexicon: Lexicon) -> None:
        self._text = text
        self._sentences = sentences
        self._frames = frames
        self._lexicon = lexicon

    def of(self, claim: Claim, number: int | None = None) -> Victims | None:
        """The people told last before a claim, several or `number` of them: in its sentence or the one before."""
        own = claim.reading.chunks[_acts(claim) : claim.chunk]
        told = self._last(claim.reading, own, number)
        before = self.sentence_before(claim.reading.sentence) if told is None else None
        return told if before is None else self._last(before, before.chunks, number)

    def sentence_before(self, sentence: Sentence) -> SentenceReading | None:
        """The sentence before in the same paragraph."""
        no = sentence.no - 1
        if no < 0 or self._sentences[no].paragraph != sentence.paragraph:
            return None
        dates = [(d.start, d.end) for d in self._frames.dates(no)]
        return read_sentence(self._text, self._sentences[no], dates, self._lexicon)

    def _last(self, reading: SentenceReading, chunks: list[Chunk], number: int | None) -> Victims | None:
        told = next((chunk for chunk in reversed(chunks) if _are_several(chunk, number)), None)
        return victims_of(reading.tokens, told, self._lexicon) if told is not None else None


def _acts(claim: Claim) -> bool:
    """Whether the people that open the sentence did it ("Gunmen attacked a convoy, killing two of them")."""
    return claim.rule == "object" and claim.reading.string[:1] in ("N", "P")


def _are_several(chunk: Chunk, number: int | None) -> bool:
    if chunk.head is None or chunk.kind not in "NP":
        return False
    if number is not None:
        return chunk.number is not None and chunk.number.value == number
    return chunk.kind == "P" or (chunk.number is not None and chunk.number.value not in (0, 1))


def share_class(claims: list[Claim], earlier: list[Claim], antecedents: Antecedents) -> None:
    """Numbers without a noun take the class of their whole, or of the people told before."""
    said: VictimClass | None = None
    for claim in claims:
        if claim.parent is not None and claim.parent.victims.attackers and _may_attack(claim):
            claim.victims = claim.victims._replace(attackers=True)
        if claim.victims.victim_class is not VictimClass.UNKNOWN or _has_noun(claim):
            continue
        found: VictimClass | None = None
        if claim.parent is not None and claim.parent.harm is claim.harm:
            found = claim.parent.victims.victim_class
        elif is_pronominal(claim) or claim.reading.tokens.words[claim.phrase.core[0]] == "both":
            found = said = _class_of_antecedent(claim, antecedents)
        elif claim.additive and claim.phrase.kind == "N" and not _has_people_before(claim):
            is_first = claim is claims[0]
            found = _class_of_sentence(claim.reading.sentence.no - 1, earlier) if is_first else said
        if found is not None:
            claim.victims = claim.victims._replace(victim_class=found)


def _may_attack(claim: Claim) -> bool:
    return claim.victims.victim_class in (VictimClass.UNKNOWN, VictimClass.MILITANT)


def inherit_classes(claims: list[Claim]) -> None:
    """Parts without a noun are of the class of their whole, once every whole is known."""
    for claim in claims:
        whole = claim.parent
        if whole is not None and claim.victims.victim_class is VictimClass.UNKNOWN and not _has_noun(claim):
            claim.victims = claim.victims._replace(victim_class=whole.victims.victim_class)


def _has_noun(claim: Claim) -> bool:
    return claim.phrase.head is not None and claim.phrase.kind != "S"


def _class_of_antecedent(claim: Claim, antecedents: Antecedents) -> VictimClass | None:
    people = antecedents.of(claim, None if is_pronominal(claim) else claim.number.value)
    return people.victim_class if people is not None else None


def _class_of_sentence(no: int, earlier: list[Claim]) -> VictimClass | None:
    """The one class of a sentence's claims; "a further three" are like the four told just before."""
    told = [claim for claim in earlier[-_REMEMBERED:] if claim.reading.sentence.no == no]
    classes = {claim.victims.victim_class for claim in told if not claim.victims.attackers}
    return classes.pop() if len(classes) == 1 else None
