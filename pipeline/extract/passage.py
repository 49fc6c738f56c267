"""A sentence with its claims, and which of its words belong to which claim.

Words between two numbers belong to the first up to the last boundary before the second: of a clause ("in a region
where violence has killed 6,500": the region's 6,500 are not the blast's two), or of a phrase ("Eleven were hurt in
Leeds, six in Bradford"). What stands before the first number belongs to it, what no boundary parts to all.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import Final

from pipeline.extract.claims import Claim
from pipeline.extract.dating import Dated
from pipeline.extract.lexicon import Tag
from pipeline.extract.phrases import Hit, find_phrases
from pipeline.extract.place_mention import ResolvedPlace
from pipeline.extract.sentence_reading import SentenceReading
from pipeline.extract.sentence_setting import Setting
from pipeline.extract.tokens import Tokens
from pipeline.vocabulary import DatePrecision

_LONG: Final = (DatePrecision.MONTH, DatePrecision.YEAR)
_PERSONAL: Final = frozenset({"who", "whom", "whose"})
_CLAUSE_MARKS: Final = frozenset((Tag.DASH, ";", Tag.SUBORDINATOR, Tag.RELATIVE))
_CLAUSE_AFTER_COMMA: Final = frozenset({"but", "taking", "bringing", "raising", "pushing", "yet", "whereas"})
_VERBS: Final = frozenset((Tag.HARM_PAST, Tag.HARM_PRESENT, Tag.VERB, Tag.BE, Tag.HAVE))
_INSERTION: Final = 20
"""Tokens of a relative clause between commas."""
_PHRASE_MARKS: Final = frozenset((",", Tag.AND))
_WARS: Final = frozenset({"war", "historical"})
_HEADING: Final = 6
"""Tokens of a heading."""


@dataclass(slots=True, eq=False)
class Stretch:
    """Tokens first..end-1."""

    first: int
    end: int

    def __contains__(self, token: object) -> bool:
        return isinstance(token, int) and self.first <= token < self.end


def whole_of(tokens: Tokens) -> Stretch:
    """All tokens of a sentence."""
    return Stretch(0, len(tokens.tags))


@dataclass(slots=True, eq=False)
class Passage:
    """A sentence, its claims in order, the phrases in it, its dates and places, and each chunk's stretches."""

    reading: SentenceReading
    claims: list[Claim]
    hits: list[Hit]
    by_kind: dict[str, list[Hit]]
    setting: Setting
    clauses: dict[int, Stretch]
    phrases: dict[int, Stretch]

    def clause(self, claim: Claim) -> Stretch:
        """The words of the claim's clause."""
        return self.clauses[claim.chunk]

    def phrase(self, claim: Claim) -> Stretch:
        """The words of the claim's own phrase."""
        return self.phrases[claim.chunk]

    def hits_in(self, stretch: Stretch, kind: str) -> list[Hit]:
        """Phrases of one kind that begin in a stretch."""
        found = self.by_kind.get(kind)
        return [hit for hit in found if stretch.first <= hit.first < stretch.end] if found else []

    def has(self, kind: str) -> bool:
        """Whether the sentence holds a phrase of a kind."""
        return kind in self.by_kind

    def is_of_victims(self, place: ResolvedPlace) -> bool:
        """Whether a place stands in a counted noun phrase: where victims are from ("six Iranians")."""
        starts, ends = self.reading.tokens.starts, self.reading.tokens.ends
        after = bisect_right(self.claims, place.start, key=lambda claim: starts[claim.phrase.first])
        return after > 0 and place.start < ends[self.claims[after - 1].phrase.last]

    def anchor(self, claim: Claim) -> int:
        """The character near which its place and date stand: the number, or the verb of its relative clause."""
        reading = self.reading
        if Tag.RELATIVE in reading.string[claim.chunk : claim.cue_at]:
            return reading.tokens.ends[reading.chunks[claim.cue_at].last]
        return claim.char_start

    def dated_outside(self, claim: Claim) -> list[Dated]:
        """The sentence's dates without those of the relative clauses of other claims."""
        own, tags = self.clause(claim), self.reading.tokens.tags
        relative = {
            c for c in self.clauses.values() if c != own and tags[c.first : c.first + 1] == Tag.RELATIVE
        }
        spans = [self.characters(clause) for clause in relative]
        dated = [d for d in self.setting.dated if not self.tells_before(claim, d.start)]
        return [d for d in dated if not any(start <= d.start < end for start, end in spans)]

    def names_other_event(self, claim: Claim, dated: Dated) -> bool:
        """ "in Sukma, which saw the 2010 ambush", "in attacks which avenged a killing in January": a year or month that
        a relative clause after the number tells of something else.
        """
        if dated.when.precision not in _LONG:
            return self.tells_before(claim, dated.start)
        tokens = self.reading.tokens
        return Tag.RELATIVE in tokens.tags[claim.phrase.last + 1 : bisect_left(tokens.starts, dated.start)]

    def tells_before(self, claim: Claim, at: int) -> bool:
        """ "killed six tourists who had landed in Tunis on Monday": character `at` is of what they did before."""
        tokens = self.reading.tokens
        if Tag.RELATIVE not in tokens.tags or at < claim.char_end:
            return False
        first, end = claim.phrase.last + 1, bisect_left(tokens.starts, at)
        opens = tokens.tags.rfind(Tag.RELATIVE, first, end)
        return (
            opens >= 0 and tokens.words[opens] in _PERSONAL and "had" in tokens.words[opens + 1 : opens + 3]
        )

    def characters(self, stretch: Stretch) -> tuple[int, int]:
        """A stretch as characters of the article: start and end."""
        tokens = self.reading.tokens
        start = tokens.starts[stretch.first] if stretch.first else self.reading.sentence.start
        end = tokens.starts[stretch.end] if stretch.end < len(tokens.starts) else self.reading.sentence.end
        return start, end


