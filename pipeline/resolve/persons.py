"""Single persons told without a number ("the mayor", "he", "Luis Campos"): whether two tellings are of one."""

from pipeline.extract import coreference
from pipeline.resolve.claims import IMPLIED, Claim


def is_same_person(claim: Claim, earlier: Claim) -> bool:
    """Whether a figure tells of the person of an earlier one again: by a pronoun, a surname, a word that both share."""
    if claim.harm_type != earlier.harm_type or claim.value != 1 or earlier.value != 1:
        return False
    return claim.is_marked(IMPLIED) and coreference.is_same_person(claim, earlier)
