"""Numbers that were fitted together: how many they are is told, and that shares take them for independent."""

from dataclasses import replace

import numpy as np
import pytest
from made_up_matter import FIRST, mattering_runs

from simmodel.appraisal.runs import Fitted, Runs
from simmodel.sensitivity.found import found_in
from simmodel.sensitivity.question import Question
from simmodel.sensitivity.result import Sensitivity
from simmodel.sensitivity.together import fitted_told
from simmodel.sensitivity.told import sentences
from simmodel.sensitivity.uncertain import uncertain

OTHER = "custody_level.return_24_months"
DRAWS = 80


def fitted(alike: float) -> Runs:
    """Runs with a level of return that was fitted with the number that matters most, with about this correlation."""
    runs = mattering_runs(draws=DRAWS)
    first = runs.numbers[FIRST].to_numpy()
    own = np.random.default_rng(5).normal(0, 1, DRAWS)
    mixed = alike * (first - first.mean()) / first.std() + np.sqrt(1 - alike**2) * own
    numbers = runs.numbers.assign(**{OTHER: 0.45 + 0.01 * mixed})
    told = Fitted("a_pilot", "digest", "", (FIRST, OTHER), 1000, ())
    return replace(runs, numbers=numbers, fitted=told)


@pytest.fixture(scope="module")
def strangers() -> Sensitivity:
    return found_in(fitted(0.0), Question("pull_in"))


def test_how_many_were_fitted_is_told_and_nothing_of_it_without_a_posterior(strangers: Sensitivity) -> None:
    many = len(strangers.numbers)

    assert fitted_told(strangers) == (
        f"2 of the {many} numbers that vary were fitted together to a_pilot; their grades are those of the evidence "
        "before that."
    )
    assert fitted_told(strangers) in sentences(strangers)
    assert fitted_told(replace(strangers, fitted=None)) == ""


def test_a_correlation_that_shares_leave_out_is_told_with_its_size(strangers: Sensitivity) -> None:
    told = fitted_told(replace(strangers, numbers=tuple(uncertain(fitted(0.4).numbers))))

    assert "Shares take numbers for independent" in told
    assert f"{FIRST} and {OTHER}, told apart, have one of +0.4" in told


def test_numbers_that_move_together_are_one_driver_with_the_level_named_in_it() -> None:
    found = found_in(fitted(0.95), Question("pull_in"))

    assert [each.name for each in found.drivers[0].numbers] == [FIRST, OTHER]
    assert "told apart" not in fitted_told(found)
    assert OTHER in sentences(found)[0]


def test_a_page_of_its_own_is_told_of_a_level_that_was_fitted(strangers: Sensitivity) -> None:
    assert "custody_level" in [group.page for group in strangers.groups]
