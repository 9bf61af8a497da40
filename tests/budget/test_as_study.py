"""A budget as a study that can be simulated: its teams beside the base case of a study that ships."""

from pathlib import Path

import pytest
from budgets import SHIPPED, plan
from small_study import SMALL

from simmodel.budget.as_scenario import scenario_of
from simmodel.budget.as_study import study_of, study_text
from simmodel.budget.plan import read_plan
from simmodel.errors import StudyError
from simmodel.scenario import parse_study
from simmodel.shipped import STUDY, shipped

TAREE = shipped(STUDY).read_text(encoding="utf-8")


@pytest.mark.parametrize("path", sorted(SHIPPED.glob("*.toml")), ids=lambda path: path.stem)
def test_each_site_of_a_budget_that_ships_stands_beside_the_base_case_alone(path: Path) -> None:
    budget = read_plan(path)
    study = study_of(budget, TAREE)
    base, *others = study.scenarios.values()
    assert base == parse_study(TAREE).named("current")
    assert others == [scenario_of(budget, site) for site in budget.sites]


def test_place_people_and_beliefs_of_the_study_stay_as_they_are() -> None:
    before, after = parse_study(TAREE), study_of(plan(), TAREE)
    told = {"name", "title", "description", "scenarios"}
    assert {key for key in type(before).model_fields if getattr(before, key) != getattr(after, key)} <= told
    assert after.name == "with_small"


def test_no_comment_on_a_scenario_that_is_gone_is_left_behind() -> None:
    text = study_text(plan(), TAREE)
    assert "fair rival" not in text
    assert "BELIEFS: nobody decides these" in text
    assert "simmodel compare with_small.toml" in text


def test_sites_of_one_budget_have_titles_of_their_own() -> None:
    more = '[sites.other]\ntitle = "Taree"\ncoaches = 1\n[sites.third]\ntitle = "Third"\ncoaches = 1\n'
    titles = [each.title for each in study_of(plan(more=more), SMALL).scenarios.values()][1:]
    assert titles == ["Small, taree", "Small, other", "Small, Third"]


def test_a_budget_that_no_scenario_can_have_is_refused_in_words() -> None:
    with pytest.raises(StudyError, match="funded_years"):
        study_of(plan(head="years = 20"), TAREE)
