"""What knowing is worth: closed forms, regression that finds them, and noise that is worth nothing."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from outside import known
from scipy.stats import norm

from simmodel.appraisal.money.curves import expected_loss
from simmodel.appraisal.money.information import (
    Worth,
    evpi,
    evppi,
    evsi,
    population_worth,
    spread_after,
    worth_if_normal,
)
from simmodel.appraisal.money.present_value import Discounting

CASES = known("voi_analytic")
CLOSE = {"rel": CASES["tolerance"], "abs": CASES["tolerance"]}
ERRORS = 4
"""A value found over draws lies within so many of its standard errors."""


def drawn(case: dict, draws: int = 4000, runs: int = 1, luck: float = 0.0, seed: int = 1) -> tuple:
    """Net benefits of nothing and of the toy decision, (draws, runs, 2), and its two numbers, (draws, 2)."""
    chance = np.random.default_rng(seed)
    numbers = chance.normal(0, [case["sd_p1"], case["sd_p2"]], (draws, 2))
    gained = case["mu"] + numbers.sum(axis=1)[:, None] + chance.normal(0, 1, (draws, runs)) * luck
    return np.stack([np.zeros((draws, runs)), gained], axis=2), numbers


@pytest.mark.parametrize("case", CASES["cases"], ids=lambda case: str(case["mu"]))
def test_closed_forms_of_perfect_and_partial_information(case: dict) -> None:
    both = math.hypot(case["sd_p1"], case["sd_p2"])
    assert worth_if_normal(case["mu"], both) == pytest.approx(case["evpi"], **CLOSE)
    assert worth_if_normal(case["mu"], case["sd_p1"]) == pytest.approx(case["evppi_p1"], **CLOSE)
    assert worth_if_normal(case["mu"], case["sd_p2"]) == pytest.approx(case["evppi_p2"], **CLOSE)
    assert norm.cdf(case["mu"] / both) == pytest.approx(case["p_cost_effective"], **CLOSE)


def test_of_two_options_half_an_sd_apart_knowing_is_worth_what_tables_of_the_normal_say() -> None:
    """Mean 1, sd 2: 2 phi(1/2) - Phi(-1/2), which tables give as 2 x .35207 - .30854 = .3956."""
    assert worth_if_normal(1.0, 2.0) == pytest.approx(0.3956, abs=1e-4)
    drawn = norm(1.0, 2.0).ppf((np.arange(20_000) + 0.5) / 20_000)
    assert evpi(np.stack([np.zeros((20_000, 1)), drawn[:, None]], axis=2)) == pytest.approx(0.3956, abs=1e-3)


@pytest.mark.parametrize("case", CASES["evsi"], ids=lambda case: str(case["n"]))
def test_closed_forms_of_what_a_pilot_would_tell(case: dict) -> None:
    found = worth_if_normal(case["mu"], spread_after(case["sd_p1"], case["sigma_obs"], case["n"]))
    assert found == pytest.approx(case["evsi_p1"], **CLOSE)
    assert found <= worth_if_normal(case["mu"], case["sd_p1"])


def test_the_worth_of_knowing_adds_up_over_those_whom_it_helps() -> None:
    case = CASES["population_evpi"]
    found = population_worth(
        case["per_person"], [case["incident_per_year"]] * case["years"], Discounting(case["rate"], case["timing"])
    )
    assert found == pytest.approx(case["value"], **CLOSE)


@pytest.mark.parametrize("case", CASES["cases"], ids=lambda case: str(case["mu"]))
def test_over_draws_the_closed_forms_are_found_to_within_the_error(case: dict) -> None:
    net, numbers = drawn(case)
    everything = math.hypot(case["sd_p1"], case["sd_p2"])
    gain = np.maximum(net[:, 0].max(axis=1) - net[:, 0, int(case["mu"] > 0)], 0)
    assert abs(evpi(net) - case["evpi"]) < ERRORS * everything / math.sqrt(len(gain))
    for place, key in enumerate(("evppi_p1", "evppi_p2")):
        found = evppi(net, numbers[:, [place]])
        assert abs(found.value - case[key]) < ERRORS * found.error
        assert found.error < 0.03 * everything
    assert evppi(net, numbers).value == pytest.approx(evpi(net), abs=0.01 * everything)


@pytest.mark.parametrize("case", CASES["evsi"], ids=lambda case: str(case["n"]))
def test_over_draws_the_worth_of_a_pilot_is_found_and_grows_towards_knowing(case: dict) -> None:
    net, numbers = drawn(case, runs=2, luck=0.1)
    effects = np.repeat(numbers[:, None, [0]], 2, axis=1)
    found = evsi(net, effects, [[case["sigma_obs"] ** 2 / case["n"]]])
    assert abs(found.value - case["evsi_p1"]) < ERRORS * found.error
    assert found.value <= evppi(net, numbers[:, [0]]).value


def partly(draws: int, mean: float, numbers: int, share: float, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Net benefits of nothing and of what brings `mean` (sd 1, two runs a draw), and numbers that make up a share."""
    chance = np.random.default_rng(seed)
    group = chance.normal(size=(draws, numbers))
    brings = mean + np.sqrt(share / numbers) * group.sum(axis=1) + np.sqrt(1 - share) * chance.normal(size=draws)
    runs = brings[:, None] + chance.normal(size=(draws, 2)) * np.sqrt(2 * 0.11)
    return np.stack([np.zeros_like(runs), runs], axis=-1), group


