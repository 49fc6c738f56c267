"""Counts that other reports, or those who saw or fought, put beside the count of the report.

"Officials said 12 people were killed. Residents put the toll at 30": a number on a lesser authority is a rival of the
number told before it, and corrects nothing.
"""

from itertools import pairwise
from typing import Final

from pipeline.extract.claims import Claim
from pipeline.extract.lexicon import word_list
from pipeline.extract.passage import Passage
from pipeline.extract.phrases import GROUP
from pipeline.vocabulary import BODILY

_GIVING: Final = frozenset(
    {
        "put",
        "puts",
        "gave",
        "give",
        "gives",
        "placed",
        "estimate",
        "estimated",
        "spoke",
        "speak",
        "counted",
        "claimed",
        "claim",
        "claims",
    }
)
_SAYING: Final = frozenset({"said", "say", "says"})
"""With these the number must be a toll ("elders said the toll was 17")."""
_REACH: Final = 9
"""Tokens between the verb and the count ("put the number of dead at")."""
_SUBJECT: Final = 4
"""Tokens of the subject before the verb."""
_SAID_BY: Final = 7
"""Tokens before a count in which an account may be named."""
_OTHERS: Final = frozenset(
    {"some", "other", "others", "conflicting", "different", "initial", "early", "earlier"}
)
_ACCOUNTS: Final = frozenset({"reports", "sources", "accounts", "media", "outlets", "officials", "witnesses"})
_ONE: Final = frozenset({"one", "single", "another", "local", "unconfirmed"})
_ACCOUNT: Final = frozenset({"source", "outlet", "outlets", "media", "newspaper", "report", "account"})


def is_other_accounts(claim: Claim, passage: Passage) -> bool:
    """ "with some reports suggesting that eight died": a count beside that of the report."""
    words, first = passage.reading.tokens.words, claim.phrase.first
    if _ACCOUNTS.isdisjoint(passage.reading.tokens.vocabulary) and _ACCOUNT.isdisjoint(
        passage.reading.tokens.vocabulary
    ):
        return False
    near = words[max(0, first - _SAID_BY) : first]
    return any(
        (which in _OTHERS and who in _ACCOUNTS) or (which in _ONE and who in _ACCOUNT)
        for which, who in pairwise(near)
    )


def is_put_beside(claim: Claim, passage: Passage) -> bool:
    """ "20 miners died, the company said, while the governor put the toll at 36": two sources in one sentence."""
    words, number = passage.reading.tokens.words, claim.phrase.first
    if claim.rule != "toll" or "while" not in passage.reading.tokens.vocabulary:
        return False
    before = [c for c in passage.claims if c.harm is claim.harm and c.phrase.last < number]
    return bool(before) and "while" in words[before[-1].phrase.last : number]


def is_onlookers_count(claim: Claim, passage: Passage) -> bool:
    """Whether a resident, a witness or a party to the fight gives a claim's number."""
    tokens = passage.reading.tokens
    verbs = _GIVING | _SAYING if claim.rule == "toll" else _GIVING
    if claim.harm not in BODILY or claim.phrase.implied or verbs.isdisjoint(tokens.vocabulary):
        return False
    number = claim.phrase.first
    given = next(
        (at for at in range(number - 1, max(-1, number - _REACH), -1) if tokens.words[at] in verbs), 0
    )
    if not given:
        return False
    opens = max(given - _SUBJECT, tokens.tags.rfind(",", 0, given) + 1, 0)
    named = any(opens <= hit.first < given for hit in passage.by_kind.get(GROUP, ()))
    return named or not word_list("sources", "onlookers").isdisjoint(tokens.words[opens:given])
