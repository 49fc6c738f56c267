"""Harm claims: a figure in the making, and the claims of one sentence."""

from dataclasses import dataclass, field
from typing import Final

from pipeline.extract.attributes import ARMED, perpetrator_of
from pipeline.extract.chunks import Chunk
from pipeline.extract.clauses import Reading
from pipeline.extract.lexicon import Lexicon, Tag, word_list
from pipeline.extract.numbers import Number
from pipeline.extract.sentence_reading import SentenceReading, unreal
from pipeline.extract.victims import Victims, victims_of
from pipeline.extract.words import POSSESSIVE
from pipeline.vocabulary import BODILY, HarmType, PartRelation, Scope, SetAsideReason

_KILLED: Final = HarmType.KILLED
VIOLENT: Final = BODILY | {HarmType.KIDNAPPED}
"""What only attackers do to people; anybody may detain, and a flood displaces."""
TAKING: Final = frozenset({HarmType.KIDNAPPED, HarmType.DETAINED})
CONDITIONS: Final = frozenset({HarmType.DISPLACED, HarmType.DETAINED})
"""Harms that are counted as a stock too: how many there are now."""
_BODIES = frozenset({"body", "bodies", "corpse", "corpses", "remains", "skeletons"})
_MANY = 20
"""People of no description who flee: so many do not merely escape."""
_ARTICLES = (Tag.INDEFINITE, Tag.DEFINITE, Tag.POSSESSIVE)
_HOSPITALS = frozenset({"hospital", "hospitals", "clinic", "clinics", "infirmary"})
_TO_HOSPITAL = 7
"""Tokens from "treated" to the hospital."""
_ALSO = frozenset({"also", "was also", "were also"})
_RECOVERED = frozenset(
    {
        "recovered",
        "recover",
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
_OF_OBJECTS = frozenset({"object", "gapped"})
_OF_SUBJECTS = frozenset({"passive", "reduced_passive", "gapped"})


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
            victims=self.victims(chunk),
            additive=chunk.additive or self._says_also(link),
            perpetrator=perpetrator_of(self.reading, link.cue_at, link.rule, self.lexicon),
        )
        self._describe(claim)
        self.claims.append(claim)
        told.append(claim)
        return claim

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


def add_linked(book: ClaimBook) -> None:
    """A claim for every link of the clauses that tells of harm done to people."""
    for told in sorted(book.reading.clauses.readings):
        link = _of_thing(book, told)
        number = book.reading.chunks[link.chunk].number
        if number is None:
            continue
        reason = None if number.value == 0 else unreal(book.reading, link)
        if reason is not None:
            book.unreal_numbers[link.chunk] = reason
        elif link.harm is not None and not _is_no_harm(book, link):
            book.add(link, _KILLED if _is_burned_alive(book, link) else link.harm)
        elif link.harm is None and number.value == 0:
            book.add(link, _KILLED)
            book.add(link, HarmType.WOUNDED)


def _of_thing(book: ClaimBook, link: Reading) -> Reading:
    """ "None of the bus's 14 passengers was hurt": it is none of them."""
    chunk = book.reading.chunks[link.chunk - 1] if link.chunk else None
    if chunk is None or chunk.number is None or chunk.number.value != 0:
        return link
    is_owner = chunk.kind == "x" and book.reading.tokens.raw[chunk.last].endswith(POSSESSIVE)
    return link._replace(chunk=link.chunk - 1) if is_owner else link


def _is_burned_alive(book: ClaimBook, link: Reading) -> bool:
    last = book.reading.chunks[link.chunk].last
    return book.cue_word(link).startswith("burn") and "alive" in book.reading.tokens.words[last : last + 3]


def _is_thing(book: ClaimBook, link: Reading) -> bool:
    """ "burned seven machines": the verb may take things, and no noun for people stands there."""
    chunk, word = book.reading.chunks[link.chunk], book.cue_word(link)
    if word in book.lexicon.active_only and link.rule not in _OF_OBJECTS:
        return not (word == "treated" and _names_hospital(book, link))
    suffers = book.reading.string[link.cue_at] == "~"
    if word not in book.lexicon.needs_person or link.rule == "attributive" or suffers:
        return False
    if (
        word in book.lexicon.active_only
        and chunk.head is None
        and any(c.harm is _KILLED for c in book.claims)
    ):
        return False
    if link.rule == "reduced_passive" and _takes_thing(book.reading, link.cue_at):
        return True
    if chunk.implied:
        return book.reading.string[link.chunk + 1 : link.chunk + 2] == "x"
    if chunk.head is None:
        if (link.rule, word) == ("passive", "held"):
            return False
        goes_on = chunk.additive or (link.rule in _OF_SUBJECTS and bool(book.claims))
        return not (goes_on and _follows_people(book.reading, link.chunk))
    return book.reading.tokens.words[chunk.head] not in book.lexicon.people


def _names_hospital(book: ClaimBook, link: Reading) -> bool:
    """ "71 had been treated at Mercy Hospital"; who was merely treated may have been treated well."""
    after = book.reading.chunks[link.cue_at].last + 1
    return not _HOSPITALS.isdisjoint(book.reading.tokens.words[after : after + _TO_HOSPITAL])


def _follows_people(reading: SentenceReading, at: int) -> bool:
    """ "two rebels were shot and three others captured": the others are of the kind told last."""
    told = [chunk for chunk in reading.chunks[:at] if chunk.kind in "NT" and not chunk.additive]
    return bool(told) and told[-1].kind == "N" and told[-1].head is not None


def _takes_thing(reading: SentenceReading, cue_at: int) -> bool:
    """ "four men seized a bus": an object that is nobody follows."""
    if reading.string[cue_at + 1 : cue_at + 2] != "x":
        return False
    return reading.tokens.tags[reading.chunks[cue_at + 1].first] in _ARTICLES


def _is_no_harm(book: ClaimBook, link: Reading) -> bool:
    return (
        _is_thing(book, link)
        or _only_escapes(book, link)
        or _is_contest(book, link)
        or _is_another_thing(book, link)
    )


def _is_another_thing(book: ClaimBook, link: Reading) -> bool:
    """ "The first missile fell short and a second one hit", "rammed a van and hit another": nobody is told before."""
    chunk = book.reading.chunks[link.chunk]
    if chunk.kind != "N" or chunk.head is not None or book.number(link.chunk).value != 1:
        return False
    if book.cue_word(link) not in word_list("harm", "wounded", "strikes"):
        return False
    if link.rule == "reduced_passive":
        return book.reading.string[link.cue_at + 1 : link.cue_at + 2] not in (Tag.PREPOSITION, Tag.BY)
    return link.rule in _OF_OBJECTS and not _follows_people(book.reading, link.chunk)


def _is_contest(book: ClaimBook, link: Reading) -> bool:
    """ "The champion beat two challengers": nothing in the sentence tells of blows."""
    is_beaten = book.cue_word(link) in word_list("harm", "wounded", "beating")
    return is_beaten and word_list("harm", "wounded", "blows").isdisjoint(book.reading.tokens.vocabulary)


def _only_escapes(book: ClaimBook, link: Reading) -> bool:
    """ "the driver fled", "two soldiers fled to Iran", "the other two fled": they ran, and lost no home."""
    if book.cue_word(link) not in book.lexicon.flight:
        return False
    chunk = book.reading.chunks[link.chunk]
    people = book.victims(chunk)
    few = chunk.head is None and (book.number(link.chunk).high or _MANY) < _MANY
    return chunk.implied or few or people.attackers or people.victim_class in ARMED
