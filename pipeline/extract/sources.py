"""Whom a claim is cited from: attributions of a sentence, each for the words that it governs.

An organisation goes by its usual short name (`lexicon/sources.toml`), anybody else by the report's own words.
"""

from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from pipeline.extract.claims import Claim
from pipeline.extract.lexicon import Lexicon, Tag, read_table
from pipeline.extract.lexicon.tags import NOUNS_FOR_PEOPLE
from pipeline.extract.passage import Passage
from pipeline.extract.phrases import ORGANISATION, Hit
from pipeline.extract.tokens import Tokens

_NOMINAL: Final = frozenset("TDHXxjpPKChogUu&")
_LINKS: Final = frozenset({"of", "for", "in", "at", "from", "on", "de", "with"})
"""Prepositions inside the name of a source ("Observatory for Human Rights", "officials at the hospital")."""
_LONGEST: Final = 14
_AUXILIARIES: Final = frozenset((Tag.HAVE, Tag.MODAL))
_LEADING: Final = frozenset("TDH&fOhs>Yo,")
_TRAILING: Final = frozenset("TDH&fOhs>Y,x(")
_CUES: Final = frozenset("AJ~F")
_NUMBERS: Final = frozenset("1ntmvq0")
_PRONOUNS: Final = frozenset({"he", "she", "they", "it"})
_LINKED: Final = frozenset((Tag.OF, Tag.PREPOSITION, Tag.AND))
_NOT_OF_NAMES: Final = frozenset("bVAJ~FGERMk>fYdZz")
_LONGEST_NAME: Final = 4
_RIVALS: Final = frozenset({"but", "while", "whereas", "although", "though", "however"})


class Attribution(NamedTuple):
    """A source and the tokens of its phrase; `refers_back` is a pronoun or noun ("mission") for one named before."""

    source: str | None
    first: int
    end: int
    refers_back: str | None = None
    is_possessed: bool = False


class _Words(NamedTuple):
    verbs: frozenset[str]
    before: frozenset[str]
    inverted: frozenset[str]
    nouns: frozenset[str]
    anaphors: frozenset[str]
    between: frozenset[str]


@cache
def _words() -> _Words:
    table = read_table("sources")
    return _Words(*(frozenset(table[name]["words"]) for name in _Words._fields))


@cache
def _openers() -> frozenset[str]:
    """First words of what a source follows ("citing", "learned from")."""
    return frozenset(phrase.split()[0] for phrase in _words().before)


def attributions(tokens: Tokens, hits: list[Hit], lexicon: Lexicon) -> list[Attribution]:
    """The attributions of a sentence, in order."""
    verbs, words = _words().verbs, tokens.vocabulary
    if verbs.isdisjoint(words) and _openers().isdisjoint(words) and "according" not in words:
        return []
    return list(_Reader(tokens, hits, lexicon).read())


