"""Governors to the left of a group: the verb whose object it is, a noun with "of", a toll, a counted noun."""

import re
from typing import NamedTuple

from pipeline.extract.chunks import Chunk
from pipeline.extract.groups import Group
from pipeline.extract.labels import label_before
from pipeline.extract.lexicon import Tag
from pipeline.extract.lexicon.tags import DETERMINERS
from pipeline.extract.predication import CAUSATIVE
from pipeline.extract.tokens import Tokens
from pipeline.extract.toll_words import TollWords
from pipeline.extract.words import SINGULAR_BE
from pipeline.vocabulary import HarmType, Qualifier

CUES = "AFG~JE"
TRANSITIVE = "AFG"
_TOLL_REACH = 24
_COUNTED_REACH = 11
_WITH_WEAPON = re.compile(r"[AF]fx{1,2}$")
""" "Killed with a bomb one soldier": the object stands last."""
_INVERTED_REACH = 4
_PARTED = re.compile(r"[A~](?:[fO][HZxXd]{1,3}){1,2},?$")
""" "Was shot in his flat along with a friend"."""
_OF_BOTH = re.compile(r"[EFG]O[NXZP](?:[fO]?[xX]{1,2})?,?&O$")
""" "The murder of a judge and of his clerk"."""
_PARTED_REACH = 10
_THOSE_WHO = re.compile(r"R[bk]?([A~])(?:[fOxXd]{1,3}){0,2}b$")
_PUT = frozenset({"put", "puts", "putting"})
_NUMBERING = frozenset({"number", "numbered", "numbering", "totalled", "totaled"})
_COUNT_NOUNS = frozenset({"deaths", "fatalities", "injuries", "casualties", "killings", "murders"})
_COUNTED_NOUN = re.compile(r"[JAE](?:[fX][xX]?){0,2}(?:,[Pxi]{1,3},)?[bVfxk>]{0,4}$")
_BRINGING = frozenset(
    {"bringing", "brings", "brought", "raising", "raises", "raised", "taking", "takes", "took"}
)
_AS = frozenset({"as", "so"})
_TOO = frozenset({"too", "also"})
_DID = frozenset({"did", "had", "have"})
_KNOWN = frozenset({"confirmed", "known", "official", "total"})
_RAISING = frozenset({"raised", "revised", "raising", "updated"})
_COMPANY = frozenset({"with", "along with", "together with", "alongside", "as well as", "plus"})

Governor = tuple[int, str]
"""Position of the cue in the chunk list, and the relation."""


class Reading(NamedTuple):
    """One harm claim of one chunk: `chunk`, `cue_at` are positions in the chunk list; `rule` is the relation."""

    chunk: int
    harm: HarmType | None
    cue_at: int
    rule: str


_NOMINAL = frozenset({Tag.PREPOSITION, Tag.OF, Tag.TO, Tag.BY, Tag.POSSESSIVE})


