"""The likelihood is the normal one where everything is known, and lets ranges, errors and doubts say what they say."""

from dataclasses import replace

import numpy as np
import pytest
from made_up_pilots import STRAIGHT_KINDS, even_places, straight_means, straight_pilots
from scipy.stats import multivariate_normal

from simmodel.calibration.emulator import Emulator, emulator_of
from simmodel.calibration.lack import with_lack_of_fit
from simmodel.calibration.likelihood import Likelihood, likelihood_of
from simmodel.calibration.observed import observed
from simmodel.calibration.pool import Pool
from simmodel.calibration.scales import off_scale, on_scale

POOL = straight_pilots(even_places(1024, 3))
EMULATOR = emulator_of(POOL, STRAIGHT_KINDS)
TRUTH = np.array([[0.4, 0.6, 0.5]])
SEEN = off_scale(STRAIGHT_KINDS, straight_means(TRUTH)[0])
HUNDRED = np.full(5, 100.0)
PLACES = even_places(64, 3, seed=6)
NONE = np.nan


def normal(likelihood: Likelihood, place: np.ndarray, extra: np.ndarray | float = 0.0) -> multivariate_normal:
    """The distribution of all targets on their scale at one place, in the order of the likelihood."""
    mean, sd = likelihood.expected(place[None])
    own = np.diag(np.broadcast_to(extra, len(mean[0])))
    cov = likelihood.emulator.correlation * np.outer(*np.sqrt(sd.repeat(2, axis=0) ** 2 - np.diag(own))) + own
    return multivariate_normal(mean[0], cov)


def test_targets_given_exactly_are_multivariate_normal_on_their_scale() -> None:
    found = likelihood_of(EMULATOR, observed(STRAIGHT_KINDS, value=SEEN, n=HUNDRED))
    by_hand = [normal(found, place).logpdf(on_scale(STRAIGHT_KINDS, SEEN)) for place in PLACES]
    assert found.at(PLACES) == pytest.approx(by_hand)


def test_four_times_the_people_have_half_the_luck() -> None:
    one, four = (likelihood_of(EMULATOR, observed(STRAIGHT_KINDS, value=SEEN, n=n)) for n in (HUNDRED, 4 * HUNDRED))
    ratio = four.expected(PLACES)[1] / one.expected(PLACES)[1]
    assert ratio == pytest.approx(0.5, abs=0.02)


def test_a_standard_error_takes_the_place_of_the_luck_of_people() -> None:
    se = 0.05 * SEEN
    found = likelihood_of(EMULATOR, observed(STRAIGHT_KINDS, value=SEEN, se=se))
    expected = np.array([0.05 * np.sqrt(one) / 2 for one in SEEN])
    expected[3] = 0.05
    assert found.expected(TRUTH)[1][0] == pytest.approx(expected, rel=0.1)


def test_a_misfit_is_no_luck_and_does_not_shrink_with_more_people() -> None:
    bad = replace(EMULATOR, lack=np.full(5, 0.5))
    sd = {
        n: likelihood_of(bad, observed(STRAIGHT_KINDS, value=SEEN, n=np.full(5, n))).expected(TRUTH)[1]
        for n in (100.0, 1e9)
    }
    assert sd[1e9] / sd[100.0] == pytest.approx(np.sqrt(0.25 / 1.25), rel=0.05)


def test_what_the_emulator_does_not_know_for_want_of_runs_is_added_to_luck() -> None:
    poor = emulator_of(straight_pilots(even_places(24, 3)), STRAIGHT_KINDS)
    sd = likelihood_of(poor, observed(STRAIGHT_KINDS, value=SEEN, n=HUNDRED)).expected(PLACES)[1]
    luck = poor.variance_of_one(PLACES) / 100.0
    assert np.square(sd) / luck == pytest.approx(np.tile(1.0 + poor.unsure(PLACES)[:, None], 5))
    assert (np.square(sd) > 1.1 * luck).any()


def held_back(targets: list[int], half: float = 0.3) -> tuple[Likelihood, np.ndarray, np.ndarray]:
    """The likelihood with these targets known only to lie in a range, and the ends on the scale, in its order."""
    value, low, high = SEEN.copy(), np.full(5, NONE), np.full(5, NONE)
    ends = straight_means(TRUTH)[0] - 0.5 * half, straight_means(TRUTH)[0] + half
    low[targets], high[targets] = (off_scale(STRAIGHT_KINDS, end)[targets] for end in ends)
    value[targets] = NONE
    found = likelihood_of(EMULATOR, observed(STRAIGHT_KINDS, value=value, n=HUNDRED, lower=low, upper=high))
    return found, *(end[found.targets] for end in ends)


