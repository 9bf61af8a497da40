"""Priors: what each place of a number stands for."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from known_pilots import a_study

from simmodel.calibration.fittable import may_be_fitted
from simmodel.calibration.plan import Calibration, OwnPrior
from simmodel.calibration.prior import prior_of
from simmodel.errors import SimmodelError
from simmodel.parameters import catalogue

PLAN = a_study().calibration
assert PLAN is not None
LEVEL = "custody_level.return_24_months"


def with_own(plan: Calibration, number: str, value: float, low: float, high: float) -> Calibration:
    return plan.model_copy(
        update={"prior": (OwnPrior(number=number, value=value, low=low, high=high, because="asked"),)}
    )


def test_the_ends_and_the_middle_of_a_prior_are_those_of_the_ledger() -> None:
    (one,) = prior_of(["trust.gain"], PLAN).parameters
    _, value, low, high = catalogue()["trust.gain"]

    assert [one.values(place)["trust.gain"] for place in (0.0, 0.5, 1.0)] == pytest.approx([low, value, high])


def test_the_items_of_a_number_share_one_place() -> None:
    (one,) = prior_of(["housing.need"], PLAN).parameters
    low = {dotted: catalogue()[dotted][2] for dotted in may_be_fitted()["housing.need"]}

    assert one.values(0.0) == low
    assert not one.single


def test_shares_of_one_still_add_up_to_one() -> None:
    (one,) = prior_of(["crisis.kinds"], PLAN).parameters

    assert sum(one.values(0.9).values()) == pytest.approx(1.0)


@given(st.floats(0.001, 0.999), st.floats(0.001, 0.999))
def test_the_scale_of_an_emulator_is_straight_in_the_number_itself(one: float, other: float) -> None:
    (number,) = prior_of(["housing.loss"], PLAN).parameters
    low, high = catalogue()["housing.loss"][2:]
    found = number.scaled(np.array([one, other]))
    natural = np.array([number.values(place)["housing.loss"] for place in (one, other)])

    assert found == pytest.approx(2 * (natural - low) / (high - low) - 1, abs=1e-9)


def test_a_prior_of_the_study_stands_in_for_the_ledger_and_says_why() -> None:
    (one,) = prior_of([LEVEL], with_own(PLAN, LEVEL, 0.4, 0.3, 0.6)).parameters

    assert one.values(1.0) == {LEVEL: 0.6}
    assert one.because == "asked"
    assert one.grade == ""


def test_rows_are_in_the_order_of_the_dotted_numbers() -> None:
    prior = prior_of(["housing.need", "trust.gain"], PLAN)
    (row,) = prior.rows(np.array([[1.0, 0.0]]))

    highest = {dotted: catalogue()[dotted][3] for dotted in may_be_fitted()["housing.need"]}
    expected = highest | {"trust.gain": catalogue()["trust.gain"][2]}
    assert dict(zip(prior.dotted, row, strict=True)) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("names", "pinned", "told"),
    [
        (["trust.gian"], {}, "did you mean 'trust.gain'"),
        ([LEVEL], {}, "type [[calibration.prior]]"),
        (["trust.gain"], {"trust.gain": 0.05}, "pinned by an [[assumption]]"),
    ],
)
def test_what_cannot_be_fitted_is_refused(names: list[str], pinned: dict[str, float], told: str) -> None:
    with pytest.raises(SimmodelError) as error:
        prior_of(names, PLAN, pinned)

    assert told in str(error.value)
