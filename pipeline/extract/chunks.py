"""Chunks of a sentence: counted noun phrases, harm cues and the words that the grammar needs between them.

The tag string of the tokens is cut by one regular expression into units, each written as one character of a chunk
string over which `clauses` works. Kinds that are not a tag of `lexicon.Tag`:

    N  people with a number, or one person implied ("six Iranians", "a policeman", "his wife")
    P  people without a number ("the guards")
    T  things with a number ("two cars")
    S  a number with its own harm noun ("five deaths", "13 dead bodies", "no casualties")
    Z  a pronoun for one person
    r  a reflexive pronoun
    X  a run of capitalised words
    x  other words
"""

import re
from typing import NamedTuple

from pipeline.extract.lexicon import Cue, Lexicon, Tag
from pipeline.extract.numbers import NUMBER, Number, bounded, magnitude, range_of, split_range, vague
from pipeline.extract.tokens import Tokens
from pipeline.gazetteer import load as gazetteer
from pipeline.vocabulary import HarmType, Qualifier, SetAsideReason

_AGE = r"[1nt](?:h?[1n])?h?y|g[fqx]?[1nt](?:[>h&,]{1,2}[1nt])*"
_MOD = rf"(?:[jxXPpKChroc]|{_AGE}|\(T?X{{1,3}}P?\)|U(?=h?[PpKjxUc(]))"
_HEAD = r"(?:[PpB](?![hU])|K(?![xXjpPKUhEBc])|c(?![xXjpPKUhEBc]))"
_ONE_HEAD = r"(?:[pB](?![hUE])|K(?![xXjpPKUhEBc]))"
_TAIL_PERSON = rf"[r+]?(?:O[TH]?)?(?:[AJ](?=[jxXPpCKc]))?{_MOD}{{0,7}}{_HEAD}"
_TAIL_HARM = r"[jxXpPKr]{0,4}(?:E|F(?=[,.&fbY;)]|$))"
_TAIL_THING = rf"(?:O[TH]?)?(?:{_MOD}|[AJ]){{0,5}}[UuC]"
_LATE = r"(?P<late>Q|q(?=[bk~AJf]))?"
_NUMBERED_NAME = r"(?P<label>(?:(?<=W)|(?<=Xh))1|(?<=X)1(?=[,fV>:;)Yd]|$))"
_UNIT = re.compile(
    rf"(?P<age>{_AGE}|(?<=[XpPK],)1(?=,|$))"
    rf"|{_NUMBERED_NAME}"
    rf"|(?P<N>(?P<pre>[qTHr+$]*)(?P<num>{NUMBER})(?!h?y)(?P<after>Q?)"
    rf"(?:(?P<person>{_TAIL_PERSON})|(?P<noun>{_TAIL_HARM})|(?P<thing>{_TAIL_THING})|(?P<rest>r)?){_LATE})"
    rf"|(?P<zero>0(?:{_TAIL_PERSON}|(?P<znoun>{_TAIL_HARM}|[AJ])|{_TAIL_THING}|r)?)"
    rf"|(?P<harm1>[D+H][jxXpr]{{0,4}}E)"
    rf"|(?P<one>(?:[DTH+]q?(?:[AJ](?=[jxXPpKC]))?{_MOD}{{0,7}}{_ONE_HEAD}"
    rf"|D[jxX]?P(?![hUExjXpPKc])|{_MOD}{{0,7}}p(?![hUE]))X{{0,6}})"
    rf"|(?P<aged>[DT]{_AGE})"
    rf"|(?P<other>(?:Tr|q)(?=[,fdbkA&]|$))"
    rf"|(?P<nth>Do(?=[bkA~J,&fV]))"
    rf"|(?P<more>\+)"
    rf"|(?P<suffer>\*[jxXPpKDn1TctmU]{{0,4}}[EF])"
    rf"|(?P<many>[TH]?{_MOD}{{0,7}}P(?![hUE])|[TH]{_MOD}{{0,3}}c(?![xXjpPKUhEBc]))"
    rf"|(?P<X>X+)|(?P<x>[xjCUuhogK/cW]+)|(?P<c>.)",
    re.DOTALL,
)
_NOT_BEFORE_NAME = frozenset((Tag.PREPOSITION, Tag.OF, Tag.BY, Tag.TO, Tag.DEFINITE, Tag.HYPHEN))
_YEARS = range(1900, 2101)
_NOISE = frozenset("DTqQrn1tmpvg0u")


