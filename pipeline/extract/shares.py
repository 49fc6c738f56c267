"""Shares of a printed number: "half of the 60 passengers" are 30 of them, "all except three of the 48" are 45.

The share and its whole become one counted noun phrase, which the grammar reads like any other. Of those whose harm is
told already ("half of the 60 dead were children") a share says nothing that is counted here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import takewhile
from typing import Final

from pipeline.extract.chunks import Chunk
from pipeline.extract.lexicon import Lexicon, Tag
from pipeline.extract.numbers import Number, bounded, magnitude
from pipeline.extract.remainders import were_in
from pipeline.extract.tokens import Tokens
from pipeline.extract.words import POSSESSIVE
from pipeline.vocabulary import Qualifier, SetAsideReason

_PARTS: Final = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "tenth": 10} | {
    "a third": 3,
    "thirds": 3,
    "quarters": 4,
    "fifths": 5,
    "tenths": 10,
}
_PERCENT: Final = frozenset({"percent", "per cent", "%", "pct"})
_ALL: Final = frozenset({"all", "everyone", "everybody"})
_EXCEPT: Final = frozenset({"but", "except", "except for"})
SIGNS: Final = frozenset({*_PARTS, *_PERCENT, *_EXCEPT})
"""Words without one of which a sentence tells no share."""
_NUMERIC: Final = frozenset((Tag.DIGITS, Tag.SMALL_NUMBER, Tag.TENS, Tag.MULTIPLIER))
_TOLD: Final = re.compile(r"[AJEB]|R[bkx]{0,3}[AJ~]")
_TO_HARM: Final = 5
"""Chunks from the whole to the harm told of all of it ("of the 60 dead", "of the 60 who had been shot")."""
_OUT_OF: Final = re.compile(r"(?<=N)fO(?=N)")
_TO_OWNED: Final = 5
"""Chunks in "the village's" before the number of its people."""
_LONGEST: Final = 4
"""Tokens of a number in words."""


@dataclass(slots=True, eq=False)
class Share:
    """A share told by tokens first..last: `part` of a whole, but for so many `left_out`."""

    first: int
    last: int
    part: Fraction
    left_out: int = 0
    may_be_person: bool = False
    """ "A third was wounded": a share only before its whole."""

    def of(self, whole: int) -> Fraction:
        """How many of a whole it is."""
        return self.part * whole - self.left_out


def fold_shares(chunks: list[Chunk], tokens: Tokens, lexicon: Lexicon) -> list[Chunk]:
    """Chunks in which a share with its whole is one counted noun phrase, and a share of nobody counted is no count."""
    folded = chunks
    for share in _shares(tokens, lexicon):
        at = _chunk_at(folded, share.first)
        end = _chunk_at(folded, share.last) + 1
        whole_at = _whole(folded, end, tokens, share) if end else None
        fronted = None
        if whole_at is None and end:
            fronted = _fronted_whole(folded, at, tokens) or _whole_before(folded[:at], share, tokens)
        if whole_at is not None:
            folded = _merged(folded, share, whole_at, folded[whole_at], tokens, lexicon)
        elif share.may_be_person:
            continue
        elif fronted is not None and _stands_alone(folded, end):
            folded = _merged(folded, share, end - 1, fronted, tokens, lexicon)
        elif folded[at].kind == "N" or (share.left_out and _stands_for_rest(folded, end)):
            nobody = Chunk("x", share.first, share.last, (share.first, share.last + 1))
            folded = [*folded[:at], replace(nobody, reason=SetAsideReason.PERCENTAGE), *folded[end:]]
    return folded


def _stands_for_rest(chunks: list[Chunk], end: int) -> bool:
    """ "All but one died", "all but two of them were hurt": whoever they are, not the one or the two."""
    return chunks[end - 1].kind == "N"


def join_out_of(chunks: list[Chunk], string: str, tokens: Tokens) -> list[Chunk]:
    """Chunks in which "19 out of 40 recruits" is told like "19 of the 40 recruits"."""
    joined, after = list[Chunk](), 0
    for match in _OUT_OF.finditer(string):
        out, of = chunks[match.start()], chunks[match.end() - 1]
        if tokens.words[out.first : out.last + 1] == ["out"]:
            joined += [*chunks[after : match.start()], replace(of, first=out.first)]
            after = match.end()
    return [*joined, *chunks[after:]] if after else chunks


def _chunk_at(chunks: list[Chunk], token: int) -> int:
    return next(at for at, chunk in enumerate(chunks) if chunk.last >= token)


def _shares(tokens: Tokens, lexicon: Lexicon) -> Iterator[Share]:
    """The shares that a sentence tells, from right to left, so that folding one moves no other."""
    words = tokens.words
    for at in range(len(words) - 1, -1, -1):
        if words[at] in _PARTS:
            share = _fraction(tokens, at, lexicon)
        elif words[at] in _PERCENT:
            share = _percentage(tokens, at, lexicon)
        elif words[at] in _EXCEPT and words[at - 1 : at] and words[at - 1] in _ALL:
            share = _remainder(tokens, at, lexicon)
        else:
            continue
        if share is not None:
            yield share


def _fraction(tokens: Tokens, at: int, lexicon: Lexicon) -> Share | None:
    """ "half", "one half", "a third", "two-thirds", "three quarters"; not "the third", "the other half"."""
    words, parts = tokens.words, _PARTS[tokens.words[at]]
    if words[at] == "a third":
        return Share(at, at, Fraction(1, parts), may_be_person=True)
    before = at - 1 - (tokens.tags[at - 1 : at] == Tag.HYPHEN)
    said = words[before] if before >= 0 else ""
    if words[at] == "half" and said not in ("a", "one"):
        is_other = tokens.tags[before : before + 1] in (Tag.OTHERS, Tag.DEFINITE, Tag.ADDITIVE)
        return None if is_other and before >= 0 else Share(at, at, Fraction(1, parts))
    count = 1 if said == "a" else lexicon.numbers.get(said)
    is_proper = count is not None and 0 < count < parts and (count > 1) == words[at].endswith("s")
    is_ordinal = said == "a" and words[at] != "quarter"
    return Share(before, at, Fraction(count, parts), 0, is_ordinal) if is_proper and count else None


def _percentage(tokens: Tokens, at: int, lexicon: Lexicon) -> Share | None:
    """ "ten per cent", "30%"."""
    near = tokens.tags[max(0, at - _LONGEST) : at][::-1]
    first = at - len(list(takewhile(_NUMERIC.__contains__, near)))
    value = magnitude(tokens.words[first:at], lexicon) if first < at else None
    is_whole = value is not None and 0 < value < 100 and "." not in tokens.words[at - 1]
    return Share(first, at, Fraction(value, 100)) if is_whole and value else None


def _remainder(tokens: Tokens, at: int, lexicon: Lexicon) -> Share | None:
    """ "all but twelve", "all except for three"."""
    near = tokens.tags[at + 1 : at + 1 + _LONGEST]
    end = at + 1 + len(list(takewhile(_NUMERIC.__contains__, near)))
    value = magnitude(tokens.words[at + 1 : end], lexicon) if end > at + 1 else None
    return Share(at - 1, end - 1, Fraction(1), value) if value else None


def _whole(chunks: list[Chunk], at: int, tokens: Tokens, share: Share) -> int | None:
    """The counted people it is a share of: "of the 60 passengers", "of the village's 400 people", "half the 50"."""
    if at >= len(chunks):
        return None
    if chunks[at].kind != Tag.OF:
        is_half_the = tokens.tags[chunks[at].first] == Tag.DEFINITE and tokens.words[share.last] == "half"
        return at if is_half_the and _may_be_shared(chunks, at) else None
    for member in range(at + 1, min(at + 1 + _TO_OWNED, len(chunks))):
        if chunks[member].kind == "N":
            owner = chunks[member - 1]
            is_next = member == at + 1 or tokens.raw[owner.last].endswith(POSSESSIVE)
            return member if is_next and _may_be_shared(chunks, member) else None
        if chunks[member].kind not in ("x", "X", "P"):
            return None
    return None


def _may_be_shared(chunks: list[Chunk], at: int) -> bool:
    """Whether a chunk is several people by a printed number, and not those whose harm is told before the share's."""
    chunk = chunks[at]
    value = chunk.number.value if chunk.number is not None else None
    is_counted = chunk.kind == "N" and not chunk.implied and value is not None and value > 1
    is_told = chunk.cue is not None and chunk.cue.tag != Tag.CONDITION
    after = "".join(after.kind for after in chunks[at + 1 : at + 1 + _TO_HARM])
    return is_counted and not is_told and _TOLD.match(after) is None


