"""Chunks of a sentence: counted noun phrases, harm cues and the words that the grammar needs between them.

The tag string of the tokens is cut by one regular expression into units, each written as one character of a chunk
string over which `clauses` works. Kinds that are not a tag of `lexicon.Tag`:

    N  people with a number, or one person implied ("six Iranians", "a policeman", "his wife")
    P  people without a number ("the guards")
    T  things with a number ("two cars")
    S  a number with its own harm noun ("five deaths", "13 dead bodies", "no casualties")
    Z  a pronoun for one person
    r  a reflexive pronoun
    X  a run of capitalised words
    x  other words
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from pipeline.extract.chunk_patterns import (
    IN_COMPOUNDS,
    PLAIN,
    STANDING_ALONE,
    UNIT,
    is_compound,
    is_one_more,
    names_person,
    opens_count,
)
from pipeline.extract.lexicon import Cue, Lexicon, Tag, word_list
from pipeline.extract.number_reading import number_in, repeated
from pipeline.extract.numbers import Number, bounded
from pipeline.extract.person_names import may_be_person
from pipeline.extract.tokens import Tokens
from pipeline.extract.uncounted import WOUNDS, is_labelled, is_share, reason_of_thing, why_no_count
from pipeline.extract.words import POSSESSIVE
from pipeline.vocabulary import HarmType, Qualifier, SetAsideReason

_EXACT = Qualifier.EXACT
_NUMBERS = frozenset("n1tm")
_INNER_CUE = re.compile(r"[AJB]")
_DISTRIBUTIVE = frozenset({"each", "every", "any"})
""" "A payment for each person killed": nobody in particular."""
_NOISE = frozenset("DTqQrn1tmpvg0u")


@dataclass(slots=True, eq=False)
class Chunk:
    """One unit: tokens `first`..`last`; `core` is the token span of its number, `head` the token of its noun."""

    kind: str
    first: int
    last: int
    core: tuple[int, int] = (0, 0)
    head: int | None = None
    number: Number | None = None
    additive: bool = False
    implied: bool = False
    cue: Cue | None = None
    reason: SetAsideReason | None = None


@lru_cache(maxsize=1 << 14)
def _plain(kind: str, first: int, last: int, cue: Cue | None = None) -> Chunk:
    """A chunk without a number; they come back in every sentence."""
    return Chunk(kind, first, last, cue=cue)


class _Chunker:
    """Makes the chunks of one sentence."""

    def __init__(self, tokens: Tokens, lexicon: Lexicon) -> None:
        self.tokens = tokens
        self.lexicon = lexicon
        self.chunks: list[Chunk] = []

    def run(self) -> list[Chunk]:
        """Cut the tag string from left to right."""
        tags, words, cues, chunks = self.tokens.tags, self.tokens.words, self.lexicon.cues, self.chunks
        position, size = 0, len(tags)
        while position < size:
            tag = tags[position]
            if tag in STANDING_ALONE:
                if tag == Tag.HARM_PAST and words[position] in IN_COMPOUNDS and is_compound(tags, position):
                    chunks.append(_plain("x", position, position))
                else:
                    chunks.append(_plain(tag, position, position, cues.get(words[position])))
                position += 1
            else:
                match = PLAIN.match(tags, position) or UNIT.match(tags, position)
                if match is None:
                    break
                position = self._add(match)
        return chunks

    def _add(self, match: re.Match[str]) -> int:
        kind = match.lastgroup or "c"
        start, end = match.span()
        if kind == "x":
            self.chunks.append(_plain("x", start, end - 1))
            return end
        if kind == "X":
            self.chunks.append(self._name(start, end))
            return end
        if kind == "N":
            return self._counted(match)
        if kind in ("many", "one"):
            return self._people(kind, start, end)
        if kind == "c":
            return self._single(start)
        if kind == "zero":
            return self._zero(match)
        if kind == "harm1":
            return self._one_harm(start, end)
        if kind == "suffer":
            return self._suffering(start, end)
        self.chunks.append(self._special(kind, start, end))
        return end

    def _special(self, kind: str, start: int, end: int) -> Chunk:
        """Ages, labels ("Flight 752"), "the other" and numbers of one that are only implied."""
        core = (start, end)
        if kind == "age":
            return Chunk("a", start, end - 1, core, reason=SetAsideReason.AGE)
        if kind == "label":
            return Chunk("x", start, end - 1, core, reason=SetAsideReason.NAME)
        if kind in ("more", "aged") and not is_share(self.tokens, start, end):
            return self._implied(start, end, None)
        if kind == "more" or (kind == "other" and " ".join(self.tokens.words[start:end]) != "the other"):
            return _plain("x", start, end - 1)
        one = bounded(1, _EXACT)
        additive = kind != "nth" or self.tokens.tags[start] == Tag.INDEFINITE
        return Chunk("N", start, end - 1, core, None, one, additive, implied=True)

    def _single(self, at: int) -> int:
        tag = self.tokens.tags[at]
        word = self.tokens.words[at]
        owns = self.tokens.tags[at + 1 : at + 2] in (Tag.THING, Tag.COLLECTIVE)  # "her office"
        if tag == Tag.PRONOUN or (tag == Tag.POSSESSIVE and word == "her" and not owns):
            one = bounded(1, _EXACT)
            self.chunks.append(Chunk("Z", at, at, (at, at + 1), number=one, implied=True))
        else:
            kind = "r" if tag == Tag.REFLEXIVE else "x" if tag in _NOISE else tag
            kind = Tag.AND if word == "plus" else kind
            self.chunks.append(_plain(kind, at, at, self.lexicon.cues.get(word)))
        return at + 1

    def _implied(self, start: int, end: int, head: int | None) -> Chunk:
        additive = is_one_more(self.tokens.tags, start)
        return Chunk("N", start, end - 1, (start, start + 1), head, bounded(1, _EXACT), additive, True)

    def _name(self, start: int, end: int) -> Chunk:
        """A run of capitalised words, which may be a person's name."""
        if not may_be_person(self.tokens, start, end, self.lexicon):
            return Chunk("X", start, end - 1)
        return Chunk("X", start, end - 1, (start, start + 1), None, bounded(1, _EXACT), implied=True)

    def _people(self, kind: str, start: int, end: int) -> int:
        head = end - 1
        while self.tokens.tags[head] == Tag.PROPER:
            head -= 1
        if self.tokens.raw[head].endswith(POSSESSIVE):
            self.chunks.append(Chunk("x", start, head))
            return head + 1
        if kind == "many" or self.tokens.words[start] in _DISTRIBUTIVE:
            self.chunks.append(Chunk("P", start, end - 1, head=head))
        else:
            person = self._implied(start, end, head)
            person.cue = self._inner_cue(start, head) if self._is_new(start) else None
            self.chunks.append(person)
        return end

    def _is_new(self, start: int) -> bool:
        """ "A dead man" stands for somebody not told before, if no preposition governs it ("for a slain leader")."""
        tags = self.tokens.tags
        return tags[start] == Tag.INDEFINITE and tags[start - 1 : start] not in (Tag.OF, Tag.PREPOSITION)

    def _inner_cue(self, start: int, end: int) -> Cue | None:
        inner = _INNER_CUE.search(self.tokens.tags, start, end)
        return self.lexicon.cues.get(self.tokens.words[inner.start()]) if inner is not None else None

    def _one_harm(self, start: int, end: int) -> int:
        """ "a body", "another death": one, by a singular harm noun."""
        word = self.tokens.words[end - 1]
        cue = self.lexicon.cues[word]
        owned = self.tokens.tags[start] == Tag.POSSESSIVE and not word.endswith(("body", "corpse"))
        if word not in self.lexicon.singular_harms or owned:
            self.chunks.append(Chunk("x", start, end - 2))
            return self._single(end - 1)
        number = bounded(1, _EXACT)
        core, additive = (start, start + 1), is_one_more(self.tokens.tags, start)
        self.chunks.append(Chunk("S", start, end - 1, core, end - 1, number, additive, True, cue))
        return end

    def _suffering(self, start: int, end: int) -> int:
        """ "sustained shrapnel wounds": an intransitive predicate; otherwise an ordinary verb."""
        noun = self.tokens.words[end - 1]
        cue = self.lexicon.cues[noun]
        numbers = [at for at in range(start, end) if self.tokens.tags[at] in _NUMBERS]
        if (cue.harm is HarmType.WOUNDED or noun.startswith("fatal")) and (not numbers or noun in WOUNDS):
            core = (numbers[0], numbers[-1] + 1) if numbers else (0, 0)
            reason = SetAsideReason.COUNT_OF_THINGS if numbers else None
            self.chunks.append(Chunk("~", start, end - 1, core, cue=cue, reason=reason))
            return end
        self.chunks.append(Chunk("V", start, start))
        return start + 1

    def _zero(self, match: re.Match[str]) -> int:
        """ "no casualties", "nobody"; "without" denies only a harm noun ("without causing casualties")."""
        start, end = match.span()
        if self.tokens.words[start] == "without" and not match.group("znoun"):
            self.chunks.append(Chunk(Tag.PREPOSITION, start, start))
            return start + 1
        head = end - 1 if end - start > 1 else None
        noun = (
            "casualties"
            if self.tokens.words[end - 1] in ("victim", "victims")
            else self.tokens.words[end - 1]
        )
        cue = self.lexicon.cues.get(noun) if match.group("znoun") or noun == "casualties" else None
        counts_people = head is None or self.tokens.tags[end - 1] in "PprEBAJ"
        kind = "S" if cue else "N" if counts_people else "x"
        self.chunks.append(Chunk(kind, start, end - 1, (start, start + 1), head, bounded(0, _EXACT), cue=cue))
        return end

    def _counted(self, match: re.Match[str]) -> int:
        start, end = match.span()
        core_start, core_end = match.span("num")
        tokens = self.tokens
        read = number_in(tokens, match, self.lexicon)
        if read is None and tokens.words[core_start] in word_list("grammar", "repeated", "words"):
            kind, read = "P", self._told_again(match)
        else:
            kind = "x"
        if read is None:
            core, reason = (core_start, core_end), SetAsideReason.UNRESOLVED
            self.chunks.append(Chunk(kind, start, end - 1, core, reason=reason))
            return end
        number, real_end = read
        is_other = opens_count(tokens.tags[end + 1 : end + 2]) or names_person(tokens.tags, end + 1)
        joins = tokens.tags[end : end + 1] == Tag.AND and not is_other
        if tokens.words[core_start] == "both" and joins:
            self.chunks.append(Chunk("P" if match.group("person") else "x", start, end - 1, head=end - 1))
            return end
        if real_end < core_end:
            return self._recut(match, number, real_end)
        return self._counted_phrase(match, number, core_start, core_end)

    def _told_again(self, match: re.Match[str]) -> tuple[Number, int] | None:
        """ "Killing ten and injuring as many": the number counted last in the sentence."""
        told = next(
            (c.number for c in reversed(self.chunks) if c.number is not None and c.kind in "NS"), None
        )
        return repeated(self.tokens, match, told, self.lexicon) if told is not None else None

    def _recut(self, match: re.Match[str], number: Number, real_end: int) -> int:
        """A list of two numbers was taken for a range: only the first belongs here."""
        start, core = match.start(), (match.start("num"), real_end)
        additive = Tag.ADDITIVE in self.tokens.tags[start : core[0]]
        name = Chunk("x", start, real_end - 1, core, reason=SetAsideReason.NAME)
        count = Chunk("N", start, real_end - 1, core, None, number, additive)
        self.chunks.append(name if is_labelled(self.tokens, *core) else count)
        return real_end

    def _counted_phrase(self, match: re.Match[str], number: Number, core_start: int, core_end: int) -> int:
        start, end = match.span()
        tags = self.tokens.tags
        rest = tags[core_end:end]
        additive = Tag.ADDITIVE in tags[start:core_start] or Tag.OTHERS in rest
        core = (core_start, core_end)
        reason = why_no_count(self.tokens, match, number, self.lexicon)
        if reason is not None:
            end = end if reason is SetAsideReason.COUNT_OF_THINGS else core_end
            is_age = reason is SetAsideReason.AGE
            kind, start = ("a", self.chunks.pop().first) if is_age else ("x", start)  # "both 19"
            self.chunks.append(Chunk(kind, start, end - 1, core, reason=reason))
            return end
        if "$" in tags[start:core_start]:
            self.chunks.append(Chunk("T", start, end - 1, core, None, number, reason=SetAsideReason.MONEY))
        elif match.group("thing") is not None:
            reason = reason_of_thing(self.tokens, core_end, end, self.lexicon)
            if reason is SetAsideReason.HOUSEHOLDS and self.tokens.words[core_end] == "of":
                return self._recut(match, number, core_end)  # "three of her family"
            self.chunks.append(Chunk("T", start, end - 1, core, end - 1, number, reason=reason))
        elif match.group("noun") is not None:
            noun = match.end("noun") - 1
            counted = self.lexicon.cues[self.tokens.words[noun]]
            self.chunks.append(Chunk("S", start, end - 1, core, noun, number, additive, cue=counted))
        else:
            head = match.end("person") - 1 if match.group("person") is not None else None
            if head is None and self.tokens.words[core_start] in self.lexicon.kinships:
                head = core_start
            cue = self._inner_cue(core_end, end)
            self.chunks.append(Chunk("N", start, end - 1, core, head, number, additive, cue=cue))
        return end


def chunk(tokens: Tokens, lexicon: Lexicon) -> list[Chunk]:
    """Chunks in order; every token belongs to exactly one."""
    return _Chunker(tokens, lexicon).run()
