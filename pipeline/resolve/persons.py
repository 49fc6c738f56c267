"""Single persons told without a number ("the mayor", "he", "Luis Campos"): whether two tellings are of one."""

from pipeline.resolve.claims import IMPLIED, Claim

_PRONOUNS = frozenset({"he", "him", "his", "she", "her"})
_SHORTEST_NAME = 4
"""Letters of a word by which two tellings of a person are matched."""


def is_same_person(claim: Claim, earlier: Claim) -> bool:
    """Whether a figure tells of the person of an earlier one again: by a pronoun, or a word that both share."""
    if claim.harm_type != earlier.harm_type or claim.value != 1 or earlier.value != 1:
        return False
    if not claim.is_marked(IMPLIED) or not earlier.is_marked(IMPLIED):
        return False
    return claim.number_text.casefold() in _PRONOUNS or not _names(claim).isdisjoint(_names(earlier))


def _names(claim: Claim) -> set[str]:
    words = (claim.victim_text or "").casefold().replace("'s", "").replace("’s", "").split()
    return {word for word in words if len(word) >= _SHORTEST_NAME}
