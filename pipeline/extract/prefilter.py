"""Which sentences may speak of harm: string searches over the whole text instead of a reading of each sentence."""

from bisect import bisect_right

from pipeline.extract.tokens import Sentence


def sentences_with(stems: tuple[str, ...], text: str, sentences: list[Sentence]) -> list[Sentence]:
    """Sentences that hold one of `stems` (lower case), in order; time linear in the text for each stem."""
    lower = text.lower()
    starts = [sentence.start for sentence in sentences]
    found: set[int] = set()
    for stem in stems:
        at = lower.find(stem)
        while at >= 0:
            number = bisect_right(starts, at) - 1
            found.add(number)
            at = lower.find(stem, sentences[number].end if number >= 0 else at + 1)
    return [sentences[number] for number in sorted(found) if number >= 0]
