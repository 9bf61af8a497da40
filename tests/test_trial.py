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
        (("begins_within", "starts_within"), "trial.people.starts_within_weeks is not a known key"),
    ],
)
def test_what_does_not_fit_is_one_sentence_with_what_to_type(change: tuple[str, str], words: str) -> None:
    (sentence,) = said(change)
    assert words in sentence


def test_two_outcomes_have_two_names() -> None:
    again = BACK[BACK.index("[[trial.outcome]]") :]
    assert "as in another outcome" in faults(SMALL + BACK + again)[0]


def test_several_faults_are_told_at_once() -> None:
    assert len(said(('"pull_in"', '"nobody"'), ("low = 0.92\n", ""), ("weeks = 104", "weeks = 0"))) == 3
