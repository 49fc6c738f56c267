"""What an armed group says that it did, beside the count of the report.

"The Taliban claimed responsibility, saying it had killed 12 soldiers", "the rebels claimed to have killed 30": a count
of the same people from a party, often larger.
"""

from typing import Final

from pipeline.extract.claims import Claim
from pipeline.extract.passage import Passage
from pipeline.extract.phrases import GROUP
from pipeline.vocabulary import BODILY, VictimClass

_MILITANT: Final = VictimClass.MILITANT
_CLAIMING: Final = frozenset({"claimed", "claims", "claiming", "boasted"})
_SAYING: Final = _CLAIMING | {"saying", "stating", "said", "says", "stated", "adding", "added", "asserting"}
_REBELS: Final = frozenset(
    {
        "rebels",
        "militants",
        "insurgents",
        "guerrillas",
        "guerillas",
        "jihadists",
        "separatists",
        "rebel",
        "group",
    }
)
_SPOKESMEN: Final = frozenset({"spokesman", "spokesperson", "spokesmen", "spokeswoman"})
_OF_PARTIES: Final = _CLAIMING | _SPOKESMEN
"""Words without one of which no party speaks for itself."""
_ITSELF: Final = frozenset({"it", "they", "its"})
_TO_ITSELF: Final = 2
""" "Islamic State said that it had killed ten"."""
_REACH: Final = 14
"""Tokens between the verb and the count."""
_SUBJECT: Final = 4
"""Tokens of the subject before the verb."""


def is_boast(claim: Claim, passage: Passage) -> bool:
    """Whether a count of dead or wounded enemies is told on the word of the armed group that claims them."""
    if claim.harm not in BODILY or claim.phrase.implied or claim.victims.victim_class is _MILITANT:
        return False
    words = passage.reading.tokens.words
    vocabulary = passage.reading.tokens.vocabulary
    if _OF_PARTIES.isdisjoint(vocabulary) and _ITSELF.isdisjoint(vocabulary):
        return False
    number = claim.phrase.first
    for at in range(number - 1, max(-1, number - 1 - _REACH), -1):
        if words[at].split()[0] in _SAYING and words[at + 1] != "responsibility":
            return _owned_up(words, at) or _is_said_by_group(passage, at)
    return False


def _owned_up(words: list[str], at: int) -> bool:
    """ "claimed responsibility for the incident, stating that"."""
    return "responsibility" in words[:at] and not _CLAIMING.isdisjoint(words[:at])


def _is_said_by_group(passage: Passage, at: int) -> bool:
    """ "JNIM claimed", "a Taliban spokesman said", "the rebels said they": the subject right before the verb."""
    tokens = passage.reading.tokens
    subject = slice(max(0, at - _SUBJECT), at)
    if "," in tokens.tags[subject]:
        return False
    of_itself = not _ITSELF.isdisjoint(tokens.words[at + 1 : at + 1 + _TO_ITSELF])
    speaks = of_itself or tokens.words[at] in _CLAIMING or not _SPOKESMEN.isdisjoint(tokens.words[subject])
    named = any(subject.start <= hit.first < at for hit in passage.by_kind.get(GROUP, ()))
    return speaks and (named or not _REBELS.isdisjoint(tokens.words[subject]))
