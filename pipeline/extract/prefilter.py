"""Which sentences may speak of harm: a look at their words instead of a reading of each."""

from functools import cache

from pipeline.extract.lexicon import Lexicon
from pipeline.extract.tokens import Sentence

_WORDS_REMEMBERED = 1 << 14


class _Stems(dict[str, tuple[str, ...]]):
    """Stems by the words that may be part of them; each word is compared with all stems once. A bounded memory.

    Most sentences are all of words without any.
    """

    def __init__(self, stems: tuple[str, ...], harmless: tuple[str, ...]) -> None:
        super().__init__()
        self._harmless = harmless
        needed = [stem for stem in dict.fromkeys(stems) if not any(o in stem for o in stems if o != stem)]
        self._silent: set[str] = set()
        self._pieces = [(max(reversed(stem.split()), key=len), stem) for stem in needed]

    def __missing__(self, word: str) -> tuple[str, ...]:
        """Stems whose longest word is in `word`, but for what is in a harmless one ("die" in "soldiers")."""
        if len(self) >= _WORDS_REMEMBERED:
            self.clear()
            self._silent.clear()
        rest = word
        for harmless in self._harmless:
            rest = rest.replace(harmless, " ")
        found = self[word] = tuple([stem for piece, stem in self._pieces if piece in rest])
        if not found:
            self._silent.add(word)
        return found

    def are_in(self, lower: str) -> bool:
        """Whether a sentence in lower case holds one of the stems."""
        words = lower.split()
        if self._silent.issuperset(words):
            return False
        for stems in map(self.__getitem__, words):
            for stem in stems:
                if stem in lower:
                    return True
        return False


_compiled = cache(_Stems)


def sentences_with(lexicon: Lexicon, text: str, sentences: list[Sentence]) -> list[Sentence]:
    """Sentences that hold a stem of a cue, in order; time linear in the text.

    After one of them a word that goes on with its count is enough ("Nine died. The other three are in hospital").
    """
    harm, follow_ups = _compiled(lexicon.stems, lexicon.harmless), _compiled(lexicon.follow_ups, ())
    told: list[Sentence] = []
    for sentence in sentences:
        lower = text[sentence.start : sentence.end].lower()
        is_next = bool(told) and told[-1].no == sentence.no - 1
        if harm.are_in(lower) or (is_next and follow_ups.are_in(lower)):
            told.append(sentence)
    return told
