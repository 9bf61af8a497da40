"""Many pilots together: what nothing would show, what is true, and whether intervals keep their promise."""

import json
from functools import cache

import numpy as np
import pytest
from sent_elsewhere import Elsewhere, stop
from towns import some_solution, town

import simmodel.pool
from simmodel.errors import CustodyLevelError, SimmodelError
from simmodel.evaluation.pilot import Pilot
from simmodel.evaluation.pilots import Evaluation, evaluate, to_json, told_together
from simmodel.evaluation.question import Question
from simmodel.scenario import Study
from simmodel.site import Solution

STUDY = town(at_start=(40, 15, 10, 10), levers="reach_out = true")


@pytest.fixture(autouse=True)
def _without_a_reference_community(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(simmodel.pool, "solution_of", lambda study, near=None: some_solution())


@cache
def found(design: str, runs: int = 3, workers: int = 1, **asked: object) -> Evaluation:
    return evaluate(STUDY, design, 10, follow_up=6, runs=runs, workers=workers, **asked)


@pytest.mark.parametrize("design", ["pre_post", "matched", "randomised", "stepped_wedge"])
def test_bias_is_what_is_reported_minus_what_is_true(design: str) -> None:
    one = found(design)
    assert one.bias == one.reported.estimate - one.true.effect
    assert one.reported.low <= one.reported.estimate <= one.reported.high
    assert one.by_months
    assert 6 in [at.months for at in one.by_months]
    assert json.dumps(to_json(one), allow_nan=False)


def test_the_number_of_workers_changes_nothing_and_the_seed_does() -> None:
    assert found("randomised") == found("randomised", workers=2)
    assert found("randomised") != found("randomised", seed=2)


def test_the_first_pilots_of_many_are_those_of_few() -> None:
    assert found("randomised", runs=2).first_pilot == found("randomised").first_pilot


def test_more_people_than_can_be_enrolled_are_refused_with_how_many_there_are() -> None:
    with pytest.raises(SimmodelError, match=r"enrolled is 500, .* finds (\d+) people .*type --enrolled \1"):
        evaluate(STUDY, "pre_post", 500, follow_up=6, runs=2)


def test_where_hardly_anybody_can_be_enrolled_no_number_is_offered() -> None:
    few = town(levers='for_cohorts = ["young_person"]')
    with pytest.raises(SimmodelError, match="a study with more people or more years"):
        evaluate(few, "randomised", 12, follow_up=6, runs=2)


def test_draws_without_a_custody_curve_are_left_out_and_refused_where_none_has_one(monkeypatch) -> None:
    lost: list[str] = []

    def solved(study: Study, near: Solution | None = None) -> Solution:
        if near is not None and (not lost or study.digest() in lost):
            lost.append(study.digest())
            raise CustodyLevelError("refused")
        return some_solution()

    monkeypatch.setattr(simmodel.pool, "solution_of", solved)
    assert evaluate(STUDY, "pre_post", 10, follow_up=6, runs=4, draws=2).pilots == 2
    lost.clear()
    with pytest.raises(CustodyLevelError, match=r"in any of 1 draws; .*type --draws 0"):
        evaluate(STUDY, "pre_post", 10, follow_up=6, runs=2, draws=1)


def pilot_of(scenario: np.ndarray, base: np.ndarray) -> Pilot:
    """Twelve rows, everybody from row 4 on, the first half treated; one column a person."""
    people = scenario.shape[1]
    half, begins = np.arange(people) < people // 2, np.full(people, 4)
    return Pilot(np.arange(people), begins, begins - 99, half, half, scenario, base, 4)


def together(*falls: float, outcome: str = "custody_days", design: str = "randomised") -> Evaluation:
    """Pilots of one month in which those treated have so much less a week than 5 to 8, one pilot for each fall; a
    worker takes on those treated and nobody else."""
    base = np.tile([5.0, 6.0, 7.0, 8.0, 5.0, 6.0, 7.0, 8.0], (12, 1))
    arms = [base - fall * (np.arange(8) < 4) * (np.arange(12)[:, None] >= 4) for fall in falls]
    asked = Question(design, 8, "pull_in", outcome, months=1)
    return told_together(STUDY, asked, [pilot_of(arm, base) for arm in arms], 1, 0)


def test_where_90_of_100_pilots_lie_is_told_in_amounts_and_in_shares() -> None:
    falls = [place / 4 for place in range(21)]
    found = together(*falls[10:], *falls[:10]).reported
    assert (found.low, found.high) == pytest.approx((-4 * falls[19], -4 * falls[1]))
    assert (found.relative_low, found.relative_high) == pytest.approx((-falls[19] / 6.5, -falls[1] / 6.5))
    assert found.relative == pytest.approx(-falls[10] / 6.5)


def test_power_is_of_pilots_with_the_effect_and_false_alarms_of_those_without() -> None:
    found = together(3.0, 3.0, 3.0, 0.1)
    assert (found.power, found.reported.excludes_zero) == (0.75, 0.75)
    assert found.without_effect.excludes_zero == 0.0
    assert [(at.months, at.power, at.false_alarms) for at in found.by_months] == [(1, 0.75, 0.0)]


def test_the_error_that_pilots_print_is_told_as_it_is_on_the_mean() -> None:
    spread = np.var([20.0, 24.0, 28.0, 32.0], ddof=1)
    assert together(1.0, 2.0).reported.mean_error == pytest.approx(np.sqrt(2 * spread / 4))


def test_people_are_those_enrolled_and_those_taken_on_are_some_of_them() -> None:
    """A matched pilot of four has four more people to compare with, whom no worker need take on."""
    matched, randomised = together(1.0, design="matched"), together(1.0)
    assert (matched.enrolled, matched.fewest_enrolled, matched.taken_on) == (4.0, 4, 1.0)
    assert (randomised.enrolled, randomised.fewest_enrolled, randomised.taken_on) == (8.0, 8, 1.0)


def test_a_fall_of_more_than_there_is_gets_no_share() -> None:
    found = together(20.0, 1.0)
    assert (found.first_pilot.relative, found.reported.relative, found.reported.relative_low) == (None, None, None)
    assert found.reported.relative_high is not None
    assert together(1.0).true.relative == pytest.approx(-1.0 / 6.5)


def test_the_most_that_can_change_is_all_of_a_harm_and_what_is_missing_of_a_good() -> None:
    assert together(1.0).most_possible == 4 * 6.5
    housed = together(0.0, outcome="weeks_stably_housed")
    assert housed.most_possible == 4 - 4 * 6.5


def test_the_least_effect_needs_twenty_pilots_and_looks_at_those_of_nothing() -> None:
    assert together(*[3.0] * 19).least_detectable is None
    many, none = together(*[3.0] * 20), together(*[0.0] * 20)
    assert many.least_detectable == none.least_detectable > 0
    assert many.least_detectable == pytest.approx(none.first_pilot.high)
    assert many.least_detectable_error == pytest.approx(0.0, abs=1e-9)


def test_progress_is_told_pilot_by_pilot() -> None:
    told: list[tuple[int, int]] = []
    evaluate(STUDY, "randomised", 12, follow_up=6, runs=2, progress=lambda done, of: told.append((done, of)))
    assert told == [(1, 2), (2, 2)]


@pytest.mark.slow
@pytest.mark.parametrize(("design", "runs"), [("randomised", 40), ("stepped_wedge", 20)])
def test_where_a_coin_decides_intervals_cover_zero_when_nothing_is_done(design: str, runs: int) -> None:
    """Of 100 intervals of pilots without effect 95 are meant to hold zero; of so few, at least 85 in 100."""
    assert found(design, runs=runs, outcome="crises").without_effect.excludes_zero <= 0.15


@pytest.mark.parametrize("design", ["pre_post", "stepped_wedge"])
def test_pilots_played_elsewhere_say_the_same_to_the_last_bit(design: str) -> None:
    here, there = (evaluate(STUDY, design, 10, follow_up=6, runs=2, play=each) for each in (None, Elsewhere()))
    assert there == here


def test_once_it_is_stopped_nobody_plays_on() -> None:
    play = Elsewhere()
    with pytest.raises(KeyboardInterrupt) as caught:
        evaluate(STUDY, "pre_post", 10, follow_up=6, runs=3, progress=stop, play=play)
    assert play.ended == [True]
    assert caught.traceback
