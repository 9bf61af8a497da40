"""The walk of a fit, on a pilot whose truth is known."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from known_pilots import NUMBERS, FakePlayers, a_study, targets
from made_up_fits import a_fit

from simmodel.calibration.checked import verdicts
from simmodel.calibration.fit import calibrate, checks_of, points_for, spread_over, what_it_hangs_on
from simmodel.calibration.made_up import read_truth
from simmodel.calibration.plan import is_level
from simmodel.calibration.predictive import UNLIKELY, predictive_check
from simmodel.calibration.result import WHOLE, Fit, Size
from simmodel.calibration.sbc import best_misfit
from simmodel.calibration.target_file import read_targets
from simmodel.calibration.waves import plan_of
from simmodel.errors import SimmodelError
from simmodel.scenario import read_study

EXAMPLE = Path(__file__).parents[2] / "calibration" / "example_pilot"
SMALL = Size(screen=0, wave_least=200, wave=200, a_coefficient=1, near=40, waves=2, repeats=2, draws=200)


def fitted(folder: Path, players: FakePlayers | None = None, **true: float) -> Fit:
    return calibrate(a_study(), targets(**true), folder, SMALL, seed=3, players=players or FakePlayers())


def test_a_fit_finds_the_numbers_that_the_pilot_tells_and_says_which_it_does_not(tmp_path: Path) -> None:
    fit = fitted(tmp_path, trust=0.12, loss=0.005)
    learned = dict(zip(NUMBERS, fit.checks.identified.contraction, strict=True))
    draws = dict(zip(fit.prior.dotted, np.array(fit.posterior.draws).T, strict=True))

    assert learned["trust.gain"] > 0.15
    assert learned["housing.loss"] > 0.3
    assert abs(learned["crisis.weekly_rate"]) < 0.12
    for name, truth in (("trust.gain", 0.12), ("housing.loss", 0.005)):
        low, high = np.quantile(draws[name], (0.02, 0.98))
        assert low < truth < high


def test_a_target_that_is_kept_aside_moves_nothing(tmp_path: Path) -> None:
    one = fitted(tmp_path / "a")
    moved = [*targets()[:2], targets(loss=0.008)[2]]
    other = calibrate(a_study(), moved, tmp_path / "b", SMALL, seed=3, players=FakePlayers())

    assert np.array_equal(one.step.draws, other.step.draws)
    assert one.checks.after.chance[2] > 0.05
    assert other.checks.after.chance[2] < one.checks.after.chance[2]


def test_what_others_saw_does_not_decide_whether_the_model_shows_the_data(tmp_path: Path) -> None:
    far = replace(targets(loss=0.03)[2], use="check")
    one = fitted(tmp_path / "a")
    other = calibrate(a_study(), [*targets()[:2], far], tmp_path / "b", SMALL, seed=3, players=FakePlayers())

    assert other.checks.after.chance[2] < UNLIKELY
    assert other.checks.before.together == one.checks.before.together
    assert other.checks.after.together == one.checks.after.together


@pytest.mark.slow
def test_a_further_datum_is_weighed_by_the_fitted_numbers_alone_and_a_row_for_checking_is_none(tmp_path: Path) -> None:
    fit, looked_at = fitted(tmp_path), [*targets()[:2], replace(targets()[2], use="check")]
    other = calibrate(a_study(), looked_at, tmp_path, SMALL, seed=3, players=FakePlayers())

    assert {each.target for each in fit.checks.next_data} == {0, 1, 2}
    assert {each.target for each in other.checks.next_data} == {0, 1}
    for each in fit.checks.next_data:
        assert len(each.removed) == len(NUMBERS)
        assert NUMBERS[each.most] != "crisis.weekly_rate"


@pytest.mark.slow
def test_a_pilot_of_another_world_fails_its_fit_and_the_target_that_none_of_ours_shows_is_named(tmp_path: Path) -> None:
    """No trust makes fewer than a quarter of people return; this pilot saw one in twenty."""
    first, *others = targets()
    size, seen = replace(SMALL, repeats=8), [replace(first, value=0.05), *others]
    fit = calibrate(a_study(), seen, tmp_path, size, seed=3, players=FakePlayers())
    failed = {each.name: each.told for each in verdicts(fit) if not each.passed}

    assert {"prior allows the data", "model shows the data"} <= set(failed)
    assert "5%" in failed["model shows the data"]
    assert fit.checks.self_check.as_bad(best_misfit(fit.step.likelihood, fit.step.draws)) < 0.2


def test_what_was_kept_aside_is_foretold_with_the_luck_of_what_was_fitted() -> None:
    fit = a_fit()
    told, of_others = (
        predictive_check(fit.step.emulator, fit.near, fit.observed, fit.seed, *given).band
        for given in ((fit.fitted, fit.kept_aside), ())
    )

    assert np.array_equal(fit.checks.after.band, told)
    assert np.array_equal(told[:, fit.fitted], of_others[:, fit.fitted])
    assert (told[:, fit.kept_aside] != of_others[:, fit.kept_aside]).any(axis=0).all()


def test_made_up_pilots_foretell_what_is_kept_aside_and_not_what_was_seen_elsewhere() -> None:
    fit = a_fit()
    elsewhere = replace(fit.targets[fit.kept_aside[0]], use="check")
    targets = tuple(elsewhere if place == fit.kept_aside[0] else each for place, each in enumerate(fit.targets))
    checks = checks_of(fit.first, fit.step, fit.near, targets, fit.observed, replace(fit.size, repeats=2), fit.seed)

    assert fit.checks.self_check.foretold.along.shape == (fit.size.repeats, 3)
    assert checks.self_check.foretold.along.shape == (2, 2)
    assert checks.self_check.ranks.shape[1] == len(fit.prior.names) + 3


def test_a_fit_that_was_stopped_goes_on_where_it_was_to_the_same_bits(tmp_path: Path) -> None:
    whole, stopped = FakePlayers(), FakePlayers(stop_after=150)
    fit = fitted(tmp_path / "whole", whole)
    with pytest.raises(KeyboardInterrupt):
        fitted(tmp_path / "stopped", stopped)
    again = FakePlayers()
    resumed = fitted(tmp_path / "stopped", again)

    assert len(stopped.played) == 150
    assert len(again.played) == len(whole.played) - 150
    assert np.array_equal(fit.step.draws, resumed.step.draws)
    assert fit.posterior == resumed.posterior


@pytest.mark.slow
def test_nothing_is_played_again_for_other_figures_of_the_same_targets(tmp_path: Path) -> None:
    fitted(tmp_path / "a")
    again = FakePlayers()
    fitted(tmp_path / "a", again, loss=0.006)

    assert 0 < len(again.played) <= SMALL.waves * SMALL.near


@pytest.mark.slow
def test_other_figures_or_numbers_in_a_folder_that_was_fitted_give_the_fit_of_a_new_folder(tmp_path: Path) -> None:
    """Runs of another point are never taken for those of this one."""
    fitted(tmp_path / "used")
    used, new = (fitted(tmp_path / folder, loss=0.006) for folder in ("used", "new"))
    fewer = [
        calibrate(a_study(NUMBERS[:2]), targets(), tmp_path / folder, SMALL, seed=3, players=FakePlayers())
        for folder in ("used", "other")
    ]

    assert np.array_equal(used.near.seen, new.near.seen)
    assert used.posterior == new.posterior
    assert fewer[0].posterior == fewer[1].posterior


def test_another_seed_or_target_is_another_fit() -> None:
    study, given = a_study(), targets()
    usual = what_it_hangs_on(study, given, 1)

    assert what_it_hangs_on(study, given, 2) != usual
    assert what_it_hangs_on(study, given[:2], 1) != usual
    assert what_it_hangs_on(a_study(NUMBERS[:2]), given, 1) != usual
    assert what_it_hangs_on(study, targets(trust=0.1), 1) == usual


@pytest.mark.slow
def test_year_two_of_pilots_of_the_model_itself_lies_in_its_bands_and_their_numbers_in_their_ranges(
    tmp_path: Path,
) -> None:
    """The example pilot with its five true numbers named, some 300 runs of the whole model and 200 made-up pilots."""
    study = read_study(EXAMPLE / "study.toml")
    plan, truth = plan_of(study), read_truth(EXAMPLE)
    named = plan.model_copy(update={"numbers": tuple(name for name in truth if not is_level(name))})
    given = read_targets(EXAMPLE / "targets.csv", tuple(plan.arms), 48.0)
    size = Size(screen=0, wave_least=250, wave=250, near=40, waves=1, repeats=200, draws=400)
    fit = calibrate(study.model_copy(update={"calibration": named}), given, tmp_path, size)
    held, found = fit.checks.self_check.foretold, {each.name: each.passed for each in verdicts(fit)}
    print(held.held(), held.in_all(), fit.checks.self_check.coverage(), fit.step.emulator.lack)

    assert set(fit.prior.names) == set(truth)
    assert (held.counted >= 190).all()
    assert 0.85 <= held.in_all() <= 0.95
    assert found["bands hold what was kept aside"]
    assert found["ranges hold the truth"]
    assert found["truth is nowhere in particular"]


def test_points_lie_evenly_in_the_cube() -> None:
    points = spread_over(3, points_for(3, SMALL), 1)

    assert points.shape == (200, 3)
    assert np.abs(np.sort(points, axis=0) - (np.arange(200)[:, None] + 0.5) / 200).max() < 0.03


def test_few_numbers_need_few_runs_and_many_get_six_for_each_coefficient() -> None:
    runs = [points_for(numbers, WHOLE) for numbers in (2, 3, 5, 8, 12, 20)]

    assert runs == [300, 300, 22 * 21, 22 * 45, 1000, 6 * 231]


def test_a_pilot_that_outlasts_its_study_is_refused_with_the_years_to_type(tmp_path: Path) -> None:
    late = [*targets()[:2], targets()[2].__class__(**{**targets()[2].__dict__, "until": 120.0})]

    with pytest.raises(SimmodelError, match=r"line 4 of the targets .* 120 months.* horizon_years = 11"):
        calibrate(a_study(), late, tmp_path, SMALL)


def test_a_study_without_a_pilot_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SimmodelError, match=r"type \[calibration\]"):
        calibrate(a_study().model_copy(update={"calibration": None}), targets(), tmp_path, SMALL)
