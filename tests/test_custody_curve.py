"""The custody curve: its shape from the literature, and the level and shape that meet a target."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simmodel.custody_curve import (
    FOLLOW_UP,
    Risks,
    Target,
    curve,
    fit,
    fit_table,
    miss,
    other_routes,
    pooled,
    returned,
    tabulated,
)
from simmodel.errors import SimmodelError
from simmodel.parameters import Parameters

SIGMA, EVER = 1.183, 0.769


def released(people=50, ratio=1.0, other=0.0, frailty=(1.0,)):
    """People at the same risk in every week, the clock running with the calendar."""
    shape = (people, FOLLOW_UP)
    weeks = np.broadcast_to(np.arange(FOLLOW_UP), shape)
    nodes = np.broadcast_to(np.asarray(frailty), (people, len(frailty)))
    return Risks(np.full(shape, ratio), weeks, np.full(shape, other), nodes, np.ones(people))


def test_the_recommended_curve_gives_the_published_shares_back_in_custody():
    # HAZ016: 4.0, 11.5, 25.0, 42.5, 52.5, 62.9% at 3, 6, 12, 24, 36 and 60 months
    hazard = np.cumsum(curve(3.021, SIGMA, EVER))
    shares = [1 - np.exp(-hazard[round(months * 52 / 12) - 1]) for months in (3, 6, 12, 24, 36, 60)]
    assert shares == pytest.approx([0.040, 0.115, 0.250, 0.425, 0.525, 0.629], abs=0.001)


def test_the_hazard_rises_for_some_months_and_then_falls_several_fold():
    hazard = np.asarray(curve(3.021, SIGMA, EVER))
    top = int(np.argmax(hazard))
    assert 20 < top < 80
    assert hazard[-1] < hazard[top] / 5


@settings(max_examples=40, deadline=None)
@given(mu=st.floats(1.0, 6.0), sigma=st.floats(1.0, 1.4), ever=st.floats(0.6, 0.99))
def test_every_curve_is_a_hazard_of_which_some_never_return(mu, sigma, ever):
    hazard = np.asarray(curve(mu, sigma, ever))
    assert np.all(hazard >= 0)
    assert 1 - np.exp(-hazard.sum()) <= ever + 1e-9


@settings(max_examples=30, deadline=None)
@given(
    at_12=st.floats(0.15, 0.35),
    growth=st.floats(1.55, 1.8),
    ratio=st.floats(0.3, 4.0),
    spread=st.floats(0.1, 1.5),
)
def test_level_and_shape_meet_both_points_whatever_the_risks(at_12, growth, ratio, spread):
    risks = released(ratio=ratio, frailty=np.exp(np.linspace(-spread, spread, 7)))
    target = Target("new_sentence", at_12, at_12 * growth)
    level, mu = fit(risks, target, SIGMA, EVER)
    assert miss(risks, level, curve(mu, SIGMA, EVER), target) < 1e-6


def test_a_pair_that_mixes_definitions_is_refused_by_name():
    with pytest.raises(
        SimmodelError, match=r"40\.0% after 12 months and 41\.0% after 24 .*new_sentence.*same definition"
    ):
        fit(released(), Target("new_sentence", 0.40, 0.41), SIGMA, EVER)


def test_risks_that_would_need_an_absurd_level_are_refused():
    with pytest.raises(SimmodelError, match="no custody curve"):
        fit(released(ratio=1e-4), Target("new_sentence", 0.25, 0.425), SIGMA, EVER)


def test_another_route_back_leaves_less_for_new_sentences():
    target = Target("any_custody", 0.25, 0.425)
    alone, _ = fit(released(), target, SIGMA, EVER)
    beside, _ = fit(released(other=0.002), target, SIGMA, EVER)
    assert beside < alone


def test_returned_is_one_minus_the_chance_that_no_route_struck():
    risks, hazards = released(other=0.001, frailty=(0.5, 1.5)), np.full((50, FOLLOW_UP), 0.003)
    by_hand = 1 - np.exp(-52 * 0.001) * np.mean(np.exp(-52 * 0.003 * 2.0 * np.array([0.5, 1.5])))
    assert returned(risks, 2.0, hazards, 52) == pytest.approx(by_hand)


def test_weights_make_one_group_count_for_more():
    low, high = released(people=10, ratio=0.0), released(people=10, ratio=5.0)
    both = pooled([low, high])
    heavy = Risks(both.ratio, both.weeks_free, both.other, both.frailty, np.repeat([3.0, 1.0], 10))
    hazards = np.full((20, FOLLOW_UP), 0.004)
    assert returned(heavy, 1.0, hazards, 52) == pytest.approx(returned(both, 1.0, hazards, 52) / 2)


def test_remand_counts_at_once_under_any_custody_and_when_sentenced_under_new_sentence():
    ratio, on_parole, parameters = np.ones((1, FOLLOW_UP)), np.zeros((1, FOLLOW_UP), bool), Parameters()
    custody = parameters.record().custody
    at_once = other_routes(ratio, on_parole, parameters, "any_custody")
    assert at_once[0] == pytest.approx(np.full(FOLLOW_UP, custody.remand))
    later = other_routes(ratio, on_parole, parameters, "new_sentence")[0]
    assert later[0] < later[20] < later[60] <= custody.remand * custody.remand_to_sentence + 1e-12
    assert later[100] == pytest.approx(custody.remand * custody.remand_to_sentence, rel=0.02)


def test_breach_counts_for_return_to_prison_and_not_as_a_new_sentence():
    ratio, on_parole, parameters = np.ones((1, FOLLOW_UP)), np.ones((1, FOLLOW_UP), bool), Parameters()
    with_breach = other_routes(ratio, on_parole, parameters, "return_to_prison")
    without = other_routes(ratio, on_parole, parameters, "new_sentence")
    assert with_breach - without == pytest.approx(np.full((1, FOLLOW_UP), parameters.record().custody.breach))


TABLE = tuple(np.round(0.5 * (1 - np.exp(-np.arange(1, 37) / 12)), 4).tolist())


def test_a_table_is_met_at_the_end_of_every_month():
    survival = np.exp(-np.concatenate([[0.0], np.cumsum(tabulated(TABLE))]))
    weeks = np.arange(1, 37) * 52 / 12
    by_month = np.exp(np.interp(weeks, np.arange(len(survival)), np.log(survival)))
    assert 1 - by_month[2::3] == pytest.approx(TABLE[2::3], abs=1e-12)
    assert 1 - by_month == pytest.approx(TABLE, abs=1e-3)


def test_beyond_the_table_the_hazard_of_its_last_twelve_months_goes_on():
    hazards = tabulated(TABLE)
    last_year = np.log((1 - TABLE[23]) / (1 - TABLE[35])) / 52
    assert hazards[156:] == pytest.approx([last_year] * (len(hazards) - 156))
    assert len(hazards) == len(curve(3.0, SIGMA, EVER))


def test_people_at_no_more_risk_than_the_table_have_its_level():
    level, hazards = fit_table(released(), Target("new_sentence", TABLE[11], TABLE[23], TABLE))
    assert level == pytest.approx(1.0)
    assert hazards == tabulated(TABLE)


@pytest.mark.parametrize("ratio", [0.5, 3.0])
def test_the_level_of_a_table_is_such_that_as_many_are_back_after_24_months_whatever_the_risks(ratio):
    target = Target("new_sentence", TABLE[11], TABLE[23], TABLE)
    risks = released(ratio=ratio, frailty=(0.5, 1.0, 1.5), other=0.0005)
    level, hazards = fit_table(risks, target)
    assert returned(risks, level, np.asarray(hazards)[risks.weeks_free], FOLLOW_UP) == pytest.approx(TABLE[23])
    assert miss(risks, level, hazards, target) < 1e-9


def test_a_table_that_other_routes_alone_exceed_is_refused():
    with pytest.raises(SimmodelError, match="no custody curve gives"):
        fit_table(released(other=0.01), Target("any_custody", TABLE[11], TABLE[23], TABLE))
