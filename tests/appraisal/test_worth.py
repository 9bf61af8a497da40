"""What a scenario is worth, beside the same sums done by hand."""

import json

import numpy as np
import pytest
from money_runs import DRAWS, HOURS, RUNS, SAVED, money_runs, victims

from simmodel.appraisal.comparison import summarise
from simmodel.appraisal.runs import Value
from simmodel.appraisal.worth import BEDS_A_BLOCK, appraise_runs
from simmodel.appraisal.worth_json import appraisal_to_json, summary_to_json

MID = [1.05**-0.5, 1.05**-1.5]
RATES = ("0.05", "0.03", "0.07")


def net_by_hand(saved: np.ndarray = SAVED, times: float = 1.0) -> np.ndarray:
    """The headline's net present value of pull_in in each run."""
    return times * saved * sum(MID) - 50.0 * MID[0] - 5.0 - HOURS * sum(MID)


def test_the_headline_is_the_sum_done_by_hand() -> None:
    worth = appraise_runs(money_runs()).scenarios["pull_in"]
    headline = appraise_runs(money_runs()).headline("pull_in")

    assert worth.net.reshape(-1) == pytest.approx(net_by_hand())
    assert headline.net.mean == pytest.approx(net_by_hand().mean())
    assert headline.benefit_cost_ratio.mean == pytest.approx((SAVED.mean() - HOURS) * sum(MID) / (50.0 * MID[0] + 5.0))
    assert headline.kind == "fiscal"


def test_both_bases_and_three_rates_come_together_for_every_view() -> None:
    views = appraisal_to_json(appraise_runs(money_runs()), money_runs())["scenarios"]["pull_in"]["views"]

    assert set(views["nsw_residents"]) == {"avoidable", "average"}
    assert all(set(rates) == set(RATES) for bases in views.values() for rates in bases.values())
    twice = views["nsw_residents"]["average"]["0.05"]["npv"]["mean"]
    assert twice == pytest.approx(net_by_hand(times=2.0).mean())


def test_the_commonwealth_stands_apart_from_the_headline() -> None:
    valued = (Value("commonwealth", "weeks_stably_housed", 0.1, "a made-up source"),)
    worth = appraise_runs(money_runs(values=valued)).scenarios["pull_in"]
    apart = worth.at("commonwealth", "avoidable").net.mean

    assert apart == pytest.approx(-10.4 * sum(MID))
    everyone = worth.at("all_governments", "avoidable").net.mean
    assert everyone == pytest.approx(worth.at("nsw_government", "avoidable").net.mean + apart)
    assert worth.at("nsw_residents", "avoidable").net.mean == pytest.approx(net_by_hand().mean())


def test_hours_that_others_get_are_in_the_headline_and_in_no_view_of_budgets() -> None:
    worth = appraise_runs(money_runs()).scenarios["pull_in"]
    headline, budgets = (worth.at(view, "avoidable").net.mean for view in ("nsw_residents", "nsw_government"))

    assert headline == pytest.approx(budgets - HOURS * sum(MID))
    assert worth.at("nsw_residents", "avoidable").kind == "fiscal"


def test_a_value_for_victims_moves_the_headline_and_no_fiscal_view() -> None:
    plain, valued = (appraise_runs(money_runs(values=values)) for values in ((), victims(700.0)))

    assert valued.headline("pull_in").kind == "social"
    more = valued.headline("pull_in").net.mean - plain.headline("pull_in").net.mean
    assert more == pytest.approx(700.0 * sum(MID))
    for view in ("nsw_government", "funder", "all_governments"):
        one, other = (each.scenarios["pull_in"].at(view, "avoidable") for each in (plain, valued))
        assert one.net == other.net
        assert other.kind == "fiscal"


def test_a_programme_that_saves_more_than_it_costs_pays_back_and_one_that_saves_nothing_never_does() -> None:
    found = appraise_runs(money_runs(spend=20.0, saved=np.full(RUNS, 20.0 + HOURS))).scenarios

    assert found["pull_in"].pays_back_after == pytest.approx(1.25)
    assert found["pull_in"].pays_back == 1.0
    assert found["more_places"].pays_back_after is None
    assert found["more_places"].pays_back == 0.0


def test_the_chance_of_paying_counts_draws() -> None:
    found = appraise_runs(money_runs()).headline("pull_in").pays

    assert found.of_draws == pytest.approx(np.mean(net_by_hand().reshape(DRAWS, -1).mean(axis=1) > 0))
    assert appraise_runs(money_runs(draws=0)).headline("pull_in").pays.of_draws is None


def test_an_outcome_costs_the_whole_net_cost_discounted_alike() -> None:
    found = appraise_runs(money_runs(spend=100.0)).scenarios["pull_in"].per_outcome["weeks_stably_housed"]
    net = ((SAVED - HOURS) * sum(MID) - 100.0 * MID[0] - 5.0).mean()

    assert found.cost.ratio == pytest.approx(-net / (2.0 * sum(MID)))
    assert found.gained.mean == pytest.approx(2.0 * sum(MID))


