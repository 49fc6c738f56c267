"""One sentence of a report read up to its clauses: tokens, chunks, links; and whether a link is told as real."""

import re
from bisect import bisect_left
from dataclasses import dataclass

from pipeline.extract.age_limits import mark_age_limits
from pipeline.extract.appositions import fold_ages, mark_ages, merge_appositions, merge_offices
from pipeline.extract.bare_bodies import BODY, count_bare_body
from pipeline.extract.chunks import Chunk, chunk
from pipeline.extract.clauses import Clauses, read_clauses
from pipeline.extract.governors import Reading
from pipeline.extract.groups import chunk_string
from pipeline.extract.kinds_of_people import fold_kinds
from pipeline.extract.lexicon import Lexicon, Tag
from pipeline.extract.limbs import HEAD, mark_heads
from pipeline.extract.naming import NAMING, fold_names, mark_naming
from pipeline.extract.remainders import REST, fold_rest
from pipeline.extract.shares import SIGNS as SHARES
from pipeline.extract.shares import fold_shares, join_out_of
from pipeline.extract.tokens import Sentence, Tokens, tokenise
from pipeline.vocabulary import SetAsideReason

_IRREALIS_REACH = 5
_DENIED = re.compile(r"![bkx]{0,3}$")
_KEPT_IN_DATES = frozenset((Tag.PREPOSITION, Tag.SUBORDINATOR))
_ADVERB = Tag.SUBORDINATOR + ","
""" "eight days before, ...": the word opens no clause."""
_PAST_BE = frozenset({"was", "were", "been"})
_REALISED = frozenset({"able"})
""" "Were able to kill" says that they did."""
_CONDITIONS = frozenset({"if", "unless"})
_COUNTERFACTUAL = frozenset({"could", "would", "should"})
_FORECAST = frozenset(
    {"expected", "likely", "feared", "predicted", "projected", "forecast", "bound", "expects"}
)
_FORETELLING = frozenset(
    {"expect", "expects", "expected", "predicted", "predicts", "estimated", "fear", "fears"}
)
_NEW_PREDICATE = frozenset({"but", "and"})
_BEFORE_TOLL = 3
"""Tokens before "the toll" in which its forecaster's verb stands."""


@dataclass(slots=True, eq=False)
class SentenceReading:
    """A sentence with its layers; `masked` are the token positions of dates and times."""

    sentence: Sentence
    tokens: Tokens
    chunks: list[Chunk]
    string: str
    clauses: Clauses


def read_sentence(
    text: str, sentence: Sentence, masked: list[tuple[int, int]], lexicon: Lexicon
) -> SentenceReading:
    """Layers of one sentence; characters in `masked` spans (dates, times) take no part in the grammar."""
    tokens = tokenise(text, sentence.start, sentence.end, lexicon)
    if masked:
        tokens = _mask(tokens, masked)
    if HEAD in tokens.vocabulary:
        tokens = mark_heads(tokens)
    names = not NAMING.isdisjoint(tokens.vocabulary)
    tokens = mark_naming(tokens) if names else tokens
    told = chunk(tokens, lexicon)
    if not SHARES.isdisjoint(tokens.vocabulary):
        told = fold_shares(told, tokens, lexicon)
    if not REST.isdisjoint(tokens.vocabulary):
        told = fold_rest(told, tokens)
    if names:
        told = fold_names(tokens, told)
    if not BODY.isdisjoint(tokens.vocabulary):
        told = count_bare_body(told, tokens)
    string = chunk_string(told)
    if "NfON" in string:
        told = join_out_of(told, string, tokens)
        string = chunk_string(told)
    folded = fold_ages(mark_age_limits(told, string, tokens), string, tokens)
    if folded is not told:
        told, string = folded, chunk_string(folded)
    kinds = fold_kinds(told, string, tokens)
    if kinds is not told:
        told, string = kinds, chunk_string(kinds)
    chunks = mark_ages(merge_appositions(told, string, tokens), string, tokens)
    chunks = merge_offices(chunks, string, tokens)
    if chunks is not told:
        string = chunk_string(chunks)
    return SentenceReading(sentence, tokens, chunks, string, read_clauses(tokens, chunks, string))


