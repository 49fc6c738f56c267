"""Coordinations of counted noun phrases ("a guard and two attackers") in the chunk string of a sentence."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.extract.chunks import Chunk
from pipeline.extract.group_links import (
    OPENS_LINK,
    PHRASE,
    is_bare,
    is_headline_list,
    link_from,
)
from pipeline.extract.lexicon import Tag
from pipeline.extract.list_ends import (
    begins_clause,
    begins_participle,
    closes_insertion,
    denies,
    is_fronted,
    is_headless,
    starts_clause,
)
from pipeline.extract.speakers import count_told, speaks
from pipeline.extract.tokens import Tokens
from pipeline.extract.words import SINGULAR_VERBS

_CLOSED = re.compile(rf"{PHRASE}x?,[bk~]")
"""A comma that parts what was listed from its verb: it was an insertion."""
_LONGEST_LIST = 30
_BEGINS_PREDICATE = re.compile(r"[bk]{0,2}x?[AJ~]")
_AMONG = ("among", "included")
_LABELS = ("A:", "J:", "E:", "~:")
_OPENS_SERIES = ("", ";", ":", "-")
_ANYONE = frozenset({"people", "persons", "person", "victims", "individuals", "others", "men", "casualties"})


@dataclass(slots=True, eq=False)
class Group:
    """A coordination, as positions in the chunk list; `end` is just past the last."""

    members: tuple[int, ...]
    end: int
    is_breakdown: bool = False


def chunk_string(chunks: list[Chunk]) -> str:
    """One character per chunk."""
    return "".join([c.kind for c in chunks])


def value_of(chunk: Chunk) -> int | None:
    """The printed number of a chunk; None for a range, a vague word or no number."""
    return chunk.number.value if chunk.number else None


def _mark(match: re.Match[str]) -> str:
    return "&" if "&" in match.group() else ","


def _is_named(chunk: Chunk) -> bool:
    """A name, alone or after a title ("Judge Ortega")."""
    return chunk.kind == "X" or (chunk.implied and chunk.head is not None and chunk.last > chunk.head)


def _chain(
    s: str, start: int, names: frozenset[int], chunks: list[Chunk], tokens: Tokens
) -> tuple[list[int], list[str]]:
    members, at = [start], start + 1
    links: list[str] = []
    while s[at : at + 1] in OPENS_LINK:
        match = link_from(s, at, names, chunks, tokens, _is_named(chunks[members[-1]]))
        if match is None or len(members) > _LONGEST_LIST:
            break
        links.append(match.group(match.lastindex) if match.lastindex else _mark(match))
        members.append(match.end())
        at = match.end() + 1
    return members, links


def _is_apposition(s: str, chunks: list[Chunk], tokens: Tokens, members: list[int]) -> bool:
    """ "three people, a civilian, a guard and an assailant": the rest adds up to the first, or is said to be of it."""
    values = [value_of(chunks[m]) for m in members]
    if len(values) > 2 and _are_among_them(s, chunks, tokens, members[-1] + 1):
        return True
    if len(values) < 3 or any(v is None for v in values) or s[members[0] - 2 : members[0]] == "Ab":
        return False
    is_sum = values[0] == sum(v for v in values[1:] if v is not None)
    return is_sum and (
        _is_anyone(chunks[members[0]], tokens) or not _BEGINS_PREDICATE.match(s, members[-1] + 1)
    )


def _are_among_them(s: str, chunks: list[Chunk], tokens: Tokens, end: int) -> bool:
    """ "12 pilgrims, four women and a child among them,": the rest are parts of the first."""
    marks = s[end : end + 1] == "i" and tokens.words[chunks[end].first].startswith(_AMONG)
    return marks and s[end + 1 : end + 2] not in ("N", "P", "X")


def _is_anyone(chunk: Chunk, tokens: Tokens) -> bool:
    """Whether a noun phrase says no more than that they are people."""
    return chunk.head is None or tokens.words[chunk.head] in _ANYONE


def _is_series(s: str, chunks: list[Chunk], tokens: Tokens, members: list[int]) -> bool:
    """ "49 policemen, 55 soldiers, five civilians dead", "killed: 2 guards, 1 nurse": one predicate, and no "and"."""
    first = members[0]
    if s[first - 1 : first] not in _OPENS_SERIES or any(s[m] != "N" for m in members):
        return False
    if any(_is_anyone(chunks[m], tokens) for m in members) or any(chunks[m].implied for m in members[:-1]):
        return False
    is_labelled = s[max(0, first - 2) : first] in _LABELS and s[members[-1] + 1 : members[-1] + 2] in (
        "",
        ";",
    )
    return is_labelled or _BEGINS_PREDICATE.match(s, members[-1] + 1) is not None


def _is_bracketed(s: str, members: list[int]) -> bool:
    """ "11 people (six men, three women, two children)"."""
    return s[members[0] - 1 : members[0]] == "(" and s[members[-1] + 1 : members[-1] + 2] == ")"


def _names_them(s: str, chunks: list[Chunk], before: Group, members: list[int]) -> bool:
    """ "two policemen, Gregory F. and Rocco L., ...": names of people already counted."""
    if s[before.end : members[0]] not in (",", "w,") or s[members[0]] != "X":
        return False
    if not all(chunks[m].implied for m in members):
        return False
    return sum(value_of(chunks[m]) or 0 for m in before.members) == len(members)


def _last_link(links: list[str]) -> int:
    """The "and" that closes the list.

    After a closed list ", and" begins something new ("six men and a boy, and 20 were hurt").
    """
    closing = [i for i, link in enumerate(links) if "&" in link]
    if (
        len(closing) > 1
        and links[closing[0]] == "&"
        and links[closing[1]] == ",&"
        and closing[1] == closing[0] + 1
    ):
        return closing[0]
    return closing[-1] if closing else -1


def _is_interrupted(s: str, before: Group, start: int) -> bool:
    """ "five guards, including two officers, and three rebels were killed": the list goes on after the insertion."""
    return s[before.end : start] == ",i" and s[before.members[0] - 1 : before.members[0]] not in (
        "A",
        "F",
        "G",
    )


def _is_described(s: str, chunks: list[Chunk], tokens: Tokens, members: list[int]) -> bool:
    """ "Kofi Annor, a teacher and the owner of a farm, was": what follows a name is in apposition to it.

    After a title ("Judge Ruiz, a Jesuit and a critic of the junta, was") the verb has to be singular.
    """
    first, closed = members[0], _CLOSED.match(s, members[-1] + 1)
    if closed is None or s[first + 1] != "," or s[members[1]] != "N":
        return False
    verb = tokens.words[chunks[closed.end() - 1].first].split()[0]
    if s[closed.end() - 1] == Tag.HARM_INTRANSITIVE:
        return all(is_bare(chunks[member], tokens) for member in members[1:] if s[member] == "N")
    return s[first] == "X" or (_is_named(chunks[first]) and verb in SINGULAR_VERBS)


def _coordination(
    s: str, at: int, names: frozenset[int], chunks: list[Chunk], tokens: Tokens
) -> tuple[list[int], int, list[str], str]:
    """The members of the list that begins at `at`, its end, its links, and the one that closes it, or ""."""
    members, links = _chain(s, at, names, chunks, tokens)
    if len(members) > 2 and s[at : at + 4] == "X,a," and is_bare(chunks[members[1]], tokens):
        del members[1], links[0]  # "Ilias M., 61, Greek publisher, and his bodyguard"
    told = count_told(s, members, links, chunks, tokens)
    members, links = members[:told], links[: max(0, told - 1)]
    if is_fronted(s, tokens, members[0], links):
        return members[:1], members[0] + 1, [], ""
    nobody = next((i for i, m in enumerate(members) if i and denies(s, chunks, m)), len(members))
    members, links = members[:nobody], links[: max(0, nobody - 1)]
    closing = _last_link(links)
    if closing < 0 and len(members) > 1 and is_headline_list(chunks, members, tokens):
        closing = 0
    elif (
        closing < 0
        and len(members) > 1
        and (_is_bracketed(s, members) or _is_series(s, chunks, tokens, members))
    ):
        closing = len(members) - 2
    members = members[: closing + 2]
    if len(members) > 1 and _is_described(s, chunks, tokens, members):
        return members[:1], members[-1] + 1, links, ""
    if len(members) > 1 and (
        begins_participle(s, chunks, members[-1]) or starts_clause(s, chunks, tokens, members)
    ):
        members = members[:-1]
    return members, members[-1] + 1, links, links[closing] if closing >= 0 else ""


def _resumed(s: str, before: Group, members: list[int], closing: str) -> tuple[list[int], int] | None:
    """The members that only interrupt the list before, and the member with which that goes on."""
    if not _is_interrupted(s, before, members[0]):
        return None
    if closes_insertion(s, members[-1] + 1):
        return members, members[-1] + 3
    if closing == ",&" and begins_clause(s, members[0], members[-1]):
        return members[:-1], members[-1]
    return None


def _in_brackets(s: str, counted: list[int], start: int, end: int) -> Iterator[Group]:
    """The list in each pair of brackets between two positions ("six guests (four men and two women) and a cook")."""
    for opening in [at for at in range(start, end) if s[at] == "("]:
        inside = tuple([at for at in counted if opening < at < s.find(")", opening)])
        if inside and inside[0] == opening + 1:
            yield Group(inside, inside[-1] + 1)


def groups(s: str, chunks: list[Chunk], tokens: Tokens) -> list[Group]:
    """Coordinations in order; a comma alone joins only subjects, or when an "and" closes the list."""
    counted = [i for i, kind in enumerate(s) if kind in "NZX" and (kind != "X" or chunks[i].implied)]
    names = frozenset([i for i in counted if s[i] == "X"] if "X" in s else ())
    found: list[Group] = []
    after = 0
    for at in counted:
        if at < after:
            continue
        if s[at + 1 : at + 2] not in OPENS_LINK:
            if not (found and _names_them(s, chunks, found[-1], [at])):
                found.append(Group((at,), at + 1))
            continue
        members, after, links, closing = _coordination(s, at, names, chunks, tokens)
        if found and s[found[-1].end : at] == "," and speaks(s, members[-1] + 1, chunks, tokens):
            continue
        resumed = _resumed(s, found[-1], members, closing) if found else None
        if resumed is not None:
            inside, last = resumed
            found.insert(-1, Group(tuple(inside), inside[-1] + 1))
            found[-1] = Group((*found[-1].members, last), last + 1)
            after = last + 1
            continue
        if begins_clause(s, at, members[-1]) and (
            closing == ",&" or is_headless(chunks[members[-1]], members)
        ):
            members = members[:-1]
            after = members[-1] + 1
        if links[:1] == [","] and _is_apposition(s, chunks, tokens, members):
            found.append(Group(tuple(members[:1]), members[0] + 1))
            found.append(Group(tuple(members[1:]), members[-1] + 1, is_breakdown=True))
        elif not (found and _names_them(s, chunks, found[-1], members)):
            found.append(Group(tuple(members), after))
            found.extend(_in_brackets(s, counted, at, after))
    return found
