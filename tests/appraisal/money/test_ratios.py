"""Whether it pays: WSIPP's columns and identities, and what must hold for any benefits and costs."""

import csv
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from outside import KNOWN
from scipy.stats import norm

from simmodel.appraisal.money.ratios import benefit_cost_ratio, chance_it_pays, net_ratio

WSIPP = list(csv.DictReader((KNOWN / "wsipp_adult_cj_2015.csv").open(encoding="utf-8")))
"""WSIPP's published table of programmes for adults in criminal justice, 2015, in dollars a person; costs below 0."""
DOLLAR = 1.0
"""What rounding of two printed amounts can make."""
PRINTED = 0.006
"""WSIPP's printed ratio is one of unrounded means in another order: up to 0.6% from that of printed amounts."""


def column(row: dict[str, str], name: str) -> float:
    return float(row[name])


@pytest.mark.parametrize("row", WSIPP, ids=lambda row: row["program"])
def test_what_wsipp_prints_adds_up(row: dict[str, str]) -> None:
    total, costs = column(row, "total_benefits"), column(row, "costs")
    parts = column(row, "taxpayer_benefits") + column(row, "non_taxpayer_benefits")
    assert parts == pytest.approx(total, abs=DOLLAR)
    assert total + costs == pytest.approx(column(row, "benefits_minus_costs"), abs=DOLLAR)


@pytest.mark.parametrize("row", [row for row in WSIPP if row["bcr"]], ids=lambda row: row["program"])
def test_the_ratio_that_wsipp_prints_is_that_of_its_amounts_to_within_its_rounding(row: dict[str, str]) -> None:
    ratio = benefit_cost_ratio(column(row, "total_benefits"), -column(row, "costs"))
    assert ratio == pytest.approx(column(row, "bcr_recomputed"), rel=1e-12)
    assert ratio == pytest.approx(column(row, "bcr"), rel=PRINTED + 0.005 / column(row, "bcr"))


def test_a_programme_that_saves_its_funder_money_has_no_ratio() -> None:
    saving = [row for row in WSIPP if not row["bcr"]]
    assert [column(row, "costs") > 0 for row in saving] == [True]
    assert benefit_cost_ratio(column(saving[0], "total_benefits"), -column(saving[0], "costs")) is None
    assert net_ratio(1.0, 0.0) is None


@pytest.mark.parametrize("row", [row for row in WSIPP if row["implied_sd_if_normal"]], ids=lambda row: row["program"])
def test_the_chance_that_benefits_exceed_costs_is_the_share_of_draws_above_zero(row: dict[str, str]) -> None:
    spread = column(row, "implied_sd_if_normal") * norm.ppf((np.arange(5000) + 0.5) / 5000)
    net = np.repeat((column(row, "benefits_minus_costs") + spread)[:, None], 2, axis=1)
    found = chance_it_pays(net)
    assert 100 * found.of_draws == pytest.approx(column(row, "chance_benefits_exceed_costs_pct"), abs=0.05)
    assert found.of_runs == found.of_draws


def test_the_chance_over_what_is_not_known_leaves_out_luck() -> None:
    chance = np.random.default_rng(1)
    net = 1.0 + chance.normal(0, 0.2, (500, 1)) + chance.normal(0, 5.0, (500, 8))
    found = chance_it_pays(net)
    assert found.of_draws > 0.9
    assert found.error == pytest.approx(math.sqrt(found.of_draws * (1 - found.of_draws) / 500))
    assert 0.5 < found.of_runs < 0.65


def test_to_come_out_even_is_not_to_pay() -> None:
    found = chance_it_pays(np.zeros((3, 2)))
    assert (found.of_draws, found.of_runs) == (0.0, 0.0)


def test_one_draw_cannot_tell_what_is_not_known_from_luck() -> None:
    found = chance_it_pays([[1.0, -1.0, 0.0, 2.0]])
    assert (found.of_draws, found.error, found.of_runs) == (None, None, 0.5)


MANY = st.lists(st.tuples(st.floats(-1e6, 1e6), st.floats(1.0, 1e6)), min_size=1, max_size=20)


@given(MANY, st.floats(0.01, 100))
def test_ratios_are_of_means_and_do_not_depend_on_the_currency(pairs: list, times: float) -> None:
    benefits, costs = (np.array(each) for each in zip(*pairs, strict=True))
    ratio = benefit_cost_ratio(benefits, costs)
    assert ratio == pytest.approx(benefits.sum() / costs.sum())
    assert benefit_cost_ratio(times * benefits, times * costs) == pytest.approx(ratio)
    assert net_ratio(benefits, costs) == pytest.approx((benefits - costs).mean() / costs.mean(), abs=1e-6)
