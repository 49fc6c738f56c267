"""Where a list of people ends: a last member that is the subject of a clause of its own is none of them."""

import re

from pipeline.extract.chunks import Chunk
from pipeline.extract.lexicon import Tag, word_list
from pipeline.extract.lexicon.tags import DETERMINERS
from pipeline.extract.tokens import Tokens
from pipeline.extract.words import PLURAL_VERBS, SINGULAR_VERBS

_OPENS = 8
"""Chunks before an object in which its relative clause may open."""
_FINITE_KINDS = ("V", "I", "x")
_GOVERNING = ("A", "F", Tag.BY, Tag.TO)
"""What the object of a verb, or its agent, stands after."""
_FRONTED = re.compile(r"(?:[Xx](?=>)|f|O)[fxXTd>YO]{0,7}(?<=[fY>O])")
"""A preposition that opens the sentence, up to what one in its phrase governs."""
_OBJECT = re.compile(r"[NPXZxH][NPXxbkVIh]*(?P<verb>[xkVI])f?")
"""A subject and its verb, up to what that governs."""
_OF_OBJECT = re.compile(r"[NPXZxH][NPXxbkhV]*(?P<verb>[VIA])f?[xX]+[Of]")
""" "The storm struck a camp of": up to the people of a verb's object."""
_OF_PLACE = re.compile(r"fx{1,3}[Of]")
""" "Through a hostel for": up to the people of what a preposition governs, who are in no subject."""
_PREDICATE = re.compile(r"(?:,[iw][^,]{1,4},)?w?[bk~]")
"""What a subject is followed by ("six of them were", "12 drowned", "six, among them two guards, were")."""
_ACTING = (Tag.VERB, Tag.HAVE, Tag.HARM_PAST)
"""Verbs with an object, which is no subject of a clause, as with "believe 40 men and six boys were killed"."""
_SETTLEMENTS = frozenset(
    {"village", "town", "city", "camp", "island", "settlement", "hamlet", "suburb", "community", "district"}
)
_ADVERBIAL = frozenset({"according", "due", "thanks", "owing"})
"""What makes a preposition with "to", where "close to ten" is a number."""
_SPEECH = frozenset({"said", "says"})
_NAMED = frozenset({"named", "called", "nicknamed", "dubbed", "styled"})


def begins_clause(s: str, start: int, last: int) -> bool:
    """ "including a woman and a child, and two others were hurt", "one of them a guard, and 45 hurt": the last is the
    subject of a new clause.
    """
    return s[start - 1 : start] in ("i", "w") and s[last + 1 : last + 2] in ("b", "A", "~", "k")


def is_headless(chunk: Chunk, members: list[int]) -> bool:
    """ "including three soldiers and 33 were hurt", "and two others were hurt": a number of no kind of people."""
    return len(members) > 1 and chunk.head is None and not chunk.implied


def is_fronted(s: str, tokens: Tokens, start: int, links: list[str]) -> bool:
    """ "According to a doctor, two soldiers and a cook were killed", "of the 48 on board, a steward and 22 died": the
    first stands in a phrase before the subject.
    """
    if links[:1] != [","] or _FRONTED.fullmatch(s, 0, start) is None:
        return False
    return s[1] != Tag.TO or tokens.words[0] in _ADVERBIAL


def closes_insertion(s: str, at: int) -> bool:
    """ "five guards, including a captain and a cook, and three rebels were killed": the last is no part."""
    return s[at : at + 3] == ",&N" and s[at + 3 : at + 4] in ("b", "A", "~", "k")


def begins_participle(s: str, chunks: list[Chunk], last: int) -> bool:
    """ "Two soldiers and another wounding a guard": the last is the subject of a participle."""
    return chunks[last].head is None and s[last + 1 : last + 2] == "G"