class _Reader:
    """Reads the attributions of one sentence."""

    def __init__(self, tokens: Tokens, hits: list[Hit], lexicon: Lexicon) -> None:
        self.tokens = tokens
        self.organisations = [hit for hit in hits if hit.kind == ORGANISATION]
        self.lexicon = lexicon
        self.known = _words()

    def read(self) -> Iterator[Attribution]:
        """Each verb of saying, or word like "citing", with the noun phrase beside it."""
        words, verbs, openers = self.tokens.words, self.known.verbs, _openers()
        for at, word in enumerate(words):
            size = self._size_before(at) if word in openers else 0
            if size:
                found = self._right(at + size)
            elif word in verbs:
                found = self._of_verb(at)
            elif word == "according" and words[at + 1 : at + 2] == ["to"]:
                found = self._right(at + 2)
            else:
                continue
            if found is not None:
                yield found

    def _size_before(self, at: int) -> int:
        """Words of what a source follows at a token: one ("citing"), two ("learned from") or none."""
        words, before = self.tokens.words, self.known.before
        if words[at] in before:
            return 1
        return 2 if " ".join(words[at : at + 2]) in before else 0

    # -- noun phrases ----------------------------------------------------------------------------

    def _of_verb(self, at: int) -> Attribution | None:
        """The subject of a verb of saying, or what follows it ("said police")."""
        tags = self.tokens.tags
        is_passive = Tag.BE in tags[max(0, at - 2) : at] and self._before_anonymity(at) == at
        if is_passive or tags[at + 1 : at + 2] in _CUES:
            return None
        found = self._left(at)
        if found is None and self.tokens.words[at] in self.known.inverted:
            found = self._right(at + 1)
        return found

    def _left(self, at: int) -> Attribution | None:
        end = self._before_adverbs(at)
        if end > 0 and self.tokens.words[end - 1] in _PRONOUNS:
            return Attribution(None, end - 1, end, refers_back=self.tokens.words[end - 1])
        close = self._before_anonymity(end)
        end = self._before_insertion(close)
        found = self._phrase_before(end)
        is_named = close > end and self.tokens.tags[end] == "," and self._is_name(end + 1, close - 1)
        if not is_named:
            return found
        if found is None or found.source is None:
            return Attribution(self.tokens.span(end + 1, close - 1), end + 1, close - 1)
        name = self._organisation(end + 1, close - 1) or self.tokens.span(found.first, close - 1)
        return found._replace(source=name, end=close - 1)

    def _is_name(self, first: int, end: int) -> bool:
        """ "The governor of Borno, Babagana Zulum, said": the insertion is a name."""
        names = self.tokens.raw[first:end]
        is_short = 0 < len(names) <= _LONGEST_NAME
        is_nominal = _NOT_OF_NAMES.isdisjoint(self.tokens.tags[first:end])
        return is_short and is_nominal and all(word[0].isupper() for word in names)

    def _before_anonymity(self, end: int) -> int:
        """ "An officer who asked not to be named said", "speaking on condition of anonymity"."""
        words = self.tokens.words
        if words[end - 1 : end] not in (["named"], ["identified"], ["anonymity"]):
            return end
        back = range(end - 1, max(0, end - _LONGEST), -1)
        return next((at for at in back if words[at] in ("who", "speaking")), end)

    def _phrase_before(self, end: int) -> Attribution | None:
        start = end
        while start > max(0, end - _LONGEST) and self._continues(start - 1):
            start -= 1
            if self._opens(start):
                break
        if self.tokens.tags[start - 1 : start] == Tag.ZERO:
            return None
        return self._named(start, end)

    def _before_adverbs(self, at: int) -> int:
        tags, words = self.tokens.tags, self.tokens.words
        while at > 0 and (tags[at - 1] in _AUXILIARIES or words[at - 1] in self.known.between):
            at -= 1
        return at

    def _before_insertion(self, end: int) -> int:
        """ "The army, which sent a patrol, said", "the UN office (OHCHR) said": the noun phrase before it."""
        tags = self.tokens.tags
        for mark, opening in ((")", "("), (",", ",")):
            if tags[end - 1 : end] == mark and end > 1:
                at = tags.rfind(opening, max(0, end - _LONGEST), end - 1)
                return max(at, 0) if at >= 0 else end
        return end

    def _right(self, first: int) -> Attribution | None:
        end = first
        tags = self.tokens.tags
        while end < min(len(tags), first + _LONGEST) and self._continues(end):
            if tags[end] == Tag.AND and tags[end + 1 : end + 2] in _NUMBERS:
                break
            end += 1
        inner = self._right(end + 1) if self.tokens.words[end : end + 1] == ["by"] else None
        return inner or self._named(first, end)

    def _opens(self, at: int) -> bool:
        """Whether an article begins a noun phrase of its own ("in a statement the junta said")."""
        return self.tokens.tags[at] in "TD" and self.tokens.tags[at - 1 : at] not in _LINKED

    def _continues(self, at: int) -> bool:
        tag = self.tokens.tags[at]
        return tag in _NOMINAL or (tag in "Ofh" and (tag == "h" or self.tokens.words[at] in _LINKS))

    # -- what it names ---------------------------------------------------------------------------

    def _named(self, first: int, end: int) -> Attribution | None:
        tags = self.tokens.tags
        is_definite, is_possessed = False, False
        while first < end and (tags[first] in _LEADING or self.tokens.words[first] in _RIVALS):
            is_definite |= self.tokens.words[first] == "the"
            is_possessed |= tags[first] == Tag.POSSESSIVE
            first += 1
        while (
            end > first and tags[end - 1] in _TRAILING and self.tokens.words[end - 1] not in self.known.nouns
        ):
            end -= 1
        if first >= end or not self._can_speak(first, end):
            return None
        organisation = self._organisation(first, end)
        noun = self.tokens.words[end - 1]
        refers_back = is_definite and organisation is None and noun in self.known.anaphors
        name = organisation or self.tokens.span(first, end)
        return Attribution(name, first, end, noun if refers_back else None, is_possessed)

    def _can_speak(self, first: int, end: int) -> bool:
        """Whether the head of the noun phrase names people, an organisation or a proper name."""
        tags, words = self.tokens.tags, self.tokens.words
        head = next((at for at in range(first, end) if tags[at] in "Of"), end)
        if head == first or tags[first] in _NUMBERS:
            return False
        return any(
            tags[at] in NOUNS_FOR_PEOPLE
            or tags[at] == Tag.PROPER
            or words[at] in self.known.nouns
            or words[at] in self.lexicon.modifiers
            for at in range(first, head)
        )

    def _organisation(self, first: int, end: int) -> str | None:
        inside = [hit for hit in self.organisations if first <= hit.first and hit.last < end]
        return max(inside, key=_size).name if inside else None


