"""What a `[trial]` may say, and what is said about one that does not fit its study."""

import pytest
from small_study import SMALL, faults
from small_trial import TRIAL, reported

from simmodel.scenario import parse_study

BACK = TRIAL + reported("back", "any_custody", "hazard_ratio", 0.92, 1.12, weeks=104, value=1.01)


def said(*changes: tuple[str, str]) -> list[str]:
    text = BACK
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return faults(SMALL + text)


def test_a_trial_is_read_with_its_outcomes() -> None:
    trial = parse_study(SMALL + BACK).trial
    assert trial is not None
    assert [one.name for one in trial.outcome] == ["back"]
    assert trial.outcome[0].compared_with == "control"


def test_a_study_without_a_trial_keeps_its_hash_and_one_with_a_trial_has_another() -> None:
    plain, told = parse_study(SMALL), parse_study(SMALL + BACK)
    assert plain.digest() != told.digest()
    assert plain.digest() == told.model_copy(update={"trial": None}).digest()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (('"pull_in"', '"pull_out"'), 'treated is "pull_out"; allowed: a scenario of this study: current, pull_in'),
        (('"current"', '"curent"'), "did you mean 'current'"),
        (("weeks = 104", "weeks = 400"), "type horizon_years = 9"),
        (('"any_custody"', '"custody_days"'), 'type for example measure = "difference"'),
        (('"any_custody"', '"any_costody"'), "did you mean 'any_custody'"),
        (("low = 0.92\n", ""), "trial.outcome 1.low is missing; allowed: both low and high, or neither"),
        (("low = 0.92", "low = 1.5"), "low is 1.5; allowed: at most high (1.12)"),
        (("reported = 1.01", "reported = 2"), "reported is 2; allowed: within low and high (0.92 to 1.12)"),
        (('interval = "as reported"\n', ""), "interval is missing beside low and high"),
        (('"randomised"', '"randomized"'), "did you mean 'randomised'"),
        (("low = 0.92", "low = -5"), "1.low is -5; allowed for hazard_ratio: 0 or more; type for example low = 0.5"),
        (
            ("low = 0.92", "low = nan"),
            "1.low is nan; allowed: a number in the unit of the measure; type for example low",
        ),
        (
            ("high = 1.12", "high = inf"),
            "1.high is inf; allowed: a number in the unit of the measure; type for example",
        ),
        (('"pull_in"', '"current"'), 'treated is "current", as control is, and "back" compares the two; allowed: two'),
        (("begins_within", "starts_within"), "trial.people.starts_within_weeks is not a known key"),
    ],
)
def test_what_does_not_fit_is_one_sentence_with_what_to_type(change: tuple[str, str], words: str) -> None:
    (sentence,) = said(change)
    assert words in sentence


@pytest.mark.parametrize(
    ("measure", "least"), [("relative_change", -1), ("ratio", 0), ("odds_ratio", 0), ("hazard_ratio", 0)]
)
def test_no_measure_falls_below_what_it_can_be(measure: str, least: int) -> None:
    told = TRIAL + reported("back", "any_custody", measure, least, 3, weeks=104, value=least)
    assert parse_study(SMALL + told).trial is not None
    below = told.replace(f"reported = {least}", f"reported = {least - 0.1}").replace(f"low = {least}", "low = -2")
    sentences = faults(SMALL + below)
    assert [f"allowed for {measure}: {least} or more" in each for each in sentences] == [True, True]


def test_a_scenario_may_stand_beside_itself_where_nothing_is_compared_with_it() -> None:
    level = TRIAL.replace('"pull_in"', '"current"') + reported("at_home", "housed", "level")
    assert parse_study(SMALL + level).trial is not None
    on_parole = BACK.replace('"pull_in"', '"current"').replace(
        "weeks = 104", 'compared_with = "not_on_parole"\nweeks = 104'
    )
    assert parse_study(SMALL + on_parole).trial is not None
    own = BACK.replace("weeks = 104", 'treated = "current"\nweeks = 104')
    assert 'trial.outcome 1.treated is "current", as control is' in faults(SMALL + own)[0]


def test_a_trial_without_outcomes_says_which_tables_to_type() -> None:
    (sentence,) = faults(SMALL + TRIAL)
    assert "trial.outcome is missing; allowed: tables headed [[trial.outcome]]; type for example [[" in sentence


def test_two_outcomes_have_two_names() -> None:
    again = BACK[BACK.index("[[trial.outcome]]") :]
    assert "as in another outcome" in faults(SMALL + BACK + again)[0]


def test_several_faults_are_told_at_once() -> None:
    assert len(said(('"pull_in"', '"nobody"'), ("low = 0.92\n", ""), ("weeks = 104", "weeks = 0"))) == 3
