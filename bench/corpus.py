"""How well the corpus of `raw/` is read: the scores of `tests.labels`, as measures."""

from collections.abc import Iterator

from bench.measure import Measure
from tests.labels.score import score

SECTION = "corpus"


def corpus() -> Iterator[Measure]:
    """Figures, incidents and findings of the whole line against their labels, as it runs over `raw/`."""
    found = score()
    for name, share in found.figures.shares.items():
        yield Measure(SECTION, name, 100 * share.share, "%", f"{share.right:,} of {share.of:,} labels")
    for name in ("precision", "recall", "f1"):
        yield Measure(SECTION, f"incidents, B-cubed {name}", getattr(found.incidents, name), "share")
    yield Measure(SECTION, "pairs to keep apart, merged", len(found.merged), "pairs")
    findings = found.findings
    expected = f"{len(findings.found) + len(findings.missing)} expected"
    yield Measure(SECTION, "findings found", len(findings.found), "findings", expected)
    yield Measure(SECTION, "errors that nobody expects", len(findings.false_errors), "findings")
