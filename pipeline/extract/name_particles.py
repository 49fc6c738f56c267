"""Small words inside names, which join their capitalised words to one name."""

from typing import Final

from pipeline.extract.lexicon import Tag

_PARTICLES: Final = frozenset(
    {"al", "el", "ul", "ur", "bin", "ibn", "ben", "abu", "abd", "von", "van", "der"}
)
_STATES: Final = frozenset({"republic", "kingdom"})
"""Before "of", the beginning of a country's name ("three Democratic Republic of Congo soldiers")."""
_IN_NAMES: Final = frozenset((Tag.PROPER, Tag.PERSON_OR_ADJECTIVE))


def join_particles(words: list[str], raw: list[str], tags: list[str]) -> None:
    """ "Abdullah al-Wuhayshi", "Omar bin Saleh": a particle between capitalised words belongs to the name; so does one
    that opens it ("Al-Wuhayshi was killed").
    """
    if not _STATES.isdisjoint(words):
        _join_states(words, tags)
    if _PARTICLES.isdisjoint(words):
        return
    for at, word in enumerate(words[:-2]):
        opens = word in _PARTICLES and raw[at][0].isupper() and tags[at + 1] == Tag.HYPHEN
        if opens and tags[at + 2] == Tag.PROPER:
            tags[at : at + 2] = [Tag.PROPER] * 2
    for at, word in enumerate(words[1:], 1):
        if word not in _PARTICLES or tags[at - 1] != Tag.PROPER:
            continue
        end = at + 1
        while end < len(words) and (words[end] in _PARTICLES or tags[end] == Tag.HYPHEN):
            end += 1
        if "".join(tags[end : end + 1]) in _IN_NAMES and raw[end][0].isupper():
            tags[at : end + 1] = [Tag.PROPER] * (end + 1 - at)


def _join_states(words: list[str], tags: list[str]) -> None:
    """ "Republic of the Congo" as one name."""
    for at in [at for at, word in enumerate(words) if word in _STATES and tags[at] == Tag.PROPER]:
        name = at + 3 if words[at + 1 : at + 3] == ["of", "the"] else at + 2
        if words[at + 1 : at + 2] == ["of"] and tags[name : name + 1] == [Tag.PROPER]:
            tags[at + 1 : name] = [Tag.PROPER] * (name - at - 1)