class Chunk(NamedTuple):
    """One unit: tokens `first`..`last` inclusive; the rest only for kinds that carry it.

    `core` is the token span of the number itself, `head` the token of the noun.
    """

    kind: str
    first: int
    last: int
    core: tuple[int, int] = (0, 0)
    head: int | None = None
    number: Number | None = None
    additive: bool = False
    implied: bool = False
    cue: Cue | None = None
    reason: SetAsideReason | None = None


def _qualifier(tokens: Tokens, first: int, last: int, lexicon: Lexicon) -> Qualifier:
    """The strongest qualifier among tokens first..last-1; words that only say "exactly" or "about" yield to bounds."""
    found = Qualifier.EXACT
    for i in range(first, last):
        if tokens.tags[i] in (Tag.QUALIFIER, Tag.QUALIFIER_AFTER):
            qualifier = lexicon.qualifiers[tokens.words[i]]
            if qualifier is not Qualifier.EXACT and found in (Qualifier.EXACT, Qualifier.ABOUT):
                found = qualifier
    return found


def read_number(
    tokens: Tokens, start: int, end: int, qualifier: Qualifier, lexicon: Lexicon
) -> tuple[Number, int] | None:
    """The number at tokens start..end-1 and where it really ends (a list "two and three" ends after "two")."""
    words, tags = tokens.words[start:end], tokens.tags[start:end]
    if tags == Tag.VAGUE:
        number = vague(words[0], lexicon)
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


def _starts_number(tag: str) -> bool:
    return tag != "" and tag in "1ntmvq"


def _is_possessive(raw: str) -> bool:
    return raw.endswith(("'s", "’s", "'S", "’S"))


