"""The tables of `METHODOLOGY.md`, made from the rules that the code runs on, so that they cannot differ.

A table stands between `<!-- generated: NAME -->` and `<!-- end -->`; everything else is written by hand.
"""

import argparse
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

import polars as pl

from pipeline.audit import ARTICLE_RULES, EVENT_RULES, TOTALS_RULES
from pipeline.extract.lexicon import load
from pipeline.ingest.rules import ADVICE
from pipeline.resolve import incidents
from pipeline.resolve.settings import settings
from pipeline.settings import PACKAGE
from pipeline.tables.rules import PRINTED_BOUNDS
from pipeline.vocabulary import Qualifier, SetAsideReason

DOCUMENT = PACKAGE.parent / "METHODOLOGY.md"
BLOCK = re.compile(r"<!-- generated: (?P<name>[a-z ]+) -->\n(?P<table>.*?)<!-- end -->", re.DOTALL)
EXAMPLE_VALUE = 40

REASONS = {
    incidents.LATEST: "yes",
    incidents.OTHER_REPORT: "yes",
    incidents.RIVAL: "yes",
    incidents.SUPERSEDED: "no",
    incidents.PART: "no",
    incidents.RESTATED: "no",
    incidents.REPRINT: "no",
    incidents.PERPETRATORS: "no",
    incidents.HEADLINE: "no",
}
"""Reason of `incident_figures` -> whether the estimate over all victims rests on such a figure."""


class UnknownBlockError(LookupError):
    """The page asks for a table that nobody makes."""


def renewed(page: str) -> str:
    """The page with every generated table made anew; raises `UnknownBlockError` for one that has no maker."""
    return BLOCK.sub(_renewed_block, page)


def _renewed_block(found: re.Match[str]) -> str:
    name = found["name"]
    if name not in BLOCKS:
        raise UnknownBlockError(f"no table is named {name!r}; there are {', '.join(BLOCKS)}")
    return f"<!-- generated: {name} -->\n\n{BLOCKS[name]()}\n\n<!-- end -->"


def _table(header: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    titles = list(header)
    lines = [titles, ["---"] * len(titles), *rows]
    return "\n".join(f"| {' | '.join(map(_cell, line))} |" for line in lines)


def _cell(value: object) -> str:
    return f"{value:,}" if isinstance(value, int) else str(value).replace("|", "\\|")


def _hedges() -> str:
    """What each hedge makes of one printed number, by the contract's own rule."""
    printed = pl.DataFrame({"value": [EXAMPLE_VALUE]}, schema={"value": pl.Int64})
    bounds = {
        qualifier: printed.select(low=low, high=high).row(0)
        for qualifier, (low, high) in PRINTED_BOUNDS.items()
    }
    rows = [
        (f"{_words(qualifier)} {EXAMPLE_VALUE}", *map(_bound, pair)) for qualifier, pair in bounds.items()
    ]
    other = [
        (f"{_words(Qualifier.RANGE)}: 7 to 9", 7, 9),
        (f"{_words(Qualifier.VAGUE)}: dozens", *load().vague["dozens"]),
    ]
    return _table(("the report says", "at least", "at most"), [*rows, *other])


def _bound(value: int | None) -> object:
    return "not told" if value is None else value


def _words(name: str) -> str:
    return name.replace("_", " ")


def _vague_words() -> str:
    by_bounds: dict[tuple[int, int], list[str]] = {}
    for phrase, bounds in load().vague.items():
        by_bounds.setdefault((bounds[0], bounds[1]), []).append(phrase)
    rows = ((", ".join(sorted(phrases)), *bounds) for bounds, phrases in sorted(by_bounds.items()))
    return _table(("words", "at least", "at most"), rows)


def _set_aside() -> str:
    return ", ".join(_words(reason) for reason in SetAsideReason) + "."


def _reasons() -> str:
    return _table(("reason", "does the estimate rest on it?"), REASONS.items())


def _audit_rules(number: int) -> str:
    rules = [
        (f"`{rule.rule}`", rule.severity, rule.description)
        for rule in (ARTICLE_RULES, EVENT_RULES, TOTALS_RULES)[number]
    ]
    return _table(("rule", "severity", "what it says"), rules)


def _conventions() -> str:
    return "\n".join(f"- {complement.name}" for complement in settings().complements)


def _tolerances() -> str:
    rules = settings()
    linkage, audit = rules.veto, rules.audit
    rows: list[tuple[str, object]] = [
        ("Days between two exact dates at which reports still may be of one event", linkage.day_gap),
        ("Kilometres between two exact places above which reports are of two events", linkage.far_apart_km),
        ("Evidence (bits) from which two reports are of one event", rules.threshold),
        ("Days after the first report within which a count is fresh", rules.estimate.credible_days),
        ("Share of the greater toll above which reports differ", audit.conflict_share),
        ("People by which they must differ besides, more than", audit.conflict_people),
        ("Share by which a number may miss one that is told as about so many", audit.about_tolerance),
        ("Factor above which a first toll did not just grow", audit.rise_factor),
        ("Days after which another value of a total is a restatement", audit.restated_days),
        ("Smallest number that is distinctive enough to have been copied", audit.distinctive_number),
    ]
    return _table(("tolerance", "value"), ((meaning, f"{value:g}") for meaning, value in rows))


def _refusals() -> str:
    return _table(("rule", "what to do"), ((f"`{rule}`", advice) for rule, advice in ADVICE.items()))


BLOCKS: Mapping[str, Callable[[], str]] = MappingProxyType(
    {
        "hedges": _hedges,
        "vague words": _vague_words,
        "set aside": _set_aside,
        "reasons": _reasons,
        "rules for one article": lambda: _audit_rules(0),
        "rules for one event": lambda: _audit_rules(1),
        "rules for totals": lambda: _audit_rules(2),
        "conventions": _conventions,
        "tolerances": _tolerances,
        "refusals": _refusals,
    }
)
"""Name of a generated table -> what makes it."""


def main() -> None:
    """Renew the tables of the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--document", type=Path, default=DOCUMENT)
    document = parser.parse_args().document
    document.write_text(renewed(document.read_text("utf8")), "utf8")


if __name__ == "__main__":
    main()
