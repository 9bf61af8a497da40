"""Where each dollar goes: every dollar once, and what counts as administration."""

import math
from pathlib import Path

import pytest
from budgets import FULL_COST, SHIPPED, plan

from simmodel.budget.groups import ADMINISTRATION, BESIDE, GROUPS, SERVICE, all_years, by_group, group_of, name_of
from simmodel.budget.lines import WHAT
from simmodel.budget.plan import read_plan
from simmodel.budget.totals import work_out


@pytest.mark.parametrize("path", sorted(SHIPPED.glob("*.toml")), ids=lambda path: path.stem)
def test_every_dollar_of_a_site_is_in_one_group(path: Path) -> None:
    found = work_out(read_plan(path), 100, 1)
    for site in found.sites:
        lines = all_years(found, site.site)
        paid = math.fsum(year.cost.mode for year in found.of(site.site))
        assert math.fsum(by_group(found.plan, lines).values()) == pytest.approx(paid)


def test_administration_is_the_administrator_with_on_costs_data_and_indirect_cost() -> None:
    found = by_group(plan(), work_out(plan(), 100, 1).years[0].lines)
    # 21_site_budget.json: 0.2 of $85,000 with 19.5% on-costs, $10,000 of data, 15% of $476,425
    assert found[ADMINISTRATION] == pytest.approx(17_000 * 1.195 + 10_000 + 0.15 * 476_425)


def test_a_higher_share_for_the_organisation_is_administration_and_never_service() -> None:
    less, more = (by_group(each, work_out(each, 100, 1).years[0].lines) for each in (plan(), plan(more=FULL_COST)))
    assert more[SERVICE] == less[SERVICE]
    assert more[ADMINISTRATION] > less[ADMINISTRATION] + 190_000


def test_setting_up_and_handing_over_stand_beside_both_and_bought_hours_are_service() -> None:
    budget = read_plan(SHIPPED / "every_kind_of_line.toml")
    groups = {line.what: group_of(budget, f"own {place}") for place, line in enumerate(budget.lines, start=1)}
    assert groups["Finding and starting the team"] == groups["Handing over"] == BESIDE
    assert groups["Alcohol and other drugs counselling"] == SERVICE
    assert name_of(budget, "own 1") == "Finding and starting the team"


def test_every_usual_line_has_a_group_and_a_name() -> None:
    assert {group_of(plan(), line) for line in WHAT} == set(GROUPS)
    assert name_of(plan(), "oncost") == "On-costs of salaries"
