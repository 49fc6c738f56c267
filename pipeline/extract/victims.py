"""Who the counted people are: victim class and the report's own words for them."""

from typing import Final, NamedTuple

from pipeline.extract.chunks import Chunk
from pipeline.extract.lexicon import Lexicon, Tag
from pipeline.extract.phrases import GROUP, find_in_text
from pipeline.extract.tokens import Tokens
from pipeline.vocabulary import VictimClass

_MILITANT: Final = VictimClass.MILITANT
_MILITARY: Final = VictimClass.MILITARY
_POLICE: Final = VictimClass.POLICE
_UNKNOWN: Final = VictimClass.UNKNOWN
_STATE_FORCES = frozenset({VictimClass.SECURITY_FORCES, _POLICE})
STATE_ARMED: Final = _STATE_FORCES | {_MILITARY}
"""Classes of those who bear arms for a state."""
_FORCES = frozenset({"forces", "services"})
_PARAMILITARY = "paramilitary"
_OF_PHRASE = 9
"""Tokens read after "of" ("members of the Iraqi security services")."""
_OF_PHRASE_TAGS = frozenset("TDHXxjpPKCh1n")


class Victims(NamedTuple):
    """Class, words (null when the number stands alone) and whether they did the attack."""

    victim_class: VictimClass
    text: str | None
    attackers: bool

    def may_be(self, other: "Victims") -> bool:
        """Whether they can be the same people: of one side, and of one class as far as the report says."""
        return self.attackers == other.attackers and self.victim_class.may_be(other.victim_class)


UNSAID = Victims(VictimClass.UNKNOWN, None, False)


def _of_phrase_end(tokens: Tokens, last: int) -> int:
    """The last token of an of-phrase after token `last`, or `last` where there is none."""
    if tokens.tags[last + 1 : last + 2] != Tag.OF:
        return last
    return _phrase_end(tokens, last + 2) - 1


def _phrase_end(tokens: Tokens, first: int) -> int:
    """Just past the noun phrase that begins at token `first`."""
    end, limit = first, min(len(tokens.tags), first + _OF_PHRASE - 2)
    while end < limit and tokens.tags[end] in _OF_PHRASE_TAGS:
        end += 1
    return end


def _class_of_words(words: list[str], head: str | None, lexicon: Lexicon) -> VictimClass:
    person = lexicon.people.get(head) if head else None
    own = person.victim_class if person else VictimClass.CIVILIAN if head else _UNKNOWN
    if head is not None and own is not _UNKNOWN and head not in lexicon.weak_heads:
        if own is _MILITARY and any(lexicon.modifiers.get(word) is _POLICE for word in words):
            return _POLICE  # "a police sergeant": both have ranks
        is_paramilitary = own in STATE_ARMED and _PARAMILITARY in words
        return VictimClass.PARAMILITARY if is_paramilitary else _communal(words, own, lexicon)
    if own is _MILITANT and ")" in words:
        words = words[words.index(")") :]
    for at, word in enumerate(words):
        modifier = lexicon.modifiers.get(word)
        if modifier is not None and word != head and "anti" not in words[max(0, at - 2) : at]:
            return _communal(words, _state_force(words[at : at + 2], lexicon) or modifier, lexicon)
    for word in words:
        noun = lexicon.people.get(word)
        if noun is not None and word != head and noun.victim_class is not _UNKNOWN:
            return noun.victim_class
    return own


def _state_force(words: list[str], lexicon: Lexicon) -> VictimClass | None:
    """ "Members of the armed forces", "an Armed Police constable": of the state, where "armed men" may be anybody's."""
    if words[0] != "armed":
        return None
    found = _MILITARY if words[-1] in _FORCES else lexicon.modifiers.get(words[-1])
    return found if found in STATE_ARMED else None


def _communal(words: list[str], found: VictimClass, lexicon: Lexicon) -> VictimClass:
    """A security force named by its community is not the state's: paramilitary."""
    if found in _STATE_FORCES and not lexicon.communal.isdisjoint(words) and "armed" in words:
        return VictimClass.PARAMILITARY
    return found


def victims_of(tokens: Tokens, chunk: Chunk, lexicon: Lexicon) -> Victims:
    """Victims that a counted or uncounted noun phrase names."""
    if chunk.kind == "X":
        return _named(tokens, chunk, lexicon)
    if chunk.head is None or chunk.kind == "S":
        named = _victims_of_harm_noun(tokens, chunk, lexicon) if chunk.kind == "S" else UNSAID
        return named if named != UNSAID else _victims_of_whole(tokens, chunk, lexicon)
    start = chunk.core[1] if chunk.number is not None else chunk.first
    head = tokens.words[chunk.head]
    last = chunk.last
    if head in lexicon.weak_heads:
        last = _of_phrase_end(tokens, chunk.last)
    words = tokens.words[start : last + 1]
    text = tokens.span(start, last + 1) if start <= last else None
    person = lexicon.people.get(head)
    attackers = person is not None and person.attacker
    of_group = last > chunk.last and "anti" not in words and _names_group(tokens, chunk.last, last)
    found = _MILITANT if of_group else _class_of_words(words, head, lexicon)
    return Victims(found, text or None, attackers)


def _names_group(tokens: Tokens, first: int, last: int) -> bool:
    """ "members of the outlawed Kurdistan Workers' Party"; its name may go on behind the noun phrase."""
    of_phrase = tokens.span(first, min(last + 3, len(tokens.words)))
    return any(hit.kind == GROUP for hit in find_in_text(of_phrase))


def _named(tokens: Tokens, chunk: Chunk, lexicon: Lexicon) -> Victims:
    """A person's name, with the class of the office that stands beside it in apposition."""
    name = tokens.span(chunk.first, chunk.last + 1)
    if chunk.head is None:
        return Victims(_UNKNOWN, name, False)
    words, head = tokens.words[chunk.last + 1 : chunk.head + 1], tokens.words[chunk.head]
    person = lexicon.people.get(head)
    return Victims(_class_of_words(words, head, lexicon), name, person is not None and person.attacker)


def _victims_of_whole(tokens: Tokens, chunk: Chunk, lexicon: Lexicon) -> Victims:
    """ "three of the four attackers", "ten deaths of the Islamic State", "five dead of the LRA": whose number it is."""
    last = chunk.last + (tokens.tags[chunk.last + 1 : chunk.last + 2] == Tag.HARM_PREDICATE)
    if tokens.words[last + 1 : last + 2] not in (["of"], ["among"]):
        return UNSAID
    end = _phrase_end(tokens, last + 2)
    words = tokens.words[last + 2 : end]
    heads = [word for word in words if word in lexicon.people]
    attackers = bool(heads) and lexicon.people[heads[-1]].attacker
    return Victims(_class_of_words(words, heads[-1] if heads else None, lexicon), None, attackers)


def _victims_of_harm_noun(tokens: Tokens, chunk: Chunk, lexicon: Lexicon) -> Victims:
    """ "five civilian deaths": the words between the number and the noun."""
    words = tokens.words[chunk.core[1] : chunk.last]
    nouns = [w for w in words if w in lexicon.people or w in lexicon.modifiers]
    if not nouns:
        own = lexicon.modifiers.get(tokens.words[chunk.last].split()[0])
        return UNSAID if own is None else UNSAID._replace(victim_class=own)
    person = lexicon.people.get(nouns[-1])
    attackers = person is not None and person.attacker
    return Victims(_class_of_words(words, nouns[-1], lexicon), " ".join(nouns), attackers)
