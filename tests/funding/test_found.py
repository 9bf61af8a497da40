"""What each sum brings, found again by hand from made-up runs."""

import numpy as np
import pytest
from made_up_levels import LEVELS, TOWN, made_up

from simmodel.appraisal.money.present_value import discount_factors
from simmodel.funding.found import _least, likely
from simmodel.funding.result import Likely, to_json
from simmodel.money_words import limit_told

PER_DOLLAR = float(discount_factors(0.05, 3).sum())


def test_net_present_values_and_gains_are_those_of_the_runs() -> None:
    (scenario,) = made_up([-4e5, -6e5, -8e5, -1e6]).scenarios
    assert [one.net.mean for one in scenario.levels] == pytest.approx([-4e5, -6e5, -8e5, -1e6], rel=0.01)
    assert [one.gained["weeks_stably_housed"].mean for one in scenario.levels] == pytest.approx([1, 2, 3, 4], rel=0.05)
    assert [one.people for one in scenario.levels] == [20, 30, 40, 50]


def test_what_one_more_costs_is_the_net_cost_over_the_gain_that_stand_beside_it() -> None:
    (scenario,) = made_up([-4e5, -6e5, -8e5, -1e6]).scenarios
    for one in scenario.levels:
        cost = one.cost_per["weeks_stably_housed"].ratio
        assert -one.net.mean / one.gained["weeks_stably_housed"].mean == pytest.approx(cost)


def test_what_comes_back_of_the_next_dollar_is_that_of_the_step_from_the_level_below() -> None:
    net = np.array([1e5, 3e5, 3e5, 2e5])
    (scenario,) = made_up(list(net)).scenarios
    cost = np.array(LEVELS) * PER_DOLLAR
    steps = np.diff(net, prepend=0) / np.diff(cost, prepend=0) + 1
    assert [one.further.mean for one in scenario.levels] == pytest.approx(steps, abs=0.01)
    assert [one.comes_back.mean for one in scenario.levels] == pytest.approx(net / cost + 1, abs=0.01)


def test_the_best_level_and_where_the_next_dollar_stops_are_one_and_the_same() -> None:
    (scenario,) = made_up([1e5, 3e5, 2e5, -1e5]).scenarios
    assert (scenario.best, scenario.stops, scenario.open) == (1, 600_000.0, (1,))
    assert scenario.pays_up_to == pytest.approx(800_000 + 200_000 * 2 / 3, rel=0.01)


def test_no_money_is_the_best_where_no_level_pays() -> None:
    (scenario,) = made_up([-1e5, -2e5, -3e5, -4e5]).scenarios
    assert (scenario.best, scenario.stops, scenario.pays_up_to, scenario.open) == (-1, 0.0, 0.0, (-1,))


def test_a_peak_that_is_luck_is_left_open_and_never_alone() -> None:
    (scenario,) = made_up([1e5, 1e5, 1e5, 1e5], noise=1e5).scenarios
    assert len(scenario.open) > 1
    assert max(scenario.often.values()) < 0.9


def test_the_least_funding_for_a_chance_lies_where_the_chances_cross_it() -> None:
    (scenario,) = made_up([-1e6, -1e6, 1e6, 1e6], chance=0.5).scenarios
    assert [one.pays.share for one in scenario.levels] == [0, 0, 1, 1]
    assert scenario.least.dollars == pytest.approx(700_000)
    assert scenario.least.sooner < scenario.least.dollars < scenario.least.later
    assert scenario.least.between == (600_000, 800_000)


def test_no_leap_is_told_where_chances_rise_smoothly_or_the_lowest_level_has_the_chance() -> None:
    shares = [Likely(share, share, share, 20, "draws") for share in (0.2, 0.6, 1.0)]
    assert _least((1, 2, 3), shares, 0.5).between is None
    assert _least((1, 2, 3), shares, 0.1).between is None
    assert _least((1, 3), shares[::2], 0.5).between == (1, 3)


def test_the_least_funding_for_a_gain_counts_the_gain_and_not_the_money() -> None:
    (scenario,) = made_up([-1e6] * 4, outcome="weeks_stably_housed", gain=2.5).scenarios
    assert scenario.least.dollars is None
    assert scenario.least_for_gain.dollars == pytest.approx(700_000)


def test_a_chance_of_nothing_in_ten_draws_leaves_open_what_every_other_page_says() -> None:
    none, every = likely(np.full((10, 2), -1.0)), likely(np.full((10, 2), 1.0))
    assert (none.share, none.low, none.samples, none.of) == (0.0, 0.0, 10, "draws")
    assert f"up to {100 * none.high:.0f}%" in limit_told(0.0, 10)
    assert (every.low, every.high) == pytest.approx((1 - none.high, 1.0))


def test_a_chance_of_some_draws_has_wilson_s_range() -> None:
    found = likely(np.repeat([[1.0], [1.0], [1.0], [1.0], [-1.0]] * 2, 2, axis=1))
    assert (found.share, found.low, found.high) == pytest.approx((0.8, 0.4902, 0.9433), abs=1e-3)


def test_what_the_evidence_leaves_open_is_not_clear_and_has_no_cost_however_small_the_error_of_its_mean() -> None:
    (scenario,) = made_up([-4e5, -6e5, -8e5, -1e6], weeks_apart=60.0).scenarios
    first = scenario.levels[0]
    gained = first.gained["weeks_stably_housed"]
    assert gained.mean > 2 * gained.mc_error
    assert gained.evidence_low < 0 < gained.evidence_high
    assert first.clear == {"net"}
    assert (first.cost_per["weeks_stably_housed"].ratio, first.cost_per["weeks_stably_housed"].word) == (
        None,
        "gain not clear",
    )


def test_chances_are_of_runs_where_luck_cannot_be_told_from_evidence() -> None:
    assert (likely(np.array([[1.0, -1.0, 1.0, 1.0]])).of, likely(np.ones((4, 1))).samples) == ("runs", 4)


def test_notes_about_people_outside_the_model_are_told_once_for_all_levels() -> None:
    outside = [f"under pull_in_at_{dollars} the services reach 10 more people a year" for dollars in LEVELS[:3]]
    notes = made_up([-1e6] * 4, notes=("the base case fits", *outside)).notes
    assert notes[0] == "the base case fits"
    assert len(notes) == 2
    assert notes[1].startswith("at 3 of 4 levels services reach clearly more or fewer people")


def test_a_scenario_keeps_its_own_title_and_years() -> None:
    (scenario,) = made_up([-1e6] * 4).scenarios
    assert (scenario.title, scenario.years) == (TOWN.scenarios["pull_in"].title, 2)


def test_json_holds_no_number_that_json_cannot() -> None:
    import json

    found = made_up([-1e6] * 4, draws=0, outcome="crises")
    assert json.loads(json.dumps(to_json(found, []), allow_nan=False))["scenarios"]["pull_in"]["best"] == 0
