"""What is uncertain in draws is found in them: items of a number are one, what stays put is none."""

import numpy as np
import pandas as pd
import pytest
from made_up_posterior import LEVEL_24

from simmodel.draws import PLACE, luck_of_draw, values_of_draw
from simmodel.parameters import catalogue, default_values
from simmodel.ranges import name_of, shares_of_one
from simmodel.sensitivity.uncertain import Uncertain, places_of, uncertain

DRAWS = 60


def sampled(draws: int = DRAWS) -> pd.DataFrame:
    return pd.DataFrame([values_of_draw(5, draw) for draw in range(1, draws + 1)])


@pytest.fixture(scope="module")
def found() -> dict[str, Uncertain]:
    return {each.name: each for each in uncertain(sampled())}


def test_every_number_with_a_range_is_one_uncertainty_whatever_its_items(found: dict[str, Uncertain]) -> None:
    ranged = {name_of(dotted) for dotted, (_, _, low, high) in catalogue().items() if low < high}
    assert set(found) == ranged
    assert found["needs.drift"].items > 1


def test_sampled_items_of_a_number_keep_what_they_have_in_common(found: dict[str, Uncertain]) -> None:
    draws = sampled()
    for name in ("needs.drift", "services.episode_weeks", "prices.specialist_hour"):
        items = [column for column in draws.columns if name_of(column) == name]
        together = np.corrcoef(draws[items].to_numpy().T)
        assert together.min() > 0.75
    luck = np.array([luck_of_draw(5, draw)["needs.drift"] for draw in range(1, DRAWS + 1)])
    assert np.corrcoef(found["needs.drift"].place, luck)[0, 1] > 0.97


def test_shares_of_one_that_move_against_each_other_are_one_uncertainty(found: dict[str, Uncertain]) -> None:
    for items in shares_of_one():
        draws = sampled()[items].to_numpy()
        assert draws.sum(axis=1) == pytest.approx(1.0)
        assert np.corrcoef(draws.T).min() < -0.9
        luck = np.array([luck_of_draw(5, draw)[name_of(items[0])] for draw in range(1, DRAWS + 1)])
        assert abs(np.corrcoef(found[name_of(items[0])].place, luck)[0, 1]) > 0.97


def test_the_items_of_a_number_are_one_column_beside_all_others(found: dict[str, Uncertain]) -> None:
    assert places_of(list(found.values())).shape == (DRAWS, len(found))


def test_places_are_evenly_spread_and_in_the_order_of_the_values(found: dict[str, Uncertain]) -> None:
    one = found["crisis.weekly_rate"]
    assert sorted(one.place) == pytest.approx((np.arange(DRAWS) + 0.5) / DRAWS)
    assert one.value is not None
    assert np.array_equal(np.argsort(one.place), np.argsort(one.value))
    assert found["needs.drift"].value is None


def test_what_a_study_pins_and_what_it_prices_itself_is_not_uncertain() -> None:
    draws = sampled().assign(**{"crisis.weekly_rate": 0.02, "prices.of_our_own": np.arange(DRAWS)})
    names = {each.name for each in uncertain(draws)}
    assert "crisis.weekly_rate" not in names
    assert "prices.of_our_own" not in names
    assert uncertain(pd.DataFrame([default_values()] * 3)) == []
    assert PLACE


def test_grades_say_what_nobody_has_measured(found: dict[str, Uncertain]) -> None:
    assert (found["custody.sigma"].grade, found["custody.sigma"].assumed) == ("B", False)
    assert (found["trust.gain"].grade, found["trust.gain"].assumed) == ("D", True)
    assert found["trust.gain"].page == "trust"


def test_in_other_order_and_units_places_stay(found: dict[str, Uncertain]) -> None:
    draws = sampled()
    turned = {each.name: each for each in uncertain(draws[draws.columns[::-1]] * 7.0)}
    for name in ("needs.drift", "crisis.weekly_rate", "crisis.kinds"):
        same = turned[name].place == pytest.approx(found[name].place)
        assert same or turned[name].place == pytest.approx(1 - found[name].place)


def test_a_level_of_return_that_was_fitted_is_a_number_like_any_other() -> None:
    drawn = pd.DataFrame({"crisis.weekly_rate": [0.01, 0.02, 0.03], LEVEL_24: [0.5, 0.4, 0.45]})
    level = uncertain(drawn)[1]

    assert (level.name, level.page, level.grade) == (LEVEL_24, "custody_level", "A")
    assert level.place.tolist() == pytest.approx([5 / 6, 1 / 6, 1 / 2])
    assert level.meaning == "people who are back within 24 months of leaving custody"
