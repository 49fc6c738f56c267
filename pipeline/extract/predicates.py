"""Predicates to the right of a group: passives, intransitives and adjectives whose subject it is.

The search walks the chunk string from the end of the group. It passes over prepositional phrases, relative clauses
and insertions between commas, and gives up at another subject, another verb or the end of the clause. Each
`Predicate` names its grammatical relation.
"""

import re

from pipeline.extract.chunk_reader import ChunkReader
from pipeline.extract.chunks import Chunk
from pipeline.extract.groups import Group, value_of
from pipeline.extract.insertions import REACH, Asides, closing_comma, past_subordinate
from pipeline.extract.lexicon import Tag, read_table
from pipeline.extract.predication import Predicate, Predication
from pipeline.extract.tokens import Tokens
from pipeline.extract.words import POSSESSIVE

_UNCOUNTED_LIST = re.compile(r"ix?P(?:,x?P)*,?&x?[PN],?(?=[bk~])")
_SECOND_VERB = re.compile(r"V[HxXTdf>O]{0,5}&b|V[HxXTdf>OY]{0,8},?&x?~")
_POINTING = frozenset({"the", "this", "that"})
_RESCUED = frozenset(
    {
        "pulled",
        "rescued",
        "brought",
        "taken",
        "admitted",
        "evacuated",
        "airlifted",
        "flown",
        "carried",
        "transferred",
    }
)
_SAID_TO_BE = frozenset(
    {"identified", "identified as", "known", "known as", "named", "named as", "described"}
)
_OBJECT_RELATIVE = re.compile(r"R?[zZP]k?A")
""" "the 42 pupils they had abducted": who did it stands between the people and the verb."""
_FOUND_SO = re.compile(r"[Vx][xfOTHXdY]{0,8}J")
_STATES = frozenset({"dead", "lifeless", "unconscious"}) | frozenset(
    phrase
    for harm in ("killed", "wounded")
    for phrase in read_table("harm")[harm]["predicate"]
    if phrase.startswith(("with ", "without "))
)
_UNDER_PREPOSITION = re.compile(r"[fO]x{0,2}X$")
_TO_NAME = 4
"""Chunks from a preposition to the end of the name that it governs."""
_MORE_PLACES = re.compile(r"(?:,x?X){0,5},?&x?X")
_IN_VAIN = re.compile(r"I>[xHXTdfO]{1,8}?(?:(?=b)|&)")
_LEAVING = frozenset({"left", "leaves", "leaving"})
_TURNS = frozenset({"but", "and", "before"})
_PREDICATE = re.compile(r"[AJ~]|bF")
_FINITE = frozenset({"was", "were"})
"""Before the base of a verb they make a passive of a writer who is no native ("was shoot dead")."""
_STOP = ";.:sILFGE"


