"""Where somebody was hit, told after a verb that is said once: "shot in the leg and a florist in the arm"."""

from typing import Final

from pipeline.extract.lexicon import Tag, word_list
from pipeline.extract.tokens import Tokens

_TO_LIMB: Final = 8
"""Tokens from somebody, who may be named, to "in the leg"."""
_NAMING: Final = frozenset((",", Tag.PROPER))


def is_hurt_in_limb(tokens: Tokens, after: int) -> bool:
    """Whether a limb follows the people who end before token `after`: "a seamstress, Rina Das, in the knee"."""
    near = tokens.words[after : after + _TO_LIMB]
    at = near.index("in") if "in" in near else len(near)
    is_limb = not word_list("harm", "wounded", "limbs").isdisjoint(near[at + 2 : at + 3])
    return is_limb and _NAMING.issuperset(tokens.tags[after : after + at])
