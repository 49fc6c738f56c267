"""People led away, lined up or blindfolded and then shot: they were executed, though no word says that they died.

"Gunmen dragged three peasants from their homes and shot them." Who was led away fled nowhere: "from their homes" after
such a verb tells of no displacement.
"""

from typing import Final

from pipeline.extract.claims import TAKING, Claim, ClaimBook
from pipeline.extract.lexicon import word_list
from pipeline.vocabulary import HarmType

_SHOT: Final = frozenset({"shot", "shooting", "shoots"})
_ALIVE: Final = frozenset(
    {
        "survived",
        "survive",
        "escaped",
        "wounding",
        "wounded",
        "injured",
        "hospital",
        "leg",
        "legs",
        "arm",
        "hand",
    }
)
"""What says that somebody lived."""
_HOMES: Final = "from their "


def judge_executions(book: ClaimBook) -> None:
    """Make the dead of those shot when they had been led away, and take back their displacement."""
    vocabulary = book.reading.tokens.vocabulary
    captives = {claim.chunk for claim in book.claims if claim.harm in TAKING}
    is_led = not word_list("harm", "killed", "led_away").isdisjoint(vocabulary)
    if not is_led and not captives:
        return
    lived = not _ALIVE.isdisjoint(vocabulary)
    for claim in list(book.claims):
        if is_led and claim.harm is HarmType.DISPLACED and book.cue_word(claim).startswith(_HOMES):
            book.drop(claim)
        elif _is_shot(book, claim) and not lived and (is_led or claim.chunk in captives):
            book.change_harm(claim, HarmType.KILLED)


def _is_shot(book: ClaimBook, claim: Claim) -> bool:
    is_open = claim.harm is HarmType.WOUNDED and "unsure" in claim.details
    return is_open and book.cue_word(claim) in _SHOT and not claim.victims.attackers