class PredicateSearch(ChunkReader):
    """Finds the predicate of each group of a sentence."""

    def __init__(self, tokens: Tokens, chunks: list[Chunk], s: str, groups: list[Group]) -> None:
        super().__init__(tokens, chunks, s)
        self.groups = groups
        self.verdict = Predication(tokens, chunks, s)
        self.asides = Asides(tokens, chunks, s, groups)

    def run(self) -> dict[int, Predicate]:
        """By number of group. The nearest group takes a verb; one that disagrees in number leaves it to another."""
        found: dict[int, Predicate] = {}
        if not self.groups or _PREDICATE.search(self.s, self.groups[0].end) is None:
            return found
        taken: set[int] = set()
        near = [n for n, g in enumerate(self.groups) if _PREDICATE.search(self.s, g.end, g.end + 2 * REACH)]
        if not near:
            return found
        parts = [n for n in near if self.asides.holds(self.groups[n])]
        wholes = [n for n in reversed(near) if n not in parts]
        for strict, numbers in ((True, wholes), (False, wholes), (True, parts)):
            for number in numbers:
                predicate = None if number in found else self._search(self.groups[number], strict)
                if predicate is not None and predicate.at in taken and self._has_partitive(number):
                    predicate = self._search(self.groups[number], strict, after=predicate.at)
                if predicate is not None and predicate.at not in taken:
                    found[number] = predicate
                    taken.add(predicate.at)
        self._share_with_company(found)
        return found

    def _is_governed_noun(self, at: int) -> bool:
        """ "The fourth victim of the shooting", "a survivor of Monday's gas blast": a noun under a preposition."""
        raw = self.tokens.raw[self.chunks[at - 1].last]
        return self.s[at - 2] in "Of" and (self._word(at - 1) in _POINTING or raw.endswith(POSSESSIVE))

    def _share_with_company(self, found: dict[int, Predicate]) -> None:
        """ "In addition to the bomber, 12 people were killed", "apart from the pilot, nobody died": what befell the
        subject, or nobody else, befell its company.
        """
        for number, group in enumerate(self.groups[:-1]):
            shared = found.get(number + 1)
            is_company = self.s[group.members[0] - 1 : group.members[0]] == "e" and self.s[group.end] == ","
            if is_company and shared is not None and number not in found:
                found[number] = Predicate(shared.at, "comitative")

    # -- the walk --------------------------------------------------------------------------------

    def _search(self, group: Group, strict: bool, after: int = -1) -> Predicate | None:
        """The predicate to the right of the group, or of `after`, the predicate of its relative clause."""
        s, at, first = self.s, max(group.end, after + 1), group.members[0]
        if first > 1 and s[first - 2 : first] == ">b" and self._word(first - 1) == "be":
            return None
        done_by = _OBJECT_RELATIVE.match(s, at)
        if done_by is not None and not self.verdict.has_object(done_by.end() - 1, group):
            return Predicate(done_by.end() - 1, "reduced_passive")
        is_whole = self.verdict.is_partitive_whole(group)
        if is_whole and not self._may_be_described(group):
            return None
        return self._walk(group, at, strict, is_whole)

    def _walk(self, group: Group, at: int, strict: bool, is_whole: bool) -> Predicate | None:
        """Walk right from chunk `at`; of a partitive whole only as far as its relative clause.

        `be_at` is the last "be" that still governs, -1 for none.
        """
        s, limit, be_at, relative, skipped = self.s, min(len(self.s), at + REACH), -1, False, False
        while at < limit:
            kind = s[at]
            if relative and be_at < 0 and self.verdict.acts(at, group):
                at += 1
                continue
            if kind in "GF" and self._is_governed_noun(at):
                at += 1
                continue
            if (kind in "AJ" or s[at - 1] == "&") and self._is_nominal(at):
                return None
            if kind == "," and self._has_wounds(at + 1):
                return Predicate(at + 1, "predicate")
            if kind in "AJ~" or (kind == "F" and be_at == at - 1 and self._word(be_at) in _FINITE):
                if skipped and (be_at < 0 or self._word(be_at) not in ("was", "is")):
                    return None
                return self.verdict.accept(group, at, be_at, strict, relative)
            goes_on = be_at >= 0 and self.verdict.goes_on(at, be_at)
            if kind == "b":
                if relative and be_at >= 0 and is_whole:
                    return None  # "of the 40 men who were inside were hurt": the part's verb
                be_at = at
            elif be_at >= 0 and kind not in "x!d&kr" and not goes_on:
                be_at = -1
            if kind in "NPZS" and not relative and self._may_be_subject(at, group):
                if not self._is_plural_object(at, group):
                    return None
                skipped = True
            relative = relative or kind == "R"
            step = at + 1 if kind == "b" or goes_on else self._pass(at, limit, group, relative)
            if step is None:
                return None
            if kind in ",-(" and step > at + 1:
                limit = min(len(s), limit + step - at)
            at = step
        return None

    def _pass(self, at: int, limit: int, group: Group, relative: bool) -> int | None:
        """The next position past a chunk that may stand between subject and predicate, None where none may."""
        s, kind = self.s, self.s[at]
        if kind == "I" and not relative:
            return self._past_attempt(at)
        if kind == "s" and relative and s[group.end : group.end + 1] == "R":
            return past_subordinate(self.tokens, self.chunks, s, at)
        if (
            kind in _STOP and not (relative and (kind in "IE" or s[at - 1 : at + 1] == "bG"))
        ) or self._is_of_some(at):
            return None
        if kind == "V":
            goes_on = (
                relative
                or self._is_found_so(at)
                or s[at - 1] == "w"
                or s[at + 1 : at + 2] == "&"
                or s[at + 1 : at + 3] == ">b"
                or self._is_rescued(at)
            )
            return at + 1 if goes_on or self._same_subject(at, group) else None
        if kind == "i":
            uncounted = _UNCOUNTED_LIST.match(s, at)
            if uncounted is not None:
                return uncounted.end()
            return next((g.end for g in self.groups if g.members[0] == at + 1), at + 1)
        if kind == "-":
            return self._closed_by("-", at, limit)
        if kind == "(":
            return self._closed_by(")", at, limit)
        places = self._past_places(at) if kind in ",&" else None
        if places is not None:
            return places
        if kind == ",":
            closing = closing_comma(self.tokens, self.chunks, s, self.groups, at)
            return None if closing is None else closing + 1
        if kind == "&":
            is_agent = at == group.end and s[group.members[0] - 1 : group.members[0]] == "Y"
            if is_agent or self._word(at + 1) in ("all", "everyone"):  # "four swam ashore and all drowned"
                return None
            if s[at + 1 : at + 2] in ("P", "B") and at <= group.end + 1:
                return at + 2
            return at + 1 if s[at + 1 : at + 2] in ("b", "A", "J", "~", "x", "k", "T") else None
        return at + 1

    def _past_places(self, at: int) -> int | None:
        """ "Two men from Huta and Brodno were hurt", "in Kano, Jos and Bauchi": past the names that a preposition
        governs, which are no persons' full names; None where none follow.
        """
        match = _MORE_PLACES.match(self.s, at)
        if match is None or _UNDER_PREPOSITION.search(self.s, max(0, at - _TO_NAME), at) is None:
            return None
        names = [self.chunks[i] for i in range(at - 1, match.end()) if self.s[i] == "X"]
        is_place = all(name.first == name.last or not name.implied for name in names)
        return match.end() if is_place else None

    def _past_attempt(self, at: int) -> int | None:
        """ "was able to draw his pistol but was hit": the verb after what was attempted; None if there is none."""
        attempt = _IN_VAIN.match(self.s, at)
        if attempt is None or self.tokens.words[self.chunks[attempt.end() - 1].last] not in _TURNS:
            return None
        return attempt.end()

    def _has_wounds(self, at: int) -> bool:
        """ "A student, with a bullet wound in the neck, managed to call": said of the subject beside it."""
        return self.s[at : at + 1] == "J" and self._word(at).startswith("with ")

    def _is_rescued(self, at: int) -> bool:
        """ "two of the 20 people pulled alive from the ravine died", "a man identified by the initials A.B. was shot":
        a participle, which has no object.
        """
        if self.s[at - 1] != "N":
            return False
        if self._word(at) in _SAID_TO_BE:
            return self.s[at + 1 : at + 2] in ("Y", "s", "X", "x")
        return self._word(at) in _RESCUED and self.s[at + 1 : at + 2] in ("x", "f", ">")

    def _is_found_so(self, at: int) -> bool:
        """ "were pulled from the rubble with injuries", "was brought out dead"."""
        state = _FOUND_SO.match(self.s, at) if self.s[at - 1] == "b" else None
        return state is not None and self._word(state.end() - 1) in _STATES

    def _is_of_some(self, at: int) -> bool:
        """ "20 passengers, some of whom were hurt": what befell an uncounted part of them."""
        is_verb_next = self.s[at] == "w" and self.s[at + 1 : at + 2] in ("b", "k", "A", "~")
        return is_verb_next and self.s[at - 1] == "x"

    def _closed_by(self, mark: str, at: int, limit: int) -> int | None:
        closing = self.s.find(mark, at + 1, limit)
        return closing + 1 if closing >= 0 else None

    def _same_subject(self, at: int, group: Group) -> bool:
        """ "three gunmen stormed the bank and were killed", "was struck by a car and died": the second verb has no
        subject of its own.
        """
        verb = _SECOND_VERB.match(self.s, at)
        is_pronoun = (
            self.s[group.members[0]] == "Z"
        )  # "was hurt when he opened a gate and died": the first subject
        return verb is not None and not (is_pronoun and verb.group().endswith("~"))

    # -- small questions -------------------------------------------------------------------------

    def _may_be_described(self, group: Group) -> bool:
        """ "two of the six kidnapped", "of the six hostages who were kidnapped"; "a girl of nine who ..." is an age."""
        follows, verb = self.s[group.end : group.end + 1], max(0, group.members[0] - 3)
        if self._word(verb) in _LEAVING:
            return False  # "leaving 28 of its 31 passengers dead"
        return follows in ("A", "J") or (follows == "R" and self.chunks[group.members[-1]].head is not None)

    def _has_partitive(self, number: int) -> bool:
        """ "two of the six hostages who were kidnapped in May": the relative clause is the six's."""
        after = self.groups[number + 1 : number + 2]
        return bool(after) and self.verdict.is_partitive_whole(after[0]) and self.s[after[0].end :][:1] == "R"

    def _may_be_subject(self, at: int, group: Group) -> bool:
        """Whether a noun phrase after the group may be the subject of the verb instead."""
        return not (self._is_complement(at) or self._is_inside_phrase(at, group))

    def _is_complement(self, at: int) -> bool:
        """ "suspected to be an informer": what the subject is said to be is no other subject."""
        return self.s[at - 1] == "b" and (self.s[at] == "N" or self._word(at - 1) == "be")

    def _is_inside_phrase(self, at: int, group: Group) -> bool:
        """A noun phrase under a preposition ("in an attack by two gunmen")."""
        before = self.s[:at].rstrip("x")[-1:] or " "
        if at > group.end and self.tokens.words[self.chunks[at - 1].last].endswith(" to"):
            return True
        if before == Tag.AND and self.s[at] == "Z" and self.s[at + 1 : at + 2] in ("~", "b", "k"):
            return False  # "set a guard on fire and he died"
        return before in "fOY>&w" and at > group.end + (before == "&")

    def _is_plural_object(self, at: int, group: Group) -> bool:
        """ "a policeman guarding five prisoners was": the five cannot be the subject of "was"."""
        number = self.chunks[at].number
        one = len(group.members) == 1 and value_of(self.chunks[group.members[0]]) == 1
        return one and at > group.end and (number is None or number.value != 1)
