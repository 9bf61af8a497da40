"""Flows of money: what a scenario costs more, payer by payer, at both bases, with what a study values itself."""

import numpy as np
import pytest
from money_runs import DRAWS, HOURS, RUNS, SAVED, YEARS, money_runs, victims

from simmodel.appraisal.flows import effects_of, extra_of
from simmodel.appraisal.runs import Value
from simmodel.cost_items import OTHERS
from simmodel.vocabulary import PAYERS

SHAPE = (DRAWS, RUNS // DRAWS, YEARS)


def test_flows_are_by_draw_run_and_year_for_every_payer() -> None:
    cost = effects_of(money_runs(), "pull_in", "avoidable").cost

    assert set(cost) == set(PAYERS)
    assert {flow.shape for flow in cost.values()} == {SHAPE}
    assert np.array_equal(cost["justice"][..., 0], -SAVED.reshape(SHAPE[:2]))
    assert np.all(cost["commonwealth"] == 0.0)
    assert cost["programme"][0, 0].tolist() == [50.0, 0.0]


def test_hours_that_others_lose_are_their_loss_and_hours_that_people_of_the_site_use_are_in_nobodys_account() -> None:
    effects = effects_of(money_runs(), "pull_in", "avoidable")

    assert np.all(effects.layers[OTHERS] == -HOURS)
    assert sum(flow.sum() for flow in effects.cost.values()) == pytest.approx(RUNS * 50.0 - YEARS * SAVED.sum())


def test_at_average_cost_what_lies_beyond_the_avoidable_is_saved_too() -> None:
    runs = money_runs()

    assert np.array_equal(
        effects_of(runs, "pull_in", "average").cost["justice"],
        2 * effects_of(runs, "pull_in", "avoidable").cost["justice"],
    )


def test_setting_up_stands_apart_from_the_flows_of_years() -> None:
    assert np.all(extra_of(money_runs(), "pull_in").set_up == 5.0)
    assert np.all(extra_of(money_runs(), "more_places").set_up == 0.0)


def test_without_draws_there_is_one() -> None:
    assert effects_of(money_runs(draws=0), "pull_in", "avoidable").cost["justice"].shape == (1, RUNS, YEARS)


def test_a_value_of_the_studys_own_is_a_layer_gained_where_fewer_are_harmed() -> None:
    effects = effects_of(money_runs(values=victims(700.0)), "pull_in", "avoidable")

    assert np.all(effects.layers["victims"] == 700.0)
    assert np.array_equal(effects.cost["justice"], effects_of(money_runs(), "pull_in", "avoidable").cost["justice"])


def test_a_value_for_a_payer_is_a_cost_of_that_payer_alone() -> None:
    own = Value("commonwealth", "weeks_stably_housed", -3.0, "a made-up source")
    with_it, without = (effects_of(money_runs(values=v), "pull_in", "avoidable").cost for v in ((own,), ()))

    assert np.all(with_it["commonwealth"] - without["commonwealth"] == -3.0 * 104.0)
    assert np.array_equal(with_it["justice"], without["justice"])


def test_two_values_of_one_account_add_up() -> None:
    runs = money_runs(values=(*victims(700.0), Value("victims", "custody_days", 1.0, "another")))

    assert effects_of(runs, "pull_in", "avoidable").layers["victims"][0, 0, 0] == pytest.approx(700.0 + 364.0)


def test_hours_that_others_get_more_of_are_a_gain_at_both_bases_of_unit_costs() -> None:
    runs = money_runs()
    runs.yearly["pull_in"].for_others[..., 1] += 25.0

    for basis in ("avoidable", "average"):
        assert np.all(effects_of(runs, "pull_in", basis).layers[OTHERS] == 25.0 - HOURS)
