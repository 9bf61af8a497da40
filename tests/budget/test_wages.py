"""Wages and funding that grow apart: the published gap, and what each year costs."""

import pytest
from budgets import plan
from hypothesis import given
from hypothesis import strategies as st

from simmodel.budget.totals import work_out
from simmodel.budget.wages import growth, index, share_kept

# Source: shared/validation/18_prices_indexation.json, "indexation" and "wage_gap".
INDEXED = (650_000, 680_875.0, 704_705.625, 729_370.321875)
KEPT = (0.985611510791, 0.971430050204, 0.95745263941)


def test_a_sum_is_indexed_as_published() -> None:
    assert [650_000 * grown for grown in index((0.0475, 0.035, 0.035), 4)] == pytest.approx(INDEXED, rel=1e-9)


def test_funding_below_wages_erodes_a_team_as_published() -> None:
    wages, funding = index((0.0475,), 4), index((0.0275,), 4)
    assert share_kept(0.75, wages, funding, funding)[1:] == pytest.approx(KEPT, abs=1e-9)


def test_the_last_rate_goes_on_and_no_rate_is_no_growth() -> None:
    assert index((0.1,), 3) == pytest.approx([1, 1.1, 1.21])
    assert index((), 3) == [1, 1, 1]


def test_other_prices_grow_as_funding_does_unless_a_budget_says() -> None:
    rates = "[indexation]\nwages = [0.05]\nfunding = [0.02]\n"
    assert [each.prices for each in growth(plan(more=rates))] == pytest.approx([1, 1.02, 1.02**2])
    assert [each.prices for each in growth(plan(more=rates + "prices = [0.04]\n"))] == pytest.approx([1, 1.04, 1.04**2])


@given(st.floats(-0.1, 0.2))
def test_wages_and_funding_that_grow_alike_lose_nobody(rate: float) -> None:
    more = f"[indexation]\nwages = [{rate!r}]\nfunding = [{rate!r}]\n"
    assert work_out(plan(more=more), 100, 1).sites[0].coaches_kept == pytest.approx([2, 2, 2])


def test_coaches_are_lost_by_the_share_of_wages_before_indirect_cost_and_contingency() -> None:
    found = work_out(plan(more="[indexation]\nwages = [0.0475]\nfunding = [0.0275]\n"), 100, 1).sites[0]
    share = 376.425 / 552.425
    assert found.coaches_kept[1] == pytest.approx(2 * 1.0275 / (share * 1.0475 + (1 - share) * 1.0275))
    assert found.coaches_kept[0] == 2