def _fronted_whole(chunks: list[Chunk], at: int, tokens: Tokens) -> Chunk | None:
    """ "Of the 300 people in the church, two thirds died": the number that opens the sentence."""
    opens = [chunk.kind for chunk in chunks[:2]]
    is_fronted = opens == [Tag.OF, "N"] and at > 2 and chunks[at - 1].kind == ","
    is_near = is_fronted and not any(chunk.kind in "N,;" for chunk in chunks[2 : at - 1])
    return chunks[1] if is_near and tokens.words[0] == "of" and _may_be_shared(chunks, 1) else None


def _whole_before(before: list[Chunk], share: Share, tokens: Tokens) -> Chunk | None:
    """ "A lorry with 30 farmhands overturned; all but one were killed": the only count before."""
    counts = [chunk for chunk in before if chunk.kind in "NS" and chunk.number is not None]
    is_clear = share.left_out and len(counts) == 1 and _may_be_shared(before, before.index(counts[0]))
    return counts[0] if is_clear and were_in(counts[0], tokens) else None


def _stands_alone(chunks: list[Chunk], end: int) -> bool:
    """Whether the share is the subject by itself."""
    return end < len(chunks) and chunks[end].kind in ("b", "k", "~", "A", "V")


def _merged(
    chunks: list[Chunk], share: Share, last_at: int, whole: Chunk, tokens: Tokens, lexicon: Lexicon
) -> list[Chunk]:
    """The share, up to chunk `last_at`, as one count of people; a chunk that begins before it is cut off there."""
    at, first = _chunk_at(chunks, share.first), share.first
    qualifier = Qualifier.EXACT
    if first and tokens.tags[first - 1] == Tag.QUALIFIER:
        qualifier, first = lexicon.qualifiers[tokens.words[first - 1]], first - 1
        at = _chunk_at(chunks, first)
    before = [replace(chunks[at], last=first - 1)] if chunks[at].first < first else []
    last = chunks[last_at].last
    is_fronted = whole is not chunks[last_at]
    core = (share.first, share.last + 1 if is_fronted else whole.core[1])
    head = None if is_fronted else whole.head
    number = _share_of(share, whole, qualifier)
    phrase = Chunk("N", first, last, core, head, number)
    return [*chunks[:at], *before, phrase, *chunks[last_at + 1 :]]


def _share_of(share: Share, whole: Chunk, qualifier: Qualifier) -> Number | None:
    """The number of the share: about, where it is no whole number or its whole is about."""
    if whole.number is None or whole.number.value is None:
        return None
    exact = share.of(whole.number.value)
    value = int(exact + Fraction(1, 2))
    if qualifier is Qualifier.EXACT:
        is_whole = exact.denominator == 1
        qualifier = whole.number.qualifier if is_whole else Qualifier.ABOUT
    return bounded(max(value, 0), qualifier)
