"""Harm claims: a figure in the making, and the claims of one sentence."""

from dataclasses import dataclass, field
from typing import Final

from pipeline.extract.attributes import perpetrator_of
from pipeline.extract.chunks import Chunk
from pipeline.extract.governors import Reading
from pipeline.extract.lexicon import Lexicon, Tag
from pipeline.extract.numbers import Number
from pipeline.extract.sentence_reading import SentenceReading
from pipeline.extract.victims import Victims, victims_of
from pipeline.vocabulary import BODILY, HarmType, PartRelation, Scope, SetAsideReason

_KILLED: Final = HarmType.KILLED
VIOLENT: Final = BODILY | {HarmType.KIDNAPPED}
"""What only attackers do to people; anybody may detain, and a flood displaces."""
TAKING: Final = frozenset({HarmType.KIDNAPPED, HarmType.DETAINED})
CONDITIONS: Final = frozenset({HarmType.DISPLACED, HarmType.DETAINED})
"""Harms that are counted as a stock too: how many there are now."""
_BODIES = frozenset({"body", "bodies", "corpse", "corpses", "remains", "skeletons"})
_ALSO = frozenset({"also", "was also", "were also"})
_RECOVERED = frozenset(
    {
        "recovered",
        "recover",
        "laid",
        "retrieved",
        "retrieve",
        "pulled",
        "brought",
        "dug",
        "fished",
        "identified",
        "unidentified",
        "handed",
        "released",
        "returned",
        "buried",
        "cremated",
    }
)


@dataclass(slots=True, eq=False)
class Claim:
    """A figure in the making; `reading` is its sentence, `chunk` the position of its noun phrase there.

    `fought`: its clause tells of a fight of two sides.
    `phrase` is that noun phrase; `char_start` and `char_end` are the characters of its number.
    """

    reading: SentenceReading
    chunk: int
    phrase: Chunk
    char_start: int
    char_end: int
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
    fought: bool = False
    details: list[str] = field(default_factory=list)

    @property
    def rule_id(self) -> str:
        """The grammatical relation, then what else decided ("passive.additive")."""
        return ".".join([self.rule, *(["additive"] if self.additive else []), *self.details])

    @property
    def is_part(self) -> bool:
        """Whether this claim counts some of another's people."""
        return self.parent is not None

    def become_part_of(self, whole: "Claim", relation: PartRelation = PartRelation.SUBSET) -> None:
        """Make this claim a part of `whole`."""
        self.parent, self.relation = whole, relation

    def stand_alone(self) -> None:
        """Make this claim a part of nothing."""
        self.parent, self.relation = None, None


class ClaimBook:
    """The claims of one sentence while they are being made.

    `orphans` are parts whose whole stands in an earlier sentence; `unreal_numbers` are the chunks whose harm is denied
    or supposed, with the reason.
    """

    def __init__(self, reading: SentenceReading, lexicon: Lexicon) -> None:
        self.reading = reading
        self.lexicon = lexicon
        self.claims: list[Claim] = []
        self.orphans: list[Claim] = []
        self.unreal_numbers: dict[int, SetAsideReason] = {}
        self.by_chunk: dict[int, list[Claim]] = {}

    def number(self, at: int) -> Number:
        """The number of a chunk that carries one."""
        number = self.reading.chunks[at].number
        if number is None:
            raise ValueError(f"chunk {at} carries no number")
        return number

    def victims(self, chunk: Chunk) -> Victims:
        """Whom a noun phrase names."""
        return victims_of(self.reading.tokens, chunk, self.lexicon)

    def cue_word(self, claim_or_link: "Claim | Reading") -> str:
        """The cue's last token."""
        return self.reading.tokens.words[self.reading.chunks[claim_or_link.cue_at].last]

    def add(self, link: Reading, harm: HarmType) -> "Claim | None":
        """A claim of the linked chunk, unless it already makes one of the same harm."""
        told = self.by_chunk.setdefault(link.chunk, [])
        if told and any(c.harm is harm for c in told):
            return None
        chunk, tokens = self.reading.chunks[link.chunk], self.reading.tokens
        claim = Claim(
            reading=self.reading,
            chunk=link.chunk,
            phrase=chunk,
            char_start=tokens.starts[chunk.core[0]],
            char_end=tokens.ends[chunk.core[1] - 1],
            harm=harm,
            rule=link.rule,
            cue_at=link.cue_at,
            number=self.number(link.chunk),
            victims=self.victims(self._labelled(link) or chunk),
            additive=chunk.additive or self._says_also(link),
            perpetrator=perpetrator_of(self.reading, link.cue_at, link.rule, self.lexicon),
        )
        self._describe(claim)
        self.claims.append(claim)
        told.append(claim)
        return claim

    def _labelled(self, link: Reading) -> Chunk | None:
        """ "Civilians reported killed: 2": the people whom a label names."""
        if link.rule != "label":
            return None
        before = self.reading.chunks[max(0, link.cue_at - 2) : link.cue_at]
        return next((chunk for chunk in before if chunk.kind == "P"), None)

    def change_harm(self, claim: "Claim", harm: HarmType) -> None:
        """Tell another harm of a claim's people: what seemed open is told beside it."""
        claim.harm, claim.details = harm, [detail for detail in claim.details if detail != "unsure"]

    def drop(self, claim: "Claim") -> None:
        """Take a claim back; its parts stand by themselves."""
        self.claims.remove(claim)
        self.by_chunk[claim.chunk].remove(claim)
        for part in self.claims:
            if part.parent is claim:
                part.stand_alone()

    def _says_also(self, link: Reading) -> bool:
        """ "The second bomb also killed two"."""
        first = self.reading.chunks[link.cue_at].first
        return first > 0 and self.reading.tokens.words[first - 1] in _ALSO

    def _describe(self, claim: "Claim") -> None:
        """Details that `rule_id` carries, and the scope of counts of refugees and prisoners."""
        chunk, cue_word = claim.phrase, self.cue_word(claim)
        noun = self.reading.tokens.words[chunk.last] if chunk.kind == "S" else cue_word
        if (chunk.kind == "S" or claim.rule == "of_phrase") and not _BODIES.isdisjoint(noun.split()):
            claim.details.append("bodies")
        if chunk.implied:
            claim.details.append("implied")
        if chunk.kind == "X" and chunk.first == chunk.last:
            claim.details.append("surname")
        if cue_word in self.lexicon.aftermath or ("bodies" in claim.details and self._are_recovered()):
            claim.details.append("aftermath")
        if cue_word.endswith(("condition", "treatment", "intensive care")):
            claim.details.append("condition")
        if claim.harm is not _KILLED and cue_word in self.lexicon.unsure_harms:
            claim.details.append("unsure")
        is_condition = (
            chunk.cue is not None and chunk.cue.tag == Tag.CONDITION and claim.rule == "attributive"
        )
        if is_condition and claim.harm in CONDITIONS:
            claim.scope = Scope.STOCK

    def _are_recovered(self) -> bool:
        """ "rescuers pulled 19 bodies from the river", not "police found 19 bodies"."""
        return not _RECOVERED.isdisjoint(self.reading.tokens.vocabulary)
