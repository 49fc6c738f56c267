"""What the readers of a sentence's chunk string share."""

from pipeline.extract.chunks import Chunk
from pipeline.extract.tokens import Tokens


class ChunkReader:
    """A sentence as its tokens, its chunks, and `s`, the string with one character for each chunk."""

    def __init__(self, tokens: Tokens, chunks: list[Chunk], s: str) -> None:
        self.tokens = tokens
        self.chunks = chunks
        self.s = s

    def _word(self, at: int) -> str:
        """The first token of a chunk."""
        return self.tokens.words[self.chunks[at].first]

    def _is_nominal(self, at: int) -> bool:
        """ "counted the dead and missing", "a prayer for the dead": people, of whom nothing is predicated."""
        if at > 1 and self.s[at - 1] == "&" and self.s[at - 2] in "AJ":
            at -= 2
        first = self.chunks[at].first
        return self.s[at] in "AJ" and first > 0 and self.tokens.words[first - 1] == "the"
