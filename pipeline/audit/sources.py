"""Names of one source: "UNAMI" and "the United Nations Assistance Mission for Iraq" are the United Nations."""

from functools import lru_cache

from pipeline.resolve.settings import settings
from pipeline.resolve.tolls import says, words_in

UNSAID = "unsaid"


@lru_cache(maxsize=4096)
def source_family(source: str | None) -> str:
    """One name for all names of a source in `rules.toml`; else the source's words, or `unsaid`."""
    if source is None:
        return UNSAID
    found = (family for family, names in settings().sources.items() if says(source, names))
    return next(found, " ".join(words_in(source)) or UNSAID)
