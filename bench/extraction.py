"""Speed of extraction: on articles and on summaries, against a plain regex, and in batches."""

import re
from collections.abc import Iterator, Sequence
from functools import partial

import pyarrow as pa

from bench.measure import Measure, timed
from bench.texts import Report
from pipeline.engine import EngineSettings, map_batches, split_batches
from pipeline.engine.settings import available_cores
from pipeline.engine.work import extract_articles
from pipeline.extract import extract
from pipeline.tables.rules import article_id_of

ONE_CORE = "extraction, one core"
CPU = "the same, processor time only"
BATCHES = 16
WARM_UP = "A bomb killed 12 people and wounded at least 30 in Quetta on Monday, police said."

REFERENCE = re.compile(
    r"\b(\d{1,3}(?:,\d{3})+|\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|dozens|hundreds)\s+"
    r"(?:[a-z-]+\s+){0,4}(?:were |was |have been |had been )?(killed|dead|died|wounded|injured|missing)"
    r"|\b(killing|killed|wounding|wounded|injuring)\s+(?:at least |about |more than )?(\d[\d,]*|[a-z]+)",
    re.IGNORECASE,
)
"""What an hour's work would use instead; the ratio to it hardly depends on the machine."""


def articles(samples: Sequence[Sequence[Report]]) -> Iterator[Measure]:
    """Articles per second on one core, and ratios: to a plain regex, and to articles of twice the length.

    Each run has a sample of its own, so that nothing remembered from one helps the next.
    """
    extract(WARM_UP)
    taken = timed(partial(_extract, sample) for sample in samples)
    regex = timed(partial(_search, sample) for sample in samples)
    doubled = timed(partial(_extract, _joined(sample)) for sample in samples)
    count, found = len(samples[0]), _extract(samples[0])
    yield Measure(ONE_CORE, "articles", count / taken.wall, "articles/s", _described(samples[0]))
    yield Measure(ONE_CORE, CPU, count / taken.cpu, "articles/s")
    yield Measure(ONE_CORE, "figures found", found / count, "per article")
    yield Measure(ONE_CORE, "a plain regex", count / regex.cpu, "articles/s", "processor time")
    yield Measure(ONE_CORE, "time against the regex", taken.cpu / regex.cpu, "times")
    yield Measure(ONE_CORE, "time at twice the length", 2 * doubled.cpu / taken.cpu, "times", "2 is linear")


def summaries(samples: Sequence[Sequence[str]]) -> Iterator[Measure]:
    """One-line summaries per second on one core."""
    extract(WARM_UP)
    taken = timed(partial(_extract_lines, sample) for sample in samples)
    count = len(samples[0])
    yield Measure(ONE_CORE, "summaries", count / taken.wall, "summaries/s", f"{count:,} single lines")
    yield Measure(ONE_CORE, CPU, count / taken.cpu, "summaries/s")


def batches(samples: Sequence[Sequence[Report]]) -> Iterator[Measure]:
    """Articles per second through the engine, Arrow in and Arrow out, by one worker and by one per core."""
    cut = [_batches(sample) for sample in samples]
    seconds = {}
    for workers in sorted({1, available_cores()}):
        settings = EngineSettings(workers=workers)
        seconds[workers] = timed(partial(_map, each, settings) for each in cut).wall
        name = "1 worker, no process" if workers == 1 else f"{workers} workers, start included"
        yield Measure(
            "engine", name, len(samples[0]) / seconds[workers], "articles/s", f"{len(cut[0])} batches"
        )
    yield Measure("engine", "speed-up", seconds[1] / seconds[available_cores()], "times")


def _extract(sample: Sequence[Report]) -> int:
    return sum(len(extract(report.text, report.published_on).figures) for report in sample)


def _extract_lines(lines: Sequence[str]) -> int:
    return sum(len(extract(line).figures) for line in lines)


def _search(sample: Sequence[Report]) -> int:
    return sum(len(REFERENCE.findall(report.text)) for report in sample)


def _map(cut: Sequence[pa.Table], settings: EngineSettings) -> int:
    return sum(made["figures"].num_rows for made in map_batches(extract_articles, cut, settings=settings))


def _joined(sample: Sequence[Report]) -> list[Report]:
    """Every two neighbours as one report of twice the length."""
    pairs = zip(sample[::2], sample[1::2], strict=False)
    return [
        Report(f"{one.text}\n{two.text}", one.published_on, one.sentences + two.sentences, 0)
        for one, two in pairs
    ]


def _batches(sample: Sequence[Report]) -> list[pa.Table]:
    columns = {
        "article_id": [article_id_of(report.text) for report in sample],
        "published_on": [report.published_on for report in sample],
        "text": [report.text for report in sample],
    }
    return split_batches(pa.table(columns), [1] * len(sample), max_rows=-(-len(sample) // BATCHES))


def _described(sample: Sequence[Report]) -> str:
    mean = sum(len(report.text.encode()) for report in sample) / len(sample)
    share = sum(report.about_harm for report in sample) / sum(report.sentences for report in sample)
    return f"{len(sample):,} articles of {mean / 1000:.2f} kB, {share:.0%} of sentences about harm"