def pilot_told(draws: int, mean: float, luck: float, times: float, seed: int) -> tuple[Worth, float]:
    """What a pilot is worth, as told and in truth: of three effects two hang together with what it brings (sd 1)."""
    chance = np.random.default_rng(seed)
    effect = chance.normal(size=(draws, 3)) @ np.array([[1, 0.5, 0], [0, 0.8, 0], [0, 0, 1]])
    lucks = luck * chance.normal(size=(draws, 2, 3))
    runs = mean + effect[:, :1] + 0.5 * lucks[..., 0] + 0.4 * chance.normal(size=(draws, 2))
    noise = 2 * luck**2 * times * np.eye(3)
    moves = np.array([1.0, 0.5, 0.0])
    after = moves @ np.linalg.solve(np.array([[1, 0.5, 0], [0.5, 0.89, 0], [0, 0, 1]]) + noise, moves)
    net = np.stack([np.zeros_like(runs), runs], axis=-1)
    return evsi(net, effect[:, None] + lucks, noise), worth_if_normal(mean, math.sqrt(after))


def told_of(found: list[Worth], truth: float) -> tuple[float, float]:
    """The mean of what is told, and how often the truth lies within two told errors."""
    within = [abs(each.value - truth) <= 2 * each.error + 1e-12 for each in found]
    return float(np.mean([each.value for each in found])), float(np.mean(within))


@pytest.mark.parametrize("mean", [0.0, -0.5])
@pytest.mark.parametrize(("numbers", "share"), [(1, 0.3), pytest.param(6, 0.5, marks=pytest.mark.slow)])
def test_part_is_told_right_on_average_and_its_errors_cover(mean: float, numbers: int, share: float) -> None:
    """At a tie all worths are told a little low: the best on average is the best by the draws that were made."""
    found = [evppi(*partly(200, mean, numbers, share, seed)) for seed in range(40)]
    told, within = told_of(found, truth := worth_if_normal(mean, math.sqrt(share)))
    low = 0.04 if mean == 0 else 0.0
    assert truth - low - 0.015 < told < truth + 0.015
    assert within >= 0.8


@pytest.mark.parametrize(("luck", "times"), [(0.2, 1.0), (0.7, 1.0), (0.7, 10.0)])
@pytest.mark.parametrize("mean", [0.0, -0.5])
def test_a_pilot_is_told_right_on_average_and_its_errors_cover(mean: float, luck: float, times: float) -> None:
    both = [pilot_told(100, mean, luck, times, seed) for seed in range(120)]
    told, within = told_of([each for each, _ in both], truth := both[0][1])
    low = 0.055 if mean == 0 else 0.0
    assert truth - low - 0.015 < told < truth + 0.02
    assert within >= 0.8


