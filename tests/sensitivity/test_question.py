"""Questions in words that fit the study are understood; others are one message with what is allowed."""

import numpy as np
import pytest
from made_up_matter import mattering_runs
from towns import LINKS, town

from simmodel.appraisal.worth import appraise_runs
from simmodel.errors import SimmodelError
from simmodel.sensitivity.question import Question, check_sampling, question_of

STUDY = town(more=LINKS)


def test_without_a_name_it_is_the_first_that_buys_coaches() -> None:
    assert question_of(STUDY) == Question("pull_in", "net_present_value")
    assert question_of(STUDY, "links", "crises") == Question("links", "crises")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"scenario": "pul_in"}, "did you mean 'pull_in'?"),
        ({"scenario": "current"}, "--scenario is current, the base case; allowed: more_places, pull_in, links"),
        ({"outcome": "crisis"}, "--outcome is crisis; allowed: net_present_value, returns_to_custody"),
    ],
)
def test_words_that_do_not_fit_are_one_message(words: dict[str, str], said: str) -> None:
    with pytest.raises(SimmodelError, match=said.replace("?", "\\?")):
        question_of(STUDY, **words)


@pytest.mark.parametrize(("runs", "draws"), [(20, None), (200, 200), (200, 0), (200, 20), (78, None)])
def test_too_few_draws_are_refused_with_what_to_type(runs: int, draws: int | None) -> None:
    with pytest.raises(SimmodelError, match=rf"type --runs {max(runs, 80)} alone"):
        check_sampling(runs, draws, 40)


def test_enough_draws_of_two_runs_pass() -> None:
    check_sampling(80, None, 40)
    check_sampling(400, 100, 40)


def test_amounts_are_dollars_of_net_present_value_or_what_is_gained() -> None:
    runs = mattering_runs(draws=4)
    appraisal = appraise_runs(runs)
    assert np.array_equal(Question("pull_in").amount(runs, appraisal), appraisal.scenarios["pull_in"].net)
    assert Question("pull_in", "crises").amount(runs, appraisal).shape == (4, 2)
    assert (Question("pull_in").shown(-2_221_000.0), Question("pull_in").short(-2_221_000.0)) == (
        "-$2.22 million",
        "-2.22",
    )
    assert Question("pull_in", "crises").shown(12.34) == "12.3"
    assert Question("pull_in", "child_reports").assumed_link
