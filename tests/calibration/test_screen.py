"""The screen: numbers that targets hang on are found, whatever else moves."""

import numpy as np
import pandas as pd

from simmodel.calibration.screen import chosen, screened
from simmodel.draws import values_of_draw

RUNS = 200


def numbers() -> pd.DataFrame:
    return pd.DataFrame([values_of_draw(1, draw) for draw in range(1, RUNS + 1)])


def seen(table: pd.DataFrame, **of: float) -> np.ndarray:
    """A share and a mean that hang on these numbers, and luck."""
    chance = np.random.default_rng(0)
    along = sum(weight * table[name.replace("__", ".")].rank().to_numpy() / RUNS for name, weight in of.items())
    share = np.clip(0.3 + 0.3 * along + chance.normal(0, 0.05, RUNS), 0, 1)
    return np.column_stack([share, chance.gamma(20, 2, RUNS)])


def test_the_numbers_that_targets_hang_on_come_first_and_alone_are_chosen() -> None:
    table = numbers()
    found = screened(table, seen(table, trust__gain=1.0, housing__loss=-0.8), ["state", "mean"])

    assert {each.name for each in found[:2]} == {"trust.gain", "housing.loss"}
    assert all(each.stands_out_in == 1 for each in found[:2])
    assert set(chosen(found, 12)[:2]) == {"trust.gain", "housing.loss"}
    assert len(chosen(found, 12)) <= 4


def test_where_nothing_stands_out_two_numbers_are_chosen_all_the_same() -> None:
    table = numbers()
    found = screened(table, seen(table), ["state", "mean"])

    assert 2 <= len(chosen(found, 12)) <= 3


def test_runs_in_which_a_target_was_not_counted_are_left_out_of_it() -> None:
    table = numbers()
    values = seen(table, trust__gain=1.0)
    values[::3, 0] = np.nan

    assert screened(table, values, ["state", "mean"])[0].name == "trust.gain"


def test_no_more_are_chosen_than_are_asked_for() -> None:
    table = numbers()
    found = screened(
        table, seen(table, trust__gain=1.0, housing__loss=-0.8, crisis__weekly_rate=0.9), ["state", "mean"]
    )

    assert len(chosen(found, 2)) == 2


def test_where_priors_of_ones_own_leave_no_room_none_is_chosen() -> None:
    table = numbers()
    found = screened(table, seen(table, trust__gain=1.0), ["state", "mean"])

    assert [chosen(found, most) for most in (0, -1, -10)] == [(), (), ()]
