"""A study file with another plan: only the plan changes, and the file says what was meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_pilot import STUDY_TEXT

from simmodel.calibration.plan import OwnPrior
from simmodel.errors import SimmodelError
from simmodel.scenario import parse_study
from simmodel.shipped import shipped_pilots
from simmodel.shown.fit.study_file import own_study, plan_in, with_plan

TEXTS = {name: (folder / "study.toml").read_text(encoding="utf-8") for name, folder in shipped_pilots().items()}
PRIOR = OwnPrior(number="housing.loss", value=0.003, low=0.002, high=0.006, because='our "tenancy" list,\nJune')


@pytest.mark.parametrize("name", TEXTS)
def test_a_prior_is_added_and_nothing_else_of_the_study_moves(name: str) -> None:
    before = parse_study(TEXTS[name])
    plan = plan_in(before)
    priors = [*(each for each in plan.prior if each.number != PRIOR.number), PRIOR]
    numbers = tuple(dict.fromkeys((*plan.numbers, PRIOR.number))) if plan.numbers else ()
    after = parse_study(with_plan(TEXTS[name], {"prior": priors, "numbers": numbers}))

    assert list(plan_in(after).prior) == priors
    same = plan_in(after).model_copy(update={"prior": plan.prior, "numbers": plan.numbers})
    assert after.model_copy(update={"calibration": same}) == before


@pytest.mark.parametrize("name", TEXTS)
def test_what_is_as_it_was_leaves_the_file_as_it_was(name: str) -> None:
    plan = plan_in(parse_study(TEXTS[name]))

    assert with_plan(TEXTS[name], {"prior": list(plan.prior), "numbers": plan.numbers}) == TEXTS[name]


@given(st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1, max_size=60).filter(str.strip))
def test_any_words_about_whose_data_come_back_as_they_were_typed(source: str) -> None:
    assert plan_in(parse_study(with_plan(STUDY_TEXT, {"source": source}))).source == source


def test_a_plan_that_the_study_does_not_take_is_refused_in_the_words_of_the_command_line() -> None:
    with pytest.raises(SimmodelError, match=r"no number called 'housing\.lozz'"):
        with_plan(STUDY_TEXT, {"numbers": ("housing.lozz",)})


def test_ones_own_pilot_says_nothing_of_the_pilot_that_it_was_made_from() -> None:
    text = own_study(TEXTS["example_pilot"], "my_pilot", "A pilot of our own", "Our records")
    study = parse_study(text)

    assert study.name == "my_pilot"
    assert study.description == parse_study(STUDY_TEXT).description
    assert plan_in(study).source == "Our records"
    assert "ynthetic" not in text
    assert "SYNTHETIC" not in text


def test_a_study_without_a_pilot_is_told_what_it_lacks() -> None:
    start, end = STUDY_TEXT.index("[calibration]"), STUDY_TEXT.index("[site]")
    with pytest.raises(SimmodelError, match=r"allowed: a study file with a table \[calibration\]"):
        plan_in(parse_study(STUDY_TEXT[:start] + STUDY_TEXT[end:]))
