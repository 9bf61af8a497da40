"""What was kept aside of the same people is foretold with the luck they had: nine bands in ten hold it, not all."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from made_up_pilots import KINDS, RETURN_KINDS, even_places, followed_on, pilots
from scipy.stats import norm

from simmodel.calibration import sbc
from simmodel.calibration.emulator import Emulator, emulator_of
from simmodel.calibration.foretold import Foretold, along, with_luck_seen
from simmodel.calibration.lack import with_lack_of_fit
from simmodel.calibration.observed import Observed, observed
from simmodel.calibration.pool import Pool
from simmodel.calibration.sbc import self_check
from simmodel.calibration.scales import on_scale, sd_on_scale

RETURNS = followed_on(even_places(512, 2))
LEARNED = emulator_of(RETURNS, RETURN_KINDS)
YEAR_ONE = [0, 1, 2]
MIDDLE = np.full((400, 2), 0.5)
SEEN = observed(RETURN_KINDS, value=followed_on(MIDDLE[:1], seed=8).seen[0], n=RETURNS.people[0])
SHOWN = on_scale(RETURN_KINDS, followed_on(MIDDLE, seed=9).seen)


def tried(pool: Pool, emulator: Emulator, seen: Observed, fitted: list[int], repeats: int, steps: int) -> Foretold:
    return self_check(pool, emulator, seen, repeats, 1, steps=steps, fitted=fitted).foretold


def of_the_same_and_of_others(patch: pytest.MonkeyPatch, repeats: int, steps: int) -> tuple[Foretold, Foretold]:
    """What is foretold, and what would be if luck in a target said nothing of luck in another."""
    others = []

    def both(emulator: Emulator, *given: Any) -> np.ndarray:
        others.append(along(replace(emulator, correlation=np.eye(len(emulator.kinds))), *given))
        return along(emulator, *given)

    patch.setattr(sbc, "along", both)
    return tried(RETURNS, LEARNED, SEEN, YEAR_ONE, repeats, steps), Foretold(np.array(others))


@pytest.mark.slow
def test_bands_hold_nine_in_ten_of_who_returned_later_and_those_of_other_people_nearly_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    same, others = of_the_same_and_of_others(monkeypatch, 40, 60)
    assert same.along.shape == (40, 2)
    assert 0.80 <= same.in_all() <= 0.97
    assert others.in_all() > same.in_all()


@pytest.mark.slow
def test_over_four_hundred_pilots_bands_of_who_returned_later_hold_nine_in_ten_and_those_of_other_people_too_many(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    same, others = of_the_same_and_of_others(monkeypatch, 400, 200)
    print(same.held(), others.held())
    assert ((same.held() >= 0.86) & (same.held() <= 0.94)).all()
    assert same.passed
    assert others.held()[0] > 0.97
    assert not others.passed


@pytest.mark.slow
def test_over_two_hundred_pilots_of_120_people_year_two_bands_hold_85_to_95_of_100() -> None:
    pool = pilots(even_places(1000))
    emulator = with_lack_of_fit(emulator_of(pool, KINDS), pool)
    seen = observed(KINDS, value=pool.seen[0], n=pool.people[0])
    found = tried(pool, emulator, seen, list(range(10)), 200, 200)
    print(found.held())
    assert ((found.held() >= 0.85) & (found.held() <= 0.95)).all()
    assert found.passed


@pytest.mark.parametrize("off", [0.0, 0.02])
def test_luck_that_was_seen_is_carried_as_the_conditional_normal_has_it(off: float) -> None:
    """Rows of a multivariate normal about the same mean become those of the normal given what was seen.

    `off`: a declared discrepancy of what was fitted, which no luck goes with.
    """
    apart = np.where(np.arange(5) < 3, off, 0.0)
    seen = observed(RETURN_KINDS, value=SEEN.value, n=SEEN.n, discrepancy=apart)
    sd = np.sqrt(LEARNED.variance_of_one(MIDDLE)[0] / 200 * (1 + LEARNED.unsure(MIDDLE)[0]))
    within = LEARNED.correlation * np.outer(sd, sd) + np.diag(sd_on_scale(RETURN_KINDS, SEEN.value, apart) ** 2)
    luck = np.random.default_rng(1).multivariate_normal(np.zeros(5), within, len(MIDDLE))
    expected = LEARNED.expected(MIDDLE)
    found = with_luck_seen(LEARNED, MIDDLE, expected + luck, seen, YEAR_ONE, [3, 4])[:, 3:]

    weights = np.linalg.solve(within[:3, :3], within[:3, 3:])
    away = on_scale(RETURN_KINDS, SEEN.value)[:3] - expected[0, :3]
    left = np.sqrt(np.diag(within[3:, 3:] - within[3:, :3] @ weights))
    assert found.mean(axis=0) == pytest.approx(expected[0, 3:] + away @ weights, abs=0.2 * left.min())
    assert found.std(axis=0) == pytest.approx(left, rel=0.1)
    assert (left < 0.8 * sd[3:]).any()


def test_it_is_foretold_by_the_very_draws_among_which_the_truth_is_ranked(monkeypatch: pytest.MonkeyPatch) -> None:
    ranked = []

    def with_ranks(emulator: Emulator, run: Pool, seen: Observed, draws: np.ndarray, fitted: list[int]) -> np.ndarray:
        ranked.append((draws < run.places).sum(axis=0))
        return along(emulator, run, seen, draws, fitted)

    monkeypatch.setattr(sbc, "along", with_ranks)
    found = self_check(RETURNS, LEARNED, SEEN, 4, 1, steps=40, fitted=YEAR_ONE)
    assert np.array_equal(found.ranks, ranked)


def test_one_run_lies_as_far_along_as_the_conditional_normal_says() -> None:
    run = Pool(MIDDLE[:1], SEEN.value[None], RETURNS.people[:1])
    sd = np.sqrt(LEARNED.variance_of_one(MIDDLE)[0] / 200 * (1 + LEARNED.unsure(MIDDLE)[0]))
    scores = (on_scale(RETURN_KINDS, SEEN.value) - LEARNED.expected(MIDDLE)[0]) / sd
    one, given = LEARNED.correlation, LEARNED.correlation[:3, :3]
    for place, found in zip((3, 4), along(LEARNED, run, SEEN, MIDDLE[:7], YEAR_ONE), strict=True):
        weights = np.linalg.solve(given, one[:3, place])
        left = np.sqrt(1 - weights @ one[:3, place])
        assert found == pytest.approx(norm.cdf((scores[place] - scores[:3] @ weights) / left))


def test_only_what_is_kept_aside_moves_and_only_by_what_was_fitted_and_counted() -> None:
    moved = with_luck_seen(LEARNED, MIDDLE, SHOWN, SEEN, YEAR_ONE, [4])
    assert np.array_equal(moved[:, :4], SHOWN[:, :4])
    assert (moved[:, 4] != SHOWN[:, 4]).all()
    assert moved[:, 4].std() < 0.95 * SHOWN[:, 4].std()
    assert np.array_equal(with_luck_seen(LEARNED, MIDDLE, SHOWN, SEEN, [], [4]), SHOWN)
    uncounted = np.where(np.arange(5) < 3, np.nan, SHOWN)
    assert np.array_equal(with_luck_seen(LEARNED, MIDDLE, uncounted, SEEN, YEAR_ONE, [4])[:, 3:], SHOWN[:, 3:])


def test_a_declared_discrepancy_is_no_luck_and_carries_less_on() -> None:
    off = np.array([0.2, 0.2, 0.2, 0.0, 0.0])
    doubted = observed(RETURN_KINDS, value=SEEN.value, n=SEEN.n, discrepancy=off)
    by_luck, by_less = (
        np.abs(with_luck_seen(LEARNED, MIDDLE, SHOWN, seen, YEAR_ONE, [3]) - SHOWN)[:, 3].mean()
        for seen in (SEEN, doubted)
    )
    assert by_less < 0.3 * by_luck


def test_a_target_that_a_pilot_did_not_count_is_not_judged() -> None:
    seen = RETURNS.seen.copy()
    seen[:, 3] = np.where(np.arange(len(seen)) % 2, seen[:, 3], np.nan)
    found = tried(Pool(RETURNS.places, seen, RETURNS.people), LEARNED, SEEN, YEAR_ONE, 12, 40)
    assert 0 < found.counted[0] < found.counted[1] == 12


def test_shares_and_limits_are_those_of_the_binomial() -> None:
    lay = np.full((200, 2), 0.5)
    lay[:20, 0], lay[:, 1] = 0.97, np.nan
    found = Foretold(lay)
    assert found.held()[0] == pytest.approx(0.9)
    assert found.within()[:, 0] == pytest.approx([0.8506, 0.9343], abs=1e-4)
    assert np.isnan(found.held()[1])
    assert np.isnan(found.within()[:, 1]).all()
    assert found.in_all() == pytest.approx(0.9)
    assert found.limits() == pytest.approx((0.85, 0.95))
    assert Foretold(lay[:50]).limits() == pytest.approx((0.80, 1.0))
    assert Foretold(np.tile(lay, (10, 1))).limits() == pytest.approx((0.85, 0.95))


@pytest.mark.parametrize(("sd", "right"), [(0.6, False), (1.0, True), (1.6, False)])
def test_bands_that_are_too_narrow_or_too_wide_do_not_pass(sd: float, right: bool) -> None:
    scores = np.random.default_rng(4).normal(size=(200, 3))
    assert Foretold(norm.cdf(scores / sd)).passed is right
