"""Numbers in sentences about harm that are no figures, each with its reason."""

import re
from collections.abc import Iterable

from pipeline.extract.claims import Claim
from pipeline.extract.lexicon import Lexicon, Tag
from pipeline.extract.number_reading import is_year
from pipeline.extract.records import SetAside
from pipeline.extract.sentence_reading import SentenceReading
from pipeline.extract.victims import victims_of
from pipeline.vocabulary import SetAsideReason

_NUMBER_TAG = re.compile(
    f"[{Tag.DIGITS}{Tag.SMALL_NUMBER}{Tag.TENS}{Tag.MULTIPLIER}{Tag.VAGUE}{Tag.ORDINAL}]"
)


def _chunk_reason(reading: SentenceReading, at: int, lexicon: Lexicon) -> SetAsideReason | None:
    chunk = reading.chunks[at]
    if chunk.reason is not None:
        return chunk.reason
    if chunk.kind == "S":
        return SetAsideReason.UNRESOLVED
    if chunk.kind == "N" and not chunk.implied and chunk.head is not None:
        attackers = victims_of(reading.tokens, chunk, lexicon).attackers
        return SetAsideReason.PERPETRATORS_NOT_HARMED if attackers else SetAsideReason.PEOPLE_NOT_HARMED
    if chunk.kind == "N" and reading.string[at + 1 : at + 2] in ("b", "k", "V", "M", "O"):
        return SetAsideReason.PEOPLE_NOT_HARMED
    if chunk.kind == "N" and reading.string[at - 2 : at] == "NO" and chunk.head is None:
        return SetAsideReason.AGE
    return None


def _word_reason(reading: SentenceReading, token: int) -> SetAsideReason:
    tokens = reading.tokens
    word, before = tokens.words[token], tokens.tags[max(0, token - 2) : token]
    if tokens.tags[token] == Tag.ORDINAL:
        return SetAsideReason.ORDINAL
    if tokens.tags[token + 1 : token + 3].lstrip(Tag.HYPHEN).startswith(Tag.AGE):
        return SetAsideReason.AGE
    if word == "one":
        return SetAsideReason.PRONOUN
    if is_year(word):
        return SetAsideReason.DATE
    if before.endswith((Tag.PROPER, Tag.PROPER + Tag.HYPHEN)):
        return SetAsideReason.NAME
    if before.endswith(",") and tokens.tags[token + 1 : token + 2] == ",":
        return SetAsideReason.AGE
    return SetAsideReason.UNRESOLVED


def _runs(
    reading: SentenceReading,
    by_core: dict[tuple[int, int], int],
    figures: set[tuple[int, int]],
    numbers: list[int],
) -> list[tuple[int, int]]:
    """Token spans of number expressions: the cores of chunks, then numbers that are in no core ("the third" of a
    figure is one).
    """
    printed = [core for core, at in by_core.items() if core in figures or not reading.chunks[at].implied]
    covered = _tokens_of(printed)
    return printed + [(at, at + 1) for at in numbers if at not in covered]


def _tokens_of(spans: Iterable[tuple[int, int]]) -> set[int]:
    return {at for first, end in spans for at in range(first, end)}


def set_aside(
    reading: SentenceReading,
    claims: Iterable[Claim],
    unreal: dict[int, SetAsideReason],
    masked: list[tuple[int, int, SetAsideReason]],
    text: str,
    lexicon: Lexicon,
) -> list[SetAside]:
    """Set-aside numbers of one sentence, in order.

    `masked` are the sentence's dates, times and durations that contain a digit or number word.
    """
    tokens, no = reading.tokens, reading.sentence.no
    figures = {c.phrase.core for c in claims}
    found = [SetAside(no, a, b, text[a:b], reason) for a, b, reason in masked]
    numbers = [match.start() for match in _NUMBER_TAG.finditer(tokens.tags)]
    if _tokens_of(figures).issuperset(numbers):
        return found
    by_core = {chunk.core: at for at, chunk in enumerate(reading.chunks) if chunk.core[1] > chunk.core[0]}
    for core in _runs(reading, by_core, figures, numbers):
        if core in figures:
            continue
        start, end = tokens.starts[core[0]], tokens.ends[core[1] - 1]
        is_masked = masked and any(start >= a and end <= b for a, b, _ in masked)
        if is_masked or _NUMBER_TAG.search(tokens.tags, *core) is None:
            continue
        at = by_core.get(core)
        reason = unreal.get(at) if at is not None else None
        if reason is None and at is not None:
            reason = _chunk_reason(reading, at, lexicon)
        found.append(SetAside(no, start, end, text[start:end], reason or _word_reason(reading, core[0])))
    return sorted(found, key=lambda aside: aside.char_start)
