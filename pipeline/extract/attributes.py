"""Weapon, perpetrator and source of a harm claim, from the words of its sentence."""

from functools import cache
from itertools import pairwise
from typing import NamedTuple

from pipeline.extract.lexicon import Lexicon, Tag, read_table
from pipeline.extract.sentence_reading import SentenceReading
from pipeline.extract.tokens import Tokens

_NOMINAL = frozenset("TDHXxjpPKCho&BE1nU")
_LONGEST_NAME = 9
"""Tokens of a perpetrator's or a source's noun phrase."""
_LEADING = frozenset("TDH&")
_GENERIC_VERBS = frozenset({"said", "says", "told"})


class PhraseTable(NamedTuple):
    """Phrases by first word, longest first, each with its canonical name."""

    by_first: dict[str, tuple[tuple[tuple[str, ...], str], ...]]


def _phrase_table(entries: dict[str, list[str]]) -> PhraseTable:
    by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name, phrases in entries.items():
        for phrase in phrases:
            words = tuple(phrase.replace("-", " ").split())
            by_first.setdefault(words[0], []).append((words, name))
    ordered = {first: tuple(sorted(found, key=lambda e: -len(e[0]))) for first, found in by_first.items()}
    return PhraseTable(ordered)


@cache
def weapons() -> PhraseTable:
    """Weapons and hazards (`lexicon/weapons.toml`)."""
    return _phrase_table(read_table("weapons"))


@cache
def organisations() -> PhraseTable:
    """Organisations that publish counts (`lexicon/sources.toml`)."""
    return _phrase_table(read_table("sources")["organisations"])


@cache
def _attribution() -> tuple[frozenset[str], frozenset[str]]:
    table = read_table("sources")
    return frozenset(table["verbs"]["words"]), frozenset(table["before"]["words"])


def flat_words(tokens: Tokens) -> list[str]:
    """Single words of a sentence: lexicon phrases undone, hyphens dropped."""
    return [w for w in " ".join(tokens.words).split() if w != "-"]


def find_phrases(words: list[str], table: PhraseTable) -> list[tuple[int, int, str]]:
    """(position, length in words, canonical name) of each longest match."""
    found = []
    by_first = table.by_first
    for i, word in enumerate(words):
        for phrase, name in by_first.get(word, ()):
            if len(phrase) == 1 or tuple(words[i : i + len(phrase)]) == phrase:
                found.append((i, len(phrase), name))
                break
    return found


def weapon_of(words: list[str]) -> str | None:
    """The most specific weapon of a sentence: the longest phrase, then the first; plain "bomb" and gunfire yield."""
    found = find_phrases(words, weapons())
    if not found:
        return None
    specific = [f for f in found if f[2] != "bomb"] or found
    return max(specific, key=lambda f: (f[1], -f[0]))[2]


def _span_words(tokens: Tokens, first: int, end: int) -> str | None:
    while first < end and tokens.tags[first] in _LEADING:
        first += 1
    while end > first and tokens.tags[end - 1] in "&ohD":
        end -= 1
    if first >= end:
        return None
    return tokens.span(first, end)


def _names_people(tokens: Tokens, first: int, end: int, lexicon: Lexicon) -> bool:
    tags = tokens.tags[first:end]
    return any(tag in "PpKCX" for tag in tags) or any(
        word in lexicon.modifiers for word in tokens.words[first:end]
    )


def _nominal_end(tokens: Tokens, at: int) -> int:
    end = at
    while end < len(tokens.tags) and end < at + _LONGEST_NAME and tokens.tags[end] in _NOMINAL:
        end += 1
    return end


def _nominal_start(tokens: Tokens, end: int) -> int:
    start = end
    while start > 0 and start > end - _LONGEST_NAME and tokens.tags[start - 1] in _NOMINAL:
        start -= 1
    return start


def _agent(tokens: Tokens, first: int, end: int, lexicon: Lexicon) -> str | None:
    return _span_words(tokens, first, end) if _names_people(tokens, first, end, lexicon) else None


def _by_phrase(tokens: Tokens, lexicon: Lexicon) -> str | None:
    """ "attack by Iraq's security forces", "were killed by gunmen"; the first that names people."""
    for at, tag in enumerate(tokens.tags):
        if tag == Tag.BY:
            agent = _agent(tokens, at + 1, _nominal_end(tokens, at + 1), lexicon)
            if agent is not None:
                return agent
    return None


def _is_passive(string: str, at: int) -> bool:
    return "b" in string[max(0, at - 3) : at]


def _subject(reading: SentenceReading, cue_at: int, lexicon: Lexicon) -> str | None:
    """The people before an active verb: of the cue itself ("armed men killed eight"), or of the clause it hangs on."""
    string, chunks, tokens = reading.string, reading.chunks, reading.tokens
    verb = cue_at
    if string[cue_at] == "G":
        verb = string.rfind("V", 0, cue_at)
    if verb <= 0 or string[verb] not in "AFV" or _is_passive(string, verb):
        return None
    end = chunks[verb].first
    while end > 0 and tokens.tags[end - 1] in "kM":
        end -= 1
    start = _nominal_start(tokens, end)
    return _agent(tokens, start, end, lexicon) if start < end else None


def perpetrator_of(reading: SentenceReading, cue_at: int, rule: str, lexicon: Lexicon) -> str | None:
    """Who did it, in the report's words, or None."""
    subject = _subject(reading, cue_at, lexicon) if rule in ("object", "gapped") else None
    if subject is not None:
        return subject
    return _by_phrase(reading.tokens, lexicon) if Tag.BY in reading.tokens.tags else None


def _organisation(words: list[str]) -> str | None:
    found = find_phrases(words, organisations())
    return max(found, key=lambda f: f[1])[2] if found else None


def _named_source(tokens: Tokens, first: int, end: int) -> str | None:
    words = " ".join(tokens.words[first:end]).replace(" - ", " ").split()
    return _organisation(words) or _span_words(tokens, first, end)


def source_of(reading: SentenceReading, lexicon: Lexicon) -> str | None:
    """Whom the sentence cites, an organisation by its usual short name, else in the report's words."""
    verbs, before = _attribution()
    tokens = reading.tokens
    words = tokens.words
    if verbs.isdisjoint(words) and before.isdisjoint(words) and "according" not in words:
        return None
    for at, (word, following) in enumerate(pairwise([*words, ""])):
        if word in before or (word == "according" and following == "to"):
            first = at + 2 if word == "according" else at + 1
            return _after_phrase(tokens, first)
        if word in verbs:
            source = _before_verb(tokens, at, lexicon)
            if source is not None:
                return source
    return None


def _after_phrase(tokens: Tokens, first: int) -> str | None:
    end = _nominal_end(tokens, first)
    while tokens.tags[end : end + 1] in ("O", "f") and end < first + _LONGEST_NAME:
        end = _nominal_end(tokens, end + 1)
    return _named_source(tokens, first, end)


def _before_verb(tokens: Tokens, at: int, lexicon: Lexicon) -> str | None:
    start = _nominal_start(tokens, at)
    if start == at and words_after_are_people(tokens, at + 1, lexicon) and tokens.words[at] in _GENERIC_VERBS:
        return _named_source(tokens, at + 1, _nominal_end(tokens, at + 1))
    if start < at and _names_people(tokens, start, at, lexicon):
        return _named_source(tokens, start, at)
    return None


def words_after_are_people(tokens: Tokens, first: int, lexicon: Lexicon) -> bool:
    """Whether the noun phrase at token `first` names people ("said police")."""
    return _names_people(tokens, first, _nominal_end(tokens, first), lexicon)