@pytest.mark.slow
@pytest.mark.parametrize("draws", [50, 100, 200])
@pytest.mark.parametrize("mean", [0.0, -0.5])
def test_in_many_repeats_two_errors_cover_nine_in_ten(draws: int, mean: float) -> None:
    truth = worth_if_normal(mean, math.sqrt(0.5))
    assert told_of([evppi(*partly(draws, mean, 6, 0.5, seed)) for seed in range(400)], truth)[1] > 0.88
    both = [pilot_told(draws, mean, 0.7, 1.0, seed) for seed in range(400)]
    assert told_of([each for each, _ in both], both[0][1])[1] > 0.88


@pytest.mark.slow
def test_a_number_that_has_nothing_to_do_with_it_is_clearly_worth_nothing() -> None:
    found = [evppi(*partly(200, 0.0, 6, 0.0, seed)) for seed in range(40)]
    assert np.mean([each.value for each in found]) < 0.04
    assert sum(each.value > 2 * each.error + 1e-12 for each in found) <= 2


def test_the_luck_of_runs_is_not_worth_knowing() -> None:
    case = CASES["cases"][1]
    net, _ = drawn(case, runs=4, luck=6.0)
    assert evpi(net) == pytest.approx(case["evpi"], abs=0.15)
    assert evpi(net[:, :1]) > 2 * case["evpi"]


@settings(max_examples=40)
@given(st.integers(0, 10_000), st.integers(2, 4), st.floats(-2, 2))
@example(114, 3, 1.9375).via("a worth of -5e-33")
@example(50, 3, 1.875).via("a worth of -4e-34")
def test_part_is_never_worth_more_than_everything_nor_less_than_nothing(seed: int, options: int, mean: float) -> None:
    chance = np.random.default_rng(seed)
    numbers = chance.normal(size=(60, 2))
    net = (numbers @ chance.normal(size=(2, options)) + mean * chance.normal(size=options))[:, None]
    net = net + chance.normal(size=(60, 2, options))
    assert 0 <= evppi(net, numbers[:, :1]).value <= evpi(net)
    assert 0 <= evsi(net, np.repeat(numbers[:, None, :1], 2, axis=1), [[0.1]]).value <= evpi(net)


def test_what_is_certain_already_is_not_worth_knowing() -> None:
    assert [worth_if_normal(mean, 0.0) for mean in (-3.0, 0.0, 3.0)] == [0.0, 0.0, 0.0]


@given(st.floats(-5, 5), st.floats(0, 5))
def test_knowing_more_is_never_worth_less(mean: float, sd: float) -> None:
    worths = [worth_if_normal(mean, spread_after(sd, 1.0, size)) for size in (1, 10, 1000)] if sd > 0.01 else [0.0]
    worths.append(worth_if_normal(mean, sd))
    assert all(one <= other + 1e-12 for one, other in itertools.pairwise(worths))
    assert worth_if_normal(mean, sd) == pytest.approx(worth_if_normal(-mean, sd), abs=1e-9)


def test_luck_makes_knowing_look_worth_ten_times_too_much_and_is_taken_out() -> None:
    mean, evidence, luck = -461e3, 360e3, 1.4e6
    plain, told = [], []
    for seed in range(40):
        chance = np.random.default_rng(seed)
        true = chance.normal(mean, evidence, 400)
        seen = true[:, None] + chance.normal(0.0, luck, (400, 2))
        both = np.stack([np.zeros_like(seen), seen], axis=-1)
        plain.append(expected_loss(both.mean(axis=1)).min())
        told.append(evpi(both))
    truth = worth_if_normal(mean, evidence)
    assert truth == pytest.approx(17_079, abs=1)
    assert np.mean(plain) > 10 * truth
    assert np.mean(told) == pytest.approx(truth, abs=3 * np.std(told) / np.sqrt(40))
