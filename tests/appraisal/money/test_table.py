"""The appraisal at one glance: both bases, three rates and every view side by side, and by another road."""

import numpy as np
import pytest

from simmodel.appraisal.money.table import Appraised, appraise
from simmodel.appraisal.money.views import VIEWS, Effects
from simmodel.vocabulary import PAYERS, UNIT_COST_BASES

YEARS = 5


def effects(justice: float, layers: dict[str, np.ndarray] | None = None) -> Effects:
    chance = np.random.default_rng(3)
    cost = {payer: np.zeros((40, 2, YEARS)) for payer in PAYERS}
    cost["justice"] = -justice * chance.uniform(0.1, 0.9, (40, 1, 1)) * np.ones((40, 2, YEARS))
    cost["commonwealth"] = np.full((40, 2, YEARS), 3.0)
    cost["programme"][..., :3] = 50.0
    return Effects(cost, layers or {}, {})


def rows(layers: dict[str, np.ndarray] | None = None) -> dict[tuple[str, str, float], Appraised]:
    bases = {"avoidable": effects(40.0, layers), "average": effects(80.0, layers)}
    return {(row.view.id, row.basis, row.rate): row for row in appraise(bases, set_up=10.0)}


def test_both_bases_and_three_rates_stand_in_every_view() -> None:
    found = rows()
    assert set(found) == {
        (view, basis, rate) for view in VIEWS for basis in UNIT_COST_BASES for rate in (0.05, 0.03, 0.07)
    }
    assert next(iter(found)) == ("nsw_residents", "avoidable", 0.05)


def test_a_row_by_another_road() -> None:
    row, given = rows()["nsw_government", "average", 0.07], effects(80.0)
    worth = [1.07 ** -(year + 0.5) for year in range(YEARS)]
    benefits = sum(-given.cost["justice"][..., year] * worth[year] for year in range(YEARS))
    costs = 10 + 50 * sum(worth[:3])
    assert row.benefits.mean == pytest.approx(benefits.mean())
    assert row.costs.mean == pytest.approx(costs)
    assert row.net.mean == pytest.approx(benefits.mean() - costs)
    assert row.benefit_cost_ratio.mean == pytest.approx(benefits.mean() / costs)
    assert row.net_ratio.mean == pytest.approx(benefits.mean() / costs - 1)
    assert row.pays.of_draws == pytest.approx(np.mean(benefits.mean(axis=1) > costs))
    assert 0 < row.pays.of_draws < 1
    assert row.convention.startswith("7% a year real, flows at the middle of each year")


def test_nothing_is_set_up_unless_it_is_said() -> None:
    given = {"average": effects(80.0)}
    with_set_up, without = appraise(given, set_up=10.0)[0], appraise(given)[0]
    assert with_set_up.costs.mean - without.costs.mean == pytest.approx(10.0)


def test_a_view_that_pays_nothing_has_amounts_and_no_ratio() -> None:
    row = rows()["commonwealth", "avoidable", 0.05]
    assert row.costs.mean == 0.0
    assert row.net.mean == row.benefits.mean < 0
    assert (row.benefit_cost_ratio.mean, row.net_ratio.mean) == (None, None)


def test_the_headline_is_fiscal_until_a_layer_is_supplied() -> None:
    without, layered = rows(), rows({"victims": np.full((40, 2, YEARS), 9.0)})
    assert {row.kind for row in without.values()} == {"fiscal"}
    assert {key[0] for key, row in layered.items() if row.kind == "social"} == {"nsw_residents"}
    key = ("nsw_residents", "avoidable", 0.05)
    assert layered[key].benefits.mean > without[key].benefits.mean
