"""Many pilots together: what nothing would show, what is true, and whether intervals keep their promise."""

import json
from functools import cache

import pytest
from towns import some_solution, town

import simmodel.pool
from simmodel.errors import CustodyLevelError, SimmodelError
from simmodel.evaluation.pilots import Evaluation, evaluate, to_json
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


def test_progress_is_told_pilot_by_pilot() -> None:
    told: list[tuple[int, int]] = []
    evaluate(STUDY, "randomised", 12, follow_up=6, runs=2, progress=lambda done, of: told.append((done, of)))
    assert told == [(1, 2), (2, 2)]


@pytest.mark.parametrize(("design", "runs"), [("randomised", 40), ("stepped_wedge", 20)])
def test_where_a_coin_decides_intervals_cover_zero_when_nothing_is_done(design: str, runs: int) -> None:
    """Of 100 intervals of pilots without effect 95 are meant to hold zero; of so few, at least 85 in 100."""
    assert found(design, runs=runs, outcome="crises").without_effect.excludes_zero <= 0.15