def _mask(tokens: Tokens, spans: list[tuple[int, int]]) -> Tokens:
    tags, ends = list(tokens.tags), tokens.ends
    for start, end in spans:
        i = bisect_left(tokens.starts, start)
        while i < len(tags) and ends[i] <= end:
            if tags[i] not in _KEPT_IN_DATES or tokens.tags[i : i + 2] == _ADVERB:
                tags[i] = Tag.DATE
            i += 1
    return Tokens(tokens.words, tokens.raw, tokens.starts, ends, "".join(tags), tokens.text)


def unreal(reading: SentenceReading, link: Reading) -> SetAsideReason | None:
    """Why a harm claim is no claim of harm done: denied, or only threatened, planned or supposed."""
    s, at = reading.string, link.cue_at
    if link.rule == "toll" and at < link.chunk and _is_forecast(reading, link):
        return SetAsideReason.HYPOTHETICAL
    if _is_asked(reading, link):
        return SetAsideReason.HYPOTHETICAL
    before = s[max(0, at - _IRREALIS_REACH) : at]
    if before.endswith("f") and _is_given_up(reading, at):
        return SetAsideReason.NEGATED
    if not ("!" in before or "M" in before or "I" in before):
        return None
    clause = before[max(before.rfind(mark) for mark in ",;:-") + 1 :]
    if _DENIED.search(clause):
        return SetAsideReason.NEGATED
    if "M" in clause and s[at] != "G":
        modal = reading.tokens.words[reading.chunks[at - len(clause) + clause.index("M")].first]
        has_happened = "k" in clause[clause.index("M") :] and modal not in _COUNTERFACTUAL
        if not has_happened:
            return SetAsideReason.HYPOTHETICAL
    if (
        "I" in clause
        and link.rule != "count_noun"
        and _is_only_meant(reading, link, at - len(clause), clause)
    ):
        return SetAsideReason.HYPOTHETICAL
    return None


def _is_asked(reading: SentenceReading, link: Reading) -> bool:
    """ "Are my two sons dead?": the verb stands before its subject, and a question mark after it."""
    s, first = reading.string, link.chunk - 1
    if first < 0 or s[first] != Tag.BE or link.cue_at < link.chunk or (first and s[first - 1] not in ",;:-"):
        return False
    cue = reading.chunks[link.cue_at]
    return "?" in reading.tokens.text[reading.tokens.ends[cue.last] : reading.sentence.end]


def _is_forecast(reading: SentenceReading, link: Reading) -> bool:
    """ "the toll could reach 80", "is likely to exceed 100", "expects the toll to pass 40"; not where it rises from."""
    words, tags = reading.tokens.words, reading.tokens.tags
    cue, number = reading.chunks[link.cue_at], reading.chunks[link.chunk].first
    opens = cue.last + 1
    if words[number - 1] == "from":
        return False
    anew = [at for at in range(opens, number) if words[at] in _NEW_PREDICATE]
    if anew:
        opens = anew[-1] + 1
    between, told = tags[opens:number], words[opens:number]
    if Tag.HAVE in between:
        return False
    if Tag.MODAL in between or not _FORECAST.isdisjoint(told):
        return True
    before = words[max(0, cue.first - _BEFORE_TOLL) : cue.first]
    return Tag.TO in between and not anew and not _FORETELLING.isdisjoint(before)


def _is_only_meant(reading: SentenceReading, link: Reading, start: int, clause: str) -> bool:
    """ "planned to kill", "threatened to be killed"; a finite verb happened ("a failed attack kills two")."""
    words, chunks = reading.tokens.words, reading.chunks
    meant = words[chunks[start + clause.rindex("I")].first]
    be = words[chunks[start + clause.rindex("b")].first] if "b" in clause else None
    if meant in _REALISED and be in _PAST_BE:
        return False
    if reading.string[link.cue_at] == "F":
        verb, before = words[chunks[link.cue_at].first], reading.string[link.cue_at - 1]
        return before == Tag.TO or not verb.endswith("s") or meant in _CONDITIONS
    if link.rule == "of_phrase":
        return True
    return be is not None and (be not in _PAST_BE or meant in _CONDITIONS)


def _is_given_up(reading: SentenceReading, at: int) -> bool:
    """ "left for dead", "a nurse given up for dead was found alive"."""
    words, chunks = reading.tokens.words, reading.chunks
    return words[chunks[at].first] == "dead" and words[chunks[at - 1].first] == "for"
