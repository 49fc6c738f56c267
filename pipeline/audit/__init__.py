"""The audit: what the printed numbers contradict, imply, or share with others. It says so and mends nothing.

`constraints`, `repairs` and `evidence` are the arithmetic of parts and wholes; `arithmetic` and `telling`
hold the rules for one article, `events` those for the reports of one event, `periods` those for totals;
`rules` lists them all with their severity and description.
"""

from pipeline.audit.findings import audit
from pipeline.audit.rules import ARTICLE_RULES, EVENT_RULES, TOTALS_RULES

__all__ = ["ARTICLE_RULES", "EVENT_RULES", "TOTALS_RULES", "audit"]
