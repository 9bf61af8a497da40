"""Whoever is most like somebody is found, in whatever units features come."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from simmodel.evaluation.matching import nearest, unlikeness

UNHURRIED = settings(deadline=None)


def people(seed: int) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=(20, 3))


@UNHURRIED
@given(st.integers(0, 10_000), st.integers(0, 19))
def test_somebody_with_the_same_features_is_the_nearest(seed: int, place: int) -> None:
    features = people(seed)
    assert nearest(features[place], features, unlikeness(features)) == place


@UNHURRIED
@given(st.integers(0, 10_000))
def test_the_unit_of_a_feature_does_not_matter(seed: int) -> None:
    features = people(seed)
    scaled = features * np.array([7.0, 0.01, 52.0])
    found, again = (nearest(each[0], each[1:], unlikeness(each)) for each in (features, scaled))
    assert found == again


def test_a_feature_that_is_the_same_for_all_weighs_nothing() -> None:
    features = np.array([[1.0, 5.0], [2.0, 5.0], [9.0, 5.0]])
    assert nearest(np.array([2.2, 5.0]), features, unlikeness(features)) == 1


def test_what_spreads_more_weighs_less() -> None:
    others = np.array([[0.0, 30.0], [1.0, 0.0]])
    spread = np.array([[-1.0, -100.0], [1.0, -100.0], [-1.0, 100.0], [1.0, 100.0]])
    assert nearest(np.array([0.0, 0.0]), others, unlikeness(spread)) == 0
