"""Subjects for which the lexicon has no noun: who is told murdered or injured is a person, whatever the word."""

import re
from collections.abc import Container, Iterator

from pipeline.extract.chunk_reader import ChunkReader
from pipeline.extract.chunks import Chunk
from pipeline.extract.lexicon import Tag, load, word_list
from pipeline.extract.numbers import Number
from pipeline.extract.predication import SENTENCED
from pipeline.extract.words import POSSESSIVE
from pipeline.vocabulary import HarmType, Qualifier

_PASSIVE = re.compile(r"b(?:[^b]?AJ?|xJ)")
_SUFFERS = re.compile(r"(?P<be>b(?:xfx{1,2})?)?~")
""" "Succumbed to his injuries", "is in critical condition", "was admitted in hospital in a critical condition"."""
_BODY = re.compile(r"EO(?P<who>x)[xX]{1,4}b{1,2}")
""" "The body of a snake handler was found"."""
_OWNED = re.compile(r"x{1,2}(?P<body>E)[bk]{1,3}")
_FATAL_TO_PEOPLE = ("succumbed to his", "succumbed to her")
_CONDITIONS = ("condition", "intensive care", "life support")
_OF_PEOPLE = frozenset(
    (
        "wounded",
        "injured",
        "hospitalised",
        "hospitalized",
        "stabbed",
        "knifed",
        "mauled",
        "maimed",
        "beaten up",
    )
)
_TO_VERB = 2
_THINGS = frozenset((Tag.THING, Tag.TIME_UNIT, Tag.COLLECTIVE, Tag.ORDINAL))
_SINGULAR = frozenset({"was", "is", "been"})


class UnnamedSubjects(ChunkReader):
    """Finds the subjects of one sentence that are one person by what befell them."""

    def found(self, taken: Container[int]) -> Iterator[tuple[int, Chunk, HarmType, int]]:
        """Where each subject begins, its chunk, the harm and the cue, of those cues that are not `taken`.

        "An assistant village head was killed": no noun of the lexicon, but who is killed is a person.
        """
        for be_at, at in self._predicates():
            cue = self.chunks[at].cue
            if at in taken or cue is None or cue.harm is None or be_at < 1:
                continue
            first = self._article_before(be_at)
            if first is not None:
                yield first, self._one(first, be_at), cue.harm, at
        for match in _BODY.finditer(self.s) if Tag.HARM_NOUN in self.s else ():
            who, at = match.start("who"), match.start()
            end = self.s.index("b", who)
            tags = self.tokens.tags[self.chunks[who].first : self.chunks[end].first]
            is_somebody = tags.startswith(Tag.INDEFINITE) and not _THINGS.intersection(tags)
            if at not in taken and is_somebody and self._is_found(at, match.end()):
                yield who, self._one(who, end), HarmType.KILLED, at

        yield from self._owned_bodies(taken)

    def _owned_bodies(self, taken: Container[int]) -> Iterator[tuple[int, Chunk, HarmType, int]]:
        """ "The woman's body was found": one whose body it was."""
        for match in _OWNED.finditer(self.s) if Tag.HARM_NOUN in self.s else ():
            who, at = match.start(), match.start("body")
            last = self.chunks[at - 1].last
            person = load().people.get(self.tokens.words[last])
            is_person = person is not None and self.tokens.raw[last].endswith(POSSESSIVE)
            if at not in taken and is_person and self._is_found(at, match.end()):
                yield who, self._one(who, at), HarmType.KILLED, at

    def _one(self, first: int, end: int) -> Chunk:
        """One person, told by the chunks first..end-1."""
        start, last = self.chunks[first].first, self.chunks[end - 1].last
        one = Number(1, 1, 1, Qualifier.EXACT)
        return Chunk("N", start, last, (start, start + 1), number=one, implied=True)

    def _is_found(self, at: int, end: int) -> bool:
        """Whether a body, no organisation, was found or carried somewhere."""
        body = self._word(at) in word_list("harm", "killed", "singular")
        near = self.tokens.words[self.chunks[end - 1].first : self.chunks[end - 1].last + _TO_VERB]
        return body and not word_list("harm", "killed", "found").isdisjoint(near)

    def _predicates(self) -> Iterator[tuple[int, int]]:
        """Where the predicates of one person begin, and their cues."""
        for match in _PASSIVE.finditer(self.s) if Tag.BE in self.s else ():
            at = match.end() - 1
            is_done = self.s[at] != "J" or self._is_done_to_death(at)
            if self._word(match.start()) in _SINGULAR and is_done and self._befalls_people(at):
                yield match.start(), at
        for match in _SUFFERS.finditer(self.s) if Tag.HARM_INTRANSITIVE in self.s else ():
            is_one = match["be"] is None or self._word(match.start()) in _SINGULAR
            if is_one and self._is_suffered_by_people(match.end() - 1):
                yield match.start(), match.end() - 1

    def _is_suffered_by_people(self, at: int) -> bool:
        """ "Succumbed to his injuries"; a bank may be "in critical condition", but in no hospital."""
        words = " ".join(self.tokens.words[self.chunks[at].first : self.chunks[at].last + 1])
        if words.startswith(_FATAL_TO_PEOPLE):
            return True
        hospitals = word_list("harm", "wounded", "hospitals")
        return words.endswith(_CONDITIONS) and not hospitals.isdisjoint(self.tokens.vocabulary)

    def _befalls_people(self, at: int) -> bool:
        """Whether only people, or animals, are said to be harmed so: "was hit" may be a bus."""
        cue = self.chunks[at].cue
        if cue is not None and cue.harm is HarmType.WOUNDED:
            return self._word(at) in _OF_PEOPLE
        return cue is not None and cue.harm is HarmType.KILLED

    def _is_done_to_death(self, at: int) -> bool:
        """ "was kicked to death"; not "was sentenced to death"."""
        return self._word(at) == "to death" and SENTENCED.isdisjoint(self.tokens.vocabulary)

    def _article_before(self, be_at: int) -> int | None:
        """The chunk of the article that opens the noun phrase before a verb; None where its head is a thing."""
        opening = None
        for at in range(be_at - 1, max(-1, be_at - 8), -1):
            if self.s[at] not in "xXkfO":
                break
            article = self.tokens.tags[self.chunks[at].first]
            if article in (Tag.INDEFINITE, Tag.DEFINITE) and self.chunks[at].kind == "x":
                opening = at
        if opening is None or self.s[opening - 1 : opening] in ("f", "O", "Y", ">"):
            return None
        end = next((at for at in range(opening, be_at) if self.s[at] in "fOk"), be_at)
        tags = self.tokens.tags[self.chunks[opening].first : self.chunks[end].first]
        return None if _THINGS.intersection(tags) else opening
