"""The class of people told before: whom a number without a noun stands for.

"Soldiers ran into an ambush. Four of them were killed": the four are soldiers, though nobody counted those before.
"""

from typing import Final

from pipeline.extract.anaphora import REMEMBERED, has_people_before, is_pronominal
from pipeline.extract.chunks import Chunk
from pipeline.extract.claims import Claim
from pipeline.extract.frames import Frames
from pipeline.extract.lexicon import Lexicon
from pipeline.extract.sentence_reading import SentenceReading, read_sentence
from pipeline.extract.tokens import Sentence
from pipeline.extract.victims import Victims, victims_of
from pipeline.vocabulary import VictimClass

_RANKS: Final = frozenset({"captain", "colonel", "commander", "corporal", "lieutenant", "major", "sergeant"})


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
        elif claim.additive and claim.phrase.kind == "N" and not has_people_before(claim):
            is_first = claim is claims[0]
            found = _class_of_sentence(claim.reading.sentence.no - 1, earlier) if is_first else said
        if found is not None:
            claim.victims = claim.victims._replace(victim_class=found)


def _may_attack(claim: Claim) -> bool:
    return claim.victims.victim_class in (VictimClass.UNKNOWN, VictimClass.MILITANT)


def inherit_classes(claims: list[Claim]) -> None:
    """Parts whose noun says no class ("two Poles" of four guards), and ranks of army and police, are of that of their
    whole, once it is known.
    """
    for claim in claims:
        whole = claim.parent
        if whole is not None and whole.victims.victim_class is VictimClass.POLICE and _has_rank(claim):
            claim.victims = claim.victims._replace(victim_class=VictimClass.POLICE)
        if whole is not None and claim.victims.victim_class is VictimClass.UNKNOWN:
            claim.victims = claim.victims._replace(victim_class=whole.victims.victim_class)


def _has_rank(claim: Claim) -> bool:
    """ "Captain Karim Salah", "a sergeant": a rank of the army and of the police."""
    words = claim.reading.tokens.words[claim.phrase.first : claim.phrase.last + 1]
    is_army = claim.victims.victim_class is VictimClass.MILITARY
    return is_army and claim.phrase.implied and not _RANKS.isdisjoint(words)


def _has_noun(claim: Claim) -> bool:
    return claim.phrase.head is not None and claim.phrase.kind != "S"


def _class_of_antecedent(claim: Claim, antecedents: Antecedents) -> VictimClass | None:
    people = antecedents.of(claim, None if is_pronominal(claim) else claim.number.value)
    return people.victim_class if people is not None else None


def _class_of_sentence(no: int, earlier: list[Claim]) -> VictimClass | None:
    """The one class of a sentence's claims; "a further three" are like the four told just before."""
    told = [claim for claim in earlier[-REMEMBERED:] if claim.reading.sentence.no == no]
    classes = {claim.victims.victim_class for claim in told if not claim.victims.attackers}
    return classes.pop() if len(classes) == 1 else None