def _size(hit: Hit) -> int:
    return hit.size


def source_of(claim: Claim, passage: Passage, found: list[Attribution]) -> Attribution | None:
    """The attribution that governs a claim: in its part of the sentence the last before it, else the first after."""
    if len(found) < 2:
        return found[0] if found else None
    at, parts = claim.phrase.core[0], _parts(passage.reading.tokens)
    here = [a for a in found if _part(parts, a.first) == _part(parts, at)] or found
    chosen = [a for a in here if not a.is_possessed] or here
    before = [a for a in chosen if a.first < at]
    return before[-1] if before else chosen[0]


def _parts(tokens: Tokens) -> list[int]:
    """Tokens at which another voice may begin: after a semicolon, at "but"."""
    return [at for at, word in enumerate(tokens.words) if word == ";" or word in _RIVALS]


def _part(parts: list[int], at: int) -> int:
    return sum(1 for part in parts if part <= at)


class SourceMemory:
    """The sources that a report has named, for "he said", "the mission" and a bulletin's further totals."""

    def __init__(self) -> None:
        self._last: str | None = None
        self._paragraph = -99
        self._by_noun: dict[str, str] = {}

    def resolve(self, found: list[Attribution], tokens: Tokens, paragraph: int) -> list[Attribution]:
        """The attributions with the names of those that refer back, each remembered."""
        resolved = [self._resolved(one) for one in found]
        for one in resolved:
            if one.source is not None:
                self.name(one.source, paragraph)
                for noun in _words().anaphors.intersection(tokens.words[one.first : one.end]):
                    self._by_noun[noun] = one.source
        return resolved

    def _resolved(self, one: Attribution) -> Attribution:
        if one.refers_back is None:
            return one
        return one._replace(source=self._by_noun.get(one.refers_back) or self._last or one.source)

    def name(self, source: str, paragraph: int) -> None:
        """Remember a source named in a paragraph."""
        self._last, self._paragraph = source, paragraph

    def of_bulletin(self, paragraph: int, within: int = 2) -> str | None:
        """The source of a period total that names none."""
        if self._last is None or paragraph - self._paragraph > within:
            return None
        self._paragraph = paragraph
        return self._last
