"""Comparisons beside the page: asked once, shared, stopped when nobody waits."""

import threading
from collections.abc import Callable, Iterator

import pytest
from fake_ensemble import Ensemble, put_ensemble
from made_up_posterior import made_up
from small_study import SMALL

from simmodel.carried import carrying
from simmodel.errors import CustodyLevelError, SimmodelError
from simmodel.scenario import parse_study
from simmodel.screens import jobs
from simmodel.screens.jobs import BROKEN, Desk

STUDY = parse_study(SMALL)
WAIT = 20


@pytest.fixture
def ensemble(monkeypatch: pytest.MonkeyPatch) -> Iterator[Ensemble]:
    yield from put_ensemble(monkeypatch)


@pytest.fixture
def desk() -> Desk:
    return Desk()


def fail(error: Exception) -> Callable[[], None]:
    def failing() -> None:
        raise error

    return failing


def test_a_comparison_runs_beside_the_asker_and_keeps_its_result(desk: Desk, ensemble: Ensemble) -> None:
    job = desk.ask(STUDY, 3, 1)
    assert job.over.wait(WAIT)
    assert (job.state, job.finished_runs) == ("done", 3)
    assert job.comparison is not None
    assert ensemble.threads != {threading.current_thread().name}


def test_a_second_asker_shares_the_comparison(desk: Desk, ensemble: Ensemble) -> None:
    first = desk.ask(STUDY, 3, 1)
    assert first.over.wait(WAIT)
    assert desk.ask(STUDY, 3, 1) is first
    assert desk.find(STUDY, 3, 1) is first
    assert len(ensemble.asked) == 1


@pytest.mark.parametrize("other", [(STUDY.with_funding(500_000), 3, 1), (STUDY, 4, 1), (STUDY, 3, 2)])
def test_another_study_count_or_seed_is_another_comparison(desk: Desk, ensemble: Ensemble, other: tuple) -> None:
    first = desk.ask(STUDY, 3, 1)
    assert desk.find(*other) is None
    assert desk.ask(*other) is not first


def test_other_fitted_numbers_are_another_comparison_even_under_the_same_name(desk: Desk, ensemble: Ensemble) -> None:
    none, fitted = STUDY, carrying(STUDY, made_up())
    draws = tuple((number, level + 0.01) for number, level in made_up().draws)
    others = [fitted, carrying(STUDY, made_up(draws=draws)), carrying(STUDY, made_up(failed=("chains agree",)))]
    jobs_of = [desk.ask(none, 4, 1)]
    for other in others:
        assert desk.find(other, 4, 1) is None
        jobs_of.append(desk.ask(other, 4, 1))

    assert len({job.key for job in jobs_of}) == len(jobs_of) == len({id(job) for job in jobs_of})
    assert all(job.over.wait(WAIT) for job in jobs_of)
    assert desk.find(carrying(STUDY, made_up()), 4, 1) is jobs_of[1]
    assert [job.comparison.fitted is None for job in jobs_of] == [True, False, False, False]


def test_a_level_that_no_curve_gives_is_told_with_the_fit_it_came_from(desk: Desk, ensemble: Ensemble) -> None:
    ensemble.then = fail(CustodyLevelError("no custody curve gives 90.0%"))
    told = [desk.ask(study, 4, 1) for study in (STUDY, carrying(STUDY, made_up()))]
    assert all(job.over.wait(WAIT) for job in told)
    curve = "no custody curve gives 90.0%"
    assert [job.error for job in told] == [curve, f"small with what was fitted to made_up_pilot: {curve}"]


def test_a_comparison_stops_only_when_its_last_asker_leaves(desk: Desk, ensemble: Ensemble) -> None:
    ensemble.may_go_on.clear()
    job = desk.ask(STUDY, 3, 1)
    assert desk.ask(STUDY, 3, 1) is job
    assert ensemble.started.wait(WAIT)
    desk.leave(job)
    assert job.state == "running"
    desk.leave(job)
    assert job.state == "stopped"
    ensemble.may_go_on.set()
    assert ensemble.ended.wait(WAIT)
    assert desk.find(STUDY, 3, 1) is None
    assert job.found is None


def test_what_can_be_mended_is_kept_as_its_sentence(desk: Desk, ensemble: Ensemble) -> None:
    ensemble.then = fail(SimmodelError("the money is too little; allowed: more"))
    job = desk.ask(STUDY, 3, 1)
    assert job.over.wait(WAIT)
    assert (job.state, job.error) == ("failed", "the money is too little; allowed: more")


def test_a_fault_of_ours_is_a_plain_message_and_a_line_in_the_log(
    desk: Desk, ensemble: Ensemble, caplog: pytest.LogCaptureFixture
) -> None:
    ensemble.then = fail(ZeroDivisionError("secret"))
    job = desk.ask(STUDY, 3, 1)
    assert job.over.wait(WAIT)
    assert (job.state, job.error) == ("failed", BROKEN)
    assert "secret" in caplog.text


def test_a_failed_comparison_can_be_asked_for_again(desk: Desk, ensemble: Ensemble) -> None:
    ensemble.then = fail(SimmodelError("no"))
    assert desk.ask(STUDY, 3, 1).over.wait(WAIT)
    ensemble.then = lambda: None
    again = desk.ask(STUDY, 3, 1)
    assert again.over.wait(WAIT)
    assert again.state == "done"


def test_only_the_latest_results_are_kept(desk: Desk, ensemble: Ensemble, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "KEPT", 2)
    for seed in (1, 2, 3):
        assert desk.ask(STUDY, 2, seed).over.wait(WAIT)
    assert [desk.find(STUDY, 2, seed) is not None for seed in (1, 2, 3)] == [False, True, True]
