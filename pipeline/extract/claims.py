"""Harm claims of one sentence: the links of its clauses, with victims, parts and wholes."""

import re
from dataclasses import dataclass, field

from pipeline.extract.attributes import perpetrator_of
from pipeline.extract.chunks import Chunk
from pipeline.extract.clauses import CUES, Reading
from pipeline.extract.groups import Group
from pipeline.extract.lexicon import Lexicon, Tag
from pipeline.extract.numbers import Number, bounded
from pipeline.extract.sentence_reading import SentenceReading, unreal
from pipeline.extract.victims import UNSAID, Victims, victims_of
from pipeline.vocabulary import HarmType, PartRelation, Qualifier, Scope, SetAsideReason, VictimClass

_BODIES = frozenset({"body", "bodies", "corpse", "corpses", "remains", "skeletons"})
_DESCRIBED = re.compile(r"wb?P")
_RAISING = frozenset(
    {
        "bringing",
        "raising",
        "taking",
        "pushing",
        "brings",
        "brought",
        "raised",
        "raises",
        "took",
        "takes",
        "pushed",
    }
)
_SELF_KILLING = frozenset(
    {
        "killed",
        "killing",
        "kills",
        "kill",
        "shot",
        "shooting",
        "shoots",
        "blew",
        "blow",
        "blows",
        "blowing",
        "blown",
        "detonated",
        "detonating",
        "exploded",
        "hanged",
        "gun",
        "took",
        "taking",
        "immolated",
        "gassed",
        "dead",
    }
)
_CONDITION_SCOPES = frozenset({HarmType.DISPLACED, HarmType.DETAINED})


@dataclass(slots=True, eq=False)
class Claim:
    """A figure in the making; `reading` is its sentence, `chunk` the position of its noun phrase there."""

    reading: SentenceReading
    chunk: int
    harm: HarmType
    rule: str
    cue_at: int
    number: Number
    victims: Victims
    additive: bool
    perpetrator: str | None = None
    weapon: str | None = None
    source: str | None = None
    parent: "Claim | None" = None
    relation: PartRelation | None = None
    scope: Scope = Scope.INCIDENT
    details: list[str] = field(default_factory=list)

    @property
    def phrase(self) -> Chunk:
        """The counted noun phrase."""
        return self.reading.chunks[self.chunk]

    @property
    def char_start(self) -> int:
        """First character of the number."""
        return self.reading.tokens.starts[self.phrase.core[0]]

    @property
    def char_end(self) -> int:
        """One past the last character of the number."""
        return self.reading.tokens.ends[self.phrase.core[1] - 1]

    @property
    def rule_id(self) -> str:
        """The grammatical relation, then what else decided ("passive.additive")."""
        return ".".join([self.rule, *(["additive"] if self.additive else []), *self.details])

    def become_part_of(self, whole: "Claim", relation: PartRelation = PartRelation.SUBSET) -> None:
        """Make this claim a part of `whole`."""
        self.parent, self.relation = whole, relation


