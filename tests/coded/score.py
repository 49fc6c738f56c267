"""Precision and recall of figures and attributes on the coded articles: `python -m tests.coded.score`."""

from pathlib import Path
from typing import Final

from rich.console import Console

from pipeline.extract.totals import document_totals
from tests.golden.cases import Case, read_article
from tests.golden.matching import reading
from tests.golden.score import scores, table

ARTICLES: Final = Path(__file__).parent / "articles"


def coded_articles() -> tuple[Case, ...]:
    """The articles of `tests/coded/articles`, in the golden notation; their `total` is of victims alone."""
    return tuple(read_article(path) for path in sorted(ARTICLES.glob("*.toml")))


def has_right_victims(case: Case) -> bool:
    """Whether the victims that an article's event has, of every harm with a total, are those found."""
    found = document_totals(reading(case))
    return all(
        number == (found[harm].victims if harm in found else 0) for harm, number in case.totals.items()
    )


def main() -> None:
    """Prints the scores."""
    articles = coded_articles()
    console = Console()
    console.print(table(f"{len(articles)} coded articles", scores(articles)))
    console.print(f"totals of victims right: {sum(map(has_right_victims, articles))} of {len(articles)}")


if __name__ == "__main__":
    main()
