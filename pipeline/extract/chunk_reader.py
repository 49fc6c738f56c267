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