class LeftGovernors(TollWords):
    """Finds the left governors of one sentence's groups; `taken` are the cues that are predicates of a subject."""

    def __init__(self, tokens: Tokens, chunks: list[Chunk], string: str, taken: set[int]) -> None:
        super().__init__(tokens, chunks, string)
        self._taken = taken

    def _raises(self, at: int) -> bool:
        """ "raised it to": who raises a toll is not counted by it."""
        return self._word(at).split()[0] in _RAISING

    def _is_plural(self, at: int) -> bool:
        """ "succumbed to wounds he had suffered": after a preposition the plural of a noun, no verb."""
        return self.s[at] == Tag.HARM_PRESENT and self._word(at).endswith("s") and self.s[at - 1] in _NOMINAL

    def of(self, group: Group) -> Governor | None:
        """The governor to the left of a group: its cue and the relation; None where there is none."""
        s, at = self.s, group.members[0] - 1
        if at >= 1 and (s[at] == "a" or (s[at] == "x" and _may_stand_before(self.tokens, self.chunks[at]))):
            at -= 1
        if at >= 1 and s[at] == "f" and self._word(at) == "between" and self._is_range(group):
            at -= 1
        if at < 0:
            return None
        is_listed = s[at - 1 : at + 1] == "P&" and s[group.end : group.end + 1] not in tuple("bAJk~")
        if (is_listed or s[at - 1 : at + 1] in ("r&", "T&")) and at >= 2:
            at -= 2
        if s[at] in "AJ" and s[max(0, at - 2) : at] == "EO":
            return at - 2, "of_phrase"  # "Body of kidnapped engineer found"
        hitting = self.toll_hitting(at)
        if hitting is not None:
            return hitting, "toll"
        if s[at] in TRANSITIVE and not (self.is_passive(at) or self._is_plural(at)) and at not in self._taken:
            return None if self._is_attributive(at) else (at, "object")
        if s[at] == "~" and at not in self._taken and self._word(at) in CAUSATIVE:
            return at, "object"
        cue = self._active_before(at)
        if cue is not None:
            return cue, "object"
        is_printed = not self.chunks[group.members[0]].implied
        if is_printed and s.startswith(("L", "xL"), group.end) and not self._raises(s.index("L", group.end)):
            return s.index("L", group.end), "toll"
        counted = self.number_after(at, group.end)
        if counted is not None:
            return counted, "toll"
        if s[at] == "O" and at >= 2 and self._is_family(at - 1):
            at -= 2
            while at > 0 and s[at] == "x":
                at -= 1
            if s[at] in TRANSITIVE and not self.is_passive(at) and at not in self._taken:
                return at, "object"
        if (s[at] == "O" and at >= 1 and s[at - 1] in CUES) or s[max(0, at - 1) : at + 1] == "E>":
            return at - 1, "of_phrase"
        parallel = (
            _OF_BOTH.search(s, max(0, at - _PARTED_REACH), at + 1) if s[at - 1 : at + 1] == "&O" else None
        )
        if parallel is not None:
            return parallel.start(), "of_phrase"
        label = label_before(s, self.chunks, group, at)
        if label is not None:
            return label, "label"
        if s[at] == "b" and at >= 1 and s[at - 1] == "A" and s[max(0, at - 2) : at - 1] in ("", ",", "&"):
            return at - 1, "inverted"
        toll = self.toll_before(at)
        return (
            self._repeated(at)
            or self._company(at)
            or ((toll, "toll") if toll is not None else None)
            or self._counted_noun(group, at)
            or self._answered(at)
        )

    def _repeated(self, at: int) -> Governor | None:
        """ "A nurse was killed, as were two patients", "a pilot died and so too did two farmers": the verb that ends
        chunk `at` stands for the one before it.
        """
        verb, words = self.chunks[at].last, self.tokens.words
        link = verb - 2 if verb > 1 and words[verb - 1] in _TOO else verb - 1
        if link < 0 or words[link] not in _AS or self.tokens.tags[link] != Tag.SUBORDINATOR:
            return None
        did = words[verb] in _DID
        if not did and self.s[at] != "b":
            return None
        cue = max(self.s.rfind(kind, max(0, at - 1 - _COUNTED_REACH), at) for kind in "AJ~")
        return (cue, "gapped") if cue >= 0 and not (did and self._is_done_to(cue)) else None

    def _is_done_to(self, at: int) -> bool:
        """Whether somebody else does the harm of a verb ("killed a cook", "was killed", not "suffocated")."""
        return self.s[at] == "A" and (self.is_passive(at) or self.s[at + 1] in "NPZXrx")

    def _active_before(self, at: int) -> int | None:
        """ "Killed with a bomb one soldier"; "killed to the mayor", where a writer's own language marks its objects."""
        inverted = (
            _WITH_WEAPON.search(self.s, max(0, at - _INVERTED_REACH), at + 1) if self.s[at] == "x" else None
        )
        cue = at - 1 if self.s[at - 1 : at + 1] == "A>" else None
        if inverted is not None and self._word(inverted.start() + 1) == "with":
            cue = inverted.start()
        return None if cue is None or self.is_passive(cue) or cue in self._taken else cue

    def _is_attributive(self, at: int) -> bool:
        """ "There stood a mutilated Christ": a participle between an article and a name."""
        before = self.chunks[at].first - 1
        return self.s[at + 1] == "X" and before >= 0 and self.tokens.tags[before] in DETERMINERS

    def _is_range(self, group: Group) -> bool:
        """ "killed between 20 and 25 people"."""
        number = self.chunks[group.members[0]].number
        return number is not None and number.qualifier is Qualifier.RANGE

    def _counted_noun(self, group: Group, at: int) -> Governor | None:
        """ "the dead were 685 civilians", "civilian deaths stood at 852", "the wounded at more than 160"."""
        start = max(0, at - _TOLL_REACH)
        number_of = self.number_before(at)
        if number_of is not None:
            return number_of, "toll"
        those = _THOSE_WHO.search(self.s, start, at + 1) if Tag.RELATIVE in self.s else None
        if those is not None:
            return those.start(1), "counted_noun"
        match = _COUNTED_NOUN.search(self.s, max(0, at - _COUNTED_REACH), at + 1)
        if match is None:
            return None
        cue_at = match.start()
        first = self.chunks[cue_at].first
        words = self._word(cue_at).split()
        is_noun = words[-1] in _COUNT_NOUNS or words[0] == "total"  # "total dead 34"
        is_headless = self.chunks[group.members[0]].head is None
        number = self.chunks[group.members[0]].number
        is_age = self._word(at) in SINGULAR_BE and number is not None and number.value != 1
        if self.chunks[group.members[0]].implied or (is_age and not is_noun):
            return None  # "the deceased was 34"
        if is_noun:
            is_form = self.chunks[group.members[0]].head is not None and cue_at == at
            return (cue_at, "counted_noun") if is_headless or is_form else None
        named = first > 0 and self.tokens.words[first - 1] in ("the", "those", "among the")
        links = self.s[cue_at + 1 : at + 1]
        numbering = not _NUMBERING.isdisjoint(self.tokens.words[first : self.chunks[at].last + 1])
        put = not _PUT.isdisjoint(self.tokens.words[:first])
        if links == ">" and self._brings(first):
            return cue_at, "toll"
        if links == ">" and self.s[cue_at - 1 : cue_at] == "P":
            return cue_at, "counted_noun"
        if numbering or ((named or put) and ("b" in links or links == "f")):
            return cue_at, "counted_noun"
        return None

    def _brings(self, first: int) -> bool:
        """ "bringing the dead to", "which brings the confirmed dead to"."""
        words = self.tokens.words
        the = first - 2 if words[first - 1] in _KNOWN else first - 1
        return the > 0 and words[the] == "the" and words[the - 1] in _BRINGING

    def _answered(self, at: int) -> Governor | None:
        """ "How many people did violence kill? 979": the number answers the question's verb."""
        if self.s[at] != "?" or self.tokens.words[0] != "how many":
            return None
        cue_at = max(self.s.rfind(cue, 0, at) for cue in CUES)
        return (cue_at, "answer") if cue_at >= 0 else None

    def _is_family(self, at: int) -> bool:
        """ "killing an entire family of five", "its crew of four"."""
        last = self.chunks[at].last
        is_crew = self.s[at] in ("P", "N") and self.tokens.words[last] == "crew"
        return is_crew or (self.s[at] == "x" and self.tokens.tags[last] == Tag.COLLECTIVE)

    def _company(self, at: int) -> Governor | None:
        """ "was killed with two others", "eight died in addition to the bomber": the same happened to the company."""
        s = self.s
        if at < 1 or not (s[at] == "e" or self._word(at) in _COMPANY or self._is_likened(at)):
            return None
        follows = self.chunks[at + 1]
        if follows.implied and follows.first == follows.head:  # "with head and pelvic injuries"
            return None
        if self.tokens.words[follows.last + 1 : follows.last + 3] == ["in", "hospital"]:
            return None  # "nine died, with 14 more in hospital"
        parted = _PARTED.search(s, max(0, at - _PARTED_REACH), at) if s[at] == "&" else None
        if parted is not None and follows.cue is None and self._has_subject(parted.start()):
            return parted.start(), "comitative"
        cue = at - 2 if s[at - 1] in ",x" and at >= 2 else at - 1
        return (cue, "comitative") if self._has_subject(cue) else None

    def _has_subject(self, cue: int) -> bool:
        """Whether a cue tells what befell its subject: "died", "was shot", "teacher killed"."""
        return self.s[cue] == "~" or (self.s[cue] == "A" and (self.is_passive(cue) or cue in self._taken))

    def _is_likened(self, at: int) -> bool:
        """ "was wounded like his driver"."""
        after = self.chunks[at].last + 1
        return (
            self.tokens.words[after - 1] == "like" and self.tokens.tags[after : after + 1] == Tag.POSSESSIVE
        )

    def is_passive(self, at: int) -> bool:
        """A past participle after a form of "be" ("were killed", "was also shot")."""
        if self.s[at] != "A":
            return False
        if self.s[at - 1 : at + 2] == "&AN":
            return False  # "where a wedding was taking place and killed six"
        i = at - 1
        while i >= 0 and i > at - 4 and self.s[i] in "x!&A":
            i -= 1
        return i >= 0 and self.s[i] == "b"


def _may_stand_before(tokens: Tokens, chunk: Chunk) -> bool:
    """Between a verb and its object: an adverb ("killed also"), or "the remaining"."""
    return is_adverb(tokens, chunk) or tokens.tags[chunk.first : chunk.last + 1] == Tag.QUALIFIER


def is_adverb(tokens: Tokens, chunk: Chunk) -> bool:
    """Whether a chunk is one adverb ("reportedly", "also")."""
    word = tokens.words[chunk.first]
    return chunk.first == chunk.last and (
        word.endswith("ly") or word in ("also", "instead", "then", "both", "either")
    )
