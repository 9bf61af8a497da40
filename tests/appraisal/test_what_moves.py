"""What moves the headline: bars worked out by hand, and numbers of the model only where they stand out of the noise."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from made_up_matter import FIRST, mattering_runs
from made_up_posterior import LEVEL_24
from money_runs import HOURS, RUNS, SAVED, money_runs

from simmodel.appraisal.flows import extra_of
from simmodel.appraisal.runs import HOURS_BOUGHT, Fitted
from simmodel.appraisal.what_moves import ENOUGH_DRAWS, what_moves
from simmodel.appraisal.worth import appraise_runs
from simmodel.appraisal.yearly import joined
from simmodel.parameters import catalogue, default_values
from simmodel.ranges import sampled
from simmodel.worth_report import lines_of_worth

MID = [1.05**-0.5, 1.05**-1.5]


def bars(name: str = "pull_in", **changes: object) -> dict[str, object]:
    return {bar.name.split(",")[0]: bar for bar in what_moves(money_runs(**changes), name)}


def ends_of(price: str) -> list[float]:
    _, value, low, high = catalogue()[price]
    return [sampled(at, value, low, high) for at in (0.05, 0.95)]


def test_another_price_of_a_day_inside_is_worked_out_from_the_runs() -> None:
    runs, found = money_runs(), bars()["price: a day in custody"]
    drawn = np.repeat(runs.numbers["prices.custody_day_avoidable"].to_numpy(), RUNS // len(runs.numbers))
    rest = -50.0 * MID[0] - 5.0 - HOURS * sum(MID)
    low, high = (
        float((SAVED / drawn * end).mean() * sum(MID) + rest) for end in ends_of("prices.custody_day_avoidable")
    )

    assert (found.at_low, found.at_high) == pytest.approx((low, high))


def test_prices_that_the_headline_does_not_hold_move_nothing() -> None:
    found = bars()

    assert not [name for name in found if "parole" in name or "tenancy" in name]


def test_at_average_cost_the_average_price_moves_the_headline_and_the_avoidable_one_does_not() -> None:
    found = [name for name in bars(unit_costs="average", draws=0) if name.startswith("price")]

    assert found == ["price: a day in custody", "price: a specialist hour with a person"]
    bar = bars(unit_costs="average", draws=0)["price: a day in custody"]
    default, (low, high) = catalogue()["prices.custody_day_average"][1], ends_of("prices.custody_day_average")
    saved = 2 * SAVED.mean() * sum(MID)
    assert bar.at_high - bar.at_low == pytest.approx(saved * (high - low) / default)


def test_a_price_that_the_study_holds_fixed_has_no_bar() -> None:
    fixed = pd.DataFrame([default_values()] * 4)

    assert "price: a day in custody" not in bars(numbers=fixed)


@pytest.mark.parametrize("buyer", ["pull_in", "current"])
def test_where_money_buys_hours_their_price_has_no_bar_and_it_is_said_why(buyer: str) -> None:
    hours = {buyer: {HOURS_BOUGHT: {"mental_health": 9.0}}}
    price = "price: a specialist hour with a person"

    assert price in bars(draws=0)
    assert price not in bars(draws=0, money=hours)
    assert "price: a day in custody" in bars(draws=0, money=hours)
    told, said = (lines_of_worth(appraise_runs(runs), runs)[-1] for runs in (money_runs(), money_runs(money=hours)))
    assert "left out" not in told
    assert "the price of a specialist hour is left out: this money buys hours" in said


def test_conventions_stand_among_the_bars_and_the_longest_comes_first() -> None:
    found = what_moves(money_runs(), "pull_in")

    assert {"discount rate", "unit costs"} <= {bar.name.split(",")[0] for bar in found}
    assert [bar.span for bar in found] == sorted((bar.span for bar in found), reverse=True)
    rates = bars()["discount rate"]
    worth = appraise_runs(money_runs())
    assert (rates.at_low, rates.at_high) == pytest.approx(
        tuple(worth.headline("pull_in", r).net.mean for r in (0.03, 0.07))
    )


def test_the_years_that_count_are_those_of_the_money_or_all() -> None:
    money = {"current": {}, "more_places": {"funded_years": 1}, "pull_in": {"funded_years": 1}}
    found = bars(money=money)["years that count"]

    assert found.at_low == pytest.approx(((SAVED - HOURS) * MID[0]).mean() - 50.0 * MID[0] - 5.0)
    assert found.at_high == pytest.approx(((SAVED - HOURS) * sum(MID)).mean() - 50.0 * MID[0] - 5.0)


def with_numbers(effect: float, draws: int = 2 * ENOUGH_DRAWS) -> list[str]:
    """Numbers of the model that are told where one of two moves what is saved in each draw."""
    chance = np.random.default_rng(5)
    one, other = chance.uniform(0.1, 0.9, (2, draws))
    runs = money_runs(draws=0)
    wide = {name: joined(lambda each: np.tile(each[:2], (draws, 1, 1)), yearly) for name, yearly in runs.yearly.items()}
    saved = np.repeat(effect * one, 2) + chance.normal(0, 1.0, 2 * draws)
    wide["pull_in"].spent[:, 1, 0] -= saved
    numbers = pd.DataFrame([default_values()] * draws)
    numbers["crisis.weekly_rate"], numbers["trust.default"] = one, other
    changed = replace(runs, yearly=wide, numbers=numbers, draws=draws, runs=2 * draws)
    return [bar.name for bar in what_moves(changed, "pull_in") if bar.error]


def test_a_number_that_moves_the_headline_is_told_and_one_that_does_not_is_not() -> None:
    assert with_numbers(50.0) == ["crisis.weekly_rate"]
    assert with_numbers(0.0) == []


def test_with_few_draws_no_number_of_the_model_is_told() -> None:
    assert with_numbers(50.0, draws=ENOUGH_DRAWS - 1) == []


def test_without_any_extra_money_no_price_moves_anything() -> None:
    assert extra_of(money_runs(spend=0.0), "more_places").yearly.spent.sum() == 0.0
    assert what_moves(money_runs(spend=0.0), "more_places") == []


def test_a_fitted_price_stands_at_its_draws_and_not_at_the_ends_of_its_range() -> None:
    fitted = Fitted("a", "b", "", ("prices.custody_day_avoidable",), 4, ())
    usual, found = (bars(fitted=each)["price: a day in custody"] for each in (None, fitted))
    drawn = np.percentile(np.linspace(120.0, 180.0, 4), [5, 95])

    assert found.name.endswith(f", {drawn[0]:,.0f} to {drawn[1]:,.0f} $ a day")
    assert found.span / usual.span == pytest.approx(np.ptp(drawn) / np.ptp(ends_of("prices.custody_day_avoidable")))


def test_a_level_of_return_that_was_fitted_is_a_bar_like_any_number() -> None:
    runs = mattering_runs(draws=60)
    fitted = runs.numbers.assign(**{LEVEL_24: runs.numbers[FIRST]})

    assert LEVEL_24 in [bar.name for bar in what_moves(replace(runs, numbers=fitted), "pull_in")]