@pytest.mark.parametrize(("targets", "off"), [([1], 1e-6), ([0, 2], 5e-3), ([0, 2, 4], 2e-2), ([0, 1, 2, 3, 4], 5e-2)])
def test_targets_held_back_bring_the_probability_of_their_ranges_given_the_exact_ones(
    targets: list[int], off: float
) -> None:
    found, low, high = held_back(targets)
    exact = 5 - len(targets)
    near = TRUTH + 0.08 * np.random.default_rng(2).normal(size=(6, 3))
    for place, told in zip(near, found.at(near), strict=True):
        spread = normal(found, place)
        first, rest = slice(None, exact), slice(exact, None)
        seen = on_scale(STRAIGHT_KINDS, SEEN)[found.targets][first]
        to_exact = spread.cov[rest, first] @ np.linalg.inv(spread.cov[first, first])
        mean = spread.mean[rest] + to_exact @ (seen - spread.mean[first])
        within = multivariate_normal(mean, spread.cov[rest, rest] - to_exact @ spread.cov[first, rest])
        chance = within.cdf(high[rest], lower_limit=low[rest], rng=np.random.default_rng(1))
        sure = multivariate_normal(spread.mean[first], spread.cov[first, first]).logpdf(seen) if exact else 0.0
        assert told == pytest.approx(sure + np.log(chance), abs=off)


def test_a_range_far_from_what_is_expected_is_unlikely_but_not_impossible() -> None:
    found, _, _ = held_back([1])
    far = found.at(np.array([[0.4, 0.001, 0.5], [0.4, 0.999, 0.5]]))
    assert np.isfinite(far).all()
    assert (far < found.at(TRUTH) - 10).all()


def test_a_range_that_leaves_nothing_out_says_nothing() -> None:
    value = SEEN.copy()
    value[1] = NONE
    without = likelihood_of(EMULATOR, observed(STRAIGHT_KINDS, value=value, n=HUNDRED))
    wide = likelihood_of(
        EMULATOR, observed(STRAIGHT_KINDS, value=value, n=HUNDRED, lower=[NONE, 0.0, NONE, NONE, NONE])
    )
    assert len(without.targets) == 4
    assert wide.at(PLACES) == pytest.approx(without.at(PLACES))


def test_a_discrepancy_widens_its_own_target_and_loosens_it_from_the_others() -> None:
    sd = np.array([0.0, 2.0, 0.0, 0.0, 0.0])
    found = likelihood_of(EMULATOR, observed(STRAIGHT_KINDS, value=SEEN, n=HUNDRED, discrepancy=sd))
    extra = found.discrepancy
    by_hand = [normal(found, place, extra).logpdf(on_scale(STRAIGHT_KINDS, SEEN)) for place in PLACES]
    assert found.at(PLACES) == pytest.approx(by_hand)
    assert np.sqrt(extra[1]) == pytest.approx(2.0 / (2 * np.sqrt(SEEN[1])), rel=1e-2)


def test_the_distance_from_what_is_expected_is_that_of_a_chi_square_at_the_truth() -> None:
    seen = straight_pilots(np.repeat(TRUTH, 2000, axis=0), seed=8).seen
    found = likelihood_of(EMULATOR, observed(STRAIGHT_KINDS, value=SEEN, n=HUNDRED))
    squared = found.misfit(np.repeat(TRUTH, 2000, axis=0), on_scale(STRAIGHT_KINDS, seen))
    assert squared.mean() == pytest.approx(5.0, rel=0.1)
    assert np.quantile(squared, 0.95) == pytest.approx(11.07, rel=0.12)


def test_a_target_that_the_model_shows_as_ever_the_same_tells_nothing() -> None:
    same = POOL.seen.copy()
    same[:, 1] = 20.0
    emulator = emulator_of(Pool(POOL.places, same, POOL.people), STRAIGHT_KINDS)
    without = np.where(np.arange(5) == 1, NONE, SEEN)
    found = likelihood_of(emulator, observed(STRAIGHT_KINDS, value=SEEN, n=HUNDRED))
    assert found.targets.tolist() == [0, 2, 3, 4]
    assert (
        found.at(PLACES) == likelihood_of(emulator, observed(STRAIGHT_KINDS, value=without, n=HUNDRED)).at(PLACES)
    ).all()


def test_where_nothing_was_observed_nothing_is_learned() -> None:
    found = likelihood_of(EMULATOR, observed(STRAIGHT_KINDS, n=HUNDRED))
    assert (found.at(PLACES) == 0.0).all()


def test_equal_numbers_give_equal_bits() -> None:
    def once() -> np.ndarray:
        emulator: Emulator = with_lack_of_fit(emulator_of(POOL, STRAIGHT_KINDS), POOL)
        low = off_scale(STRAIGHT_KINDS, straight_means(TRUTH)[0] - 0.2)
        return likelihood_of(emulator, observed(STRAIGHT_KINDS, lower=low, n=HUNDRED)).at(PLACES)

    assert (once() == once()).all()
