"""What knowing is worth: closed forms, regression that finds them, and noise that is worth nothing."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from outside import known
from scipy.stats import norm

from simmodel.appraisal.money.curves import expected_loss
from simmodel.appraisal.money.information import (
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
        assert 0 <= found.noise < 0.03 * everything
    assert evppi(net, numbers).value == pytest.approx(evpi(net), abs=0.01 * everything)


@pytest.mark.parametrize("case", CASES["evsi"], ids=lambda case: str(case["n"]))
def test_over_draws_the_worth_of_a_pilot_is_found_and_grows_towards_knowing(case: dict) -> None:
    net, numbers = drawn(case)
    prior_size = (case["sigma_obs"] / case["sd_p1"]) ** 2
    found = evsi(net, numbers[:, [0]], case["n"], prior_size)
    assert abs(found.value - case["evsi_p1"]) < ERRORS * found.error
    assert found.value <= evppi(net, numbers[:, [0]]).value


@pytest.mark.parametrize("size", [30, math.inf])
def test_the_error_is_how_much_the_worth_scatters(size: float) -> None:
    """Of a pilot whose people know as little as a prior of ten, and of knowing in full; both options are unsure."""
    found = []
    for seed in range(80):
        net, numbers = drawn(CASES["cases"][1], 300, seed=seed)
        net = net + 0.7 * np.random.default_rng(1000 + seed).normal(size=(300, 1, 1)) * [1.0, 0.0]
        told = {"size": size, "prior_size": 10} if size < math.inf else {}
        found.append((evsi if told else evppi)(net, numbers[:, [0]], shuffles=10, **told))
    assert np.std([each.value for each in found]) == pytest.approx(np.mean([each.error for each in found]), rel=0.25)


def test_a_number_that_has_nothing_to_do_with_it_is_worth_nothing() -> None:
    net, _ = drawn(CASES["cases"][0], draws=200)
    unrelated = np.random.default_rng(9).normal(size=(200, 20, 1))
    found = [evppi(net, unrelated[:, place]) for place in range(20)]
    raw = np.mean([each.noise for each in found])
    assert 0.02 < raw < 0.1
    assert np.median([each.value for each in found]) < 0.5 * raw
    assert all(each.value < ERRORS * each.error for each in found)


def test_the_luck_of_runs_is_not_worth_knowing() -> None:
    case = CASES["cases"][1]
    net, _ = drawn(case, runs=4, luck=6.0)
    assert evpi(net) == pytest.approx(case["evpi"], abs=0.15)
    assert evpi(net[:, :1]) > 2 * case["evpi"]


def test_the_same_seed_shuffles_alike() -> None:
    net, numbers = drawn(CASES["cases"][1], draws=100)
    assert evppi(net, numbers, seed=3) == evppi(net, numbers, seed=3)
    assert evppi(net, numbers, seed=3) != evppi(net, numbers, seed=4)


@settings(max_examples=40)
@given(st.integers(0, 10_000), st.integers(2, 4), st.floats(-2, 2))
def test_part_is_never_worth_more_than_everything_nor_less_than_nothing(seed: int, options: int, mean: float) -> None:
    chance = np.random.default_rng(seed)
    numbers = chance.normal(size=(60, 2))
    net = (numbers @ chance.normal(size=(2, options)) + mean * chance.normal(size=options))[:, None]
    net = net + chance.normal(size=(60, 2, options))
    assert 0 <= evppi(net, numbers[:, :1], shuffles=5).value <= evpi(net)
    assert 0 <= evsi(net, numbers[:, :1], 10, 10, shuffles=5).value <= evpi(net)


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
