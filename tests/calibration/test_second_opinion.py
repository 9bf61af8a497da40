"""A second opinion finds the known posterior, of what was held back as well, and a fit that is too sure of itself."""

from dataclasses import replace

import numpy as np
import pytest
from made_up_pilots import KINDS, PARAMETERS, even_places, pilots
from scipy.special import ndtri
from scipy.stats import norm

from simmodel.calibration import second_opinion as page
from simmodel.calibration.chains import chains_of
from simmodel.calibration.emulator import emulator_of
from simmodel.calibration.foretold import Foretold
from simmodel.calibration.likelihood import Likelihood, likelihood_of
from simmodel.calibration.observed import observed
from simmodel.calibration.pool import Pool
from simmodel.calibration.sbc import SelfCheck
from simmodel.calibration.scales import off_scale
from simmodel.calibration.second_opinion import BAND, SecondOpinion, second_opinion

PEOPLE, NORMAL = 50.0, ("mean",)


def normal_pilots(runs: int = 4000) -> Pool:
    """One number, whose normal score is seen with a luck of sd 1 about 10 + score, on the scale."""
    places = even_places(runs, 1)
    luck = np.random.default_rng(3).normal(size=places.shape)
    seen = off_scale(NORMAL, 10.0 + ndtri(np.clip(places, 1e-6, 1 - 1e-6)) + luck)
    return Pool(places, seen, np.full(seen.shape, PEOPLE))


RUNS = normal_pilots()
EMULATOR = emulator_of(RUNS, NORMAL)


def said(**given: float) -> SecondOpinion:
    """The second opinion of one number; what is given is on the scale, but for `n`."""
    told = {
        name: value if name == "n" else float(off_scale(NORMAL, np.array([value]))[0]) for name, value in given.items()
    }
    found = second_opinion(
        EMULATOR, RUNS, observed(NORMAL, **{name: np.array([value]) for name, value in told.items()})
    )
    assert found is not None
    return found


def mean_and_sd(found: SecondOpinion) -> tuple[float, float]:
    mean = float(found.weights @ found.scores[:, 0])
    return mean, float(np.sqrt(found.weights @ np.square(found.scores[:, 0] - mean)))


@pytest.mark.parametrize("score", [-1.0, 0.0, 2.0])
def test_of_a_normal_number_seen_with_normal_luck_it_is_the_known_posterior(score: float) -> None:
    mean, sd = mean_and_sd(said(value=10.0 + score, n=PEOPLE))
    assert mean == pytest.approx(score / 2.0, abs=0.06)
    assert sd == pytest.approx(np.sqrt(0.5), abs=0.05)


def test_four_times_the_people_have_half_the_luck() -> None:
    mean, sd = mean_and_sd(said(value=11.0, n=4.0 * PEOPLE))
    assert mean == pytest.approx(0.8, abs=0.08)
    assert sd == pytest.approx(np.sqrt(0.2), abs=0.06)


def test_of_what_is_only_known_to_lie_above_something_it_is_within_a_tenth_of_an_sd() -> None:
    mean, _ = mean_and_sd(said(lower=11.0, n=PEOPLE))
    beyond = 1.0 / np.sqrt(2.0)
    assert mean == pytest.approx(norm.pdf(beyond) / norm.sf(beyond) / np.sqrt(2.0), abs=0.08)


def test_a_range_that_every_run_lies_in_says_nothing() -> None:
    mean, sd = mean_and_sd(said(lower=0.0, upper=40.0, n=PEOPLE))
    assert (mean, sd) == pytest.approx((0.0, 1.0), abs=0.05)


POOL = pilots(even_places(512))
OF_EIGHT = emulator_of(POOL, KINDS)
SEEN = observed(KINDS, value=POOL.seen[7], n=POOL.people[7])


@pytest.fixture(scope="module")
def tried() -> SecondOpinion:
    found = second_opinion(OF_EIGHT, POOL, SEEN, repeats=24, seed=1)
    assert found is not None
    return found


def draws_of(likelihood: Likelihood) -> np.ndarray:
    return chains_of(likelihood.at, PARAMETERS, 1, steps=200).draws(1000)


@pytest.mark.slow
def test_it_agrees_with_a_fit_that_is_right_and_not_with_one_that_is_too_sure_or_of_other_data(
    tried: SecondOpinion,
) -> None:
    right = likelihood_of(OF_EIGHT, SEEN)
    far = likelihood_of(OF_EIGHT, replace(SEEN, value=np.minimum(SEEN.value + 0.3, 1.0)))
    too_sure = replace(right, one_in=0.1 * right.one_in)
    assert not tried.differs(draws_of(right)).any()
    assert tried.differs(draws_of(too_sure)).any()
    assert tried.differs(draws_of(far)).any()