def test_an_outcome_that_comes_with_a_gain_of_money_is_dominant_and_has_no_price() -> None:
    found = appraise_runs(money_runs(spend=1.0)).scenarios["pull_in"].per_outcome["weeks_stably_housed"]

    assert (found.cost.quadrant, found.cost.ratio) == ("SE", None)


def test_beds_are_banked_in_whole_blocks_only_and_freed_apart_from_it() -> None:
    beds = appraise_runs(money_runs()).scenarios["pull_in"].beds

    assert beds.freed.mean == pytest.approx(1.0)
    assert beds.banked_dollars.mean == 0.0
    assert beds.block == BEDS_A_BLOCK > 1


def test_at_a_break_even_value_nothing_is_left() -> None:
    runs = money_runs(spend=100.0)
    found = appraise_runs(runs).scenarios["pull_in"].break_even

    more = found.benefits_times
    assert net_of(times=more, hours=more * HOURS) == pytest.approx(0.0, abs=1e-9)
    assert found.custody_day * 364.0 * sum(MID) + net_of(times=0.0) == pytest.approx(0.0, abs=1e-9)
    assert net_of(spend=100.0 * found.programme_a_year / 100.0, set_up=found.programme_a_year / 20.0) == pytest.approx(
        0.0, abs=1e-9
    )


def net_of(times: float = 1.0, spend: float = 100.0, set_up: float = 5.0, hours: float = HOURS) -> float:
    return float(((times * SAVED - hours) * sum(MID) - spend * MID[0] - set_up).mean())


def test_where_nothing_is_saved_no_size_of_the_effect_and_no_price_breaks_even() -> None:
    found = appraise_runs(money_runs()).scenarios["more_places"].break_even

    assert (found.benefits_times, found.custody_day, found.programme_a_year) == (None, None, 0.0)


def test_the_budget_of_every_payer_and_year_adds_up_with_setting_up_in_the_first() -> None:
    impact = appraise_runs(money_runs()).scenarios["pull_in"].impact.set_index(["payer", "year"])["mean"]

    assert impact["programme", 1] == pytest.approx(55.0)
    assert impact["justice", 2] == pytest.approx(-SAVED.mean())
    assert impact["all", 1] == pytest.approx(55.0 - SAVED.mean())


def test_shares_of_draws_in_which_each_scenario_is_worth_most_add_up_to_one() -> None:
    found = appraise_runs(money_runs())

    assert list(found.best) == ["current", "more_places", "pull_in"]
    assert sum(found.best.values()) == pytest.approx(1.0)
    assert found.best["pull_in"] == pytest.approx(found.headline("pull_in").pays.of_draws)
    assert found.know_everything > 0
    assert appraise_runs(money_runs(draws=0)).best is None


def test_json_holds_no_number_that_is_none_of_the_kind() -> None:
    for runs in (money_runs(), money_runs(draws=0), money_runs(spend=0.0)):
        json.dumps(summary_to_json(summarise(runs), appraise_runs(runs)), allow_nan=False)


def test_runs_without_money_by_year_have_an_empty_appraisal() -> None:
    found = appraise_runs(money_runs(yearly={}))

    assert (found.scenarios, found.best) == ({}, None)


def test_the_more_an_outcome_is_worth_the_likelier_is_whoever_brings_more_of_it() -> None:
    found = appraise_runs(money_runs(spend=200.0))
    curve = found.acceptable["weeks_stably_housed"]

    assert curve.probability_best[0].tolist() == [1.0, 0.0, 0.0]
    assert curve.probability_best[-1].tolist() == [0.0, 0.0, 1.0]
    assert np.all(np.diff(curve.probability_best[:, 2]) >= 0)
    assert curve.probability_best.sum(axis=1) == pytest.approx(1.0)
    assert appraise_runs(money_runs(draws=0)).acceptable == {}


def test_dollars_of_each_year_grow_from_those_of_the_first() -> None:
    impact = appraise_runs(money_runs(prices_grow=0.1)).scenarios["pull_in"].impact.set_index(["payer", "year"])

    assert impact.nominal["justice", 1] == pytest.approx(-SAVED.mean())
    assert impact.nominal["justice", 2] == pytest.approx(-SAVED.mean() * 1.1)
    assert impact["mean"]["justice", 2] == pytest.approx(-SAVED.mean())


def test_what_luck_adds_to_the_worth_of_knowing_stands_apart() -> None:
    found = appraise_runs(money_runs())
    nets = np.stack([np.zeros(RUNS), *(worth.net.ravel() for worth in found.scenarios.values())], axis=-1)

    assert found.with_luck == pytest.approx(nets.max(axis=1).mean() - nets.mean(axis=0).max())
    assert found.with_luck >= found.know_everything
