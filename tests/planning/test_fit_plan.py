"""What a fit takes follows from its runs, what some of them took, and how many are played at a time."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from known_pilots import PEOPLE, FakePlayers
from planning.fit_to_come import fitted, to_come

from simmodel.calibration.measure import Written
from simmodel.planning.fit_plan import A_MADE_UP_PILOT, TIMED, FitPlan, Paced, plan_of_fit, planned_fit
from simmodel.planning.fit_runs import Part

ONE = Written(np.array([0.3, 0.6, 40.0]), np.full(3, PEOPLE))
PACED = Paced(np.array([2.0, 2.5, 1.5, 2.0]), 2.0, 5_000_000, 200_000_000, [ONE] * 5)


def planned(folder: Path, *parts: Part, at_a_time: int = 1, paced: Paced = PACED) -> FitPlan:
    return planned_fit(to_come(folder), parts, paced, at_a_time)


def test_time_is_from_the_least_runs_on_a_free_machine_to_the_most_on_one_as_busy_as_now(tmp_path: Path) -> None:
    wall, beside = planned(tmp_path, Part("a", 100, 100), Part("b", 40, 80)).wall_seconds, 4 * A_MADE_UP_PILOT
    error = 2.0 * np.std([2.0, 2.5, 1.5, 2.0], ddof=1) / 2.0
    assert wall.low == pytest.approx(140 * (2.0 - error) + beside)
    assert wall.high == pytest.approx(180 * (2.0 + error) * 2.0 + beside)
    assert wall.low < wall.value < wall.high


def test_one_run_that_took_nothing_does_not_make_the_whole_fit_take_nothing(tmp_path: Path) -> None:
    uneven = replace(PACED, seconds=np.array([0.01, 3.0, 3.1, 0.02, 2.9]))
    wall, beside = planned(tmp_path, Part("a", 100, 100), paced=uneven).wall_seconds, 4 * A_MADE_UP_PILOT
    assert wall.low - beside >= (wall.value - beside) / 4.0


def test_two_at_a_time_take_half_as_long_and_more_memory_and_kept_runs_take_none(tmp_path: Path) -> None:
    one, two = (planned(tmp_path, Part("a", 100, 100), at_a_time=count) for count in (1, 2))
    beside = 4 * A_MADE_UP_PILOT
    assert two.wall_seconds.high - beside == pytest.approx((one.wall_seconds.high - beside) / 2.0)
    assert two.memory.value - one.memory.value == PACED.in_play
    none = planned(tmp_path, Part("a", 100, 100, 100, 100))
    assert none.left == (0, 0)
    assert none.wall_seconds.high == pytest.approx(beside)


def test_what_is_kept_on_disk_is_as_large_as_the_ledger_gets(tmp_path: Path) -> None:
    foretold = planned(tmp_path, Part("a", 200, 200), Part("b", 40, 40)).disk - 100 * 3 * 20
    fitted(tmp_path, FakePlayers())
    assert foretold == pytest.approx((tmp_path / "runs.jsonl").stat().st_size, rel=0.35)


def test_a_few_runs_are_played_of_points_that_no_fit_has_and_none_is_kept(tmp_path: Path) -> None:
    players = FakePlayers()
    found = plan_of_fit(to_come(tmp_path), 4, 2, players)
    assert len(players.played) == TIMED + 2
    assert (found.at_a_time, len(found.paced.seconds), found.left) == (2, TIMED, (240, 280))
    assert list(tmp_path.iterdir()) == []


def test_targets_of_many_more_people_than_a_run_has_are_foretold_to_be_played_twice(tmp_path: Path) -> None:
    found = plan_of_fit(to_come(tmp_path, people=600.0), 1, 1, FakePlayers())
    assert [part.name for part in found.parts] == ["over the prior", "again", "at draws of the posterior"]


def test_where_no_run_had_a_custody_curve_the_plan_is_made_all_the_same(tmp_path: Path) -> None:
    found = planned(tmp_path, Part("a", 10, 10), paced=replace(PACED, written=[None] * 5))
    assert found.disk > 0
