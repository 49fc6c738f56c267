"""What joins two noun phrases of a coordination: "and" or a comma, after what the first was doing or where it was."""

import re

from pipeline.extract.chunks import Chunk
from pipeline.extract.lexicon import Tag
from pipeline.extract.lexicon.tags import DETERMINERS
from pipeline.extract.remainders import REST
from pipeline.extract.tokens import Tokens
from pipeline.extract.words import PLURAL_VERBS

PHRASE = r"(?:[fO>][xXPTd]{1,6}){0,2}"
_LINK = re.compile(
    rf"(?:w(?=&))?(?:\([^()]{{1,6}}\))?{PHRASE}x?(?:\([^()]{{1,6}}\))?(?:,?a)?(?:,[Xx]{{1,2}}(?:,?a)?(?=,))?(?:,[xA][fxXTOHd]{{1,6}}(?=,&N[bk~]))?(,?&|,)(?=[NZ])"
)
_NAME_LINK = re.compile(r"(?:,a)?(?:,[Xx]{1,2}(?=,))?,?&(?=X)")
_BUSY_LINK = re.compile(r"x[xPTfO>X]{0,5}?(,?&)(?=N)")
_TO_VERB = re.compile(r"N(?:x[xPTfO>X]{0,5}|R(?:b[fxXT]{1,6}|[xV][fxXTPd]{0,6}))?(?=k?[b~])")
"""The last of several subjects, with what he was doing, up to their verb."""
_NAMES_LINK = re.compile(r",(?=X)")
_NAMED_LINK = re.compile(rf"{PHRASE},X(?:,a)?(&)(?=N)")
OPENS_LINK = frozenset(",&(xfO>aw")
"""What `_LINK` and `_NAME_LINK` may begin with."""
_TO_AND = 4
"""Chunks of what the first was doing."""
_UNHARMED = frozenset({"living", "alive", "unhurt", "unharmed", "uninjured"})


def link_from(
    s: str, at: int, names: frozenset[int], chunks: list[Chunk], tokens: Tokens, is_named: bool
) -> re.Match[str] | None:
    """The link that begins at `at`, up to the next member; `names` are the names that may be people."""
    if s[at] == "x" and tokens.words[chunks[at].last] in _UNHARMED:
        return None  # "165 living and 78 dead"
    if s[at] == Tag.OF_WHOM and tokens.words[chunks[at].first] != "of them":
        return None  # "565 of the dead and 1,186 of the injured"
    if _does_something(s, at, chunks, tokens):
        return None
    return (
        _LINK.match(s, at)
        or _name_link(s, at, names)
        or _list_link(s, at, names, is_named)
        or _named_link(s, at, names, chunks[at - 1].implied and not is_named)
        or _busy_link(s, at, chunks, tokens)
    )


def _does_something(s: str, at: int, chunks: list[Chunk], tokens: Tokens) -> bool:
    """ "Two soldiers deserted and four were shot", "carrying 80 people collided and 12 died", "four swam ashore and the
    rest drowned": a verb parts the two.
    """
    if s[at] != "x":
        return False
    following = s.find(Tag.AND, at, at + _TO_AND) + 1
    if following and following < len(chunks) and tokens.words[chunks[following].last] in REST:
        return True
    is_between = s[at + 1 : at + 2] == Tag.AND and chunks[at - 1].head is not None
    return is_between and tokens.words[chunks[at].last].endswith("ed")


def _name_link(s: str, at: int, names: frozenset[int]) -> re.Match[str] | None:
    match = _NAME_LINK.match(s, at)
    return match if match is not None and match.end() in names else None


def _list_link(s: str, at: int, names: frozenset[int], is_named: bool) -> re.Match[str] | None:
    """ "Ana Solis, Luis Vega and Eva Mora": a comma joins names where an "and" closes their list."""
    match = _NAMES_LINK.match(s, at) if is_named else None
    return match if match is not None and match.end() in names else None


def _named_link(s: str, at: int, names: frozenset[int], is_office: bool) -> re.Match[str] | None:
    """ "The head of the council, Adil Karim and six others": who that is stands between the two."""
    is_owned = s[max(0, at - 2) : at] == "ON"  # "a guard of the president, Adil Karim and one of his sons"
    match = _NAMED_LINK.match(s, at) if is_office and not is_owned else None
    return match if match is not None and s.index("X", at) in names else None


def _busy_link(s: str, at: int, chunks: list[Chunk], tokens: Tokens) -> re.Match[str] | None:
    """ "A militiaman guiding the troops and a farmer were killed": what the first was doing parts the subjects."""
    match = _BUSY_LINK.match(s, at)
    last = _TO_VERB.match(s, match.end()) if match is not None else None
    if last is None or not tokens.words[chunks[at].first].endswith("ing"):
        return None
    is_theirs = tokens.words[chunks[last.end()].first].split()[0] in PLURAL_VERBS
    return match if is_theirs or s[last.end()] == Tag.HARM_INTRANSITIVE else None


def is_bare(chunk: Chunk, tokens: Tokens) -> bool:
    """A noun without an article or a number."""
    return chunk.implied and chunk.kind == "N" and tokens.tags[chunk.first] not in DETERMINERS


def is_headline_list(chunks: list[Chunk], members: list[int], tokens: Tokens) -> bool:
    """ "Army major, two guards killed": headlines leave out the article and the "and"."""
    first, second = chunks[members[0]], chunks[members[1]]
    return is_bare(first, tokens) and second.kind == "N" and not second.implied
