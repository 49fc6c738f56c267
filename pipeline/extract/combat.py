"""Whether people harmed took part in a fight: both sides shot, or militants fell armed to the state's ground forces.

"Killed in a shootout with police", "Troops killed three rebels and recovered two rifles", "The army carried out an
operation near Gwoza. Five insurgents were killed." Militants bombed from the air, those who had laid down their arms
and those whom forces are only said to have killed did not fight.
"""

from typing import Final, NamedTuple

from pipeline.extract.claims import Claim
from pipeline.extract.lexicon import word_list
from pipeline.extract.passage import Passage
from pipeline.extract.phrases import FIGHT, GROUP, find_in_text
from pipeline.extract.tokens import Sentence
from pipeline.vocabulary import BODILY, VictimClass

_MILITANT: Final = VictimClass.MILITANT
_FLED: Final = 4
"""Tokens before a fight in which "from" may stand ("fled from a battle")."""
_BLANKS: Final = str.maketrans(",.;:()'’\"-/", " " * 11)


def _words(name: str) -> frozenset[str]:
    return word_list("perpetrators", "combat", name)


class Around(NamedTuple):
    """The sentences of a text, each asked for what stands beside it in its paragraph: empty where nothing does."""

    text: str
    sentences: list[Sentence]

    def before(self, own: Sentence) -> str:
        """The sentence before."""
        return self._beside(own, own.no - 1)

    def after(self, own: Sentence) -> str:
        """The sentence after."""
        return self._beside(own, own.no + 1)

    def _beside(self, own: Sentence, no: int) -> str:
        near = self.sentences[no] if 0 <= no < len(self.sentences) else None
        return self.text[near.start : near.end] if near and near.paragraph == own.paragraph else ""


def fought(claim: Claim, passage: Passage, around: Around) -> bool:
    """Whether the claim's people fell in a fight."""
    return _tells_fight(claim, passage) or _fell_to_forces(claim, passage, around)


def _tells_fight(claim: Claim, passage: Passage) -> bool:
    """ "killed in a shootout with police": not one that they fled from, nor one with an armed group."""
    if not passage.has(FIGHT):
        return False
    clause = passage.clause(claim)
    fights = passage.hits_in(clause, FIGHT)
    if not fights:
        return False
    first = fights[-1].first
    if "from" in passage.reading.tokens.words[max(clause.first, first - _FLED) : first]:
        return False
    return not any(hit.first > first for hit in passage.hits_in(clause, GROUP))


def _fell_to_forces(claim: Claim, passage: Passage, around: Around) -> bool:
    """Whether militants who bore arms were harmed in an operation of the state's ground forces."""
    if claim.victims.victim_class is not _MILITANT or claim.harm not in BODILY:
        return False
    words = passage.reading.tokens.vocabulary
    if words & _words("from_the_air") or words & _words("disarmed"):
        return False
    if any(c.cue_at == claim.cue_at and not c.is_part and c is not claim for c in passage.claims):
        return False
    sentence = passage.reading.sentence
    own = around.text[sentence.start : sentence.end]
    if _had_arms(own) or _had_arms(around.after(sentence)):
        return True
    clause = passage.clause(claim)
    if not _words("operations").isdisjoint(passage.reading.tokens.words[clause.first : clause.end]):
        return True
    is_told_who = claim.perpetrator is not None and not _words("forces") & _split(claim.perpetrator)
    return not is_told_who and _tells_operation(around.before(sentence))


def _split(text: str) -> frozenset[str]:
    return frozenset(text.casefold().translate(_BLANKS).split())


def _had_arms(sentence: str) -> bool:
    """ "Two rifles were recovered from the slain militants"."""
    words = _split(sentence)
    return bool(words & _words("recovered")) and bool(words & _words("arms"))


def _tells_operation(sentence: str) -> bool:
    """ "Soldiers raided a rebel camp", "the army carried out an operation against the group"."""
    words = _split(sentence)
    if not words & _words("forces") or words & _words("from_the_air"):
        return False
    return bool(words & _words("operations")) or any(h.kind == FIGHT for h in find_in_text(sentence))
