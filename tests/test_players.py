"""Paired runs are played in one way: what is kept is read, what is missing is played, and both are the same runs."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alike import same_run
from runs_played import Played, runs_played
from towns import town

from simmodel.kept import OneRun
from simmodel.players import Players
from simmodel.scenario import Study
from simmodel.store.shelves import Store

ALL = [(0, 0), (0, 1), (0, 2)]
MORE = """\
[scenarios.links]
title = "Links"
buys = "link_workers"
funding_per_year = 650000
funded_years = 2
set_up_weeks = 4
"""
STUDY = town(levers="reach_out = true", more=MORE)


def only(*names: str) -> Study:
    scenarios = {name: one for name, one in STUDY.scenarios.items() if name in ("current", *names)}
    return STUDY.model_copy(update={"scenarios": scenarios})


@pytest.fixture(scope="module")
def afresh() -> list[OneRun | None]:
    return list(Players(2).runs(STUDY, 2, ALL))


@pytest.fixture
def played(monkeypatch: pytest.MonkeyPatch) -> Played:
    return runs_played(monkeypatch)


def all_same(found: list[OneRun | None], others: list[OneRun | None]) -> bool:
    return len(found) == len(others) and all(same_run(one, other) for one, other in zip(found, others, strict=True))


def test_scenarios_kept_apart_are_the_run_in_which_they_were_played_together(
    afresh: list, played: Played, tmp_path: Path
) -> None:
    first = list(Players(2, Store(tmp_path)).runs(STUDY, 2, ALL, apart=True))
    assert [names for names, _ in played] == [tuple(STUDY.scenarios)] * 3
    played.clear()
    second = list(Players(2, Store(tmp_path)).runs(STUDY, 2, ALL, apart=True))
    assert all_same(first, afresh)
    assert all_same(second, afresh)
    assert played == []


def test_a_scenario_is_found_again_whatever_it_is_asked_about_with(
    afresh: list, played: Played, tmp_path: Path
) -> None:
    list(Players(2, Store(tmp_path)).runs(only("pull_in", "links"), 2, ALL[:2], apart=True))
    played.clear()
    found = list(Players(2, Store(tmp_path)).runs(STUDY, 2, ALL, apart=True))
    assert all_same(found, afresh)
    missing = ("current", "more_places")
    assert played == [(missing, (0, 0)), (missing, (0, 1)), (tuple(STUDY.scenarios), (0, 2))]


def test_a_scenario_kept_apart_is_what_a_study_of_it_alone_would_keep(played: Played, tmp_path: Path) -> None:
    alone = list(Players().runs(only("pull_in"), 2, ALL[:1]))
    list(Players(1, Store(tmp_path)).runs(STUDY, 2, ALL[:1], apart=True))
    played.clear()
    assert all_same(list(Players(1, Store(tmp_path)).runs(only("pull_in"), 2, ALL[:1])), alone)
    assert played == []


def test_where_money_is_spent_in_other_weeks_a_study_is_kept_whole(played: Played, tmp_path: Path) -> None:
    scenarios = dict(STUDY.scenarios)
    scenarios["links"] = scenarios["links"].model_copy(update={"funded_years": 1})
    uneven = STUDY.model_copy(update={"scenarios": scenarios})
    whole = list(Players(1).runs(uneven, 2, ALL[:1]))
    assert all_same(list(Players(1, Store(tmp_path)).runs(uneven, 2, ALL[:1], apart=True)), whole)
    assert len(list(tmp_path.glob("*/*.parquet"))) == 1


@pytest.mark.parametrize("apart", [False, True])
def test_a_kept_run_that_cannot_be_read_is_played_again_in_its_place(
    afresh: list, played: Played, tmp_path: Path, apart: bool
) -> None:
    list(Players(2, Store(tmp_path)).runs(STUDY, 2, ALL, apart))
    played.clear()
    path = next(tmp_path.glob("*/*.parquet"))
    path.write_bytes(path.read_bytes()[:-7])
    assert all_same(list(Players(2, Store(tmp_path)).runs(STUDY, 2, ALL, apart)), afresh)
    assert len(played) == 1
    assert len(list(tmp_path.glob("*/*.parquet"))) == (9 if apart else 3)


def test_of_kept_runs_one_is_read_when_it_is_due(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    list(Players(2, Store(tmp_path)).runs(STUDY, 2, ALL))
    read, real = list[tuple[int, int]](), Store.read
    monkeypatch.setattr(Store, "read", lambda *asked: (read.append(asked[2]), real(*asked))[1])
    runs = Players(1, Store(tmp_path)).runs(STUDY, 2, ALL)
    next(runs)
    assert read == ALL[:1]
    list(runs)
    assert read == ALL


def test_the_store_counts_what_came_from_it_and_what_is_yet_to(played: Played, tmp_path: Path) -> None:
    list(Players(2, Store(tmp_path)).runs(STUDY, 2, ALL[:2]))
    store = Store(tmp_path)
    counted = [(store.due, store.taken_from) for _ in Players(2, store).runs(STUDY, 2, ALL)]
    assert counted == [(1, 1), (0, 2), (0, 2)]


@pytest.mark.parametrize("apart", [False, True])
def test_a_draw_without_a_custody_curve_is_nothing_however_it_is_kept(tmp_path: Path, apart: bool) -> None:
    def nobody(study: Study, seed: int, addresses: list, live: object, solve: object) -> Iterator[None]:
        yield from [None for _ in addresses]

    for play in (nobody, None):
        assert list(Players(1, Store(tmp_path), play).runs(STUDY, 2, ALL, apart)) == [None] * 3
