"""From a budget to a scenario and back: the same team for the same money."""

import math
from pathlib import Path

import pytest
from budgets import FULL_COST, SHIPPED, plan
from hypothesis import example, given, settings
from hypothesis import strategies as st
from small_study import SMALL

from simmodel.budget.as_scenario import as_toml, indirect_rate, left_behind, plan_of, plans_of, scenario_of
from simmodel.budget.lines import lines_of
from simmodel.budget.plan import Plan, read_plan
from simmodel.errors import SimmodelError, StudyError
from simmodel.purchase import what_funding_buys
from simmodel.scenario import Study, parse_study, read_study

TAREE = Path(__file__).parents[2] / "scenarios/taree.toml"
jobs = st.one_of(st.integers(1, 64), st.tuples(st.integers(0, 63), st.floats(0.2, 0.99)).map(sum))


def study_with(budget: Plan, site: str = "taree") -> Study:
    """A small study that has the scenario of a budget's site."""
    return parse_study(SMALL.split("[scenarios.pull_in]")[0] + as_toml(budget, site))


def cost(budget: Plan) -> float:
    return math.fsum(line.amount for line in lines_of(budget, next(iter(budget.sites))))


@settings(deadline=None)
@given(jobs, st.floats(1, 60), st.floats(0, 0.6), st.integers(0, 51), st.integers(1, 3))
@example(coaches=0.2, caseload=10.0, rate=0.11492367399284505, weeks=0, years=1)
def test_a_budget_made_a_scenario_and_a_budget_again_is_the_same_team_at_the_same_cost_to_the_dollar(
    coaches: float, caseload: float, rate: float, weeks: int, years: int
) -> None:
    site = f"caseload = {max(caseload, 1.01 / coaches)!r}\nset_up_weeks = {weeks}"
    before = plan(coaches, f"years = {years}", site, f'[indirect]\nmode = {rate!r}\nsource = "x"\n')
    after = plan_of(study_with(before), "small")
    one, other = before.sites["taree"], next(iter(after.sites.values()))
    assert other.coaches == pytest.approx(one.coaches, abs=1e-5)
    assert (other.caseload, other.set_up_weeks, after.years) == (one.caseload, weeks, years)
    assert after.indirect is not None
    assert after.indirect.mode == rate
    assert cost(after) == pytest.approx(cost(before), abs=1.0)


@pytest.mark.parametrize("path", sorted(SHIPPED.glob("*.toml")), ids=lambda path: path.stem)
def test_the_money_of_a_budget_that_ships_buys_its_coaches_in_a_study(path: Path) -> None:
    budget = read_plan(path)
    for name, site in budget.sites.items():
        (scenario,) = (levers for levers in study_with(budget, name).scenarios.values() if not levers.base_case)
        bought = what_funding_buys(scenario.funding_per_year, scenario)
        amounts = {line.name: line.amount for line in lines_of(budget, name) if line.kind == "usual"}
        assert bought.coach_fte == pytest.approx(site.coaches, abs=1e-6)
        assert scenario.funding_per_year == pytest.approx(math.fsum(amounts.values()), abs=0.01)
        assert bought.lines["indirect"] == pytest.approx(amounts["indirect"], abs=0.01)


def test_indirect_cost_of_the_whole_becomes_a_share_of_direct_cost() -> None:
    # shared/validation/21_site_budget.json, "expected_full_cost_33pct", 2 coaches
    assert indirect_rate(plan(more=FULL_COST), "taree") == pytest.approx(272.08992537313435 / 476.425)


def test_the_budget_of_a_scenario_comes_to_its_money_to_the_cent() -> None:
    study = read_study(TAREE)
    budget = plan_of(study, "pull_in")
    assert cost(budget) == pytest.approx(650_000, abs=0.005)
    (left,) = (line for line in lines_of(budget, "site") if line.kind == "other")
    bought = what_funding_buys(650_000, study.scenarios["pull_in"])
    assert left.amount == pytest.approx(bought.brokerage_per_year - 36_000, abs=0.01)
    assert budget.sites["site"].coaches == bought.coach_fte


def test_every_scenario_that_buys_coaches_has_a_budget_and_no_other_has() -> None:
    study = read_study(TAREE)
    assert [budget.name for budget in plans_of(study)] == ["pull_in"]
    with pytest.raises(SimmodelError, match="warm_referral of taree buys link_workers"):
        plan_of(study, "warm_referral")
    alone = parse_study(SMALL.split("[scenarios.pull_in]")[0])
    with pytest.raises(SimmodelError, match="small has no scenario that buys coaches"):
        plans_of(alone)


def test_what_has_no_lever_is_said_as_a_comment() -> None:
    more = (
        '[prices.vehicle]\nlow = 1\nmode = 2\nhigh = 3\nsource = "lent"\n[indexation]\nwages = [0.05]\n'
        '[[line]]\nwhat = "Hours"\nlow = 1\nmode = 2\nhigh = 3\nsource = "x"\n'
        "[[stage]]\nfrom_year = 1\ndollars_per_site = 1\n"
    )
    words = left_behind(plan(more=more))
    assert len(words) == 4
    assert all(f"# {each}" in as_toml(plan(more=more), "taree").splitlines() for each in words)
    assert left_behind(plan()) == []
    assert scenario_of(plan(more=more), "taree") == scenario_of(plan(), "taree")


def test_what_no_scenario_may_have_is_refused_with_what_may_be() -> None:
    dear = FULL_COST.replace("0.33", "0.6")
    with pytest.raises(StudyError, match=r"indirect_rate is 1\.7.*; allowed: 0 to 0\.6"):
        as_toml(plan(more=dear), "taree")


def test_of_several_sites_each_has_a_scenario_of_its_own() -> None:
    budget = plan(more="[sites.kempsey]\ncoaches = 3\nfrom_year = 2\n")
    assert as_toml(budget, "kempsey").startswith("[scenarios.small_kempsey]\n")
    assert scenario_of(budget, "kempsey").funded_years == 2


def test_setting_up_goes_from_a_budget_to_a_scenario_and_back_to_the_cent() -> None:
    lines = "".join(
        f'[[line]]\nwhat = "{what}"\nkind = "{kind}"\npaid = "{paid}"\n'
        f'low = 1\nmode = {mode}\nhigh = 99999\nsource = "x"\n'
        for what, kind, paid, mode in (
            ("Finding people", "set_up", "cash", 40000.25),
            ("Desks", "set_up", "cash", 2000),
            ("A gift", "set_up", "in_kind", 500),
            ("Handing over", "wind_down", "cash", 700),
        )
    )
    before = plan(2, "", "", lines)
    study = study_with(before)
    (scenario,) = (levers for levers in study.scenarios.values() if not levers.base_case)
    assert scenario.set_up_cost == 42_000.25
    assert left_behind(before) == ["lines of this budget are not carried over: A gift, Handing over"]
    after = {line.what: line.amount for line in lines_of(plan_of(study, "small"), "site")}
    assert after["Setting up"] == 42_000.25
    assert study_with(plan(2)).scenarios["small"].set_up_cost == 0
