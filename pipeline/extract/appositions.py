"""Appositions: one person told twice in a row, by name and by office ("Maria Lopez, a councillor, and her driver").

A list of people has no comma of its own after its last member, and a list of two needs an "and"; what stands between
two commas after a single person is therefore that person again, unless the list goes on.
"""

import re
from dataclasses import replace

from pipeline.extract.chunks import Chunk
from pipeline.extract.lexicon import Tag, word_list
from pipeline.extract.lexicon.tags import DETERMINERS
from pipeline.extract.tokens import Tokens
from pipeline.extract.words import PLURAL_VERBS, SINGULAR_BE
from pipeline.gazetteer import load as gazetteer
from pipeline.vocabulary import SetAsideReason

_NAME_AND_OFFICE = re.compile(r"[XN](?:,a)?,(?=N(?:,a)?,)")
_ENDS = r"(?:[fO][xXTHZ]{1,4}){0,2}(?:,a)?,(?![&NZX])"
_TWO_OFFICES = re.compile(r"N&(?=N)")
_ONLY = frozenset({"sole", "only", "lone"})
_OFFICE_AND_OTHER = re.compile(rf"N(?:[fO][xXTHZG]{{1,4}}){{0,2}}(?:,a)?,(?=[NX]{_ENDS})")
_BOTH = re.compile(r"Nw?,(?=N(?:a|wP|[fO][xXTHZ]{1,4})?,)")
_OF_AGE = re.compile(r"N(?=ON(?!O))")
_AGED_AND_OTHERS = re.compile(r"N,(?=Na,&)")
""" "The driver, a man aged 20, and two passengers"."""
_IN_PARENTHESES = re.compile(r"\((?=N\))")
_PARENTS = frozenset({"father", "mother", "parent"})
_OF_SOME_AGE = frozenset(
    {"girl", "boy", "child", "baby", "lad", "man", "woman", "youth", "toddler", "son", "daughter", "teenager"}
)
""" "A girl of six"; who is "a leader of six" leads them."""
_COMPANIES = frozenset({"crew", "company", "party", "staff", "squad"})
_OLDEST = 120
"""Years; a greater number is no age."""
_ARTICLES = frozenset((Tag.INDEFINITE, Tag.DEFINITE))


def merge_appositions(chunks: list[Chunk], string: str, tokens: Tokens) -> list[Chunk]:
    """Chunks in which a person told again counts once: the second telling is no number any more.

    A name, or "a third", takes the noun of its office as its head, which gives it its class. `string` has a character
    for each chunk.
    """
    if "," not in string:
        return chunks
    merged = chunks
    for pattern in (_NAME_AND_OFFICE, _OFFICE_AND_OTHER, _AGED_AND_OTHERS):
        for match in pattern.finditer(string):
            first, second = merged[match.start()], merged[match.end()]
            is_named = tokens.tags[first.last] == Tag.PROPER
            if not (first.implied and second.implied and (is_named or pattern is not _NAME_AND_OFFICE)):
                continue
            if _is_description(second, tokens) or (is_named and _is_bare_noun(second, tokens)):
                merged = merged if merged is not chunks else list(chunks)
                merged[match.end()] = Chunk("X" if second.kind == "X" else "x", second.first, second.last)
                if first.head is None:
                    merged[match.start()] = replace(first, head=second.head)
    return _merge_both(merged, string, tokens)


def _merge_both(chunks: list[Chunk], string: str, tokens: Tokens) -> list[Chunk]:
    """ "Two of the victims, both students aged 19, were in a critical condition": both are the two."""
    merged = chunks
    for match in _BOTH.finditer(string) if "both" in tokens.vocabulary else ():
        first, second = merged[match.start()], merged[match.end()]
        are_two = first.number is not None and first.number.value == 2
        if are_two and tokens.words[second.first] == "both":
            merged = merged if merged is not chunks else list(chunks)
            merged[match.end()] = Chunk("x", second.first, second.last)
            if first.head is None:
                merged[match.start()] = replace(first, head=second.head)
    return merged


def merge_offices(chunks: list[Chunk], string: str, tokens: Tokens) -> list[Chunk]:
    """Chunks in which a person with two offices counts once.

    "The lawyer and activist Ana Rue was shot dead", "the pilot and sole occupant", "senator and candidate Luis Galan".
    """
    if "N&N" not in string:
        return chunks
    merged, after = [], 0
    for match in _TWO_OFFICES.finditer(string):
        first, second = chunks[match.start()], chunks[match.end()]
        if _are_one(first, second, chunks[match.end() + 1 : match.end() + 2], tokens):
            merged += [*chunks[after : match.start()], replace(second, first=first.first)]
            after = match.end() + 1
    return [*merged, *chunks[after:]] if after else chunks