def read_passage(reading: SentenceReading, claims: list[Claim], setting: Setting) -> Passage:
    """Cuts a sentence into the stretches of its claims."""
    chunks = sorted({claim.chunk for claim in claims})
    cores = [reading.chunks[at].core for at in chunks]
    end = _end_of_clause(reading.tokens, cores[-1][0])
    if len(chunks) == 1:
        clauses = phrases = {chunks[0]: Stretch(0, end)}
    else:
        clauses, phrases = (
            dict(zip(chunks, _cut(cores, end, partial(find, reading.tokens)), strict=True))
            for find in (_clause_boundary, _phrase_boundary)
        )
    hits = [hit for hit in find_phrases(reading.tokens) if not _is_topic(reading.tokens, hit)]
    by_kind: dict[str, list[Hit]] = {}
    for hit in hits:
        by_kind.setdefault(hit.kind, []).append(hit)
    return Passage(reading, claims, hits, by_kind, setting, clauses, phrases)


def _is_topic(tokens: Tokens, hit: Hit) -> bool:
    """ "Somali Civil War: at least 11 are killed": a heading says to which war the event belongs."""
    return tokens.tags[hit.last + 1 : hit.last + 2] == ":" and hit.kind in _WARS and hit.last < _HEADING


def _cut(cores: list[tuple[int, int]], end: int, boundary: Callable[[int, int], int | None]) -> list[Stretch]:
    """One stretch for each number; numbers without a boundary between them share theirs."""
    starts, number = [0], [0]
    for (_, before), (after, _) in pairwise(cores):
        at = boundary(before, after)
        if at is not None:
            starts.append(at)
        number.append(len(starts) - 1)
    stretches = [Stretch(first, stop) for first, stop in pairwise([*starts, end])]
    return [stretches[n] for n in number]


def _end_of_clause(tokens: Tokens, number: int) -> int:
    """Where the last number's words end: where it stands in a relative clause, at the comma that closes that."""
    size = len(tokens.tags)
    if Tag.RELATIVE not in tokens.tags[max(0, number - _INSERTION) : number]:
        return size
    return next((at for at in range(number, size) if resumes(tokens, at)), size)


def _clause_boundary(tokens: Tokens, first: int, end: int) -> int | None:
    for at in range(end - 1, first - 1, -1):
        if _begins_clause(tokens, at):
            return at
    return None


def _phrase_boundary(tokens: Tokens, first: int, end: int) -> int | None:
    for at in range(end - 1, first - 1, -1):
        if tokens.tags[at] in _PHRASE_MARKS or _begins_clause(tokens, at):
            return at
    return None


def resumes(tokens: Tokens, at: int) -> bool:
    """Whether a comma closes an insertion and the main clause goes on ("who survived a raid in May, was shot")."""
    goes_on = tokens.tags[at] == "," and tokens.tags[at + 1 : at + 2] in _VERBS
    return goes_on and Tag.RELATIVE in tokens.tags[max(0, at - _INSERTION) : at]


def _begins_clause(tokens: Tokens, at: int) -> bool:
    tag, following = tokens.tags[at], tokens.tags[at + 1 : at + 2]
    if tag == ",":
        return (
            following == Tag.AND
            or resumes(tokens, at)
            or not _CLAUSE_AFTER_COMMA.isdisjoint(tokens.words[at + 1 : at + 2])
        )
    is_so_far = tokens.words[at] == "so" and tokens.words[at + 1 : at + 2] == ["far"]
    return tag in _CLAUSE_MARKS and following != Tag.DATE and not is_so_far
