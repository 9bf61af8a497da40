"""Waves: every point is a draw of the study, played once and seen through the pilot."""

from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from known_pilots import NUMBERS, FakePlayers, a_study, targets
from made_up_targets import a_target
from sent_elsewhere import Elsewhere
from small_study import SHORT

from simmodel.calibration.ledger import Ledger
from simmodel.calibration.measure import Followed, Written, followed, written_down
from simmodel.calibration.prior import prior_of
from simmodel.calibration.waves import Wave, longest_followed, plan_of, seen_through
from simmodel.draws import study_of_draw
from simmodel.engine.start import parameters_of, rough_solution_of, solution_of
from simmodel.players import Players
from simmodel.pool import ToPlay
from simmodel.scenario import Study, parse_study

PLACES = np.array([[0.1, 0.9, 0.5], [0.8, 0.3, 0.2], [0.5, 0.5, 0.5]])
PILOT = """
[calibration]
source = "made up"
arms = {}
people_in_arm = 12
people = {{ begins_within_weeks = 52 }}
lost_a_year = {}
"""


def of_points() -> Study:
    study = a_study()
    return Wave(prior_of(NUMBERS, plan_of(study)), PLACES).study(study)


def small(arms: str = '{ pilot = "pull_in" }', lost: float = 0.0, more: str = "") -> Study:
    return parse_study(SHORT.replace("[site]", PILOT.format(arms, lost) + more + "[site]", 1))


def test_each_point_is_a_draw_of_the_study() -> None:
    study, prior = of_points(), prior_of(NUMBERS, plan_of(a_study()))

    for draw, row in enumerate(prior.rows(PLACES), start=1):
        values = parameters_of(study_of_draw(study, 5, draw)).values
        assert [values[name] for name in prior.dotted] == list(row)


def test_what_the_ledger_has_is_not_played_and_the_rest_is_told(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    with Ledger(tmp_path, {}) as ledger:
        seen_through("wave 0", of_points(), 1, 7, targets(), ledger, FakePlayers())
        again = FakePlayers()
        found = seen_through("wave 0", of_points(), 3, 7, targets(), ledger, again, lambda *done: told.append(done))
        alone = FakePlayers()
        assert seen_through("wave 0", of_points(), 3, 7, targets(), ledger, alone) == found

    assert again.played == [(2, 0), (3, 0)]
    assert told == [(2, 3), (3, 3)]
    assert alone.played == []


def test_waves_of_other_names_share_nothing(tmp_path: Path) -> None:
    with Ledger(tmp_path, {}) as ledger:
        seen_through("wave 0", of_points(), 2, 7, targets(), ledger, FakePlayers())
        other = FakePlayers()
        seen_through("wave 1", of_points(), 2, 7, targets(), ledger, other)

    assert len(other.played) == 2


# through the whole model


def arms_of(study: Study, weeks: int = 26) -> dict[str, Followed]:
    def live(run: ToPlay) -> dict[str, Followed]:
        return followed(run, plan_of(study), weeks)

    (found,) = Players().each(study, 3, [(0, 0)], live)
    assert found is not None
    return found


def test_a_pilot_follows_the_first_people_whom_its_workers_take_on() -> None:
    (arm,) = arms_of(small()).values()
    everybody = small()
    plan = plan_of(everybody).model_copy(update={"people_in_arm": 5})
    (fewer,) = arms_of(everybody.model_copy(update={"calibration": plan})).values()

    assert len(arm.lost) == 12
    assert arm.seen.shape == (27, 12)
    assert np.array_equal(fewer.seen, arm.seen[:, :5])


def test_of_two_arms_a_coin_decides_who_is_in_which_and_nobody_is_in_both() -> None:
    arms = arms_of(small('{ coach = "pull_in", usual = "current" }'))
    both = arms_of(small('{ coach = "pull_in", usual = "pull_in" }'))

    assert [len(arm.lost) for arm in arms.values()] == [12, 12]
    assert np.array_equal(arms["coach"].seen, both["coach"].seen)
    assert not np.array_equal(arms["usual"].seen, both["usual"].seen)
    assert np.array_equal(arms["usual"].seen[0]["tenancy_weeks"], both["usual"].seen[0]["tenancy_weeks"])


def test_the_share_of_people_lost_is_that_of_the_plan_and_moves_nobodys_life() -> None:
    (usual,) = arms_of(small()).values()
    (arm,) = arms_of(small(lost=0.6)).values()

    assert np.array_equal(arm.seen, usual.seen)
    assert 0 < (arm.lost <= 26).mean() < 0.8
    assert (usual.lost > 10_000).all()


def test_people_are_known_of_until_the_data_were_taken_and_whoever_began_later_is_not_counted() -> None:
    (usual,) = arms_of(small()).values()
    (arm,) = arms_of(small(more="data_cut_weeks = 20\n")).values()
    began = len(arm.cut)

    assert 0 < began <= len(usual.cut)
    assert np.array_equal(arm.seen, usual.seen[:, :began])
    assert (usual.cut > 10_000).all()
    assert (arm.cut >= 2).all()
    assert (arm.cut <= 21).all()
    assert (np.diff(arm.cut) <= 0).all()


def test_nothing_can_be_asked_of_times_after_the_data_were_taken() -> None:
    assert longest_followed(small(more="data_cut_weeks = 26\n")) == pytest.approx(6.0)
    assert longest_followed(small()) > 6.0


def test_two_workers_write_down_the_same_bits_as_one() -> None:
    study, asked = small(), [a_target("any_custody", "cumulative", 6), a_target("time_housed", "mean", 6)]
    live, addresses = partial(written_down, plan_of(study), tuple(asked)), [(0, 0), (0, 1), (0, 2)]
    one, two = (list(Players(workers).each(study, 3, addresses, live)) for workers in (1, 2))

    for first, second in zip(one, two, strict=True):
        assert isinstance(first, Written)
        assert isinstance(second, Written)
        assert first.values == pytest.approx(second.values, abs=0.0, nan_ok=True)


@pytest.mark.slow
def test_a_wave_that_is_played_elsewhere_has_the_same_bits(tmp_path: Path) -> None:
    study = small()
    wave = Wave(prior_of(NUMBERS, plan_of(study)), PLACES[:2]).study(study)
    asked = [a_target("any_custody", "cumulative", 6), a_target("custody_days", "mean", 6)]
    found = []
    for players in (Players(), Players(play=Elsewhere())):
        with Ledger(tmp_path / str(len(found)), {}) as ledger:
            found.append(seen_through("wave 0", wave, 2, 7, asked, ledger, players))

    here, there = found
    for one, other in zip(here, there, strict=True):
        assert one is not None
        assert other is not None
        assert np.array_equal(one.values, other.values)


def test_a_study_whose_pilot_is_large_is_solved_as_finely_as_any_other(tmp_path: Path) -> None:
    """Rough solutions are for pilots whose luck is larger than what they miss."""
    asked = []

    class Asked(FakePlayers):
        def each(self, study: Study, seed: int, addresses: Any, live: Any, solve: Any = None) -> Any:
            asked.append(solve)
            return super().each(study, seed, addresses, live, solve)

    study = of_points()
    large = study.model_copy(update={"calibration": plan_of(study).model_copy(update={"people_in_arm": 2000})})
    for one in (study, large):
        with Ledger(tmp_path / str(len(asked)), {}) as ledger:
            seen_through("wave 0", one, 1, 7, targets(), ledger, Asked())

    assert asked == [rough_solution_of, solution_of]
