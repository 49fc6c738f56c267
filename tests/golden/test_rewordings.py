"""Rewording changes the totals of few golden sentences (`rewordings.toml`); a harmless sentence after them of none."""

from functools import cache

import pytest

from tests.golden.rewordings import Outcome, Rewording, outcome, rewordings

MOST_CHANGED = 0.015
"""Share of the reworded sentences."""


@cache
def outcomes() -> list[Outcome]:
    return [outcome(each) for each in rewordings() if each.end is None]


def test_another_wording_changes_few_totals() -> None:
    applied = sum(each.applied for each in outcomes())
    changed = [each for told in outcomes() for each in told.changed]
    assert applied > 2_000
    assert len(changed) <= MOST_CHANGED * applied, "\n".join(each.text for each in changed)


@pytest.mark.parametrize("rewording", [r for r in rewordings() if r.end is not None], ids=lambda r: r.name)
def test_a_harmless_sentence_changes_no_total(rewording: Rewording) -> None:
    told = outcome(rewording)
    assert told.applied > 2_000
    assert not told.changed, "\n".join(each.text for each in told.changed)


@pytest.mark.parametrize("rewording", rewordings(), ids=lambda r: r.name)
def test_every_rewording_applies(rewording: Rewording) -> None:
    assert outcome(rewording).applied > 10
