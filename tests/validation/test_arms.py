"""Whom a trial followed is found in a run as the trial's file says, the same people in both arms."""

import numpy as np
import pytest
from seen_weeks import by_hand
from towns import lives

from simmodel.engine.watched import Watched
from simmodel.trial import Followed, Trial, TrialOutcome
from simmodel.validation.arms import arms_of, enrolled, released, weeks_needed_before
from simmodel.vocabulary import EMERGENCY_DEPARTMENT, HOMELESS, SENTENCED

BEFORE, WEEKS = 30, 40
COHORTS = {"leaving_custody": 0, "homelessness": 1}
ENROLLED = [{"enrolled": 2, "arrives": -100}, {"enrolled": 5, "cohort": 1, "arrives": -100}, {"enrolled": 30}, {}]


def life(people: list[dict] = ENROLLED, **seen: dict) -> Watched:
    """Some people over 30 weeks before week 0 and 40 from it on; `seen` is what they were by (week, person)."""
    fields = {name: {(BEFORE + week, who): each for (week, who), each in of.items()} for name, of in seen.items()}
    weeks = by_hand((BEFORE + WEEKS, len(people)), **fields)
    return Watched(list(weeks[:BEFORE]), list(weeks[BEFORE:]), lives(*people), np.zeros(1))


def chosen(whom: Followed, one: Watched) -> list[tuple[int, int]]:
    return list(zip(*(each.tolist() for each in enrolled(whom, one)), strict=True))


def outcome(**fields: object) -> TrialOutcome:
    usual = {"name": "days", "what": "days inside", "outcome": "custody_days", "measure": "difference", "weeks": 10}
    return TrialOutcome(**usual | fields)


def trial(**whom: object) -> Trial:
    words = dict.fromkeys(("name", "source", "known", "not_known"), "a trial")
    arms = {"treated": "helped", "control": "usual", "people": Followed(begins_within_weeks=20, **whom)}
    return Trial(**words, **arms, design="randomised", outcome=(outcome(),))


def test_people_are_those_enrolled_in_time_each_from_a_week_of_their_own() -> None:
    assert chosen(Followed(begins_within_weeks=6), life()) == [(0, 2), (1, 5)]
    assert chosen(Followed(begins_within_weeks=5), life()) == [(0, 2)]


def test_people_are_taken_as_they_were_the_week_before() -> None:
    inside = life(custody={(1, 0): SENTENCED, (5, 1): SENTENCED})
    assert chosen(Followed(), inside) == [(1, 5), (2, 30)]
    gone = life(gone={(week, 1): 1 for week in range(4, WEEKS)})
    assert chosen(Followed(), gone) == [(0, 2), (2, 30)]


@pytest.mark.parametrize(
    ("whom", "seen", "found"),
    [
        ({"cohorts": ("homelessness",)}, {}, [1]),
        ({"homeless_weeks": 1}, {"tenancy": {(1, 0): HOMELESS}, "tenancy_weeks": {(1, 0): 1}}, [0]),
        ({"homeless_weeks": 52}, {"tenancy": {(1, 0): HOMELESS}, "tenancy_weeks": {(1, 0): 51}}, []),
        ({"released_within_weeks": 8}, {"weeks_free": {(1, 0): 8, (4, 1): 9, (29, 2): 0}}, [0, 2]),
    ],
)
def test_only_people_whom_the_trial_would_have_taken_are_followed(whom: dict, seen: dict, found: list) -> None:
    assert [who for who, _ in chosen(Followed(**whom), life(**seen))] == found


def test_times_in_acute_care_are_those_of_the_half_year_before() -> None:
    ward = 1 + EMERGENCY_DEPARTMENT
    twice_before = {(-24, 0): ward, (1, 0): ward}
    too_early, after = {(-25, 1): ward, (-22, 1): ward}, {(29, 2): ward, (30, 2): ward}
    seen = life(crisis=twice_before | too_early | after)
    assert chosen(Followed(times_in_acute_care=2), seen) == [(0, 2)]
    newcomer = life([{"enrolled": 2, "arrives": -23}], crisis=twice_before)
    assert chosen(Followed(times_in_acute_care=2), newcomer) == []


def test_both_arms_hold_the_same_people_over_the_same_weeks() -> None:
    helped = life(custody={(3, 0): SENTENCED})
    usual = life(people=[{"arrives": -100}] * 4, custody={(3, 0): SENTENCED, (4, 0): SENTENCED, (12, 0): SENTENCED})
    treated, control = arms_of(trial(), outcome(), {"helped": helped, "usual": usual})
    assert treated.total.tolist() == [7.0, 0.0]
    assert control.total.tolist() == [14.0, 0.0]


def test_an_outcome_may_have_a_treated_arm_of_its_own() -> None:
    arms = {"helped": life(), "more": life([{"enrolled": 3}]), "usual": life([{}])}
    treated, control = arms_of(trial(), outcome(treated="more"), arms)
    assert len(treated.total) == len(control.total) == 1


def test_before_and_after_are_of_one_scenario_and_of_people_whose_time_before_is_known() -> None:
    people = [{"enrolled": 5, "arrives": -5}, {"enrolled": 5, "arrives": -4}]
    seen = {(week, who): SENTENCED for week in (-6, -5, 4, 5, 6) for who in (0, 1)}
    before = {key: value for key, value in seen.items() if key[0] != 4}
    both = {"helped": life(people, custody=before), "usual": life(people, custody={(6, 0): SENTENCED})}
    after, earlier = arms_of(trial(), outcome(compared_with="before"), both)
    assert (after.total.tolist(), earlier.total.tolist()) == ([14.0], [7.0])
    after, earlier = arms_of(trial(), outcome(compared_with="before_in_control"), both)
    assert (after.total.tolist(), earlier.total.tolist()) == ([7.0], [0.0])


def test_released_people_are_followed_from_the_week_after_and_split_by_parole() -> None:
    people = [{"index_release": 3}, {"index_release": 4}, {"index_release": 19}, {}]
    seen = life(people, on_parole={(3, 0): True}, custody={(4, 0): SENTENCED, (30, 1): SENTENCED})
    assert [each.tolist() for each in released(Followed(begins_within_weeks=20), seen)] == [[0, 1], [4, 5]]
    on_parole, without = arms_of(trial(), outcome(compared_with="not_on_parole"), {"helped": seen, "usual": seen})
    assert (on_parole.total.tolist(), without.total.tolist()) == ([7.0], [0.0])


def test_enough_of_the_warm_up_is_looked_at() -> None:
    assert weeks_needed_before(trial(), outcome()) == 1
    assert weeks_needed_before(trial(), outcome(compared_with="before", weeks=52)) == 53
    assert weeks_needed_before(trial(times_in_acute_care=2), outcome(compared_with="before")) == 27
