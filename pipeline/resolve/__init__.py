"""Resolution: figures of many reports become one account of each event, and totals side by side.

1. `mentions`: the incident figures of one article are grouped into event mentions;
2. `blocking`, `scoring`, `linkage`: mentions of different articles that speak of one event become one
cluster; 3. `reports`, `estimates`, `incidents`: a cluster becomes an incident with low, best and high and a
reason per figure; 4. `totals`: figures over a period stand side by side.

Thresholds, weights and word lists are in `rules.toml`, with the reason for each. One article is the case of
one report. Nothing extracted is changed: the result only refers to figures.
"""

from pipeline.resolve.places import locate, places_in_use
from pipeline.resolve.resolution import Resolution, articles_of, event_reports, resolve

__all__ = ["Resolution", "articles_of", "event_reports", "locate", "places_in_use", "resolve"]