def test_its_ranges_hold_the_truth_of_runs_that_it_has_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "BOTH_WAYS", 0)
    found = second_opinion(OF_EIGHT, POOL, SEEN, repeats=100, seed=1)
    assert found is not None
    assert found.tried == 100
    assert found.held.mean() == pytest.approx(0.9, abs=0.03)


def test_a_target_that_was_not_observed_moves_nothing() -> None:
    value, other = SEEN.value.copy(), POOL.seen.copy()
    value[3], other[:, 3] = np.nan, 0.9
    once, again = (
        second_opinion(OF_EIGHT, pool, replace(SEEN, value=value)) for pool in (POOL, replace(POOL, seen=other))
    )
    assert once is not None
    assert again is not None
    assert np.array_equal(once.scores, again.scores)


def test_runs_that_have_not_counted_a_target_are_left_out_and_of_too_few_there_is_no_opinion() -> None:
    opinions = []
    for counted in (200, 40):
        seen = POOL.seen.copy()
        seen[counted:, 2] = np.nan
        opinions.append(second_opinion(OF_EIGHT, replace(POOL, seen=seen), SEEN))
    enough, too_few = opinions
    assert enough is not None
    assert len(enough.scores) == 100
    assert too_few is None


@pytest.mark.slow
def test_over_many_pilots_its_ranges_hold_the_truth_and_it_learns_nearly_as_much() -> None:
    """The row of docs/calibration.md; skill as a self-check has it, of ranks and misses in 99 even quantiles."""
    pool, truth = pilots(even_places(1000)), np.random.default_rng(77).random((1000, PARAMETERS))
    emulator, shares = emulator_of(pool, KINDS), (np.arange(99) + 0.5) / 99
    prior, held, missed, missed_before = np.tile(shares[:, None], PARAMETERS), [], [], []
    for place, seen in zip(truth, pilots(truth, seed=78).seen, strict=True):
        found = second_opinion(emulator, pool, observed(KINDS, value=seen, n=np.full(len(KINDS), 120.0)))
        assert found is not None
        low, high = found.quantiles(BAND)
        held.append((low <= place) & (place <= high))
        missed.append(crps(found.quantiles(shares), place))
        missed_before.append(crps(prior, place))
    nothing_foretold = Foretold(np.empty((1, 0)))
    shown = SelfCheck(
        np.zeros((1, PARAMETERS)), np.array(missed), np.array(missed_before), np.zeros(1), nothing_foretold
    )
    assert ((np.mean(held, axis=0) >= 0.86) & (np.mean(held, axis=0) <= 0.95)).all()
    assert np.mean(held) == pytest.approx(0.91, abs=0.01)
    assert shown.skill().mean() == pytest.approx(0.43, abs=0.015)


def crps(quantiles: np.ndarray, truth: np.ndarray) -> np.ndarray:
    """How far even quantiles, (99, parameters), lie from the truth: twice the mean pinball loss."""
    shares = ((np.arange(len(quantiles)) + 0.5) / len(quantiles))[:, None]
    away = truth - quantiles
    found: np.ndarray = 2.0 * np.maximum(shares * away, (shares - 1.0) * away).mean(axis=0)
    return found


@pytest.mark.slow
def test_over_many_pilots_it_hardly_ever_speaks_against_a_fit_that_is_right_and_mostly_against_one_too_sure() -> None:
    """Two rows of docs/calibration.md, on fewer pilots."""
    pool, truth = pilots(even_places(1000)), np.random.default_rng(77).random((20, PARAMETERS))
    emulator = emulator_of(pool, KINDS)
    usual = second_opinion(emulator, pool, SEEN, repeats=60, seed=1)
    assert usual is not None
    differs: dict[str, list[bool]] = {"right": [], "too sure": []}
    for pilot in pilots(truth, seed=78).seen:
        seen = observed(KINDS, value=pilot, n=np.full(len(KINDS), 120.0))
        found, right = second_opinion(emulator, pool, seen), likelihood_of(emulator, seen)
        assert found is not None
        for name, likelihood in (("right", right), ("too sure", replace(right, one_in=0.25 * right.one_in))):
            differs[name].append(replace(found, usual=usual.usual).differs(draws_of(likelihood)).any())
    assert sum(differs["right"]) <= 3
    assert sum(differs["too sure"]) >= 17
