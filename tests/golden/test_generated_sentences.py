"""Sentences generated from templates have their totals (`generated.toml`)."""

import pytest

from tests.golden.generated import Grid, grids, misread


@pytest.mark.parametrize("grid", grids(), ids=lambda grid: grid.name)
def test_generated_sentences_have_their_totals(grid: Grid) -> None:
    wrong = misread(grid)
    assert sum(1 for _ in grid.sentences()) > 1_000
    told = "\n".join(
        f"{each.read}, expected {each.sentence.expected}: {each.sentence.text}" for each in wrong[:20]
    )
    assert len(wrong) <= grid.misread, f"{len(wrong)} are misread, {grid.misread} were:\n{told}"
