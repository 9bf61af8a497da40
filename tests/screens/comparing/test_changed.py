"""What is chosen now and was not when a result was found is said choice by choice."""

from typing import Any

from simmodel.scenario import Study
from simmodel.screens.comparing.changed import MOST_TOLD, changes
from simmodel.screens.studies import shipped_study

STUDY = shipped_study()
WAYS = [name for name in STUDY.scenarios if STUDY.scenarios[name].buys != "nothing"]
COACHES = next(name for name in WAYS if STUDY.scenarios[name].buys == "coaches")


def with_levers(names: list[str], **levers: Any) -> Study:
    ways = {name: way.model_copy(update=levers) if name in names else way for name, way in STUDY.scenarios.items()}
    return STUDY.model_copy(update={"scenarios": ways})


def test_the_same_choice_has_no_change() -> None:
    assert changes(STUDY, STUDY) == []


def test_a_sum_that_all_ways_share_is_told_once_and_one_of_a_single_way_with_its_title() -> None:
    was = f"${STUDY.scenarios[COACHES].funding_per_year:,.0f}"
    shared = changes(STUDY, with_levers(WAYS, funding_per_year=700_000.0))
    assert shared == [f"dollars a year for the site $700,000 instead of {was}"]
    (own,) = changes(STUDY, with_levers([COACHES], funding_per_year=700_000.0))
    assert own == f"{shared[0]} for “{STUDY.scenarios[COACHES].title}”"


def test_shares_are_percent_and_who_is_enrolled_is_in_words() -> None:
    told = changes(STUDY, with_levers([COACHES], brokerage_share=0.2, enrol="worst_first"))
    assert any(each.startswith("flexible funds, percent of the money 20 instead of") for each in told)
    assert any("enrol heaviest needs first instead of" in each for each in told)


def test_ways_left_out_and_other_studies_are_named_by_their_titles() -> None:
    less = STUDY.model_copy(update={"scenarios": {k: v for k, v in STUDY.scenarios.items() if k != COACHES}})
    assert changes(STUDY, less) == [f"without “{STUDY.scenarios[COACHES].title}”"]
    assert changes(less, STUDY) == [f"with “{STUDY.scenarios[COACHES].title}”"]
    other = STUDY.model_copy(update={"name": "b", "title": "Another"})
    assert changes(STUDY, other) == [f"the study “Another” instead of “{STUDY.title}”"]


def test_of_many_changes_the_first_are_told_and_the_others_counted() -> None:
    many = {"funded_years": 5, "caseload": 7, "indirect_rate": 0.3, "set_up_weeks": 9, "brokerage_share": 0.3}
    told = changes(STUDY, with_levers([COACHES], funding_per_year=700_000.0, enrol="worst_first", **many))
    assert len(told) == MOST_TOLD + 1
    assert told[-1] == "2 more changes"


def test_beliefs_are_told_as_such() -> None:
    assert changes(STUDY.model_copy(update={"assumptions": ("any",)}), STUDY) == ["other numbers of the model"]