class _Chunker:
    """Makes the chunks of one sentence."""

    def __init__(self, tokens: Tokens, lexicon: Lexicon) -> None:
        self.tokens = tokens
        self.lexicon = lexicon
        self.chunks: list[Chunk] = []

    def run(self) -> list[Chunk]:
        tags, position, size = self.tokens.tags, 0, len(self.tokens.tags)
        while position < size:
            match = _UNIT.match(tags, position)
            if match is None:
                break
            position = self._add(match)
        return self.chunks

    def _add(self, match: re.Match[str]) -> int:
        kind = match.lastgroup
        start, end = match.span()
        if kind == "c" or kind is None:
            return self._single(start)
        if kind == "X":
            self.chunks.append(self._name(start, end))
            return end
        if kind == "x":
            self.chunks.append(Chunk(kind, start, end - 1))
            return end
        if kind == "N":
            return self._counted(match)
        if kind == "age":
            self.chunks.append(Chunk("a", start, end - 1, (start, end), reason=SetAsideReason.AGE))
            return end
        if kind == "zero":
            return self._zero(match)
        if kind == "harm1":
            return self._one_harm(start, end)
        if kind == "label":
            self.chunks.append(Chunk("x", start, end - 1, (start, end), reason=SetAsideReason.NAME))
            return end
        if kind == "suffer":
            return self._suffering(start, end)
        if kind == "other" and " ".join(self.tokens.words[start:end]) != "the other":
            self.chunks.append(Chunk("x", start, end - 1))
            return end
        if kind in ("nth", "other"):
            one = bounded(1, Qualifier.EXACT)
            self.chunks.append(
                Chunk("N", start, end - 1, (start, end), None, one, additive=True, implied=True)
            )
            return end
        if kind in ("more", "aged"):
            self.chunks.append(self._implied(start, end, None))
            return end
        return self._people(kind, start, end)

    def _single(self, at: int) -> int:
        tag = self.tokens.tags[at]
        word = self.tokens.words[at]
        if tag == Tag.PRONOUN or (tag == Tag.POSSESSIVE and word == "her"):
            one = bounded(1, Qualifier.EXACT)
            self.chunks.append(Chunk("Z", at, at, (at, at + 1), number=one, implied=True))
        else:
            kind = "r" if tag == Tag.REFLEXIVE else "x" if tag in _NOISE else tag
            self.chunks.append(Chunk(kind, at, at, cue=self.lexicon.cues.get(word)))
        return at + 1

    def _implied(self, start: int, end: int, head: int | None) -> Chunk:
        additive = self.tokens.tags[start] == Tag.ADDITIVE
        return Chunk(
            "N", start, end - 1, (start, start + 1), head, bounded(1, Qualifier.EXACT), additive, True
        )

    def _name(self, start: int, end: int) -> Chunk:
        """A run of capitalised words; one of two or more that is no place may be a person's name."""
        raw = self.tokens.raw[start:end]
        if (
            len(raw) < 2
            or _is_possessive(raw[-1])
            or self._is_governed(start)
            or gazetteer().candidates(" ".join(raw))
        ):
            return Chunk("X", start, end - 1)
        return Chunk("X", start, end - 1, (start, start + 1), None, bounded(1, Qualifier.EXACT), implied=True)

    def _is_governed(self, start: int) -> bool:
        """Under a preposition, unless a harm noun governs it ("the murder of ...")."""
        tags = self.tokens.tags
        if tags[max(0, start - 2) : start] in ("EO", "GO", "FO"):
            return False
        return start > 0 and tags[start - 1] in _NOT_BEFORE_NAME

    def _people(self, kind: str, start: int, end: int) -> int:
        head = end - 1
        while self.tokens.tags[head] == Tag.PROPER:
            head -= 1
        if _is_possessive(self.tokens.raw[head]):
            self.chunks.append(Chunk("x", start, head))
            return head + 1
        if kind == "many":
            self.chunks.append(Chunk("P", start, end - 1, head=head))
        else:
            self.chunks.append(self._implied(start, end, head))
        return end

    def _one_harm(self, start: int, end: int) -> int:
        """ "a body", "another death": one, by a singular harm noun."""
        word = self.tokens.words[end - 1]
        cue = self.lexicon.cues[word]
        owned = self.tokens.tags[start] == Tag.POSSESSIVE and not word.endswith(("body", "corpse"))
        if word not in self.lexicon.singular_harms or owned:
            self.chunks.append(Chunk("x", start, end - 2))
            return self._single(end - 1)
        number = bounded(1, Qualifier.EXACT)
        additive = self.tokens.tags[start] == Tag.ADDITIVE
        self.chunks.append(
            Chunk("S", start, end - 1, (start, start + 1), end - 1, number, additive, True, cue)
        )
        return end

    def _suffering(self, start: int, end: int) -> int:
        """ "sustained shrapnel wounds": an intransitive predicate; otherwise an ordinary verb."""
        cue = self.lexicon.cues[self.tokens.words[end - 1]]
        if cue.harm is HarmType.WOUNDED and not set(self.tokens.tags[start:end]) & set("n1tm"):
            self.chunks.append(Chunk("~", start, end - 1, cue=cue))
            return end
        self.chunks.append(Chunk("V", start, start))
        return start + 1

    def _zero(self, match: re.Match[str]) -> int:
        """ "no casualties", "nobody"; "without" denies only a harm noun ("without causing casualties")."""
        start, end = match.span()
        if self.tokens.words[start] == "without" and not match.group("znoun"):
            self.chunks.append(Chunk(Tag.PREPOSITION, start, start))
            return start + 1
        head = end - 1 if end - start > 1 else None
        noun = (
            "casualties"
            if self.tokens.words[end - 1] in ("victim", "victims")
            else self.tokens.words[end - 1]
        )
        cue = self.lexicon.cues.get(noun) if match.group("znoun") or noun == "casualties" else None
        counts_people = head is None or self.tokens.tags[end - 1] in "PprEBAJ"
        kind = "S" if cue else "N" if counts_people else "x"
        self.chunks.append(
            Chunk(kind, start, end - 1, (start, start + 1), head, bounded(0, Qualifier.EXACT), cue=cue)
        )
        return end

    def _counted(self, match: re.Match[str]) -> int:
        start, end = match.span()
        core_start, core_end = match.span("num")
        tokens, lexicon = self.tokens, self.lexicon
        between = _between(tokens, core_start, core_end, lexicon)
        qualifier = _qualifier(tokens, start, core_start, lexicon)
        for name in ("after", "late"):
            if match.group(name) and qualifier is Qualifier.EXACT:
                qualifier = lexicon.qualifiers[tokens.words[match.start(name)]]
        read = (
            (between, core_end) if between else read_number(tokens, core_start, core_end, qualifier, lexicon)
        )
        if read is None:
            self.chunks.append(
                Chunk("x", start, end - 1, (core_start, core_end), reason=SetAsideReason.UNRESOLVED)
            )
            return end
        number, real_end = read
        if (
            tokens.words[core_start] == "both"
            and tokens.tags[end : end + 1] == Tag.AND
            and not _starts_number(tokens.tags[end + 1 : end + 2])
        ):
            self.chunks.append(Chunk("P" if match.group("person") else "x", start, end - 1, head=end - 1))
            return end
        if real_end < core_end:
            return self._recut(match, number, real_end)
        return self._counted_phrase(match, number, core_start, core_end)

    def _is_year(self, start: int, end: int) -> bool:
        """ "2005 beheadings": a count would be printed with a comma."""
        word = self.tokens.words[start]
        return end == start + 1 and len(word) == 4 and word.isdigit() and int(word) in _YEARS

    def _reason_of_thing(self, start: int, end: int) -> SetAsideReason:
        """By the unit right after the number ("7.1-magnitude quake"), else by the head noun."""
        things, words = self.lexicon.things, self.tokens.words
        near = words[start + 1] if self.tokens.tags[start] == Tag.HYPHEN and start + 1 < end else words[start]
        return things.get(near) or things.get(words[end - 1], SetAsideReason.COUNT_OF_THINGS)

    def _recut(self, match: re.Match[str], number: Number, real_end: int) -> int:
        """A list of two numbers was taken for a range: only the first belongs here."""
        start = match.start()
        core = (match.start("num"), real_end)
        additive = Tag.ADDITIVE in self.tokens.tags[start : core[0]]
        self.chunks.append(Chunk("N", start, real_end - 1, core, None, number, additive))
        return real_end

    def _counted_phrase(self, match: re.Match[str], number: Number, core_start: int, core_end: int) -> int:
        start, end = match.span()
        tags = self.tokens.tags
        rest = tags[core_end:end]
        additive = Tag.ADDITIVE in tags[start:core_start] or Tag.OTHERS in rest
        core = (core_start, core_end)
        if "$" in tags[start:core_start]:
            self.chunks.append(Chunk("T", start, end - 1, core, None, number, reason=SetAsideReason.MONEY))
        elif match.group("thing") is not None:
            reason = self._reason_of_thing(core_end, end)
            self.chunks.append(Chunk("T", start, end - 1, core, end - 1, number, reason=reason))
        elif match.group("noun") is not None and self._is_year(core_start, core_end):
            self.chunks.append(Chunk("x", start, core_end - 1, core, reason=SetAsideReason.DATE))
            return core_end
        elif match.group("noun") is not None:
            noun = match.end("noun") - 1
            counted = self.lexicon.cues[self.tokens.words[noun]]
            self.chunks.append(Chunk("S", start, end - 1, core, noun, number, additive, cue=counted))
        else:
            inner = next((i for i in range(core_end, end) if tags[i] in "AJB"), None)
            cue = self.lexicon.cues.get(self.tokens.words[inner]) if inner is not None else None
            head = match.end("person") - 1 if match.group("person") is not None else None
            self.chunks.append(Chunk("N", start, end - 1, core, head, number, additive, cue=cue))
        return end


def chunk(tokens: Tokens, lexicon: Lexicon) -> list[Chunk]:
    """Chunks in order; every token belongs to exactly one."""
    return _Chunker(tokens, lexicon).run()
