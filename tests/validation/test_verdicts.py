"""A verdict says why, and counts do not flatter: what fits by construction or by doing nothing is said so."""

from dataclasses import replace

import pytest
from small_trial import FITS

from simmodel.validation.verdicts import (
    missed_by_far,
    numbers_of_trial,
    outside_its_range,
    trials_told,
    verdict,
    why_not,
)

EDGE, FITTED, NOTHING = (
    replace(FITS, at_the_edge=True),
    replace(FITS, by_construction=True),
    replace(FITS, barely_moved=True),
)
MISSED = replace(FITS, inside=False)
UNJUDGED = replace(FITS, inside=None, low=None, high=None)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({}, "fits"),
        ({"because": "fits, barely"}, "fits; barely"),
        ({"by_construction": True}, "fits, by construction: a number of the model was set from this figure"),
        ({"inside": False, "because": "too few homes"}, "does not fit, because: too few homes"),
        ({"inside": False}, "does not fit, because: no reason is known"),
        ({"at_the_edge": True}, "inside, at the edge: other luck may move it across"),
        (
            {"inside": False, "at_the_edge": True, "because": "fits, barely"},
            "outside, at the edge: other luck may move it across; barely",
        ),
        (
            {"inside": None, "because": "not judged: nobody was compared"},
            "cannot be judged: nobody was compared; reported 0.3, the model 0.25",
        ),
        ({"inside": None, "model": 0.1}, "cannot be judged; missed by far: reported 0.3, the model 0.1"),
        ({"inside": None, "model": None}, "cannot be judged"),
    ],
)
def test_a_verdict_says_whether_a_trial_fits_and_why_not(changed: dict, said: str) -> None:
    assert verdict(replace(FITS, **changed)) == said


def test_every_verdict_that_is_more_than_a_plain_yes_has_a_line() -> None:
    assert list(why_not([FITS, NOTHING])) == []
    assert len(list(why_not([EDGE, FITTED, MISSED, UNJUDGED, replace(FITS, because="fits, barely")]))) == 5


def test_the_count_says_what_fits_by_construction_or_by_doing_nothing_and_what_is_missed() -> None:
    both = replace(FITTED, barely_moved=True)
    far = replace(UNJUDGED, model=0.1)
    told = trials_told(
        [FITS, EDGE, EDGE, FITTED, both, NOTHING, MISSED, replace(MISSED, at_the_edge=True), UNJUDGED, far]
    )
    assert told == (
        "of what trials reported the model's mean lies inside 6 of 8 intervals (2 by construction; 1 where the trial "
        "could not tell its figure from none and the model barely moves; 3 others, 2 of them at an edge) and outside "
        "2, 1 of them at an edge; 2 cannot be judged, 1 of which the model misses by far"
    )
    assert trials_told([FITS]) == "of what trials reported the model's mean lies inside 1 of 1 intervals (1 others)"


@pytest.mark.parametrize(
    ("reported", "model", "far"),
    [
        (0.65, 0.30, True),
        (-61.0, -21.0, True),
        (1.0, 2.0, True),
        (1.0, -1.0, True),
        (0.8, 0.87, False),
        (-0.66, -0.7, False),
        (0.0, 5.0, False),
        (None, 5.0, False),
        (1.0, None, False),
    ],
)
def test_twice_or_half_or_the_other_sign_is_missed_by_far(
    reported: float | None, model: float | None, far: bool
) -> None:
    assert missed_by_far(replace(UNJUDGED, reported=reported, model=model)) == far
    assert not missed_by_far(replace(FITS, reported=reported, model=model))


def test_a_mean_outside_its_own_range_is_marked_and_why_is_told_once() -> None:
    rare = replace(FITS, model=-0.001, model_low=0.0, model_high=0.0)
    assert numbers_of_trial(rare)[3] == "0 to 0*"
    assert numbers_of_trial(FITS)[3] == "0.22 to 0.28"
    assert len(outside_its_range([FITS, rare, rare])) == 1
    assert outside_its_range([FITS, replace(FITS, model=None)]) == []


def test_an_edge_is_told_beside_the_yes_or_no() -> None:
    assert [numbers_of_trial(one)[4] for one in (FITS, EDGE, MISSED, replace(MISSED, at_the_edge=True))] == [
        "yes",
        "yes, at the edge",
        "NO",
        "NO, at the edge",
    ]
