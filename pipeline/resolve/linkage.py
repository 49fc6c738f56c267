"""Linkage: event mentions of different articles that speak of one event are put in one cluster.

Candidate pairs (`blocking`) are scored (`scoring`); from the highest score down to the threshold, the
clusters of two mentions are joined unless that would break a constraint: two mentions of one article never
share a cluster, nor do exact days, exact places or tolls that exclude each other. This is Kruskal's algorithm over
a union-find with cannot-link constraints; ties are broken by the mentions' content, so the order of
articles does not matter. Cost is about linear in the number of mentions as long as blocks keep their size.
"""

from collections.abc import Mapping, Sequence

from pipeline.resolve.blocking import candidate_pairs
from pipeline.resolve.dates import gap_days
from pipeline.resolve.features import Features, features_of
from pipeline.resolve.geography import Located, Place, PlaceRelation, relation
from pipeline.resolve.mentions import Mention
from pipeline.resolve.scoring import score, tolls_exclude
from pipeline.resolve.settings import settings

_Edge = tuple[float, int, int]


def link(
    mentions: Sequence[Mention], reprint_of: Mapping[str, str], located: Mapping[str, Located]
) -> list[list[Mention]]:
    """Clusters of mentions, one for each event, in order of their first mention's key.

    `reprint_of` maps the article_id of a reprint to that of the article it repeats; a reprint's mentions
    follow the original's.
    """
    ordered = sorted(mentions, key=lambda mention: mention.key)
    features = [features_of(mention) for mention in ordered]
    clusters = _Clusters(features, reprint_of, located)
    for one, other in _reprinted(ordered, reprint_of):
        clusters.join(one, other)
    for _, one, other in _edges(features, located):
        if clusters.may_join(one, other):
            clusters.join(one, other)
    return [[ordered[i] for i in members] for members in clusters.members()]


def _edges(features: Sequence[Features], located: Mapping[str, Located]) -> list[_Edge]:
    """Pairs that may be one event, the best first."""
    threshold = settings().threshold
    edges = []
    for one, other in candidate_pairs(features):
        result = score(features[one], features[other], located)
        if result.veto is None and result.total >= threshold:
            edges.append((-result.total, one, other))
    return sorted(edges)


def _reprinted(mentions: Sequence[Mention], reprint_of: Mapping[str, str]) -> list[tuple[int, int]]:
    """Each reprint's mentions beside the original's in order of their text, where both have as many."""
    positions: dict[str, list[int]] = {}
    for i, mention in enumerate(mentions):
        positions.setdefault(mention.article_id, []).append(i)
    for where in positions.values():
        where.sort(key=lambda i: mentions[i].claims[0].char_start)
    pairs = []
    for reprint, original in sorted(reprint_of.items()):
        ours, theirs = positions.get(reprint, []), positions.get(original, [])
        if len(ours) == len(theirs):
            pairs += list(zip(theirs, ours, strict=True))
    return pairs


class _Clusters:
    """A union-find over mentions that keeps, for each cluster, what a further member must be compatible
    with.
    """

    def __init__(
        self, features: Sequence[Features], reprint_of: Mapping[str, str], located: Mapping[str, Located]
    ) -> None:
        self._parent = list(range(len(features)))
        self._members = [[i] for i in range(len(features))]
        self._articles = [{one.article_id} for one in features]
        self._places = [{one.place} if one.place.is_point else set[Place]() for one in features]
        self._spans = [{one.span} for one in features]
        self._features = features
        self._reprint_of = reprint_of
        self._located = located

    def root(self, i: int) -> int:
        """The cluster of a mention."""
        while self._parent[i] != i:
            self._parent[i] = self._parent[self._parent[i]]
            i = self._parent[i]
        return i

    def may_join(self, one: int, other: int) -> bool:
        """Whether two mentions' clusters may become one."""
        a, b = self.root(one), self.root(other)
        if a == b or not self._articles[a].isdisjoint(self._articles[b]):
            return False
        gap = settings().veto.day_gap
        if any(gap_days(x, y) > gap for x in self._spans[a] for y in self._spans[b]):
            return False
        if any(
            relation(x, y, self._located) == PlaceRelation.DIFFERENT
            for x in self._places[a]
            for y in self._places[b]
        ):
            return False
        return not any(
            tolls_exclude(self._features[x], self._features[y])
            for x in self._members[a]
            for y in self._members[b]
        )

    def join(self, one: int, other: int) -> None:
        """Makes two mentions' clusters one."""
        a, b = sorted((self.root(one), self.root(other)))
        if a == b:
            return
        self._parent[b] = a
        self._members[a] += self._members[b]
        self._articles[a] |= self._articles[b]
        self._places[a] |= self._places[b]
        self._spans[a] |= self._spans[b]

    def members(self) -> list[list[int]]:
        """The clusters, each in ascending order, by their first member."""
        return [sorted(self._members[i]) for i in range(len(self._parent)) if self._parent[i] == i]
