"""An ensemble with a store: longer, resumed, spoilt or shared, it is the ensemble that it would have been without."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alike import same
from runs_played import Played, runs_played
from sent_elsewhere import Elsewhere, stop
from towns import town

from simmodel import pool
from simmodel.appraisal.runs import Runs
from simmodel.draws import study_of_draw
from simmodel.ensemble import compare
from simmodel.errors import CustodyLevelError
from simmodel.sampling import Address
from simmodel.store.shelves import Store
from simmodel.week import WEEK

STUDY = town(levers="reach_out = true")


@pytest.fixture(scope="module")
def afresh() -> Runs:
    return compare(STUDY, runs=6, seed=2, workers=2)


@pytest.fixture
def played(monkeypatch: pytest.MonkeyPatch) -> Played:
    return runs_played(monkeypatch)


def addresses(played: Played) -> list[Address]:
    return [address for _, address in played]


def test_a_longer_ensemble_plays_only_what_is_not_there(afresh: Runs, played: Played, tmp_path: Path) -> None:
    compare(STUDY, runs=3, seed=2, store=Store(tmp_path))
    assert same(compare(STUDY, runs=6, seed=2, workers=2, store=Store(tmp_path)), afresh)
    assert addresses(played) == [(1, 0), (1, 1), (2, 0), (2, 1), (3, 0), (3, 1)]
    assert same(compare(STUDY, runs=6, seed=2, store=Store(tmp_path)), afresh)
    assert len(played) == 6


def test_however_runs_are_split_into_draws_none_is_kept_twice(played: Played, tmp_path: Path) -> None:
    for runs, draws in ((2, 1), (4, 1), (2, 2)):
        compare(STUDY, runs=runs, seed=2, draws=draws, store=Store(tmp_path))
    assert addresses(played) == [(1, 0), (1, 1), (1, 2), (1, 3), (2, 0)]
    assert len(list(tmp_path.glob("*/*.parquet"))) == len(played)


def test_a_stopped_ensemble_goes_on_where_it_was(afresh: Runs, played: Played, tmp_path: Path) -> None:
    def stop(done: int, of: int) -> None:
        if done == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        compare(STUDY, 6, 2, 2, stop, store=Store(tmp_path))
    assert len(list(tmp_path.glob("*/*.parquet"))) == 4
    played.clear()
    assert same(compare(STUDY, runs=6, seed=2, store=Store(tmp_path)), afresh)
    assert addresses(played) == [(3, 0), (3, 1)]


@pytest.mark.parametrize("keeps", [True, False])
def test_once_it_is_stopped_nobody_plays_on(tmp_path: Path, keeps: bool) -> None:
    play = Elsewhere()
    store = Store(tmp_path) if keeps else None
    with pytest.raises(KeyboardInterrupt) as caught:
        compare(STUDY, 6, 2, progress=stop, store=store, play=play)
    assert play.ended == [True]
    assert caught.traceback


def test_a_spoilt_run_is_played_again_and_the_others_are_not(afresh: Runs, played: Played, tmp_path: Path) -> None:
    compare(STUDY, runs=6, seed=2, store=Store(tmp_path))
    played.clear()
    path = next(tmp_path.glob("*/*.parquet"))
    path.write_bytes(path.read_bytes()[:-7])
    assert same(compare(STUDY, runs=6, seed=2, store=Store(tmp_path)), afresh)
    assert len(played) == 1
    assert len(list(tmp_path.glob("*/*.parquet"))) == 6


def test_progress_counts_runs_that_were_kept_as_done(tmp_path: Path) -> None:
    told = list[tuple[int, int]]()
    compare(STUDY, runs=2, seed=2, store=Store(tmp_path))
    compare(STUDY, 4, 2, progress=lambda *at: told.append(at), store=Store(tmp_path))
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_a_draw_without_a_custody_curve_is_left_out_and_told_from_the_store_too(
    monkeypatch: pytest.MonkeyPatch, played: Played, tmp_path: Path
) -> None:
    real, lost = pool.solution_of, study_of_draw(STUDY, 2, 2).digest()

    def solve(study: object, near: object = None) -> object:
        if near is not None and study.digest() == lost:
            raise CustodyLevelError("no custody curve")
        return real(study, near)

    monkeypatch.setattr(pool, "solution_of", solve)
    whole = compare(STUDY, runs=6, seed=2, store=Store(tmp_path))
    played.clear()
    assert same(compare(STUDY, runs=6, seed=2, store=Store(tmp_path)), whole)
    assert played == []
    assert [note for note in whole.notes if note.startswith("1 of 3 draws is left out")]


def test_another_week_than_the_models_is_neither_kept_nor_read(tmp_path: Path) -> None:
    store = Store(tmp_path)
    compare(STUDY, runs=1, seed=2, draws=0, store=store)
    other = compare(STUDY, runs=1, seed=2, draws=0, store=store, week=WEEK.exchanging(_meeting))
    assert len(list(tmp_path.glob("*/*.parquet"))) == 1
    assert other.runs == 1


def _meeting(sites: object, neighbours: object) -> None:
    """Sites that learn nothing from one another."""


def test_two_at_once_on_one_store_keep_each_run_once(afresh: Runs, tmp_path: Path) -> None:
    def one(_: int) -> Runs:
        return compare(STUDY, runs=6, seed=2, store=Store(tmp_path))

    with ThreadPoolExecutor(2) as pool:
        assert all(same(found, afresh) for found in pool.map(one, range(2)))
    assert len(list(tmp_path.glob("*/*.parquet"))) == 6
    assert same(one(3), afresh)
