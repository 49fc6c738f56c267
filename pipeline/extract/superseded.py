"""Counts that no longer hold: corrected, given before the event's toll was known, or refuted (`SUPERSEDED`).

"correcting an earlier count of nine dead", "rose to 64 from 59"; "the ministry had spoken at dawn of 23 dead": a
pluperfect tells what somebody counted before; "reports of 40 dead were wrong".
"""

from bisect import bisect_left
from typing import Final

from pipeline.extract.claims import Claim
from pipeline.extract.lexicon import Tag, word_list
from pipeline.extract.passage import Passage
from pipeline.extract.tokens import Tokens

SUPERSEDED: Final = "superseded"
REFUTED: Final = "refuted"
"""Detail of a superseded count that is said to be false."""
_GIVING: Final = {
    "spoken": frozenset({"of"}),
    "put": frozenset({"at"}),
    "given": frozenset({"as", "at", "of"}),
    "estimated": frozenset({"at"}),
}
"""Participles of giving a number, with the preposition before it."""
_AUXILIARY: Final = 4
"""Tokens from "had" to its participle."""
_COUNT: Final = 12
"""Tokens from a participle to the number that it gives, and from a word for a report to its number."""
_REPORT: Final = 3
_FIRST: Final = frozenset({"earlier", "initial", "previous", "original"})
_TOLD_FIRST: Final = frozenset(
    {"report", "reports", "posts", "messages", "accounts", "claims", "statement", "statements", "version"}
)
_AT_FIRST: Final = "told_at_first"
_THOUGHT: Final = frozenset({"reported", "believed", "thought", "feared", "presumed", "said"})
_LATER: Final = frozenset({"but", "now", "later", "however", "since", "then"})
_BEFORE_ACCOUNT: Final = 3
"""Tokens after "initial" in which an account is named ("initial radio reports")."""
_AFTER: Final = frozenset({"after", "earlier", "first", "initially"})


def _words(name: str) -> frozenset[str]:
    return word_list("sources", "corrected", name)


def mark_superseded(passage: Passage) -> None:
    """Mark the claims of a sentence that no longer hold."""
    words, vocabulary, before = passage.reading.tokens.words, passage.reading.tokens.vocabulary, -1
    hits = [hit.last for hit in passage.by_kind.get(SUPERSEDED, ())]
    hits = sorted([*hits, *_first_accounts(passage), *_given_and_corrected(passage.reading.tokens)])
    given = _given_before(passage.reading.tokens)
    at_first = _given_at_first(passage)
    is_refuted = not word_list("sources", "refuted").isdisjoint(vocabulary)
    if not (hits or is_refuted or given is not None or "from" in vocabulary or passage.has(_AT_FIRST)):
        return
    is_marked = False
    for claim in passage.claims:
        number = claim.phrase.first
        comes_from = claim.rule == "toll" and words[max(0, number - 1)] == "from"
        nearest = bisect_left(hits, number) - 1 if hits else -1
        is_corrected = comes_from or (nearest >= 0 and hits[nearest] > before)
        goes_on = is_marked and (
            claim.rule == "gapped" or _is_told_beside(claim, before, passage.reading.tokens)
        )
        is_given = given is not None and _is_given(claim, given, passage.reading.tokens)
        is_given = is_given or (at_first is not None and _is_told_of(claim, at_first, words))
        is_given = is_given or _is_thought_at_first(claim, passage)
        is_false = is_refuted and _is_report(claim, words)
        is_marked = is_corrected or goes_on or is_given or is_false
        if is_marked:
            claim.details.extend((SUPERSEDED, REFUTED) if is_false else (SUPERSEDED,))
        before = max(claim.phrase.last, passage.reading.chunks[claim.cue_at].last)


def _is_told_beside(claim: Claim, before: int, tokens: Tokens) -> bool:
    """ "Initial reports told of 4 dead and 20 wounded": a count joined to one that no longer holds."""
    return tokens.tags[before + 1 : claim.phrase.first] == Tag.AND


def _first_accounts(passage: Passage) -> list[int]:
    """Tokens that name an account of before ("earlier radio reports", "initial posts on social media")."""
    words = passage.reading.tokens.words
    if _FIRST.isdisjoint(passage.reading.tokens.vocabulary):
        return []
    return [
        at
        for at, word in enumerate(words)
        if word in _FIRST and not _TOLD_FIRST.isdisjoint(words[at + 1 : at + 1 + _BEFORE_ACCOUNT])
    ]


def _given_and_corrected(tokens: Tokens) -> list[int]:
    """The giving of "police lowered the toll to 43, after saying on Sunday that they had found 56 bodies"."""
    if "after" not in tokens.vocabulary or _words("verbs").isdisjoint(tokens.vocabulary):
        return []
    giving, words = _words("giving"), tokens.words
    return [at for at in range(1, len(words)) if words[at] in giving and words[at - 1] in _AFTER]


def _given_before(tokens: Tokens) -> int | None:
    """The participle of "had put", "had on Monday spoken"."""
    if Tag.HAVE not in tokens.tags or _GIVING.keys().isdisjoint(tokens.vocabulary):
        return None
    for at, word in enumerate(tokens.words):
        if word in _GIVING and "had" in tokens.words[max(0, at - _AUXILIARY) : at]:
            return at
    return None


def _is_given(claim: Claim, participle: int, tokens: Tokens) -> bool:
    """Whether a participle gives a claim's number: "had spoken in the morning of six dead"."""
    number = claim.phrase.first
    if not 0 < number - participle <= _COUNT or claim.phrase.implied:
        return False
    between = slice(participle + 1, number)
    is_one_clause = not {";", Tag.SUBORDINATOR, Tag.RELATIVE}.intersection(tokens.tags[between][:-1])
    return is_one_clause and not _GIVING[tokens.words[participle]].isdisjoint(tokens.words[between])


def _given_at_first(passage: Passage) -> int | None:
    """The verb by which a number was given at first: "in the first hours the brigade spoke of 33 dead", "it was
    reported at first that four had died".
    """
    hits = passage.by_kind.get(_AT_FIRST)
    if not hits:
        return None
    words, opens = passage.reading.tokens.words, max(0, hits[0].first - 1)
    near = range(opens, min(hits[0].last + 1 + _COUNT, len(words)))
    return next((at for at in near if words[at] in word_list("sources", "giving")), None)


def _is_thought_at_first(claim: Claim, passage: Passage) -> bool:
    """ "At first 20 people were reported dead, but officials later said that 14 had died"."""
    words, cue = passage.reading.tokens.words, passage.reading.chunks[claim.cue_at].first
    said = words[claim.phrase.last + 1 : cue]
    return not _THOUGHT.isdisjoint(said) and any(
        hit.last < claim.phrase.first and _LATER.isdisjoint(words[hit.last : claim.phrase.first])
        for hit in passage.by_kind.get(_AT_FIRST, ())
    )


def _is_told_of(claim: Claim, verb: int, words: list[str]) -> bool:
    """Whether a count is what was said at first; what stands after "but" or "now" is not."""
    number = claim.phrase.first
    is_near = 0 < number - verb <= _COUNT and not claim.phrase.implied
    return is_near and _LATER.isdisjoint(words[verb:number])


def _is_report(claim: Claim, words: list[str]) -> bool:
    """ "reports of 40 dead", "the figure of 24 deaths", "reports that his driver died"."""
    number = claim.phrase.first
    near = words[max(0, number - _REPORT) : number]
    return ("of" in near or "that" in near) and not word_list("sources", "hearsay").isdisjoint(near)
