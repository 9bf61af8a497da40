"""Sentences of a report: the title is the finding, and what goes together or surprises is told as it is."""

from dataclasses import replace

import numpy as np
import pytest
from made_up_fits import a_fit

from simmodel.calibration.identified import Direction, Pair
from simmodel.calibration.report.words import emulator_told, least_known, method_told, not_apart, surprises, title
from simmodel.calibration.result import Fit

FIT = a_fit()
NAMES = FIT.prior.names


def with_identified(**given: object) -> Fit:
    return replace(FIT, checks=replace(FIT.checks, identified=replace(FIT.checks.identified, **given)))


def direction(contraction: float, **weights: float) -> Direction:
    """A combination of numbers, by the place of each."""
    found = np.zeros(len(NAMES))
    for name, weight in weights.items():
        found[int(name[1:])] = weight
    return Direction(found / np.linalg.norm(found), contraction)


@pytest.mark.parametrize(
    ("learned", "words"),
    [
        (0.0, "The pilot makes us surer of 0 of 12 numbers and says almost nothing about 12"),
        (0.5, "The pilot makes us surer of all 12 numbers that were fitted"),
    ],
)
def test_the_title_says_about_how_many_numbers_we_are_surer(learned: float, words: str) -> None:
    assert title(with_identified(contraction=np.full(len(NAMES), learned))) == words


def test_the_title_of_a_fit_that_failed_a_check_says_that_and_nothing_of_numbers() -> None:
    lack = replace(FIT.step.emulator, lack=np.full(len(FIT.targets), 0.7))
    assert (
        title(replace(FIT, step=replace(FIT.step, emulator=lack)))
        == "Not to be relied on: this fit failed 1 of 10 checks"
    )


def test_numbers_that_are_told_apart_are_said_to_be() -> None:
    assert not_apart(with_identified(pairs=())) == [
        "No two numbers go together so closely that the data cannot tell them apart."
    ]
    (told,) = not_apart(with_identified(pairs=(Pair(0, 1, -0.8),)))
    assert told.startswith("custody_level.return_24_months and housing.loss: correlation -0.80.")


def test_the_combinations_least_known_come_first_and_name_only_what_weighs() -> None:
    found = (direction(0.6, n0=1, n1=1), direction(0.2, n3=1), direction(-0.1, n4=1, n5=-1, n6=0.01))
    told = list(least_known(with_identified(directions=found)))
    assert told[0].startswith("Least is known about the combination of ")
    assert "trust.gain" in told[0]
    assert "less custody.unstable_home" in told[0]
    assert "trust.loss" not in told[0]
    assert told[0].endswith("its uncertainty did not shrink.")
    assert told[1] == "Least is known about crisis.weekly_rate: its uncertainty shrank by 20%."
    assert told[2].startswith("Most is known about the combination of more custody_level.return_24_months with more")


def test_what_the_model_hardly_ever_shows_before_it_learns_is_named_as_a_surprise() -> None:
    value = FIT.observed.value.copy()
    value[0] = 0.9
    far = replace(FIT, observed=replace(FIT.observed, value=value))
    assert next(surprises(FIT)).startswith("Of 11 targets none lies")
    told = list(surprises(far))
    assert told[0].startswith("Of 11 targets 1 lie where")
    assert "within 6 months" in told[0]
    assert "fewer than 1 in 100" in told[1]


def test_the_misfit_of_the_stand_in_and_the_coverage_of_made_up_pilots_are_told() -> None:
    lack = np.where(np.arange(len(FIT.targets)) == 2, 9.0, 0.123)
    assert "at most 0.12 of the luck" in emulator_told(
        replace(FIT, step=replace(FIT.step, emulator=replace(FIT.step.emulator, lack=lack)))
    )
    half = np.tile([[0], [50]], (100, FIT.checks.self_check.ranks.shape[1]))
    check = replace(FIT.checks.self_check, ranks=half)
    told = method_told(replace(FIT, checks=replace(FIT.checks, self_check=check)))
    assert told.startswith("200 runs of the model")
    assert "held it in 50." in told