class SentenceClaims:
    """Makes the claims of one sentence; `unreal_numbers` are chunks whose harm is denied or supposed."""

    def __init__(self, reading: SentenceReading, lexicon: Lexicon) -> None:
        self.reading = reading
        self.lexicon = lexicon
        self.claims: list[Claim] = []
        self.orphans: list[Claim] = []
        self.unreal_numbers: dict[int, SetAsideReason] = {}
        self._by_chunk: dict[int, list[Claim]] = {}

    def run(self) -> list[Claim]:
        """Claims in order of their characters."""
        part_members = {m for group, _ in self.reading.clauses.parts for m in group.members}
        for link in sorted(self.reading.clauses.readings):
            self._claim(link)
        for group, marker in self.reading.clauses.parts:
            self._part(group, marker)
        self._totals(part_members)
        self._included_events()
        self._gapped_breakdown()
        self._suicides()
        self._suicide_attackers()
        self._share_victims()
        self._drop_outlived()
        self.claims.sort(key=lambda c: (c.char_start, c.char_end, c.harm))
        return self.claims

    # -- single claims ---------------------------------------------------------------------------

    def _claim(self, link: Reading) -> None:
        chunk = self.reading.chunks[link.chunk]
        if chunk.number is None:
            return
        reason = None if chunk.number.value == 0 else unreal(self.reading, link)
        if reason is not None:
            self.unreal_numbers[link.chunk] = reason
            return
        if link.harm is not None:
            if not self._is_thing(link):
                harm = HarmType.KILLED if self._is_burned_alive(link) else link.harm
                self._add(link, harm, chunk.number)
        elif chunk.number.value == 0:
            self._add(link, HarmType.KILLED, chunk.number)
            self._add(link, HarmType.WOUNDED, chunk.number)

    def _is_burned_alive(self, link: Reading) -> bool:
        words, chunk = self.reading.tokens.words, self.reading.chunks[link.chunk]
        return (
            words[self.reading.chunks[link.cue_at].last].startswith("burn")
            and "alive" in words[chunk.last : chunk.last + 3]
        )

    def _is_thing(self, link: Reading) -> bool:
        """ "burned seven machines": the verb may take things, and no noun for people stands there."""
        chunk, cue = self.reading.chunks[link.chunk], self.reading.chunks[link.cue_at]
        word = self.reading.tokens.words[cue.last]
        if word in self.lexicon.active_only and link.rule not in ("object", "gapped"):
            return True
        if word not in self.lexicon.needs_person or chunk.implied or link.rule == "attributive":
            return False
        return chunk.head is None or self.reading.tokens.words[chunk.head] not in self.lexicon.people

    def _add(self, link: Reading, harm: HarmType, number: Number) -> None:
        if any(c.harm is harm for c in self._by_chunk.get(link.chunk, ())):
            return
        chunk = self.reading.chunks[link.chunk]
        victims = victims_of(self.reading.tokens, chunk, self.lexicon)
        perpetrator = perpetrator_of(self.reading, link.cue_at, link.rule, self.lexicon)
        claim = Claim(
            self.reading,
            link.chunk,
            harm,
            link.rule,
            link.cue_at,
            number,
            victims,
            chunk.additive,
            perpetrator,
        )
        self._describe(claim)
        self.claims.append(claim)
        self._by_chunk.setdefault(link.chunk, []).append(claim)

    def _describe(self, claim: Claim) -> None:
        chunk, words = claim.phrase, self.reading.tokens.words
        if chunk.kind == "S" and not _BODIES.isdisjoint(words[chunk.core[1] : chunk.last + 1][-1].split()):
            claim.details.append("bodies")
        if claim.rule == "of_phrase" and not _BODIES.isdisjoint(
            words[self.reading.chunks[claim.cue_at].last].split()
        ):
            claim.details.append("bodies")
        if chunk.implied:
            claim.details.append("implied")
        if words[self.reading.chunks[claim.cue_at].last].endswith("condition"):
            claim.details.append("condition")
        if (
            claim.harm is HarmType.WOUNDED
            and words[self.reading.chunks[claim.cue_at].last] in self.lexicon.unsure_harms
        ):
            claim.details.append("unsure")
        if (
            chunk.cue is not None
            and chunk.cue.tag == Tag.CONDITION
            and claim.rule == "attributive"
            and claim.harm in _CONDITION_SCOPES
        ):
            claim.scope = Scope.STOCK

    def _drop_outlived(self) -> None:
        """ "was shot in the head and was killed": of one and the same person only the death stands."""
        dead = {c.chunk for c in self.claims if c.harm is HarmType.KILLED}
        self.claims = [c for c in self.claims if not ("unsure" in c.details and c.chunk in dead)]
        for claim in self.claims:
            if "unsure" in claim.details and self._outcome_follows(claim):
                claim.details.append("outcome_told")

    def _outcome_follows(self, claim: Claim) -> bool:
        """ "stabbed two policemen, killing one and injuring the other": what came of it is told apart."""
        later = [
            c
            for c in self.claims
            if c.chunk > claim.chunk and self.reading.string[c.cue_at] == "G" and c.parent is None
        ]
        killed_or_hurt = [c.number.value or 0 for c in later if c.harm in (HarmType.KILLED, HarmType.WOUNDED)]
        return bool(killed_or_hurt) and sum(killed_or_hurt) <= (claim.number.value or 0)

    # -- parts and wholes ------------------------------------------------------------------------

    def _antecedent(self, group: Group) -> Claim | None:
        """The last counted claim before the group that is not one of its own."""
        first = group.members[0]
        before = [
            c for c in self.claims if c.chunk < first and c.chunk not in group.members and c.parent is None
        ]
        nearest = max((c.chunk for c in before), default=None)
        return next((c for c in before if c.chunk == nearest), None)

    def _part(self, group: Group, marker: str) -> None:
        whole = self._whole_of(group, marker)
        if marker == "breakdown" and whole is None:
            return
        if self._is_later_death(group):
            for claim in self._by_chunk.get(group.members[0], []):
                claim.details.append("later_death")
            return
        for member in group.members:
            self._add_part(member, group, marker, whole)
        for claim in self.claims:
            if claim.chunk in group.members and (whole is None or claim.harm is whole.harm):
                if whole is None:
                    self.orphans.append(claim)
                elif claim is not whole:
                    claim.become_part_of(whole, _relation(marker))

    def _whole_of(self, group: Group, marker: str) -> Claim | None:
        if self.reading.string[group.end : group.end + 2] == "ON":
            inside = [c for c in self._by_chunk.get(group.end + 1, [])]
            if inside:
                return inside[0]
        if marker == "including" and self._follows_uncounted(group):
            return None
        return self._antecedent(group)

    def _add_part(self, member: int, group: Group, marker: str, whole: Claim | None) -> None:
        """A part without a cue of its own takes the harm of its whole."""
        harms = {c.harm for c in self._by_chunk.get(member, [])}
        harm = whole.harm if whole is not None else self._harm_before(group)
        if harm is None or harm in harms or (harms and marker != "including"):
            return
        self._add(
            Reading(member, harm, self._cue_before(group, whole), f"part.{marker}"),
            harm,
            _number(self.reading, member),
        )
        claim = self._by_chunk[member][-1]
        described = _DESCRIBED.match(self.reading.string, group.end)
        if claim.victims.text is None and described is not None:
            claim.victims = victims_of(
                self.reading.tokens, self.reading.chunks[described.end() - 1], self.lexicon
            )

    def _is_later_death(self, group: Group) -> bool:
        """ "one of the injured died": leaves the wounded and joins the dead."""
        words = self.reading.tokens.words[self.reading.chunks[group.members[0]].first :][:6]
        own = {c.harm for c in self._by_chunk.get(group.members[0], [])}
        return HarmType.KILLED in own and any(w.split()[-1] in ("wounded", "injured") for w in words)

    def _follows_uncounted(self, group: Group) -> bool:
        """ "civilians and other personnel, including 290 police officers": part of people without a number."""
        first = group.members[0]
        before = self.reading.string[: first - 1].rstrip(",")
        return before.endswith("P") and not any(c.chunk < first for c in self.claims)

    def _cue_before(self, group: Group, whole: Claim | None) -> int:
        if whole is not None:
            return whole.cue_at
        return max(self.reading.string.rfind(cue, 0, group.members[0]) for cue in CUES)

    def _harm_before(self, group: Group) -> HarmType | None:
        named = self._harm_of_marker(group)
        if named is not None:
            return named
        at = self._cue_before(group, None)
        cue = self.reading.chunks[at].cue if at >= 0 else None
        return cue.harm if cue else None

    def _harm_of_marker(self, group: Group) -> HarmType | None:
        """ "among the dead were two officers": the marker itself names the harm."""
        words: set[str] = set()
        for at in (group.members[0] - 1, group.end, group.end + 1):
            if 0 <= at < len(self.reading.chunks) and self.reading.string[at] in "iw":
                marker = self.reading.chunks[at]
                words |= set(" ".join(self.reading.tokens.words[marker.first : marker.last + 1]).split())
        if words & {"dead", "killed", "fatalities", "victims"}:
            return HarmType.KILLED
        return HarmType.WOUNDED if words & {"wounded", "injured"} else None

    def _totals(self, part_members: set[int]) -> None:
        """ "making a total of 595", "13 in all", "bringing the toll to 26": a whole told after its parts."""
        string = self.reading.string
        for group in self.reading.clauses.groups:
            first = group.members[0]
            if string[first - 1 : first] == Tag.TOTAL or Tag.TOTAL in string[group.end : group.end + 2]:
                self._total(group, part_members)
        for claim in self.claims:
            before = self.reading.tokens.words[: self.reading.chunks[claim.cue_at].first]
            if claim.rule == "toll" and not _RAISING.isdisjoint(before):
                self._gather(claim, part_members)

    def _total(self, group: Group, part_members: set[int]) -> None:
        first = group.members[0]
        told = [c for c in self.claims if c.chunk < first]
        harm = told[-1].harm if told and first not in self._by_chunk else self._harm_before(group)
        if first not in self._by_chunk and harm is not None:
            self._add(
                Reading(first, harm, self._cue_before(group, None), "total"),
                harm,
                _number(self.reading, first),
            )
            self._class_from_subject(self._by_chunk[first][-1])
        for whole in self._by_chunk.get(first, []):
            self._gather(whole, part_members)

    def _gather(self, whole: Claim, part_members: set[int]) -> None:
        """Counts of the same harm told before in the sentence are parts of `whole`."""
        whole.parent = whole.relation = None
        for part in self.claims:
            if (
                part.harm is whole.harm
                and part.chunk < whole.chunk
                and (part.parent is None or part.parent is whole)
            ):
                is_subset = part.chunk in part_members or whole.rule == "toll"
                part.become_part_of(whole, PartRelation.SUBSET if is_subset else PartRelation.PARTITION)

    def _included_events(self) -> None:
        """ "14 were killed in other attacks, including a bombing that killed 10": the ten are among the 14."""
        string = self.reading.string
        for claim in self.claims:
            at = string.rfind("i", 0, claim.chunk)
            if (
                at < 0
                or claim.parent is not None
                or string[at + 1 : at + 2] in ("N", "P")
                or "." in string[at : claim.chunk]
            ):
                continue
            wholes = [c for c in self.claims if c.chunk < at and c.harm is claim.harm and c.parent is None]
            if wholes and (wholes[-1].number.low or 0) > (claim.number.low or 0):
                claim.become_part_of(wholes[-1])

    def _class_from_subject(self, claim: Claim) -> None:
        if claim.victims.victim_class is not VictimClass.UNKNOWN:
            return
        for chunk in reversed(self.reading.chunks[: claim.chunk]):
            if chunk.kind == "P":
                victims = victims_of(self.reading.tokens, chunk, self.lexicon)
                first = victims_of(self.reading.tokens, self._first_of_list(chunk), self.lexicon)
                claim.victims = Victims(
                    (first if first.victim_class is not VictimClass.UNKNOWN else victims).victim_class,
                    None,
                    False,
                )
                return

    def _first_of_list(self, chunk: Chunk) -> Chunk:
        at = self.reading.chunks.index(chunk)
        while at >= 2 and self.reading.string[at - 2 : at] == "P&":
            at -= 2
        return self.reading.chunks[at]

    def _gapped_breakdown(self) -> None:
        """ "20 people died, 15 in the village and five on the road": the parts add up to the count before them."""
        gapped = [c for c in self.claims if c.rule == "gapped"]
        bases = [c for c in self.claims if c.rule != "gapped" and gapped and c.cue_at == gapped[0].cue_at]
        values = [c.number.value for c in gapped]
        if len(bases) == 1 and len(gapped) > 1 and None not in values:
            if bases[0].number.value == sum(v for v in values if v is not None):
                for part in gapped:
                    part.become_part_of(bases[0], PartRelation.PARTITION)

    def _suicides(self) -> None:
        """ "blew himself up", "killed himself": the attacker is dead, counted apart."""
        string, words = self.reading.string, self.reading.tokens.words
        for at in [i for i, kind in enumerate(string) if kind == "r"]:
            before = words[max(0, self.reading.chunks[at].first - 3) : self.reading.chunks[at].first]
            if _SELF_KILLING.isdisjoint(before) or "I" in string[max(0, at - 4) : at]:
                continue
            chunk = self.reading.chunks[at]
            if words[chunk.first].startswith("the"):
                self._subject_of_suicide(at)
            else:
                one = bounded(1, Qualifier.EXACT)
                self.reading.chunks[at] = chunk._replace(
                    core=(chunk.first, chunk.last + 1), number=one, implied=True
                )
                self._add(Reading(at, HarmType.KILLED, at, "suicide"), HarmType.KILLED, one)
                self._by_chunk[at][-1].victims = UNSAID._replace(attackers=True)

    def _suicide_attackers(self) -> None:
        """ "two suicide bombers struck the gate": their printed number is that of their own dead."""
        for at, chunk in enumerate(self.reading.chunks):
            if (
                chunk.kind != "N"
                or chunk.implied
                or chunk.head is None
                or at in self._by_chunk
                or chunk.number is None
            ):
                continue
            words = " ".join(self.reading.tokens.words[chunk.core[1] : chunk.head + 1])
            harms = any(c.perpetrator is not None or c.rule == "object" for c in self.claims)
            if harms and words.endswith(self.lexicon.suicide_attackers):
                self._add(Reading(at, HarmType.KILLED, at, "suicide"), HarmType.KILLED, chunk.number)

    def _subject_of_suicide(self, at: int) -> None:
        """ "two women blew themselves up"."""
        subject = self.reading.string.rfind("N", 0, at)
        if subject >= 0 and subject not in self._by_chunk:
            self._add(
                Reading(subject, HarmType.KILLED, at, "suicide"),
                HarmType.KILLED,
                _number(self.reading, subject),
            )
            claim = self._by_chunk[subject][-1]
            claim.victims = claim.victims._replace(attackers=True)

    # -- victims that are not repeated -------------------------------------------------------------

    def _share_victims(self) -> None:
        """An elliptical number ("and another 195 were wounded") takes the class of the people told before it."""
        said: Victims | None = None
        for claim in sorted(self.claims, key=lambda c: c.chunk):
            if claim.victims.text is not None and claim.parent is None:
                said = claim.victims
                if claim.victims.victim_class is VictimClass.UNKNOWN:
                    self._class_by_nationality(claim)
            elif (
                claim.victims.text is None
                and claim.victims.victim_class is VictimClass.UNKNOWN
                and claim.phrase.kind == "N"
            ):
                source = said or self._target(claim)
                if source is not None:
                    claim.victims = claim.victims._replace(victim_class=source.victim_class)
            if claim.phrase.kind in "XZ" and claim.victims.victim_class is VictimClass.UNKNOWN:
                self._class_of_name(claim)

    def _class_of_name(self, claim: Claim) -> None:
        """ "Ahmed Yusuf, a reporter"; "shot an engineer and killed him": the description beside the name or pronoun."""
        string, at = self.reading.string, claim.chunk
        beside = (
            at + 2
            if string[at + 1 : at + 3] == ",N"
            else string.rfind("N", 0, at)
            if claim.phrase.kind == "Z"
            else -1
        )
        if beside >= 0 and self.reading.chunks[beside].head is not None:
            found = victims_of(self.reading.tokens, self.reading.chunks[beside], self.lexicon)
            claim.victims = claim.victims._replace(victim_class=found.victim_class, attackers=found.attackers)

    def _target(self, claim: Claim) -> Victims | None:
        """Whom the attack was aimed at: an uncounted noun phrase under a preposition before the claim."""
        string = self.reading.string
        for at in range(claim.chunk - 1, 0, -1):
            if string[at] == "P" and string[at - 1] in "fO":
                return victims_of(self.reading.tokens, self.reading.chunks[at], self.lexicon)
        return None

    def _class_by_nationality(self, claim: Claim) -> None:
        """ "a bus of Iranian pilgrims ... killing six Iranians": the same nation names the same people."""
        head = self.reading.tokens.words[claim.phrase.last].rstrip("s")
        for chunk in self.reading.chunks[: claim.chunk]:
            if chunk.kind == "P" and head in self.reading.tokens.words[chunk.first : chunk.last]:
                found = victims_of(self.reading.tokens, chunk, self.lexicon)
                claim.victims = claim.victims._replace(victim_class=found.victim_class)


def _relation(marker: str) -> PartRelation:
    return PartRelation.PARTITION if marker == "breakdown" else PartRelation.SUBSET


def _number(reading: SentenceReading, at: int) -> Number:
    number = reading.chunks[at].number
    if number is None:
        raise ValueError(f"chunk {at} carries no number")
    return number