def _are_one(first: Chunk, second: Chunk, after: list[Chunk], tokens: Tokens) -> bool:
    """Whether two offices are one person's: the second is named, and nothing says that they are two."""
    if not (first.implied and second.implied):
        return False
    is_named = tokens.tags[second.last] == Tag.PROPER and tokens.tags[second.first] not in DETERMINERS
    verb = tokens.words[after[0].first].split()[0] if after else ""
    opens, closes = tokens.tags[first.first], tokens.tags[first.last]
    share_article = closes != Tag.PROPER and (opens == Tag.DEFINITE or opens not in DETERMINERS)
    is_one = share_article and verb not in PLURAL_VERBS and not _is_relation(second, tokens)
    return (is_named and (is_one or verb in SINGULAR_BE)) or tokens.words[second.first] in _ONLY


def mark_ages(chunks: list[Chunk], string: str, tokens: Tokens) -> list[Chunk]:
    """Chunks in which a number in parentheses after a name that is no place is an age ("Mohammad Dar (45)")."""
    marked = chunks
    for match in _IN_PARENTHESES.finditer(string) if "(N)" in string else ():
        at = match.start() + 1
        age, first = chunks[at], chunks[at].first - 1
        is_age = age.number is not None and age.first == age.last and (age.number.value or _OLDEST) < _OLDEST
        if is_age and (marked is not chunks or _follows_person(tokens, first)):
            marked = marked if marked is not chunks else list(chunks)
            marked[at] = replace(age, kind="a", number=None, reason=SetAsideReason.AGE)
    return marked


def fold_ages(chunks: list[Chunk], string: str, tokens: Tokens) -> list[Chunk]:
    """Chunks in which "of 43" after a single person is an age ("a woman of 43 and a boy of six were killed"), and "of
    two" after a parent the number of children.
    """
    if "NON" not in string:
        return chunks
    folded, after = [], 0
    for match in _OF_AGE.finditer(string):
        at = match.start()
        said = _said_of(chunks[at], chunks[at + 2], tokens)
        if said is not None:
            kind, reason = said
            folded += chunks[after : at + 1]
            core, last = chunks[at + 2].core, chunks[at + 2].last
            folded.append(Chunk(kind, chunks[at + 1].first, last, core, reason=reason))
            after = at + 3
    return [*folded, *chunks[after:]]


def _said_of(person: Chunk, number: Chunk, tokens: Tokens) -> tuple[str, SetAsideReason] | None:
    """Kind of chunk and reason of a number without a noun after "of": an age, or a parent's children."""
    is_bare = number.number is not None and number.head is None and number.first == number.last
    if not (is_bare and person.implied and person.head is not None):
        return None
    if tokens.tags[person.head] == Tag.COLLECTIVE or tokens.words[person.head] in _COMPANIES:
        return None  # "a crew of 27"
    if tokens.words[person.head] in _PARENTS:
        return "x", SetAsideReason.PEOPLE_NOT_HARMED
    years = number.number.value if number.number is not None else None
    is_sure = tokens.words[number.first].isdigit() or tokens.words[person.head] in _OF_SOME_AGE
    is_age = is_sure and years is not None and years < _OLDEST
    return ("a", SetAsideReason.AGE) if is_age else None


def _is_bare_noun(chunk: Chunk, tokens: Tokens) -> bool:
    """ "Ahmed Hassan, translator, and his cousin": after a name a lone noun in lower case says who that is."""
    is_lone = chunk.head == chunk.first == chunk.last
    return is_lone and tokens.raw[chunk.first].islower()


def _is_relation(chunk: Chunk, tokens: Tokens) -> bool:
    return chunk.head is not None and tokens.words[chunk.head] in word_list("people", "relations")


def _follows_person(tokens: Tokens, end: int) -> bool:
    """Whether the capitalised words before token `end` follow a noun for people, or name no place."""
    first = end
    while first > 0 and tokens.tags[first - 1] == Tag.PROPER:
        first -= 1
    if first and tokens.tags[first - 1] in (Tag.PERSON, Tag.PEOPLE):
        return first < end
    return first < end and not gazetteer().candidates(" ".join(tokens.raw[first:end]))


def _is_description(chunk: Chunk, tokens: Tokens) -> bool:
    """A name, or a noun with an article: "his wife" and "another soldier" are other people."""
    return chunk.kind == "X" or (tokens.tags[chunk.first] in _ARTICLES and not chunk.additive)
