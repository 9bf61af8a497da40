"""Parts of a difference: they add up, run by run, with the errors and ranges that any difference has."""

import numpy as np
import pytest

from simmodel.appraisal.estimates import Values, difference
from simmodel.attribution.parts import Arms, shared_out

RUNS = 12


def arms_of(*by_set: np.ndarray, people: float = 10.0, draws: bool = True) -> list[Arms]:
    """Both arms for each set of groups: nothing under the first scenario, these values under the second."""
    run = np.arange(len(by_set[0]))
    draw = run // 2 if draws else None
    weigh = np.full(len(run), people)
    return [(Values(run, draw, np.zeros(len(run)), weigh), Values(run, draw, values, weigh)) for values in by_set]


def some(seed: int = 1) -> list[np.ndarray]:
    luck = np.random.default_rng(seed)
    shared = luck.normal(0, 1, RUNS)
    return [shared + mean + luck.normal(0, 0.2, RUNS) for mean in (0.5, 2.0, 3.0, 8.0)]


def test_the_parts_add_up_to_the_whole_and_their_shares_to_one() -> None:
    whole, parts = shared_out(arms_of(*some()), "higher")
    assert len(parts) == 3
    assert sum(part.amount.mean for part in parts) == pytest.approx(whole.mean)
    assert sum(part.share for part in parts) == pytest.approx(1.0)


def test_the_whole_is_the_difference_with_every_group_on() -> None:
    arms = arms_of(*some())
    assert shared_out(arms, "higher")[0] == difference(arms[-1][1], arms[-1][0], "higher")


def test_a_part_has_the_error_and_ranges_of_what_it_adds_run_by_run() -> None:
    none, one, other, both = some()
    _, (first, *_) = shared_out(arms_of(none, one, other, both), "higher")
    added = ((one - none) + (both - other)) / 2
    (base, here), _ = arms_of(added, added)
    alone = difference(here, base, "higher")
    for name in ("mean", "low", "high", "evidence_low", "evidence_high", "mc_error"):
        assert getattr(first.amount, name) == pytest.approx(getattr(alone, name)), name


def test_luck_that_moves_part_and_whole_alike_does_not_move_a_share() -> None:
    luck = np.linspace(1.0, 3.0, RUNS)
    _, parts = shared_out(arms_of(luck * 1.0, luck * 4.0), None)
    assert parts[0].share == pytest.approx(0.75)
    assert parts[0].mc_error == pytest.approx(0.0, abs=1e-12)
    assert parts[0].amount.mc_error > 0.1


def test_the_error_of_a_share_counts_the_runs_of_a_draw_as_one() -> None:
    values = some()
    twice = [np.repeat(each[: RUNS // 2], 2) for each in values]
    _, by_draw = shared_out(arms_of(*twice), "higher")
    _, once = shared_out(arms_of(*(each[: RUNS // 2] for each in values), draws=False), "higher")
    assert [part.mc_error for part in by_draw] == pytest.approx([part.mc_error for part in once])


def test_a_run_without_a_value_in_one_set_counts_in_none() -> None:
    values = some()
    holed = [each.copy() for each in values]
    holed[1][3] = np.nan
    whole, parts = shared_out(arms_of(*holed, draws=False), None)
    rest, same = shared_out(arms_of(*(np.delete(each, 3) for each in values), draws=False), None)
    assert whole.mean == pytest.approx(rest.mean)
    assert [part.amount.mean for part in parts] == pytest.approx([part.amount.mean for part in same])


def test_of_no_difference_there_is_no_fraction() -> None:
    zero = np.zeros(RUNS)
    whole, parts = shared_out(arms_of(zero, zero + 1.0, zero - 1.0, zero), None)
    assert whole.mean == 0.0
    assert [part.share for part in parts] == [None] * 3
    assert [part.amount.mean for part in parts] == [1.0, -1.0, 0.0]


def test_where_nobody_has_a_value_there_is_no_number() -> None:
    whole, parts = shared_out(arms_of(*([np.full(RUNS, np.nan)] * 4)), None)
    assert whole.mean is None
    assert [(part.amount.mean, part.share) for part in parts] == [(None, None)] * 3


def test_of_a_single_run_there_is_no_error() -> None:
    _, parts = shared_out(arms_of(np.array([1.0]), np.array([3.0])), None)
    assert [part.mc_error for part in parts] == [None, None]
    assert [part.share for part in parts] == pytest.approx([2 / 3, 1 / 3])
