"""Whose count a total is, so that totals of one source are compared with each other and not with rivals.

Names of one source are listed in `rules.toml`: "UNAMI" and "United Nations" are one. A figure without a name
of its own, or with that of those it counts, is of the source of its whole, else of the only known source of
its article (its figures, its publisher, its lead, the words before its figures), else of its publisher.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from pipeline.resolve.claims import Claim
from pipeline.resolve.reports import Article
from pipeline.resolve.settings import settings
from pipeline.resolve.tolls import says, words_in

UNSAID = "unsaid"


def sources_of(totals: Sequence[Claim], article: Article) -> dict[str, str]:
    """The source of each period figure of one article, by figure_id."""
    by_id = {claim.figure_id: claim for claim in totals}
    of_article = _source_of_article(totals, article)
    return {claim.figure_id: _source(claim, by_id, of_article) for claim in totals}


@lru_cache(maxsize=4096)
def source_family(source: str | None) -> str | None:
    """One name for all names of a source; else the source's words; None where the words name nobody."""
    if source is None:
        return None
    words = " ".join(words_in(source))
    if not words or words in settings().source_words.unnamed:
        return None
    return next(iter(_known_in(source)), words)


def may_be_one(source: str, other: str) -> bool:
    """Whether two sources are the same, or one of them is none of the listed ones and so may be any."""
    listed = settings().sources
    return source == other or source not in listed or other not in listed


def _source(claim: Claim, by_id: Mapping[str, Claim], of_article: str) -> str:
    passed: set[str] = set()
    while (family := _named_source(claim)) is None:
        passed.add(claim.figure_id)
        whole = by_id.get(claim.parent_figure_id or "")
        if whole is None or whole.figure_id in passed:
            return of_article
        claim = whole
    return family


def _named_source(claim: Claim) -> str | None:
    """The source that a figure names; none where it names those who are counted.

    "The security forces had 82 killed" takes its subject for a source; so does a count by any other group
    of its own dead, which then goes by the source of the article.
    """
    counted = set(claim.victim_class.split("_"))
    return None if counted <= set(words_in(claim.source or "")) else source_family(claim.source)


def _source_of_article(totals: Sequence[Claim], article: Article) -> str:
    named = {family for claim in totals for family in _known_in(claim.source or "")}
    lead = f"{article.title or ''}\n{article.text[: settings().source_words.lead_characters]}"
    beside = {family for claim in totals for family in _known_in(_words_before(claim, article.text))}
    for families in (named, set(_known_in(article.publisher or "")), set(_known_in(lead)), beside):
        if len(families) == 1:
            return next(iter(families))
    return source_family(article.publisher) or UNSAID


def _words_before(claim: Claim, text: str) -> str:
    return text[max(0, claim.char_start - settings().source_words.beside_characters) : claim.char_start]


def _known_in(text: str) -> list[str]:
    return [family for family, names in settings().sources.items() if says(text, names)]
