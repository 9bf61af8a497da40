"""Tornado: the worked example, and the same bars from draws that are there already."""

import numpy as np
import pytest
from outside import known
from scipy.stats import norm

from simmodel.appraisal.money.tornado import Bar, tornado, tornado_of_draws

CASE = known("sensitivity")["tornado"]


def net(effect: float, unit_cost: float, n: float, cost: float) -> float:
    return effect * unit_cost * n - cost


def test_the_worked_example_has_its_bars_in_their_order() -> None:
    ends = {name: tuple(net(**(CASE["base"] | {name: end})) for end in both) for name, both in CASE["low_high"].items()}
    bars = tornado(ends)
    assert [bar.name for bar in bars] == CASE["order"]
    assert {bar.name: [bar.at_low, bar.at_high] for bar in bars} == {
        name: pytest.approx(both, rel=1e-9) for name, both in CASE["bars"].items()
    }
    assert net(**CASE["base"]) == pytest.approx(CASE["base_npv"])
    assert [bar.crosses_zero for bar in bars] == [True, False, False]


def test_a_bar_that_only_touches_zero_does_not_cross_it() -> None:
    assert not Bar("price", 0.0, 5.0).crosses_zero
    assert Bar("price", 5.0, -0.1).crosses_zero
    assert Bar("price", 5.0, -1.0).span == 6.0


def test_draws_that_are_there_give_the_bars_of_a_known_function() -> None:
    chance = np.random.default_rng(1)
    drawn = {name: chance.normal(size=4000) for name in ("steep", "curved", "idle")}
    result = 3 * drawn["steep"] + drawn["curved"] ** 2 + chance.normal(0, 0.5, 4000)
    noisy = result[:, None] + chance.normal(0, 1, (4000, 2))
    bars = {bar.name: bar for bar in tornado_of_draws(noisy, drawn)}
    end = norm.ppf(0.95)
    assert next(iter(bars)) == "steep"
    known_span = {"steep": 6 * end, "curved": 0.0, "idle": 0.0}
    for name, bar in bars.items():
        assert bar.span == pytest.approx(known_span[name], abs=4 * bar.error)
        assert bar.error < 0.5
    assert bars["steep"].at_low == pytest.approx(1 - 3 * end, abs=0.4)
    assert bars["curved"].at_low == pytest.approx(end**2, abs=0.8)
