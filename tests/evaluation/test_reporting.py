"""An evaluation in words: the figure, the truth beside it, and what it could have told; nothing that says "will"."""

from dataclasses import replace

import pytest
from rich.console import Console

from simmodel.evaluation.pilots import At, Effect, Evaluation, One, Reported
from simmodel.evaluation.question import Question
from simmodel.evaluation.reporting import could_tell, how, notes, print_evaluation, sentence


def reported(estimate: float, relative: float | None, excludes: float) -> Reported:
    return Reported(estimate, estimate - 20, estimate + 20, relative, None, None, 9.0, excludes)


def evaluation(**changed: object) -> Evaluation:
    """A pre/post pilot of 60 people that reports a fall of 66%, where 3% is true."""
    one = Evaluation(
        study="taree",
        version="0.1.0",
        seed=1,
        draws=0,
        pilots=40,
        asked=Question("pre_post", 60, "pull_in"),
        enrolled=60.0,
        fewest_enrolled=60,
        taken_on=1.0,
        reported=reported(-110.0, -0.66, 1.0),
        first_pilot=One(-100.0, -130.0, -70.0, 0.0001, -0.6),
        true=Effect(-1.9, -0.034),
        bias=-108.1,
        without_effect=reported(-108.0, -0.648, 1.0),
        power=1.0,
        least_detectable=49.5,
        least_detectable_error=2.25,
        most_possible=56.0,
        months_until=None,
        by_months=(At(6, 0.9, 1.0), At(12, 1.0, 1.0)),
    )
    return replace(one, **changed)


def test_the_sentence_gives_the_figure_the_truth_and_what_nothing_would_show() -> None:
    assert sentence(evaluation()) == (
        "A pre/post pilot with 60 people, followed for 12 months, would have reported 66% fewer days in custody "
        "(-110.0 days per person); the true effect in the model is 3% fewer days in custody (-1.9). Of a programme "
        "that does nothing it would have reported 65% fewer days in custody."
    )


def test_no_effect_and_no_level_to_compare_with_are_said_plainly() -> None:
    nothing = sentence(evaluation(true=Effect(0.0, 0.0), reported=reported(2.0, None, 0.0)))
    assert "would have reported more days in custody (+2.0 days per person)" in nothing
    assert "the true effect in the model is no change in days in custody (0.0)" in nothing


def test_a_share_is_told_in_percentage_points() -> None:
    asked = Question("randomised", 60, "pull_in", "taken_into_custody")
    told = sentence(evaluation(asked=asked, reported=reported(-0.05, -0.2, 0.1), true=Effect(-0.021, -0.08)))
    assert "20% fewer people taken into custody (-5.0 percentage points)" in told
    assert "8% fewer people taken into custody (-2.1)" in told


def test_a_design_that_finds_effects_where_there_are_none_cannot_tell_however_long() -> None:
    told = could_tell(evaluation())
    assert "100 of 100 pilots of a programme that does nothing claim an effect as well" in told


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"power": 0.12}, "12 of 100 pilots see the effect that is there"),
        ({"power": 0.12}, "Within the 12 months that could be followed, power does not reach 80 of 100."),
        ({"power": 0.9, "months_until": 6}, "The data could tell after 6 months (power 80 of 100)."),
        ({"power": None}, "In the model the programme has no effect that could be seen."),
    ],
)
def test_an_honest_design_says_when_the_data_could_tell(changed: dict, said: str) -> None:
    assert said in could_tell(evaluation(without_effect=reported(0.0, 0.0, 0.05), **changed))


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({}, "an effect of 49.5 days per person or more (Monte Carlo error 2.2). "),
        ({"most_possible": 49.4}, "error 2.2): more than the 49.4 that there can be, so no effect for the better"),
        (
            {"least_detectable": None, "pilots": 19},
            "cannot be told from 19 pilots; 20 or more can tell it: type --runs 20",
        ),
        ({"least_detectable": None}, "The least effect that would be seen cannot be told. "),
    ],
)
def test_the_least_effect_is_told_with_its_error_or_why_it_is_not(changed: dict, said: str) -> None:
    assert said in could_tell(evaluation(without_effect=reported(0.0, 0.0, 0.05), **changed))


def test_a_fall_of_more_than_there_is_has_no_share_and_a_note_says_so() -> None:
    found = evaluation(reported=reported(-3.0, None, 0.0))
    assert "would have reported fewer days in custody (-3.0" in sentence(found)
    assert ["a fall of more than there is to lose is no share of it" in each for each in notes(found)] == [True]


def test_one_month_is_one_month_everywhere() -> None:
    asked, console = Question("pre_post", 60, "pull_in", months=1), Console(width=100)
    with console.capture() as captured:
        print_evaluation(console, evaluation(asked=asked, months_until=1, without_effect=reported(0.0, 0.0, 0.05)))
    assert "1 month after enrolment against 1 month before" in captured.get()
    assert "1 months" not in captured.get()


def test_who_could_not_be_enrolled_and_who_was_offered_a_worker_in_vain_is_noted() -> None:
    assert list(notes(evaluation())) == []
    few, offered = notes(evaluation(fewest_enrolled=51, enrolled=57.5, taken_on=0.8))
    assert "57.5 in the mean, 51 at least" in few
    assert "80% of the people offered one; all of them count" in offered


@pytest.mark.parametrize("design", ["pre_post", "matched", "randomised", "stepped_wedge"])
@pytest.mark.parametrize("width", [80, 120])
def test_everything_fits_the_width_and_nothing_is_promised(design: str, width: int) -> None:
    console = Console(width=width, record=True, file=None, quiet=False)
    found = evaluation(asked=Question(design, 60, "pull_in"))
    with console.capture() as captured:
        print_evaluation(console, found)
    lines = captured.get().splitlines()
    assert max(map(len, lines)) <= width
    assert " will " not in captured.get()
    assert "p below 0.001" in captured.get()
    assert how(found)[:20] in captured.get()
