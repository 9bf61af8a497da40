"""A budget written as a file: whoever reads it has the same budget."""

from pathlib import Path

import pytest
from budgets import FULL_COST, SHIPPED, plan
from hypothesis import given
from hypothesis import strategies as st

from simmodel.budget.file import plan_as_toml
from simmodel.budget.plan import OwnLine, Plan, parse_plan, read_plan

words = st.text(st.characters(exclude_categories=("C",)), min_size=1, max_size=80).filter(str.strip)
price = st.floats(0, 50_000_000)


@pytest.mark.parametrize("path", sorted(SHIPPED.glob("*.toml")), ids=lambda path: path.stem)
def test_every_budget_that_ships_is_the_same_after_a_round_trip(path: Path) -> None:
    assert parse_plan(plan_as_toml(read_plan(path))) == read_plan(path)


@given(words, price, st.floats(0, 1_000_000), st.sampled_from(["A", "D", "M"]), st.sampled_from([None, 1, 3]))
def test_a_line_of_ones_own_comes_back_to_the_last_bit_whatever_its_source_says(
    source: str, dollars: float, number: float, grade: str, year: int | None
) -> None:
    line = OwnLine(
        what="Desks", number=number, low=dollars, mode=dollars, high=dollars, grade=grade, source=source, from_year=year
    )
    before = plan(2.5, more=FULL_COST).model_copy(update={"lines": (line,)})
    assert parse_plan(plan_as_toml(before)) == before


@given(st.lists(st.floats(-0.2, 0.5), max_size=4), st.floats(0.2, 0.99), st.floats(0, 0.6))
def test_rates_and_shares_come_back_to_the_last_bit(rates: list[float], part: float, rate: float) -> None:
    more = f'[indirect]\nmode = {rate!r}\nsource = "x"\n[indexation]\nwages = {rates!r}\n'
    before: Plan = plan(1 + part, more=more)
    assert parse_plan(plan_as_toml(before)) == before


def test_a_file_does_not_repeat_what_is_a_default() -> None:
    assert plan_as_toml(plan()) == 'name = "small"\ntitle = "Small"\n\n[sites.taree]\ntitle = "Taree"\ncoaches = 2\n'
