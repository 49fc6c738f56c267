"""Tags of capitalised words, which may be titles or parts of names whatever they mean in lower case."""

from pipeline.extract.lexicon import Lexicon, Tag, word_list
from pipeline.extract.lexicon.tags import DETERMINERS, NOUNS_FOR_PEOPLE
from pipeline.extract.words import TIMES, Word

_PRONOUN_LIKE = frozenset((Tag.PRONOUN_PLURAL, Tag.RELATIVE, Tag.BE))
_CAN_BE_NAMES = frozenset(
    (Tag.HARM_PAST, Tag.HARM_PRESENT, Tag.HARM_PREDICATE, Tag.HARM_NOUN, Tag.VERB, Tag.THING)
)


def name_tag(tag: str, found: list[Word], raw: list[str], i: int, after: int, lexicon: Lexicon) -> str:
    """The tag of a capitalised token, which may be a title or part of a name."""
    token = raw[i]
    if found[i].is_title and after == i + 1 and after < len(raw) and _begins_name(found[after], lexicon):
        return Tag.PERSON
    if i and tag == Tag.SMALL_NUMBER and raw[i - 1][0].isupper() and _is_label(raw, i):
        return Tag.PROPER
    if i and tag in _CAN_BE_NAMES and _is_in_name(tag, token, raw[i - 1], raw, after):
        return Tag.NUMBERED if tag == Tag.THING else Tag.PROPER
    if i and tag == Tag.VERB and token.istitle() and raw[i - 1].istitle() and _beside_lower_case(raw, i):
        return Tag.PROPER  # "Colonel Omar Said was killed"
    if tag == Tag.HARM_INTRANSITIVE:
        return Tag.PROPER if _is_second_name(raw, i) else tag
    if tag == Tag.MODAL and token.istitle() and i and raw[after : after + 1] and raw[after].istitle():
        return Tag.PROPER  # "Fireman Will Otter"
    if tag in _PRONOUN_LIKE and len(token) > 1 and token.isupper():
        is_counted = i > 0 and (raw[i - 1][-1].isdigit() or found[i - 1].text == TIMES)
        is_name = is_counted or _beside_lower_case(raw, i) or (token == "US" and _is_country(found, i, after))
        return Tag.PROPER if is_name else tag
    return tag


def _is_label(raw: list[str], i: int) -> bool:
    """ "A Form Two student", "Nakuru Level Five Hospital": the number is part of a name."""
    return raw[i].istitle() and raw[i - 1].lower() in word_list("grammar", "labels")


def _is_in_name(tag: str, token: str, before: str, raw: list[str], after: int) -> bool:
    """A cue or a thing inside a name: "Wounded Knee", "Flight 752" (not in headlines, where all words are capital)."""
    if after >= len(raw) or token.isupper():
        return False
    if tag == Tag.THING:
        return raw[after][0].isdigit()
    return before.islower() and raw[after][0].isupper()


def _is_second_name(raw: list[str], i: int) -> bool:
    """ "The Kessler Tool & Die plant"."""
    return i > 1 and raw[i - 1] == "&" and raw[i - 2].istitle() and raw[i].istitle()


def _is_country(found: list[Word], i: int, after: int) -> bool:
    """ "A US SOLDIER", "US TROOPS": in a text of capitals what stands around it tells the country from the pronoun."""
    return (i > 0 and found[i - 1].tag in DETERMINERS) or (
        after < len(found) and found[after].tag in NOUNS_FOR_PEOPLE
    )


def _beside_lower_case(raw: list[str], i: int) -> bool:
    """Not in a text of capitals: "US soldiers", "the WHO"."""
    return any(word.islower() for word in raw[max(0, i - 3) : i + 4])


def _begins_name(word: Word, lexicon: Lexicon) -> bool:
    """A capitalised word that the lexicon does not know: after a title, a name."""
    return word.is_capital and word.text not in lexicon.tags
