"""Verbs of taking people somewhere, which harm or not by who took whom, and where: captured, evacuated."""

from typing import Final

from pipeline.extract.claims import Claim, ClaimBook
from pipeline.extract.lexicon import Lexicon
from pipeline.vocabulary import HarmType, VictimClass

_CAPTURE: Final = ("captur", "seiz", "take prisoner", "takes prisoner", "took prisoner", "taken prisoner")
_EVACUATE: Final = "evacuat"
_STATE: Final = frozenset((VictimClass.POLICE, VictimClass.MILITARY, VictimClass.SECURITY_FORCES))
_CARE: Final = frozenset(
    ("hospital", "hospitals", "clinic", "treatment", "medical", "infirmary", "ambulance", "surgery")
)
_UNFIT: Final = frozenset(("wounded", "injured", "dead", "bodies", "casualties"))
_REACH: Final = 8
"""Tokens after a verb in which its goal is named."""


def judge_takings(book: ClaimBook) -> None:
    """Captured fighters and whoever the state captures are detained; who is carried to hospital is not displaced."""
    for claim in list(book.claims):
        word = book.cue_word(claim)
        if claim.harm is HarmType.KIDNAPPED and word.startswith(_CAPTURE):
            if claim.victims.victim_class is VictimClass.MILITANT or _is_state(claim, book.lexicon):
                claim.harm = HarmType.DETAINED
        elif claim.harm is HarmType.DISPLACED and word.startswith(_EVACUATE) and _is_rescue(book, claim):
            book.drop(claim)


def _is_state(claim: Claim, lexicon: Lexicon) -> bool:
    """Whether police or soldiers took them."""
    words = (claim.perpetrator or "").lower().split()
    classes = {lexicon.modifiers.get(word) for word in words}
    return not _STATE.isdisjoint(classes | {p.victim_class for w in words if (p := lexicon.people.get(w))})


def _is_rescue(book: ClaimBook, claim: Claim) -> bool:
    """Carried out of danger: "evacuated to a field hospital", "evacuated the wounded", "he was evacuated"."""
    words, chunks = book.reading.tokens.words, book.reading.chunks
    end = chunks[claim.cue_at].last + 1
    after = words[end : end + _REACH]
    goal = after[after.index("to") :] if "to" in after else []
    taken = words[claim.phrase.first : claim.phrase.last + 1]
    return claim.number.value == 1 or not _CARE.isdisjoint(goal) or not _UNFIT.isdisjoint(taken)
