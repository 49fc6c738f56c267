"""The number and the qualifier that tokens print: values, ranges, vague magnitudes."""

import re
from fractions import Fraction
from typing import Final

from pipeline.extract.lexicon import Lexicon, Tag
from pipeline.extract.numbers import Number, bounded, magnitude, range_of, split_range, vague, value_of_word
from pipeline.extract.tokens import Tokens
from pipeline.extract.words import POSSESSIVE
from pipeline.vocabulary import Qualifier

_EXACT: Final = Qualifier.EXACT
_YEARS: Final = range(1900, 2101)
_SIMILAR: Final = "similar"
_OTHER_TIME: Final = ("that number", "that many", " as many")
_HALF: Final = Fraction(1, 2)
_FACTORS: Final = {
    name: Fraction(n) for name, n in (("twice", 2), ("double", 2), ("thrice", 3), ("triple", 3))
} | {"half": _HALF}
_MULTIPLES: Final = frozenset({"twice", "thrice", "times", "half"})


def is_year(word: str) -> bool:
    """ "2005": a count of that size would be printed with a comma."""
    return len(word) == 4 and word.isdigit() and int(word) in _YEARS


def number_in(tokens: Tokens, match: re.Match[str], lexicon: Lexicon) -> tuple[Number, int] | None:
    """The number that a counted noun phrase prints (a match of `chunk_patterns.UNIT`), and the token after it."""
    start, end = match.span("num")
    found = _between(tokens, start, end, lexicon) if end > start + 2 else None
    return (
        (found, end)
        if found
        else _read(tokens, start, end, _qualifier_around(tokens, match, lexicon), lexicon)
    )


def repeated(
    tokens: Tokens, match: re.Match[str], told: Number, lexicon: Lexicon
) -> tuple[Number, int] | None:
    """ "As many", "a similar number", "twice that number": the number `told` before it or so many times that number,
    under its own qualifier or else the same one.
    """
    start, end = match.span("num")
    before, after = tokens.words[max(0, match.start() - 1) : start], tokens.words[end : end + 1]
    is_compared = before[:1] == [","] and tokens.words[start].endswith(
        _OTHER_TIME
    )  # ", half that number in 2003"
    is_clause = tokens.tags[match.start() - 1] == Tag.WORD  # "may rise as many bodies lie buried"
    if (
        told.value is None
        or is_clause
        or is_compared
        or not _MULTIPLES.isdisjoint(before)
        or after in (["as"], ["again"])
    ):
        return None
    qualifier = _qualifier_around(tokens, match, lexicon)
    if qualifier is _EXACT:
        qualifier = Qualifier.ABOUT if _SIMILAR in tokens.words[start] else told.qualifier
    exact = told.value * _times(tokens.words[start], lexicon)
    if exact.denominator > 1:
        qualifier = Qualifier.ABOUT
    return bounded(int(exact + _HALF), qualifier), end


def _times(words: str, lexicon: Lexicon) -> Fraction:
    """By how much a repetition multiplies.

    >>> _times("three times that many", load())
    Fraction(3, 1)
    """
    opens = words.split()[0]
    if " times " in words:
        return Fraction(lexicon.numbers[opens])
    return _FACTORS.get(opens, Fraction(1))


def _qualifier_around(tokens: Tokens, match: re.Match[str], lexicon: Lexicon) -> Qualifier:
    """The qualifier before the number, else the one after it."""
    qualifier = _qualifier_of(tokens, match.start(), match.start("num"), lexicon)
    for name in ("after", "late"):
        if match.group(name) and qualifier is _EXACT:
            qualifier = lexicon.qualifiers[tokens.words[match.start(name)]]
    return qualifier


def _qualifier_of(tokens: Tokens, first: int, last: int, lexicon: Lexicon) -> Qualifier:
    """The strongest qualifier among tokens first..last-1; words that only say "exactly" or "about" yield to bounds."""
    found = _EXACT
    for i in range(first, last):
        if tokens.tags[i] in (Tag.QUALIFIER, Tag.QUALIFIER_AFTER):
            qualifier = lexicon.qualifiers[tokens.words[i]]
            if qualifier is not _EXACT and found in (_EXACT, Qualifier.ABOUT):
                found = qualifier
    return found


def _read(
    tokens: Tokens, start: int, end: int, qualifier: Qualifier, lexicon: Lexicon
) -> tuple[Number, int] | None:
    """The number at tokens start..end-1 and where it really ends (a list "two and three" ends after "two")."""
    if tokens.words[start] in lexicon.kinships and tokens.raw[end - 1].endswith(POSSESSIVE):
        return None  # "the couple's daughter"
    if end == start + 1 and tokens.tags[start] != Tag.VAGUE:
        value = value_of_word(tokens.words[start], lexicon)
        return (bounded(value, qualifier), end) if value is not None else None
    words, tags = tokens.words[start:end], tokens.tags[start:end]
    if tags == Tag.VAGUE:
        people = lexicon.kinships.get(words[0])
        number = bounded(people, _EXACT) if people and _is_kinship(tokens, end) else None
        number = number or vague(words[0], lexicon)
        return (number, end) if number else None
    split = split_range(words, tags)
    if split is None:
        value = magnitude(words, lexicon)
        return (bounded(value, qualifier), end) if value is not None else None
    low, high = magnitude(words[: split[0]], lexicon), magnitude(words[split[1] :], lexicon)
    if low is None or high is None:
        return None
    is_change = (
        words[split[0]] == "to"
        and start > 0
        and tokens.words[start - 1] == "from"
        and Tag.TOLL in tokens.tags
    )
    if words[split[0]] == "and" or high < low or is_change:
        return bounded(low, qualifier), start + split[0]
    return range_of(low, high), end


def _is_kinship(tokens: Tokens, end: int) -> bool:
    """ "a couple and their driver": two people, where "a couple of people" may be more."""
    return tokens.tags[end : end + 1] not in (Tag.OF, Tag.OTHERS, Tag.LIKELY_PEOPLE, Tag.PEOPLE)


def _between(tokens: Tokens, start: int, end: int, lexicon: Lexicon) -> Number | None:
    """ "between 7 and 9"."""
    if start == 0 or tokens.words[start - 1] != "between":
        return None
    words = tokens.words[start:end]
    if "and" not in words:
        return None
    at = words.index("and")
    low, high = magnitude(words[:at], lexicon), magnitude(words[at + 1 :], lexicon)
    return range_of(low, high) if low is not None and high is not None else None
