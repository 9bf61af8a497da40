"""Plain lives: what a case plays is the model's own week, with the model's own luck."""

import numpy as np
import pytest

from simmodel.chance import PURPOSES
from simmodel.engine.batch import advance, driver, fill_luck_at_once
from simmodel.site import Solution, flat_curve
from simmodel.validation import plain_lives
from simmodel.validation.plain_lives import EVENTS, fill_luck_of_events, started, study_of, with_numbers
from simmodel.validation.states import a_week, everyone_homeless, rentals
from simmodel.vocabulary import COHORTS
from simmodel.week import WEEK

WEEKS = 60
BUSY = rentals(6.0, 6.0) | everyone_homeless() | {f"leaving.moves.{cohort}": a_week(0.3) for cohort in COHORTS}
BUSY |= {"custody.sentence_weeks": 8.0, "crisis.weekly_rate": 0.2, "housing.fall": 0.1, "custody.remand": 0.5}


def lives(fill: object, luck_before: int) -> np.recarray:
    """People after more than a year, who began with some luck that is left over where nothing fills it."""
    study = with_numbers(study_of("busy", 3, {"leaving_custody": 40}), BUSY | {"custody.parole_share": 0.5})
    town = started(study, Solution(1.0, flat_curve(0.05), {}), 1, 0)
    town.people.luck[:] = luck_before
    advance(town.people, town.sites, WEEKS, driver(WEEK.only(*EVENTS), fill))
    return town.people


@pytest.mark.slow
def test_the_events_of_plain_lives_read_no_luck_that_is_not_filled() -> None:
    whole = lives(fill_luck_at_once, 0)
    for luck_before in (0, 2**32 - 1):
        found = lives(fill_luck_of_events, luck_before)
        fields = [name for name in found.dtype.names if name != "luck"]
        assert all(np.array_equal(found[name], whole[name], equal_nan=True) for name in fields)
    assert np.count_nonzero(whole.gone) > 0
    assert whole.crises.sum() > 0
    assert np.count_nonzero(whole.custody) > 0


@pytest.mark.slow
def test_a_block_of_luck_too_few_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, block in (("FIRST_BLOCK", plain_lives.FIRST_BLOCK + 1), ("LAST_BLOCK", plain_lives.LAST_BLOCK - 1)):
        with monkeypatch.context() as patched:
            patched.setattr(plain_lives, name, block)
            ends = [lives(fill_luck_of_events, luck) for luck in (0, 2**32 - 1)]
        assert any(
            not np.array_equal(ends[0][name], ends[1][name], equal_nan=True)
            for name in ends[0].dtype.names
            if name != "luck"
        )
    assert 4 * (plain_lives.LAST_BLOCK + 1) < PURPOSES
