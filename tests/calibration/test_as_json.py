"""A fit as JSON: what docs/commands.md promises is there, nothing more, and every value can be read by others."""

import json
from dataclasses import replace

import numpy as np
from made_up_fits import TWELVE, a_fit
from promised import keys, promised_of

from simmodel.calibration.as_json import to_json
from simmodel.calibration.result import Fit
from simmodel.calibration.told import cannot_tell, tells

FIT = a_fit()


def of_two_arms() -> Fit:
    """The same fit, its second target being the first one in another arm."""
    arms = FIT.plan.model_copy(update={"arms": {"pilot": "pull_in", "none": "current"}})
    first, _, *others = FIT.targets
    study = FIT.study.model_copy(update={"calibration": arms})
    return replace(FIT, study=study, targets=(first, replace(first, arm="none"), *others))


def test_the_contract_of_a_fit_is_written_down() -> None:
    assert promised_of("calibrate") == keys(json.dumps(to_json(of_two_arms())))


def test_two_arms_are_told_beside_one_another_in_words_and_numbers() -> None:
    assert to_json(FIT)["hazard_ratios"] == []
    (one,) = to_json(of_two_arms())["hazard_ratios"]
    assert (one["target"], one["until_months"], one["arm"], one["beside"]) == ("any_custody", 6.0, "pilot", "none")
    assert one["q025"] < one["q050"] < one["q500"] < one["q950"] < one["q975"]
    assert f"; hazard ratio {one['q500']:.2f} ({one['q025']:.2f} to {one['q975']:.2f})." in " ".join(
        to_json(of_two_arms())["tells"]
    )


def test_what_is_not_known_is_null_and_never_nan() -> None:
    unknown = np.where(np.arange(len(FIT.targets)) == 2, np.nan, FIT.checks.after.chance)
    after = replace(FIT.checks.after, chance=unknown)
    found = to_json(replace(FIT, checks=replace(FIT.checks, after=after)))
    assert [place for place, each in enumerate(found["targets"]) if each["chance_after"] is None] == [2]
    assert "NaN" not in json.dumps(found, allow_nan=False)


def test_numbers_targets_and_words_are_those_of_the_fit() -> None:
    found = to_json(FIT)
    assert {each["parameter"] for each in found["parameters"]} == set(TWELVE)
    assert [each["row"] for each in found["targets"]] == [each.row for each in FIT.targets]
    assert (found["cannot_tell"], found["tells"]) == (cannot_tell(FIT), tells(FIT))
    assert len(found["self_check"]["of"]) == len(TWELVE) + 3
    assert [each["name"] for each in found["self_check"]["kept_aside"]] == [
        "any_custody by month 24", "custody_days by month 24", "housed by month 24"
    ]  # fmt: skip
    assert found["passed"] is all(each["passed"] for each in found["checks"])


def test_a_second_opinion_stands_beside_each_posterior_and_is_null_where_there_is_none() -> None:
    for each in to_json(FIT)["parameters"]:
        assert each["second_opinion"]["q05"] < each["second_opinion"]["q50"] < each["second_opinion"]["q95"]
    none = to_json(replace(FIT, checks=replace(FIT.checks, second_opinion=None)))
    assert none["second_opinion"]["method"] is none["second_opinion"]["covered_90"] is None
    assert {each["second_opinion"] for each in none["parameters"]} == {None}


def test_how_often_bands_of_year_two_held_comes_with_how_surely_that_is_known() -> None:
    for each in to_json(FIT)["self_check"]["kept_aside"]:
        assert each["pilots"] == 8
        assert each["held_low"] < 0.7 <= each["held_90"] <= each["held_high"] <= 1.0


def test_a_posterior_lies_in_order_and_a_grade_is_null_where_the_study_gives_the_prior() -> None:
    for each in to_json(FIT)["parameters"]:
        assert each["posterior"]["q05"] < each["posterior"]["q50"] < each["posterior"]["q95"]
        assert (each["grade"] is None) == (each["parameter"] == "custody_level.return_24_months")