def starts_clause(s: str, chunks: list[Chunk], tokens: Tokens, members: list[int]) -> bool:
    """ "Police arrested 48 people and the mayor declared a curfew", "run by a widow, and two men were killed":
    the last is no object or agent but the next subject.
    """
    start, last = members[0], members[-1]
    if _are_there(s, chunks, tokens, start) or _live_there(s, chunks, tokens, start):
        return _PREDICATE.match(s, last + 1) is not None
    if s[last - 1] != "&" or Tag.RELATIVE in s[max(0, start - _OPENS) : start]:
        return False
    verb = _verb_of_object(s, chunks, tokens, start)
    if verb is not None:
        return _follows_object(s, chunks, tokens, members, verb)
    return s[start - 1 : start] in _GOVERNING and _follows_governed(s, chunks, tokens, members)


def _follows_object(s: str, chunks: list[Chunk], tokens: Tokens, members: list[int], verb: int) -> bool:
    """ "Tied up two guards and a cleaner was shot", "carried 40 passengers and six were killed"."""
    last = members[-1]
    if len(members) == 2 and _is_compound(s, last):
        return True
    if chunks[last].implied:
        return s[last + 1 : last + 2] == Tag.BE and tokens.words[chunks[last + 1].first] in SINGULAR_VERBS
    takes_no_clause = tokens.tags[verb] in _ACTING or tokens.words[verb].endswith("ing")
    return takes_no_clause and len(members) == 2 and _PREDICATE.match(s, last + 1) is not None


def _follows_governed(s: str, chunks: list[Chunk], tokens: Tokens, members: list[int]) -> bool:
    """ "Police arrested 48 people and four officers were hurt", "run by a widow, and two men were killed"."""
    last = members[-1]
    if len(members) == 2 and _is_compound(s, last):
        return True
    if s[last + 1 : last + 2] in (Tag.BE, Tag.HAVE):
        verb = tokens.words[chunks[last + 1].first]
        return verb in (SINGULAR_VERBS if chunks[last].implied else PLURAL_VERBS)
    return chunks[last].implied and _is_finite(s, chunks, tokens, last + 1)


def _are_there(s: str, chunks: list[Chunk], tokens: Tokens, start: int) -> bool:
    """ "There were 60 people on the boat and 12 drowned"."""
    return start > 1 and s[start - 1] == Tag.BE and tokens.words[chunks[start - 2].last] == "there"


def _live_there(s: str, chunks: list[Chunk], tokens: Tokens, start: int) -> bool:
    """ "Two were killed in a village of 300 people and four were hurt", "fire swept through a hostel for 120 students
    and nine died".
    """
    is_of = s[start - 1 : start] == Tag.OF and start > 1
    if is_of and tokens.words[chunks[start - 2].last] in _SETTLEMENTS:
        return True
    return any(_OF_PLACE.fullmatch(s, start - length, start) for length in range(3, min(start, 5) + 1))


def _verb_of_object(s: str, chunks: list[Chunk], tokens: Tokens, start: int) -> int | None:
    """The token of the verb before an object: "The bus carried 40 passengers", "they ambushed a convoy of 30 men"."""
    opens = s.rfind(",", 0, start) + 1
    match = _OF_OBJECT.fullmatch(s, opens, start) or _OBJECT.fullmatch(s, opens, start)
    if match is None:
        return None
    verb = chunks[match.start("verb")].last
    return verb if tokens.words[verb] not in word_list("sources", "verbs") else None


def _is_compound(s: str, last: int) -> bool:
    """ "..., and six people were killed": a comma before "and", where there are two, parts clauses."""
    return s[last - 2 : last] == ",&" and _PREDICATE.match(s, last + 1) is not None


def _is_finite(s: str, chunks: list[Chunk], tokens: Tokens, at: int) -> bool:
    """Whether the verb at chunk `at` is no participle: it has an object, or can be none."""
    if s[at : at + 1] not in _FINITE_KINDS:
        return False
    verb, after = tokens.words[chunks[at].first], chunks[at].first + 1
    has_object = tokens.tags[after : after + 1] in DETERMINERS and verb not in _NAMED
    return verb in _SPEECH or (has_object and (s[at] != "x" or verb.endswith("ed")))


def denies(s: str, chunks: list[Chunk], member: int) -> bool:
    """ "... and nobody was hurt": the subject of a clause of its own."""
    number = chunks[member].number
    return number is not None and number.value == 0 and s[member + 1 : member + 2] == "b"
