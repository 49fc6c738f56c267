"""What two event mentions are compared by, computed once for each mention."""

from collections.abc import Iterable
from typing import NamedTuple

from pipeline.resolve.dates import Span
from pipeline.resolve.geography import Place
from pipeline.resolve.mentions import Mention, statements_of
from pipeline.resolve.settings import settings
from pipeline.resolve.tolls import Role, Toll, words_in
from pipeline.resolve.weapons import families
from pipeline.vocabulary import VictimClass

_SPELLED_ALIKE = 4


class Features(NamedTuple):
    """An event mention as linkage sees it; `tolls` holds, for each harm type, what the report states."""

    key: tuple[str, str]
    place: Place
    span: Span
    weapons: frozenset[str]
    victim_classes: frozenset[str]
    victim_words: frozenset[str]
    perpetrator_words: frozenset[str]
    tolls: dict[str, tuple[Toll, ...]]

    @property
    def article_id(self) -> str:
        """The article of the mention."""
        return self.key[0]


def features_of(mention: Mention) -> Features:
    """The features of one mention."""
    claims = mention.claims
    return Features(
        key=mention.key,
        place=mention.place,
        span=mention.span,
        weapons=frozenset[str]().union(*(families(claim.weapon) for claim in claims)),
        victim_classes=frozenset(claim.victim_class for claim in claims) - {VictimClass.UNKNOWN.value},
        victim_words=_telling(claim.victim_text for claim in claims),
        perpetrator_words=_telling(claim.perpetrator for claim in claims),
        tolls=_tolls(mention),
    )


def _tolls(mention: Mention) -> dict[str, tuple[Toll, ...]]:
    told = {}
    for harm_type in sorted({claim.harm_type for claim in mention.claims}):
        whole = [statement for statement in statements_of(mention, harm_type) if statement.role != Role.PART]
        if whole:
            told[harm_type] = tuple(dict.fromkeys(statement.toll for statement in whole))
    return told


def _telling(texts: Iterable[str | None]) -> frozenset[str]:
    """The words that tell victims apart, without their endings: pilgrim, worshippe, protest."""
    words = {word for text in texts if text is not None for word in words_in(text)}
    return frozenset(_stem(word) for word in words - settings().victim.common_words)


def _stem(word: str) -> str:
    return word[:-1] if word.endswith("s") and len(word) > _SPELLED_ALIKE else word
