"""Where somebody was hit: "shot in the head and died", "shot in the leg and a florist in the arm"."""

from dataclasses import replace
from typing import Final

from pipeline.extract.lexicon import Tag, word_list
from pipeline.extract.tokens import Tokens

HEAD: Final = "head"
_ONTO: Final = frozenset({"in", "to", "on", "through", "into"})
_POINTING: Final = (Tag.DEFINITE, Tag.POSSESSIVE)
_TO_LIMB: Final = 8
"""Tokens from somebody, who may be named, to "in the leg"."""
_NAMING: Final = frozenset((",", Tag.PROPER))


def mark_heads(tokens: Tokens) -> Tokens:
    """Tokens in which a head that was hit is nobody: "shot in the head and died"; "told to the head of the party"."""
    tags = list(tokens.tags)
    for at, word in enumerate(tokens.words):
        is_hit = word == HEAD and at > 1 and tokens.words[at - 2] in _ONTO and tags[at - 1] in _POINTING
        if is_hit and tags[at + 1 : at + 2] != [Tag.OF]:
            tags[at] = Tag.WORD
    return replace(tokens, tags="".join(tags))


def is_hurt_in_limb(tokens: Tokens, after: int) -> bool:
    """Whether a limb follows the people who end before token `after`: "a seamstress, Rina Das, in the knee"."""
    near = tokens.words[after : after + _TO_LIMB]
    at = near.index("in") if "in" in near else len(near)
    is_limb = not word_list("harm", "wounded", "limbs").isdisjoint(near[at + 2 : at + 3])
    return is_limb and _NAMING.issuperset(tokens.tags[after : after + at])
