"""The lines of a site are those of `simmodel.purchase`, one set of prices for both."""

import math

import pytest
from budgets import plan
from hypothesis import given
from hypothesis import strategies as st

from simmodel.budget.lines import OPERATIONS, PEOPLE, lines_of
from simmodel.budget.prices import usual_prices
from simmodel.purchase import budget_lines, coach_team_cost


@given(st.integers(1, 64), st.floats(1, 60), st.floats(0, 0.6), st.sampled_from(["ngo", "government"]))
def test_lines_add_up_to_what_money_buys_in_a_scenario(
    coaches: int, caseload: float, rate: float, employs: str
) -> None:
    site = f'caseload = {caseload!r}\nemploys = "{employs}"'
    found = lines_of(plan(coaches, site=site, more=f'[indirect]\nmode = {rate!r}\nsource = "x"\n'), "taree")
    amount = {line.name: line.amount for line in found}
    cost = coach_team_cost(coaches, caseload, rate, employs)
    assert math.fsum(amount[line] for line in PEOPLE) == pytest.approx(cost.people)
    assert math.fsum(amount[line] for line in OPERATIONS) == pytest.approx(cost.operations)
    for line in ("brokerage", "learning", "indirect", "contingency"):
        assert amount[line] == pytest.approx(getattr(cost, line), abs=1e-6)


def test_every_line_is_its_number_times_its_price() -> None:
    for line in lines_of(plan(2.5, site='employs = "government"'), "taree"):
        assert line.number * line.price.mode == pytest.approx(line.amount), line.name


def test_the_usual_prices_are_the_table_of_purchase_in_dollars() -> None:
    for name, price in usual_prices().items():
        scale = 1000 if price.mode >= 1000 else 1
        assert price.mode == pytest.approx(scale * budget_lines()[name])
        assert price.low <= price.mode <= price.high


def test_a_line_says_who_pays_when_and_where_its_price_was_read() -> None:
    more = '[[line]]\nwhat = "A desk"\npaid = "in_kind"\nlow = 1\nmode = 2\nhigh = 3\ngrade = "B"\n'
    *_, desk = lines_of(plan(more=more + 'source = "the council"\nfrom_year = 2\n'), "taree")
    assert (desk.what, desk.paid, desk.from_year, desk.until_year) == ("A desk", "in_kind", 2, 3)
    late = lines_of(plan(site="from_year = 3", more=more + 'source = "the council"\nfrom_year = 2\n'), "taree")[-1]
    assert (late.from_year, late.until_year) == (3, 3)
    assert (desk.price.grade, desk.price.source, desk.amount) == ("B", "the council", 2.0)
