"""What is gained: everything that is counted each year, turned so that more is better."""

import numpy as np
import pytest

from simmodel.appraisal.flows import Extra
from simmodel.appraisal.outcomes import OUTCOMES
from simmodel.appraisal.worth import PER_OUTCOME
from simmodel.appraisal.yearly import COUNTED, OUTCOMES_COUNTED, Yearly
from simmodel.errors import SimmodelError
from simmodel.funding.gains import GAINS, MAIN, bare, gain_named, gained, size


def test_every_outcome_counted_each_year_can_be_asked_for() -> None:
    assert set(GAINS) == set(OUTCOMES_COUNTED)
    assert set(MAIN) <= set(GAINS)


def test_directions_and_units_are_those_of_costs_per_outcome_and_of_the_catalogue() -> None:
    assert {name: GAINS[name].each for name in PER_OUTCOME} == {name: each for name, (_, each) in PER_OUTCOME.items()}
    for name, gain in GAINS.items():
        if name in OUTCOMES:
            assert (gain.each > 0) == (OUTCOMES[name].better == "higher")
            assert gain.assumed_link == OUTCOMES[name].assumed_link == ("assumed link" in gain.label)


def test_a_gain_is_discounted_like_dollars_and_summed_over_years_and_fewer_crises_are_a_gain() -> None:
    counted = np.zeros((2, 3, 4, len(COUNTED)))
    counted[..., COUNTED.index("crises")] = -2.0
    nothing = np.zeros((2, 3, 4, 1))
    assert gained(Extra(Yearly(nothing, counted, nothing)), "crises") == pytest.approx(
        np.full((2, 3), 2.0 * sum(1.05 ** -(year + 0.5) for year in range(4)))
    )


def test_an_unknown_outcome_is_told_with_the_nearest_right_one() -> None:
    with pytest.raises(SimmodelError, match="did you mean 'crises'"):
        gain_named("crisis")


@pytest.mark.parametrize(
    ("value", "said", "plain"),
    [(12.34, "+12.3", "12.3"), (-1204.4, "-1,204", "-1,204"), (0.04, "0.0", "0.0"), (99.96, "+100.0", "100.0")],
)
def test_amounts_have_a_sign_and_a_tenth_below_a_hundred(value: float, said: str, plain: str) -> None:
    assert (size(value), bare(value)) == (said, plain)
